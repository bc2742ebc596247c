"""What a stranger's text, any terminal and any size do to the screens: nothing."""

from __future__ import annotations

import datetime as dt
import itertools
import random
import re
import shutil
import time
from typing import Final

from ragft_tui.core.model import Answer, Capability, Draft, Project, Review, VerdictType
from ragft_tui.storage.project.encode import encode_project
from ragft_tui.terminal.profile import SMALLEST_SIZE, is_too_small
from tests.support.frames import COLUMNS, ROWS, box_stands, interview_stands, review_stands
from tests.support.hostile import controls_in
from tests.support.inert import obeyed_in
from tests.support.keys import encode_key
from tests.support.naughty import NAUGHTY
from tests.support.process import PtyProcess
from tests.support.projects import packaged_rulebook
from tests.support.terminal import Terminal
from tests.torture.bench import SCRIPT, Bench, texts_of
from tests.torture.tally import Tally

__all__ = ["any_terminal", "naughty_texts", "resizing"]

_TERMS: Final = (
    "TERM=xterm-256color",
    "TERM=tmux-256color",
    "TERM=xterm",
    "TERM=vt100",
    "TERM=linux",
    "TERM=screen-256color",
    "TERM=unheard-of",
    "TERM=",
    "--unset=TERM",
)
_LOCALES: Final = (
    "LANG=C.UTF-8",
    "LANG=C",
    "LC_ALL=POSIX",
    "LANG=en_US.UTF-8",
    "--unset=LANG",
    "LC_ALL=C PYTHONUTF8=0 PYTHONCOERCECLOCALE=0",
    "PYTHONIOENCODING=ascii",
    "PYTHONIOENCODING=latin-1",
)
_UNKNOWN: Final = (0, 0)
"""The size of a terminal that does not tell it."""

_SIZES: Final = (
    (80, 24),
    (300, 100),
    (1000, 3),
    (40, 10),
    (20, 5),
    (10, 3),
    (2, 2),
    (1, 1),
    _UNKNOWN,
)
_TYPED: Final = "Zoë 東京 👩\u200d👧"
_PATIENCE: Final = 20.0
_ESCAPES_OF_PYTHON: Final = re.compile(rb"\\u[0-9a-f]{4}|\\x[0-9a-f]{2}")

_STORM_SECONDS: Final = 0.008
"""Between two sizes, as when the corner of a window is dragged."""

_LETTERS: Final = 40
"""Typed during a storm: what a field shows at once."""

_AT_ONCE: Final = 40
"""Capabilities of one project: what is beside them on the screen is drawn with each."""


def naughty_texts(bench: Bench, rounds: int, seed: int) -> Tally:
    """Show naughty strings in every field of a project, on every screen and in every dialog.

    Args:
        bench: Where to work.
        rounds: How many of them, half of them such as terminals obey; all where there are fewer.
        seed: Which of them.
    """
    tally = Tally("naughty texts on every screen", seed)
    dice = random.Random(seed)  # noqa: S311 - to be repeated, not secret
    obeyed = [text for text in NAUGHTY if controls_in(text)]
    half = dice.sample(obeyed, min(rounds // 2, len(obeyed)))
    others = [text for text in NAUGHTY if text not in half]
    texts = [*half, *dice.sample(others, min(rounds - len(half), len(others)))]
    tally.counts["texts"] = tally.counts["bytes"] = 0
    for start in range(0, len(texts), _AT_ONCE):
        chosen = texts[start : start + _AT_ONCE]
        with tally.round(start):
            shutil.rmtree(bench.state, ignore_errors=True)  # where the last one was left
            bench.file.write_bytes(_project(chosen))
            before = bench.load()
            for raw in (_shown(bench, chosen), _listed(bench)):
                assert not obeyed_in(raw), obeyed_in(raw)
                tally.counts["bytes"] += len(raw)
            assert bench.load() == before, "looking changed the project"
            tally.counts["texts"] += len(chosen)
    return tally


def any_terminal(bench: Bench, rounds: int, seed: int) -> Tally:
    """Type and leave under names of terminals, locales and sizes, in all combinations or in some.

    Args:
        bench: Where to work.
        rounds: How many combinations; among fewer than all, each name still has its turn.
        seed: Which of them.
    """
    tally = Tally("terminals, locales and sizes", seed)
    dice = random.Random(seed)  # noqa: S311 - to be repeated, not secret
    combinations = list(itertools.product(_TERMS, _LOCALES, _SIZES))
    if rounds < len(combinations):
        columns = [
            dice.sample([values[turn % len(values)] for turn in range(rounds)], rounds)
            for values in (_TERMS, _LOCALES, _SIZES)
        ]
        combinations = list(zip(*columns, strict=True))
    for term, locale, size in combinations:
        with tally.round(f"{term} {locale} {size}"):
            bench.prepare(0)
            status, raw = _type_and_leave(bench, [term, *locale.split()], size)
            text = raw.decode(errors="replace")
            assert status == 0, f"status {status}: {text[-300:]}"
            assert not _ESCAPES_OF_PYTHON.search(raw), "characters are escaped"
            seen = size == _UNKNOWN or not is_too_small(*size)
            kept = _TYPED in texts_of(bench.load())
            assert kept == seen, "what was typed is not saved" if seen else "it was typed blindly"
    return tally


def _type_and_leave(
    bench: Bench, variables: list[str], size: tuple[int, int]
) -> tuple[int | None, bytes]:
    """Type a name and leave, in a terminal that cannot be looked at: its size may be nothing."""
    # A program that is told no name of a terminal is not told an empty one.
    unset = [each for each in variables if each.startswith("--")]
    argv = ["env", *unset, *(each for each in variables if each not in unset)]
    process = PtyProcess([*argv, str(SCRIPT), bench.file.name], bench.work, bench.environment, size)
    raw = b""
    deadline = time.monotonic() + _PATIENCE
    rest = memoryview(_TYPED.encode() + encode_key("f10"))
    try:
        while not process.ended and time.monotonic() < deadline:
            shown = b"\x1b[?2004h" in raw
            output, taken = process.exchange(rest if shown else memoryview(b""), 0.1)
            raw += output
            rest = rest[taken:]
        return process.wait_status(1), raw
    finally:
        process.close()


def resizing(bench: Bench, rounds: int, seed: int, limit: float = 0.2) -> Tally:
    """Change the size again and again while typing, and see how soon all is drawn at the last one.

    Args:
        bench: Where to work.
        rounds: How many sizes.
        seed: Which ones.
        limit: Seconds that the last picture may take.
    """
    tally = Tally("a storm of sizes while typing", seed)
    with tally.round(0) as dice:
        bench.prepare(0)
        letters = ""
        with bench.open() as program:
            program.wait_for("What must the application be able to do")
            for turn in range(rounds):
                # In a window that is smaller no letter is taken.
                program.resize(
                    dice.randint(SMALLEST_SIZE[0], 200), dice.randint(SMALLEST_SIZE[1], 60)
                )
                if turn % (rounds // _LETTERS + 1) == 0:
                    letters += dice.choice("abcdefgh")
                    program.type(letters[-1])
                program.look(_STORM_SECONDS)
            begun = time.monotonic()
            program.resize(80, 24)
            program.wait_until(lambda text: _is_whole(text, letters), "all is drawn anew")
            tally.measure("seconds_until_drawn", time.monotonic() - begun, limit)
            _leave(program)
        assert letters in texts_of(bench.load()), "what was typed is not saved"
    return tally


def _is_whole(text: str, letters: str) -> bool:
    """Tell whether the form stands at 80x24 from the status line to the hint line."""
    rows = text.split("\n")
    return (
        len(rows) == 24
        and rows[1] == "─" * 80
        and f"Name         {letters}" in rows[6]
        and rows[-1].endswith("F1 keys")
    )


def _shown(bench: Bench, texts: list[str]) -> bytes:
    """Go through interview and review of a project, and return what was sent."""
    with _open(bench, bench.file.name) as terminal:
        for number in range(1, len(texts) + 1):
            terminal.wait_for(re.compile(rf"capability {number} of {len(texts)}\b"))
            terminal.wait_until(lambda _: interview_stands(terminal), f"{number} in its frame")
            terminal.press("n", "enter")
        terminal.wait_for("· new capability")
        terminal.press("f2")
        terminal.wait_for("· review ·")
        terminal.press("g")
        for number in range(1, len(texts) + 1):
            terminal.wait_for(re.compile(rf"^› +{number} ", re.MULTILINE))
            terminal.wait_until(lambda _: review_stands(terminal), f"{number} in its frame")
            _look(terminal, "f3", "q")
            terminal.press("down")
        for keys in (("n", "esc"), ("o", "esc"), ("t", "esc"), ("f1", "q")):
            _look(terminal, *keys)
        terminal.press("o", "enter")
        _look(terminal, "", "esc")
        terminal.press("ctrl+p")
        terminal.wait_for("Search")
        terminal.press("esc")
        terminal.wait_gone("Search")
        terminal.press("e")
        terminal.wait_for("· answers")
        terminal.press("esc")
        terminal.wait_for("· review ·")
        terminal.press("E")
        terminal.wait_for("What must the application be able to do")
        return _leave(terminal)


def _listed(bench: Bench) -> bytes:
    """Look at the list of sessions, and return what was sent."""
    with _open(bench) as terminal:
        terminal.wait_for("Continue")
        return _leave(terminal)


def _open(bench: Bench, *words: str) -> Terminal:
    argv = [str(SCRIPT), *words]
    return Terminal(argv, cwd=bench.work, env=bench.environment, cols=COLUMNS, rows=ROWS)


def _look(terminal: Terminal, opens: str, closes: str) -> None:
    """Open a dialog, look at its frame, and close it."""
    if opens:
        terminal.press(opens)
    terminal.wait_until(lambda _: box_stands(terminal), f"{opens} opens a dialog in its frame")
    terminal.press(closes)
    terminal.wait_gone("╭──")


def _leave(terminal: Terminal) -> bytes:
    terminal.press("f10")
    status = terminal.wait_exit()
    assert status == 0, f"status {status}"
    return terminal.raw


def _project(texts: list[str]) -> bytes:
    """Return a project that says each text in every field of a capability."""
    items = tuple(_capability(number, text) for number, text in enumerate(texts))
    return encode_project(Project(texts[0], capabilities=items), packaged_rulebook())


def _capability(number: int, text: str) -> Capability:
    review = Review(
        "overridden",
        VerdictType.RETRIEVAL,
        packaged_rulebook().edition,
        dt.date(2026, 11, 22),
        by=text,
        type=VerdictType.BOTH,
        because=f"{text} (Legal)",
    )
    return Capability(
        f"c{number}",
        name=f"{text} {number}",
        description=f"{text}\nNumber {number}",
        notes=text,
        answers=(Answer("volatility", "weekly", text),),
        review=review,
        draft=Draft(override=text, because=(("citations", text),)),
    )
