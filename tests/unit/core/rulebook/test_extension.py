"""A rulebook on top of another: what is taken over, and where each part was written."""

from __future__ import annotations

import pytest

from ragft_tui.core.errors import ROOT, Index, Location
from ragft_tui.core.rulebook import Extension, find_repeated_ids

BASE: dict[str, object] = {
    "id": "default",
    "threshold": 4,
    "questions": [{"id": "tone"}, {"id": "source"}, {"id": "access"}],
    "keywords": [{"words": ["one"]}, {"words": ["two"]}],
    "guards": [{"id": "changing"}],
}


def joined(own: dict[str, object]) -> dict[str, object]:
    return Extension(BASE, own, "default").tables


def test_what_is_not_said_is_taken_over() -> None:
    assert joined({}) == BASE


def test_single_values_replace_those_of_the_base_and_new_ones_are_kept() -> None:
    assert joined({"threshold": 5, "title": "House"}) == {**BASE, "threshold": 5, "title": "House"}


def test_an_entry_with_a_known_id_stands_in_its_place_and_others_come_last() -> None:
    new, changed = {"id": "new"}, {"id": "source", "title": "Changed"}
    found = joined({"questions": [new, changed]})["questions"]
    assert found == [{"id": "tone"}, changed, {"id": "access"}, new]


def test_entries_without_an_id_are_appended() -> None:
    own: list[object] = [{"words": ["three"]}, {"words": ["four"]}]
    base = BASE["keywords"]
    assert isinstance(base, list)
    assert joined({"keywords": own})["keywords"] == [*base, *own]


@pytest.mark.parametrize("value", [5, "text", {"id": "tone"}, None])
def test_what_is_no_list_is_left_for_the_shape_to_refuse(value: object) -> None:
    assert joined({"questions": value})["questions"] == value


@pytest.mark.parametrize("entry", [5, [], {"id": 5}, {"id": ""}, {"id": ["tone"]}])
def test_entries_of_any_shape_are_kept_for_it_too(entry: object) -> None:
    questions = joined({"questions": [entry]})["questions"]
    assert isinstance(questions, list)
    assert questions[-1] == entry
    assert len(questions) == 4


def test_the_base_is_not_changed() -> None:
    before = repr(BASE)
    joined({"questions": [{"id": "source", "title": "Changed"}], "guards": [{"id": "x"}]})
    assert repr(BASE) == before


@pytest.mark.parametrize(
    ("location", "origin"),
    [
        (ROOT / "keywords" / Index(3) / "source", "keywords[2].source"),
        (ROOT / "keywords" / Index(2) / "words" / Index(0), "keywords[1].words[1]"),
        (ROOT / "keywords" / Index(1) / "source", "default keywords[2].source"),
        (
            ROOT / "questions" / Index(1, "source") / "options" / Index(0, "x"),
            'questions[2, "source"].options[1, "x"]',
        ),
        (ROOT / "questions" / Index(2, "access"), 'default questions[3, "access"]'),
        (ROOT / "questions" / Index(3, "new"), 'questions[1, "new"]'),
        (
            ROOT / "guards" / Index(0, "changing") / "when" / "x",
            'default guards[1, "changing"].when.x',
        ),
        (ROOT / "keywords", "keywords"),
        (ROOT / "sources" / Index(98), "sources[99]"),
        (ROOT / "threshold", "threshold"),
        (ROOT, ""),
    ],
)
def test_the_origin_of_what_is_joined_is_where_its_author_wrote_it(
    location: Location, origin: str
) -> None:
    own: dict[str, object] = {
        "questions": [{"id": "new"}, {"id": "source"}],
        "keywords": [{"words": ["three"]}, {"words": ["four"]}],
    }
    assert str(Extension(BASE, own, "default").origin(location)) == origin


def test_an_id_that_stands_twice_is_told_and_not_lost() -> None:
    own: dict[str, object] = {
        "questions": [{"id": "tone"}, {"id": "new"}, 5, {"id": "tone"}],
        "keywords": [{"words": []}, {"words": []}],
        "title": "House",
    }
    assert [str(problem) for problem in find_repeated_ids(own)] == [
        'questions[4, "tone"].id: "tone" is already the id of entry 1; choose another'
    ]
