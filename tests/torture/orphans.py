"""A terminal that goes away without a signal: no orphan, and no processor kept busy."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from typing import Final

from tests.support.procfs import cpu_seconds, wait_gone
from tests.torture.bench import SCRIPT, Bench
from tests.torture.tally import Tally

__all__ = ["ORPHANS", "orphans"]

_GONE: Final = 3.0
_WATCHED: Final = 10.0
_PATIENCE: Final = 20.0
_LETTERS: Final = 8

_IGNORING: Final = 'trap \'\' HUP; echo $$ >"$0"; exec "$@"'
_DETACHED: Final = 'tty=$(tty); setsid "$@" <"$tty" & echo $! >"$0"; wait'

_Way = Callable[[Bench, random.Random], AbstractContextManager[tuple[int, str]]]
"""Starts the program, types into it and takes its terminal away; gives process and text."""


def orphans(bench: Bench, rounds: int, seed: int, ways: Collection[str] = ()) -> Tally:
    """Take the terminal away; what is still there after a while is watched, and ended."""
    tally = Tally("orphans", seed)
    tally.counts["orphans"] = 0
    for turn in range(rounds):
        for name in ways or ORPHANS:
            with tally.round(f"{turn}, {name}") as dice:
                bench.prepare(0)
                with ORPHANS[name](bench, dice) as (pid, text):
                    _watch(tally, pid)
                assert text in bench.file.read_text(), f"{text!r} is not in the file"
                assert not bench.strays(), f"left beside the file: {bench.strays()}"
    return tally


def _watch(tally: Tally, pid: int) -> None:
    gone = wait_gone(pid, _GONE)
    if gone is not None:
        tally.measure("seconds_until_gone", gone, _GONE)
        return
    tally.counts["orphans"] += 1
    begun = cpu_seconds(pid)
    time.sleep(_WATCHED)
    percent = 100 * (cpu_seconds(pid) - begun) / _WATCHED
    os.kill(pid, signal.SIGKILL)
    tally.measure("orphan_cpu_percent", percent)
    raise AssertionError(f"an orphan that uses {percent:.0f} % CPU")


def _shell(lines: str) -> _Way:
    """Return a way to be orphaned: started by shell lines in a terminal that is closed."""

    @contextmanager
    def run(bench: Bench, dice: random.Random) -> Iterator[tuple[int, str]]:
        number = bench.root / "number"
        with bench.open(wrap=["sh", "-c", lines, str(number)]) as program:
            typist = bench.typist(program, dice)
            typist.type_until_shown(_LETTERS)
            program.hang_up()
            yield int(number.read_text()), typist.text

    return run


@contextmanager
def _tmux(bench: Bench, dice: random.Random) -> Iterator[tuple[int, str]]:
    def tmux(*words: str) -> str:
        command = ["tmux", "-S", str(bench.root / "tmux"), "-f", "/dev/null", *words]
        environment = bench.environment | {"TERM": "xterm-256color"}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        return done.stdout

    def wait_for(text: str) -> None:
        end = time.monotonic() + _PATIENCE
        while text not in (screen := tmux("capture-pane", "-p")):
            assert time.monotonic() < end, f"{text!r} is not on the screen:\n{screen}"

    text = "".join(dice.choices("abcdefghij", k=_LETTERS))
    size = ["-x", "80", "-y", "24", "-c", str(bench.work)]
    tmux("new-session", "-d", *size, str(SCRIPT), bench.file.name)
    try:
        wait_for("What must the app")
        tmux("send-keys", "-l", text)
        wait_for(text)
        pid = int(tmux("display-message", "-p", "#{pane_pid}"))
    finally:
        tmux("kill-server")
    yield pid, text


ORPHANS: Final[Mapping[str, _Way]] = {
    "hang-ups ignored": _shell(_IGNORING),
    "terminal of another session": _shell(_DETACHED),
    "tmux server killed": _tmux,
}
"""The ways to become an orphan."""
