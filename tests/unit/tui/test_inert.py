"""Text from people becomes content that nothing obeys."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ragft_tui.tui.inert import show, show_marked
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
