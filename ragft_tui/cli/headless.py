"""The commands that need no screen."""

from __future__ import annotations

from pathlib import Path

from ragft_tui.core.model import Capability
from ragft_tui.core.review.diff import with_verdicts
from ragft_tui.core.rulebook.model import Rulebook
from ragft_tui.core.text import clean
from ragft_tui.report.batch import OutputFormat, batch_writer
from ragft_tui.report.differences import DifferenceFormat, difference_report
from ragft_tui.report.text import render_table, render_verdict
from ragft_tui.report.view import CapabilityView
from ragft_tui.storage.git import read_version
from ragft_tui.storage.project.load import load_project, project_from_bytes


def table(path: Path, rulebook: Rulebook | None) -> str:
    """Return the verdict table of a project file.

    Args:
        path: The project file.
        rulebook: What to assess by; `None` for the rulebook that the project names.

    Raises:
        RagftError: Where the file cannot be read, or is not a project.
    """
    project, chosen = load_project(path, rulebook)
    return render_table(project, chosen)


def diff(
    old: str, new: str, output: DifferenceFormat, rulebook: Rulebook | None
) -> tuple[str, bool]:
    """Return what differs between two versions of a project, and whether anything does.

    Args:
        old: A file, or `REVISION:PATH` of git.
        new: The same.
        output: How it is told.
        rulebook: What to assess by; `None` for the rulebook that each version names.

    Raises:
        RagftError: Where one cannot be read, or is not a project.
    """
    versions = [
        project_from_bytes(data, path, rulebook) for data, path in map(read_version, (old, new))
    ]
    (before, one), (after, other) = versions
    # The same one for both: what was worked out by equal ones is looked up by comparing them.
    found = with_verdicts((before, one), (after, one if other == one else other))
    return difference_report(found, output), bool(found)


def classify(text: str, output: OutputFormat, rulebook: Rulebook) -> str:
    """Return what the words of a description point to, with reasons and sources."""
    capability = Capability("described", description=clean(text))
    item = CapabilityView(capability, rulebook)
    if output == "text":
        return render_verdict(item)
    writer = batch_writer(output)
    return writer.begin() + writer.result(item) + writer.end()
