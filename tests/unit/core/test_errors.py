from __future__ import annotations

import pytest

from ragft_tui.core.errors import InvalidAnswerError, ProblemsError, RagftError, UsageError
from tests.support.projects import HOSTILE


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (RagftError("it broke"), "it broke"),
        (RagftError("it broke", where="app.toml"), "app.toml: it broke"),
        (RagftError("it broke", advice="mend it"), "it broke; mend it"),
        (RagftError("it broke", where="a", advice="mend it"), "a: it broke; mend it"),
        (RagftError("two\nlines", where="a\nb", advice="c\r\nd"), "a b: two lines; c d"),
        (RagftError("\x1b[2J", where="\u202e"), "⟨U+202E⟩: ␛[2J"),
    ],
)
def test_it_says_where_and_what_and_what_to_do_in_one_line(error: RagftError, line: str) -> None:
    assert str(error) == line


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (RagftError("it broke"), "It broke."),
        (RagftError("it broke", where="app.toml"), "app.toml: it broke."),
        (RagftError("it broke", advice="did you mean this?"), "It broke; did you mean this?"),
    ],
)
def test_it_is_a_sentence_where_it_has_a_line_of_its_own(error: RagftError, sentence: str) -> None:
    assert error.sentence == sentence


@pytest.mark.parametrize("text", HOSTILE)
def test_it_is_one_inert_line_whatever_it_quotes(text: str) -> None:
    line = str(UsageError(f"{text} is wrong", where=text, advice=text))
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
        UsageError("is missing", where="format", advice="add it"),
        UsageError("must be text", where="project.name"),
        UsageError("is empty"),
    )
    error = ProblemsError(problems)
    assert error.exit_status == 2
    assert error.problems == problems
    assert str(error) == "format: is missing; add it"


def test_problems_are_placed_in_their_file() -> None:
    inner = ProblemsError(
        (UsageError("is missing", where="format", advice="add it"), UsageError("is empty"))
    )
    placed = inner.within("app.toml")
    assert [str(problem) for problem in placed.problems] == [
        "app.toml: format: is missing; add it",
        "app.toml: is empty",
    ]
    assert str(placed) == "app.toml: format: is missing; add it"
    assert str(inner) == "format: is missing; add it"
