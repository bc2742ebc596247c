"""The formats of reports: for each its name, the suffix of its files, and what renders it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from ragft_tui.core.records import dataclass
from ragft_tui.report.project_report import ProjectReport, Provenance


@dataclass(frozen=True, slots=True)
class FileFormat:
    """A format of which a report is one file."""

    name: str
    """How `--format` calls it."""
    suffix: str
    """The end of its file names, with the dot."""
    title: str
    """What it is and for whom, for lists of formats."""
    render: Callable[[ProjectReport], Iterable[str]]
    """Returns the text in pieces, about one a capability, so that progress can be shown."""


@dataclass(frozen=True, slots=True)
class DirectoryFormat:
    """A format of which a report is a directory of files."""

    name: str
    """How `--format` calls it."""
    suffix: str
    """The end of the name of its directory, such as `-decisions`."""
    title: str
    """What it is and for whom, for lists of formats."""
    render: Callable[[ProjectReport], Iterable[tuple[str, str]]]
    """Returns pairs of a file name and its text, about one a capability."""
    update: Callable[[str, str], str]
    """Returns what becomes of a file: takes the text that it has and the one that was rendered.
    Raises ChangedRecordError if it was changed where a person should not, and UsageError if it is
    another's."""
    rewrite: Callable[[str, str], str]
    """The same, but for a file that was changed: what is ours is replaced."""
    retire: Callable[[str, Provenance], str | None]
    """Returns what becomes of a file of which nothing was rendered this time; `None` if it is
    another's, which stays as it is."""


Format = FileFormat | DirectoryFormat

# Each renderer is imported when it is used: a report has one format.


def _text(report: ProjectReport) -> Iterable[str]:
    from ragft_tui.report.text import render_text

    return render_text(report)


def _markdown(report: ProjectReport) -> Iterable[str]:
    from ragft_tui.report.markdown import render_markdown

    return render_markdown(report)


def _html(report: ProjectReport) -> Iterable[str]:
    from ragft_tui.report.html import render_html

    return render_html(report)


def _svg(report: ProjectReport) -> Iterable[str]:
    from ragft_tui.report.svg_map import render_svg

    return render_svg(report)


def _csv(report: ProjectReport) -> Iterable[str]:
    from ragft_tui.report.table import render_csv

    return render_csv(report)


def _json(report: ProjectReport) -> Iterable[str]:
    from ragft_tui.report.data import render_report

    return render_report(report)


def _records(report: ProjectReport) -> Iterable[tuple[str, str]]:
    from ragft_tui.report.adr import render_records

    return render_records(report)


def _updated(found: str, rendered: str) -> str:
    from ragft_tui.report.adr import update_record

    return update_record(found, rendered)


def _rewritten(found: str, rendered: str) -> str:
    from ragft_tui.report.adr import rewrite_record

    return rewrite_record(found, rendered)


def _retired(found: str, provenance: Provenance) -> str | None:
    from ragft_tui.report.adr import retire_record

    return retire_record(found, provenance)


_ALL: Final[tuple[Format, ...]] = (
    FileFormat("text", ".txt", "plain text, for a terminal or a mail", _text),
    FileFormat("md", ".md", "Markdown, for a pull request or a wiki", _markdown),
    FileFormat("html", ".html", "one page for a browser or a printer", _html),
    FileFormat("svg", ".svg", "the map alone, for a slide", _svg),
    DirectoryFormat(
        "adr",
        "-decisions",
        "decision records, one file a capability",
        _records,
        _updated,
        _rewritten,
        _retired,
    ),
    FileFormat("csv", ".csv", "a table for a spreadsheet, a row a capability", _csv),
    FileFormat("json", ".json", "data for other programs", _json),
)
FORMATS: Final[Mapping[str, Format]] = {each.name: each for each in _ALL}
"""All formats by their names; the first is the default."""
