from __future__ import annotations

from pathlib import Path

import pytest

from ragft_tui.plain.commands import PLACES, Where, command, commands_at, commands_page
from ragft_tui.plain.conflicts import ChangedPage, InUsePage
from ragft_tui.plain.describing import DescriptionPage, NamePage
from ragft_tui.plain.home import HomePage
from ragft_tui.plain.page import Page
from ragft_tui.plain.questions import QuestionPage
from ragft_tui.plain.review import ReviewPage
from ragft_tui.plain.text_page import AskText
from tests.support.plain import talk

DOCS = Path(__file__).parents[3] / "docs" / "plain.md"
PAGES: tuple[type[Page], ...] = (
    HomePage,
    NamePage,
    DescriptionPage,
    QuestionPage,
    ReviewPage,
    AskText,
    InUsePage,
    ChangedPage,
)
EVERYWHERE = {"help", "save", "quit"}
WITH_A_PROJECT = {"undo", "redo", "list", "review", "interview"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.__name__)
def test_each_page_does_every_command_of_the_table_and_no_other(page: type[Page]) -> None:
    # Nothing of a page is needed to ask it what it can do.
    own = set(page.actions(object.__new__(page)))
    promised = {item.word for item in commands_at(page.where)}
    assert promised - own <= EVERYWHERE | WITH_A_PROJECT
    assert own <= promised


@pytest.mark.parametrize("where", PLACES)
def test_no_word_means_two_things_at_one_prompt(where: Where) -> None:
    words = [word for item in commands_at(where) for word in (item.word, *item.aliases)]
    assert len(words) == len(set(words))
    assert all(command(word.upper(), where) is not None for word in words)


def test_the_page_of_the_documentation_has_every_command() -> None:
    assert commands_page() in DOCS.read_text(encoding="utf-8"), "write them anew into docs/plain.md"


def test_help_tells_every_command_of_a_prompt(file: Path) -> None:
    done = talk(file, "?", "note", "help", "back", "review", "HELP", "home", "?")
    for where in ("question", "text", "review", "home"):
        for item in commands_at(where):
            assert f"{item.written}: {item.about}." in done.flowing
    assert done.status == 0


def test_every_way_to_leave_leaves(file: Path) -> None:
    for word in ("quit", "exit", "q", "QUIT"):
        done = talk(file, word, "this is never read")
        assert done.status == 0, word
        assert done.out.endswith(f"Answer: {word}\n")
