"""The commands that need no screen."""

from __future__ import annotations

from pathlib import Path

from ragft_tui.core.model import Capability
from ragft_tui.core.rules.rulebook import Rulebook
from ragft_tui.core.text import clean
from ragft_tui.report.batch import OutputFormat, batch_writer
from ragft_tui.report.text import verdict_table, verdict_text
from ragft_tui.report.view import view
from ragft_tui.store.projects import load_project

__all__ = ["classify", "table"]


def table(path: Path, rulebook: Rulebook | None) -> str:
    """Return the verdict table of a project file.

    Args:
        path: The project file.
        rulebook: What to assess by; `None` for the rulebook that the project names.

    Raises:
        RagftError: Where the file cannot be read, or is not a project.
    """
    project, chosen = load_project(path, rulebook)
    return verdict_table(project, chosen)


def classify(text: str, output: OutputFormat, rulebook: Rulebook) -> str:
    """Return what the words of a description point to, with reasons and sources."""
    capability = Capability("described", description=clean(text))
    if output == "text":
        return verdict_text(view(capability, rulebook))
    writer = batch_writer(output, rulebook)
    return writer.begin() + writer.result(capability) + writer.end()
