"""Options that do not fit: every one of them can be seen and chosen, by arrows and by digits."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from ragft_tui.core.rulebook import Question
from ragft_tui.storage.paths import packaged
from ragft_tui.tui.widgets.line_list import LineList
from tests.support.pilot import User, at_screen, rulebook

pytestmark = pytest.mark.once

MANY = 14
CHOSEN = [question for question in rulebook().questions if not question.numeric]
ROOMY = 19
"""The rows from which on an option is told in full although its row is cut."""
SMALL = [(40, 24), (48, 24), (60, 20), (53, 19), (40, 12), (80, 24)]


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """Return a project whose own rulebook asks a question of fourteen options first."""
    text = packaged("rulebook.toml").read_text("utf-8")
    text = text.replace('id = "default"', 'id = "house"', 1)
    start = text.index("[[questions]]")
    options = "".join(
        f"\n[[questions.options]]\nid = 'region-{number}'\ntext = 'Region {number}'\n"
        f"says = 'it is region {number}'\npoints = {int(number == MANY)}\n"
        for number in range(1, MANY + 1)
    )
    asked = "[[questions]]\nid = 'region'\nstage = 'core'\naxis = 'knowledge'\nordered = false\n"
    asked += "title = 'Region'\ntext = 'Where?'\nwhy = 'It matters.'\nsource = 'openai-accuracy'\n"
    source = re.search(r"\[\[sources\]\]\nid = \"(.*?)\"", text)
    assert source is not None
    asked = asked.replace("openai-accuracy", source[1])
    (tmp_path / "house.toml").write_text(f"{text[:start]}{asked}{options}\n{text[start:]}", "utf-8")
    path = tmp_path / "app.toml"
    path.write_text(
        "format = 1\n[project]\nname = 'App'\nrulebook = 'house.toml'\n"
        "[[capabilities]]\nid = 'greeting'\nname = 'Greeting'\ndescription = 'Says hello.'\n",
        "utf-8",
    )
    return path


async def asks(user: User, question: Question) -> None:
    """Go to a question, whatever was marked at another."""
    interview = user.session.interview
    assert interview.position is not None
    user.session.go(interview.jump(replace(interview.position, step=question.id)))
    user.app.show("review")
    user.app.show("interview")
    await user.settle()
    assert user.step == question.id


@pytest.mark.parametrize("size", SMALL, ids=str)
async def test_every_packaged_option_is_seen_when_it_is_marked(
    size: tuple[int, int], greeting: Path
) -> None:
    async with at_screen(greeting, size) as user:
        for question in CHOSEN:
            await asks(user, question)
            for number in range(1, len(question.options) + 1):
                await user.press("down")
                assert re.search(rf"› +{number} ", user.screen), f"{question.id}\n{user.screen}"
                if size[1] >= ROOMY:
                    text = question.options[number - 1].text
                    assert all(word in user.words for word in text.split()), user.screen
            await user.press("down")
            user.sees("› 0 I don't know")


@pytest.mark.parametrize("size", [(40, 12), (53, 19), (80, 24)], ids=str)
async def test_two_digits_choose_where_there_are_ten_options_or_more(
    size: tuple[int, int], house: Path
) -> None:
    async with at_screen(house, size, own_rulebook=True) as user:
        assert user.step == "region"
        for digits, number in (("14", 14), ("7", 7), ("12", 12), ("3", 3), ("10", 10), ("9", 9)):
            await user.press(*digits)
            user.sees(f"› {number} Region {number}")
        await user.press("0")
        user.sees("› 0 I don't know")
        await user.press("1", "down", "3")
        user.sees("› 3 Region 3")
        await user.press("1", "3", "enter")
        assert user.project.capabilities[0].answers[0].value == "region-13"


async def test_two_digits_try_an_answer_in_what_if(house: Path) -> None:
    async with at_screen(house, own_rulebook=True) as user:
        await user.press("f2", "w", "1", "2")
        user.sees("› 12 Region 12", "Region → Region 12")
        await user.press("4")
        user.sees("› 4 Region 4")


@pytest.mark.parametrize("size", [(80, 24), (60, 20)], ids=str)
async def test_what_is_tried_is_in_view_in_what_if(size: tuple[int, int], house: Path) -> None:
    async with at_screen(house, size, own_rulebook=True) as user:
        await user.press("f2", "w")
        for number in range(1, MANY + 1):
            await user.press("right")
            user.sees(f"› {number} Region {number}")


async def test_two_digits_mark_a_line_in_a_dialog(greeting: Path) -> None:
    async with at_screen(greeting) as user:
        await user.press("f2", "A", "1", "2")
        assert user.app.screen.query_one(LineList).cursor == 11
        await user.press("3")
        assert user.app.screen.query_one(LineList).cursor == 2
        await user.press("0")
        assert user.hint == "There is no line 0 here."
