"""A disk that fails while somebody types: the old file is whole, and the text is kept and saved."""

from __future__ import annotations

import os
import random
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from tests.support import broken
from tests.support.disks import SmallDisk
from tests.support.typist import Program, Typist
from tests.torture.bench import Bench
from tests.torture.tally import Tally

__all__ = ["ERRORS", "disk_faults", "step_faults"]

ERRORS: Final = ("ENOSPC", "EACCES", "EIO", "EROFS")
_HARMLESS: Final = {("directory", "EACCES")}
"""The rename is done by then; file systems that cannot sync a directory say so."""

_BANNER: Final = "NOT SAVED"
_SAVED: Final = re.compile(r"saved \d\d:\d\d")
_CAPABILITIES: Final = 3


@contextmanager
def _writing(
    bench: Bench, dice: random.Random, program: Program, file: Path
) -> Iterator[tuple[Typist, bytes]]:
    """Surround a fault: type and save before it; afterwards all must be saved by itself."""
    typist = bench.typist(program, dice)
    typist.type_until_shown(6)
    program.wait_for(_SAVED)
    program.wait_until(lambda _: typist.text.encode() in file.read_bytes(), "the file has it")
    yield typist, file.read_bytes()
    program.wait_gone(_BANNER)
    program.wait_until(lambda _: typist.text.encode() in file.read_bytes(), "the file has all")


def _await_rescue(bench: Bench, program: Program, typist: Typist) -> None:
    """Wait for the banner and for a copy, which the banner names, of all that was typed."""
    program.wait_for(_BANNER)

    def kept(screen: str) -> bool:
        copies = (bench.state / "rescue").glob("*")
        shown = "".join(screen.split())
        return any(
            copy.name in shown and typist.text.encode() in copy.read_bytes() for copy in copies
        )

    program.wait_until(kept, "a copy that is named has the text")


def _leave(program: Program) -> None:
    program.press("f10")
    status = program.wait_exit()
    assert status == 0, f"left with status {status}"


def step_faults(
    bench: Bench,
    rounds: int,
    seed: int,
    steps: Mapping[str, tuple[str, ...]] = dict.fromkeys(broken.STEPS, ERRORS),
) -> Tally:
    """Let each step of a save fail with each error."""
    tally = Tally("faults in steps of a save", seed)
    control = bench.root / "control"
    command = [sys.executable, str(broken.__file__), str(control), str(bench.work)]
    pairs = [(step, error) for step, errors in steps.items() for error in errors]
    for turn in range(rounds):
        for step, error in pairs:
            with tally.round(f"{turn}, {step} {error}") as dice:
                control.write_text("")
                bench.prepare(_CAPABILITIES)
                with bench.open(program=command) as program:
                    with _writing(bench, dice, program, bench.file) as (typist, before):
                        control.write_text(f"{step} {error}")
                        typist.type_for(0.3)
                        if (step, error) not in _HARMLESS:
                            _await_rescue(bench, program, typist)
                        if step != "directory":
                            assert bench.file.read_bytes() == before, "the old file is not whole"
                        bench.load()
                        control.write_text("")
                    _leave(program)
                assert not bench.strays(), f"left beside the file: {bench.strays()}"
    return tally


def _full(bench: Bench, dice: random.Random) -> None:
    directory = bench.root / "disk"
    with SmallDisk(directory, 256) as disk:
        bench.prepare(_CAPABILITIES)
        file = disk.path / bench.file.name
        file.write_bytes(bench.file.read_bytes())
        with bench.open(str(directory / file.name), wrap=disk.enter) as program:
            with _writing(bench, dice, program, file) as (typist, before):
                ballast = disk.fill()
                typist.type_for(0.3)
                _await_rescue(bench, program, typist)
                assert file.read_bytes() == before, "the old file is not whole"
                ballast.unlink()
            _leave(program)


def _forbidden(bench: Bench, dice: random.Random) -> None:
    # Permissions do not hold root back, unless it gives that up.
    powerless = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]
    bench.prepare(_CAPABILITIES)
    with bench.open(wrap=powerless if os.geteuid() == 0 else []) as program:
        with _writing(bench, dice, program, bench.file) as (typist, before):
            bench.work.chmod(0o555)
            try:
                typist.type_for(0.3)
                _await_rescue(bench, program, typist)
            finally:
                bench.work.chmod(0o755)
            assert bench.file.read_bytes() == before, "the old file is not whole"
        _leave(program)


def _moved_away(bench: Bench, dice: random.Random) -> None:
    elsewhere = bench.root / "elsewhere"
    bench.prepare(_CAPABILITIES)
    with bench.open(str(bench.file), cwd=bench.root) as program:
        with _writing(bench, dice, program, bench.file) as (typist, before):
            bench.work.rename(elsewhere)
            typist.type_for(0.3)
            _await_rescue(bench, program, typist)
            assert (elsewhere / bench.file.name).read_bytes() == before, "it is not whole"
            elsewhere.rename(bench.work)
        _leave(program)


_DISK_FAULTS: Final[Mapping[str, Callable[[Bench, random.Random], None]]] = {
    "disk full": _full,
    "directory not writable": _forbidden,
    "directory moved away": _moved_away,
}


def disk_faults(bench: Bench, rounds: int, seed: int, only: str = "") -> Tally:
    """Let the disk itself fail.

    Args:
        bench: Where to work.
        rounds: How often.
        seed: Of the letters typed.
        only: One of the faults alone.
    """
    tally = Tally("faults of the disk", seed)
    for turn in range(rounds):
        for name, fault in _DISK_FAULTS.items():
            if only in ("", name):
                with tally.round(f"{turn}, {name}") as dice:
                    fault(bench, dice)
    return tally
