from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from enum import StrEnum
from time import process_time
from typing import Annotated, Literal

import pytest
from msgspec import Meta

from ragft_tui.core.errors import ProblemsError
from ragft_tui.storage.toml.validate import validate


class Color(StrEnum):
    RED = "red"
    GREEN = "green"


@dataclass(frozen=True, kw_only=True)
class Leaf:
    name: str
    count: Annotated[int, Meta(ge=0, le=9_999)] = 0


@dataclass(frozen=True, kw_only=True)
class Tree:
    """One field of every kind that files of this program have."""

    id: str
    number: int = 0
    least: Annotated[int, Meta(ge=1)] = 1
    maybe_number: Annotated[int, Meta(ge=0, le=9)] | None = None
    flag: bool = False
    day: date | None = None
    color: Color = Color.RED
    maybe_color: Color | None = None
    word: Literal["yes", "no"] = "no"
    words: tuple[str, ...] = ()
    leaf: Leaf | None = None
    leaves: tuple[Leaf, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, str | int] = field(default_factory=dict)
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    anything: Mapping[str, object] = field(default_factory=dict)


def problems(**data: object) -> list[str]:
    with pytest.raises(ProblemsError) as caught:
        validate(data, Tree)
    return [str(problem) for problem in caught.value.problems]


WHOLE: dict[str, object] = {
    "id": "a",
    "number": -(10**30),
    "least": 10**30,
    "maybe_number": 9,
    "flag": True,
    "day": date(2026, 11, 22),
    "color": "green",
    "maybe_color": "red",
    "word": "yes",
    "words": ["a", ""],
    "leaf": {"name": "b", "count": 9_999},
    "leaves": [{"name": "c"}, {"name": "d", "count": 1}],
    "texts": {"any.key": "x"},
    "values": {"text": "x", "number": 10**20},
    "groups": {"one": [], "two": ["x"]},
    "anything": {"deep": [{"er": 1.5}], "none": None, "at": time(1, 2)},
}


def test_what_fits_becomes_the_dataclass() -> None:
    assert validate(WHOLE, Tree) == Tree(
        id="a",
        number=-(10**30),
        least=10**30,
        maybe_number=9,
        flag=True,
        day=date(2026, 11, 22),
        color=Color.GREEN,
        maybe_color=Color.RED,
        word="yes",
        words=("a", ""),
        leaf=Leaf(name="b", count=9_999),
        leaves=(Leaf(name="c"), Leaf(name="d", count=1)),
        texts={"any.key": "x"},
        values={"text": "x", "number": 10**20},
        groups={"one": (), "two": ("x",)},
        anything={"deep": [{"er": 1.5}], "none": None, "at": time(1, 2)},
    )


def test_what_may_be_left_out_may_be_left_out() -> None:
    assert validate({"id": "a"}, Tree) == Tree(id="a")


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("id", 3, "id: must be text in quotes, not 3"),
        ("id", True, "id: must be text in quotes, not true"),
        ("id", ["a"], "id: must be text in quotes, not a list"),
        ("id", {"a": 1}, "id: must be text in quotes, not a table"),
        ("id", 2.5, "id: must be text in quotes, not 2.5"),
        ("id", date(2026, 1, 2), "id: must be text in quotes, not 2026-01-02"),
        ("number", "3", 'number: must be a whole number, not "3"'),
        ("number", 3.0, "number: must be a whole number, not 3.0"),
        ("number", False, "number: must be a whole number, not false"),
        ("least", 0, "least: must be a whole number of at least 1, not 0"),
        ("maybe_number", 10, "maybe_number: must be a whole number from 0 to 9, not 10"),
        pytest.param(
            *("least", -(10**9_999), "least: must be a whole number of at least 1, not a number"),
            id="a number that Python refuses to write",
        ),
        ("flag", 1, "flag: must be true or false, not 1"),
        ("flag", "true", 'flag: must be true or false, not "true"'),
        ("day", "2026-11-22", 'day: must be a date such as 2026-11-22, not "2026-11-22"'),
        (
            "day",
            datetime(2026, 11, 22, 7, 30, tzinfo=UTC),
            "day: must be a date such as 2026-11-22, not 2026-11-22 07:30:00+00:00",
        ),
        ("color", "gren", 'color: must be "red" or "green", not "gren"; did you mean "green"?'),
        ("color", "RED", 'color: must be "red" or "green", not "RED"; did you mean "red"?'),
        ("color", "blue", 'color: must be "red" or "green", not "blue"'),
        ("color", 1, 'color: must be "red" or "green", not 1'),
        ("color", ["red"], 'color: must be "red" or "green", not a list'),
        ("maybe_color", "gren", 'maybe_color: must be "red" or "green", not "gren"; did you mea'),
        ("word", "maybe", 'word: must be "no" or "yes", not "maybe"'),
        ("words", "a", 'words: must be a list, not "a"'),
        ("words", {"a": "b"}, "words: must be a list, not a table"),
        ("words", ["a", 2], "words[2]: must be text in quotes, not 2"),
        ("leaf", "x", 'leaf: must be a table, not "x"'),
        ("leaf", [], "leaf: must be a table, not a list"),
        ("leaf", {}, "leaf.name: is missing; add it"),
        ("leaf", {"name": "a", "count": -1}, "leaf.count: must be a whole number from 0 to 9,999"),
        ("leaf", {"nme": "a"}, 'leaf: "nme" is not a known key; did you mean "name"?'),
        ("leaves", {}, "leaves: must be a list, not a table"),
        ("leaves", [1], "leaves[1]: must be a table, not 1"),
        ("leaves", [{"name": "a"}, {"name": 2}], "leaves[2].name: must be text in quotes, not 2"),
        (
            "leaves",
            [{"name": "a", "id": "x" * 99}],
            f'leaves[1, "{"x" * 40}"]: "id" is not a known key; it can be "count"',
        ),
        ("leaf", {"name": "a", "count": 1, "x": 1}, 'leaf: "x" is not a known key; remove it'),
        ("texts", [], "texts: must be a table, not a list"),
        ("texts", {"a": 1}, "texts.a: must be text in quotes, not 1"),
        ("values", {"a": True}, "values.a: must be text in quotes or a whole number, not true"),
        ("values", {"a": 1.5}, "values.a: must be text in quotes or a whole number, not 1.5"),
        ("groups", {"a": "b"}, 'groups.a: must be a list, not "b"'),
        ("groups", {"a": ["b", 3]}, "groups.a[2]: must be text in quotes, not 3"),
        ("anything", 1, "anything: must be a table, not 1"),
        ("colour", "red", '"colour" is not a known key; did you mean "color"?'),
        ("zzz", 1, '"zzz" is not a known key; it can be "number", "least", '),
        ("a\x1b[2J\nb", 1, '"a␛[2J b" is not a known key; it can be '),
        ("i" * 99, 1, f'"{"i" * 60}" is not a known key; it can be '),
    ],
)
def test_each_problem_is_told_with_its_place_and_what_could_stand_there(
    field: str, value: object, told: str
) -> None:
    first, *_ = problems(**{"id": "a", field: value})
    assert first.startswith(told)


def test_json_has_objects_and_nulls() -> None:
    data: dict[str, object] = {"id": None, "leaf": [], "texts": {"a": {}}}
    with pytest.raises(ProblemsError) as caught:
        validate(data, Tree, table="an object")
    assert [str(problem) for problem in caught.value.problems] == [
        "id: must be text in quotes, not null",
        "leaf: must be an object, not a list",
        "texts.a: must be text in quotes, not an object",
    ]


def test_a_key_that_is_misspelt_is_not_told_to_be_missing_as_well() -> None:
    assert problems(idd="x", number=1) == ['"idd" is not a known key; did you mean "id"?']
    assert problems(zzzzzz="x", number=1)[1:] == ["id: is missing; add it"]


def test_a_missing_key_is_told() -> None:
    assert problems(number=1) == ["id: is missing; add it"]


def test_all_problems_are_told_at_once_in_the_order_of_the_file() -> None:
    found = problems(
        flag="x",
        leaves=[{"name": 1, "cont": 2}, {"count": -1}],
        colr="red",
        values={"a": []},
    )
    assert found == [
        'flag: must be true or false, not "x"',
        "leaves[1].name: must be text in quotes, not 1",
        'leaves[1]: "cont" is not a known key; did you mean "count"?',
        "leaves[2].count: must be a whole number from 0 to 9,999, not -1",
        "leaves[2].name: is missing; add it",
        '"colr" is not a known key; did you mean "color"?',
        "values.a: must be text in quotes or a whole number, not a list",
        "id: is missing; add it",
    ]


def test_a_key_that_stands_there_is_not_offered_for_another() -> None:
    (told,) = problems(id="a", flag=True, flags=True)
    assert '"flag"' not in told


@dataclass(frozen=True)
class Many:
    leaves: tuple[Leaf, ...]


def test_ten_thousand_entries_are_read_in_a_moment() -> None:
    data = {"leaves": [{"name": f"n{number}", "count": 1} for number in range(10_000)]}
    began = process_time()
    assert len(validate(data, Many).leaves) == 10_000
    assert process_time() - began < 2


@pytest.mark.parametrize(
    "data",
    [
        {"leaves": [{"name": 1}] * 500_000},
        {"leaves": [], **{f"key{number}": 1 for number in range(300_000)}},
        {"leaves": [], "k" * 1_000_000: 1},
        {"leaves": [{"name": ["x" * 1_000_000]}]},
    ],
    ids=["wrong entries", "unknown keys", "long key", "long value"],
)
def test_a_file_that_is_something_else_is_refused_in_a_moment(data: dict[str, object]) -> None:
    began = process_time()
    with pytest.raises(ProblemsError) as caught:
        validate(data, Many)
    assert process_time() - began < 2
    assert len(caught.value.problems) <= 1_001
    assert all(len(str(problem)) < 300 for problem in caught.value.problems)
