"""Texts behind labels: nothing is lost at any width, and what can be spared goes first."""

from __future__ import annotations

import pytest
from textual.content import Content

from ragft_tui.tui.widgets.entries import (
    MEASURE,
    Entry,
    Headline,
    Paragraph,
    Part,
    Space,
    lay_out,
    lay_out_in,
)

LONG = "The facts change every week so they cannot live in the weights alone. " * 3
PARTS: tuple[Part, ...] = (
    Headline(Content("Refund policy"), Content("◆ retrieval, clear")),
    Paragraph(Content("Quotes the policy."), spare=True),
    Entry("knowledge 9 of 4", Content(LONG)),
    Entry("", Content("Every answer must be verifiable."), spare=True),
    Entry("first", Content("Try a good prompt.")),
    Entry("missing", Content("Examples."), follows=True),
)
REST = Content("… r shows the rest")


def plain(lines: list[Content]) -> list[str]:
    return [line.plain.rstrip() for line in lines]


@pytest.mark.parametrize("space", Space)
@pytest.mark.parametrize("width", [12, 30, 49, 50, 78, 118, 200])
def test_nothing_is_lost_at_any_width(width: int, space: Space) -> None:
    lines = lay_out(PARTS, width, space)
    said = "".join("".join(plain(lines)).split())
    for text in ("Refundpolicy", "◆retrieval,clear", "knowledge9of4", "beverifiable.", "Examples."):
        assert text in said
    assert all(line.cell_length <= width for line in lines)


def test_labels_have_a_column_and_texts_hang_beside_it() -> None:
    lines = plain(lay_out(PARTS, 78))
    assert lines[0] == f"Refund policy{' ' * 47}◆ retrieval, clear"
    assert lines[2].startswith("knowledge 9 of 4   The facts")
    assert lines[3].startswith(f"{' ' * 19}weights alone.")
    assert lines[-2] == "first              Try a good prompt."


def test_a_line_is_no_longer_than_can_be_read_with_ease() -> None:
    assert max(len(line) for line in plain(lay_out(PARTS, 200))[1:]) <= MEASURE + 19


def test_a_narrow_page_has_labels_above_their_texts_where_there_is_space() -> None:
    spaced, dense = (
        plain(lay_out(PARTS, 32, space)) for space in (Space.BETWEEN_ALL, Space.NOWHERE)
    )
    assert spaced[spaced.index("first") + 1] == "Try a good prompt."
    assert "first  Try a good prompt." in dense


def test_space_stands_between_parts_but_not_before_what_follows_closely() -> None:
    every = plain(lay_out(PARTS, 78, Space.BETWEEN_ALL))
    some = plain(lay_out(PARTS, 78, Space.BEFORE_LABELS))
    assert (every.count(""), some.count("")) == (4, 2)
    assert every[-1].startswith("missing")
    assert every[-2].startswith("first")


def test_space_goes_first_then_what_can_be_spared_then_the_end() -> None:
    whole = lay_out(PARTS, 78)
    assert plain(lay_out_in(PARTS, 78, 40, REST)) == plain(lay_out(PARTS, 78, Space.BETWEEN_ALL))
    assert plain(lay_out_in(PARTS, 78, len(whole), REST)) == plain(whole)
    tight = plain(lay_out_in(PARTS, 78, len(whole) - 1, REST))
    assert tight[-1] == REST.plain
    assert "verifiable" not in " ".join(tight)
    assert "Examples." in " ".join(tight)
    tiny = plain(lay_out_in(PARTS, 78, 2, REST))
    assert tiny == [whole[0].plain, REST.plain]


@pytest.mark.parametrize(("height", "shown"), [(2, 1), (3, 2), (4, 2), (5, 2), (6, 5), (7, 6)])
def test_half_of_a_part_is_shown_or_nothing(height: int, shown: int) -> None:
    parts = (
        Headline(Content("Name")),
        Entry("first", Content("word")),
        Entry("change", Content("word " * 50)),
        Entry("end", Content("word " * 50)),
    )
    assert [len(lay_out(parts[:count], 78)) for count in (1, 2, 3, 4)] == [1, 2, 7, 12]
    lines = plain(lay_out_in(parts, 78, height, REST))
    assert lines[-1] == REST.plain
    assert len(lines) == shown + 1


def test_the_colours_of_a_text_stay_where_it_is_wrapped() -> None:
    text = Content.assemble("a " * 20, ("coloured", "bold"))
    for width in (20, 60):
        lines = lay_out([Entry("label", text)], width)
        (line,) = (line for line in lines if "coloured" in line.plain)
        ((start, end, style),) = (
            (span.start, span.end, span.style) for span in line.spans if str(span.style) == "bold"
        )
        assert line.plain[start:end] == "coloured"
        assert str(style) == "bold"
