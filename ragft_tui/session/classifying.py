"""Records classified: a plain function of record and rulebook, and one for parts of a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from ragft_tui.core.records import dataclass
from ragft_tui.core.rulebook import Rulebook
from ragft_tui.report.verdicts import BatchWriter, OutputFormat, batch_writer
from ragft_tui.report.view import CapabilityView
from ragft_tui.storage.importing.entry import Entry
from ragft_tui.storage.importing.fields import FieldNames, UnknownName
from ragft_tui.storage.importing.json_text import read_json_lines
from ragft_tui.storage.importing.lines import line_of
from ragft_tui.storage.importing.parts import Part
from ragft_tui.storage.importing.records import MOST_NAMES, BadRecord, RecordReader

_RULEBOOKS: Final = 4


@dataclass(frozen=True, slots=True)
class Classified:
    """What came of a part of a file."""

    text: str
    """The results as they stand in the output, with what stands between them."""
    count: int
    """How many records there are."""
    bad: int
    """How many of them cannot be read."""
    foreign: int
    """How many are in a language whose words do not count."""
    ids: tuple[tuple[str, int], ...]
    """The id and the line of each that can be read."""
    unknown: tuple[UnknownName, ...]
    """The names that were passed over, each once."""


@dataclass(frozen=True, slots=True)
class Classifier:
    """Classifies parts of one file, each by itself; it and what it returns can be pickled."""

    reader: RecordReader
    writer: BatchWriter

    def __call__(self, part: Part) -> Classified:
        """Return the results of a part."""
        pieces: list[str] = []
        ids: list[tuple[str, int]] = []
        unknown: dict[str, UnknownName] = {}
        foreign = 0
        for record in map(self.reader.read, part.entries):
            for each in record.passed_over:
                if len(unknown) < MOST_NAMES:
                    unknown.setdefault(each.name, each)
            if isinstance(record, BadRecord):
                pieces.append(
                    self.writer.fault(record.line, record.problems, record.id, record.name)
                )
                continue
            item = CapabilityView(record.capability, self.reader.rulebook)
            pieces.append(self.writer.result(item, record.line, record.unknown))
            ids.append((record.capability.id, record.line))
            foreign += item.assessment.foreign
        return Classified(
            self.writer.between.join(pieces),
            len(pieces),
            len(pieces) - len(ids),
            foreign,
            tuple(ids),
            tuple(unknown.values()),
        )


def classify_record(
    record: Mapping[str, object] | str | bytes,
    rulebook: Rulebook,
    line: int = 1,
    *,
    output: OutputFormat = "jsonl",
    strict: bool = False,
) -> str:
    """Return the result of one record as `classify --from` writes it, with its line end.

    It is a plain function, which any pool of processes or machines can run. A line without a record
    has no result.

    Args:
        record: An object, or the line of JSON that holds it.
        rulebook: What to assess by.
        line: The number of its line.
        output: The format.
        strict: Whether an unknown field is an error.
    """
    classifier = Classifier(_reader(rulebook, strict=strict), batch_writer(output))
    return classifier(_One(record, line)).text


@lru_cache(_RULEBOOKS)
def _reader(rulebook: Rulebook, *, strict: bool) -> RecordReader:
    return RecordReader(rulebook, FieldNames(rulebook, in_table=False), strict)


@dataclass(frozen=True, slots=True)
class _One:
    """A part of one record."""

    record: Mapping[str, object] | str | bytes
    line: int

    @property
    def entries(self) -> Iterator[Entry]:
        if isinstance(self.record, str | bytes):
            return read_json_lines((line_of(self.line, self.record),))
        return iter((Entry(self.line, tuple(self.record.items())),))
