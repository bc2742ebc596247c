"""Records: any bytes are records and bad records, and each has an inert line in every format."""

from __future__ import annotations

import io
from typing import Final, get_args

from ragft_tui.core.errors import UsageError
from ragft_tui.core.importing import Format, HowToRead
from ragft_tui.report.verdicts import OutputFormat, batch_writer
from ragft_tui.report.view import CapabilityView
from ragft_tui.storage.importing.opening import open_reading
from ragft_tui.storage.importing.records import BadRecord
from tests.support.hostile import controls_in
from tests.support.projects import small_rulebook

__all__ = ["SEEDS", "fuzz"]

_KINDS: Final[tuple[Format, ...]] = ("jsonl", "csv", "lines", "list", "json", "openapi", "tools")

SEEDS: Final = (
    b'\x00{"id": "a", "name": "N", "answers": {"tone": "strict"}}\n{"name": []}\n',
    b'\x01id,name,description,tone,examples\na,"b, c",d,strict,12\n"e\n\n"x"y,z\n',
    b"\x02Quotes the policy.\n\n- Answers in the house tone.\n",
    b"\x03# Group\n- **A** - b\n  c\n  - d\n\n| Name | Description |\n|--|--|\n| a | b |\n",
    b'\x04[{"name": "a", "tone": "strict"}, {"name": 5}, 7]',
    b"\x05openapi: 3.1.0\npaths:\n  /a: &x\n    get: {summary: s, tags: [t]}\n  /b: *x\n",
    b'\x06{"tools": [{"name": "a", "inputSchema": {}}, {"function": {"name": "b"}}]}',
)
"""Files to begin with; the first byte says of which kind."""


def fuzz(data: bytes) -> None:
    """Read records, and write what came of each in every format."""
    rulebook = small_rulebook()
    kind = _KINDS[sum(data[:1]) % len(_KINDS)]
    writers = [batch_writer(output) for output in get_args(OutputFormat)]
    try:
        reading = open_reading("f", io.BytesIO(data[1:]), rulebook, HowToRead(format=kind))
        records = list(reading.records)
    except UsageError:
        return
    for record in records:
        for writer in writers:
            if isinstance(record, BadRecord):
                text = writer.fault(record.line, record.problems)
            else:
                text = writer.result(CapabilityView(record.capability, rulebook))
            assert not controls_in(text)
