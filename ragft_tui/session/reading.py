"""Files and pastes as they were read, and how each could be read otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from ragft_tui.core.errors import RagftError, raise_problems
from ragft_tui.core.importing import FIELDS, FORMATS, Candidates, HowToRead, Unread
from ragft_tui.core.records import dataclass
from ragft_tui.core.rulebook import Rulebook
from ragft_tui.core.text import one_line
from ragft_tui.report.importing import FORMAT_NAMES, separator_name
from ragft_tui.session.typed import typed_path
from ragft_tui.storage.importing import read_candidates, read_text_candidates
from ragft_tui.storage.paths import display

_ENCODINGS: Final = ("utf-8", "cp1252", "utf-16", "iso-8859-15", "cp1250", "cp437", "mac-roman")
_SEPARATORS: Final = (",", ";", "\t", "|")
_HEADERS: Final = ((True, "names the columns"), (False, "is a capability as well"))
_GROUPS: Final = ((False, "one for each entry"), (True, "one for each heading or tag"))
_ONE_COLUMN: Final = ("name", "description", "id")
"""The fields that are read from one column."""
_GROUPED: Final = ("list", "openapi", "csv", "json", "jsonl")
"""The formats in which entries stand under something."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One part of how a file is read, and the choices for it."""

    title: str
    value: str
    """What it is now."""
    choices: tuple[tuple[str, HowToRead], ...]
    """Pairs of what could be chosen, and how the file is read then."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A file or a paste, as it was read."""

    name: str
    """What it is called."""
    data: Path | bytes | str
    """The file, its bytes, or the text that was pasted."""
    how: HowToRead
    """How a person wants it to be read."""
    found: Candidates

    @property
    def unread(self) -> tuple[tuple[str, Unread], ...]:
        """What was not read, each with the name of the file."""
        return tuple((self.name, each) for each in self.found.unread)

    def settings(self, rulebook: Rulebook) -> tuple[Setting, ...]:
        """Return how it was read, part by part, with the choices for each.

        Args:
            rulebook: Gives the questions that columns may answer.
        """
        return tuple(self._settings(rulebook))

    def _settings(self, rulebook: Rulebook) -> Iterator[Setting]:
        how, source = self.how, self.found.source
        formats = ((FORMAT_NAMES[each], replace(how, format=each)) for each in FORMATS)
        yield Setting("Format", FORMAT_NAMES[source.format], tuple(formats))
        if source.encoding:
            names = dict.fromkeys((source.encoding, *_ENCODINGS))
            encodings = tuple((each, replace(how, encoding=each)) for each in names)
            yield Setting("Encoding", source.encoding, encodings)
        if source.separator:
            marks = dict.fromkeys((source.separator, *_SEPARATORS))
            separators = ((separator_name(each), replace(how, separator=each)) for each in marks)
            yield Setting("Separator", separator_name(source.separator), tuple(separators))
        if source.header is not None:
            headers = ((text, replace(how, header=each)) for each, text in _HEADERS)
            yield Setting("First row", dict(_HEADERS)[source.header], tuple(headers))
        if source.format in _GROUPED:
            groups = ((text, replace(how, by_group=each)) for each, text in _GROUPS)
            yield Setting("Capabilities", dict(_GROUPS)[how.by_group], tuple(groups))
        titles = {each.id: one_line(each.title) for each in rulebook.questions}
        for number, column in enumerate(source.columns, start=1):
            field = self._field_of(number, column)
            fields = (
                (titles.get(each, each), self._mapped(number, column, each))
                for each in (*FIELDS, *titles)
            )
            title = f"Column {number}, {one_line(column)}"
            yield Setting(title, titles.get(field, field), tuple(fields))

    def _field_of(self, number: int, column: str) -> str:
        names = {str(number), column.casefold()}
        mapped = self.found.source.mapping
        return next((field for name, field in mapped if name.casefold() in names), "ignore")

    def _mapped(self, number: int, column: str, field: str) -> HowToRead:
        """Return how it is read with a column as another field; what was that field is ignored."""
        changed = {(str(number), column): field}
        if field in _ONE_COLUMN:
            for at, other in enumerate(self.found.source.columns, start=1):
                if at != number and self._field_of(at, other) == field:
                    changed[str(at), other] = "ignore"
        names = {name.casefold() for pair in changed for name in pair}
        kept = [pair for pair in self.how.mapping if pair[0].casefold() not in names]
        wanted = [(at, wanted) for (at, _), wanted in changed.items()]
        return replace(self.how, mapping=(*kept, *wanted))


def read(name: str, data: Path | bytes | str, rulebook: Rulebook, how: HowToRead) -> Reading:
    """Read a file or a paste.

    Args:
        name: What it is called; its ending may tell its format.
        data: The file, its bytes, or the text that was pasted.
        rulebook: Gives the questions and options that answers may name.
        how: How it is to be read.

    Raises:
        UsageError: If nothing of it can be read.
    """
    if isinstance(data, str):
        found = read_text_candidates(data, rulebook, how)
        found = replace(found, source=replace(found.source, encoding=""))
    else:
        found = read_candidates(name, data, how, rulebook)
    return Reading(name, data, how, found)


def read_typed(typed: str, rulebook: Rulebook) -> Reading:
    """Read the file whose name was typed.

    Raises:
        UsageError: If it is no name, or nothing of the file can be read.
    """
    path = typed_path(typed)
    return read(display(path), path, rulebook, HowToRead())


def read_all(
    sources: Sequence[tuple[str, Path | bytes]], rulebook: Rulebook, how: HowToRead
) -> tuple[Reading, ...]:
    """Read several files.

    Args:
        sources: Pairs of what a file is called, and the file or its bytes.
        rulebook: As of `read`.
        how: As of `read`.

    Raises:
        ProblemsError: With all that keeps files from being read at all.
    """
    readings: list[Reading] = []
    problems: list[RagftError] = []
    for name, data in sources:
        try:
            readings.append(read(name, data, rulebook, how))
        except RagftError as error:
            problems += error.problems
    raise_problems(iter(problems))
    return tuple(readings)
