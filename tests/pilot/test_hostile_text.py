"""Text from strangers is data: shown inert in every screen and dialog, never obeyed."""

from __future__ import annotations

import datetime as dt
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from textual.content import Content

from ragft_tui.core.model import Answer, Capability, Draft, Project, Review, VerdictType
from ragft_tui.storage.atomic import write_atomically
from ragft_tui.storage.project.encode import encode_project
from tests.support.hostile import HOSTILE, WORST, controls_in
from tests.support.pilot import NARROW, User, at_screen, rulebook

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

WALKED = (
    "tag that is not closed",
    "action in markup",
    "window title",
    "direction override",
    "wide",
)
"""A walk through everything takes its time; the others are shown in a few places."""

CASES = pytest.mark.parametrize(("text", "shown"), [HOSTILE[name] for name in WALKED], ids=WALKED)


@pytest.fixture(autouse=True)
def markup(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fail where text of a user goes through the parser of markup."""
    parsed: list[str] = []
    parse = Content.from_markup

    def spy(markup: str | Content, **variables: object) -> Content:
        parsed.append(str(markup))
        return parse(markup, **variables)

    monkeypatch.setattr(Content, "from_markup", staticmethod(spy))
    yield
    assert not [markup for markup in parsed if any(text in markup for text, _ in HOSTILE.values())]


def write_hostile(path: Path, text: str) -> Path:
    """Write a project that says one text everywhere."""
    review = Review(
        "overridden",
        VerdictType.RETRIEVAL,
        rulebook().edition,
        dt.date(2026, 11, 22),
        by=text,
        type=VerdictType.BOTH,
        because=text,
    )
    capability = Capability(
        "a",
        name=text,
        description=f"{text}\n{text}",
        notes=text,
        answers=(Answer("volatility", "weekly", text),),
        review=review,
        draft=Draft(override=text, because=(("citations", text),)),
    )
    stale = Capability("b", name=text, description=text, review=review)
    draft = Capability("c", draft=Draft(name=text, description=text))
    project = Project(text, capabilities=(capability, stale, draft), draft=Draft(name=text))
    write_atomically(path, encode_project(project, rulebook()))
    return path


@asynccontextmanager
async def watched(path: Path | None, size: tuple[int, int] = NARROW) -> AsyncIterator[User]:
    async with at_screen(path, size) as user:
        yield user
        assert not controls_in(user.screen)


async def looks(user: User, *keys: str, shown: str) -> None:
    """Press keys, and check that the screen says the text and does nothing."""
    await user.press(*keys)
    assert not controls_in(user.screen)
    assert shown in user.screen or shown in user.words, user.screen
    assert user.app.return_code is None


@pytest.mark.parametrize("name", ["action in markup", "direction override"])
async def test_a_file_is_shown_inert_in_every_screen_and_dialog(tmp_path: Path, name: str) -> None:
    text, shown = HOSTILE[name]
    path = write_hostile(tmp_path / "hostile.toml", text)
    async with watched(path) as user:
        await looks(user, "f2", "g", shown=shown)
        for keys in ("f3", "o", "n", "t", "m", "v", "w"):
            await looks(user, keys, shown=shown)
            await looks(user, "escape", shown=shown)
        await looks(user, "o", "enter", shown=shown)
        await looks(user, "escape", "e", shown=shown)
        await looks(user, "escape", "i", shown=shown)
        await looks(user, "f3", shown=shown)
        await looks(user, "escape", "f4", "b", shown=shown)
        await looks(user, "escape", "f2", "x", shown=shown)
        await looks(user, "u", shown=shown)
        await looks(user, "G", "enter", shown=shown)
        await user.press("f2", "ctrl+p", "escape", "f1", "escape")
        await looks(user, "H", shown=shown)
        user.sees("to continue", "Continue")


@CASES
async def test_a_paste_is_kept_and_shown_inert_in_every_field(
    new_file: Path, text: str, shown: str
) -> None:
    async with watched(new_file) as user:
        await user.types("Name ")
        await user.pastes(text)
        await user.press("tab")
        await user.types("Text ")
        await user.pastes(text)
        assert not controls_in(user.screen)
        await looks(user, "enter", "b", shown=shown)
        await user.pastes(text)
        await looks(user, "enter", "3", "enter", "f2", "n", shown=shown)
        await user.types("Note ")
        await user.pastes(text)
        await looks(user, "enter", "o", "enter", shown=shown)
        await user.types("Since ")
        await user.pastes(text)
        await looks(user, "enter", "t", shown=shown)
        await user.types(" ")
        await user.pastes(text)
        await looks(user, "enter", "f3", shown=shown)
        before = user.project
        after = await user.saves()
    # Text of one line may keep its lone marks; what matters is that the file says the same.
    assert after == before


@pytest.mark.parametrize("size", [(40, 12), (61, 20), (111, 24)])
async def test_no_width_cuts_a_character_into_something_else(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    path = tmp_path / "hostile.toml"
    texts = [HOSTILE[name][0] * 10 for name in WORST]
    items = [Capability(f"a{number}", text, text, notes=text) for number, text in enumerate(texts)]
    write_atomically(path, encode_project(Project("Odd", capabilities=tuple(items)), rulebook()))
    async with watched(path, size) as user:
        await user.press("f2")
        for _ in texts:
            for keys in (["f3"], ["q", "enter"], ["f2", "down"]):
                await user.burst(*keys)
                assert not controls_in(user.screen)
                assert {strip.cell_length for strip in user.strips} == {size[0]}


async def test_a_file_name_is_shown_inert(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    async with watched(None) as user:
        for text, _ in map(HOSTILE.__getitem__, WORST):
            await user.press("o")
            await user.pastes(text.replace("/", "_"))
            assert not controls_in(user.screen)
            await user.press("enter")
            assert not controls_in(user.screen)
            assert user.app.session is None
            assert user.app.screen.is_modal
            await user.press("escape")
