"""The split of a project by what counts: as a bar of signs, and in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ragft_tui.core.model import VerdictType
from ragft_tui.report.split import CELLS, Split, describe_split, split_bar
from ragft_tui.report.view import sign_of

RETRIEVAL, FINETUNING, BOTH, PROMPTING = VerdictType


def drawn(*split: tuple[VerdictType | None, int]) -> str:
    return "".join(map(sign_of, split_bar(split)))


@pytest.mark.parametrize(
    ("split", "bar"),
    [
        ((), ""),
        (((RETRIEVAL, 3), (FINETUNING, 1), (BOTH, 1), (None, 2)), "◆◆◆▲◈??"),
        (((RETRIEVAL, 10),), "◆◆◆◆◆◆◆◆◆◆"),
        (((RETRIEVAL, 400),), "◆◆◆◆◆◆◆◆◆◆"),
        (((RETRIEVAL, 30), (PROMPTING, 30)), "◆◆◆◆◆○○○○○"),
        (((RETRIEVAL, 1), (None, 99)), "◆?????????"),
        (((RETRIEVAL, 97), (FINETUNING, 1), (BOTH, 1), (None, 1)), "◆◆◆◆◆◆◆▲◈?"),
    ],
)
def test_a_bar_has_a_sign_a_capability_and_of_many_their_shares(split: Split, bar: str) -> None:
    assert drawn(*split) == bar


@given(
    st.lists(st.integers(0, 10_000), min_size=5, max_size=5).map(
        lambda counts: tuple(
            (kind, count) for kind, count in zip((*VerdictType, None), counts, strict=True) if count
        )
    )
)
def test_every_type_has_a_cell_and_the_bar_is_no_longer_than_its_place(split: Split) -> None:
    cells = split_bar(split)
    assert len(cells) == min(sum(count for _, count in split), CELLS)
    assert list(dict.fromkeys(cells)) == [kind for kind, _ in split]


def test_the_counts_are_told_in_words() -> None:
    assert describe_split(((FINETUNING, 1_200), (None, 1))) == "1,200 fine-tuning, 1 undecided"
