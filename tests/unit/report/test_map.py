"""The map: everybody in their region, nobody left out, at every size."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice, product
from typing import TYPE_CHECKING, Final

import pytest

from ragft_tui.core.model import Strength, VerdictType
from ragft_tui.core.verdict import assess
from ragft_tui.report.map import Frame, render_map
from ragft_tui.terminal.ascii import as_ascii
from tests.support.projects import described, packaged_rulebook

if TYPE_CHECKING:
    from ragft_tui.core.verdict import Assessment
    from ragft_tui.report.map import MapPicture

RULEBOOK: Final = packaged_rulebook()
THRESHOLD: Final = RULEBOOK.threshold
SIZES: Final = [(20, 8), (37, 8), (38, 12), (78, 19), (118, 35), (200, 60)]
ANSWERS: Final = {
    question: [None, *(option.id for option in RULEBOOK.question(question).options)]
    for question in ("citations", "tone", "volatility", "vocabulary", "source", "format")
}


@cache
def all_verdicts() -> tuple[Assessment, ...]:
    """Return the verdicts of every second combination of some answers; one is undecided."""
    found = []
    for values in islice(product(*ANSWERS.values()), 0, None, 2):
        given = {key: value for key, value in zip(ANSWERS, values, strict=True) if value}
        found.append(assess(described("One", **given), RULEBOOK))
    return tuple(found)


def verdicts_of(count: int) -> dict[int, Assessment]:
    """So many verdicts of all kinds, by their numbers."""
    step = max(len(all_verdicts()) // count, 1)
    return {
        number: all_verdicts()[(number * step) % len(all_verdicts())]
        for number in range(1, count + 1)
    }


def region_of(verdict: Assessment) -> tuple[bool, bool]:
    return verdict.knowledge.needed, verdict.behaviour.needed


class Read:
    """A map as somebody reads it."""

    def __init__(self, picture: MapPicture) -> None:
        across, up = ("-", "|") if "|" in picture.lines[1] else ("─", "│")
        (middle,) = (
            number
            for number, line in enumerate(picture.lines)
            if line[1:].startswith(across) and not line.endswith("knowledge")
        )
        bottom = next(at for at, line in enumerate(picture.lines) if line.endswith("knowledge"))
        self.where: dict[str, tuple[bool, bool]] = {}
        self.at: dict[str, tuple[int, int]] = {}
        self.titles: dict[tuple[bool, bool], str] = {}
        for number, line in enumerate(picture.lines[1:bottom], start=1):
            if number == middle:
                continue
            column = line.index(up, 1)
            for right, start, part in (
                (False, 1, line[1:column]),
                (True, column + 1, line[column + 1 :]),
            ):
                region = right, number < middle
                if number in {1, middle + 1}:
                    self.titles[region] = part.strip()
                    continue
                for found in re.finditer(r"[^\s\[\]]+", part):
                    assert found[0] not in self.where, f"{found[0]} stands twice"
                    self.where[found[0]] = region
                    self.at[found[0]] = (number, start + found.start())
        self.below = " ".join(picture.lines[bottom + 1 :])
        self.more = sum(map(int, re.findall(r"(\d+) more$", self.below)))
        self.shared = {
            letter: re.findall(r"\d+", numbers)
            for letter, numbers in re.findall(
                r"at (\w+): ((?:\[?\d+\??\]?(?:, | |$))+)",
                self.below.removesuffix(f"{self.more} more"),
            )
        }

    def regions(self) -> dict[int, tuple[bool, bool]]:
        """Return the region of each number that is told."""
        found = {}
        for mark, region in self.where.items():
            label = mark.removesuffix("?")
            for number in [label] if label.isdigit() else self.shared.get(label, []):
                assert int(number) not in found, f"{number} is told twice"
                found[int(number)] = region
        return found


@pytest.mark.parametrize("count", [1, 2, 8, 9, 10, 40, 99, 100, 333, 1000])
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_everybody_stands_in_their_region_or_is_counted(size: tuple[int, int], count: int) -> None:
    verdicts = verdicts_of(count)
    picture = render_map(verdicts, THRESHOLD, Frame(*size), selected=count)
    assert len(picture.lines) == size[1]
    assert max(map(len, picture.lines)) <= size[0]
    read = Read(picture)
    told = read.regions()
    assert told == {number: region_of(verdicts[number]) for number in told}
    assert len(told) + read.more == count
    of_all = re.sub(r"\(.*?\)", "", " ".join(read.titles.values()))
    counted = re.findall(r"\d+", of_all)
    assert sum(map(int, counted)) == count


@pytest.mark.parametrize("width", range(20, 201, 7))
def test_any_width_and_height_is_filled_exactly(width: int) -> None:
    verdicts = verdicts_of(40)
    for height in range(8, 61, 4):
        picture = render_map(verdicts, THRESHOLD, Frame(width, height), selected=7)
        assert len(picture.lines) == height
        assert max(map(len, picture.lines)) <= width
        assert len(Read(picture).regions()) + Read(picture).more == len(verdicts)


def test_a_map_in_ascii_is_as_wide_and_holds_nothing_else() -> None:
    for size in SIZES:
        picture = render_map(verdicts_of(400), THRESHOLD, Frame(*size), selected=3)
        shown = [as_ascii(line) for line in picture.lines]
        assert "".join(shown).isascii()
        assert list(map(len, shown)) == list(map(len, picture.lines))


@pytest.mark.parametrize("size", [(22, 8), *SIZES[1:]], ids=str)
@pytest.mark.parametrize("selected", [1, 20, 40])
def test_the_selected_one_is_marked_once_and_told_below_where_it_shares_a_place(
    size: tuple[int, int], selected: int
) -> None:
    picture = render_map(verdicts_of(40), THRESHOLD, Frame(*size), selected)
    assert picture.mark is not None
    line, start, end = picture.mark
    mark = picture.lines[line][start:end]
    bottom = next(at for at, text in enumerate(picture.lines) if text.endswith("knowledge"))
    assert "\n".join(picture.lines[:bottom]).count("[") == 1
    assert mark[0] + mark[-1] == "[]"
    label = mark.strip("[]?")
    if label.isdigit():
        assert int(label) == selected
    else:
        assert re.search(rf"at {label}: [^a-z]*\[{selected}\??\]", "\n".join(picture.lines))


def test_the_regions_are_named_and_counted() -> None:
    verdicts = dict(
        enumerate(
            [
                assess(described("One", **answers), RULEBOOK)
                for answers in (
                    {"citations": "required"},
                    {"tone": "strict"},
                    {"citations": "required", "tone": "strict"},
                    {"tone": "preferred"},
                    {},
                )
            ],
            start=1,
        )
    )
    assert [item.type for item in verdicts.values()][:4] == [
        VerdictType.RETRIEVAL,
        VerdictType.FINETUNING,
        VerdictType.BOTH,
        VerdictType.PROMPTING,
    ]
    assert verdicts[5].strength is Strength.OPEN
    read = Read(render_map(verdicts, THRESHOLD, Frame(78, 18)))
    assert read.titles == {
        (True, False): "retrieval 1",
        (False, True): "finetuning 1",
        (True, True): "both 1",
        (False, False): "prompting 1, undecided 1",
    }
    assert set(read.where) == {"1", "2", "3", "4", "5?"}


def test_a_region_says_how_many_get_their_knowledge_by_search_and_by_call_where_there_is_room() -> (
    None
):
    verdicts = {
        number: assess(described("One", citations="required", source=source), RULEBOOK)
        for number, source in enumerate(("collection", "live", "live", "unknown"), start=1)
    }
    wide, narrow = (Read(render_map(verdicts, THRESHOLD, Frame(at, 18))) for at in (80, 60))
    assert wide.titles[True, False] == "retrieval 4 (1 by search, 2 by call)"
    assert narrow.titles[True, False] == "retrieval 4"


def test_a_guard_puts_it_at_the_far_end_and_points_between() -> None:
    guarded = assess(described("One", citations="required"), RULEBOOK)
    points = assess(described("One", volatility="monthly"), RULEBOOK)
    assert points.knowledge.points > guarded.knowledge.points
    read = Read(render_map({1: guarded, 2: points}, THRESHOLD, Frame(78, 18)))
    assert read.at["1"][1] > read.at["2"][1]


def test_more_behaviour_stands_higher_and_more_knowledge_further_right() -> None:
    low, high = (
        assess(described("One", tone="preferred", **more), RULEBOOK)
        for more in ({}, {"vocabulary": "specialised", "citations": "helpful"})
    )
    read = Read(render_map({1: low, 2: high}, THRESHOLD, Frame(78, 18)))
    assert read.at["2"][0] < read.at["1"][0]
    assert read.at["2"][1] > read.at["1"][1]


def test_those_who_share_a_place_are_told_below_by_its_letter() -> None:
    same = assess(described("One", citations="required"), RULEBOOK)
    picture = render_map(dict.fromkeys((3, 7, 12), same), THRESHOLD, Frame(78, 18), selected=7)
    assert picture.lines[-1] == "at a: 3, [7], 12"


def test_a_map_of_nothing_is_empty() -> None:
    picture = render_map({}, THRESHOLD, Frame(40, 10))
    assert picture.mark is None
    assert Read(picture).where == {}
