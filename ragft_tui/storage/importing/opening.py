"""Files opened for reading, told apart, and handed to the reader of their format."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from heapq import merge
from pathlib import Path
from typing import BinaryIO, Final

from ragft_tui.core.errors import ROOT, Index, Position, RagftError, UsageError
from ragft_tui.core.importing import Format, HowToRead, Source
from ragft_tui.core.records import dataclass
from ragft_tui.core.rulebook import Rulebook
from ragft_tui.core.text import clean, is_blank
from ragft_tui.storage.files import FILE_BYTES
from ragft_tui.storage.importing.dialect import detect_dialect
from ragft_tui.storage.importing.documents import read_document
from ragft_tui.storage.importing.encodings import UTF_8, check_encoding, detect_encoding
from ragft_tui.storage.importing.entry import Entry, text_entry
from ragft_tui.storage.importing.fields import FieldNames, UnknownName
from ragft_tui.storage.importing.groups import group_entries
from ragft_tui.storage.importing.json_text import read_json_lines
from ragft_tui.storage.importing.lines import Line, read_lines
from ragft_tui.storage.importing.lists import read_lists
from ragft_tui.storage.importing.names import split_name
from ragft_tui.storage.importing.own_table import OWN_TABLE, is_own_table, own_entry
from ragft_tui.storage.importing.parts import Cut, cut, entries_of, whole
from ragft_tui.storage.importing.records import BadRecord, Record, RecordReader, UnknownNames
from ragft_tui.storage.importing.sniff import check_signature, check_text, sniff_format
from ragft_tui.storage.importing.tables import TableReader, read_markdown_table
from ragft_tui.storage.project import decode_project
from ragft_tui.storage.toml.locate import positions

DOCUMENT_BYTES: Final = 16 * 1024 * 1024
"""The largest document that is read whole: lists, JSON arrays, API descriptions."""

_UNICODE: Final = ("jsonl", "json", "openapi", "tools", "project")
"""The formats that are never in an encoding of before Unicode."""
_HEAD: Final = 64 * 1024
_FIRST_LINES: Final = 200


@dataclass(frozen=True, slots=True)
class Reading:
    """A file that is being read."""

    source: Source
    parts: Cut
    """Cuts it into parts that are made records each by itself."""
    reader: RecordReader
    """Makes the records."""
    names: UnknownNames
    """Reports the names that are passed over."""
    notes: list[str]
    """What a person should know; complete once all records are read."""

    @property
    def records(self) -> Iterator[Record | BadRecord]:
        """The records in the order of the file, each read when it is asked for."""
        for record in map(self.reader.read, entries_of(self.parts)):
            self.names.add(record.passed_over)
            yield record


def open_reading(
    name: str,
    stream: BinaryIO,
    rulebook: Rulebook,
    how: HowToRead,
    *,
    guess: bool = False,
    strict: bool = False,
    report: Callable[[UnknownName], None] = lambda _: None,
) -> Reading:
    """Return the records of a file, which are read one by one.

    JSON lines, tables and lines are read in memory that does not grow; all else is read whole.

    Args:
        name: The name of the file as the user knows it.
        stream: Its bytes; unless they are JSON lines and `how` says so, a stream that can be set
            back.
        rulebook: Gives the questions and options that answers may name.
        how: How it is to be read; what is left out is detected.
        guess: Whether a name and a description are looked for in columns with other names.
        strict: Whether an unknown name is an error.
        report: Called with each unknown name once; not if it is an error.

    Raises:
        UsageError: If nothing of it can be read.
    """
    encoding = _encoding(stream, how)
    start = stream.tell() if stream.seekable() else None
    opened = _Opened(name, stream, start, encoding, rulebook, how)
    kind = how.format or opened.format()
    if kind in _UNICODE and not how.encoding and not encoding.startswith("utf"):
        opened = replace(opened, encoding=UTF_8)
    in_table = kind in ("csv", "list")
    names = FieldNames(rulebook, how.mapping, in_table=in_table)
    reader = RecordReader(rulebook, names, strict)
    reported = UnknownNames(report)
    notes: list[str] = []
    source = Source(kind, opened.encoding)
    if kind == "csv":
        pass_over = partial(_pass_over, reader, reported)
        source, parts = _open_table(opened, names, source, notes, pass_over, guess=guess)
    elif kind == "jsonl":
        parts = cut(opened.lines(), read_json_lines)
    elif kind == "lines":
        parts = cut(opened.lines(), _read_lines)
    elif kind == "list":
        parts = cut(_read_lists(opened, names, notes), whole)
    elif kind == "project":
        parts = cut(_read_project(opened), whole)
    else:
        wanted = None if how.format in ("", "json") and kind == "json" else kind
        document = read_document(opened.text(), wanted, notes=notes)
        source, parts = replace(source, format=document.format), cut(document.entries, whole)
    if how.by_group:
        parts = cut(group_entries(entries_of(parts), names), whole)
    return Reading(source, parts, reader, reported, notes)


@dataclass(frozen=True, slots=True)
class _Opened:
    """A file on its way to a reader."""

    name: str
    stream: BinaryIO
    start: int | None
    """Where it begins; `None` if it cannot be set back."""
    encoding: str
    rulebook: Rulebook
    how: HowToRead

    def lines(self) -> Iterator[Line]:
        """Return the lines of the file from its beginning."""
        if self.start is not None:
            self.stream.seek(self.start)
        return read_lines(self.stream, self.encoding)

    def first_lines(self) -> tuple[list[Line], bool]:
        """Return its first lines, and whether these are all."""
        first: list[Line] = []
        size = 0
        reading = self.lines()
        for line in reading:
            first.append(line)
            size += len(line.text)
            if len(first) >= _FIRST_LINES or size >= _HEAD:
                return first, next(reading, None) is None
        return first, True

    def format(self) -> Format:
        """Return the format that its name and its content tell."""
        lines, is_all = self.first_lines()
        return sniff_format(
            self.name, lines, FieldNames(self.rulebook, in_table=True), is_all=is_all
        )

    def data(self, most: int) -> bytes:
        """Return all of it.

        Raises:
            UsageError: If it is larger than `most` bytes.
        """
        if self.start is not None:
            self.stream.seek(self.start)
        data = self.stream.read(most + 1)
        if len(data) > most:
            what = f"is larger than {most // 1024**2} MiB"
            raise UsageError(what, advice="check that it is the right file, or split it")
        return data

    def text(self) -> str:
        """Return the text of a document.

        Raises:
            UsageError: If it is too large, or not in its encoding.
        """
        data = self.data(DOCUMENT_BYTES).removeprefix(BOM_UTF8)
        try:
            return data.decode(self.encoding)
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            what = f"is not {self.encoding.upper()} text (byte 0x{data[error.start]:02X})"
            position = Position(line)
            raise UsageError(what, position=position, advice="save the file as UTF-8") from error


def _encoding(stream: BinaryIO, how: HowToRead) -> str:
    if how.encoding:
        return check_encoding(how.encoding)
    if not stream.seekable():
        return UTF_8
    start = stream.tell()
    head = stream.read(_HEAD)
    stream.seek(start)
    check_signature(head)
    encoding = detect_encoding(stream)
    check_text(head, encoding)
    return encoding


def _pass_over(
    reader: RecordReader, reported: UnknownNames, unknown: Sequence[UnknownName]
) -> Iterator[RagftError]:
    """Report the names of columns that are passed over, and yield the errors of others."""
    reported.add(reader.pass_over(unknown))
    return reader.refuse(unknown)


def _open_table(
    opened: _Opened,
    names: FieldNames,
    source: Source,
    notes: list[str],
    pass_over: Callable[[Sequence[UnknownName]], Iterator[RagftError]],
    *,
    guess: bool,
) -> tuple[Source, Cut]:
    first, _ = opened.first_lines()
    dialect = detect_dialect(first, names, opened.how.separator)
    tables = TableReader(names, opened.how, guess, pass_over)
    table = tables.read(opened.lines, dialect)
    source = replace(source, separator=dialect.separator)
    columns = table.columns
    if columns is None:
        return source, table.cut
    if is_own_table(columns.labels):
        notes.append(OWN_TABLE)
        own = map(partial(own_entry, rulebook=opened.rulebook), entries_of(table.cut))
        return replace(source, header=True), cut(own, whole)
    notes += columns.notes
    meanings = [
        (label, names.meaning(key)) for label, key in zip(columns.labels, columns.keys, strict=True)
    ]
    mapping = tuple((label, meaning.field) for label, meaning in meanings if meaning)
    source = replace(source, header=columns.has_header, columns=columns.labels, mapping=mapping)
    return source, table.cut


def _read_lines(lines: Iterable[Line]) -> Iterator[Entry]:
    for line in lines:
        if line.error:
            yield Entry(line.number, problems=(line.error,))
        elif not is_blank(text := line.text.strip()):
            name, description = split_name(text)
            yield text_entry(line.number, name, description)


def _read_lists(opened: _Opened, names: FieldNames, notes: list[str]) -> Iterator[Entry]:
    texts: list[str] = []
    bad: list[Entry] = []
    size = 0
    for line in opened.lines():
        size += len(line.text)
        if size > DOCUMENT_BYTES:
            what = f"is larger than {DOCUMENT_BYTES // 1024**2} MiB"
            raise UsageError(what, advice="split it, or name it .txt with one capability a line")
        if line.error:
            bad.append(Entry(line.number, problems=(line.error,)))
        texts.append("" if line.error else line.text.rstrip("\r\n"))
    tables = partial(read_markdown_table, names=names, how=opened.how)
    entries = read_lists(clean("\n".join(texts)), tables, notes)
    yield from merge(bad, entries, key=lambda entry: entry.line)


def _read_project(opened: _Opened) -> Iterator[Entry]:
    data = opened.data(FILE_BYTES)
    project, _ = decode_project(data, Path(opened.name), opened.rulebook)
    places = [ROOT / "capabilities" / Index(at) for at in range(len(project.capabilities))]
    found = positions(places, data)
    for place, capability in zip(places, project.capabilities, strict=True):
        line = found[place].line if place in found else 1
        yield Entry(line or 1, capability=capability)
