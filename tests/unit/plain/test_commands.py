from __future__ import annotations

from pathlib import Path

import pytest

from ragft_tui.plain.commands import PROMPTS, Prompt, commands_at, find_command
from ragft_tui.plain.conflicts import ConflictPage
from ragft_tui.plain.describe import DescriptionPage, NamePage
from ragft_tui.plain.home import HomePage
from ragft_tui.plain.importing import ImportPage
from ragft_tui.plain.interview import QuestionPage
from ragft_tui.plain.page import Page
from ragft_tui.plain.review import ReviewPage
from ragft_tui.plain.text import AskText
from tests.support.plain import talk

DOCS = Path(__file__).parents[3] / "docs" / "plain.md"
PAGES: tuple[type[Page], ...] = (
    HomePage,
    NamePage,
    DescriptionPage,
    QuestionPage,
    ReviewPage,
    ImportPage,
    AskText,
    ConflictPage,
)


def commands_of(page: type[Page]) -> set[str]:
    """Return the commands that a page or a class before it does, but for those of all pages."""
    own = {name for name in dir(page) if getattr(page, name) is not getattr(Page, name, None)}
    return {name.removeprefix("do_") for name in own if name.startswith("do_")}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.__name__)
def test_each_page_does_every_command_of_the_table_and_no_other(page: type[Page]) -> None:
    promised = {item.word for item in commands_at(page.prompt)}
    assert all(callable(getattr(page, f"do_{word}", None)) for word in promised)
    assert commands_of(page) <= promised


@pytest.mark.parametrize("where", PROMPTS)
def test_no_word_means_two_things_at_one_prompt(where: Prompt) -> None:
    words = [word for item in commands_at(where) for word in (item.word, *item.aliases)]
    assert len(words) == len(set(words))
    assert all(find_command(word.upper(), where) is not None for word in words)


def test_the_page_of_the_documentation_has_every_command() -> None:
    assert commands_page() in DOCS.read_text(encoding="utf-8"), "write them anew into docs/plain.md"


def test_help_tells_every_command_of_a_prompt(file: Path) -> None:
    done = talk(file, "?", "note", "help", "back", "review", "HELP", "home", "?")
    for where in ("question", "text", "review", "home"):
        for item in commands_at(where):
            assert f"{item.usage}: {item.about}." in done.flowing
    assert done.status == 0


def commands_page() -> str:
    """Return all commands as a page of Markdown, for the documentation."""
    parts = []
    for prompt, title in PROMPTS.items():
        rows = [f"| `{item.usage}` | {item.about} |" for item in commands_at(prompt)]
        parts.append(
            "\n".join([f"## {title}", "", "| type | what happens |", "| --- | --- |", *rows])
        )
    return "\n\n".join(parts) + "\n"
