"""How many keys a first verdict takes, and how many an afternoon's work, besides the texts."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from ragft_tui.core.interview import VERDICT
from tests.support.pilot import User, at_screen

FIRST_VERDICT: Final = 50
TWELVE: Final = 600
CAPABILITIES: Final = (
    ("Refund policy", "Quotes the current refund policy and links the clause."),
    ("Brand voice", "Every reply sounds like us: short sentences and first names."),
    ("Order status", "Tells a customer where their parcel is now, from the order system."),
)

pytestmark = pytest.mark.once


async def describes(user: User, name: str, description: str) -> int:
    """Describe a capability; return how many keys are no letters of its texts."""
    await user.describes(name, description)
    return 2


async def answers_all(user: User, digit: str) -> int:
    """Answer each question by a digit and Enter until the verdict is shown; return the keys."""
    keys = 0
    while user.step != VERDICT:
        await user.press(digit, "enter")
        keys += 2
    return keys


@pytest.mark.parametrize("digit", ["0", "1", "2"])
async def test_the_first_verdict_of_a_new_project_takes_few_keys(
    digit: str, new_file: Path
) -> None:
    async with at_screen(new_file) as user:
        keys = await describes(user, *CAPABILITIES[0])
        keys += await answers_all(user, digit)
        user.sees("Why", "First", "a accept it now")
        # From the list of sessions, `n` and the Enter behind the name of the file come before.
        assert keys + 2 <= FIRST_VERDICT


async def test_twelve_capabilities_are_described_and_answered_in_few_keys(new_file: Path) -> None:
    async with at_screen(new_file) as user:
        keys = 0
        for number in range(12):
            name, description = CAPABILITIES[number % 3]
            keys += await describes(user, f"{name} {number}", description)
            keys += await answers_all(user, "012"[number % 3])
            await user.press("enter")
            keys += 1
        assert len(user.project.capabilities) == 12
        assert keys < TWELVE
