"""Ids that were seen before, however many there are: a temporary file of SQLite holds them."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from typing import Final, Self

_TOLD: Final = 3


class SeenIds:
    """Remembers ids with their lines, in memory that does not grow; what is told is exact."""

    def __init__(self) -> None:
        """Begin with none."""
        self.repeated = 0
        """How many records have an id that stood before."""
        self.examples: list[tuple[str, int, int]] = []
        """Some of them: the id, the line where it stood first, and where it stands again."""
        # Without a name, it is in a temporary file once it outgrows its cache of 2 MB.
        self._base = sqlite3.connect("", isolation_level=None)
        self._base.execute("PRAGMA journal_mode = OFF")
        self._base.execute("CREATE TABLE seen (id TEXT PRIMARY KEY, line INTEGER) WITHOUT ROWID")
        self._base.execute("BEGIN")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._base.close()

    def note(self, record_id: str, line: int) -> None:
        """Take note of a record.

        Args:
            record_id: Its id.
            line: The number of its line.
        """
        with suppress(sqlite3.Error):  # a disk that is full: what goes on is worth more
            insert = "INSERT OR IGNORE INTO seen VALUES (?, ?)"
            if self._base.execute(insert, (record_id, line)).rowcount:
                return
            self.repeated += 1
            if len(self.examples) < _TOLD:
                found = self._base.execute("SELECT line FROM seen WHERE id = ?", (record_id,))
                self.examples.append((record_id, found.fetchone()[0], line))
