"""Suggested answers: what a description implies, offered, and counted only when accepted."""

from __future__ import annotations

from dataclasses import dataclass

from ragft_tui.core.model import Capability
from ragft_tui.core.rulebook import Option, Question, Rulebook
from ragft_tui.core.verdict.keywords import Match, find_matches


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An option that the words of a capability imply."""

    option: Option
    quote: str
    """The words as they stand in the name or description."""


def suggest_answer(
    capability: Capability, question: Question, rulebook: Rulebook
) -> Suggestion | None:
    """Return the option of an unanswered question that the words imply, or `None`.

    Where the words imply several, the one with the most weight is taken, and among equals the one
    that is told first. Where all are denied, they imply the first option of an ordered question,
    which asks for nothing. Words imply no number: "thousands" is not an answer.

    Args:
        capability: The capability.
        question: One of its questions.
        rulebook: Its lexicon says which words imply what.
    """
    if question.numeric or capability.answer(question.id) is not None:
        return None
    matches = [
        match
        for found in find_matches(capability, rulebook)
        for match in found
        if match.keyword.subject == question.id and match.keyword.suggests
    ]
    affirmed = [match for match in matches if not match.negated]
    if affirmed:
        best = max(affirmed, key=lambda match: abs(match.keyword.points))
        return _suggested(best, question.option(best.keyword.suggests))
    first = question.options[0]
    denied = [match for match in matches if match.keyword.suggests != first.id]
    return _suggested(denied[0], first) if denied and question.ordered else None


def _suggested(match: Match, option: Option | None) -> Suggestion | None:
    return Suggestion(option, match.text) if option else None
