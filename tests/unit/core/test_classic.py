"""The classic classifier counts its indicators and nothing else."""

from __future__ import annotations

import pytest

import ragft_tui
from ragft_tui.core.classic import CapabilityType, classify_capability


@pytest.mark.parametrize(
    ("description", "expected"),
    [
        ("", CapabilityType.HYBRID),
        ("Nothing of note", CapabilityType.HYBRID),
        ("Needs up-to-date prices", CapabilityType.FACT_RETRIEVAL),
        ("A SPECIFIC DOCUMENT, Citation Needed", CapabilityType.FACT_RETRIEVAL),
        ("Always the same tone", CapabilityType.PATTERN_LEARNING),
        ("consistent format and style", CapabilityType.PATTERN_LEARNING),
        ("up-to-date and in style", CapabilityType.HYBRID),
        ("up-to-date, citation needed, in style", CapabilityType.FACT_RETRIEVAL),
        ("style style style, up-to-date", CapabilityType.HYBRID),
        ("a keystone protocols stylesheet", CapabilityType.PATTERN_LEARNING),
        ("up to date", CapabilityType.HYBRID),
    ],
)
def test_a_description_is_classified(description: str, expected: CapabilityType) -> None:
    assert classify_capability(description) is expected


def test_it_is_public() -> None:
    assert ragft_tui.classify_capability is classify_capability
    assert ragft_tui.CapabilityType is CapabilityType


def test_the_members_have_the_names_of_the_verdicts() -> None:
    assert [member.value for member in CapabilityType] == ["retrieval", "finetuning", "both"]
