"""Reviewing: a decision on each verdict, by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ragft_tui.core.model import Capability, VerdictType
from tests.support.pilot import NARROW, WIDE, User, at_screen

if TYPE_CHECKING:
    from pathlib import Path


def named(user: User, name: str) -> Capability:
    return next(item for item in user.project.capabilities if item.name == name)


async def to_review(user: User, name: str) -> None:
    """Go to the review and select a capability."""
    await user.press("f2", "g")
    names = [item.name for item in user.project.capabilities]
    await user.press(*["down"] * names.index(name))
    user.sees(f"{names.index(name) + 1} {name}")


async def test_the_table_tells_verdict_decision_and_note_of_each(sample: Path) -> None:
    async with at_screen(sample) as user:
        await user.press("f2")
        user.sees(
            "Support assistant · review · 2 of 8 decided",
            "1 Refund policy ◆ retrieval ✓ accepted",
            "2 Brand voice in replies ▲ fine-tuning – ✎",
            "4 Escalation protocol ◈ both ◆ retrieval, Jonas ✎",
            "8 Returns by photo ? undecided 12 questions open",
        )


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_the_details_follow_the_selected_row(sample: Path, size: tuple[int, int]) -> None:
    async with at_screen(sample, size) as user:
        await to_review(user, "Brand voice in replies")
        user.sees("Brand voice in replies ▲ fine-tuning, clear")
        await user.press("k")
        user.sees("Refund policy ◆ retrieval, clear")
        user.sees_no("▲ fine-tuning, clear")


async def test_where_there_is_little_room_the_first_step_goes_before_the_other_reasons(
    sample: Path,
) -> None:
    async with at_screen(sample, NARROW) as user:
        await to_review(user, "Brand voice in replies")
        user.sees("behaviour 14 of 4", "first step Set ten real cases aside", "F3 shows the rest")
        user.sees_no("Every reply sounds like us")
        await user.resizes(*WIDE)
        user.sees("Every reply sounds like us", "never", "knowledge -1 of 4")
        user.sees_no("F3 shows the rest")


async def test_closing_a_dialog_leaves_the_selected_row(sample: Path) -> None:
    async with at_screen(sample) as user:
        await to_review(user, "Order status")
        for keys in (["n", "escape"], ["o", "escape"], ["t", "escape"], ["f3", "q"], ["f1", "q"]):
            await user.press(*keys)
            user.sees("› 3 Order status")


async def test_the_selected_row_is_the_one_that_was_edited(sample: Path) -> None:
    async with at_screen(sample) as user:
        await to_review(user, "Small talk")
        await user.press("E", "enter")
        user.sees("· review ·", "› 5 Small talk")


async def test_accepting_is_recorded_and_moves_on_to_the_next_pending(sample: Path) -> None:
    async with at_screen(sample) as user:
        await to_review(user, "Brand voice in replies")
        await user.press("a")
        user.sees("3 of 8 decided", "› 3 Order status")
        accepted = "Accepted: “Brand voice in replies” (fine-tuning). Next: “Order status”."
        assert accepted in " ".join(user.hint.split())
        review = named(user, "Brand voice in replies").review
        assert review
        assert (review.decision, review.judged) == ("accepted", VerdictType.FINETUNING)
        assert (review.by, review.on.isoformat()) == ("ada", "2026-11-22")


async def test_an_override_needs_a_reason(sample: Path) -> None:
    async with at_screen(sample) as user:
        await to_review(user, "Order status")
        await user.press("o")
        user.sees("Order status: override the verdict with which type?")
        await user.press("g", "down", "down", "enter")
        user.sees("Override with both", "Order status. Why?")
        await user.press("enter")
        assert "An override needs a reason" in user.hint
        await user.types("The house tone counts too")
        await user.press("enter")
        review = named(user, "Order status").review
        assert review
        assert (review.type, review.because) == (VerdictType.BOTH, "The house tone counts too")
        user.sees("3 Order status ◆ retrieval, lean ◈ both, ada", "3 of 8 decided")


async def test_a_reason_that_is_not_accepted_is_a_draft_and_there_again(sample: Path) -> None:
    async with at_screen(sample) as user:
        await to_review(user, "Order status")
        await user.press("o", "enter")
        await user.types("Half a rea")
        await user.press("escape")
        assert named(user, "Order status").review is None
        assert named(user, "Order status").draft.override == "Half a rea"
        await user.press("o", "enter")
        assert user.field == "Half a rea"


async def test_what_is_accepted_is_not_signed_anew(sample: Path) -> None:
    async with at_screen(sample) as user:
        await to_review(user, "Refund policy")
        review = named(user, "Refund policy").review
        await user.press("a")
        assert "It is already accepted by" in user.hint
        assert named(user, "Refund policy").review == review


async def test_closing_the_choice_of_an_override_changes_nothing(sample: Path) -> None:
    async with at_screen(sample) as user:
        before = user.project
        await to_review(user, "Order status")
        await user.press("o", "escape")
        assert user.project is before


async def test_a_note_is_written_kept_as_a_draft_and_taken_away(sample: Path) -> None:
    async with at_screen(sample) as user:
        await to_review(user, "Order status")
        await user.press("n")
        await user.types("Ask logistics")
        await user.press("ctrl+j")
        await user.types("twice")
        await user.press("escape")
        assert named(user, "Order status").draft.notes == "Ask logistics\ntwice"
        assert named(user, "Order status").notes == ""
        await user.press("n", "enter")
        assert named(user, "Order status").notes == "Ask logistics\ntwice"
        user.sees("note by ada Ask logistics twice")
        await user.press("n", "ctrl+u", "backspace", "ctrl+u", "enter")
        assert named(user, "Order status").notes == ""


async def test_next_pending_goes_round_past_what_is_decided(sample: Path) -> None:
    async with at_screen(sample) as user:
        await to_review(user, "Order status")
        await user.press("p")
        user.sees("› 5 Small talk")
        await user.press("G", "p")
        user.sees("› 2 Brand voice in replies")


async def test_when_everything_is_decided_next_says_so(greeting: Path) -> None:
    async with at_screen(greeting) as user:
        await user.press("3", "enter", "f2", "a")
        user.sees("1 of 1 decided")
        assert "Every verdict is decided" in user.hint


async def test_a_changed_answer_makes_the_review_stale(sample: Path) -> None:
    async with at_screen(sample) as user:
        await to_review(user, "Refund policy")
        asked = [question.id for question in user.session.rulebook.questions]
        await user.press("enter", *["down"] * asked.index("baseline"), "4", "escape")
        user.sees(
            "1 stale",
            "stale retrieval was accepted by Mara on 2026-11-18, under the default rulebook,",
            "the verdict is now both, so decide anew",
            "a accepts both, o keeps retrieval with a reason",
        )
        await user.press("o")
        user.sees("› 1 ◆ retrieval")
        await user.press("escape", "a")
        user.sees_no("stale")


async def test_another_capability_is_added(sample: Path) -> None:
    async with at_screen(sample) as user:
        await user.press("f2", "plus")
        user.sees("new capability")
        await user.describes("Greeting", "Says hello.")
        user.sees("capability 9 of 9")
        assert named(user, "Greeting").description == "Says hello."


async def test_the_application_is_renamed(sample: Path) -> None:
    async with at_screen(sample) as user:
        await user.press("f2", "t", "ctrl+u", "enter")
        assert "The name is empty" in user.hint
        await user.types("Help desk")
        await user.press("enter")
        user.sees("Help desk · review")
        assert (await user.saves()).name == "Help desk"


async def test_a_title_that_is_not_accepted_is_a_draft_and_there_again(sample: Path) -> None:
    async with at_screen(sample) as user:
        await user.press("f2", "t")
        await user.types(" and more")
        await user.press("escape")
        assert user.project.name == "Support assistant"
        assert (await user.saves()).draft.name == "Support assistant and more"
        await user.press("t")
        assert user.field == "Support assistant and more"


async def test_the_next_open_question_is_a_key_away(sample: Path) -> None:
    async with at_screen(sample) as user:
        await to_review(user, "Returns by photo")
        await user.press("i")
        assert user.step
        user.sees_no("review ·")


async def test_where_nothing_is_open_the_review_says_so(greeting: Path) -> None:
    async with at_screen(greeting) as user:
        await user.knows_no_more()
        await user.press("f2", "i")
        assert "No question is open" in user.hint


async def test_all_reasons_with_their_sources_are_a_key_away(sample: Path) -> None:
    async with at_screen(sample) as user:
        await to_review(user, "Refund policy")
        await user.press("f3")
        user.sees("Verdict ◆ retrieval, clear")
        await user.press("end")
        user.sees("Sources", "https://")
        await user.press("escape", "r")
        user.sees("Verdict ◆ retrieval, clear")


async def test_who_leaves_in_the_review_is_there_again_at_the_same_row(sample: Path) -> None:
    async with at_screen(sample) as user:
        await to_review(user, "Order status")
        await user.leaves("f10")
    async with at_screen(sample) as user:
        user.sees("· review ·", "› 3 Order status")
        await user.press("i")
        await user.leaves("f10")
    async with at_screen(sample) as user:
        assert user.capability.name == "Order status"
        user.sees_no("· review ·")


async def test_who_goes_home_is_back_where_they_were_by_enter_and_by_escape(sample: Path) -> None:
    async with at_screen(sample) as user:
        step = user.step
        await user.press("H", "enter")
        assert user.step == step
        user.sees_no("· review ·")
        await to_review(user, "Small talk")
        for key in ("enter", "escape"):
            await user.press("H")
            assert user.app.session is None
            user.sees("to continue", "› Support assistant")
            await user.press(key)
            user.sees("· review ·", "› 5 Small talk")


async def test_at_home_escape_says_where_there_is_no_way_back() -> None:
    async with at_screen() as user:
        await user.press("escape")
        assert user.hint == "No project was open before. q quits."


async def test_escape_goes_up_and_stops_at_the_review(sample: Path) -> None:
    async with at_screen(sample) as user:
        await user.press("escape")
        user.sees("· review ·")
        await user.press("escape")
        user.sees("· review ·")
        assert user.hint == "H goes to the list of sessions, q quits."


async def test_from_an_empty_project_escape_goes_home_and_back(new_file: Path) -> None:
    async with at_screen(new_file) as user:
        await user.press("escape")
        user.sees("Back to the project that was open")
        assert list(new_file.parent.iterdir()) == []
        await user.press("escape")
        assert user.focus == "name"


async def test_letters_that_are_typed_into_no_field_are_told_and_do_nothing(
    new_file: Path,
) -> None:
    async with at_screen(new_file) as user:
        user.app.screen.set_focus(None)
        for letter in "Hueq":
            await user.press(letter)
            assert user.hint == "No field has the cursor, so nothing is typed. Tab goes there."
        await user.press("tab")
        assert user.focus == "name"


async def test_a_project_without_capabilities_has_a_review_too(new_file: Path) -> None:
    async with at_screen(new_file) as user:
        await user.press("f2")
        user.sees("0 of 0 decided", "Nothing to review yet")
        for key in ("a", "o", "n", "x", "p", "f3", "u", "ctrl+r", "i"):
            await user.press(key)
        await user.press("escape" if user.app.screen.is_modal else "f2")
