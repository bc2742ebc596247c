"""The file replaced, removed or made unreadable just before leaving: what is left is told truly."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from tests.support.terminal import TIMEOUT
from tests.support.typist import Program
from tests.torture.bench import Bench
from tests.torture.tally import Tally

__all__ = ["FACES", "KINDS", "WAYS", "leave_after", "replaced_before_leaving"]

_WORDS: Final = "Refundpolicy"
_THEIRS: Final = b"format = 1\n\n[project]\nname = 'By an editor'\n"
_LOOK: Final = 0.05
_HUNG_UP: Final = 128 + signal.SIGHUP


def _edited(file: Path) -> None:
    file.write_bytes(_THEIRS)


def _replaced(file: Path) -> None:
    new = file.with_name("new")
    new.write_bytes(_THEIRS)
    new.replace(file)


def _linked(file: Path) -> None:
    elsewhere = file.with_name("elsewhere.conf")
    elsewhere.write_bytes(_THEIRS)
    file.unlink()
    file.symlink_to(elsewhere)


def _directory(file: Path) -> None:
    file.unlink()
    file.mkdir()


def _pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


def _untouched(file: Path) -> None:
    os.utime(file)


KINDS: Final[Mapping[str, tuple[Callable[[Path], None], str]]] = {
    "edited": (_edited, "another program changed the file"),
    "replaced": (_replaced, "another program changed the file"),
    "gone": (Path.unlink, "the file is gone"),
    "link": (_linked, "it has become a link to"),
    "directory": (_directory, "it has become a directory"),
    "pipe": (_pipe, "it is no longer a regular file"),
    "untouched": (_untouched, ""),
}
"""What happens to the file, and what is said of it."""


def _press(*keys: str) -> Callable[[Program], None]:
    return lambda program: program.press(*keys)


def _send(number: signal.Signals) -> Callable[[Program], None]:
    return lambda program: program.signal(number)


def _go_home(program: Program) -> None:
    program.press("f2", "H")
    program.wait_for("Start a new project file")
    program.press("q")


def _go_to_the_review(program: Program) -> None:
    program.press("f2")
    program.wait_for("Verdict")
    program.press("q")


def _go_home_in_lines(program: Program) -> None:
    program.type("review\nhome\n")
    program.wait_for("Home:")
    program.type("quit\n")


_SIGNALS: Final = {
    number.name: (_send(number), 128 + number)
    for number in (signal.SIGHUP, signal.SIGTERM, signal.SIGINT, signal.SIGQUIT)
}
_HANG_UP: Final = (Program.hang_up, _HUNG_UP)

WAYS: Final[Mapping[str, Mapping[str, tuple[Callable[[Program], None], int]]]] = {
    "screen": {
        "f10": (_press("f10"), 0),
        "ctrl+q": (_press("ctrl+q"), 0),
        "q": (_go_to_the_review, 0),
        "home": (_go_home, 0),
        **_SIGNALS,
        "hang-up": _HANG_UP,
    },
    "lines": {
        "quit": (lambda program: program.type("quit\n"), 0),
        "home": (_go_home_in_lines, 0),
        "ctrl+d": (_press("ctrl+d"), 0),
        "ctrl+c": (_press("ctrl+c"), 128 + signal.SIGINT),
        "ctrl+\\": (_press("ctrl+\\"), 128 + signal.SIGQUIT),
        **_SIGNALS,
        "hang-up": _HANG_UP,
    },
}
"""By face, the ways to leave, each with the status that a session in peace ends with."""

_TAKE_OVER: Final = "take-over"
FACES: Final = {face: [*ways, _TAKE_OVER] for face, ways in WAYS.items()}
"""The names of all ways to leave, by face."""


def leave_after(bench: Bench, face: str, way: str, kind: str) -> None:
    """Type and see it saved, let something become of the file, leave, and check what is said."""
    change, told = KINDS[kind]
    with _working(bench, face) as program:
        change(bench.file)
        before = _seen(bench.file)
        if way == _TAKE_OVER:
            expected = _HUNG_UP
            taken = _take_over(bench)
        else:
            act, expected = WAYS[face][way]
            act(program)
            taken = ""
        status = program.wait_exit()
        said = "".join(program.screen_text().split())
    mine = bench.work / "app.mine.toml"
    assert status == (1 if told and not expected else expected), f"status {status}: {said}"
    if told:
        assert _WORDS in mine.read_text(), "yours is not kept"
        assert _seen(bench.file) == before or taken, "the file of somebody was changed"
        assert "Savedin" not in said, said
        assert "everythingissaved" not in said, said
        if way != "hang-up":
            assert "".join(told.split()) in said, said
            assert "app.mine.toml" in said, said
    else:
        assert not mine.exists(), "a copy of what is in the file"
        assert _WORDS in bench.file.read_text()
    left = [path.name for path in bench.work.glob(".ragft-*")]
    assert not left, f"left beside the file: {left}"
    assert not list(bench.state.glob("rescue/*")), "a rescue copy besides"


def _working(bench: Bench, face: str) -> Program:
    """Open the file in one face, type, and wait until that is saved."""
    program = bench.open(*([] if face == "screen" else ["--plain"]), "app.toml")
    if face == "screen":
        program.wait_for("What must the application")
        program.type(_WORDS)
    else:
        program.wait_for("Name:")
        program.type(f"{_WORDS}\nQuotes it.\n")
        program.wait_for("Answer:")
    end = time.monotonic() + TIMEOUT
    last = _WORDS if face == "screen" else "Quotes it."
    while not (bench.file.is_file() and last in bench.file.read_text()):
        assert time.monotonic() < end, "it is not saved"
        program.look(_LOOK)
    if face == "screen":
        program.wait_for("saved ")
    return program


def _take_over(bench: Bench) -> str:
    script = (
        "import sys; from pathlib import Path\n"
        "from ragft_tui.storage.saving.lock import HeldError, ProjectLock, take_over\n"
        "try: ProjectLock(Path(sys.argv[1]))\n"
        "except HeldError as held: take_over(held)\n"
    )
    command = [sys.executable, "-c", script, str(bench.file)]
    subprocess.run(command, check=True, env=bench.environment)
    return _TAKE_OVER


def _seen(file: Path) -> object:
    """Return what can be seen of a file that may be anything."""
    if not file.is_symlink() and not file.exists():
        return None
    kind = file.lstat().st_mode
    return (kind, file.read_bytes() if file.is_file() else b"")


def replaced_before_leaving(bench: Bench, rounds: int, seed: int) -> Tally:
    """Leave in every way, after anything that can become of a file, in random order."""
    tally = Tally("replaced before leaving", seed)
    all_ways = [(face, way) for face, ways in FACES.items() for way in ways]
    # Through a link, it is another file that is taken over.
    cases = [
        (face, way, kind)
        for face, way in all_ways
        for kind in KINDS
        if (way, kind) != (_TAKE_OVER, "link")
    ]
    random.Random(seed).shuffle(cases)  # noqa: S311 - to be repeated, not secret
    for turn in range(rounds):
        face, way, kind = cases[turn % len(cases)]
        with tally.round(f"{turn}: {face}, {way}, {kind}"):
            clear(bench)
            leave_after(bench, face, way, kind)
    return tally


def clear(bench: Bench) -> None:
    """Take away what the last round left."""
    for path in [*bench.work.iterdir(), *bench.state.glob("*/*")]:
        path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink()
