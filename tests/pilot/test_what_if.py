"""What if: other answers are tried, and the project changes only when they are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ragft_tui.core.interview import edits
from ragft_tui.core.model import UNKNOWN
from tests.support.pilot import NARROW, WIDE, User, at_screen, read_project

if TYPE_CHECKING:
    from pathlib import Path

    from ragft_tui.core.model import Capability


async def to_trial(user: User, name: str) -> None:
    """Go to the review, select a capability, and try answers on it."""
    await user.press("f2", "g")
    names = [item.name for item in user.project.capabilities]
    await user.press(*["down"] * names.index(name), "w")


def named(user: User, name: str) -> Capability:
    return next(item for item in user.project.capabilities if item.name == name)


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=str)
async def test_verdict_bars_and_flips_move_while_the_project_does_not(
    sample: Path, size: tuple[int, int]
) -> None:
    async with at_screen(sample, size) as user:
        before = user.project
        await to_trial(user, "Order status")
        user.sees(
            "now: ◆ retrieval, lean, by call",
            "first step Take ten real questions, look the records up by hand",
            "1 of 4",
        )
        user.sees_no("what if: ◆", "→ what if")
        await user.press("j", "j", "3")
        user.sees(
            "now: ◆ retrieval, lean, by call → what if: ◈ both, clear, by call",
            "Tone → Yes, e",
            "› 3 Yes, every time",
            "first step Look up the facts for ten real cases by hand",
            "5 of 4",
            "It must always write or judge in one particular way",
        )
        assert user.project is before
        assert read_project(sample) == before


async def test_keys_try_the_answer_below_and_above(sample: Path) -> None:
    async with at_screen(sample) as user:
        await to_trial(user, "Order status")
        await user.press("j")
        for below, above in (("right", "left"), ("l", "h")):
            await user.press(below)
            user.sees("Citations → It wou", "› 2 It would help")
            await user.press(below)
            user.sees("Citations → Yes, e", "› 3 Yes, every answer")
            await user.press(above)
            user.sees("Citations → It wou", "› 2 It would help")
            await user.press(above)
            user.sees_no("→ Never", "→ Yes")


async def test_a_number_is_tried_by_its_band_or_exactly(sample: Path) -> None:
    async with at_screen(sample) as user:
        await to_trial(user, "Order status")
        asked = [question.id for question in user.session.rulebook.questions]
        await user.press(*["down"] * asked.index("examples"))
        user.sees("= an exact number")
        await user.press("3")
        user.sees("Examples → 50 to 499", "› 3 50 to 499")
        await user.press("equals_sign")
        await user.types("120")
        await user.press("enter")
        user.sees("Examples → 120 exa", "› 3 50 to 499", "= 120 examples")
        await user.press("right")
        user.sees("Examples → 500 or more")
        await user.press("left", "enter")
        answer = named(user, "Order status").answer("examples")
        assert answer is not None
        assert answer.value == "enough"


async def test_digits_try_options_by_their_numbers(sample: Path) -> None:
    async with at_screen(sample) as user:
        await to_trial(user, "Order status")
        for number, word in enumerate(
            ("I don't know", "Never", "About month", "About week", "Daily")
        ):
            await user.press(str(number))
            user.sees(f"Volatility → {word}")
        await user.press("5")
        user.sees_no("→ Never", "→ Yes")


async def test_a_digit_without_an_option_is_refused_in_words(sample: Path) -> None:
    async with at_screen(sample) as user:
        await to_trial(user, "Order status")
        for digit in "6789":
            await user.press(digit)
            assert f"There is no option {digit} here" in user.hint
        user.sees_no("→ Never", "→ Yes")


async def test_keeping_is_one_step_of_undo_and_says_so(sample: Path) -> None:
    async with at_screen(sample) as user:
        before = named(user, "Order status")
        await to_trial(user, "Order status")
        await user.press("0", "j", "3", "j", "3", "enter")
        assert user.focus == "table"
        assert "3 answers of “Order status” kept; u undoes it" in user.hint
        user.sees("› 3 Order status", "both")
        saved = next(item for item in (await user.saves()).capabilities if item.id == before.id)
        values = {answer.question: answer.value for answer in saved.answers}
        assert (values["volatility"], values["citations"]) == (UNKNOWN, "required")
        assert values["tone"] == "strict"
        await user.press("u")
        assert "Undone: the answers of “Order status”" in user.hint
        assert named(user, "Order status") == before


async def test_discarding_leaves_everything_as_it_was(sample: Path) -> None:
    async with at_screen(sample) as user:
        before = user.project
        await to_trial(user, "Order status")
        for key in ("escape", "w"):
            await user.press("0", "j", "3", key)
            assert user.focus == "table"
            assert user.project is before
            await user.press("w")
        await user.press("escape")
        await user.press("u")
        assert "Nothing to undo" in user.hint


async def test_keeping_nothing_is_no_step_of_the_history(sample: Path) -> None:
    async with at_screen(sample) as user:
        await to_trial(user, "Order status")
        await user.press("0", "5", "enter", "u")
        assert "Nothing to undo" in user.hint


async def test_a_decision_that_would_be_stale_is_told_and_is_stale_once_kept(sample: Path) -> None:
    async with at_screen(sample) as user:
        await to_trial(user, "Refund policy")
        user.sees_no("would be stale")
        asked = [question.id for question in user.session.rulebook.questions]
        await user.press(*["j"] * asked.index("baseline"), "4")
        user.sees("The decision would be stale")
        await user.press("enter")
        user.sees("1 stale")


async def test_who_stood_behind_another_answer_is_not_behind_this_one_and_texts_stay(
    sample: Path,
) -> None:
    async with at_screen(sample) as user:
        await to_trial(user, "Refund policy")
        await user.press("escape", "n")
        await user.types("Half a no")
        await user.press("escape", "w", "j", "2", "enter")
        kept = named(user, "Refund policy")
        citations = kept.answer("citations")
        assert citations is not None
        assert (citations.value, citations.because) == ("helpful", "")
        assert kept.draft.notes == "Half a no"


async def test_what_is_not_described_cannot_be_tried_on(new_file: Path) -> None:
    async with at_screen(new_file) as user:
        await user.types("Refunds")
        await user.press("f2", "w")
        assert "Describe the capability first" in user.hint


async def test_a_session_that_only_looks_may_try_and_is_told_why_it_cannot_keep(
    sample: Path,
) -> None:
    sample.chmod(0o444)  # noqa: ASYNC240 - before anything runs
    async with at_screen(sample) as user:
        await user.press("w", "1")
        user.sees("what if: ◆ retrieval, clear", "Volatility → Never")
        await user.press("enter")
        assert "Read-only" in user.hint
        user.sees("Volatility → Never")


async def test_in_the_smallest_window_everything_is_within_reach(sample: Path) -> None:
    async with at_screen(sample, (40, 12)) as user:
        await to_trial(user, "Order status")
        await user.press("G", "1")
        user.sees("what if: ◆ retrieval, lean", "› Corpus", "◆ retrieval, lean", "F1 keys")


async def test_another_version_of_the_capability_is_tried_on_anew_and_one_that_is_gone_is_left(
    sample: Path,
) -> None:
    async with at_screen(sample) as user:
        await to_trial(user, "Order status")
        await user.press("j", "j", "3", "f1")
        changed = edits.answer(user.project, "order-status", "tone", "none")
        user.session.edit("answer tone", changed)
        await user.press("escape")
        user.sees("Tone No, any", "now: ◆ retrieval, clear")
        await user.press("f1")
        user.session.edit("remove", edits.remove(user.project, "order-status"))
        await user.press("escape")
        assert user.focus == "table"


async def test_everything_about_what_is_tried_is_a_key_away(sample: Path) -> None:
    async with at_screen(sample) as user:
        await to_trial(user, "Order status")
        await user.press("j", "j", "3", "f3")
        user.sees(
            "Verdict ◈ both, clear, by call", "first step Look up the facts for ten real cases"
        )
        await user.press("escape", "escape")
        assert user.project.capability("order-status") is not None
        user.sees("Order status", "retrieval, lean, by call")


async def test_what_stood_behind_an_answer_that_is_replaced_is_told(sample: Path) -> None:
    async with at_screen(sample) as user:
        await to_trial(user, "Refund policy")
        await user.press("j", "1", "enter")
        told = "“Legal, 3 May” stood behind the other answer and is dropped; u undoes it."
        assert told in " ".join(user.hint.split())


async def test_the_key_for_an_exact_number_is_told_where_one_is_asked_for(sample: Path) -> None:
    async with at_screen(sample) as user:
        await to_trial(user, "Order status")
        assert "exact number" not in user.hint
        asked = [question.id for question in user.session.rulebook.questions]
        await user.press(*["j"] * asked.index("volume"))
        assert "= exact number" in user.hint
        assert user.hint.startswith("Enter keep  Esc discard  0-9 choose")


async def test_a_decision_that_differs_is_told_beside_what_is_tried(sample: Path) -> None:
    async with at_screen(sample) as user:
        await to_trial(user, "Escalation protocol")
        user.sees("Decided: retrieval (Jonas); this changes the verdict only.")
