"""The costs: inputs that are stepped, typed and chosen, and the figures that follow them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ragft_tui.core.costs import INPUTS
from tests.support.pilot import NARROW, User, at_screen

if TYPE_CHECKING:
    from pathlib import Path

SIZES = [(60, 20), NARROW, (200, 50)]


def chunks(number: str) -> str:
    """Return the row of the chunks."""
    return f"Chunks {number}"


async def to_input(user: User, name: str) -> None:
    """Go to the costs, and mark an input."""
    await user.press("f2", "g", "C")
    label = INPUTS[name].label
    while f"› {label} " not in user.words:
        await user.press("down")


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_inputs_and_figures_stand_beside_or_below_one_another(
    sample: Path, size: tuple[int, int]
) -> None:
    async with at_screen(sample, size) as user:
        await user.press("f2", "C")
        user.sees("costs", "› Documents", "Retrieval: ", "Tokens of the documents", "Assumed.")


async def test_a_step_moves_the_figures_and_undo_takes_it_back(sample: Path) -> None:
    async with at_screen(sample) as user:
        await to_input(user, "documents")
        user.sees(chunks("10,000"))
        await user.press("right")
        user.sees(chunks("20,000"), "Yours; the default is 1,000")
        assert dict(user.project.costs) == {"documents": 2_000}
        await user.press("u")
        user.sees("Undone: the input “Documents”.", chunks("10,000"))
        assert user.project.costs == ()


async def test_a_number_is_typed_by_its_first_digit_on(sample: Path) -> None:
    async with at_screen(sample) as user:
        await to_input(user, "pages")
        await user.press("2", "full_stop", "5", "enter")
        assert dict(user.project.costs) == {"pages": 2.5}
        assert dict((await user.saves()).costs) == {"pages": 2.5}


@pytest.mark.parametrize("typed", ["-1", "1e99", "nan", "many", "0.5", "9" * 60])
async def test_what_is_no_such_number_is_told_with_the_range_and_changes_nothing(
    sample: Path, typed: str
) -> None:
    async with at_screen(sample) as user:
        await to_input(user, "documents")
        await user.press("enter", "ctrl+u")
        await user.types(typed)
        await user.press("enter")
        assert "Documents must be a whole number from 0 to 1,000,000,000" in user.hint
        assert user.project.costs == ()
        await user.press("escape")
        user.sees(chunks("10,000"))


async def test_what_was_typed_and_not_accepted_is_kept(sample: Path) -> None:
    async with at_screen(sample) as user:
        await to_input(user, "documents")
        await user.press("7", "5", "escape")
        assert (await user.saves()).draft.costs == (("documents", "75"),)
        await user.press("enter")
        assert user.field == "75"
        await user.press("enter")
        saved = await user.saves()
        assert (saved.costs, saved.draft.costs) == ((("documents", 75),), ())


async def test_a_name_is_chosen_from_a_list(sample: Path) -> None:
    async with at_screen(sample) as user:
        await to_input(user, "method")
        await user.press("enter", "3", "enter")
        assert dict(user.project.costs) == {"method": "full"}


async def test_an_overlap_as_large_as_the_chunk_is_told_and_other_figures_stay(
    sample: Path,
) -> None:
    async with at_screen(sample, (200, 50)) as user:
        await to_input(user, "overlap")
        await user.press("enter", "ctrl+u", *"2000", "enter")
        user.sees("Overlap of chunks: must be smaller than the chunk of 1,024 tokens, not 2,000")
        user.sees_no("Index in memory")
        user.sees("GPU-hours", "Peak")


async def test_why_tells_formula_and_source(sample: Path) -> None:
    async with at_screen(sample) as user:
        await user.press("f2", "C", "tab", "down", "down", "r")
        user.sees("Chunks", "Formula", "rounded up", "Source", "https://")


async def test_two_ways_stand_side_by_side_until_that_is_ended(sample: Path) -> None:
    async with at_screen(sample, (200, 50)) as user:
        await user.press("f2", "C", "c")
        user.sees("LoRA", "full fine-tuning", "only the capabilities with a decision")
        await user.press("enter")
        user.sees("as it is against LoRA", "LoRA: The high end fits")
        await user.press("c")
        user.sees_no("as it is")


async def test_the_cursor_passes_headings(sample: Path) -> None:
    async with at_screen(sample) as user:
        await to_input(user, "replicas")
        await user.press("down")
        user.sees("› Base model")
        await user.press("up")
        user.sees("› Replicas of the index")
        await user.press("home")
        user.sees("› Documents")


async def test_the_bars_have_the_line_of_the_gpu(sample: Path) -> None:
    async with at_screen(sample, (200, 50)) as user:
        await user.press("f2", "C")
        (peak,) = (row for row in user.rows if "  Peak " in row)
        assert "━" in peak.partition("┃")[0]
        user.sees("A100 80 GB holds it.")


async def test_a_session_that_only_looks_changes_no_input(sample: Path) -> None:
    async with at_screen(sample) as user:
        user.app.open_project(sample, create=False, read_only_reason="it is a test")
        user.app.show()
        await user.settle()
        await user.press("C", "right")
        assert user.hint == "Read-only: it is a test."
        assert user.project.costs == ()


@pytest.mark.parametrize("word", ["costs", "memory", "gpu", "estimate"])
async def test_the_palette_finds_the_costs_by_what_they_are_about(sample: Path, word: str) -> None:
    async with at_screen(sample) as user:
        await user.press("f2", "ctrl+p")
        await user.types(word)
        await user.press("enter")
        user.sees("Support assistant · costs")
