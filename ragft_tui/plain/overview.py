"""The whole application in lines: the map of the two axes, and the summary."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ragft_tui.core.model import Capability, Project
from ragft_tui.core.rules.rulebook import Rulebook
from ragft_tui.core.summary import summary
from ragft_tui.core.verdict.assess import assess
from ragft_tui.plain.words import region_lines
from ragft_tui.report.ascii import as_ascii
from ragft_tui.report.map import Frame, map_picture
from ragft_tui.report.summary import summary_sections

__all__ = ["map_lines", "summary_lines"]

_HEIGHT = 20


def map_lines(items: Mapping[int, Capability], rulebook: Rulebook, width: int) -> Iterable[str]:
    """Yield who stands in which region, in words, and then the picture.

    Args:
        items: What to tell, by the numbers of the review.
        rulebook: The rules that place them.
        width: The columns that a line may take.
    """
    verdicts = {number: assess(item, rulebook) for number, item in items.items()}
    yield from region_lines(verdicts.items())
    yield ""
    picture = map_picture(verdicts, rulebook.threshold, Frame(width, _HEIGHT))
    yield from map(as_ascii, picture.lines)


def summary_lines(project: Project, rulebook: Rulebook, width: int) -> Iterable[str]:
    """Yield the summary of a project, a heading before its lines."""
    for section in summary_sections(summary(project, rulebook), width):
        yield section.title
        yield from section.lines
