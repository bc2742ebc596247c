"""What Enter costs in the interview, with ten capabilities and with a thousand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from statistics import median
from typing import Final

from benchmarks.figures import Figure, ratio, take_turns
from benchmarks.measure import SCRIPT, Bench, Watched
from benchmarks.projects import MANY, write_project

_FEW: Final = 10
_QUESTIONS: Final = 3
"""Questions that are answered of each capability: there are always as many."""
_MARKED: Final = 0.3
"""Seconds without output after which what follows an option that was marked is worked out."""
_QUESTION: Final = re.compile(r"^ (.+) · (?:about )?\d+ to go$", re.MULTILINE)
"""How a question names itself, and how many more there are."""


@dataclass(slots=True)
class _Interview:
    """An interview, and what each Enter in it has cost, in seconds of processor time."""

    terminal: Watched
    drawn: list[float] = field(default_factory=list)
    """Until the next question was on the screen."""
    saved: list[float] = field(default_factory=list)
    """Until nothing more happened: with the save of the project, in a thread of its own."""

    def answer_some(self) -> None:
        """Answer some questions of a capability, and go on to the next one."""
        for _ in range(_QUESTIONS):
            self._answer()
        self.terminal.press("f5")
        self.terminal.wait_for("Enter next")
        self.terminal.press("enter")
        self.terminal.wait_for(_QUESTION)
        self.terminal.settle()

    def _answer(self) -> None:
        self.terminal.press("2")
        self.terminal.settle(_MARKED)
        asked, begun = self._question(), self.terminal.cpu
        self.terminal.press("enter")
        self.terminal.wait_until(lambda _: self._question() not in ("", asked), "the next question")
        self.drawn.append(self.terminal.drawn_cpu - begun)
        self.terminal.settle()
        self.saved.append(self.terminal.cpu - begun)

    def _question(self) -> str:
        found = _QUESTION.search(self.terminal.screen_text())
        return found[1] if found else ""


def answering(bench: Bench) -> Iterator[Figure]:
    """Measure Enter in two interviews in turn."""
    with ExitStack() as open_terminals:
        interviews = {}
        for count in (_FEW, MANY):
            room = bench.room(f"answering {count}")
            write_project(room / "app.toml", count, answered=False)
            terminal = open_terminals.enter_context(Watched(SCRIPT, "app.toml", home=room))
            terminal.wait_for(_QUESTION)
            # Assessments for the recorded verdicts go on for a while.
            terminal.settle(quiet=1.0)
            interviews[f"{count:,}"] = _Interview(terminal)
        take_turns({name: each.answer_some for name, each in interviews.items()}, bench.few_rounds)
    for name, each in interviews.items():
        detail = f"with the save behind it {1e3 * median(each.saved):.1f} ms"
        title = f"CPU of Enter, {name} capabilities, until the next question"
        yield Figure(title, 1e3 * median(each.drawn), "ms", 30, 20, detail, gates=False)
    few, many = (each.drawn for each in interviews.values())
    yield ratio(f"CPU of Enter, {MANY:,} capabilities against {_FEW}", many, few, must=1.2)
