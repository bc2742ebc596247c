"""Every key of the table, in a window of 80x24: how to get where it works, and what it does."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final

import pytest
from textual.containers import VerticalScroll
from textual.events import ScreenResume

from ragft_tui.core.model import Capability, Project
from ragft_tui.keys import CONTEXTS, KEYS, Key
from ragft_tui.keys.key import TERMINAL_KEYS, render_key
from ragft_tui.storage.paths import packaged
from ragft_tui.storage.recent import forget
from ragft_tui.tui.dialogs import Dialog
from ragft_tui.tui.messages import ShowScreen
from ragft_tui.tui.screens.home import HomeScreen
from ragft_tui.tui.screens.interview import InterviewScreen
from ragft_tui.tui.screens.review import ReviewScreen
from ragft_tui.tui.screens.review_table import ReviewTable
from ragft_tui.tui.widgets.line_list import LineList
from ragft_tui.tui.widgets.text_fields import TextBox, TextLine
from tests.support.pilot import NARROW, User, at_screen, rulebook

SAMPLE: Final = packaged("sample.toml").read_bytes()
OUTDATED: Final = re.sub(
    rb'judged = "retrieval"\nrulebook = .*', b'judged = "both"\nrulebook = "default 1"', SAMPLE
)
"""The sample with a decision that another edition of the rules makes stale."""
OPEN: Final = "footprint"
"""The first open question of the sample."""
PTY: Final = Path(__file__).parents[1] / "pty"

ELSEWHERE: Final = {"app.suspend": ("test_suspend.py", '"alt+z"')}
"""Keys that need a real terminal: the test of each, and how it presses the key."""

ENDS: Final = {"app.quit"}
"""Keys that end the program; each of them has a run of its own."""


@dataclass(frozen=True)
class Shot:
    """All that a key can change, at one moment."""

    words: str
    hint: str
    status: str
    screen: str
    title: str
    focus: str
    text: str
    selected_text: str
    drawn: int
    cursor: int
    scrolled: float
    step: str
    question: int
    changes: int
    theme: str
    listed: tuple[str, ...]
    marked: frozenset[str]
    selected: str
    project: Project | None = field(repr=False)

    @property
    def ids(self) -> list[str]:
        """The ids of all capabilities, in the order of the file."""
        return [item.id for item in self.project.capabilities] if self.project else []

    @property
    def decided(self) -> int:
        """How many have a decision."""
        items = self.project.capabilities if self.project else ()
        return sum(item.review is not None for item in items)

    def capability(self, name: str) -> Capability:
        """Return the capability of an id."""
        found = self.project.capability(name) if self.project else None
        assert found is not None
        return found


Check = Callable[[Shot, Shot, str], bool]


@dataclass(frozen=True)
class Effect:
    """What a key does."""

    way: tuple[str, ...]
    """The keys that lead to where it works: from the sample at its question, or from home."""
    check: Check
    """Told what was before and after, and the key."""


def says(words: str) -> Check:
    return lambda before, after, _: words in after.words and words not in before.words


def opens(screen: str, title: str = "") -> Check:
    return lambda before, after, _: (
        after.screen == screen != before.screen and after.title.startswith(title)
    )


def back_to(screen: str) -> Check:
    return lambda before, after, _: after.screen == screen != before.screen


def moves(by: Callable[[int, int], bool]) -> Check:
    return lambda before, after, _: by(before.cursor, after.cursor)


def selects(index: int) -> Check:
    return lambda before, after, _: after.selected == after.ids[index] != before.selected


def marks_digit(before: Shot, after: Shot, key: str) -> bool:
    if after.hint in {f"There is no option {key} here.", f"There is no line {key} here."}:
        return after.cursor == before.cursor
    return re.search(rf"› {key} ", after.words) is not None


def tries_digit(before: Shot, after: Shot, key: str) -> bool:
    """Check a digit of what if: 1 is the answer given already."""
    if after.hint == f"There is no option {key} here.":
        return after.words != before.words
    return f"› {key} " in after.words


def costs_are(given: tuple[tuple[str, object], ...]) -> Check:
    return lambda before, after, _: (
        after.project is not None
        and after.project.costs == given != (before.project and before.project.costs)
    )


def decides_nothing(check: Check) -> Check:
    return lambda before, after, key: check(before, after, key) and after.decided == before.decided


CARD: Final = ("n",)
"""The keys that lead to the verdict."""
QUESTION: Final = ()
DESCRIBE: Final = ("E",)
REVIEW: Final = ("f2", "g", "p")
FIRST: Final = ("f2", "g")
LAST: Final = ("f2", "G")
FILTER: Final = ("f2", "slash", "o")
MAP: Final = ("f2", "g", "m")
WHAT_IF: Final = (*FIRST, "w")
COSTS: Final = (*FIRST, "C")
ANSWERS: Final = (*FIRST, "e")
NUMBER: Final = ["down"] * [each.id for each in rulebook().questions].index("examples")
NUMBERS: Final = ("f2", "g", "A", *NUMBER, "enter")
"""The keys that lead to a question for a number in a dialog."""
NOTE: Final = (*REVIEW, "n", "x")
CHOICE: Final = (*REVIEW, "o")
READER: Final = (*FIRST, "f3")
IMPORT: Final = (*FIRST, "I", "b", "enter")
"""The keys that lead to the preview of a list in the file `b`."""

EFFECTS: Final = {
    "home.continue": Effect((), opens("InterviewScreen")),
    "home.new": Effect((), opens("TextDialog", "New project")),
    "home.open": Effect((), opens("TextDialog", "Open")),
    "home.demo": Effect((), says("review · 2 of 8 decided")),
    "home.forget": Effect(("up",), says("is off the list; the file stays.")),
    "home.back": Effect((), opens("InterviewScreen")),
    "describe.accept": Effect(
        (*DESCRIBE, "X"),
        lambda _, after, __: (
            after.step != "describe" and after.capability("order-status").description.endswith("X")
        ),
    ),
    "describe.newline": Effect(DESCRIBE, lambda b, a, _: a.text == f"{b.text}\n"),
    "describe.next": Effect(DESCRIBE, lambda b, a, _: a.focus == "name" != b.focus),
    "describe.back": Effect(
        (*DESCRIBE, "tab"), lambda b, a, _: (b.step, a.step) == ("describe", OPEN)
    ),
    "describe.skip": Effect(
        (*DESCRIBE, "X"),
        lambda b, a, _: (
            a.step != "describe"
            and a.changes == b.changes
            and str(a.capability("order-status").draft.description).endswith("X")
        ),
    ),
    "question.accept": Effect(
        ("1",), lambda _, a, __: a.capability("order-status").answer(OPEN) is not None
    ),
    "question.choose": Effect(QUESTION, marks_digit),
    "question.because": Effect(QUESTION, lambda b, a, _: a.focus == "because" != b.focus),
    "question.name": Effect(QUESTION, says("takes no name beside its answer")),
    "question.back": Effect(("s",), lambda b, a, _: (b.step != OPEN == a.step)),
    "question.skip": Effect(
        QUESTION, lambda b, a, _: a.step != b.step and a.project == b.project
    ),
    "question.next": Effect(QUESTION, lambda _, a, __: a.step == "verdict"),
    "answer.exact": Effect(NUMBERS, lambda b, a, _: a.focus == "number" != b.focus),
    "number.leave": Effect((*NUMBERS, "equals_sign"), lambda _, a, __: a.focus == "options"),
    "card.next": Effect(CARD, lambda _, a, __: a.step != "verdict"),
    "card.accept": Effect(CARD, lambda b, a, _: a.decided == b.decided + 1 and a.step != b.step),
    "card.what_if": Effect(CARD, opens("WhatIfScreen")),
    "card.back": Effect(CARD, lambda _, a, __: a.step == OPEN),
    "interview.reasons": Effect(QUESTION, opens("ReadDialog", "Order status")),
    "interview.review": Effect(QUESTION, opens("ReviewScreen")),
    "interview.up": Effect(QUESTION, opens("ReviewScreen")),
    "interview.answers": Effect(QUESTION, opens("AnswersScreen")),
    "interview.describe": Effect(QUESTION, lambda _, a, __: a.step == "describe"),
    "interview.rename": Effect(QUESTION, opens("TextDialog", "Rename the application")),
    "interview.home": Effect(QUESTION, opens("HomeScreen")),
    "interview.import": Effect(QUESTION, opens("ImportDialog", "Import")),
    "interview.undo": Effect(("1", "enter"), says("Undone: the answer to “")),
    "interview.redo": Effect(("1", "enter", "u"), says("Redone: the answer to “")),
    "because.accept": Effect(
        ("b", "x"), lambda b, a, _: a.focus == "options" and a.changes == b.changes + 1
    ),
    "because.leave": Effect(
        ("b", "x"), lambda b, a, _: a.focus == "options" and a.changes == b.changes
    ),
    "review.accept": Effect(REVIEW, lambda b, a, _: a.decided == b.decided + 1),
    "review.override": Effect(REVIEW, opens("ChoiceDialog", "Override")),
    "review.answers": Effect(REVIEW, opens("AnswersScreen")),
    "review.describe": Effect(
        FIRST, lambda _, a, __: (a.screen, a.step) == ("InterviewScreen", "describe")
    ),
    "review.note": Effect(REVIEW, opens("LinesDialog", "Note")),
    "review.next": Effect(FIRST, lambda b, a, _: a.selected != b.selected),
    "review.filter": Effect(FIRST, lambda b, a, _: a.focus == "filter" != b.focus),
    "review.reasons": Effect(FIRST, opens("ReadDialog", "Refund policy")),
    "review.what_if": Effect(FIRST, opens("WhatIfScreen")),
    "review.map": Effect(FIRST, opens("MapScreen")),
    "review.summary": Effect(FIRST, opens("SummaryDialog", "Summary of Support assistant")),
    "summary.costs": Effect((*FIRST, "v"), opens("CostsScreen")),
    "costs.edit": Effect(COSTS, opens("TextDialog", "Documents")),
    "costs.type": Effect(
        COSTS, lambda _, a, key: a.screen == "TextDialog" and a.text.endswith(key)
    ),
    "costs.more": Effect(COSTS, costs_are((("documents", 2_000),))),
    "costs.less": Effect(COSTS, costs_are((("documents", 500),))),
    "costs.pane": Effect(COSTS, lambda b, a, _: (b.focus, a.focus) == ("inputs", "figures")),
    "costs.why": Effect(COSTS, opens("ReadDialog", "Documents")),
    "costs.compare": Effect(COSTS, opens("ChoiceDialog", "Compare")),
    "costs.decided": Effect(COSTS, says("Only capabilities with a decision count.")),
    "costs.clear": Effect((*COSTS, "l"), costs_are(())),
    "costs.undo": Effect((*COSTS, "l"), says("Undone: the input “Documents”.")),
    "costs.redo": Effect((*COSTS, "l", "u"), says("Redone: the input “Documents”.")),
    "costs.back": Effect(COSTS, back_to("ReviewScreen")),
    "review.undo": Effect((*REVIEW, "a"), says("Undone: the acceptance of")),
    "review.redo": Effect((*REVIEW, "a", "u"), says("Redone: the acceptance of")),
    "review.interview": Effect(FIRST, opens("InterviewScreen")),
    "review.add": Effect(FIRST, says("new capability")),
    "review.reopen": Effect(
        ("f2", "asterisk"), lambda b, a, _: b.decided == 2 and a.decided == 0
    ),
    "review.rename": Effect(FIRST, opens("TextDialog", "Rename the application")),
    "review.delete": Effect(FIRST, lambda b, a, _: a.ids == b.ids[1:]),
    "review.answer": Effect(FIRST, opens("ChoiceDialog", "Answer")),
    "review.sort": Effect(FIRST, says("Sorted by")),
    "review.reverse": Effect(FIRST, lambda b, a, _: a.listed == b.listed[::-1]),
    "review.duplicate": Effect(FIRST, lambda b, a, _: len(a.ids) == len(b.ids) + 1),
    "review.import": Effect(FIRST, opens("ImportDialog", "Import")),
    "review.costs": Effect(FIRST, opens("CostsScreen")),
    "review.export": Effect(FIRST, opens("ChoiceDialog", "Export a report")),
    "review.copy": Effect(FIRST, lambda _, a, __: "opied" in a.hint),
    "review.move_up": Effect(LAST, lambda b, a, _: a.ids[-2] == b.ids[-1]),
    "review.move_down": Effect(FIRST, lambda b, a, _: a.ids[1] == b.ids[0]),
    "review.home": Effect(FIRST, opens("HomeScreen")),
    "review.show_all": Effect(
        (*FILTER, *"rder", "enter"), lambda b, a, _: len(a.listed) == 8 > len(b.listed)
    ),
    "marks.mark": Effect(FIRST, lambda b, a, _: a.marked - b.marked == {a.ids[0]}),
    "marks.all": Effect(FIRST, lambda _, a, __: len(a.marked) == 8),
    "filter.keep": Effect(FILTER, lambda b, a, _: a.focus == "table" and a.listed == b.listed),
    "filter.clear": Effect(
        (*FILTER, *"rder"), lambda b, a, _: a.focus == "table" and len(a.listed) > len(b.listed)
    ),
    "import.accept": Effect(
        IMPORT, lambda b, a, _: a.screen == "ReviewScreen" and len(a.ids) == len(b.ids) + 2
    ),
    "import.tick": Effect(IMPORT, says("1 of 2 new")),
    "import.all": Effect(IMPORT, says("0 of 2 new")),
    "import.read": Effect(IMPORT, opens("ChoiceDialog", "How it is read")),
    "import.details": Effect(IMPORT, opens("ReadDialog", "A row of the import")),
    "import.together": Effect(IMPORT, says("It was not pasted")),
    "import.back": Effect(
        IMPORT, lambda b, a, _: a.screen == "ReviewScreen" and a.changes == b.changes
    ),
    "map.back": Effect(MAP, back_to("ReviewScreen")),
    "map.next": Effect(MAP, selects(1)),
    "map.previous": Effect((*MAP, "n"), selects(0)),
    "map.first": Effect((*MAP, "G"), selects(0)),
    "map.last": Effect(MAP, selects(-1)),
    "what_if.keep": Effect(
        (*WHAT_IF, "1"),
        lambda b, a, _: a.screen == "ReviewScreen" and a.changes == b.changes + 1,
    ),
    "what_if.discard": Effect(
        (*WHAT_IF, "1"),
        lambda b, a, _: a.screen == "ReviewScreen" and a.project == b.project,
    ),
    "options.choose": Effect(WHAT_IF, tries_digit),
    "options.number": Effect((*WHAT_IF, *NUMBER), opens("TextDialog", "Examples")),
    "options.next": Effect((*WHAT_IF, "1"), says("› 2")),
    "options.previous": Effect((*WHAT_IF, "2"), says("› 1")),
    "options.reasons": Effect(WHAT_IF, opens("ReadDialog", "Refund policy")),
    "answers.next": Effect(ANSWERS, moves(lambda b, a: a == b + 1)),
    "answers.because": Effect(ANSWERS, opens("TextDialog", "Because")),
    "answers.clear": Effect(
        ANSWERS,
        lambda b, a, _: (
            len(a.capability(a.ids[0]).answers) == len(b.capability(b.ids[0]).answers) - 1
        ),
    ),
    "answers.undo": Effect((*ANSWERS, "x"), says("Undone: the withdrawal of the answer")),
    "answers.redo": Effect((*ANSWERS, "x", "u"), says("Redone: the withdrawal of the answer")),
    "answers.back": Effect(ANSWERS, back_to("ReviewScreen")),
    "text.accept": Effect(
        NOTE, lambda b, a, _: a.screen == "ReviewScreen" and a.changes == b.changes + 1
    ),
    "lines.newline": Effect(NOTE, lambda b, a, _: a.text == f"{b.text}\n"),
    "field.undo": Effect((*NOTE, "y"), lambda b, a, _: len(a.text) < len(b.text)),
    "field.redo": Effect((*NOTE, "y", "ctrl+z"), lambda b, a, _: len(a.text) > len(b.text)),
    "field.select_all": Effect(NOTE, lambda b, a, _: a.selected_text == b.text != b.selected_text),
    "choice.accept": Effect(CHOICE, opens("ReasonDialog", "Override with")),
    "choice.mark": Effect(CHOICE, marks_digit),
    "theme.keep": Effect(
        ("f9", "j"),
        lambda b, a, _: "Kept for sessions to come" in a.hint and a.theme == b.theme,
    ),
    "theme.back": Effect(
        ("f9", "j"), lambda b, a, _: a.screen == "InterviewScreen" and a.theme != b.theme
    ),
    "outdated.accept": Effect(
        (),
        lambda b, a, _: b.screen == "OutdatedDialog" != a.screen and a.changes == b.changes + 1,
    ),
    "reader.copy": Effect(READER, lambda _, a, __: "opied" in a.hint),
    "reader.scroll": Effect(
        (*READER, "down", "down"),
        lambda b, a, key: a.scrolled < b.scrolled if key == "up" else a.scrolled > b.scrolled,
    ),
    "dialog.close": Effect(READER, back_to("ReviewScreen")),
    "list.up": Effect(LAST, moves(lambda b, a: a == b - 1)),
    "list.down": Effect(FIRST, moves(lambda b, a: a == b + 1)),
    "list.first": Effect(LAST, moves(lambda b, a: a == 0 < b)),
    "list.last": Effect(FIRST, moves(lambda b, a: b < a == 7)),
    "list.page_up": Effect(LAST, moves(lambda b, a: a < b - 1)),
    "list.page_down": Effect(FIRST, moves(lambda b, a: a > b + 1)),
    "list.select": Effect(CHOICE, opens("ReasonDialog", "Override with")),
    "app.palette": Effect(QUESTION, opens("Palette")),
    "app.save": Effect(QUESTION, says("Saving now")),
    "app.theme": Effect(QUESTION, opens("ThemePicker")),
    "app.redraw": Effect(QUESTION, lambda b, a, _: a.drawn > b.drawn),
    "app.interrupt": Effect(QUESTION, says("F10 quits")),
    "app.help": Effect(QUESTION, opens("KeysDialog")),
}  # fmt: skip
"""For each id the effect of all of its keys, but for those above."""

TAKEN: Final = {
    "tmux, whose prefix it is": {"ctrl+b"},
    "screen, whose prefix it is": {"ctrl+a"},
    "flow control, which stops and resumes output by it": {"ctrl+s", "ctrl+q"},
    "docker attach, which may detach with the next key": {"ctrl+p", "ctrl+q"},
    "browsers, which never lend these to a page": {"ctrl+n", "ctrl+t", "ctrl+w", "f11"},
    "Visual Studio Code, in its terminal": {"f1", "f5", "f10", "f11", "ctrl+e", "ctrl+p"},
    "GNOME Terminal: help, menu, full screen": {"f1", "f10", "f11"},
    "Windows Terminal: full screen": {"alt+enter", "f11"},
    "macOS, where Alt types other characters": {name for name in TERMINAL_KEYS if "alt+" in name},
    "Konsole, which scrolls by it": {"shift+up", "shift+down"},
    "most terminals: scrolling, tabs": {
        f"{modifier}+{name}" for modifier in ("shift", "ctrl") for name in ("pageup", "pagedown")
    },
    "Guake and its relatives, which drop down by it": {"f12"},
    "terminals that send a line feed for Enter": {"ctrl+j"},
}
"""Keys that common programs between keyboard and wizard keep for themselves."""


@pytest.fixture
def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "b").write_text("- Parking: Tells where.\n- Lost and found: Keeps a list.")
    path = tmp_path / "support.toml"
    path.write_bytes(SAMPLE)
    return path


def shot(user: User) -> Shot:
    app, session = user.app, user.app.session
    screen, focused = app.screen, app.focused
    review = screen if isinstance(screen, ReviewTable) else None
    place = session.interview.position if session else None
    return Shot(
        words=user.words,
        hint=user.hint if screen.query("HintLine") else "",
        status=user.status,
        screen=type(screen).__name__,
        title=screen._title.plain if isinstance(screen, Dialog) else "",
        focus=user.focus,
        text=user.field if isinstance(focused, TextBox | TextLine) else "",
        selected_text=focused.selected_text if isinstance(focused, TextBox | TextLine) else "",
        drawn=user.drawn,
        cursor=focused.cursor if isinstance(focused, LineList) else -1,
        scrolled=focused.scroll_y if isinstance(focused, VerticalScroll) else 0,
        step=place.step if place else "",
        question=session.interview.progress.to_go if session and place else 0,
        changes=len(session.history._undo) if session else 0,
        theme=app.theme,
        listed=tuple(item.id for item in review.listing.shown) if review else (),
        marked=frozenset(review.listing.marked) if review else frozenset(),
        selected=str(getattr(screen, "_selected", "")),
        project=session.project if session else None,
    )


async def start_again(
    user: User, path: Path, show: Callable[[], object], data: bytes = SAMPLE
) -> None:
    """Go back to where ways begin, whatever was done."""
    app = user.app
    while len(app.screen_stack) > 1:
        await app.pop_screen()
    screen = app.screen
    screen.set_focus(None)
    if app.session is not None:
        app.session.close()
    forget(path)
    path.write_bytes(data)  # noqa: ASYNC240 - a few kilobytes
    app.theme = "dark"
    app.open_project(path, create=False)
    show()
    if app.screen is screen and isinstance(screen, HomeScreen | InterviewScreen | ReviewScreen):
        screen.post_message(ScreenResume())
    await user.settle()
    app.show_notice("")


def keys_in(context: str) -> list[Key]:
    here = [key for key in KEYS if key.context == context]
    return [key for key in here if key.id not in ELSEWHERE.keys() | ENDS]


@pytest.mark.parametrize("context", CONTEXTS)
async def test_every_key_has_its_effect_at_80x24(context: str, sample: Path) -> None:
    missing = []
    async with at_screen(sample, NARROW) as user:
        for key in keys_in(context):
            effect = EFFECTS[key.id]
            in_review = effect.way[:1] == REVIEW[:1]  # F2 has an effect of its own
            way = effect.way[1:] if in_review else effect.way
            show: Callable[[], object] = partial(user.app.show, "review" if in_review else None)
            data = SAMPLE
            if context == "home":
                show = user.app.show_home
            elif context == "outdated":
                show, data = partial(user.app.post_message, ShowScreen()), OUTDATED
            for number, name in enumerate(key.keys):
                if number == 0 or not key.is_family:  # a row of digits can be tried in one go
                    await start_again(user, sample, show, data)
                    await user.burst(*way)
                before = shot(user)
                await user.press(name)
                after = shot(user)
                if not effect.check(before, after, name):
                    missing.append(f"{key.id} {render_key(name)}\n{user.screen}")
    assert not missing, "\n\n".join(missing)


@pytest.mark.parametrize("name", [name for key in KEYS if key.id in ENDS for name in key.keys])
async def test_every_key_that_leaves_does(name: str, sample: Path) -> None:
    async with at_screen(sample, NARROW) as user:
        assert await user.leaves(name) == ""


def test_every_key_has_an_effect_that_is_tested() -> None:
    assert EFFECTS.keys() | ELSEWHERE.keys() | ENDS == {key.id for key in KEYS}
    assert not EFFECTS.keys() & (ELSEWHERE.keys() | ENDS)
    for file, pressed in ELSEWHERE.values():
        assert pressed in (PTY / file).read_text("utf-8")


@pytest.mark.parametrize("taker", TAKEN)
def test_what_is_taken_on_the_way_has_another_key(taker: str) -> None:
    assert not [key.id for key in KEYS if set(key.keys) <= TAKEN[taker]]
