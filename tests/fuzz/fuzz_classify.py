"""Classifying: any description gets a verdict from both classifiers, and it is told inertly."""

from __future__ import annotations

from typing import Final

from ragft_tui import classify_capability
from ragft_tui.cli.classify import render_classification
from tests.support.hostile import controls_in
from tests.support.projects import packaged_rulebook, small_rulebook

__all__ = ["SEEDS", "fuzz"]

SEEDS: Final = (
    b"Every answer must cite the specific document, no exceptions; prices change weekly.",
    b"Must always use a consistent format and the house tone; no citations needed.",
    "Gibt Auskünfte in Echtzeit; nicht täglich, sondern stündlich. 方針を引用する".encode(),
)
"""Descriptions to begin with."""


def fuzz(data: bytes) -> None:
    """Classify a description in every way."""
    text = data.decode("utf-8", "surrogateescape")
    classify_capability(text)
    assert not controls_in(render_classification(text, "text", packaged_rulebook()))
    assert not controls_in(render_classification(text, "csv", small_rulebook()))
