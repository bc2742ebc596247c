"""An emulated terminal screen: bytes of a program in, rows of styled cells out."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

import pyte
import pyte.modes
from wcwidth import wcwidth

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_UNFINISHED: Final = re.compile(r"\x1b(?:[ -/]*|\[[0-?]*[ -/]*|[]PX^_][^\x07\x1b]*\x1b?)\Z")
"""A sequence that still lacks its end, at the end of a text."""

_UNKNOWN: Final = re.compile(
    r"\x1b\[[<=>][0-?]*[ -/]*[@-~]"  # kitty keyboard, secondary attributes
    r"|\x1b\[[0-?]*[ -/]+[@-~]"  # mode queries, cursor shapes, soft reset
    r"|\x1b\[\?[0-?]*[^0-?hlJK]"  # private queries; pyte fails on some of them
    r"|\x1b\[[0-?]*:[0-?]*[@-~]"  # styled underlines, colours with colons
    r"|\x1b\](?![012];)[^\x07\x1b]*(?:\x07|\x1b\\)"  # clipboard, pointer shape
    r"|\x1b[PX^_][^\x07\x1b]*(?:\x07|\x1b\\)"  # device control, application strings
)
"""What pyte does not know and would show as text, misread or fail on."""

_ALTERNATE_SCREENS: Final = frozenset({47, 1047, 1049})


class Cursor(NamedTuple):
    """Where the cursor is, from 0, and whether it shows."""

    x: int
    y: int
    hidden: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """One character cell; a colour is a name (`red`, `default`) or six hexadecimal digits."""

    text: str
    foreground: str
    background: str
    bold: bool
    italic: bool
    underlined: bool
    struck: bool
    reverse: bool

    @property
    def coloured(self) -> bool:
        """Whether the cell asks for any colour other than the terminal's own two."""
        return (self.foreground, self.background) != ("default", "default")


class _Screen(pyte.Screen):
    """A pyte screen that also has the alternate screen of full-screen programs.

    Text is drawn by rules of our own, for pyte leaves halves of wide characters behind, and drops
    what stands behind a character without width.
    """

    width_of: Callable[[str], int] = staticmethod(wcwidth)

    aside: (
        tuple[dict[int, pyte.screens.StaticDefaultDict[int, pyte.screens.Char]], int, int] | None
    ) = None
    """Lines and cursor of the main screen while the alternate one shows."""

    def draw(self, data: str) -> None:
        data = data.translate(self.g1_charset if self.charset else self.g0_charset)
        for char in data:
            width = self.width_of(char)
            if width > 0:
                self._draw_one(char, width)
            elif width == 0 and self.cursor.x:
                line = self.buffer[self.cursor.y]
                base = self.cursor.x - 1 if line[self.cursor.x - 1].data else self.cursor.x - 2
                line[base] = line[base]._replace(data=line[base].data + char)
        self.dirty.add(self.cursor.y)

    def _draw_one(self, char: str, width: int) -> None:
        if self.cursor.x + width > self.columns:
            if pyte.modes.DECAWM in self.mode:
                self.carriage_return()
                self.linefeed()
            else:
                self.cursor.x = max(self.columns - width, 0)
        line, x = self.buffer[self.cursor.y], self.cursor.x
        end = min(x + width, self.columns)
        # Nothing is left of a wide character whose other half is written over.
        if x and not line[x].data:
            line[x - 1] = line[x - 1]._replace(data=" ")
        if end < self.columns and not line[end].data:
            line[end] = line[end]._replace(data=" ")
        line[x] = self.cursor.attrs._replace(data=char)
        for stub in range(x + 1, end):
            line[stub] = self.cursor.attrs._replace(data="")
        self.cursor.x = end

    def set_mode(self, *modes: int, **kwargs: object) -> None:
        super().set_mode(*modes, **kwargs)
        if kwargs.get("private") and self.aside is None and _ALTERNATE_SCREENS.intersection(modes):
            self.aside = (dict(self.buffer), self.cursor.x, self.cursor.y)
            self.buffer.clear()

    def reset_mode(self, *modes: int, **kwargs: object) -> None:
        super().reset_mode(*modes, **kwargs)
        if (
            kwargs.get("private")
            and self.aside is not None
            and _ALTERNATE_SCREENS.intersection(modes)
        ):
            lines, x, y = self.aside
            self.aside = None
            self.buffer.clear()
            self.buffer.update(lines)
            self.cursor.x, self.cursor.y = min(x, self.columns - 1), min(y, self.lines - 1)


class Emulator:
    """A screen fed with the output of a program; it answers nothing to queries."""

    def __init__(self, cols: int, rows: int, width_of: Callable[[str], int] = wcwidth) -> None:
        """Make an empty screen.

        Args:
            cols: Its columns.
            rows: Its rows.
            width_of: How wide this kind of terminal draws a character.
        """
        self._screen = _Screen(cols, rows)
        self._screen.width_of = width_of
        self._stream = pyte.Stream(self._screen)
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._pending = ""

    def feed(self, data: bytes) -> None:
        """Show more output, which may start or end in the middle of a character or a sequence."""
        text = self._pending + self._decoder.decode(data)
        unfinished = _UNFINISHED.search(text)
        end = unfinished.start() if unfinished else len(text)
        self._pending = text[end:]
        self._stream.feed(_UNKNOWN.sub("", text[:end]))

    def resize(self, cols: int, rows: int) -> None:
        """Change the size; the program is expected to draw again."""
        self._screen.resize(rows, cols)

    @property
    def size(self) -> tuple[int, int]:
        """Columns and rows."""
        return self._screen.columns, self._screen.lines

    @property
    def lines(self) -> list[str]:
        """The rows from the top, without trailing blanks."""
        rows, columns = range(self._screen.lines), range(self._screen.columns)
        buffer = self._screen.buffer
        return ["".join([buffer[y][x].data for x in columns]).rstrip() for y in rows]

    @property
    def cursor(self) -> Cursor:
        """Where the cursor is."""
        cursor = self._screen.cursor
        return Cursor(min(cursor.x, self._screen.columns - 1), cursor.y, cursor.hidden)

    @property
    def modes(self) -> frozenset[int]:
        """The private modes that are on, by their numbers in xterm."""
        # pyte keeps them shifted by five bits, in one set with the others, which are small.
        return frozenset(mode >> 5 for mode in self._screen.mode if mode >= 1 << 5)

    def cell(self, x: int, y: int) -> Cell:
        """Give the cell at column `x` of row `y`, both from 0.

        Raises:
            IndexError: The cell is outside the screen.
        """
        if not (0 <= x < self._screen.columns and 0 <= y < self._screen.lines):
            cols, rows = self.size
            raise IndexError(f"no cell {x},{y} on a screen of {cols}x{rows}")
        char = self._screen.buffer[y][x]
        return Cell(
            text=char.data,
            foreground=char.fg,
            background=char.bg,
            bold=char.bold,
            italic=char.italics,
            underlined=char.underscore,
            struck=char.strikethrough,
            reverse=char.reverse,
        )

    def find(self, text: str) -> tuple[int, int] | None:
        """Give column and row of the first place that shows `text` on one row."""
        for y in range(self._screen.lines):
            columns = list(self._columns(y))
            at = "".join(char for _, char in columns).find(text)
            if at >= 0:
                return columns[at][0], y
        return None

    def _columns(self, y: int) -> Iterator[tuple[int, str]]:
        """Give every character of a row with its column: a cell may hold none or several."""
        for x in range(self._screen.columns):
            for char in self._screen.buffer[y][x].data:
                yield x, char
