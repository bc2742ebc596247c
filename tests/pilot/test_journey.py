"""The main job at the full screen: describe, answer, see the verdict, go on, review."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.pilot import at_screen

if TYPE_CHECKING:
    from pathlib import Path

REFUND = "Quotes the refund policy that is in force and links the clause."
VOICE = "Every reply sounds like us: short sentences and first names."


async def test_two_capabilities_are_described_answered_and_reviewed(new_file: Path) -> None:
    async with at_screen(new_file) as user:
        user.sees("Claims triage (Ctrl+T rename) · new capability")
        await user.describes("Refund policy", REFUND)
        assert user.step == "volatility"
        user.sees("Claims triage · capability 1 of 1", "Refund policy", "about 9 to go")

        await user.press("3", "enter")
        await user.press("3", "enter")
        user.sees("retrieval, lean")
        await user.knows_no_more()

        user.sees("new capability", "Press Enter with both fields empty to go to the review")
        await user.describes("Brand voice", VOICE)
        user.sees("capability 2 of 2")
        while user.step != "tone":
            await user.press("1", "enter")
        await user.press("3", "enter")
        user.sees("fine-tuning, ")
        await user.knows_no_more()

        await user.press("enter")
        assert user.focus == "table"
        user.sees("review · 0 of 2 decided")
        await user.press("g", "a")
        user.sees("1 of 2 decided", "accepted")
        await user.press("a")
        user.sees("2 of 2 decided")
        refund, voice = (await user.saves()).capabilities

    assert refund.review
    assert refund.review.judged == "retrieval"
    assert refund.review.by == "ada"
    assert voice.review
    assert voice.review.judged == "finetuning"
    assert not refund.draft
    assert not voice.draft
