"""What a terminal can show, told by the environment alone: the profile that bug reports carry."""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Final


class ColorDepth(IntEnum):
    """How many colours a terminal shows."""

    NONE = 0
    STANDARD = 16
    EIGHT_BIT = 256
    TRUE_COLOR = 1 << 24


@dataclass(frozen=True, slots=True, kw_only=True)
class TerminalProfile:
    """A terminal, as its environment describes it."""

    is_terminal: bool
    """Whether keys are read from a terminal and the picture goes to one."""
    term: str
    """The value of TERM."""
    depth: ColorDepth
    """The colours that are used: none where NO_COLOR or CLICOLOR=0 ask for that."""
    no_color: bool
    """Whether the user wants no colour at all."""
    is_dark: bool
    """Whether its background is dark, or not known to be light."""
    encoding: str
    """That of the locale, as Python calls it: `utf-8`; `ascii` where the locale tells none."""
    is_ssh: bool
    """Whether it is at the other end of a connection."""
    multiplexer: str
    """`tmux`, `screen`, either of them where that cannot be told, or an empty text."""
    is_dumb: bool
    """Whether it is no screen that could be drawn on: TERM=dumb."""
    columns: int
    """Its width; zero where it is not known."""
    rows: int
    """Its height; zero where it is not known."""

    @property
    def is_utf8(self) -> bool:
        """Whether the locale is one of UTF-8."""
        return self.encoding == _UTF8

    @property
    def typed_encoding(self) -> str:
        """The encoding of what is typed; terminals of UTF-8 often come without a locale."""
        return _UTF8 if self.encoding == _ASCII else self.encoding

    def draws_ascii(self, glyphs: str) -> bool:
        """Tell whether to draw with ASCII alone.

        Args:
            glyphs: What the user chose: `ascii`, `unicode`, or `auto` for what the locale can show.
        """
        return glyphs == "ascii" or (glyphs == "auto" and not self.is_utf8)

    def theme_for(self, wanted: str) -> str:
        """Return the name of the theme to show.

        Args:
            wanted: The name that was chosen, or `auto`; without colours there is no choice.
        """
        fits = wanted == "auto" or self.depth is ColorDepth.NONE
        return self.theme if fits else wanted

    def moves(self, *, wanted: bool) -> bool:
        """Tell whether anything may move by itself; over a connection nothing does."""
        return wanted and not self.is_ssh

    def goes_line_by_line(self, *, wanted: bool) -> bool:
        """Tell whether the interview goes line by line; a terminal may leave no choice."""
        return wanted or (self.is_dumb and self.is_terminal)

    @property
    def theme(self) -> str:
        """The name of the theme that fits: one of 16 colours is left to the terminal's palette."""
        if self.depth is ColorDepth.NONE:
            return "mono"
        name = "dark" if self.is_dark else "light"
        return f"ansi-{name}" if self.depth is ColorDepth.STANDARD else name


_UTF8: Final = "utf-8"
_ASCII: Final = "ascii"
_TRUE_COLOR: Final = {"truecolor", "24bit"}
_EIGHT_BIT: Final = {"256color", "kitty"}
_COLORLESS: Final = {"dumb", "unknown", "vt52", "vt100", "vt102", "vt220", "vt320", "vt420"}
_COLORLESS_KINDS: Final = {"m", "mono"}
_PROBE: Final = (
    b"\x1b[A\x1b(B !\"#$%&'()*+,-./0:;<=>?@AZ[]^_`az{|}~ \\x41\\u0041+-~{}.xn--bcher-kva"
)
"""What a terminal may send in every encoding that is one of terminals."""


def terminal_profile(
    environ: Mapping[str, str], *, is_terminal: bool, size: tuple[int, int] = (0, 0)
) -> TerminalProfile:
    """Describe a terminal.

    The depth is found as Rich finds it (`rich.console.Console.color_system`), so that what is told
    is what is sent; only terminals without colours are none to it. NO_COLOR counts where it is not
    empty (https://no-color.org), CLICOLOR where it is 0 (https://bixense.com/clicolors).

    Args:
        environ: The environment.
        is_terminal: Whether keys are read from a terminal and the picture goes to one.
        size: Columns and rows; zero where they are not known.
    """
    term = environ.get("TERM", "").strip().lower()
    no_color = bool(environ.get("NO_COLOR")) or environ.get("CLICOLOR") == "0"
    return TerminalProfile(
        is_terminal=is_terminal,
        term=term,
        depth=ColorDepth.NONE if no_color else _depth(term, environ.get("COLORTERM", "")),
        no_color=no_color,
        is_dark=_is_dark(environ.get("COLORFGBG", "")),
        encoding=_encoding(environ),
        is_ssh=any(environ.get(name) for name in ("SSH_CONNECTION", "SSH_TTY")),
        multiplexer=_multiplexer(environ, term),
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


def _is_dark(colors: str) -> bool:
    """Tell by the palette numbers of foreground and background, which some terminals set."""
    background = colors.rpartition(";")[2]
    return background not in {"7", "15"}


def _encoding(environ: Mapping[str, str]) -> str:
    """Tell by the locale of characters, as POSIX finds it."""
    named = [environ[name] for name in ("LC_ALL", "LC_CTYPE", "LANG") if environ.get(name)]
    if not environ.get("LC_ALL") and environ.get("LC_CTYPE") == "C.UTF-8":
        # Python sets it itself where there is no locale of that name (PEP 538); others set LANG.
        named = named[1:]
    return _codec(named[0]) if named else _ASCII


def _codec(locale: str) -> str:
    """Return the codec that a locale names; ASCII where Python knows none for terminals."""
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
