"""The map: everybody in their region, nothing covered, nobody left out, at every size."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import islice, pairwise, product
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from ragft_tui.core.model import Review, VerdictType
from ragft_tui.report.map import Frame, Kind, points_of, render_map
from ragft_tui.report.view import VERDICT_SIGNS, CapabilityView
from ragft_tui.terminal.ascii import as_ascii
from tests.support.projects import described, packaged_rulebook
from tests.support.reviewed import ALL

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ragft_tui.report.map import MapPicture, Piece

pytestmark = pytest.mark.once

RULEBOOK: Final = packaged_rulebook()
SIZES: Final = [(24, 8), (37, 8), (38, 12), (58, 15), (78, 19), (118, 35), (200, 60)]
ANSWERS: Final = {
    question: [None, *(option.id for option in RULEBOOK.question(question).options)]
    for question in ("citations", "tone", "volatility", "vocabulary", "source", "format")
}
NAMES: Final = (
    "Refund policy",
    "客户支持和退款政策",
    "👩‍👩‍👧 family plans",
    "z" * 200,
    "[1] *x*",
    "e\u0301tat",
)


def item(name: str = "One", **answers: str) -> CapabilityView:
    return CapabilityView(replace(described("One", **answers), name=name), RULEBOOK)


@cache
def all_kinds() -> tuple[CapabilityView, ...]:
    """Return every second combination of some answers; one is undecided."""
    found: list[CapabilityView] = []
    for values in islice(product(*ANSWERS.values()), 0, None, 2):
        answers = {key: value for key, value in zip(ANSWERS, values, strict=True) if value}
        found.append(item(NAMES[len(found) % len(NAMES)], **answers))
    return tuple(found)


def items_of(count: int) -> dict[int, CapabilityView]:
    """So many capabilities of all kinds, by their numbers."""
    step = max(len(all_kinds()) // count, 1)
    kinds = all_kinds()
    return {number: kinds[(number * step) % len(kinds)] for number in range(1, count + 1)}


def texts(picture: MapPicture, *kinds: Kind) -> Iterator[tuple[int, Piece]]:
    for at, line in enumerate(picture.lines):
        yield from ((at, piece) for piece in line if piece.kind in kinds)


class Read:
    """A map as somebody reads it."""

    def __init__(self, picture: MapPicture, size: tuple[int, int]) -> None:
        bottom = next(at for at, text in enumerate(picture.texts) if text.endswith("knowledge"))
        middle = next(at for at, text in enumerate(picture.texts) if text.startswith("┝"))
        half = Frame(*size).half
        self.at: dict[int, tuple[int, int]] = {}
        self.text: dict[int, str] = {}
        self.region: dict[int, tuple[bool, bool]] = {}
        self.legend: dict[int, str] = {}
        self.also: list[int] = []
        self.more = 0
        self.titles = [piece.text for _, piece in texts(picture, Kind.TITLE)]
        for line, piece in texts(picture, Kind.LABEL, Kind.MARKED, Kind.LEGEND):
            if line > bottom:
                self._read_legend(piece.text)
                continue
            text = piece.text.removeprefix("[") if piece.kind is Kind.MARKED else piece.text
            number = int(re.match(r"\d+", text)[0])  # type: ignore[index]
            assert number not in self.at, f"{number} stands twice"
            self.at[number] = line, piece.start
            self.text[number] = text
            self.region[number] = piece.start > half, line < middle

    def _read_legend(self, text: str) -> None:
        if found := re.fullmatch(r"… (\d+) more", text):
            self.more = int(found[1])
        elif found := re.fullmatch(r"(?:also . )?(\d+)(?:-(\d+))?", text):
            self.also += range(int(found[1]), int(found[2] or found[1]) + 1)
        else:
            self.legend[int(re.match(r"\d+", text)[0])] = text  # type: ignore[index]


def check(picture: MapPicture, items: Mapping[int, CapabilityView], size: tuple[int, int]) -> Read:
    """Check what holds of every map: nothing overlaps, nothing sticks out, nobody is lost."""
    assert len(picture.lines) == size[1]
    for line, text in zip(picture.lines, picture.texts, strict=True):
        assert cell_len(text) <= size[0]
        for piece, following in pairwise(line):
            assert piece.start + cell_len(piece.text) <= following.start, text
    read = Read(picture, size)
    told = [*read.at, *read.also]
    assert len(told) == len(set(told))
    assert len(set(told) | set(read.legend)) + read.more >= len(items)
    for number, region in read.region.items():
        effective = items[number].effective or VerdictType.PROMPTING
        assert region == (
            effective in {VerdictType.RETRIEVAL, VerdictType.BOTH},
            effective in {VerdictType.FINETUNING, VerdictType.BOTH},
        )
    return read


@pytest.mark.parametrize("count", [1, 2, 8, 9, 10, 40, 99, 100, 333, 1000])
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_everybody_stands_in_their_region_or_is_told_below(
    size: tuple[int, int], count: int
) -> None:
    items = items_of(count)
    read = check(render_map(points_of(items), Frame(*size), selected=count), items, size)
    counted = re.findall(r"\d+", re.sub(r"\(.*?\)", "", " ".join(read.titles)))
    assert sum(map(int, counted)) == count


@pytest.mark.parametrize("width", range(24, 201, 9))
def test_any_width_and_height_is_filled_exactly(width: int) -> None:
    items = items_of(40)
    for height in range(8, 61, 4):
        picture = render_map(points_of(items), Frame(width, height), selected=7)
        check(picture, items, (width, height))


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.integers(0, 200), st.text(max_size=210)), min_size=1, max_size=45),
    st.integers(24, 200),
    st.integers(8, 60),
    st.data(),
)
def test_whatever_the_names_are_nothing_overlaps_and_nobody_is_lost(
    drawn: list[tuple[int, str]], width: int, height: int, data: st.DataObject
) -> None:
    kinds = all_kinds()
    items = {
        number: CapabilityView(replace(kinds[kind].capability, name=name), RULEBOOK)
        for number, (kind, name) in enumerate(drawn, start=1)
    }
    selected = data.draw(st.integers(0, len(items)))
    check(render_map(points_of(items), Frame(width, height), selected), items, (width, height))


@pytest.mark.parametrize("size", [(58, 15), (78, 19), (118, 35)], ids=str)
def test_forty_in_one_spot_all_have_their_number_on_the_map_or_in_a_run(
    size: tuple[int, int],
) -> None:
    items = {number: item(f"Policy {number}", citations="required") for number in range(1, 41)}
    read = check(render_map(points_of(items), Frame(*size), selected=12), items, size)
    assert {*read.at, *read.also} == set(items)


def test_forty_in_one_spot_of_the_smallest_window_are_told_in_a_run() -> None:
    items = {number: item(f"Policy {number}", citations="required") for number in range(1, 41)}
    read = check(render_map(points_of(items), Frame(38, 8), selected=12), items, (38, 8))
    assert {*read.at, *read.also} == set(items)


def test_names_stand_beside_the_numbers_where_there_is_room() -> None:
    items = {
        1: item("Refund policy", citations="required"),
        2: item("Brand voice", tone="strict"),
        3: item("客户支持", citations="required"),
        4: item("Letters", citations="required", tone="strict"),
        5: item("Photos"),
    }
    read = check(render_map(points_of(items), Frame(78, 19), selected=3), items, (78, 19))
    assert read.text == {
        1: "1 Refund policy",
        2: "2 Brand voice",
        3: "3 客户支持]",
        4: "4 Letters",
        5: "5? Photos",
    }
    assert not read.legend


def test_a_name_that_collides_stands_in_the_legend_in_full() -> None:
    items = {
        number: item(f"Policy of kind {number}", citations="required") for number in range(1, 12)
    }
    read = check(render_map(points_of(items), Frame(58, 13), selected=1), items, (58, 13))
    nameless = {number for number, text in read.text.items() if "Policy" not in text}
    assert nameless
    told = nameless & set(read.legend)
    assert told
    assert all(read.legend[number] == f"{number} Policy of kind {number}" for number in told)
    assert len(told) + read.more == len(nameless)


def test_regions_without_anybody_leave_their_rows_to_those_that_are_crowded() -> None:
    items = {number: item(f"Policy {number}", citations="required") for number in range(1, 41)}
    some = {number: items[number] for number in range(1, 4)}
    lines = [
        next(at for at, text in enumerate(picture.texts) if text.startswith("┝"))
        for picture in (render_map(points_of(each), Frame(78, 19)) for each in (some, items))
    ]
    assert lines == [9, 3]


def test_a_name_of_200_letters_is_cut_to_the_room_of_its_region() -> None:
    items = {1: item("x" * 200, tone="strict")}
    read = check(render_map(points_of(items), Frame(78, 19), selected=1), items, (78, 19))
    assert re.fullmatch(r"1 x{20,}…\]", read.text[1])


def test_a_map_in_ascii_is_as_wide_and_holds_nothing_else() -> None:
    for size in SIZES:
        for text in render_map(points_of(items_of(400)), Frame(*size), selected=3).texts:
            shown = as_ascii(text)
            assert shown.isascii()
            if "👩" not in text:
                assert len(shown) == cell_len(text)


@pytest.mark.parametrize("size", SIZES[1:], ids=str)
@pytest.mark.parametrize("selected", [1, 20, 40])
def test_the_selected_one_is_marked_wherever_it_is_told(
    size: tuple[int, int], selected: int
) -> None:
    picture = render_map(points_of(items_of(40)), Frame(*size), selected)
    marked = [piece.text.strip("[") for _, piece in texts(picture, Kind.MARKED)]
    assert all(re.match(rf"{selected}\b", text) for text in marked)
    if size[1] > 12:
        assert marked


def test_selecting_another_one_moves_nothing() -> None:
    first, second = (
        Read(render_map(points_of(items_of(40)), Frame(78, 19), at), (78, 19)) for at in (7, 8)
    )
    moved = [number for number in first.at if first.at[number] != second.at[number]]
    assert sorted(moved) == [7, 8], "a bracket stands in the column before"


def test_the_regions_have_sign_word_and_count() -> None:
    kinds: tuple[dict[str, str], ...] = (
        {"citations": "required"},
        {"tone": "strict"},
        {"citations": "required", "tone": "strict"},
        {"tone": "preferred"},
        {},
    )
    items = {number: item(**answers) for number, answers in enumerate(kinds, start=1)}
    assert [each.effective for each in items.values()] == [
        VerdictType.RETRIEVAL,
        VerdictType.FINETUNING,
        VerdictType.BOTH,
        VerdictType.PROMPTING,
        None,
    ]
    titles = {
        piece.type: piece.text
        for _, piece in texts(render_map(points_of(items), Frame(78, 18)), Kind.TITLE)
    }
    assert titles == {
        VerdictType.RETRIEVAL: "◆ retrieval 1",
        VerdictType.FINETUNING: "▲ fine-tuning 1",
        VerdictType.BOTH: "◈ both 1",
        VerdictType.PROMPTING: "○ prompting 1",
        None: "? undecided 1",
    }
    small = [
        piece.text for _, piece in texts(render_map(points_of(items), Frame(24, 8)), Kind.TITLE)
    ]
    assert all(text[0] in VERDICT_SIGNS.values() and text[-1] == "1" for text in small)


def test_what_was_decided_counts_and_not_the_verdict() -> None:
    capability = described("One", citations="required", tone="strict")
    review = Review(
        "overridden",
        VerdictType.BOTH,
        RULEBOOK.edition,
        date(2026, 5, 3),
        "ada",
        VerdictType.RETRIEVAL,
        "Legal",
    )
    items = {1: CapabilityView(replace(capability, review=review), RULEBOOK)}
    picture = render_map(points_of(items), Frame(78, 18))
    assert check(picture, items, (78, 18)).region == {1: (True, False)}
    (label,) = (piece for _, piece in texts(picture, Kind.LABEL))
    assert label.type is VerdictType.RETRIEVAL


def test_a_region_says_how_many_get_their_knowledge_by_search_and_by_call_where_there_is_room() -> (
    None
):
    items = {
        number: item(citations="required", source=source)
        for number, source in enumerate(("collection", "live", "live", "unknown"), start=1)
    }
    wide, narrow = (
        [piece.text for _, piece in texts(render_map(points_of(items), Frame(at, 18)), Kind.TITLE)]
        for at in (82, 60)
    )
    assert "◆ retrieval 4 (1 by search, 2 by call)" in wide
    assert "◆ retrieval 4" in narrow


def test_more_behaviour_stands_higher_and_more_knowledge_further_right() -> None:
    low = item(tone="preferred")
    high = item(tone="preferred", vocabulary="specialised", citations="helpful")
    read = Read(render_map(points_of({1: low, 2: high}), Frame(78, 18)), (78, 18))
    assert read.at[2][0] < read.at[1][0]
    assert read.at[2][1] > read.at[1][1]


def test_a_guard_puts_it_at_the_far_end_and_points_between() -> None:
    items = {1: item(citations="required"), 2: item(volatility="monthly")}
    read = Read(render_map(points_of(items), Frame(78, 18)), (78, 18))
    assert read.at[1][1] > read.at[2][1]


def test_a_map_of_nothing_is_empty() -> None:
    read = Read(render_map(points_of({}), Frame(40, 10)), (40, 10))
    assert not read.at
    assert not read.legend


def test_a_decision_against_the_verdict_has_a_star_before_its_name() -> None:
    items = dict(enumerate((CapabilityView(item, RULEBOOK) for item in ALL), start=1))
    text = "\n".join(render_map(points_of(items), Frame(118, 35)).texts)
    stars = re.findall(r"(\d+)\??\s\*", text)
    assert [int(star) for star in stars] == [key for key, item in items.items() if item.overrides]
    assert stars
