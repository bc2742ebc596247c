"""Ids that stand in several records, found in memory that does not grow."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager, suppress
from typing import Final

_EXAMPLES: Final = 3
_CACHE: Final = 512
"""Kilobytes of ids in memory; four times as many make a file a thousandth faster."""


class DuplicateIds(AbstractContextManager["DuplicateIds"]):
    """Finds ids that stand in several records, in memory that does not grow."""

    def __init__(self) -> None:
        """Create the database."""
        # Rare, and slow to import.
        import sqlite3

        self.count = 0
        """How many records have an id that stood before."""
        self.examples: list[tuple[str, int, int]] = []
        """Some of them: the id, the line where it stood first, and where it stands again."""
        self._failure = sqlite3.Error
        # Without a name, it is in a temporary file once it outgrows its cache.
        self._database = sqlite3.connect("", isolation_level=None)
        self._database.execute(f"PRAGMA cache_size = -{_CACHE}")
        self._database.execute("PRAGMA journal_mode = OFF")
        self._database.execute("CREATE TABLE ids (id TEXT PRIMARY KEY, line INTEGER) WITHOUT ROWID")
        self._database.execute("BEGIN")

    def __exit__(self, *_: object) -> None:
        self._database.close()

    def add(self, records: Iterable[tuple[str, int]]) -> None:
        """Add records.

        Args:
            records: The id and the line of each, in their order.
        """
        with suppress(self._failure):  # a disk that is full: what goes on is worth more
            insert = "INSERT OR IGNORE INTO ids VALUES (?, ?)"
            for record_id, line in records:
                if self._database.execute(insert, (record_id, line)).rowcount:
                    continue
                self.count += 1
                if len(self.examples) < _EXAMPLES:
                    found = self._database.execute(
                        "SELECT line FROM ids WHERE id = ?", (record_id,)
                    )
                    self.examples.append((record_id, found.fetchone()[0], line))
