"""The terminal profile: what the environment of real terminals says."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import Final

import pytest
from rich.console import Console

from ragft_tui.session.config import RunConfig
from ragft_tui.storage.settings import Settings
from ragft_tui.terminal.profile import (
    SMALLEST_SIZE,
    ColorDepth,
    TerminalProfile,
    is_too_small,
    terminal_profile,
)

UTF8: Final = {"LANG": "en_US.UTF-8"}


@dataclass(frozen=True, slots=True)
class Expected:
    """What is told of an environment; the rest is as in a plain terminal of 256 colours."""

    depth: ColorDepth = ColorDepth.EIGHT_BIT
    theme: str = "dark"
    ascii: bool = False
    ssh: bool = False
    multiplexer: str = ""
    no_color: bool = False
    dumb: bool = False
    environ: dict[str, str] = field(default_factory=dict)


REAL: Final = {
    "sshd, which passes on TERM alone": (
        {"TERM": "xterm-256color", "SSH_CONNECTION": "192.0.2.1 1 192.0.2.2 22"},
        Expected(ascii=True, ssh=True),
    ),
    "ssh with SendEnv LANG": (
        {"TERM": "xterm-256color", "SSH_TTY": "/dev/pts/0", **UTF8},
        Expected(ssh=True),
    ),
    "tmux": (
        {"TERM": "tmux-256color", "TMUX": "/tmp/tmux-0/default,1,0", "TERM_PROGRAM": "tmux"} | UTF8,
        Expected(multiplexer="tmux"),
    ),
    "tmux under its old name": (
        {"TERM": "screen-256color", "TMUX": "/tmp/tmux-0/default,1,0"} | UTF8,
        Expected(multiplexer="tmux"),
    ),
    "tmux, seen from the other end of ssh": (
        {"TERM": "screen-256color", "SSH_TTY": "/dev/pts/0"} | UTF8,
        Expected(multiplexer="tmux or screen", ssh=True),
    ),
    "screen": (
        {"TERM": "screen", "STY": "4242.pts-0.host"} | UTF8,
        Expected(ColorDepth.STANDARD, "ansi-dark", multiplexer="screen"),
    ),
    "the console of Linux": (
        {"TERM": "linux"} | UTF8,
        Expected(ColorDepth.STANDARD, "ansi-dark"),
    ),
    "a serial line": (
        {"TERM": "vt220"},
        Expected(ColorDepth.NONE, "mono", ascii=True),
    ),
    "kitty": (
        {"TERM": "xterm-kitty", "COLORTERM": "truecolor"} | UTF8,
        Expected(ColorDepth(1 << 24)),
    ),
    "kitty over ssh": (
        {"TERM": "xterm-kitty", "SSH_TTY": "/dev/pts/0"} | UTF8,
        Expected(ssh=True),
    ),
    "VS Code": (
        {"TERM": "xterm-256color", "COLORTERM": "truecolor", "TERM_PROGRAM": "vscode"} | UTF8,
        Expected(ColorDepth.TRUE_COLOR),
    ),
    "Terminal of macOS": (
        {"TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal", "LC_CTYPE": "UTF-8"},
        Expected(),
    ),
    "rxvt on white": (
        {"TERM": "rxvt-unicode-256color", "COLORFGBG": "0;default;15"} | UTF8,
        Expected(theme="light"),
    ),
    "16 colours on white": (
        {"TERM": "xterm", "COLORFGBG": "0;15"} | UTF8,
        Expected(ColorDepth.STANDARD, "ansi-light"),
    ),
    "CI": ({"TERM": "dumb", "CI": "true"} | UTF8, Expected(ColorDepth.NONE, "mono", dumb=True)),
    "an editor's shell": ({"TERM": "dumb"} | UTF8, Expected(ColorDepth.NONE, "mono", dumb=True)),
    "no TERM": (UTF8, Expected(ColorDepth.STANDARD, "ansi-dark")),
    "NO_COLOR": (
        {"TERM": "xterm-256color", "COLORTERM": "truecolor", "NO_COLOR": "1"} | UTF8,
        Expected(ColorDepth.NONE, "mono", no_color=True),
    ),
    "NO_COLOR, empty": ({"TERM": "xterm-256color", "NO_COLOR": ""} | UTF8, Expected()),
    "CLICOLOR=0": (
        {"TERM": "xterm-256color", "CLICOLOR": "0"} | UTF8,
        Expected(ColorDepth.NONE, "mono", no_color=True),
    ),
    "CLICOLOR=1": ({"TERM": "xterm-256color", "CLICOLOR": "1"} | UTF8, Expected()),
}


def profile(environ: dict[str, str]) -> TerminalProfile:
    return terminal_profile(environ, is_terminal=True, size=(80, 24))


@pytest.mark.parametrize(("environ", "expected"), REAL.values(), ids=REAL)
def test_a_terminal_is_taken_for_what_it_is(environ: dict[str, str], expected: Expected) -> None:
    found = profile(environ)
    assert found.depth is expected.depth
    assert RunConfig(profile=found).theme == expected.theme
    assert found.draws_ascii("auto") is expected.ascii
    assert found.is_ssh is expected.ssh
    assert found.multiplexer == expected.multiplexer
    assert found.no_color is expected.no_color
    assert found.is_dumb is expected.dumb
    assert (found.columns, found.rows) == (80, 24)


@pytest.mark.parametrize(
    "term",
    [
        "xterm",
        "xterm-256color",
        "linux",
        "screen",
        "tmux-256color",
        "xterm-kitty",
        "",
        "XTERM",
        "st",
    ],
)
@pytest.mark.parametrize("color_term", ["", "truecolor", "24bit", " TrueColor ", "yes"])
def test_the_depth_that_is_told_is_the_one_that_rich_sends(term: str, color_term: str) -> None:
    environ = {"TERM": term, "COLORTERM": color_term}
    console = Console(file=io.StringIO(), force_terminal=True, _environ=environ)
    names = {
        None: ColorDepth.NONE,
        "standard": ColorDepth.STANDARD,
        "256": ColorDepth.EIGHT_BIT,
        "truecolor": ColorDepth.TRUE_COLOR,
    }
    assert profile(environ).depth is names[console.color_system]


@pytest.mark.parametrize(
    ("environ", "encoding", "typed"),
    [
        ({}, "ascii", "utf-8"),
        ({"LANG": "C"}, "ascii", "utf-8"),
        ({"LANG": "POSIX"}, "ascii", "utf-8"),
        ({"LANG": ""}, "ascii", "utf-8"),
        ({"LANG": "C.UTF-8"}, "utf-8", "utf-8"),
        ({"LANG": "en_US.utf8"}, "utf-8", "utf-8"),
        ({"LANG": "ca_ES.UTF-8@valencia"}, "utf-8", "utf-8"),
        ({"LC_CTYPE": "UTF-8"}, "utf-8", "utf-8"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "C"}, "ascii", "utf-8"),
        ({"LANG": "C", "LC_CTYPE": "en_US.UTF-8"}, "utf-8", "utf-8"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": ""}, "utf-8", "utf-8"),
        ({"LANG": "de_DE.ISO-8859-1"}, "iso8859-1", "iso8859-1"),
        ({"LANG": "de_DE.iso885915@euro"}, "iso8859-15", "iso8859-15"),
        ({"LANG": "ja_JP.eucJP"}, "euc_jp", "euc_jp"),
        ({"LANG": "ru_RU.KOI8-R"}, "koi8-r", "koi8-r"),
        ({"LANG": "en_US"}, "ascii", "utf-8"),
        ({"LANG": "tlh.unheard-of"}, "ascii", "utf-8"),
        ({"LANG": "x.utf-16"}, "ascii", "utf-8"),
        ({"LANG": "x.iso2022_jp"}, "ascii", "utf-8"),
        ({"LANG": "x.rot13"}, "ascii", "utf-8"),
        ({"LANG": "x.unicode_escape"}, "ascii", "utf-8"),
        ({"LANG": "x.\0"}, "ascii", "utf-8"),
    ],
    ids=repr,
)
def test_the_encoding_is_that_of_the_locale(
    environ: dict[str, str], encoding: str, typed: str
) -> None:
    found = profile(environ)
    assert (found.encoding, found.typed_encoding) == (encoding, typed)


@pytest.mark.parametrize(
    ("lang", "encoding"),
    [(None, "ascii"), ("C", "ascii"), ("de_DE.ISO-8859-1", "iso8859-1"), ("C.UTF-8", "utf-8")],
)
def test_what_python_itself_puts_into_the_environment_is_no_locale(
    lang: str | None, encoding: str
) -> None:
    environ = {"LC_CTYPE": "C.UTF-8"} | ({"LANG": lang} if lang else {})
    assert profile(environ).encoding == encoding


@pytest.mark.parametrize("lang", ["C", "C.UTF-8"])
def test_what_the_user_chose_outdoes_the_locale(lang: str) -> None:
    found = profile({"LANG": lang})
    assert found.draws_ascii("ascii")
    assert not found.draws_ascii("unicode")


def test_what_follows_from_terminal_and_settings_is_decided_in_one_place() -> None:
    here = terminal_profile({"TERM": "xterm-256color"}, is_terminal=True)
    far = terminal_profile({"TERM": "xterm-256color", "SSH_TTY": "/dev/pts/1"}, is_terminal=True)
    bare = terminal_profile({"TERM": "xterm", "NO_COLOR": "1"}, is_terminal=True)
    dumb = terminal_profile({"TERM": "dumb"}, is_terminal=True)
    pipe = terminal_profile({"TERM": "dumb"}, is_terminal=False)
    light, moving = Settings(theme="light"), Settings(motion=True)
    assert [RunConfig(profile=each).theme for each in (here, bare)] == ["dark", "mono"]
    chosen = [RunConfig(profile=each, settings=light).theme for each in (here, bare)]
    assert chosen == ["light", "mono"]
    assert [RunConfig(profile=each, settings=moving).moves for each in (here, far)] == [True, False]
    assert not RunConfig(profile=here, settings=Settings(motion=False)).moves
    plain = [each.goes_line_by_line(wanted=False) for each in (here, dumb, pipe)]
    assert plain == [False, True, False]
    assert pipe.goes_line_by_line(wanted=True)


def test_a_window_of_the_smallest_size_is_not_too_small() -> None:
    assert not is_too_small(*SMALLEST_SIZE)
    assert is_too_small(SMALLEST_SIZE[0] - 1, 100)
    assert is_too_small(300, SMALLEST_SIZE[1] - 1)


@pytest.mark.parametrize(
    ("environ", "erases"),
    [
        ({"TERM": "xterm-256color"}, True),
        ({"TERM": "linux"}, True),
        ({"TERM": "tmux-256color"}, False),
        ({"TERM": "screen.xterm-256color"}, False),
        ({"TERM": "xterm-256color", "STY": "1.pts"}, False),
        ({}, False),
    ],
)
def test_terminals_that_erase_in_colour_are_known_by_name(
    environ: dict[str, str], *, erases: bool
) -> None:
    assert terminal_profile(environ, is_terminal=True).erases_in_color is erases
