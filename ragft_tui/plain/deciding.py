"""Decisions in the review: accept, override, take back, answer a question again or try to."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ragft_tui.core.errors import UsageError
from ragft_tui.core.interview.trial import Trial
from ragft_tui.core.model import Capability, VerdictType
from ragft_tui.core.review.decision import ReviewState, is_verdict, review_state
from ragft_tui.core.rulebook.model import Question
from ragft_tui.core.text import one_line
from ragft_tui.plain.answers import (
    named_question,
    only_one,
    read_answer,
    reason,
    split_because,
)
from ragft_tui.plain.page import Page
from ragft_tui.plain.text_page import AskText
from ragft_tui.plain.words import answer_words, option_lines, quoted, reason_lines
from ragft_tui.report.view import CapabilityView
from ragft_tui.session import review as review_steps
from ragft_tui.session.interview import Answered
from ragft_tui.session.outcome import dropped_sentence
from ragft_tui.session.reviewer import WHO_DECIDES, WHO_DECIDES_HINT

if TYPE_CHECKING:
    from ragft_tui.plain.review import ReviewPage


def accept(page: ReviewPage, capability: Capability) -> Page:
    """Accept a verdict and go on to the next one without a decision."""
    review = capability.review
    if review and review_state(capability, page.session.rulebook) is ReviewState.ACCEPTED:
        by = f" by {one_line(review.by)}" if review.by else ""
        page.app.console.say(f"{one_line(capability.name)}: already accepted{by}.")
        return page.to_next()
    if page.session.reviewer.must_be_asked:
        return _ask_who(page, lambda: accept(page, capability))
    review_steps.accept(page.session, [capability], "reopen")
    verdict = page.session.assess(capability).label
    _told(page, capability, f"accepted, {verdict}")
    return page.to_next()


def reopen(page: ReviewPage, capability: Capability) -> Page:
    """Take a decision back."""
    review_steps.reopen(page.session, [capability])
    page.app.console.say(f"{one_line(capability.name)}: without a decision again.")
    return page


def override(page: ReviewPage, capability: Capability, typed: str) -> Page:
    """Put another type in the place of a verdict, with the reason or a question for it.

    Args:
        page: The review.
        capability: Which one.
        typed: The type, and the reason behind `because`.

    Raises:
        UsageError: Where it names no type, or that of the verdict.
    """
    word, because = split_because(typed)
    kinds = tuple(kind.value for kind in VerdictType)
    kind = only_one(word, kinds, "type")
    if kind is None:
        raise UsageError("a type is needed", advice=f"such as: override {', '.join(kinds)}")
    if is_verdict(capability, page.session.rulebook, VerdictType(kind)):
        raise UsageError("that is the verdict already", advice="accept takes it")
    if page.session.reviewer.must_be_asked:
        return _ask_who(page, lambda: override(page, capability, typed))

    def put(typed: str) -> Page:
        why = reason(typed)
        now = page.session.current(capability.id)
        review_steps.override(page.session, now, VerdictType(kind), why)
        _told(page, capability, f"overridden, {kind}, because {one_line(why)}")
        return page.to_next()

    def begun(typed: str) -> None:
        review_steps.draft_override(page.session, capability.id, typed)

    if because:
        return put(because)
    so_far = review_steps.override_so_far(capability)
    ask = f"{kind} in the place of the verdict on {quoted(capability.name)}. Why, and who decided?"
    return AskText(page.app, ask, so_far, page, put, begun)


def answer(page: ReviewPage, capability: Capability, typed: str) -> Page:
    """Answer a question again, or tell the questions with their options.

    Args:
        page: The review.
        capability: Which one.
        typed: A question, an answer, and who says so behind `because`.

    Raises:
        UsageError: Where there is no such question.
        InvalidAnswerError: Where the question does not take the answer.
    """
    say = page.app.console.say
    if not typed:
        _tell_questions(page, capability)
        return page
    question, rest = _question(page, typed)
    if not rest:
        say(one_line(question.text))
        for line in option_lines(question, None, more=True):
            say(line)
        return page
    text, because = split_because(rest)
    if because == "":
        raise UsageError("a reason is missing behind because", advice="nothing is changed")
    value = read_answer(question, text)
    answered = Answered(question.id, value, because)
    outcome = review_steps.answer(page.session, [capability], answered)
    verdict = page.session.assess(page.session.current(capability.id)).label
    say(f"{one_line(question.title)}: {answer_words(question, value)}. Verdict: {verdict}.")
    if told := dropped_sentence(outcome.dropped, '"undo"'):
        say(told)
    return page


def attempt(page: ReviewPage, capability: Capability, typed: str) -> Page:
    """Tell what other answers would make of a capability.

    Args:
        page: The review.
        capability: Which one.
        typed: Questions, each with an answer, set apart by semicolons.

    Raises:
        UsageError: Where there is no such question, or no answer.
        InvalidAnswerError: Where a question does not take its answer.
    """
    trial, rulebook = Trial.of(capability), page.session.rulebook
    for part in typed.split(";"):
        question, rest = _question(page, part)
        if not rest:
            raise UsageError("an answer is needed", advice="such as: try tone strict")
        value = read_answer(question, rest)
        if not question.accepts(value):
            raise UsageError(f"{question.title} does not take {quoted(rest[:60])}")
        trial = trial.with_value(question, value)
    now, tried = (page.session.assess(item).label for item in (capability, trial.tried))
    say = page.app.console.say
    say(f"Now: {now}. With that: {tried}. Nothing is changed.")
    for line in reason_lines(CapabilityView(trial.tried, rulebook)):
        say(line)
    return page


def _tell_questions(page: ReviewPage, capability: Capability) -> None:
    """Tell all questions with what was answered."""
    for question in page.session.rulebook.questions:
        given = capability.answer(question.id)
        now = answer_words(question, given.value) if given else "open"
        page.app.console.say(f"{one_line(question.title)}: {now}.")


def _question(page: ReviewPage, typed: str) -> tuple[Question, str]:
    """Return the question that a text begins with, and what follows.

    Raises:
        UsageError: Where there is none.
    """
    found, rest = named_question(typed, page.session.rulebook.questions)
    if found is None:
        word = "".join(typed.split(maxsplit=1)[:1])
        raise UsageError(f"there is no question {quoted(word[:60])}", advice='"answer" tells them')
    return found, rest


def _ask_who(page: ReviewPage, then: Callable[[], Page]) -> Page:
    """Ask who decides, before anything is decided in the name of nobody.

    Args:
        page: The review.
        then: Done once that is known; returns the next page.
    """

    def accept_name(typed: str) -> Page:
        page.session.reviewer.set_name(typed)
        return then()

    ask = f"{WHO_DECIDES} {WHO_DECIDES_HINT}"
    return AskText(page.app, ask, "", page, accept_name)


def _told(page: ReviewPage, capability: Capability, decision: str) -> None:
    review = page.session.current(capability.id).review
    by = f", by {review.by}" if review and review.by else ""
    page.app.console.say(f"{one_line(capability.name)}: {decision}{by}.")
