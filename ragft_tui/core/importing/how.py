"""How a file of capabilities is to be read, as far as a person says it."""

from __future__ import annotations

from typing import Final, Literal, get_args

from ragft_tui.core.records import dataclass

Format = Literal["csv", "jsonl", "json", "list", "lines", "openapi", "tools", "project"]
"""The formats: a table (CSV, TSV, cells of a spreadsheet), objects one a line, an array of objects
(JSON or YAML), lists and tables in a text (Markdown, Word), one capability a line, the operations
of an OpenAPI 3 description (JSON or YAML), the tools of an MCP or function manifest, a project."""

FORMATS: Final[tuple[Format, ...]] = get_args(Format)

FIELDS: Final = ("name", "description", "id", "group", "ignore")
"""What a column can be mapped to besides the id of a question."""


@dataclass(frozen=True, slots=True)
class HowToRead:
    """What a person says of a file; what is left out is detected."""

    format: Format | Literal[""] = ""
    encoding: str = ""
    """The name of an encoding as Python knows it, such as `cp1252`."""
    separator: str = ""
    """What stands between the cells of a table, one character."""
    header: bool | None = None
    """Whether the first row of a table names its columns."""
    mapping: tuple[tuple[str, str], ...] = ()
    """Pairs of column and field: one of `FIELDS` or the id of a question. A column is named by its
    header in any letter case, or by its number from 1, such as `"3"`."""
    by_group: bool = False
    """Whether all that stands under one heading or tag is one capability."""
