"""The costs in plain mode: figures, why they are so, other ways, and the inputs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ragft_tui.core.model import Project
from tests.support.plain import saved, talk
from tests.support.projects import described
from tests.unit.plain.conftest import written

if TYPE_CHECKING:
    from pathlib import Path

FACTS = described("Facts", citations="required", source="collection")
VOICE = described("Voice", tone="strict", format="free")


@pytest.fixture
def costed(new: Path) -> Path:
    """Return the file of a project that needs an index and an adapter."""
    return written(new, Project("App", capabilities=(FACTS, VOICE)))


def test_all_figures_are_told_with_what_they_are_for(costed: Path) -> None:
    said = talk(costed, "review", "costs").flowing
    assert "Retrieval: 1 index." in said
    assert "Chunks: 5,000, from 5,000 to 8,000." in said
    assert "Memory at its peak: " in said
    assert "A100 80 GB holds it." in said
    assert "2 capabilities count." in said


def test_why_tells_formula_assumptions_and_source(costed: Path) -> None:
    said = talk(costed, "review", "costs why index in mem").flowing
    assert "Formula: 1.5 × vectors" in said
    assert "Assumes: The whole index is kept in memory." in said
    assert "Source: FAISS" in said


def test_an_input_is_set_by_its_name_or_label_and_undone(costed: Path) -> None:
    talked = talk(costed, "review", "set documents 5,000", "set Tokens of a page = 700", "undo")
    assert "Documents: 5,000 documents." in talked.flowing
    assert "Undone: the input “Tokens of a page”." in talked.flowing
    assert saved(costed).costs == (("documents", 5_000),)


def test_without_a_value_an_input_has_its_default_again(costed: Path) -> None:
    assert "Rank: 16." in talk(costed, "review", "set rank 64", "set rank").flowing
    assert saved(costed).costs == ()


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("set documents -1", "Documents must be a whole number from 0 to 1,000,000,000"),
        ("set gpu_price cheap", "Price of a GPU must be a number from 0 to 1,000,000,000"),
        ("set model nothing", '"nothing" is not a known base model'),
        ("set nothing 5", '"nothing" is not a known input'),
        ("set", "an input is needed"),
        ("costs for free", "costs takes inputs, why or with, not for"),
        ("costs why money", '"money" is not a known figure'),
    ],
)
def test_what_is_wrong_is_told_and_changes_nothing(costed: Path, line: str, what: str) -> None:
    before = saved(costed)
    assert what in talk(costed, "review", line).err
    assert saved(costed).costs == before.costs


def test_an_overlap_that_is_none_is_told_and_other_figures_stay(costed: Path) -> None:
    said = talk(costed, "review", "set overlap 2000", "costs").flowing
    assert "Overlap of chunks: must be smaller than the chunk of 1,024 tokens" in said
    assert "Chunks: " not in said
    assert "Memory at its peak: " in said


def test_another_way_is_compared_by_the_figures_that_differ(costed: Path) -> None:
    said = talk(costed, "review", "costs with", "costs with lora").flowing
    assert "It can be compared with LoRA, full fine-tuning" in said
    assert "Memory at its peak: 15 GB; with LoRA, 22.5 GB." in said
    assert "Chunks: 5,000; with" not in said


def test_inputs_are_told_with_what_they_rest_on(costed: Path) -> None:
    said = talk(costed, "review", "set pages 3", "costs inputs").flowing
    assert "Pages of a document (pages): 3 pages, given." in said
    assert "Rank (rank): 16, assumed. The papers on LoRA" in said


def test_a_session_that_only_looks_tells_the_costs_and_sets_nothing(costed: Path) -> None:
    talked = talk(costed, "costs", "set rank 8", read_only_reason="it is a test")
    assert "Retrieval: 1 index." in talked.flowing
    assert "read-only: it is a test" in talked.err
