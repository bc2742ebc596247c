"""Commands in processes of their own that need not import the program: one that has it forks."""

from __future__ import annotations

import io
import json
import os
import pkgutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Final, Self

ROOT: Final = Path(__file__).parents[2]

_FULL_SCREEN: Final = ("ragft_tui.tui", "ragft_tui.terminal.", "ragft_tui.__main__")
_LAZY: Final = ("csv", "difflib", "rich.console", "rich.table", "sqlite3", "tomlkit")
"""What commands import besides, when they need it."""

_REQUEST: Final = 1 << 16
_PIPE: Final = 1 << 15
"""Bytes that a pipe surely holds."""
_PATIENCE: Final = 60.0


class WarmProgram:
    """The program, imported and waiting; each run is a fork of it, with streams of its own."""

    def __init__(self) -> None:
        self._channel, theirs = socket.socketpair()
        self._channel.settimeout(_PATIENCE)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.warm", str(theirs.fileno())],
            cwd=ROOT,
            env={"PATH": os.environ["PATH"], "LANG": "C.UTF-8"},
            stdin=subprocess.DEVNULL,
            pass_fds=[theirs.fileno()],
        )
        theirs.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._channel.close()
        self._process.wait(_PATIENCE)

    def run(
        self,
        arguments: Sequence[str | bytes],
        *,
        cwd: Path,
        env: Mapping[str, str],
        stdin: bytes | None = None,
    ) -> subprocess.CompletedProcess[bytes]:
        """Run a command to its end, without a terminal.

        Args:
            arguments: What stands behind `ragft-tui`.
            cwd: Its working directory.
            env: Its whole environment; it must leave the locale and Python as they are.
            stdin: What it can read from a pipe; without, it can read nothing.
        """
        with (
            tempfile.TemporaryFile() as out,
            tempfile.TemporaryFile() as err,
            _source(stdin) as source,
        ):
            words = [os.fsdecode(word) for word in arguments]
            request = json.dumps([words, str(cwd), dict(env)]).encode()
            files = [source.fileno(), out.fileno(), err.fileno()]
            socket.send_fds(self._channel, [request], files)
            status = int(self._channel.recv(16))
            for file in (out, err):
                file.seek(0)
            return subprocess.CompletedProcess(words, status, out.read(), err.read())


def _source(data: bytes | None) -> io.BufferedReader:
    if data is None:
        return Path(os.devnull).open("rb")
    assert len(data) <= _PIPE
    reading, writing = os.pipe()
    os.write(writing, data)
    os.close(writing)
    return os.fdopen(reading, "rb")


def _import_all() -> None:
    import ragft_tui

    for name in _LAZY:
        import_module(name)
    for module in pkgutil.walk_packages(ragft_tui.__path__, "ragft_tui."):
        if not module.name.startswith(_FULL_SCREEN):
            import_module(module.name)


def _serve(channel: socket.socket) -> None:
    """Fork for each request, and answer with the status of the fork."""
    while True:
        request, files, *_ = socket.recv_fds(channel, _REQUEST, 3)
        if not request:
            return
        process = os.fork()
        if process == 0:
            channel.close()
            _become(files, *json.loads(request))
        for file in files:
            os.close(file)
        status = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
        channel.send(str(status).encode())


def _become(files: Sequence[int], arguments: list[str], cwd: str, env: dict[str, str]) -> None:
    """Run a command as a process that Python has just started would."""
    from ragft_tui.cli import main

    for number, file in enumerate(files):
        os.dup2(file, number)
        os.close(file)
    signal.alarm(round(_PATIENCE))
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(env)
    sys.argv = ["ragft-tui", *arguments]
    sys.stdin = open(0, encoding="utf-8", errors="surrogateescape", closefd=False)  # noqa: SIM115
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", buffering=1, encoding="utf-8", closefd=False)  # noqa: SIM115
    status: object = 1
    try:
        main()
    except SystemExit as end:
        status = end.code
        sys.stdout.flush()
        sys.stderr.flush()
    except BaseException:  # noqa: BLE001 - it is told as Python tells it, and nobody is above
        sys.excepthook(*sys.exc_info())
        sys.stderr.flush()
    os._exit(status if isinstance(status, int) else 0 if status is None else 1)


if __name__ == "__main__":
    _import_all()
    _serve(socket.socket(fileno=int(sys.argv[1])))
