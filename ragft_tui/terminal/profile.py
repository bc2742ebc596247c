"""The profile of the terminal by its environment: colours, encoding, size, SSH, multiplexer."""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from enum import IntEnum
from typing import Final

from ragft_tui.core.records import dataclass


class ColorDepth(IntEnum):
    """How many colours a terminal shows."""

    NONE = 0
    STANDARD = 16
    EIGHT_BIT = 256
    TRUE_COLOR = 1 << 24


@dataclass(frozen=True, slots=True, kw_only=True)
class TerminalProfile:
    """The capabilities of a terminal, as its environment describes them."""

    is_terminal: bool
    """Whether both the input and the output are a terminal."""
    depth: ColorDepth
    """The colours to use: none if NO_COLOR or CLICOLOR=0 ask for that."""
    no_color: bool
    """Whether the user wants no colour at all."""
    is_dark: bool
    """Whether the background is dark, or not known to be light."""
    encoding: str
    """The encoding of the locale, as Python calls it: `utf-8`; `ascii` if the locale names none."""
    is_ssh: bool
    """Whether the terminal is at the other end of an SSH connection."""
    multiplexer: str
    """`tmux`, `screen`, `tmux or screen` if that is not known, or an empty text."""
    erases_in_color: bool
    """Whether what is erased has the colour behind that is on, which terminfo calls `bce`."""
    is_dumb: bool
    """Whether TERM is `dumb`: lines of text, and no screen to draw on."""
    columns: int
    """The width; zero if unknown."""
    rows: int
    """The height; zero if unknown."""

    @property
    def typed_encoding(self) -> str:
        """The encoding of the input; UTF-8 if there is no locale, as on many servers."""
        return _UTF8 if self.encoding == _ASCII else self.encoding

    def draws_ascii(self, glyphs: str) -> bool:
        """Return whether to draw in ASCII alone.

        Args:
            glyphs: The setting: `ascii`, `unicode`, or `auto` for what the locale can show.
        """
        return glyphs == "ascii" or (glyphs == "auto" and self.encoding != _UTF8)

    def goes_line_by_line(self, *, wanted: bool) -> bool:
        """Return whether to use plain mode; a dumb terminal leaves no choice."""
        return wanted or (self.is_dumb and self.is_terminal)


SMALLEST_SIZE: Final = (40, 12)
"""Columns and rows that the screens need."""

_UTF8: Final = "utf-8"
_ASCII: Final = "ascii"
_TRUE_COLOR: Final = {"truecolor", "24bit"}
_EIGHT_BIT: Final = {"256color", "kitty"}
_COLORLESS: Final = {"dumb", "unknown", "vt52", "vt100", "vt102", "vt220", "vt320", "vt420"}
_ERASES_IN_COLOR: Final = frozenset(
    {"alacritty", "contour", "foot", "kitty", "konsole", "linux", "rxvt", "st", "vte", "xterm"}
)
"""What TERM begins with; tmux and screen are not among them, for some of theirs do not."""
_COLORLESS_KINDS: Final = {"m", "mono"}
_PROBE: Final = (
    b"\x1b[A\x1b(B !\"#$%&'()*+,-./0:;<=>?@AZ[]^_`az{|}~ \\x41\\u0041+-~{}.xn--bcher-kva"
)
"""Bytes that mean the same in every encoding of terminals."""


def is_too_small(columns: int, rows: int) -> bool:
    """Return whether a window is smaller than the screens need."""
    return columns < SMALLEST_SIZE[0] or rows < SMALLEST_SIZE[1]


def terminal_profile(
    environ: Mapping[str, str], *, is_terminal: bool, size: tuple[int, int] = (0, 0)
) -> TerminalProfile:
    """Return the profile of a terminal.

    The depth is the one that Rich uses (`rich.console.Console.color_system`), which takes no
    terminal for colourless. NO_COLOR counts if it is not empty (https://no-color.org), CLICOLOR if
    it is 0 (https://bixense.com/clicolors).

    Args:
        environ: The environment.
        is_terminal: Whether both the input and the output are a terminal.
        size: Columns and rows; zero if unknown.
    """
    term = environ.get("TERM", "").strip().lower()
    no_color = bool(environ.get("NO_COLOR")) or environ.get("CLICOLOR") == "0"
    return TerminalProfile(
        is_terminal=is_terminal,
        depth=ColorDepth.NONE if no_color else _depth(term, environ.get("COLORTERM", "")),
        no_color=no_color,
        # Numbers of the palette, the background last; some terminals set it.
        is_dark=environ.get("COLORFGBG", "").rpartition(";")[2] not in {"7", "15"},
        encoding=_encoding(environ),
        is_ssh=any(environ.get(name) for name in ("SSH_CONNECTION", "SSH_TTY")),
        multiplexer=_multiplexer(environ, term),
        erases_in_color=term.partition("-")[0] in _ERASES_IN_COLOR and not environ.get("STY"),
        is_dumb=term == "dumb",
        columns=size[0],
        rows=size[1],
    )


def _depth(term: str, color_term: str) -> ColorDepth:
    kind = term.rpartition("-")[2]
    if term in _COLORLESS or kind in _COLORLESS_KINDS:
        return ColorDepth.NONE
    if color_term.strip().lower() in _TRUE_COLOR:
        return ColorDepth.TRUE_COLOR
    return ColorDepth.EIGHT_BIT if kind in _EIGHT_BIT else ColorDepth.STANDARD


def _encoding(environ: Mapping[str, str]) -> str:
    """Return the encoding of the locale of characters, as POSIX finds it."""
    named = [environ[name] for name in ("LC_ALL", "LC_CTYPE", "LANG") if environ.get(name)]
    if not environ.get("LC_ALL") and environ.get("LC_CTYPE") == "C.UTF-8":
        # Python sets it itself where there is no locale of that name (PEP 538); others set LANG.
        named = named[1:]
    return _codec(named[0]) if named else _ASCII


def _codec(locale: str) -> str:
    """Return the codec of a locale; ASCII if Python has none that a terminal could use."""
    name = locale.partition("@")[0]
    codeset = name.rpartition(".")[2]
    if "." in name and not _is_codec(codeset):
        from locale import normalize  # its table is large, and hardly ever needed

        codeset = normalize(name).rpartition(".")[2]
    return codecs.lookup(codeset).name if _is_codec(codeset) else _ASCII


def _is_codec(codeset: str) -> bool:
    try:
        return _PROBE.decode(codeset) == _PROBE.decode(_ASCII)
    except (LookupError, ValueError):
        return False


def _multiplexer(environ: Mapping[str, str], term: str) -> str:
    if environ.get("TMUX") or term.startswith("tmux"):
        return "tmux"
    if environ.get("STY"):
        return "screen"
    # At the other end of a connection there is only TERM, and tmux goes by that name, too.
    return "tmux or screen" if term.startswith("screen") else ""
