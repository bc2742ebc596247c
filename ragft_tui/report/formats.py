"""The formats of reports: for each its name, the suffix of its files, and what renders it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from ragft_tui.core.records import dataclass
from ragft_tui.report.adr import (
    render_records,
    retire_record,
    rewrite_record,
    update_record,
)
from ragft_tui.report.data import render_report
from ragft_tui.report.html import render_html
from ragft_tui.report.markdown import render_markdown
from ragft_tui.report.project_report import ProjectReport, Provenance
from ragft_tui.report.svg_map import render_svg
from ragft_tui.report.table import render_csv
from ragft_tui.report.text import render_text


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

_ALL: Final[tuple[Format, ...]] = (
    FileFormat("text", ".txt", "plain text, for a terminal or a mail", render_text),
    FileFormat("md", ".md", "Markdown, for a pull request or a wiki", render_markdown),
    FileFormat("html", ".html", "one page for a browser or a printer", render_html),
    FileFormat("svg", ".svg", "the map alone, for a slide", render_svg),
    DirectoryFormat(
        "adr",
        "-decisions",
        "decision records, one file a capability",
        render_records,
        update_record,
        rewrite_record,
        retire_record,
    ),
    FileFormat("csv", ".csv", "a table for a spreadsheet, a row a capability", render_csv),
    FileFormat("json", ".json", "data for other programs", render_report),
)
FORMATS: Final[Mapping[str, Format]] = {each.name: each for each in _ALL}
"""All formats by their names; the first is the default."""
