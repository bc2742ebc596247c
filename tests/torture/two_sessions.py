"""Two sessions and an editor on one file, in any order: nobody's work is overwritten silently."""

from __future__ import annotations

import random
import re
import signal
import string
from collections.abc import Callable
from typing import Final

from tests.support.typist import Program
from tests.torture.bench import Bench
from tests.torture.tally import Tally

__all__ = ["interleavings"]

_STEPS: Final = 9
_WORD: Final = 6
_LEAVING: Final = 10.0
_SAVED: Final = re.compile(r"saved \d\d:\d\d|saved$", re.MULTILINE)
_IN_USE: Final = "In use"
_BANNER: Final = "NOT SAVED"
_CHANGED: Final = "Changed by another program"
_CHOOSE: Final = "Enter choose"
_READY: Final = re.compile("F1 keys|When this was left")
_NOTHING: Final = re.compile("nothing open|to continue")
_NEW: Final = "What must the app"
_NAMED: Final = re.compile(r"app\.[a-z]+(?:-\d+)?\.toml|app-[\d-]+\.toml")
_TAKEN_OVER: Final = 128 + signal.SIGHUP

_LOOK, _TAKE_OVER, _ALONE = "1", "2", "3"
_KEEP_MINE, _TAKE_THEIRS, _SAVE_BESIDE = "1", "2", "3"


class _Side:
    """One of the two who use the program."""

    def __init__(self, bench: Bench, dice: random.Random) -> None:
        self._bench = bench
        self._dice = dice
        self.program: Program | None = None
        self.looks = False
        """Whether it only looks."""
        self.typed: list[str] = []
        """The words that it saw itself type."""
        self.given_up: list[str] = []
        """Those that it gave up for what the file holds."""
        self.cut_off = False
        """Whether it lost its connection, and could not be told the last."""
        self.told: set[str] = set()
        """The names of other files that it was told."""

    def open(self) -> None:
        """Open the file, if it is not open, and choose what to do where it is in use."""
        if self.program is not None:
            return
        self.program = program = self._bench.open()
        self.looks = False
        program.wait_until(
            lambda text: (
                _IN_USE in text or (bool(_READY.search(text)) and not _NOTHING.search(text))
            ),
            "it is open",
        )
        if _IN_USE in program.screen_text():
            choice = self._dice.choice([_LOOK, _TAKE_OVER, _TAKE_OVER, _ALONE])
            program.press(choice, "enter")
            program.wait_gone(_IN_USE)
            if choice == _ALONE:
                self.leave()
                return
            self.looks = choice == _LOOK
            expected = "read-only" if self.looks else _SAVED
            program.wait_for(expected)
        self._look()

    def type(self) -> None:
        """Type a word that stands nowhere else, and wait until it shows."""
        if not self._here():
            self.open()
        if not self._can_type():
            return
        program = self._open_program()
        if _NEW not in program.screen_text():
            program.press("f2")
            program.wait_for("Verdict")
            program.press("+")
            program.wait_for(_NEW)
        word = "".join(self._dice.choices(string.ascii_lowercase, k=_WORD))
        program.type(word)
        program.wait_until(lambda text: word in text or _CHANGED in text, f"{word} shows")
        if word in program.screen_text():
            self.typed.append(word)
        self._look()

    def wait_until_saved(self) -> None:
        """Wait until what was typed is saved, or something is asked."""
        if self._can_type():
            self._open_program().wait_until(
                lambda text: bool(_SAVED.search(text)) or _BANNER in text or "new file" in text,
                "it is saved or told that it is not",
            )
            self._look()

    def hang_up(self) -> None:
        """Lose the connection."""
        if self.program is not None:
            self._look()
            self.cut_off = True
            self.program.hang_up()
            self._close()

    def leave(self) -> None:
        """Leave in the polite way."""
        if self._here():
            program = self._open_program()
            program.press("f10")
            program.wait_exit()
            self._look()
            self._close()

    def answer(self) -> None:
        """Choose what to do about a changed file, where that is asked."""
        if self._can_type() and _BANNER in self._open_program().screen_text():
            program = self._open_program()
            if _CHANGED not in program.screen_text():
                program.press("ctrl+s")
            program.wait_for(_CHOOSE)
            choice = self._dice.choice([_KEEP_MINE, _TAKE_THEIRS, _SAVE_BESIDE])
            if choice == _TAKE_THEIRS:
                self.given_up += self.typed
            program.press(choice, "enter")
            program.wait_gone(_CHANGED)
            self._look()

    def _can_type(self) -> bool:
        return self._here() and not self.looks

    def _here(self) -> bool:
        """Tell whether the program runs; where the other took the file over, it has ended."""
        if self.program is None:
            return False
        self.program.look(0.05)
        if not self.program.ended:
            return True
        status = self.program.wait_exit()
        self._look()
        said = self.program.screen_text()
        self._close()
        assert status == _TAKEN_OVER, f"ended with status {status}:\n{said}"
        assert "was taken over by" in said, f"it does not say why it ended:\n{said}"
        return False

    def _open_program(self) -> Program:
        assert self.program is not None
        return self.program

    def _look(self) -> None:
        program = self._open_program()
        program.look(0.02)
        self.told.update(_NAMED.findall("".join(program.screen_text().split())))

    def _close(self) -> None:
        program, self.program = self.program, None
        if program is not None:
            program.seconds_until_gone(_LEAVING)
            program.close()

    def kill(self) -> None:
        """End the program, whatever became of the round."""
        if self.program is not None:
            self.program.close()


def interleavings(bench: Bench, rounds: int, seed: int) -> Tally:
    """Let two sessions and an editor work on one file, in random orders."""
    tally = Tally("two sessions", seed)
    tally.counts.update(
        {"words": 0, "given_up": 0, "copies_told": 0, "copies_untold": 0, "locks_removed": 0}
    )
    for turn in range(rounds):
        with tally.round(turn) as dice:
            _clear(bench)
            bench.prepare(2)
            sides = [_Side(bench, dice), _Side(bench, dice)]
            try:
                words = _work(bench, tally, dice, sides)
            finally:
                for side in sides:
                    side.kill()
            _check(bench, tally, sides, words)
    return tally


def _work(bench: Bench, tally: Tally, dice: random.Random, sides: list[_Side]) -> list[str]:
    """Take random steps, then let both leave; return the words of the editor."""
    written: list[str] = []

    def edit(_: _Side) -> None:
        written.append("".join(dice.choices(string.ascii_lowercase, k=_WORD)))
        text = bench.file.read_text()
        bench.file.write_text(text.replace('name = "', f'name = "{written[-1]} ', 1))

    def unlock(_: _Side) -> None:
        # As where the file lies on a disk of the network, and each machine has locks of its own.
        for lock in bench.work.glob(".ragft-*.lock"):
            lock.unlink()
            tally.counts["locks_removed"] += 1

    steps: list[tuple[Callable[[_Side], None], int]] = [
        (_Side.type, 6),
        (_Side.wait_until_saved, 3),
        (_Side.answer, 3),
        (_Side.open, 2),
        (_Side.leave, 1),
        (_Side.hang_up, 1),
        (edit, 2),
        (unlock, 1),
    ]
    sides[0].open()
    for _ in range(_STEPS):
        step = dice.choices([step for step, _ in steps], [weight for _, weight in steps])[0]
        step(dice.choice(sides))
    for side in sides:
        side.answer()
        side.leave()
    return written


def _clear(bench: Bench) -> None:
    for path in [*bench.work.iterdir(), *bench.state.glob("rescue/*")]:
        path.unlink()


def _check(bench: Bench, tally: Tally, sides: list[_Side], written: list[str]) -> None:
    bench.load()
    copies = [*bench.work.glob("*.toml"), *bench.state.glob("rescue/*")]
    texts = [copy.read_text() for copy in copies]
    words = [word for side in sides for word in side.typed] + written
    given_up = [word for side in sides for word in side.given_up]
    tally.counts["words"] += len(words)
    tally.counts["given_up"] += len(given_up)
    for word in words:
        assert word in given_up or any(word in text for text in texts), f"{word!r} is lost"
    told = set[str]().union(*(side.told for side in sides))
    for copy in bench.work.glob("app.*.toml"):
        tally.counts["copies_told"] += copy.name in told
        tally.counts["copies_untold"] += copy.name not in told
        assert copy.name in told or any(side.cut_off for side in sides), f"untold: {copy.name}"
    left = [name for name in bench.strays() if not name.endswith(".toml")]
    assert not left, f"left beside the file: {left}"
