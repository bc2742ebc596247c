"""The dialogs of the screens: answer a question, read the keys that work, read the summary."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from textwrap import wrap
from typing import Final

from textual.app import App
from textual.content import Content

from ragft_tui.core.interview import parse_answer
from ragft_tui.core.model import UNKNOWN, AnswerValue, Capability
from ragft_tui.core.review import Summary
from ragft_tui.core.rulebook import Question, Rulebook
from ragft_tui.core.text import one_line
from ragft_tui.keys import CONTEXTS, Key, Keymap
from ragft_tui.report.summary import summary_sections
from ragft_tui.report.view import DONT_KNOW, AnswerView
from ragft_tui.tui.dialogs import ChoiceDialog, ReadDialog, TextDialog
from ragft_tui.tui.widgets import show

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
