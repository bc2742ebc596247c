"""Text from people becomes content that nothing obeys."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from textual.strip import Strip

from ragft_tui.tui.safe import inert, show, show_marked
from tests.support.hostile import HOSTILE, controls_in


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


def test_a_line_of_a_field_keeps_its_width_without_what_turns_text_around() -> None:
    strip = Strip([Segment("a\u202eb"), Segment("\u2066c 東")], 6)
    drawn = inert(strip)
    assert drawn.text == "abc 東"
    assert drawn.cell_length == 6


def test_a_line_of_a_field_that_is_harmless_is_drawn_as_it_is() -> None:
    strip = Strip([Segment("Zoë 🙂 [b]")])
    assert inert(strip) is strip
