from __future__ import annotations

import pytest

from ragft_tui.core.errors import (
    ROOT,
    Index,
    InvalidAnswerError,
    Location,
    Position,
    ProblemsError,
    RagftError,
    UsageError,
    closest,
    did_you_mean,
    unknown_name,
)
from tests.support.projects import HOSTILE
from tests.support.steps import steps


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (RagftError("it broke"), "it broke"),
        (RagftError("it broke", source="app.toml"), "app.toml: it broke"),
        (RagftError("it broke", advice="mend it"), "it broke; mend it"),
        (RagftError("it broke", source="a", advice="mend it"), "a: it broke; mend it"),
        (RagftError("two\nlines", source="a\nb", advice="c\r\nd"), "a b: two lines; c d"),
        (RagftError("\x1b[2J", source="\u202e"), "⟨U+202E⟩: ␛[2J"),
    ],
)
def test_it_says_where_and_what_and_what_to_do_in_one_line(error: RagftError, line: str) -> None:
    assert str(error) == line


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (RagftError("it broke"), "It broke."),
        (RagftError("it broke", source="app.toml"), "app.toml: it broke."),
        (RagftError("it broke", advice="did you mean this?"), "It broke; did you mean this?"),
    ],
)
def test_it_is_a_sentence_where_it_has_a_line_of_its_own(error: RagftError, sentence: str) -> None:
    assert error.sentence == sentence


@pytest.mark.parametrize("text", HOSTILE)
def test_it_is_one_inert_line_whatever_it_quotes(text: str) -> None:
    line = str(UsageError(f"{text} is wrong", source=text, advice=text))
    assert len(line.splitlines()) == 1
    assert line.isprintable() or "\u200d" in line or "\ufe0f" in line
    assert "\x1b" not in line


@pytest.mark.parametrize(
    ("kind", "status"), [(RagftError, 1), (UsageError, 2), (InvalidAnswerError, 1)]
)
def test_each_kind_has_its_exit_status(kind: type[RagftError], status: int) -> None:
    assert kind("it broke").exit_status == status


def test_several_problems_say_the_first_and_keep_all() -> None:
    problems = (
        UsageError("is missing", location=ROOT / "format", advice="add it"),
        UsageError("must be text", location=ROOT / "project" / "name"),
        UsageError("is empty"),
    )
    error = ProblemsError(problems)
    assert error.exit_status == 2
    assert error.problems == problems
    assert str(error) == "format: is missing; add it"


@pytest.mark.parametrize(
    ("location", "text"),
    [
        (ROOT, ""),
        (ROOT / "project" / "name", "project.name"),
        (ROOT / "guards" / Index(1, "changing") / "when", 'guards[2, "changing"].when'),
        (ROOT / "words" / Index(0) / Index(2), "words[1][3]"),
        (ROOT / "tool" / ("k" * 61) / "x", f"tool.{'k' * 60}.x"),
        (ROOT / "guards" / Index(0, "i" * 41), f'guards[1, "{"i" * 40}"]'),
    ],
)
def test_a_location_is_shown_as_its_keys_and_numbers_from_one(
    location: Location, text: str
) -> None:
    assert str(location) == text


@pytest.mark.parametrize(
    ("position", "text"),
    [
        (Position(3), "line 3"),
        (Position(3, 5), "line 3, column 5"),
        (Position(None, 5), "column 5"),
        (Position(3, 1, "line"), "line 3"),
        (Position(3, extent="end"), "end of document"),
    ],
)
def test_a_position_is_shown_as_far_as_it_is_known(position: Position, text: str) -> None:
    assert str(position) == text


def test_a_location_says_more_than_a_position() -> None:
    error = UsageError("is missing", location=ROOT / "format")
    placed = error.placed("app.toml", position=Position(3, 1))
    assert (str(placed), placed.position) == ("app.toml: format: is missing", Position(3, 1))
    assert str(error) == "format: is missing"
    torn = UsageError("is no TOML", source="app.toml", position=Position(3, 1))
    assert str(torn) == "app.toml: line 3, column 1: is no TOML"


def test_a_key_that_the_error_names_is_not_shown_twice() -> None:
    error = UsageError('"nme" is unknown', location=ROOT / "leaf" / "nme", names_key=True)
    assert str(error.placed("app.toml")) == 'app.toml: leaf: "nme" is unknown'
    top = UsageError('"nme" is unknown', location=ROOT / "nme", names_key=True)
    assert str(top.placed("app.toml", position=Position(3))) == 'app.toml: "nme" is unknown'


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
    problem = unknown_name("key", "nme", ["name"], ROOT / "leaf" / "nme", is_key=True)
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
