"""The dialogs of the screens: answer a question, read the keys that work, read the summary."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from textwrap import wrap
from typing import Final

from textual import on
from textual.app import App, ComposeResult
from textual.content import Content
from textual.getters import query_one

from ragft_tui.core.model import AnswerValue, Capability
from ragft_tui.core.review import OutdatedReview, Summary
from ragft_tui.core.rulebook import Question, Rulebook
from ragft_tui.core.text import one_line
from ragft_tui.keys import CONTEXTS, Key, Keymap
from ragft_tui.report.summary import summary_sections
from ragft_tui.report.view import AnswerView
from ragft_tui.session.outdated import (
    OUTDATED_TITLE,
    describe_outdated,
    describe_outdated_review,
)
from ragft_tui.session.reviewer import WHO_DECIDES, WHO_DECIDES_HINT, Reviewer
from ragft_tui.session.session import Session
from ragft_tui.tui.base import BaseApp
from ragft_tui.tui.bindings import bindings
from ragft_tui.tui.dialogs import ChoiceDialog, Dialog, ReadDialog, TextDialog
from ragft_tui.tui.widgets import AnswerOptions, show

Answer = Callable[[Question, AnswerValue], None]


def ask_answer(
    app: App[str], items: tuple[Capability, ...], rulebook: Rulebook, answer: Answer
) -> None:
    """Ask for one answer to be given on some capabilities.

    Args:
        app: Shows the dialogs.
        items: At least one capability.
        rulebook: Whose questions to choose from.
        answer: Called with the question and the answer.
    """
    what = one_line(items[0].name) if len(items) == 1 else f"{len(items)} marked capabilities"

    def choose(index: int | None) -> None:
        if index is not None:
            question = rulebook.questions[index]
            dialog = AnswerDialog(question, what, _present(items, question))
            app.push_screen(dialog, partial(give, question))

    def give(question: Question, value: AnswerValue | None) -> None:
        if value is not None:
            answer(question, value)

    rows = [show(f"{each.title:<20} {_present_text(items, each)}") for each in rulebook.questions]
    app.push_screen(ChoiceDialog("Answer", show(f"{what}: which question?"), rows), choose)


class AnswerDialog(Dialog[AnswerValue]):
    """Asks for the answer to a question."""

    CONTEXTS = ("choice", "dialog")
    BINDINGS = bindings("choice")

    answers = query_one(AnswerOptions)

    def __init__(self, question: Question, what: str, present: AnswerValue | None) -> None:
        """Make a dialog.

        Args:
            question: The question.
            what: What it is asked about.
            present: The answer to mark; `None` for none.
        """
        super().__init__(question.title, f"{what}: {question.text}")
        self._question = question
        self._present = present

    def compose_body(self) -> ComposeResult:
        """Yield the options."""
        yield AnswerOptions()

    def on_mount(self) -> None:
        """Show the options."""
        self.answers.show(self._question, self._present)
        self.answers.focus_answer()

    def action_mark(self, digit: str) -> None:
        """Mark the option of a digit, or of two."""
        self.answers.enter_digit(digit)

    @on(AnswerOptions.Answered)
    def _take(self, event: AnswerOptions.Answered) -> None:
        event.stop()
        self.dismiss(event.value)


def _present(items: tuple[Capability, ...], question: Question) -> AnswerValue | None:
    """Return the answer that all of them have now; `None` where they have none, or differ."""
    found = {given.value if (given := item.answer(question.id)) else None for item in items}
    return found.pop() if len(found) == 1 else None


def _present_text(items: tuple[Capability, ...], question: Question) -> str:
    texts = {AnswerView(question, item.answer(question.id)).text for item in items}
    return texts.pop() if len(texts) == 1 else "(different answers)"


_NARROWEST: Final = 10
"""The columns that the description of a key gets in any case, however many keys it has."""
_WIDEST_SUMMARY: Final = 75
"""The columns of the page in a dialog that is as wide as dialogs get."""


class KeysDialog(ReadDialog):
    """Shows the keys that work in some contexts."""

    def __init__(
        self, keymap: Keymap, contexts: Sequence[str], read_only_reason: str | None
    ) -> None:
        """Make a page of keys.

        Args:
            keymap: The keys.
            contexts: The contexts, the nearest first.
            read_only_reason: Why nothing may be changed; `None` where everything may.
        """
        super().__init__("Keys", partial(keys_page, keymap, contexts, read_only_reason))


def ask_who_decides(app: BaseApp, reviewer: Reviewer, then: Callable[[], None]) -> None:
    """Ask who decides, before anything is decided in the name of nobody.

    Args:
        app: Shows the dialog.
        reviewer: Takes the name.
        then: Called once that is known.
    """

    def go_on(typed: str | None) -> None:
        if typed is None:
            app.show_notice("Nothing is decided: nobody said who decides.")
        else:
            then()

    app.push_screen(TextDialog(WHO_DECIDES, WHO_DECIDES_HINT, accept=reviewer.set_name), go_on)


class OutdatedDialog(ReadDialog):
    """Lists the reviews that another edition of the rulebook made stale."""

    CONTEXTS = ("outdated", "reader", "dialog")
    BINDINGS = bindings("outdated")

    def __init__(
        self, session: Session, found: Sequence[OutdatedReview], accept: Callable[[], None]
    ) -> None:
        """Make the list.

        Args:
            session: The session.
            found: The reviews; at least one.
            accept: Called where all are to be accepted as they are now.
        """
        page = outdated_page(session, found)
        super().__init__(OUTDATED_TITLE, lambda _: page)
        self._read_only_reason = session.read_only_reason
        self._accept = accept

    @property
    def read_only_reason(self) -> str | None:
        """Why nothing may be changed; `None` where everything may."""
        return self._read_only_reason

    def action_accept(self) -> None:
        """Close, and accept all."""
        if self.read_only_reason:
            self.show_notice(f"Read-only: {self.read_only_reason}.")
        else:
            self.dismiss(None)
            self._accept()


def outdated_page(session: Session, found: Sequence[OutdatedReview]) -> Content:
    """Return a list of outdated reviews as a page to read.

    Args:
        session: The session.
        found: The reviews.
    """
    parts = [show(describe_outdated(session, found), "$text-warning")]
    for each in found:
        heading, *reasons = describe_outdated_review(each)
        parts += [Content(""), show(heading, "bold"), *(show(f"  {line}") for line in reasons)]
    return Content("\n").join(parts)


def summary_page(summary: Summary, width: int) -> Content:
    """Return a summary as a page to read.

    Args:
        summary: The summary.
        width: The columns of the page; zero where they are not known yet.
    """
    # A column stays free beside the scroll bar.
    sections = summary_sections(summary, (width or _WIDEST_SUMMARY) - 1)
    parts = [
        part
        for section in sections
        for part in (show(section.title, "bold"), *map(show, section.lines), Content(""))
    ]
    return Content("\n").join(parts[:-1])


def keys_page(
    keymap: Keymap, contexts: Sequence[str], read_only_reason: str | None, width: int
) -> Content:
    """Return the keys of some contexts as a page to read.

    Args:
        keymap: The keys.
        contexts: The contexts, the nearest first.
        read_only_reason: Why nothing may be changed; the keys that would are shown apart.
        width: The columns of the page; zero for as many as it takes.
    """
    parts: list[Content] = []
    places = tuple(dict.fromkeys((*contexts, "list", "dialog", "app")))
    column = max(len(key.labels) for key in keymap.of(*places))
    for context in places:
        keys = keymap.of(context)
        rows = [
            _help_row(key, column, width) for key in keys if not (read_only_reason and key.changes)
        ]
        changing = [
            _help_row(key, column, width) for key in keys if read_only_reason and key.changes
        ]
        if changing:
            rows += [show(f"  Not now; read-only: {read_only_reason}", "$text-warning"), *changing]
        parts.append(Content("\n").join([Content.styled(CONTEXTS[context], "bold"), *rows, ""]))
    return Content("\n").join(parts)


def _help_row(key: Key, column: int, width: int) -> Content:
    """Return a key and what it does; where that wraps, it is indented under itself."""
    start = column + 4
    lines = wrap(key.tooltip, max(width - start, _NARROWEST)) if width else [key.tooltip]
    about = f"\n{' ' * start}".join(lines)
    return Content.assemble("  ", (f"{key.labels:<{column}}", "bold"), "  ", about)
