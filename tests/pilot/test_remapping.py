"""Other keys for actions hold wherever a key is heard or told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from ragft_tui.storage.settings import Settings
from tests.support.pilot import NARROW, WIDE, User, at_screen

if TYPE_CHECKING:
    from contextlib import AbstractAsyncContextManager
    from pathlib import Path

Keys = str | tuple[str, ...]


@dataclass(frozen=True)
class Words:
    """A sentence that names a key, how to have it said, and the keys that it names."""

    presses: tuple[str, ...]
    told: str
    keys: dict[str, Keys]


SENTENCES = {
    "how to leave": Words(
        ("ctrl+c",),
        "F8 quits, or z where no text is typed;",
        {"app.quit": ("z", "f8")},
    ),
    "removed": Words(("f2", "d"), "deleted; Z restores it.", {"review.undo": "Z"}),
    "sorted": Words(
        ("f2", "Q"),
        "Q next column, Z reverse.",
        {"review.sort": "Q", "review.reverse": "Z"},
    ),
    "nothing fits": Words(
        ("f2", "slash", *"qqqq"),
        "Nothing fits this filter. F8 shows everything, F changes it.",
        {"review.show_all": "f8", "review.filter": ("F", "slash")},
    ),
    "choose": Words(("enter",), "Choose with a digit, W or L;", {"list.up": "W", "list.down": "L"}),
    "filter first": Words(
        ("f2", "slash", "ctrl+g"),
        "F8 keeps the filter; then this key works.",
        {"filter.keep": "f8", "review.accept": ("a", "ctrl+g")},
    ),
}


def with_keys(
    path: Path | None, keys: dict[str, Keys], size: tuple[int, int] = WIDE
) -> AbstractAsyncContextManager[User]:
    """Open the wizard with other keys."""
    return at_screen(path, size, settings=Settings(theme="dark", keys=keys))


async def test_the_chosen_key_works_and_the_one_before_does_not(greeting: Path) -> None:
    async with with_keys(greeting, {"review.note": ("N", "f8")}) as user:
        await user.press("f2", "n")
        user.sees_no("An empty note takes it away.")
        await user.press("f8")
        user.sees("An empty note takes it away.")
        await user.press("escape", "N")
        user.sees("An empty note takes it away.")


async def test_hint_line_help_and_palette_tell_the_chosen_key(greeting: Path) -> None:
    async with with_keys(greeting, {"review.map": "M", "app.help": "f8"}) as user:
        await user.press("f2")
        assert "M map" in user.hint
        assert user.hint.endswith("F8 keys")
        await user.press("f8")
        user.sees("M Show the map of both axes")
        await user.press("f8", "ctrl+p")
        await user.types("map")
        user.sees("Map (M)")


async def test_home_tells_the_chosen_key() -> None:
    async with with_keys(None, {"home.new": "N"}) as user:
        user.sees("N Start a new project file")
        await user.press("N")
        user.sees("In which file")


async def test_two_actions_swap_their_keys(sample: Path) -> None:
    async with with_keys(sample, {"review.map": "v", "review.summary": "m"}) as user:
        await user.press("f2", "v")
        user.sees("· map")
        await user.press("escape", "m")
        user.sees("Summary of Support assistant")


async def test_a_key_that_two_contexts_share_goes_on_where_only_one_is_moved(
    greeting: Path,
) -> None:
    async with with_keys(greeting, {"dialog.close": ("f8",), "theme.back": "f8"}) as user:
        await user.press("f2", "f3", "escape")
        assert user.app.screen.is_modal
        assert await user.leaves("q") == ""


async def test_a_key_works_while_text_is_typed_where_the_one_before_was_a_letter(
    sample: Path,
) -> None:
    async with with_keys(sample, {"review.summary": "ctrl+g"}) as user:
        await user.press("f2", "slash", "ctrl+g")
        user.sees("Summary of Support assistant")


@pytest.mark.parametrize("words", SENTENCES.values(), ids=SENTENCES)
async def test_a_sentence_names_the_chosen_key(greeting: Path, words: Words) -> None:
    async with with_keys(greeting, words.keys, NARROW) as user:
        await user.press(*words.presses)
        user.sees(words.told)


async def test_while_text_is_typed_a_sentence_names_a_key_that_is_none(new_file: Path) -> None:
    async with with_keys(new_file, {"interview.review": ("v", "f8")}) as user:
        await user.press("shift+tab")
        user.sees("This is the beginning. F8 goes to the review.")


async def test_help_tells_apart_what_a_session_that_only_looks_does_not(sample: Path) -> None:
    async with at_screen(None, (80, 60)) as user:
        user.app.open_project(sample, create=False, read_only_reason="it is a test")
        user.app.show()
        await user.press("f1")
        before, changing = user.words.split("Not now; read-only: it is a test ")
        assert "Show all reasons and sources" in before
        assert "Accept the verdict, or all marked" in changing
