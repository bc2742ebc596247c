"""Classifying: any description gets a verdict from both classifiers, and it is told inertly."""

from __future__ import annotations

from typing import Final

from ragft_tui import classify_capability
from ragft_tui.cli.classify import render_classification
from ragft_tui.core.model import Capability
from ragft_tui.core.text import clean
from ragft_tui.report.cells import BYTE_ORDER_MARK
from ragft_tui.report.view import CapabilityView
from tests.support.hostile import controls_in
from tests.support.projects import packaged_rulebook, small_rulebook

__all__ = ["SEEDS", "fuzz"]

SEEDS: Final = (
    b"Every answer must cite the specific document, no exceptions; prices change weekly.",
    b"Must always use a consistent format and the house tone; no citations needed.",
    "Gibt Auskünfte in Echtzeit; nicht täglich, sondern stündlich. 方針を引用する".encode(),
)
"""Descriptions to begin with."""
RULEBOOKS: Final = (packaged_rulebook(), small_rulebook())


def fuzz(data: bytes) -> None:
    """Classify a description in every way."""
    text = data.decode("utf-8", "surrogateescape")
    classify_capability(text)
    described = Capability("a", description=clean(text))
    words, keywords = (CapabilityView(described, each) for each in RULEBOOKS)
    assert not controls_in(render_classification(words, "text"))
    table = render_classification(keywords, "csv")
    assert not controls_in(table.removeprefix(BYTE_ORDER_MARK))
