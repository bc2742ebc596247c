from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from ragft_tui.core.model import VerdictType
from ragft_tui.report.svg import label, shorten, sign, text_width, xml
from tests.support.naughty import NAUGHTY


@pytest.mark.parametrize("text", ["<b>&\"'", "\x1b[2J", "a\nb", "\ud800", "￾\uffff", "\u202ex"])
def test_hostile_text_is_text_in_an_element_and_in_quotes(text: str) -> None:
    element = ET.fromstring(f'<g a="{xml(text)}">{xml(text)}</g>')  # noqa: S314
    assert element.text == element.get("a")
    assert element.text
    assert list(element) == []


def test_every_naughty_text_makes_one_element_of_text() -> None:
    for text in NAUGHTY:
        assert len(list(ET.fromstring(label(0, 0, text, title=text)))) <= 1  # noqa: S314


def test_a_text_is_shortened_to_a_width_and_a_wide_letter_counts_twice() -> None:
    assert shorten("short", 10) == "short"
    cut = shorten("a long name " * 9, 10)
    assert cut.endswith("…")
    assert 8 < text_width(cut) <= 10
    assert text_width("漢字") == pytest.approx(2 * text_width("ab"))


def test_each_type_has_a_shape_of_its_own() -> None:
    shapes = {sign(kind, 0, 0, 10, "#000") for kind in (*VerdictType, None)}
    assert len(shapes) == 5
