"""Capabilities as they were read from a file or a paste, and what could not be read."""

from __future__ import annotations

from ragft_tui.core.importing.how import Format
from ragft_tui.core.model import Answer, Capability
from ragft_tui.core.records import dataclass


@dataclass(frozen=True, slots=True)
class Candidate:
    """What was read of one capability, before a person takes it in."""

    name: str
    """Never empty: without a name of its own it is the first words of the description."""
    description: str
    """Empty where the file has none."""
    line: int
    """Where it begins, from one."""
    id: str = ""
    """The id that the file gives it; empty if it gives none."""
    group: str = ""
    """The heading, tag or value of the column that it stood under."""
    columns: tuple[tuple[str, str], ...] = ()
    """Of a table every cell with a value, by its header, as it stands in the file."""
    answers: tuple[Answer, ...] = ()
    """The answers in columns or fields that are named after questions."""
    capability: Capability | None = None
    """The whole capability, where one was read: from a project, or from our own CSV."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A row that could not be taken."""

    line: int
    """From one."""
    column: int
    """From one: of a table its column, else that of the character; 0 if none is to blame."""
    why: str
    """A clause, with what to do about it."""


@dataclass(frozen=True, slots=True)
class Source:
    """How a file was read."""

    format: Format
    encoding: str = ""
    """As Python knows it, such as `utf-8` or `cp1252`."""
    separator: str = ""
    """Of a table, what stands between its cells."""
    header: bool | None = None
    """Of a table, whether its first row names the columns; `None` of other formats."""
    columns: tuple[str, ...] = ()
    """Of a table, the names of all columns in their order; their numbers where it has no header."""
    mapping: tuple[tuple[str, str], ...] = ()
    """Pairs of column and field, as in `HowToRead`, of those that are not ignored."""
    notes: tuple[str, ...] = ()
    """Sentences on what a person should know before taking it in."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """All that was read of one file."""

    candidates: tuple[Candidate, ...]
    """In the order of the file."""
    unread: tuple[Unread, ...]
    """By their lines."""
    source: Source
