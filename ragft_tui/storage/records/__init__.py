"""Records to classify: read from JSON lines, CSV or text, in memory that does not grow."""

from ragft_tui.storage.records.fields import UnknownName
from ragft_tui.storage.records.read import (
    BadRecord,
    DuplicateIds,
    Record,
    RecordFormat,
    read_records,
)

__all__ = ["BadRecord", "DuplicateIds", "Record", "RecordFormat", "UnknownName", "read_records"]
