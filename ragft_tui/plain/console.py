"""The console: lines are read and cleaned here, and nothing is written but inert text."""

from __future__ import annotations

import io
import os
from contextlib import suppress
from typing import Final, Protocol, TextIO

from rich.cells import cell_len

from ragft_tui.core.errors import RagftError, UsageError
from ragft_tui.core.patterns import pattern
from ragft_tui.core.text import FIELD_CHARACTERS, clean, one_line, visible

_WIDEST: Final = 78
_NARROWEST: Final = 20
_NO_TEXT: Final = pattern("[\0\udc80-\udcff]")
"""A byte that is no text, as Python carries it along; the first one is what UTF-16 is full of."""

_ECHOED: Final = 200
"""Characters of a line that are echoed where no terminal does it."""


class LinesIn(Protocol):
    """Where lines come from, such as stdin."""

    def readline(self, size: int, /) -> str:
        """Return the next line, or as many characters of it."""

    def isatty(self) -> bool:
        """Return whether somebody types them."""


class EndedBySignalError(Exception):
    """A signal asks for the end."""

    def __init__(self, status: int) -> None:
        """Build the error from the status to leave with."""
        super().__init__(status)
        self.status = status


class Console:
    """A terminal with somebody at it, or a file of lines with nobody behind it."""

    def __init__(self, lines_in: LinesIn, out: TextIO, err: TextIO) -> None:
        """Open the console.

        Args:
            lines_in: Where lines come from.
            out: Where everything is written.
            err: Where mistakes in a file of lines are written, and how the session ended.
        """
        self.attended = lines_in.isatty()
        """Whether somebody is there who can be asked."""
        self.mistakes = 0
        """The lines that were not taken, where nobody was there to be told."""
        self._in, self._out, self._err = lines_in, out, err
        self._number = 0
        self._waiting = False
        self._ending = 0
        self._over = False
        if isinstance(lines_in, io.TextIOWrapper):
            # A file of lines is UTF-8 everywhere, may begin with a byte order mark, and its lines
            # end as on any system.
            encoding = None if self.attended else "utf-8-sig"
            lines_in.reconfigure(encoding=encoding, errors="surrogateescape", newline=None)

    @property
    def width(self) -> int:
        """The most columns that a line takes."""
        columns = 0
        with suppress(OSError, ValueError):
            columns = os.get_terminal_size(self._out.fileno()).columns
        return max(min(columns or _WIDEST, _WIDEST), _NARROWEST)

    def write(self, text: str) -> None:
        """Write a line or several."""
        width = self.width
        for line in visible(text).split("\n"):
            self._out.writelines(f"{part}\n" for part in _wrapped(line, width))
        self._out.flush()

    def warn(self, text: str) -> None:
        """Write to stderr what keeps the work from going on as it should, or how it ended."""
        self._out.flush()
        self._err.write(f"{one_line(text)}\n")
        self._err.flush()

    def reject(self, error: RagftError) -> None:
        """Write why the last line was not taken; where nobody is there, it counts as a mistake."""
        if self.attended:
            self.write(error.sentence)
        else:
            self.mistakes += 1
            self.warn(f"ragft-tui: line {self._number}: {error}")

    def read(self, prompt: str) -> str | None:
        """Ask for a line and wait for it.

        Returns:
            The line, cleaned and without its end; `None` if no more will come. A file of lines
            ends at the first that cannot be read: what follows would answer another question.

        Raises:
            EndedBySignalError: If a signal came meanwhile.
            UsageError: If a line that was typed is no text, or longer than any field.
            OSError: If the terminal is gone, or nobody takes what is written.
        """
        self._out.write(f"{prompt}: ")
        self._out.flush()
        line = None if self._over else self._next_to_take()
        if line is None:
            self._out.write("\n")
            self._out.flush()
        elif not self.attended:
            self._out.write(f"{one_line(line[:_ECHOED])}\n")
        return line

    def leave(self, status: int) -> None:
        """End the run, at once where a line is waited for; for a signal's handler."""
        self._ending = status
        if self._waiting:
            raise EndedBySignalError(status)

    def _next_to_take(self) -> str | None:
        try:
            line = self._line()
        except UsageError as error:
            if self.attended:
                raise
            self._over = True
            advice = f"nothing from here on was taken; {error.advice}"
            self.reject(UsageError(error.what, advice=advice))
            return None
        return clean(line).rstrip("\n") if line else None

    def _line(self) -> str:
        try:
            self._waiting = True
            if self._ending:
                raise EndedBySignalError(self._ending)
            line = self._in.readline(FIELD_CHARACTERS + 1)
            self._number += bool(line)
            if len(line) > FIELD_CHARACTERS and not line.endswith("\n"):
                while (rest := self._in.readline(FIELD_CHARACTERS)) and not rest.endswith("\n"):
                    pass
                raise UsageError(
                    f"the line has more than {FIELD_CHARACTERS:,} characters, "
                    "and no field holds more",
                    advice="shorten it",
                )
        finally:
            self._waiting = False
        if stray := _NO_TEXT.search(line):
            what = f"the line contains bytes that are not text (byte 0x{ord(stray[0]) & 0xFF:02X})"
            raise UsageError(what, advice="type it again" if self.attended else "save as UTF-8")
        return line


def _wrapped(line: str, width: int) -> list[str]:
    """Return a line in parts that fit, as far as it has spaces; they keep its indentation."""
    if cell_len(line) <= width:
        return [line.rstrip()]
    indent = line[: len(line) - len(line.lstrip())]
    parts: list[str] = []
    part, used = indent, 0
    for word in line.split():
        cells = cell_len(word)
        if used and used + 1 + cells + len(indent) > width:
            parts.append(part)
            part, used = indent, 0
        part += f" {word}" if used else word
        used += cells + bool(used)
    return [*parts, part]
