"""What a start costs: a new project, and one of a thousand capabilities, beside one Static."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from benchmarks import hello
from benchmarks.figures import Figure, ratio, take_turns
from benchmarks.measure import SCRIPT, Bench, Watched
from benchmarks.projects import MANY, write_project
from tests.support.procfs import peak_megabytes


@dataclass(frozen=True, slots=True)
class _Start:
    frame: float
    """Seconds until its first words are on the screen."""
    content: float
    """Seconds until what it is about is there; the same where that comes first."""
    cpu: float
    """Seconds of processor time until those are there and nothing more comes."""
    megabytes: float
    """The most memory until then."""


_QUIET: Final = 0.3
"""Seconds without output after which all is drawn."""


def _start(*argv: str | Path, words: str, directory: Path, content: str = "") -> _Start:
    with (
        tempfile.TemporaryDirectory(dir=directory) as home,
        Watched(*argv, home=Path(home)) as terminal,
    ):
        terminal.wait_for(words)
        frame = terminal.drawn_at - terminal.begun
        terminal.wait_for(content or words)
        whole = terminal.drawn_at - terminal.begun
        terminal.settle(_QUIET)
        return _Start(frame, whole, terminal.cpu, peak_megabytes(terminal.pid))


_AGAINST_HELLO: Final[Sequence[tuple[str, Callable[[_Start], float], float, float, str]]] = (
    ("CPU until the first question", lambda start: start.cpu, 1.6, 1.3, "ms"),
    ("Time to first frame", lambda start: start.frame, 1.5, 1.2, "ms"),
    ("Peak memory", lambda start: start.megabytes, 1.3, 1.2, "MB"),
)
"""What a start is compared by, with its must, its aim and its unit."""


def starting(bench: Bench) -> Iterator[Figure]:
    """Measure starts until the first question."""
    room = bench.room("starting")
    large = write_project(room / "large.toml", MANY)
    start = partial(_start, directory=room)
    works: dict[str, Callable[[], _Start]] = {
        "hello": partial(start, sys.executable, hello.__file__, words=hello.READY),
        "new": partial(start, SCRIPT, "app.toml", words="What must the application be able to do"),
        # It is a project that was answered and reviewed: it opens at what is open, or at the list.
        "large": partial(start, SCRIPT, large, words=large.name, content="A thousand · "),
    }
    found = take_turns(works, bench.rounds)
    hellos, news, larges = found["hello"], found["new"], found["large"]
    for name, part, must, aim, unit in _AGAINST_HELLO:
        ours, theirs = ([part(each) for each in starts] for starts in (news, hellos))
        yield ratio(f"{name}, against one Static", ours, theirs, must=must, aim=aim, unit=unit)
    yield ratio(
        f"First frame of {MANY:,} capabilities, against a new project",
        [each.frame for each in larges],
        [each.frame for each in news],
        must=1.3,
        aim=1.1,
    )
    yield ratio(
        f"All of {MANY:,} capabilities, against the same",
        [each.content for each in larges],
        [each.frame for each in news],
    )
