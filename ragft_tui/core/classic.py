"""The classic keyword classifier, unchanged."""

from __future__ import annotations

from enum import Enum
from typing import Final


class CapabilityType(Enum):
    """The three types of the classic classifier."""

    FACT_RETRIEVAL = "retrieval"
    PATTERN_LEARNING = "finetuning"
    HYBRID = "both"


_FACTS: Final = ("up-to-date", "specific document", "citation needed")
_PATTERNS: Final = ("consistent format", "style", "tone", "protocol")


def classify_capability(description: str) -> CapabilityType:
    """Classify a description by counting indicators in it.

    Each indicator counts once, as a substring of the lowered description. The higher count wins; a
    tie, no indicator at all included, is `HYBRID`. The assessment (`core.verdict.assess`) asks more
    and says why; this function is for programs that rely on the classic answer.

    Args:
        description: What the capability does.
    """
    lowered = description.lower()
    facts = sum(indicator in lowered for indicator in _FACTS)
    patterns = sum(indicator in lowered for indicator in _PATTERNS)
    if facts > patterns:
        return CapabilityType.FACT_RETRIEVAL
    if patterns > facts:
        return CapabilityType.PATTERN_LEARNING
    return CapabilityType.HYBRID
