"""Capabilities in every state of review, to filter and sort."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from ragft_tui.core.model import Answer, Capability, Review, VerdictType
from tests.support.projects import described

TODAY: Final = date(2026, 11, 22)

REFUNDS = replace(
    described("Refunds", "Quotes the policy\nthat is in force."),
    answers=(
        Answer("volatility", "weekly"),
        Answer("citations", "required", "Legal, 3 May"),
        Answer("tone", "unknown"),
    ),
    review=Review("accepted", VerdictType.RETRIEVAL, "default 1", TODAY),
)
VOICE = replace(
    described("Voice", "Sounds like us.", tone="strict", volatility="weekly", examples=12),
    notes="Marketing signs off.",
    review=Review(
        *("overridden", VerdictType.BOTH, "default 1", TODAY),
        type=VerdictType.RETRIEVAL,
        because="The board wants it so.",
    ),
)
STYLE = replace(
    described("Straße", "Keeps a file.", tone="strict"),
    review=Review("accepted", VerdictType.RETRIEVAL, "default 1", TODAY),
)
NOTHING = described("Small", "Says hello.")
BEGUN = Capability("new")
ALL = (REFUNDS, VOICE, STYLE, NOTHING, BEGUN)
