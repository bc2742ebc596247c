"""The input of the terminal: parsed into text, sequences and pastes, in a thread; the hang-up."""

from __future__ import annotations

import codecs
import os
import re
import select
import signal
import sys
import threading
from collections.abc import Callable, Iterable
from functools import partial
from io import StringIO
from typing import Final

from ragft_tui.core.errors import RagftError
from ragft_tui.core.patterns import pattern
from ragft_tui.core.records import dataclass
from ragft_tui.threads import start_thread

SEQUENCE_TIMEOUT: Final = 1.0
"""Seconds without a byte after which an unfinished sequence or character has ended."""

PASTE_TIMEOUT: Final = 5.0
"""Seconds without a byte after which a paste has ended: what comes later is taken for keys."""

LONGEST_PASTE: Final = 4 << 20
"""Characters that are kept of a paste, far more than any field takes."""

_LONGEST_SEQUENCE: Final = 256
_PASTE_END: Final = "\x1b[201~"
_TOKEN: Final = pattern(
    r"""
    (?P<text> [^\x1b\x80-\x9f]+ )
    | (?P<paste> \x1b\[200~ )
    | (?P<string> \x1b[\]PX^_] (?=[\s\S]) )  # alone it is a key with Alt
    | (?P<key>
        \x1b (?=\x1b)  # the Escape key, and another one
        | \x1b [^\x1b\[O\]PX^_]  # with Alt
        | \x1b\[ \d{1,7} \$  # of rxvt; in all other sequences `$` is in the middle
        | (?!\x1b\[M) \x1b (?: \[\[?+ | O ) [ -?]*+ [@-~]  # `[[` on the console of Linux
    )
    | (?P<dropped>
        [\x80-\x9f]  # no key sends a C1 control character
        | \x1b\[M [^\x00-\x1f\x7f]{3}  # a click in the oldest protocol of the mouse
        | \x1b\[M [^\x00-\x1f\x7f]{0,2} (?=[\x00-\x1f\x7f])
        | \x1b (?: \[\[?+ | O ) [ -?]*+ (?=[^ -~])  # broken
    )
    """,
    re.VERBOSE,
)
_STRING_END: Final = pattern(r"\x1b\\|[\x07\x9c]|(?=\x1b[^\\])|(?=[\x00-\x1a\x1c-\x1f\x7f])")
"""The end of a string, or a control character, which no string contains."""

_KEY_SO_FAR: Final = pattern(r"\x1b[\]PX^_]?")
"""The start of a sequence that is a key if no more comes: Escape, or a key with Alt."""


@dataclass(frozen=True, slots=True)
class TypedText:
    """Text that was typed, with control characters that are keys by themselves."""

    text: str


@dataclass(frozen=True, slots=True)
class EscapeSequence:
    """One whole sequence: a key, the mouse, or a reply. A lone escape is the Escape key."""

    sequence: str


@dataclass(frozen=True, slots=True)
class PastedText:
    """Text that was pasted: all that came between the brackets of a paste."""

    text: str


Part = TypedText | EscapeSequence | PastedText


class InputParser:
    """Parses the bytes of a terminal as they come."""

    def __init__(self, escape_delay: float, encoding: str = "utf-8") -> None:
        """Make a parser.

        Args:
            escape_delay: Seconds after which an escape is the key and not the start of a sequence.
            encoding: The encoding of the terminal, as Python calls it.
        """
        self._escape_delay = escape_delay
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._state: Callable[[str, int], int] = self._in_ground
        self._unfinished = ""
        """The start of a token, as much of it as decides what it is."""
        self._paste = StringIO(newline="")
        self._parts: list[Part] = []

    @property
    def timeout(self) -> float | None:
        """Seconds without a byte after which to call `time_out`; `None` if all is complete."""
        if self._state == self._in_paste:
            return PASTE_TIMEOUT
        if self._is_key_so_far:
            return self._escape_delay
        pending, _ = self._decoder.getstate()
        is_complete = self._state == self._in_ground and not (self._unfinished or pending)
        return None if is_complete else SEQUENCE_TIMEOUT

    @property
    def _is_key_so_far(self) -> bool:
        in_ground = self._state == self._in_ground
        return in_ground and _KEY_SO_FAR.fullmatch(self._unfinished) is not None

    def feed(self, data: bytes) -> list[Part]:
        """Parse bytes, and return the parts that are complete.

        Args:
            data: Any bytes; they may begin and end within a character or a sequence.
        """
        self._parse(self._decoder.decode(data))
        return self._take_parts()

    def time_out(self) -> list[Part]:
        """End what is unfinished, as no more of it has come, and return its part.

        An escape becomes the key and a paste is what has come of it; anything else is dropped.
        """
        self._parse(self._decoder.decode(b"", final=True))
        if self._state == self._in_paste:
            self._append_paste(self._unfinished)
        elif self._is_key_so_far:
            self._parts.append(EscapeSequence(self._unfinished))
        self._state, self._unfinished = self._in_ground, ""
        return self._take_parts()

    def end_paste(self) -> list[Part]:
        """Return what has come of an unfinished paste, as no more will come."""
        return self.time_out() if self._state == self._in_paste else []

    def _take_parts(self) -> list[Part]:
        parts, self._parts = self._parts, []
        return parts

    def _parse(self, text: str) -> None:
        text, self._unfinished, at = self._unfinished + text, "", 0
        while at < len(text):
            at = self._state(text, at)

    def _in_ground(self, text: str, at: int) -> int:
        """Parse one token, and return its end."""
        token = _TOKEN.match(text, at)
        if token is None:
            self._unfinished = text[at : at + _LONGEST_SEQUENCE]
            return len(text)
        if token.lastgroup == "text":
            self._parts.append(TypedText(token[0]))
        elif token.lastgroup == "key" and len(token[0]) <= _LONGEST_SEQUENCE:
            self._parts.append(EscapeSequence(token[0]))
        elif token.lastgroup == "paste":
            self._state = self._in_paste
        elif token.lastgroup == "string":
            self._state = self._in_string
        return token.end()

    def _in_string(self, text: str, at: int) -> int:
        """Drop a string, such as a reply of the terminal, and return its end."""
        if end := _STRING_END.search(text, at):
            self._state = self._in_ground
            return end.end()
        self._unfinished = text[-1] if text.endswith("\x1b") else ""
        return len(text)

    def _in_paste(self, text: str, at: int) -> int:
        """Keep the text of a paste, and return its end."""
        end = text.find(_PASTE_END, at)
        if end >= 0:
            self._append_paste(text[at:end])
            self._state = self._in_ground
            return end + len(_PASTE_END)
        last = text.rfind("\x1b", at)
        if last < 0 or not _PASTE_END.startswith(text[last:]):
            last = len(text)
        self._keep(text[at:last])
        self._unfinished = text[last:]
        return len(text)

    def _keep(self, text: str) -> None:
        """Keep a piece of a paste, as far as there is room for it."""
        self._paste.write(text[: LONGEST_PASTE - self._paste.tell()])

    def _append_paste(self, text: str) -> None:
        self._keep(text)
        self._parts.append(PastedText(self._paste.getvalue()))
        self._paste = StringIO(newline="")


_READ_SIZE: Final = 1 << 16
_MOST: Final = 1 << 18
"""Bytes that are read together at most."""

_BUFFER_SIZES: Final = {1024, 2048, 4095, 4096, 8192}
"""Sizes of the pieces in which tmux, kernels and terminals pass input on. After a piece of one of
these sizes, the rest of the same input may be on its way."""

_REST_TIMEOUT: Final = 0.03
"""Seconds to wait for the rest of input that filled a buffer."""

_STOP_TIMEOUT: Final = 1.0
"""Seconds to wait for the thread to stop; it does nothing that takes long."""

_CATCH_UP_TIMEOUT: Final = 0.2
"""Seconds that a signal handler waits for the thread, which handles one read in far less."""


class InputThread:
    """Reads a terminal in a thread, and delivers the input in parts."""

    def __init__(
        self,
        descriptor: int,
        parser: InputParser,
        deliver: Callable[[Iterable[Part]], None],
        on_hangup: Callable[[], None],
        on_error: Callable[[Exception], object],
    ) -> None:
        """Start the thread.

        Args:
            descriptor: The terminal.
            parser: Splits the bytes into parts.
            deliver: Called in the thread with the parts of each read.
            on_hangup: Called in the thread when the terminal is gone.
            on_error: Called with the exception that ended the thread; no key is read any more.

        Raises:
            RagftError: If no thread can be started.
            OSError: If no file descriptor is left.
        """
        self._descriptor = descriptor
        self._parser = parser
        self._deliver = deliver
        self._on_hangup = on_hangup
        self._on_error = on_error
        self._reading = threading.Lock()
        self._stop_reader, self._stop_writer = os.pipe()
        try:
            self._thread = start_thread("input", self._run)
        except RagftError:
            os.close(self._stop_reader)
            os.close(self._stop_writer)
            raise

    def stop(self) -> None:
        """Stop reading; what is not read yet stays in the terminal."""
        os.close(self._stop_writer)
        self._thread.join(_STOP_TIMEOUT)

    def catch_up(self) -> None:
        """Read once and deliver it in the calling thread, with a paste that has no end yet.

        Input may come faster than it is read, and a signal handler has no time: so it is once only.
        """
        if self._reading.acquire(timeout=_CATCH_UP_TIMEOUT):
            try:
                if self._is_ready(0):
                    self._deliver(self._parser.feed(self._read() or b""))
                self._deliver(self._parser.end_paste())
            finally:
                self._reading.release()

    def _run(self) -> None:
        try:
            self._read_until_stopped()
        except Exception as error:  # noqa: BLE001 - whatever it is, nobody could quit any more
            self._on_error(error)
        finally:
            os.close(self._stop_reader)

    def _read_until_stopped(self) -> None:
        watched = [self._descriptor, self._stop_reader]
        while True:
            ready, _, _ = select.select(watched, [], [], self._parser.timeout)
            if self._stop_reader in ready:
                break
            with self._reading:
                if not ready:
                    self._deliver(self._parser.time_out())
                elif self._is_ready(0):  # unless a signal handler was faster
                    data = self._read()
                    if data is None:
                        continue
                    if not data:
                        self._deliver(self._parser.end_paste())
                        self._on_hangup()
                        break
                    self._deliver(self._parser.feed(data))

    def _read(self) -> bytes | None:
        """Return the bytes that the terminal has: none if it is gone, `None` if others were faster.

        They come in pieces of the size of some buffer. Whether input was pasted or typed can be
        seen by all of it: the last piece alone could be a word and Enter.
        """
        data = b""
        while True:
            try:
                piece = os.read(self._descriptor, _READ_SIZE)
            except BlockingIOError:
                return data or None
            except OSError:
                piece = b""
            data += piece
            may_go_on = len(piece) in _BUFFER_SIZES and len(data) < _MOST
            if not (may_go_on and self._is_ready(_REST_TIMEOUT)):
                return data

    def _is_ready(self, timeout: float) -> bool:
        return bool(select.select([self._descriptor], [], [], timeout)[0])


def watch_terminal() -> None:
    """Start a thread that calls `hang_up` when the terminal is gone.

    The kernel sends no SIGHUP where stdin is not the controlling terminal: under setsid, in some
    containers.

    Raises:
        RagftError: If no thread can be started.
    """
    stdin = sys.__stdin__
    if stdin is not None and hasattr(select, "poll"):
        start_thread("watcher", partial(_wait_for_hangup, stdin.fileno()))


def hang_up() -> None:
    """Send SIGHUP to the main thread, as the kernel does when a terminal is closed."""
    main = threading.main_thread().ident
    if main is not None:
        signal.pthread_kill(main, signal.SIGHUP)


def _wait_for_hangup(descriptor: int) -> None:
    poll = select.poll()
    # Errors and hang-ups are reported unasked; to wait for nothing else costs nothing.
    poll.register(descriptor, 0)
    poll.poll()
    hang_up()
