from __future__ import annotations

import tomllib
from collections.abc import Callable

import pytest

from ragft_tui.core.errors import Position, UsageError
from ragft_tui.core.strict import key_place
from ragft_tui.storage.toml.locate import positions
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


def position_of(where: str, key: str = "", text: str = FILE) -> Position | None:
    problem = UsageError("is wrong", where=where, key=key)
    return positions([problem], tomllib.loads(text), text.encode()).get(problem)


@pytest.mark.parametrize(
    ("where", "line", "column"),
    [
        ("format", 2, 1),
        ("project.name", 3, 9),
        ("project", 3, 1),
        ("project.draft", 5, 1),
        ("project.draft.name", 6, 1),
        ("capabilities", 10, 1),
        ('capabilities[1, "a"]', 10, 1),
        ('capabilities[1, "a"].id', 11, 1),
        ('capabilities[1, "a"].answers.tone', 12, 13),
        ('capabilities[1, "a"].answers.dotted.key', 12, 25),
        ('capabilities[1, "a"].answers.dotted.key[2]', 12, 44),
        ('capabilities[1, "a"].answers.dotted.key[2].deep[2]', 12, 56),
        ('capabilities[1, "a"].answers.examples.more', 12, 73),
        ('capabilities[1, "a"].draft.because.tone', 15, 3),
        ("capabilities[2]", 18, 1),
        ("capabilities[2].draft.name", 19, 7),
        ("capabilities[2].list[1]", 22, 3),
        ("capabilities[2].list[2][1]", 23, 5),
        ("capabilities[2].review.on", 26, 1),
    ],
)
def test_a_place_is_found_however_its_table_is_written(where: str, line: int, column: int) -> None:
    assert position_of(where) == Position(line, column)
    assert position_of(where, text=FILE.replace("\n", "\r\n")) == Position(line, column)


def test_a_key_that_is_wrong_itself_is_found_in_its_table() -> None:
    assert position_of('capabilities[1, "a"].answers', "tone") == Position(12, 13)
    assert position_of("", "format") == Position(2, 1)


def test_what_is_missing_is_where_its_table_begins() -> None:
    assert position_of("capabilities[2].id") == Position(18, 1)
    assert position_of("capabilities[2].review.judged.deeper[3]") == Position(25, 1)
    assert position_of("nothing") is None


def test_keys_that_look_alike_do_not_mislead() -> None:
    text = '[[a.b]]\n[["a.b"]]\n[["a.b"]]\nx = 1\n'
    assert position_of("a.b[2].x", text=text) == Position(4, 1)


def found_in(text: str, places: list[str]) -> Callable[[], object]:
    problems = [UsageError("is wrong", where=place) for place in places]
    tables, data = tomllib.loads(text), text.encode()
    return lambda: positions(problems, tables, data)


@pytest.mark.parametrize(
    ("unit", "missing"),
    [
        ("[[capabilities]]\nid = 'a'\n", "capabilities[{}].name"),
        ("k{} = 1\n", "k{}.x"),
        ("[a.k{}]\n", "a.k{}.x"),
        ("'k.{}' = [1, 2, [3]]\n", "k.{}[9]"),
    ],
)
def test_places_are_found_in_time_in_proportion(unit: str, missing: str) -> None:
    def prepared(size: int) -> Callable[[], object]:
        text = "".join(unit.format(number) for number in range(size))
        return found_in(text, [missing.format(size // 2 + number) for number in range(100)])

    assert_linear(prepared, 2_000)


def test_nothing_is_looked_at_behind_the_last_problem() -> None:
    lines = "".join(f"k{number} = 1\n" for number in range(5_000))
    assert steps(found_in(lines, ["k3"])) < 300


def test_a_key_of_thousands_of_dots_costs_no_more_than_another() -> None:
    key = "a." * 5_000
    assert steps(found_in(f'"{key}" = 1\n', [f"{key}.x"])) < 3_000
    place = key_place("project", key)
    assert position_of(place, text=f'[project]\n"{key}" = 1\n') == Position(2, 1)
