"""The run of plain mode: it ends well, whichever way it ends."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from ragft_tui.plain import Console, PlainApp
from tests.support.plain import Lines, talk
from tests.unit.plain.conftest import CONFIG


def test_output_that_nobody_takes_ends_the_program_with_the_work_saved(file: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w", encoding="utf-8") as out:
        machine = Console(Lines(["daily"], by_hand=False), out, io.StringIO())
        with pytest.raises(BrokenPipeError):
            PlainApp(machine, CONFIG).run(file, create=False)
        with pytest.raises(BrokenPipeError):
            out.close()
    assert not list(file.parent.glob(".ragft-*"))


def test_every_way_to_leave_leaves(file: Path) -> None:
    for word in ("quit", "exit", "q", "QUIT"):
        done = talk(file, word, "this is never read")
        assert done.status == 0, word
        assert done.out.endswith(f"Answer: {word}\n")
