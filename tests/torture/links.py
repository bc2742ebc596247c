"""An ssh link that ends in every way but the polite one."""

from __future__ import annotations

import os
import random
import shlex
import signal
import time
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from tests.support.link import Link
from tests.support.procfs import alive, cpu_seconds, parent, wait_gone
from tests.support.sshd import Server, ssh_server
from tests.support.typist import Program
from tests.torture.bench import SCRIPT, Bench
from tests.torture.tally import Tally

__all__ = ["CUTS", "cut_links"]

_GONE: Final = 3.0
"""Seconds that the program may outlive the hang-up of the server."""

_NOTICED: Final = 10.0
"""Seconds in which the server must notice, where it can."""

_SILENT: Final = 4.0
"""Seconds to look at a link on which nobody can notice anything."""


@dataclass(frozen=True, slots=True)
class _Connection:
    client: Program
    link: Link
    session: int
    """The process of the server that serves this connection."""


def _escape(connection: _Connection) -> None:
    connection.client.send_bytes(b"\r~.")


CUTS: Final[Mapping[str, Callable[[_Connection], None]]] = {
    "client killed": lambda connection: connection.client.signal(signal.SIGKILL),
    "client ended by SIGTERM": lambda connection: connection.client.signal(signal.SIGTERM),
    "escape of the client": _escape,
    "server process killed": lambda connection: os.kill(connection.session, signal.SIGKILL),
    "link closed": lambda connection: connection.link.finish(),
    "link reset": lambda connection: connection.link.reset(),
    "link frozen": lambda connection: connection.link.freeze(),
    "terminal of the client closed": lambda connection: connection.client.hang_up(),
}
"""The ways to cut it."""


def cut_links(
    bench: Bench,
    rounds: int,
    seed: int,
    cuts: Collection[str] = tuple(CUTS),
    servers: Collection[bool] = (True, False),
) -> Tally:
    """Cut links.

    Args:
        bench: Where to work.
        rounds: How often in each way.
        seed: Of moments and letters.
        cuts: In which ways.
        servers: Whether the server keeps asking for its clients; one server for each.
    """
    tally = Tally("links cut", seed)
    tally.counts["letters"] = tally.counts["letters_lost"] = tally.counts["still_connected"] = 0
    for keeps_asking in servers:
        directory = bench.root / "sshd"
        with ssh_server(directory, keeps_asking=keeps_asking) as server:
            for turn in range(rounds):
                for name in cuts:
                    where = f"{turn}, {name}, {'with' if keeps_asking else 'without'} ClientAlive"
                    with tally.round(where) as dice:
                        noticed = keeps_asking or name != "link frozen"
                        _round(bench, tally, dice, server, CUTS[name], noticed=noticed)
    return tally


def _round(
    bench: Bench,
    tally: Tally,
    dice: random.Random,
    server: Server,
    cut: Callable[[_Connection], None],
    *,
    noticed: bool,
) -> None:
    bench.prepare(0)
    number = bench.root / "number"
    variables = [f"{name}={value}" for name, value in bench.environment.items()]
    command = ["exec", "env", *variables, str(SCRIPT), bench.file.name]
    remote = f"cd {shlex.quote(str(bench.work))} && echo $$ >{shlex.quote(str(number))} && "
    with Link(server.port) as link:
        ssh = server.client(link.port, remote + shlex.join(command))
        pid = 0
        try:
            with bench.open(*ssh[1:], program=ssh[:1]) as client:
                typist = bench.typist(client, dice)
                pid = int(number.read_text())
                session = parent(pid)
                typist.type_for(dice.uniform(0, 0.7))
                typist.type_until_shown(3)
                received = typist.shown()
                cut(_Connection(client, link, session))
                if noticed:
                    _await_the_end(tally, pid, session)
                else:
                    _await_nothing(tally, pid, session)
        finally:
            if pid:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
    kept = received if typist.text[:received] in bench.file.read_text() else 0
    tally.counts["letters"] += received
    tally.counts["letters_lost"] += received - kept
    assert kept == received, f"{typist.text[:received]!r} was shown and is not in the file"
    assert not bench.strays(), f"left beside the file: {bench.strays()}"


def _await_the_end(tally: Tally, pid: int, session: int) -> None:
    hung_up = wait_gone(session, _NOTICED)
    assert hung_up is not None, "the server has not hung up"
    gone = wait_gone(pid, _GONE)
    if gone is None:
        begun = cpu_seconds(pid)
        time.sleep(1)
        raise AssertionError(f"an orphan that uses {100 * (cpu_seconds(pid) - begun):.0f} % CPU")
    tally.measure("seconds_until_gone", gone, _GONE)


def _await_nothing(tally: Tally, pid: int, session: int) -> None:
    """Look at a program that nobody has told, then end its connection."""
    begun = cpu_seconds(pid)
    assert wait_gone(pid, _SILENT) is None, "it ended without having been told"
    tally.measure("unnoticed_cpu_percent", 100 * (cpu_seconds(pid) - begun) / _SILENT, 1)
    tally.counts["still_connected"] += alive(pid)
    os.kill(session, signal.SIGKILL)
    _await_the_end(tally, pid, session)
