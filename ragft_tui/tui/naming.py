"""The dialog that asks which voice, form or source an answer means."""

from __future__ import annotations

from collections.abc import Callable

from ragft_tui.core.model import AnswerValue, Capability
from ragft_tui.core.rulebook import Question
from ragft_tui.session.naming import (
    answer_name_so_far,
    ask_for_name,
    check_nameable,
    draft_answer_name,
    name_answer,
)
from ragft_tui.session.session import Session
from ragft_tui.tui.dialogs import TextDialog
from ragft_tui.tui.page import Page


def ask_for_answer_name(page: Page, value: AnswerValue | None, show: Callable[[str], None]) -> None:
    """Ask for the name beside the answer to the question that is asked.

    Args:
        page: The page of the interview.
        value: The answer that is marked; `None` for none.
        show: Shows what has changed, and what is told of it; that may be empty.
    """
    session, interview = page.session, page.session.interview
    if interview.capability is None or interview.question is None:
        return
    with page.showing_errors():
        check_nameable(interview.question, session.rulebook)
        dialog = NameDialog(session, interview.capability, interview.question, value, show)
        page.app.push_screen(dialog)


class NameDialog(TextDialog):
    """Asks for the name beside an answer, and keeps it as text in progress."""

    def __init__(
        self,
        session: Session,
        capability: Capability,
        question: Question,
        value: AnswerValue | None,
        show: Callable[[str], None],
    ) -> None:
        """Make a dialog.

        Args:
            session: The session that takes the name.
            capability: What was answered about.
            question: A question whose answers take a name.
            value: The answer that is marked; `None` for none.
            show: Shows what has changed, and what is told of it; that may be empty.
        """

        def changed(text: str) -> None:
            draft_answer_name(session, capability.id, question, text)
            show("")

        def accept(text: str) -> None:
            show(name_answer(session, capability.id, question, text, value))

        super().__init__(
            f"Name the {question.nameable}",
            ask_for_name(question),
            answer_name_so_far(capability, question),
            changed=changed,
            accept=accept,
        )
