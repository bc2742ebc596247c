from __future__ import annotations

import pytest

from ragft_tui.core.errors import ROOT
from ragft_tui.core.names import closest, did_you_mean, unknown_key, unknown_name
from tests.support.steps import steps


@pytest.mark.parametrize(
    ("name", "valid", "told"),
    [
        ("tonne", ["tone", "style"], 'did you mean "tone"?'),
        ("TONE", ["tone", "style"], 'did you mean "tone"?'),
        ("tone", ["Tone"], 'did you mean "Tone"?'),
        ("x", ["tone", "style", "form"], 'it can be "tone", "style" or "form"'),
        ("", ["tone"], 'it can be "tone"'),
        ("x", [], "remove it"),
    ],
)
def test_the_nearest_name_is_offered_or_all(name: str, valid: list[str], told: str) -> None:
    assert did_you_mean(name, valid) == told


def test_a_name_that_is_not_known_is_a_problem_with_a_place() -> None:
    location = ROOT / "answers" / "tone"
    problem = unknown_name("option", "stict", ["strict", "none"], location)
    assert problem.location == location
    assert str(problem) == 'answers.tone: "stict" is not a known option; did you mean "strict"?'


def test_a_key_that_is_not_known_is_told_of_its_table() -> None:
    problem = unknown_key("key", "nme", ["name"], ROOT / "leaf")
    assert problem.location == ROOT / "leaf" / "nme"
    assert str(problem) == 'leaf: "nme" is not a known key; did you mean "name"?'


def test_the_nearest_of_long_names_is_looked_for_in_few_steps() -> None:
    valid = [f"{letter}bcdefgh" * 7 for letter in "stuvwxyz"]
    assert steps(lambda: did_you_mean("abcdefgh" * 7, valid)) < 4_000
    assert steps(lambda: did_you_mean("abcdefgh" * 5_000, valid)) < 200


def test_a_name_is_near_by_the_letters_that_stand_in_the_same_order() -> None:
    assert closest("nmae", ["notes", "name", "id"]) == "name"
    assert closest("Descripton", ["name", "description"]) == "description"
    assert closest("xyz", ["name", "description"]) == ""
    assert closest("", ["name"]) == ""


def test_of_many_valid_names_the_first_are_listed() -> None:
    told = did_you_mean("xyz", [f"name{number}" for number in range(100)])
    assert told.startswith('it can be "name0", "name1", ')
    assert told.endswith(' "name19" or one of 80 others')
