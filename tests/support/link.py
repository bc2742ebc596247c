"""A link between a client and a server on this machine that can be cut in every way."""

from __future__ import annotations

import contextlib
import select
import socket
import struct
import threading
from typing import Final, Self

__all__ = ["Link"]

_CHUNK: Final = 1 << 16
_RESET: Final = struct.pack("ii", 1, 0)
"""Linger for no time: what closes the socket then is a reset."""


class Link:
    """Passes the bytes of one connection on, until it is frozen, finished or reset."""

    def __init__(self, port: int) -> None:
        """Listen for one connection.

        Args:
            port: Where it leads to, on this machine.
        """
        self._to = port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        """Where the client connects to."""
        self._frozen = False
        self._ends: list[socket.socket] = []
        self._bell, self._ear = socket.socketpair()
        self._thread = threading.Thread(target=self._run, name="link")
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.finish()
        self._listener.close()
        self._bell.close()
        self._ear.close()

    def freeze(self) -> None:
        """Let all packets vanish from now on; nobody is told."""
        self._frozen = True

    def finish(self) -> None:
        """Close both sides in an orderly way."""
        self._stop()
        for end in self._ends:
            end.close()

    def reset(self) -> None:
        """Reset both sides."""
        self._stop()
        for end in self._ends:
            end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
            end.close()

    def _stop(self) -> None:
        if self._thread.is_alive():
            self._bell.send(b"x")
            self._thread.join()

    def _run(self) -> None:
        if self._listener not in select.select([self._listener, self._ear], [], [])[0]:
            return
        client, _ = self._listener.accept()
        server = socket.create_connection(("127.0.0.1", self._to))
        self._ends = [client, server]
        other = {client: server, server: client}
        while other:
            readable = select.select([*other, self._ear], [], [])[0]
            if self._ear in readable:
                return
            for end in readable:
                with contextlib.suppress(OSError):
                    if data := end.recv(_CHUNK):
                        if not self._frozen:
                            other[end].sendall(data)
                        continue
                # One side has closed: so does the other, unless nothing gets through.
                if not self._frozen:
                    for each in self._ends:
                        with contextlib.suppress(OSError):
                            each.shutdown(socket.SHUT_RDWR)
                    return
                del other[end]
