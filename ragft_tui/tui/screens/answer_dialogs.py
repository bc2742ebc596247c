"""The dialogs that answer one question on capabilities: which question, and with what."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import App

from ragft_tui.core.interview import parse_answer
from ragft_tui.core.model import UNKNOWN, AnswerValue, Capability
from ragft_tui.core.rulebook import Question, Rulebook
from ragft_tui.core.text import one_line
from ragft_tui.report.view import DONT_KNOW, AnswerView
from ragft_tui.tui.dialogs import ChoiceDialog, TextDialog
from ragft_tui.tui.inert import show

Answer = Callable[[Question, AnswerValue], None]


def ask_answer(
    app: App[str], items: tuple[Capability, ...], rulebook: Rulebook, answer: Answer
) -> None:
    """Ask for one answer to be given on some capabilities.

    Args:
        app: Shows the dialogs.
        items: At least one capability.
        rulebook: Whose questions to choose from.
        answer: Called with the question and the answer; it may refuse the answer with an error.
    """
    what = one_line(items[0].name) if len(items) == 1 else f"{len(items)} marked capabilities"

    def choose(index: int | None) -> None:
        if index is not None:
            question = rulebook.questions[index]
            ask = _ask_number if question.numeric else _ask_option
            ask(app, question, what, _present(items, question), answer)

    rows = [show(f"{each.title:<20} {_present_text(items, each)}") for each in rulebook.questions]
    app.push_screen(ChoiceDialog("Answer", show(f"{what}: which question?"), rows), choose)


def _ask_option(
    app: App[str], question: Question, what: str, present: AnswerValue | None, answer: Answer
) -> None:
    values: list[AnswerValue] = [*(option.id for option in question.options), UNKNOWN]

    def choose(index: int | None) -> None:
        if index is not None:
            answer(question, values[index])

    rows = [*(show(option.text) for option in question.options), show(DONT_KNOW)]
    cursor = values.index(present) if present in values else -1
    prompt = show(f"{what}: {question.text}")
    app.push_screen(ChoiceDialog(question.title, prompt, rows, cursor, last_is_zero=True), choose)


def _ask_number(
    app: App[str], question: Question, what: str, present: AnswerValue | None, answer: Answer
) -> None:
    def accept(text: str) -> None:
        value = parse_answer(question, text)
        answer(question, UNKNOWN if value is None else value)

    prompt = show(f"{what}: {question.text} An empty field is “{DONT_KNOW}”.")
    text = str(present) if isinstance(present, int) else ""
    app.push_screen(TextDialog(question.title, prompt, text, accept=accept))


def _present(items: tuple[Capability, ...], question: Question) -> AnswerValue | None:
    """Return the answer that all of them have now; `None` where they have none, or differ."""
    found = {given.value if (given := item.answer(question.id)) else None for item in items}
    return found.pop() if len(found) == 1 else None


def _present_text(items: tuple[Capability, ...], question: Question) -> str:
    texts = {AnswerView(question, item.answer(question.id)).text for item in items}
    return texts.pop() if len(texts) == 1 else "(different answers)"
