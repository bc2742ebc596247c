"""Records: any bytes are records and bad records, and each has an inert line in every format."""

from __future__ import annotations

import io
from typing import Final, get_args

from ragft_tui.report.verdicts import OutputFormat, batch_writer
from ragft_tui.report.view import CapabilityView
from ragft_tui.storage.records import BadRecord, RecordFormat, read_records
from tests.support.hostile import controls_in
from tests.support.projects import small_rulebook

__all__ = ["SEEDS", "fuzz"]

_KINDS: Final[tuple[RecordFormat, ...]] = get_args(RecordFormat)

SEEDS: Final = (
    b'\x00{"id": "a", "name": "N", "answers": {"tone": "strict"}}\n{"name": []}\n',
    b'\x01id,name,description,tone,examples\na,"b, c",d,strict,12\n"e\n\n"x"y,z\n',
    b"\x02Quotes the policy.\n\n- Answers in the house tone.\n",
)
"""Files to begin with; the first byte says of which kind."""


def fuzz(data: bytes) -> None:
    """Read records, and write what came of each in every format."""
    rulebook = small_rulebook()
    kind = _KINDS[sum(data[:1]) % len(_KINDS)]
    writers = [batch_writer(output) for output in get_args(OutputFormat)]
    for record in read_records(io.BytesIO(data[1:]), kind, rulebook):
        for writer in writers:
            if isinstance(record, BadRecord):
                text = writer.fault(record.line, record.problems)
            else:
                text = writer.result(CapabilityView(record.capability, rulebook))
            assert not controls_in(text)
