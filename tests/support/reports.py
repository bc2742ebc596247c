"""Reports to test with."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from ragft_tui.core.model import Project
from ragft_tui.core.rulebook import Rulebook
from ragft_tui.report.project_report import ProjectReport, Provenance
from ragft_tui.session.project_costs import project_costs
from tests.support.projects import packaged_rulebook, project_of
from tests.support.reviewed import ALL

__all__ = ["MADE", "report_of"]

MADE: Final = datetime(2026, 11, 22, 14, 3, tzinfo=UTC)
"""When reports of tests are made."""


def report_of(
    project: Project | None = None,
    rulebook: Rulebook | None = None,
    *,
    made: datetime | None = MADE,
) -> ProjectReport:
    """Return the report on a project.

    Args:
        project: The project; one with every state of review where it is left out.
        rulebook: What it is assessed by; the packaged one where it is left out.
        made: When it is made.
    """
    rulebook = rulebook or packaged_rulebook()
    provenance = Provenance("app.toml", "ab" * 32, "0.1", rulebook.edition, made)
    shown = project or project_of(*ALL)
    return ProjectReport(shown, rulebook, provenance, project_costs)
