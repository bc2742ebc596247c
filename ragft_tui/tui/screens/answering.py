"""The dialogs that ask for one answer: which question, and which of its options."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import App
from textual.content import Content

from ragft_tui.core.interview import parse_answer
from ragft_tui.core.model import UNKNOWN, AnswerValue, Capability
from ragft_tui.core.rulebook import Question, Rulebook
from ragft_tui.core.text import one_line
from ragft_tui.tui.inert import show
from ragft_tui.tui.screens.dialogs import ChoiceDialog, TextDialog

Give = Callable[[Question, AnswerValue], None]
_UNKNOWN_WORDS = "I don't know"


def ask_answer(
    app: App[str], items: tuple[Capability, ...], rulebook: Rulebook, give: Give
) -> None:
    """Ask for one answer to be given on some capabilities.

    Args:
        app: Where to ask.
        items: At least one capability.
        rulebook: Whose questions to choose from.
        give: Takes the question and the answer; it may refuse the answer with an error.
    """
    questions = rulebook.questions
    what = one_line(items[0].name) if len(items) == 1 else f"{len(items)} marked capabilities"

    def choose(index: int | None) -> None:
        if index is None:
            return
        question = questions[index]
        present = _present(items, question)
        if question.numeric:
            _ask_number(app, question, what, present, give)
        else:
            _ask_option(app, question, what, present, give)

    rows = [show(f"{question.title:<20} {_given(items, question)}") for question in questions]
    app.push_screen(ChoiceDialog("Answer", show(f"{what}: which question?"), rows), choose)


def _ask_option(
    app: App[str], question: Question, what: str, present: AnswerValue | None, give: Give
) -> None:
    values: list[AnswerValue] = [*(option.id for option in question.options), UNKNOWN]
    marked = values.index(present) if present in values else -1
    texts = [*(option.text for option in question.options), _UNKNOWN_WORDS]

    def choose(index: int | None) -> None:
        if index is not None:
            give(question, values[index])

    prompt = show(f"{what}: {question.text}")
    rows: list[Content] = [show(text) for text in texts]
    dialog = ChoiceDialog(question.title, prompt, rows, marked, last_is_zero=True)
    app.push_screen(dialog, choose)


def _ask_number(
    app: App[str], question: Question, what: str, present: AnswerValue | None, give: Give
) -> None:
    def accept(text: str) -> None:
        value = parse_answer(question, text)
        give(question, UNKNOWN if value is None else value)

    prompt = show(f"{what}: {question.text} An empty field is “{_UNKNOWN_WORDS}”.")
    text = str(present) if isinstance(present, int) else ""
    app.push_screen(TextDialog(question.title, prompt, text, accept=accept))


def _present(items: tuple[Capability, ...], question: Question) -> AnswerValue | None:
    """Return the answer that all of them have now; `None` where they have none, or differ."""
    found = {answer.value if (answer := item.answer(question.id)) else None for item in items}
    return found.pop() if len(found) == 1 else None


def _given(items: tuple[Capability, ...], question: Question) -> str:
    """Return what is answered now, or that it differs."""
    answers = {_words(item, question) for item in items}
    return answers.pop() if len(answers) == 1 else "(different answers)"


def _words(item: Capability, question: Question) -> str:
    answer = item.answer(question.id)
    if answer is None:
        return "open"
    if isinstance(answer.value, int):
        return f"{answer.value:,} {question.unit}"
    option = question.option(answer.value)
    return option.text if option else _UNKNOWN_WORDS
