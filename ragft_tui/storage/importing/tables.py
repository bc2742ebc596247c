"""Tables: rows of CSV in every dialect that spreadsheets write, and the tables of Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain, islice
from typing import Final

from ragft_tui.core.errors import ROOT, Index, RagftError, UsageError, raise_problems
from ragft_tui.core.importing import HowToRead
from ragft_tui.core.interview import is_no_text
from ragft_tui.core.patterns import pattern
from ragft_tui.core.records import dataclass
from ragft_tui.core.text import count_noun
from ragft_tui.storage.importing.columns import Columns, recognize
from ragft_tui.storage.importing.dialect import Dialect
from ragft_tui.storage.importing.entry import Entry
from ragft_tui.storage.importing.fields import TEXTS, FieldNames, UnknownName
from ragft_tui.storage.importing.lines import Line
from ragft_tui.storage.importing.own_table import is_own_table
from ragft_tui.storage.importing.parts import Cut, Part, cut, whole
from ragft_tui.storage.importing.rows import Row, read_rows

_TELLING: Final = 50
"""How many rows tell what the columns are."""

_WHOLE: Final = pattern(r"\d+\.0")
"""A whole number as pandas writes a column of them in which one was missing."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table in CSV, whose first rows were read to know its columns."""

    columns: Columns | None
    """`None` of a table without rows."""
    cut: Cut
    """Cuts it into parts."""


@dataclass(frozen=True, slots=True)
class TableReader:
    """Reads one table."""

    names: FieldNames
    how: HowToRead
    guess: bool
    """Whether a name and a description are looked for in columns with other names."""
    pass_over: Callable[[Sequence[UnknownName]], Iterator[RagftError]]
    """Reports unknown names, or yields their errors."""

    def read(self, open_lines: Callable[[], Iterator[Line]], dialect: Dialect) -> Table:
        """Return a table, its rows still to be read.

        Args:
            open_lines: Gives the lines of the file, from its beginning.
            dialect: How its rows are written.
        """

        def rows() -> Iterator[Row]:
            lines = open_lines()
            if dialect.has_line:
                next(lines, None)
            return read_rows(lines, dialect.separator)

        reading = rows()
        first = list(islice(reading, _TELLING))
        readable = [row.cells for row in first if not row.error]
        if not first:
            return Table(None, cut((), whole))
        if first[0].error and self.how.header is not False:
            return Table(None, cut(first[:1], _unread))
        if not readable:
            return Table(None, cut(chain(first, reading), _unread))
        columns = recognize(readable, self.names, self.how, guess=self.guess)
        return Table(columns, partial(self._cut, columns, rows))

    def _cut(
        self, columns: Columns, open_rows: Callable[[], Iterator[Row]], most: int
    ) -> Iterator[Part]:
        rows = open_rows()
        header = next(rows) if columns.has_header else None
        try:
            raise_problems(self._header_problems(columns))
        except RagftError as error:
            entry = Entry(header.number if header else 1, problems=error.problems)
            return cut((entry,), whole)(most)
        ids = [at for at, key in enumerate(columns.keys) if self.names.role(key) == "id"]
        needed = [at for at, key in enumerate(columns.keys) if self._is_needed(key)]
        form = _Form(len(columns.labels), max(needed, default=0), header.cells if header else ())
        data = islice(rows, 1)
        # Whether ids are whole numbers, all rows decide together: so they are read twice.
        if all(_has_whole_id(ids, row, form) for row in data) and all(
            _has_whole_id(ids, row, form) for row in islice(open_rows(), bool(header), None)
        ):
            form = replace(form, whole_ids=frozenset(columns.keys[at] for at in ids))
        entries = partial(_entries, columns=columns, form=form)
        return cut(islice(open_rows(), bool(header), None), entries)(most)

    def _is_needed(self, key: str) -> bool:
        return self.names.role(key) in (*TEXTS, "id")

    def _header_problems(self, columns: Columns) -> Iterator[RagftError]:
        """Yield what keeps every record from being read, and report unknown columns."""
        if is_own_table(columns.labels):
            return
        if not self.names.has_text(columns.keys):
            yield UsageError(
                "no column is a name or description",
                advice="name the columns in the first row, such as id,name,description",
            )
        first: dict[str, int] = {}
        unknown: list[UnknownName] = []
        for number, key in enumerate(columns.keys):
            meaning = self.names.meaning(key)
            if meaning is None:
                unknown += [self.names.unknown(key)] if key.isprintable() and key else []
            elif meaning.role in ("group", "ignore"):
                continue
            elif first.setdefault(meaning.key, number) != number:
                yield UsageError(
                    f"is already column {first[meaning.key] + 1}",
                    location=ROOT / "columns" / Index(number, columns.labels[number]),
                    advice="remove one",
                )
        yield from self.pass_over(unknown)


@dataclass(frozen=True, slots=True)
class _Form:
    """What the rows of a table must have."""

    width: int
    """How many cells the first row has."""
    last: int
    """The last column of those that a row needs."""
    header: tuple[str, ...]
    whole_ids: frozenset[str] = frozenset()
    """The columns of ids that are whole numbers with `.0`."""

    def fits(self, cells: Sequence[str]) -> bool:
        """Return whether a row may be one of the table."""
        # Excel leaves out the empty cells at the end of a row.
        return len(cells) > self.last and not any(map(str.strip, cells[self.width :]))


def read_markdown_table(
    rows: Sequence[tuple[int, Sequence[str]]], group: str, *, names: FieldNames, how: HowToRead
) -> Iterator[Entry]:
    """Yield an entry for each row of a table of Markdown, whose first row names the columns.

    Args:
        rows: Each with its line.
        group: The heading above it.
        names: What names mean.
        how: What a person said of columns.
    """
    texts = [cells for _, cells in rows]
    if len(rows) < 2 or not any(map(any, texts[1:])):  # noqa: PLR2004 - a header and a row
        return
    columns = recognize(
        texts[:_TELLING], names, HowToRead(header=True, mapping=how.mapping), guess=True
    )
    if not names.has_text(columns.keys):
        return
    for line, cells in rows[1:]:
        pairs = columns.pairs(cells)
        if pairs:
            yield Entry(line, pairs, group=group, columns=columns.cells(cells))


def _entries(rows: Iterable[Row], columns: Columns, form: _Form) -> Iterator[Entry]:
    return (_entry(columns, row, form) for row in rows)


def _entry(columns: Columns, row: Row, form: _Form) -> Entry:
    if row.error:
        return _bad_row(row)
    cells = row.cells
    if cells == form.header:
        return _problem(row, "repeats the first row, which names the columns", "remove it")
    if not form.fits(cells):
        what = f"has {count_noun(len(cells), 'cell')}, and the first row has {form.width}"
        advice = "write empty cells as well, and quotes around text with a separator or a line end"
        return _problem(row, what, advice)
    pairs = columns.pairs(cells)
    if form.whole_ids:
        pairs = tuple(
            (key, str(text).removesuffix(".0") if key in form.whole_ids else text)
            for key, text in pairs
        )
    return Entry(row.number, pairs, columns=columns.cells(cells))


def _unread(rows: Iterable[Row]) -> Iterator[Entry]:
    """Yield the entries of rows of which none can be read."""
    return map(_bad_row, rows)


def _bad_row(row: Row) -> Entry:
    return Entry(row.number, problems=(row.error,) if row.error else ())


def _problem(row: Row, what: str, advice: str) -> Entry:
    return Entry(row.number, problems=(UsageError(what, advice=advice),))


def _has_whole_id(ids: Sequence[int], row: Row, form: _Form) -> bool:
    """Return whether an id is a whole number with `.0`, or there is none."""
    if row.error or not form.fits(row.cells):
        return bool(ids)  # no record, so its id is none
    cell = row.cells[ids[0]].strip() if ids else "text"
    return is_no_text(cell) or _WHOLE.fullmatch(cell) is not None
