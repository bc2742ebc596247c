"""The main job at the full screen: describe, answer, see the verdict, go on, review."""

from __future__ import annotations

from pathlib import Path

from tests.support.pilot import User, at_screen

REFUND = "Quotes the refund policy that is in force and links the clause."
VOICE = "Every reply sounds like us: short sentences and first names."


async def describe(user: User, name: str, description: str) -> None:
    await user.types(name)
    await user.press("enter")
    await user.types(description)
    await user.press("enter")


async def finish_capability(user: User) -> None:
    """Answer "I don't know" to every question that is left of the capability."""
    capability = user.capability.id
    while user.step != "describe" and user.capability.id == capability:
        await user.press("enter" if user.focus == "number" else "0", "enter")
        if user.session.interview.capability is None:
            return


async def test_two_capabilities_are_described_answered_and_reviewed(new_file: Path) -> None:
    async with at_screen(new_file) as user:
        user.sees("Claims triage · new capability")
        await describe(user, "Refund policy", REFUND)
        assert user.step == "volatility"
        user.sees("Claims triage · capability 1 of 1", "Refund policy", "question 1 of about")

        await user.press("3", "enter")
        user.sees("retrieval, lean")
        await user.press("3", "enter")
        user.sees("retrieval, clear", "citations required")
        await finish_capability(user)

        user.sees("new capability", "Press Enter with both fields empty to go to the review")
        await describe(user, "Brand voice", VOICE)
        user.sees("capability 2 of 2")
        while user.step != "tone":
            await user.press("1", "enter")
        await user.press("3", "enter")
        user.sees("finetuning, clear")
        await finish_capability(user)

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
