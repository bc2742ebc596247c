"""What a rulebook may hold: each limit with its place, and far above what is packaged."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from ragft_tui.core.rulebook import Option, Rulebook
from ragft_tui.core.rulebook.limits import limit_problems
from ragft_tui.storage.rulebooks import load_rulebook
from tests.support.projects import small_rulebook
from tests.support.steps import steps

SOUND = load_rulebook()
QUESTION, GUARD, WORDS = SOUND.questions[0], SOUND.guards[0], SOUND.keywords[0]
OPTIONS = tuple(Option(id=f"o{number}", text="Text") for number in range(21))


def told(rulebook: Rulebook) -> list[str]:
    return [str(problem) for problem in limit_problems(rulebook)]


@pytest.mark.parametrize("rulebook", [SOUND, small_rulebook()])
def test_what_is_packaged_is_small(rulebook: Rulebook) -> None:
    assert told(rulebook) == []


@pytest.mark.parametrize(
    ("rulebook", "line"),
    [
        (
            replace(SOUND, questions=(QUESTION,) * 41),
            "questions: are 41, and a rulebook has at most 40; leave out what seldom counts",
        ),
        (
            replace(
                SOUND,
                questions=(
                    replace(QUESTION, options=(replace(OPTIONS[0], aliases=("old",) * 21),)),
                ),
            ),
            (
                'questions[1, "volatility"].options[1, "o0"].aliases: are 21, and an option has at '
                "most 20; leave out what seldom counts"
            ),
        ),
        (
            replace(SOUND, supports=(SOUND.supports[0],) * 201),
            "supports: are 201, and a rulebook has at most 200; leave out what seldom counts",
        ),
        (
            replace(SOUND, questions=(replace(QUESTION, options=OPTIONS),)),
            (
                'questions[1, "volatility"].options: are 21, and a question has at most 20; '
                "leave out what seldom counts"
            ),
        ),
        (
            replace(SOUND, guards=(replace(GUARD, when={"tone": ("strict",) * 21}),)),
            (
                f'guards[1, "{GUARD.id}"].when.tone: are 21, and a question has at most 20; '
                "leave out what seldom counts"
            ),
        ),
        (
            replace(SOUND, keywords=(WORDS, replace(WORDS, words=("a", "b " * 13)))),
            (
                "keywords[2].words[2]: are 13, and a phrase has at most 12; "
                "shorten it, or make two of it"
            ),
        ),
        (
            replace(SOUND, keywords=(replace(WORDS, words=("a",) * 5_001),)),
            (
                "keywords.words: are 5,001, and a rulebook has at most 5,000; "
                "leave out what seldom counts"
            ),
        ),
        (
            replace(SOUND, keywords=(replace(WORDS, words=("|".join(["a"] * 500),) * 41),)),
            (
                "keywords.words: the phrases have 20,500 words, and those of a rulebook have at "
                "most 20,000; leave out what seldom counts"
            ),
        ),
        (
            replace(SOUND, sources=(replace(SOUND.sources[0], says="x" * 2_001),)),
            (
                f'sources[1, "{SOUND.sources[0].id}"].says: is too long: 2,001 characters, and a '
                "text of a rulebook holds 2,000; shorten it"
            ),
        ),
        (
            replace(SOUND, title="x" * 2_001),
            (
                "title: is too long: 2,001 characters, and a text of a rulebook holds 2,000; "
                "shorten it"
            ),
        ),
    ],
)
def test_what_is_too_much_is_told_with_its_place(rulebook: Rulebook, line: str) -> None:
    assert told(rulebook) == [line]


def test_what_is_far_too_much_is_told_as_fast() -> None:
    assert steps(lambda: told(replace(SOUND, guards=(GUARD,) * 100_000))) < 200_000


def test_the_page_on_rulebooks_names_the_limits() -> None:
    page = (Path(__file__).parents[4] / "README.md").read_text("utf-8").replace("\n", " ")
    for limit in ("40 questions", "20 options", "200 guards", "200 sources", "5,000 phrases"):
        assert limit in page
    assert "12 words" in page
    assert "20,000 words" in page
