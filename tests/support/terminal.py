"""A terminal that runs a program for real, shows its screen and presses its keys."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING, Final, NoReturn

from tests.support.emulator import Cell, Cursor, Emulator
from tests.support.keys import ESCAPE, PASTE_END, PASTE_START, encode_key
from tests.support.process import Attributes, PtyProcess

if TYPE_CHECKING:
    import signal
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path
    from typing import Self

    from tests.support.warm_screen import WarmScreen

TIMEOUT: Final = 20.0
"""Seconds to wait for what must happen: far more than it takes on the slowest machine."""

AT_REST: Final = frozenset({7, 25})
"""The private modes of a terminal at rest: lines wrap, the cursor shows."""

_SLICE: Final = 0.01
_READING: Final = 1.0
"""Seconds that a program may take to read what was sent; one that is stopped reads nothing."""
_BRACKETED_PASTE: Final = 2004


class Terminal:
    """A program in a terminal of its own, as if started from a shell in a new window.

    Nothing is read in the background: the screen is as of the last call that waited or typed.
    """

    def __init__(
        self,
        argv: Sequence[str],
        *,
        cwd: Path,
        env: Mapping[str, str],
        cols: int = 80,
        rows: int = 24,
        term: str = "xterm-256color",
        warm: WarmScreen | None = None,
    ) -> None:
        """Start a program.

        Args:
            argv: The program and its arguments.
            cwd: Its working directory.
            env: Its whole environment, but for `TERM`.
            cols: Width of the screen.
            rows: Height of the screen.
            term: Value of `TERM`.
            warm: What starts it instead of the system: our program, imported already.
        """
        # Textual takes an escape for a key after ESCDELAY ms, seen at its next turn of 100 ms.
        self._escape_pause = int(env.get("ESCDELAY", "100")) / 1000 + 0.15
        self._emulator = Emulator(cols, rows)
        self._raw = bytearray()
        self._process = PtyProcess(argv, cwd, {**env, "TERM": term}, (cols, rows), warm)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def screen_text(self) -> str:
        """Give the rows of the screen without trailing blanks, joined by newlines."""
        return "\n".join(self._emulator.lines)

    def line(self, number: int) -> str:
        """Give a row of the screen; they count from 0 at the top, from -1 at the bottom."""
        return self._emulator.lines[number]

    def cell(self, x: int, y: int) -> Cell:
        """Give the character and the style at column `x` of row `y`, both from 0."""
        return self._emulator.cell(x, y)

    def cell_of(self, text: str) -> Cell:
        """Give the first cell of a text that must be on the screen, within one row."""
        place = self._emulator.find(text)
        if place is None:
            self.fail(f"{text!r} is not on the screen")
        return self._emulator.cell(*place)

    @property
    def cursor(self) -> Cursor:
        """Where the cursor is, and whether it is hidden."""
        return self._emulator.cursor

    @property
    def modes(self) -> frozenset[int]:
        """The private modes that are on: 25 cursor, 1000 mouse, 1049 alternate screen..."""
        return self._emulator.modes

    @property
    def pid(self) -> int:
        """The process of the program, also where others stand before its command."""
        return self._process.pid

    @property
    def attributes(self) -> Attributes:
        """How the terminal treats what is typed: whether it echoes it, what makes signals..."""
        return self._process.attributes()

    @property
    def raw(self) -> bytes:
        """Everything received so far."""
        return bytes(self._raw)

    def mark(self) -> int:
        """Remember this moment, for `bytes_since`."""
        return len(self._raw)

    def bytes_since(self, mark: int) -> bytes:
        """Give what was received after a mark."""
        return bytes(self._raw[mark:])

    def wait_for(self, expected: str | re.Pattern[str], timeout: float = TIMEOUT) -> None:
        """Wait until the screen shows a text or matches an expression."""
        message = f"the screen shows {_name(expected)}"
        self.wait_until(lambda text: _shows(text, expected), message, timeout)

    def wait_gone(self, unwanted: str | re.Pattern[str], timeout: float = TIMEOUT) -> None:
        """Wait until the screen no longer shows a text or matches an expression."""
        message = f"the screen no longer shows {_name(unwanted)}"
        self.wait_until(lambda text: not _shows(text, unwanted), message, timeout)

    def wait_until(
        self,
        predicate: Callable[[str], bool],
        expected: str = "the screen satisfies the predicate",
        timeout: float = TIMEOUT,
    ) -> None:
        """Wait until the text of the screen satisfies a predicate.

        Args:
            predicate: Gets what `screen_text` gives.
            expected: What it means, for the message if it never does.
            timeout: Seconds to wait.

        Raises:
            AssertionError: It does not in time, or the program ended without doing so.
        """
        deadline = time.monotonic() + timeout
        while not predicate(self.screen_text()):
            left = deadline - time.monotonic()
            if self._process.ended:
                self.fail(f"expected: {expected}")
            if left <= 0:
                self.fail(f"expected within {timeout:g} s: {expected}")
            self._pump(left)

    def settle(self, quiet: float = 0.3, timeout: float = TIMEOUT) -> None:
        """Wait until no output comes for a while; only for goldens and counts of bytes."""
        deadline = time.monotonic() + timeout
        while self._pump(quiet):
            if time.monotonic() > deadline:
                self.fail(f"expected within {timeout:g} s: no output for {quiet:g} s")

    def wait_exit(self, timeout: float = TIMEOUT) -> int:
        """Wait for the end of the program, and take in the last of its output.

        Returns:
            Its exit status as in a shell: 128 and the number of the signal if one killed it.
        """
        deadline = time.monotonic() + timeout
        while (status := self._process.status()) is None:
            if time.monotonic() > deadline:
                self.fail(f"expected within {timeout:g} s: the program ends")
            self._pump(_SLICE)
        self.settle()
        return status

    def send_bytes(self, data: bytes) -> None:
        """Send bytes that no key sends."""
        self._send(data)

    def type(self, text: str) -> None:
        """Type a text as it is; the newline in it is ctrl+j, not the enter key."""
        self._let_read()
        self._send(text.encode())

    def press(self, *names: str) -> None:
        """Press keys by name: `enter`, `shift+tab`, `f10`, `ctrl+q`, `alt+enter`, `x`..."""
        for keys in [encode_key(name) for name in names]:
            self._let_read()
            self._send(keys)
            if keys == ESCAPE:
                self._let_escape_pass()

    def paste(self, text: str) -> None:
        """Paste as terminals do: newlines as returns, in brackets if the program wants them."""
        data = text.replace("\n", "\r").encode()
        bracketed = _BRACKETED_PASTE in self.modes
        self._send(PASTE_START + data + PASTE_END if bracketed else data)

    def resize(self, cols: int, rows: int) -> None:
        """Change the size of the window."""
        self._pump(0)
        self._emulator.resize(cols, rows)
        self._process.resize(cols, rows)

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the program, but not to its children."""
        self._process.kill(number)

    def hang_up(self) -> None:
        """Take the terminal away, as a lost connection does; the program gets SIGHUP."""
        self._process.hang_up()

    def close(self) -> None:
        """Hang up, kill what is left of the program and its children, and wait for it."""
        self._process.close()

    @property
    def closed(self) -> bool:
        """Whether `close` was called."""
        return self._process.closed

    def fail(self, message: str) -> NoReturn:
        """Raise an `AssertionError` with the screen and the state of the program."""
        # A program that closed its terminal has its status a moment later.
        status = self._process.wait_status(1 if self._process.ended else 0)
        state = "still runs" if status is None else f"ended with status {status}"
        cols, rows = self._emulator.size
        frame = f"--- {cols}x{rows}, cursor {self.cursor.x},{self.cursor.y} "
        raise AssertionError(
            f"{message}\nthe program {state}; the screen:\n"
            f"{frame:-<{cols}}\n{self.screen_text().rstrip()}\n{'-' * cols}"
        )

    def _exchange(self, data: memoryview, timeout: float) -> tuple[int, int]:
        """Exchange bytes with the program once; tell how many came and how many went."""
        output, taken = self._process.exchange(data, timeout)
        self._take(output)
        return len(output), taken

    def _take(self, output: bytes) -> None:
        """Show what the program wrote."""
        self._raw += output
        self._emulator.feed(output)

    def _pump(self, timeout: float) -> bool:
        """Wait for output and show all there is; tell whether any came."""
        return self._exchange(memoryview(b""), timeout)[0] > 0

    def _send(self, data: bytes) -> None:
        rest = memoryview(data)
        deadline = time.monotonic() + TIMEOUT
        while rest:
            if self._process.ended:
                self.fail(f"expected: the program reads {bytes(rest[:40])!r}")
            if time.monotonic() > deadline:
                self.fail(f"expected within {TIMEOUT:g} s: the program reads {len(data)} bytes")
            rest = rest[self._exchange(rest, _SLICE)[1] :]

    def _let_read(self, timeout: float = _READING) -> None:
        """Wait until the program has read what was sent: several lines in one read are a paste."""
        deadline = time.monotonic() + timeout
        while self._process.has_unread_input() and time.monotonic() < deadline:
            self._pump(_SLICE / 10)

    def _let_escape_pass(self) -> None:
        """Wait until the program has read an escape, and must have taken it for the key."""
        self._let_read(TIMEOUT)
        end = time.monotonic() + self._escape_pause
        while not self._process.ended and (left := end - time.monotonic()) > 0:
            self._pump(left)


def _shows(text: str, expected: str | re.Pattern[str]) -> bool:
    return expected in text if isinstance(expected, str) else bool(expected.search(text))


def _name(expected: str | re.Pattern[str]) -> str:
    return repr(expected) if isinstance(expected, str) else f"/{expected.pattern}/"
