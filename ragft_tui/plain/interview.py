"""The pages of the questions of the interview."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import ClassVar, Final

from ragft_tui.core.errors import InvalidAnswerError, UsageError
from ragft_tui.core.model import UNKNOWN, AnswerValue, Capability
from ragft_tui.core.rulebook import Question
from ragft_tui.core.text import one_line
from ragft_tui.core.verdict import suggest_answer
from ragft_tui.plain.answers import (
    EXACT,
    id_as_words,
    parse_typed_answer,
    split_because,
    strip_because,
)
from ragft_tui.plain.commands import Prompt
from ragft_tui.plain.importing import take_import
from ragft_tui.plain.page import Context, Destination, Page
from ragft_tui.plain.sentences import (
    quote,
    render_answers,
    render_capability,
    render_options,
    render_verdict,
)
from ragft_tui.plain.text import AskText, ask_who_decides
from ragft_tui.report.view import render_answer
from ragft_tui.session import interview as steps
from ragft_tui.session.importing import Preview, take_in
from ragft_tui.session.interview import Answered
from ragft_tui.session.naming import (
    answer_name_so_far,
    ask_for_name,
    check_nameable,
    draft_answer_name,
    name_answer,
)
from ragft_tui.session.review import (
    draft_note,
    dropped_sentence,
    note,
    note_so_far,
)

_UNDO: Final = '"undo" in the review'
_WHO: Final = "Who or what stands behind the answer?"


class QuestionPage(Page):
    """Asks the question at which the interview stands."""

    prompt: ClassVar[Prompt] = "question"
    prompt_text: ClassVar[str] = "Answer"

    def __init__(self, context: Context, question: Question) -> None:
        """Make the page.

        Args:
            context: What all pages share.
            question: The question.
        """
        super().__init__(context)
        self._question = question
        options = ", ".join(id_as_words(option.id) for option in question.options)
        number, example = "the number of an option", "3"
        if question.numeric:
            number = f"{number}, {EXACT}1200 for an exact number of {one_line(question.unit)}"
        self.help_sentences = (
            f"Type {number}, or two letters of a word or more: {options}.",
            f'Who says so can stand behind the answer: "{example} because Legal, 3 May".',
        )

    @property
    def _capability(self) -> Capability:
        """The capability that is asked about, as it is now."""
        capability = self.session.interview.capability
        if capability is None:
            raise UsageError("no question is asked here")
        return capability

    def show(self) -> None:
        """Write the capability where it is another one, the verdict so far, and the question."""
        question, capability = self._question, self._capability
        rulebook = self.session.rulebook
        assessment, shown = self.session.assess(capability), self.context.shown_verdict
        before = shown[1] if shown and shown[0] == capability.id else None
        self.context.shown_verdict = (capability.id, assessment)
        self.reply("")
        if before is None:
            number, total = self.session.interview.place
            self.reply(
                f"Capability {number} of {total}: {one_line(capability.name)}",
                capability.description,
            )
        self.reply(*render_verdict(assessment, rulebook, before))
        progress = steps.describe_progress(self.session)
        head = ", ".join(filter(None, (one_line(question.title), progress.replace(" · ", ", "))))
        self.reply(f"{head.rstrip('?')}.", one_line(question.text), one_line(question.why))
        self._show_options(more=False)

    def _show_options(self, *, more: bool) -> Destination:
        question, capability, offered = self._question, self._capability, self._offered
        suggested = suggest_answer(capability, question, self.session.rulebook)
        self.reply(*render_options(question, suggested, more=more))
        if because := self._because:
            self.reply(f"Because: {one_line(because)}")
        given = capability.answer(question.id)
        answered = f"Answered: {render_answer(question, given.value)}." if given else ""
        if given is not None and offered == given.value:
            self.reply(f"{answered} An empty line keeps that.")
        elif offered is not None:
            offer = render_answer(question, offered)
            self.reply(f"{answered} An empty line takes this answer: {offer}.")
        return self

    @property
    def _because(self) -> str:
        question, capability = self._question.id, self._capability
        given = capability.answer(question)
        return dict(capability.draft.because).get(question, given.because if given else "")

    @property
    def _offered(self) -> AnswerValue | None:
        """What an empty line answers: what was typed or answered, never what is only suggested."""
        question, capability = self._question, self._capability
        if typed := dict(capability.draft.answers).get(question.id):
            with suppress(InvalidAnswerError):
                return parse_typed_answer(question, typed)
        given = capability.answer(question.id)
        return given.value if given else None

    def take_empty(self) -> Destination:
        """Take what is offered; where nothing is, ask again, and say how to choose."""
        if self._offered is not None:
            return self._answer(self._offered)
        super().take_empty()
        return self.reply(f"An empty line answers nothing here. {self.help_sentences[0]}")

    def take_text(self, line: str) -> Destination:
        """Take an answer, and who or what stands behind it."""
        typed, because = split_because(line)
        value = parse_typed_answer(self._question, typed)
        if because != "":
            return self._answer(value, because)
        return AskText(
            self, _WHO, self._because, lambda text: self._answer(value, strip_because(text))
        )

    def take_literal(self, line: str) -> Destination:
        """Take an exact number where one is asked for, or else a text."""
        return self.take_text(f"{EXACT}{line}" if self._question.numeric else line)

    def _answer(self, value: AnswerValue, because: str | None = None) -> Destination:
        question = self._question
        moved = steps.answer(self.session, Answered(question.id, value, because))
        sentence = f"{one_line(question.title)}: {render_answer(question, value)}."
        return self.move(moved, f"{sentence} {dropped_sentence(moved.dropped, _UNDO)}")

    def do_import(self, typed: str) -> Destination:
        """Import capabilities from a file."""
        return take_import(self, typed, self._import)

    def _import(self, preview: Preview) -> Destination:
        self.reply(take_in(self.session, preview, _UNDO))
        return self

    def do_unknown(self, _: str) -> Destination:
        """Answer "I don't know"."""
        return self._answer(UNKNOWN)

    def do_skip(self, _: str) -> Destination:
        """Leave the question for later."""
        title = one_line(self._question.title)
        return self.move(steps.skip(self.session), f"{title} is left for later.")

    def do_next(self, _: str) -> Destination:
        """Leave the rest of the capability for later."""
        return self.move(steps.skip_capability(self.session), "The rest is left for later.")

    def do_answers(self, _: str) -> Destination:
        """Write the answers to all questions."""
        return self.reply(*render_answers(self._capability, self.session.rulebook))

    def do_describe(self, _: str) -> Destination:
        """Edit the name and the description of the capability."""
        return self.move(steps.edit_description(self.session))

    def do_because(self, typed: str) -> Destination:
        """Set who or what stands behind the answer."""
        if strip_because(typed):
            return self._set_because(typed)
        return AskText(self, _WHO, self._because, self._set_because)

    def _set_because(self, text: str) -> Destination:
        steps.set_because(self.session, strip_because(text))
        because = one_line(self._because)
        return self.reply(f"Because: {because}" if because else "The because is removed.")

    def do_name(self, typed: str) -> Destination:
        """Say which voice, form or source the answer means."""
        return take_name(self, self._capability, self._question, typed)

    def do_more(self, _: str) -> Destination:
        """Write the options with what sets them apart."""
        return self._show_options(more=True)

    def do_note(self, typed: str) -> Destination:
        """Write a note on the capability."""
        return take_note(self, self._capability, typed)

    def do_why(self, _: str) -> Destination:
        """Write everything about the capability."""
        return self.reply(*render_capability(self._capability, self.session.rulebook))


def take_name(page: Page, capability: Capability, question: Question, typed: str) -> Destination:
    """Take the name beside an answer, or ask for it.

    Args:
        page: The page where it is asked for, which is the next one, too.
        capability: What was answered about.
        question: The question that was answered.
        typed: The name; where it is empty, it is asked for.

    Raises:
        UsageError: If the question takes no name.
    """
    session, chosen = page.session, capability.id
    check_nameable(question, session.rulebook)

    def accept(text: str) -> Destination:
        return page.reply(name_answer(session, chosen, question, text))

    if typed:
        return accept(typed)
    so_far = answer_name_so_far(capability, question)
    draft = partial(draft_answer_name, session, chosen, question)
    return AskText(page, ask_for_name(question), so_far, accept, draft)


def take_note(page: Page, capability: Capability, typed: str) -> Destination:
    """Take a note on a capability, or ask for it.

    Args:
        page: The page where it is asked for, which is the next one, too.
        capability: What the note is on.
        typed: The note; where it is empty, it is asked for.
    """
    session, chosen = page.session, capability.id
    if session.reviewer.must_be_asked:
        return ask_who_decides(page, lambda: take_note(page, capability, typed))

    def accept(text: str) -> Destination:
        note(session, session.current(chosen), text)
        return page.reply(f"Note on {quote(capability.name)}: {text}")

    if typed:
        return accept(typed)
    return AskText(
        page,
        f"A note on {quote(capability.name)}:",
        note_so_far(capability),
        accept,
        partial(draft_note, session, chosen),
    )
