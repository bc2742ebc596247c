from __future__ import annotations

from collections.abc import Callable

import pytest

from ragft_tui.core.errors import Index, Location, Position, UsageError
from ragft_tui.storage.toml.locate import located, positions
from tests.support.steps import assert_linear, steps

FILE = '''\
# a comment with [brackets] and "quotes"
format = 1
project.name = "A [x] # no comment"

[project.draft]
"na\\u006de" = """
[[capabilities]]
id = 'b'""""

[[capabilities]]  # first
id = "a"
answers = { tone = "x", 'dotted.key' = [1, {deep = [2, "]"]}], examples.more = 3 }

[capabilities.draft.because]
  tone = \'\'\'it's
here\'\'\'

[[capabilities]]
draft.name = 1
list = [
  # nothing yet
  "one", [
    "two" ],
]
[ capabilities . review ]
on = 2026-11-22 07:30:00
'''


def at(*steps: str | int) -> Location:
    """Return a location; entries of lists are counted from one, as users read them."""
    return Location(step if isinstance(step, str) else Index(step - 1) for step in steps)


def position_of(*steps: str | int, text: str = FILE) -> Position | None:
    return positions([at(*steps)], text.encode()).get(at(*steps))


@pytest.mark.parametrize(
    ("steps", "line", "column"),
    [
        (("format",), 2, 1),
        (("project", "name"), 3, 9),
        (("project",), 3, 1),
        (("project", "draft"), 5, 1),
        (("project", "draft", "name"), 6, 1),
        (("capabilities",), 10, 1),
        (("capabilities", 1), 10, 1),
        (("capabilities", 1, "id"), 11, 1),
        (("capabilities", 1, "answers", "tone"), 12, 13),
        (("capabilities", 1, "answers", "dotted.key"), 12, 25),
        (("capabilities", 1, "answers", "dotted.key", 2), 12, 44),
        (("capabilities", 1, "answers", "dotted.key", 2, "deep", 2), 12, 56),
        (("capabilities", 1, "answers", "examples", "more"), 12, 73),
        (("capabilities", 1, "draft", "because", "tone"), 15, 3),
        (("capabilities", 2), 18, 1),
        (("capabilities", 2, "draft", "name"), 19, 7),
        (("capabilities", 2, "list", 1), 22, 3),
        (("capabilities", 2, "list", 2, 1), 23, 5),
        (("capabilities", 2, "review", "on"), 26, 1),
    ],
)
def test_a_place_is_found_however_its_table_is_written(
    steps: tuple[str | int, ...], line: int, column: int
) -> None:
    assert position_of(*steps) == Position(line, column)
    assert position_of(*steps, text=FILE.replace("\n", "\r\n")) == Position(line, column)


def test_the_id_of_an_entry_is_for_readers_alone() -> None:
    location = Location(("capabilities", Index(0, "other"), "answers", "tone"))
    assert positions([location], FILE.encode()) == {location: Position(12, 13)}


def test_what_is_missing_is_where_its_table_begins() -> None:
    assert position_of("capabilities", 2, "id") == Position(18, 1)
    deep = ("capabilities", 2, "review", "judged", "deeper", 3)
    assert position_of(*deep) == Position(25, 1)
    assert position_of("nothing") is None
    assert position_of() is None


def test_keys_that_look_alike_do_not_mislead() -> None:
    text = '[[a.b]]\n[["a.b"]]\n[["a.b"]]\nx = 1\n'
    assert position_of("a.b", 2, "x", text=text) == Position(4, 1)
    assert position_of("a", "b", 1, "x", text=text) == Position(1, 1)


def test_problems_stand_in_the_order_of_the_lines() -> None:
    problems = [
        UsageError("is last", location=at("capabilities", 2, "review", "on")),
        UsageError("is nowhere", location=at("nothing")),
        UsageError("is first", location=at("format")),
    ]
    found = located(problems, "app.toml", FILE.encode()).problems
    assert [(problem.what, problem.position) for problem in found] == [
        ("is first", Position(2, 1)),
        ("is last", Position(26, 1)),
        ("is nowhere", None),
    ]
    assert str(found[0]) == "app.toml: format: is first"


def found_in(text: str, locations: list[Location]) -> Callable[[], object]:
    data = text.encode()
    return lambda: positions(locations, data)


@pytest.mark.parametrize(
    ("unit", "missing"),
    [
        ("[[capabilities]]\nid = 'a'\n", lambda number: at("capabilities", number, "name")),
        ("k{} = 1\n", lambda number: at(f"k{number}", "x")),
        ("[a.k{}]\n", lambda number: at("a", f"k{number}", "x")),
        ("'k.{}' = [1, 2, [3]]\n", lambda number: at(f"k.{number}", 9)),
    ],
)
def test_places_are_found_in_time_in_proportion(
    unit: str, missing: Callable[[int], Location]
) -> None:
    def prepared(size: int) -> Callable[[], object]:
        text = "".join(unit.format(number) for number in range(size))
        return found_in(text, [missing(size // 2 + number) for number in range(100)])

    assert_linear(prepared, 2_000)


def test_nothing_is_looked_at_behind_the_last_problem() -> None:
    lines = "".join(f"k{number} = 1\n" for number in range(5_000))
    find = found_in(lines, [at("k3")])
    find()  # compiles what it looks for
    assert steps(find) < 300


def test_a_key_of_thousands_of_dots_costs_no_more_than_another() -> None:
    key = "a." * 5_000
    assert steps(found_in(f'"{key}" = 1\n', [at(key, "x")])) < 3_000
    assert position_of("project", key, text=f'[project]\n"{key}" = 1\n') == Position(2, 1)
