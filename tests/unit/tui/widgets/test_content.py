"""Text from people becomes content that nothing obeys."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content

import ragft_tui.tui
from ragft_tui.tui.widgets.content import Static, show, show_marked
from tests.support.bare import BareApp
from tests.support.hostile import HOSTILE, controls_in

if TYPE_CHECKING:
    from typing import Self

    from textual.geometry import Region


@pytest.mark.parametrize("text", [text for text, _ in HOSTILE.values()], ids=HOSTILE)
def test_no_text_is_markup_or_a_control(text: str) -> None:
    content = show(text)
    assert not content.spans
    assert not controls_in(content.plain)


@given(st.text())
def test_whatever_is_shown_has_no_controls_and_one_style_at_most(text: str) -> None:
    content = show(text, "bold")
    assert not controls_in(content.plain)
    assert {str(span.style) for span in content.spans} <= {"bold"}


@given(st.text())
def test_text_of_printable_ascii_is_shown_as_it_is(text: str) -> None:
    plain = "".join(char for char in text if " " <= char <= "~")
    assert show(plain).plain == plain


def test_brackets_are_characters() -> None:
    assert show("[b]bold[/b] [/]").plain == "[b]bold[/b] [/]"


def test_spans_are_marked_and_the_rest_is_not() -> None:
    content = show_marked("cites the clause", [(0, 5), (10, 16)], "underline")
    assert content.plain == "cites the clause"
    assert [(span.start, span.end) for span in content.spans] == [(0, 5), (10, 16)]


def test_spans_stay_on_their_words_where_characters_are_spelled_out() -> None:
    content = show_marked("\x1b\u202ecites it", [(2, 7)], "underline")
    (span,) = content.spans
    assert content.plain[span.start : span.end] == "cites"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("ශ\u0dca\u200dර\u0dd3", "ශ\u0dcaර\u0dd3"),
        ("क\u094d\u200d ", "क\u094d "),
        ("👩\u200d👩\u200d👧", "👩\u200d👩\u200d👧"),
        ("🏳\ufe0f\u200d🌈 👩🏽\u200d⚕\ufe0f", "🏳\ufe0f\u200d🌈 👩🏽\u200d⚕\ufe0f"),
    ],
)
def test_no_letter_loses_its_room_to_a_joiner(text: str, shown: str) -> None:
    assert show(text).plain == shown


async def test_a_static_shows_brackets_as_they_are() -> None:
    async with BareApp().run_test(size=(20, 3)) as pilot:
        static = Static(Content("[b]one[/b]"))
        await pilot.app.mount(static)
        await pilot.pause()
        assert static.render_line(0).text.rstrip() == "[b]one[/b]"
        static.content = Content("[b]two[/b]")
        await pilot.pause()
        assert static.render_line(0).text.rstrip() == "[b]two[/b]"


def test_a_static_takes_no_text() -> None:
    # An ignore that is not needed is an error of mypy: this fails where a text would be taken.
    with pytest.raises(AttributeError):
        Static("[b]text[/b]")  # type: ignore[arg-type]
    with pytest.raises(AttributeError):
        Static().content = "[b]text[/b]"  # type: ignore[assignment]


def test_a_static_is_laid_out_anew_only_where_its_content_differs_at_all() -> None:
    laid_out: list[Content] = []

    class Watched(Static):
        def refresh(self, *regions: Region, **how: bool) -> Self:
            laid_out.append(self.content)
            return super().refresh(*regions, **how)

    plain, bold = show("text"), show("text", "bold")
    static = Watched(plain)
    laid_out.clear()
    static.content = show("text")
    assert not laid_out
    static.content = bold
    assert laid_out == [bold]
    assert static.render().spans == bold.spans


def test_nothing_else_that_reads_text_as_markup_is_used() -> None:
    # Widgets of Textual that do are banned in pyproject.toml; these are no imports.
    takes_markup = re.compile(
        r"\.(?:notify|render_str|from_markup)\("
        r"|\.(?:border_title|border_subtitle|sub_title|title|tooltip) ="
    )
    modules = Path(ragft_tui.tui.__file__).parent.rglob("*.py")
    found = [
        f"{path}: {line}"
        for path in modules
        for line in path.read_text("utf-8").splitlines()
        if takes_markup.search(line)
    ]
    assert not found, "\n".join(found)
