"""The items of the long run: which scenario, how often, and what it needs."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

import pytest

from tests.support.disks import need_disks
from tests.support.other_user import need_acl
from tests.support.sshd import need_ssh
from tests.support.strace import need_strace
from tests.torture.bench import Bench, need_tmux
from tests.torture.bursts import bursts, floods, signals_in_floods
from tests.torture.faults import disk_faults, step_faults
from tests.torture.hostile_data import hostile_data
from tests.torture.idle import idle
from tests.torture.kills import kills_at_random, kills_inside_saves
from tests.torture.links import cut_links
from tests.torture.orphans import orphans
from tests.torture.random_input import random_inputs
from tests.torture.replaced import replaced_before_leaving
from tests.torture.rights import rights_of_saves
from tests.torture.screens import any_terminal, naughty_texts, resizing
from tests.torture.signals import END_SIGNALS, signals_while_stalled, signals_while_typing
from tests.torture.tally import Tally
from tests.torture.two_sessions import interleavings
from tests.torture.two_users import CASES, two_users

__all__ = ["ITEMS", "run_item"]

_LARGE: Final = 1_000
"""Capabilities of a large project."""
_ANSWERED: Final = 3_500
_NAMED: Final = 10_000
"""Capabilities of the largest: with every question answered, and with a description each."""


@dataclass(frozen=True, slots=True)
class _Item:
    """A scenario of the long run."""

    run: Callable[[Bench, int, int], Tally]
    rounds: int
    need: Callable[[Path], None] = lambda _: None


ITEMS: Final[Mapping[str, _Item]] = {
    **{f"input-{part}": _Item(random_inputs, 250) for part in range(1, 5)},
    **{f"sessions-{part}": _Item(interleavings, 50) for part in range(1, 3)},
    "texts": _Item(naughty_texts, 601),
    "terminals": _Item(any_terminal, 384),
    "kills-random": _Item(kills_at_random, 100),
    "kills-inside": _Item(kills_inside_saves, 100, lambda _: need_strace()),
    "kills-random-large": _Item(partial(kills_at_random, capabilities=_LARGE), 20),
    "kills-random-answered": _Item(
        partial(kills_at_random, capabilities=_ANSWERED, answered=True), 20
    ),
    "kills-random-named": _Item(partial(kills_at_random, capabilities=_NAMED), 20),
    "kills-inside-large": _Item(
        partial(kills_inside_saves, capabilities=_LARGE), 20, lambda _: need_strace()
    ),
    **{
        f"signals-{number.name}": _Item(partial(signals_while_typing, number=number), 50)
        for number in END_SIGNALS
    },
    **{
        f"signals-{number.name}-large": _Item(
            partial(signals_while_typing, number=number, capabilities=_LARGE), 10
        )
        for number in END_SIGNALS
    },
    "bursts": _Item(bursts, 10),
    "floods": _Item(floods, 1),
    "floods-signals": _Item(signals_in_floods, 10),
    "links": _Item(cut_links, 3, lambda _: need_ssh()),
    "signals-stalled": _Item(signals_while_stalled, 5),
    "faults-steps": _Item(step_faults, 1),
    "faults-disk": _Item(disk_faults, 2, need_disks),
    "idle": _Item(idle, 10),
    "idle-large": _Item(partial(idle, capabilities=_LARGE), 10),
    "hostile-data": _Item(hostile_data, 300),
    "resizing": _Item(resizing, 1_000),
    "replaced": _Item(replaced_before_leaving, 140),
    "rights": _Item(rights_of_saves, 500, lambda disk: need_acl(disk.parent)),
    "two-users": _Item(two_users, len(CASES), lambda disk: need_acl(disk.parent)),
    "orphans": _Item(orphans, 3, lambda _: need_tmux()),
}
"""The longest first, so that none is waited for at the end."""


def run_item(name: str, scale: float, seed: int) -> tuple[bool, str]:
    """Run an item in a directory of its own, which is kept where it fails."""
    item = ITEMS[name]
    # A short name: that of a socket has little room.
    root = Path(tempfile.mkdtemp(prefix="ragft-torture-"))
    begun = time.monotonic()
    try:
        item.need(root / "disk")
    except pytest.skip.Exception as error:
        shutil.rmtree(root)
        return True, f"{name}: skipped: {error}"
    # Parts of one scenario must not repeat each other.
    tally = item.run(
        Bench(root), max(1, round(item.rounds * scale)), seed + sorted(ITEMS).index(name)
    )
    tally.name = name
    line = f"{tally.line()} seconds={time.monotonic() - begun:.0f}"
    if tally.passed:
        shutil.rmtree(root)
        return True, line
    again = f"again: python -m tests.torture --scale {scale:g} --seed {seed} {name}; kept: {root}"
    return False, "\n".join([line, *tally.problems, again])
