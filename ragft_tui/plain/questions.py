"""Answering: one question told with its options, and one line for the answer."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from typing import ClassVar, Final

from ragft_tui.core.errors import InvalidAnswerError, UsageError
from ragft_tui.core.model import AnswerValue, Capability
from ragft_tui.core.rulebook.model import Question
from ragft_tui.core.text import one_line
from ragft_tui.core.verdict.flips import is_settled
from ragft_tui.core.verdict.suggest import suggest_answer
from ragft_tui.plain.answers import read_answer, reason, split_because, spoken
from ragft_tui.plain.commands import Where
from ragft_tui.plain.moving import arrive
from ragft_tui.plain.page import Action, Page
from ragft_tui.plain.text_page import AskText
from ragft_tui.plain.words import (
    answer_words,
    capability_lines,
    option_lines,
    quoted,
    verdict_lines,
)
from ragft_tui.session import interview as steps
from ragft_tui.session.outcome import dropped_sentence
from ragft_tui.session.review import draft_note, note, note_so_far

_UNDO: Final = '"undo" in the review'

_WHO: Final = "Who or what stands behind the answer?"


class QuestionPage(Page):
    """Asks the question at which the interview stands."""

    where: ClassVar[Where] = "question"
    prompt: ClassVar[str] = "Answer"

    @property
    def _asked(self) -> tuple[Question, Capability]:
        interview = self.session.interview
        if interview.question is None or interview.capability is None:
            raise UsageError("no question is asked here")
        return interview.question, interview.capability

    @property
    def about(self) -> tuple[str, ...]:
        """What can be typed here besides commands."""
        question, _ = self._asked
        options = ", ".join(spoken(option.id) for option in question.options)
        answer = (
            f"Type a whole number of {question.unit}."
            if question.numeric
            else f"Type the number of an option, or two letters of its word or more: {options}."
        )
        return (answer, 'Who says so can stand behind the answer: "3 because Legal, 3 May".')

    def tell(self) -> None:
        """Tell the capability where it is another one, the verdict so far, and the question."""
        say = self.app.console.say
        question, capability = self._asked
        progress, rulebook = self.session.interview.progress, self.session.rulebook
        assessment, told = self.session.assess(capability), self.app.told
        before = told[1] if told and told[0] == capability.id else None
        say("")
        if before is None:
            number, total = progress.capability, progress.capabilities
            say(f"Capability {number} of {total}: {one_line(capability.name)}")
            say(capability.description)
        for line in verdict_lines(assessment, rulebook, before):
            say(line)
        self.app.told = (capability.id, assessment)
        place = f"question {progress.question} of about {progress.questions}"
        if is_settled(capability, rulebook):
            place += "; settled, no further answer changes the type"
        say(f"{one_line(question.title)}, {place}.")
        say(one_line(question.text))
        say(one_line(question.why))
        self._tell_options(more=False)

    def _tell_options(self, *, more: bool) -> None:
        say = self.app.console.say
        question, capability = self._asked
        suggested = suggest_answer(capability, question, self.session.rulebook)
        for line in option_lines(question, suggested, more=more):
            say(line)
        answer, because = capability.answer(question.id), self._because()
        if because:
            say(f"Because: {one_line(because)}")
        offered = self._offered()
        given = f"Answered: {answer_words(question, answer.value)}." if answer else ""
        if answer is not None and offered == answer.value:
            say(f"{given} An empty line keeps that.")
        elif offered is not None:
            say(f"{given} An empty line takes this answer: {answer_words(question, offered)}.")

    def _because(self) -> str:
        question, capability = self._asked
        answer = capability.answer(question.id)
        return dict(capability.draft.because).get(question.id, answer.because if answer else "")

    def _offered(self) -> AnswerValue | None:
        """Return what an empty line answers: what was typed, answered or suggested."""
        question, capability = self._asked
        if typed := dict(capability.draft.answers).get(question.id):
            with suppress(InvalidAnswerError):
                return read_answer(question, typed)
        if answer := capability.answer(question.id):
            return answer.value
        suggested = suggest_answer(capability, question, self.session.rulebook)
        return suggested.option.id if suggested else None

    def empty(self) -> Page | None:
        """Take what is offered; where nothing is, say the question again."""
        offered = self._offered()
        return super().empty() if offered is None else self._answer(offered)

    def text(self, line: str) -> Page | None:
        """Take an answer, and who or what stands behind it."""
        typed, because = split_because(line)
        value = read_answer(self._asked[0], typed)
        if because != "":
            return self._answer(value, because)
        take = partial(self._answer, value)
        return AskText(self.app, _WHO, self._because(), self, lambda text: take(reason(text)))

    def _answer(self, value: AnswerValue, because: str | None = None) -> Page:
        question = self._asked[0]
        moved = steps.answer(self.session, steps.Answered(question.id, value, because))
        told = f"{one_line(question.title)}: {answer_words(question, value)}."
        return arrive(self, moved, f"{told} {dropped_sentence(moved.dropped, _UNDO)}")

    def actions(self) -> Mapping[str, Action]:
        """Return what each command does."""
        return {
            "unknown": lambda _: self._answer("unknown"),
            "skip": lambda _: self._skip(),
            "next": lambda _: self._next(),
            "because": self._say_because,
            "more": self._more,
            "edit": lambda _: arrive(self, steps.edit_description(self.session)),
            "back": lambda _: self._back(),
            "note": lambda typed: ask_note(self, self._asked[1], typed),
            "why": self._why,
        }

    def _skip(self) -> Page:
        told = f"{one_line(self._asked[0].title)} is left for later."
        return arrive(self, steps.skip(self.session), told)

    def _next(self) -> Page:
        return arrive(self, steps.skip_capability(self.session), "The rest is left for later.")

    def _back(self) -> Page:
        moved = steps.go_back(self.session)
        if moved is None:
            raise InvalidAnswerError("this is the beginning", advice='"review" goes to the review')
        return arrive(self, moved)

    def _more(self, _: str) -> Page:
        self._tell_options(more=True)
        return self

    def _why(self, _: str) -> Page:
        for line in capability_lines(self._asked[1], self.session.rulebook):
            self.app.console.say(line)
        return self

    def _say_because(self, typed: str) -> Page:
        if reason(typed):
            return self._keep_because(typed)
        return AskText(self.app, _WHO, self._because(), self, self._keep_because)

    def _keep_because(self, text: str) -> Page:
        steps.set_because(self.session, reason(text))
        kept = one_line(self._because())
        self.app.console.say(f"Because: {kept}" if kept else "No because any more.")
        return self


def ask_note(page: Page, capability: Capability, typed: str) -> Page:
    """Take a note on a capability, or ask for it.

    Args:
        page: Where it is asked for; the next page, too.
        capability: What the note is on.
        typed: The note; where it is empty, it is asked for.
    """
    session, say = page.session, page.app.console.say

    def accept(text: str) -> Page:
        note(session, session.current(capability.id), text)
        say(f"Note on {quoted(capability.name)}: {text}")
        return page

    def begun(text: str) -> None:
        draft_note(session, capability.id, text)

    if typed:
        return accept(typed)
    so_far = note_so_far(capability)
    ask = f"A note on {quoted(capability.name)}:"
    return AskText(page.app, ask, so_far, page, accept, begun)
