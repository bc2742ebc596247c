"""Describing a capability: two fields, and nothing typed into them is ever lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ragft_tui.core.text import FIELD_CHARACTERS
from tests.support.pilot import at_screen, read_project

if TYPE_CHECKING:
    from pathlib import Path

LIST = "- Refund policy: quotes the clause\n- Brand voice\n\n3. Order status\n"


async def test_enter_goes_from_the_name_to_the_description_and_on(new_file: Path) -> None:
    async with at_screen(new_file) as user:
        assert user.focus == "name"
        await user.types("Refunds")
        await user.press("enter")
        assert user.focus == "description"
        await user.types("Says whether a refund is due.")
        await user.press("enter")
        assert user.step == "volatility"
        assert user.capability.name == "Refunds"


async def test_ctrl_j_starts_a_new_line_and_so_does_alt_enter(new_file: Path) -> None:
    async with at_screen(new_file) as user:
        await user.types("Refunds")
        await user.press("ctrl+j")
        assert user.focus == "description"
        await user.types("One")
        await user.press("ctrl+j")
        await user.types("Two")
        await user.press("alt+enter")
        await user.types("Three")
        assert user.field == "One\nTwo\nThree"


async def test_tab_goes_to_the_other_field(new_file: Path) -> None:
    async with at_screen(new_file) as user:
        await user.press("tab")
        assert user.focus == "description"
        await user.press("tab")
        assert user.focus == "name"


async def test_an_empty_field_is_told_and_nothing_else_happens(new_file: Path) -> None:
    async with at_screen(new_file) as user:
        await user.press("enter")
        assert "name is empty" in user.hint
        await user.types("Refunds")
        await user.press("enter", "enter")
        assert "description is empty" in user.hint
        assert user.step == "describe"
        await user.press("shift+tab")
        assert user.field == "Refunds"


async def test_back_never_validates_and_loses_nothing(greeting: Path) -> None:
    async with at_screen(greeting) as user:
        await user.press("E")
        await user.press("ctrl+u")
        await user.types("   ")
        await user.press("shift+tab")
        assert user.focus == "name"
        await user.press("shift+tab")
        assert user.step == "volatility"
        await user.press("E")
        assert user.field == "   "


async def test_back_at_the_very_beginning_says_so(new_file: Path) -> None:
    async with at_screen(new_file) as user:
        await user.types("Refunds")
        await user.press("shift+tab")
        assert "This is the beginning" in user.hint
        assert user.field == "Refunds"


async def test_what_is_typed_is_a_draft_in_the_file_and_there_again_at_the_next_start(
    new_file: Path,
) -> None:
    async with at_screen(new_file) as user:
        await user.types("Refunds")
        await user.press("tab")
        await user.types("Says whether")
        (begun,) = (await user.saves()).capabilities
        assert (begun.draft.name, begun.draft.description) == ("Refunds", "Says whether")
        assert begun.name == ""
        await user.leaves("f10")
    async with at_screen(new_file) as user:
        user.sees("Refunds", "Says whether")
        assert user.focus == "description"
        await user.types(" a refund is due.")
        await user.press("enter")
        assert user.capability.description == "Says whether a refund is due."
        assert user.capability.id == "refunds"


async def test_a_draft_that_is_emptied_leaves_no_capability_behind(new_file: Path) -> None:
    async with at_screen(new_file) as user:
        await user.types("No")
        await user.press("backspace", "backspace")
        assert user.project.capabilities == ()


async def test_words_of_the_lexicon_count_while_they_are_typed(new_file: Path) -> None:
    async with at_screen(new_file) as user:
        await user.types("Replies")
        await user.press("tab")
        user.sees_no("finetuning")
        await user.types("Every reply keeps our brand voice and sounds like one of us.")
        user.sees("fine-tuning, lean")


async def test_empty_fields_end_the_interview_once_there_is_a_capability(greeting: Path) -> None:
    async with at_screen(greeting) as user:
        await user.knows_no_more()
        user.sees("Press Enter with both fields empty")
        await user.press("enter")
        assert user.focus == "table"


async def test_a_capability_begun_and_left_alone_does_not_bar_the_way(greeting: Path) -> None:
    async with at_screen(greeting) as user:
        await user.knows_no_more()
        await user.types("Half a nam")
        await user.press("f2")
        assert user.focus == "table"
        user.sees("2 Half a nam ? undecided")
        await user.press("G", "enter")
        user.sees("Half a nam")
        assert user.step == "describe"


async def test_what_is_pasted_into_a_name_keeps_the_blanks_at_its_ends(new_file: Path) -> None:
    async with at_screen(new_file) as user:
        await user.types("Refund")
        await user.pastes(" policy\r\n of  2026 \n")
        await user.types("now")
        user.sees("Refund policy of 2026 now")


async def test_the_end_of_a_long_name_is_seen_while_it_is_typed(new_file: Path) -> None:
    async with at_screen(new_file) as user:
        await user.types("0123456789" * 8 + "the end")
        user.sees("the end")
        await user.press("home")
        user.sees("Name 0123")


async def test_a_pasted_list_is_previewed_and_becomes_as_many_capabilities(new_file: Path) -> None:
    async with at_screen(new_file) as user:
        await user.pastes(LIST)
        user.sees("3 new", "› [x] new", "Refund policy", "quotes the clause")
        assert not any(item.name for item in user.project.capabilities)
        await user.press("enter")
        user.sees("capability 1 of 3")
        assert [(item.name, item.description) for item in user.project.capabilities] == [
            ("Refund policy", "quotes the clause"),
            ("Brand voice", "Brand voice"),
            ("Order status", "Order status"),
        ]
        assert "3 capabilities added; u undoes it." in user.hint
        await user.press("u")
        assert user.project.capabilities == ()
        assert user.field == ""


async def test_rows_of_a_pasted_list_can_be_unticked(new_file: Path) -> None:
    async with at_screen(new_file) as user:
        await user.pastes(LIST)
        await user.press("down", "space")
        user.sees("2 of 3 new")
        await user.press("enter")
        assert [item.name for item in user.project.capabilities] == [
            "Refund policy",
            "Order status",
        ]


async def test_a_pasted_list_can_be_kept_as_one_description(new_file: Path) -> None:
    async with at_screen(new_file) as user:
        await user.pastes(LIST)
        await user.press("t")
        assert user.focus == "description"
        assert user.field == LIST
        assert "Kept together as one description" in user.hint
        (only,) = (await user.saves()).capabilities
        assert only.draft.description == LIST
        await user.press("ctrl+z")
        assert user.field == ""


async def test_escape_from_a_pasted_list_keeps_the_text(new_file: Path) -> None:
    async with at_screen(new_file) as user:
        await user.pastes(LIST)
        await user.press("escape")
        assert user.focus == "description"
        assert user.field == LIST


async def test_leaving_while_a_pasted_list_is_offered_keeps_the_text(new_file: Path) -> None:
    async with at_screen(new_file) as user:
        await user.pastes(LIST)
        await user.leaves("f10")
    (only,) = read_project(new_file).capabilities
    assert only.draft.description == LIST


async def test_a_list_pasted_into_the_description_leaves_the_name_that_was_typed(
    new_file: Path,
) -> None:
    async with at_screen(new_file) as user:
        await user.types("Support")
        await user.press("tab")
        await user.pastes(LIST)
        await user.press("enter")
        names = [item.name or item.draft.name for item in user.project.capabilities]
        assert sorted(map(str, names)) == [
            "Brand voice",
            "Order status",
            "Refund policy",
            "Support",
        ]
        drafts = [item.draft.description for item in user.project.capabilities]
        assert drafts == [None] * 4


async def test_several_lines_pasted_into_a_name_that_has_text_are_joined(new_file: Path) -> None:
    async with at_screen(new_file) as user:
        await user.types("Quotes ")
        await user.pastes("the refund\r\npolicy\n")
        assert user.field == "Quotes the refund policy"


async def test_a_paste_goes_to_the_cursor_and_replaces_what_is_selected(new_file: Path) -> None:
    async with at_screen(new_file) as user:
        await user.types("ad")
        await user.press("left")
        await user.pastes("bc")
        assert user.field == "abcd"
        await user.press("shift+home")
        await user.pastes("x")
        assert user.field == "xd"


async def test_a_paste_over_the_limit_is_refused_in_words_and_loses_nothing(
    new_file: Path,
) -> None:
    async with at_screen(new_file) as user:
        await user.types("Refunds")
        await user.pastes("x" * FIELD_CHARACTERS)
        assert "Not pasted" in user.hint
        assert "65,543 characters" in user.hint
        assert user.field == "Refunds"
        await user.press("tab")
        await user.types("before ")
        await user.pastes("y" * FIELD_CHARACTERS)
        assert "Not pasted" in user.hint
        assert user.field == "before "
        await user.types("after")
        assert "Not pasted" not in user.hint
        assert user.field == "before after"


async def test_a_paste_in_the_place_of_what_is_selected_counts_only_what_is_left(
    new_file: Path,
) -> None:
    async with at_screen(new_file) as user:
        for select in ("shift+home", "shift+up"):
            await user.pastes("x" * 16 if select == "shift+up" else "x" * FIELD_CHARACTERS)
            await user.press(select)
            await user.pastes("y" * FIELD_CHARACTERS)
            assert "Not pasted" not in user.hint
            assert user.field == "y" * FIELD_CHARACTERS
            await user.press("tab")


async def test_a_field_that_is_full_says_so_and_takes_no_more(new_file: Path) -> None:
    async with at_screen(new_file) as user:
        await user.press("tab")
        await user.pastes("z" * FIELD_CHARACTERS)
        await user.types("z")
        assert "The field is full" in user.hint
        assert len(user.field) == FIELD_CHARACTERS
        await user.press("ctrl+j")
        assert len(user.field) == FIELD_CHARACTERS
        await user.press("backspace")
        await user.types("z")
        assert len(user.field) == FIELD_CHARACTERS


async def test_a_list_too_long_for_a_description_can_still_be_added_line_by_line(
    new_file: Path,
) -> None:
    long = "\n".join(f"Capability {number:03}: " + "w" * 1_000 for number in range(80))
    async with at_screen(new_file) as user:
        await user.pastes(long)
        user.sees("80 new")
        await user.press("t")
        assert "too long for one description" in user.hint
        await user.press("enter")
        assert len(user.project.capabilities) == 80


async def test_the_description_can_be_changed_from_a_question(greeting: Path) -> None:
    async with at_screen(greeting) as user:
        await user.press("E")
        assert user.field == "Says hello."
        await user.types(" And goodbye.")
        await user.press("enter")
        assert user.step == "volatility"
        user.sees("Says hello. And goodbye.")
        assert user.capability.id == "greeting"
        assert user.capability.draft.description is None


async def test_a_dialog_leaves_cursor_and_focus_where_they_were(new_file: Path) -> None:
    async with at_screen(new_file) as user:
        await user.types("Refunds")
        await user.press("left", "left", "f1", "escape")
        await user.types("X")
        assert user.field == "RefunXds"


async def test_the_cursor_of_the_terminal_stays_behind_a_line_longer_than_its_field(
    new_file: Path,
) -> None:
    async with at_screen(new_file) as user:
        await user.types("x" * 100)
        await user.press("y")
        column, row = user.app.cursor_position
        assert user.strips[row].text[column - 1] == "y"


async def test_a_new_project_says_how_to_rename_it_until_a_capability_is_named(
    new_file: Path,
) -> None:
    async with at_screen(new_file) as user:
        assert "(Ctrl+T rename) · new capability" in user.status
        await user.types("Ref")
        await user.press("ctrl+t")
        user.sees("Rename the application", "What is the application called?")
        await user.types("Front desk")
        await user.press("enter")
        assert user.project.name == "Front desk"
        assert "Front desk · new capability" in user.status
        await user.types("unds")
        user.sees("Name Refunds")


async def test_a_capability_that_is_begun_has_its_name_in_the_review_and_plus_goes_there(
    new_file: Path,
) -> None:
    async with at_screen(new_file) as user:
        await user.types("Refunds")
        await user.press("escape")
        user.sees("1 Refunds ? undecided", "next E goes on describing it")
        await user.press("plus")
        user.sees("Name Refunds")
        assert "This one is begun and not yet described" in user.hint
        assert len(user.project.capabilities) == 1
