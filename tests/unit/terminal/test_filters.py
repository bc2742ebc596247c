"""The line filter by itself: widgets that pass everything on, and still nothing is obeyed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal

import pytest
from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.color import Color
from textual.content import Content
from textual.filter import ANSIToTruecolor
from textual.strip import Strip
from textual.widgets import (
    Button,
    DataTable,
    Header,
    Input,
    Label,
    Log,
    OptionList,
    RadioButton,
    RichLog,
    Select,
    Static,
    TabbedContent,
    TabPane,
    TextArea,
    Tree,
)

from ragft_tui.session.config import RunConfig
from ragft_tui.storage.settings import Settings
from ragft_tui.terminal.filters import AsciiLines, ColorlessLines, InertLines
from ragft_tui.terminal.graphemes import graphemes
from ragft_tui.terminal.profile import terminal_profile
from ragft_tui.tui.app import RagftApp
from tests.support.bare import BareApp
from tests.support.hostile import controls_in
from tests.support.pilot import DESKTOP, rulebook
from tests.support.world import WORLD

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from textual.app import ComposeResult
    from textual.filter import LineFilter

EVIL: Final = (
    "a\x1b]0;title\x07b\x1b[2J\x1b]52;c;eA==\x1b\\c\x9b31m\x9d0;t\x9c\x7f\x08\x0e\x00\x05"
    "\u202ed\u202c\u2066e\u2069\u200f\u061cf\ud800"
)
PLACES_AND_STYLES: Final = re.compile(r"\x1b\[[0-9;]*[Hm]")
BLACK: Final = Color(0, 0, 0)


class Unsafe(BareApp):
    """Widgets that are given text from strangers as no code of the program gives it."""

    CSS = """
    Screen { layout: vertical; }
    Screen > * { height: auto; min-height: 1; max-height: 5; }
    .titled { height: 3; border: round red; }
    """

    def __init__(self, filters: Sequence[LineFilter]) -> None:
        super().__init__()
        self._more = filters

    def get_line_filters(self) -> Sequence[LineFilter]:
        return [*super().get_line_filters(), *self._more]

    def compose(self) -> ComposeResult:
        yield Header()
        yield Label(EVIL, markup=False)
        yield Static(Content(EVIL))
        yield Static(Text(EVIL, style="link https://example.org/\x1b]0;linked\x07"))
        yield Button(Content(EVIL))
        yield RadioButton(Content(EVIL))
        yield OptionList(EVIL, EVIL, markup=False)
        yield Select([(Content(EVIL), 1)], value=1)
        yield Input(EVIL, compact=True)
        yield Input(placeholder=EVIL, compact=True)
        yield TextArea(EVIL, compact=True)
        yield DataTable(id="table")
        yield Tree(Text(EVIL))
        yield Log()
        yield RichLog(markup=False, min_width=10)
        with TabbedContent():
            yield TabPane(Content(EVIL))
        titled = Static(classes="titled")
        titled.border_title = Content(EVIL)
        yield titled

    def on_mount(self) -> None:
        self.title = self.sub_title = EVIL
        table = self.query_one("#table", DataTable)
        table.add_column(Text(EVIL))
        table.add_row(Text(EVIL))
        self.query_one(Log).write_line(EVIL)
        self.query_one(RichLog).write(Text(EVIL))
        self.notify(EVIL, title=EVIL, markup=False)


async def drawn(filters: Sequence[LineFilter]) -> tuple[str, list[int]]:
    """Return what would be sent for a whole screen, and how wide its rows are."""
    app = Unsafe(filters)
    async with app.run_test(size=(100, 80), notifications=True) as pilot:
        await pilot.pause()
        compositor = app.screen._compositor
        update = compositor.render_full_update()
        widths = [strip.cell_length for strip in compositor.render_strips(app.size)]
        return update.render_segments(app.console), widths


def obeyed(raw: str) -> list[str]:
    """Return what would be obeyed beside places and styles."""
    return controls_in(PLACES_AND_STYLES.sub("", raw))


async def test_no_widget_gets_a_control_character_to_the_terminal() -> None:
    raw, widths = await drawn([InertLines()])
    assert obeyed(raw) == []
    assert not set("\u200f\u061c\ud800") & set(raw)
    assert set(widths) == {100}


async def test_without_the_filter_they_would() -> None:
    raw, _ = await drawn([])
    found = obeyed(raw)
    assert {repr(char) for char in "\x1b\x9b\x9d\x7f\x0e\u202e\u2066"} <= set(found)


async def test_the_program_has_the_filter(tmp_path: Path) -> None:
    profile = terminal_profile(DESKTOP, is_terminal=True)
    app = RagftApp(RunConfig(profile=profile, rulebook=rulebook()), tmp_path / "app.toml")
    assert [type(each) for each in app.get_line_filters()].count(InertLines) == 1


@pytest.mark.parametrize("text", ["Zoë 🙂 [b]", "東京\u3000タワー", "e\u0301 👩\u200d👧", ""])
def test_a_line_that_is_harmless_is_drawn_as_it_is(text: str) -> None:
    segments = [Segment(text, Style(bold=True))]
    assert InertLines().apply(segments, BLACK) is segments


def test_every_column_is_kept() -> None:
    strip = Strip([Segment("a\x1b\u202eb\ud800"), Segment("\u2066c 東", Style(bold=True))])
    drawn = strip.apply_filter(InertLines(), BLACK)
    assert drawn.text == "ab\ufffdc 東"
    assert Strip(list(drawn)).cell_length == strip.cell_length == 7
    assert [segment.style for segment in drawn] == [None, Style(bold=True)]


def test_without_colours_all_else_of_a_style_stays() -> None:
    style = Style.parse("bold reverse red on #123456") + Style.from_meta({"offset": (1, 2)})
    (drawn,) = ColorlessLines().apply([Segment("x", style)], BLACK)
    assert drawn.style is not None
    assert (drawn.style.color, drawn.style.bgcolor) == (None, None)
    assert drawn.style.bold
    assert drawn.style.reverse
    assert drawn.style.meta == {"offset": (1, 2)}
    assert ColorlessLines().apply([Segment("x")], BLACK) == [Segment("x")]


@pytest.mark.parametrize("text", WORLD.values(), ids=WORLD)
def test_a_line_in_ascii_is_as_wide_as_before(text: str) -> None:
    strip = Strip([Segment(text, Style(bold=True)), Segment("│…›")])
    drawn = strip.apply_filter(AsciiLines(), BLACK)
    assert drawn.text.isascii()
    assert Strip(list(drawn)).cell_length == sum(width for *_, width in graphemes(text)) + 3
    assert drawn.text.endswith("|~>")
    assert [segment.style for segment in drawn] == [Style(bold=True), None]


@pytest.mark.parametrize(
    ("environ", "glyphs", "added"),
    [
        ({}, "auto", []),
        ({"LANG": "C"}, "auto", [AsciiLines]),
        ({}, "ascii", [AsciiLines]),
        ({"LANG": "C"}, "unicode", []),
        ({"NO_COLOR": "1"}, "auto", [ColorlessLines]),
        ({"NO_COLOR": ""}, "auto", []),
        ({"NO_COLOR": "1", "LANG": "C"}, "auto", [ColorlessLines, AsciiLines]),
    ],
    ids=repr,
)
def test_the_program_filters_what_the_terminal_asks_for_and_no_more(
    environ: dict[str, str],
    glyphs: Literal["auto", "unicode", "ascii"],
    added: list[type[LineFilter]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    profile = terminal_profile(DESKTOP | environ, is_terminal=True)
    app = RagftApp(RunConfig(profile=profile, settings=Settings(glyphs=glyphs)))
    found = [type(each) for each in app.get_line_filters()]
    assert [each for each in found if each is not ANSIToTruecolor] == [InertLines, *added]
