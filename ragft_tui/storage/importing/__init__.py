"""Capabilities read from lists, tables, JSON, API descriptions, tool manifests and projects.

All of them come from one mechanism: bytes become entries (a line, and pairs of field and value),
entries become records, records become candidates. `classify --from` takes the records as they
come; an import and a paste take the candidates:

    read_candidates("backlog.csv", path, HowToRead(), rulebook)
    read_candidates("-", data, HowToRead(format="csv", separator=";"), rulebook)
    read_text_candidates(pasted, rulebook)

Both raise `UsageError` (with the name as its source) where nothing at all can be read: no text, an
archive, OpenAPI 2, more than `MOST_CANDIDATES` entries. A single bad row is an `Unread`, one for
each of its problems, and the others are read. `Candidates.source` tells how the file was read;
to read it otherwise, call again with that in a `HowToRead`. What is no list (plain prose) is one
candidate, whose description is the whole text.
"""

from ragft_tui.storage.importing.read import (
    MOST_CANDIDATES,
    read_candidates,
    read_text_candidates,
)

__all__ = ["MOST_CANDIDATES", "read_candidates", "read_text_candidates"]
