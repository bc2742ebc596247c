"""Suggestions: the answers that the words of a capability imply, and the words that count."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Final

from ragft_tui.core.cache import cached_by, strip_to_words
from ragft_tui.core.lexicon import Scores
from ragft_tui.core.model import Capability
from ragft_tui.core.rulebook import Option, Question, Rulebook
from ragft_tui.core.verdict.heard import Heard, hear
from ragft_tui.core.verdict.keywords import find_matches

_LEAST_CARRIED: Final = 1.0
"""The log-odds that words must add to a suggestion; what is likely without them is none."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An option that the words of a capability imply."""

    question: Question
    option: Option
    confidence: float | None
    """How likely such words imply it, calibrated; `None` where keywords of the rulebook do."""
    quotes: tuple[str, ...]
    """The words as they stand in the name or description, the strongest first; at least one."""
    together: tuple[Option, ...] = ()
    """The options that the words tell only together, of which this is the likeliest."""


def suggest_answer(
    capability: Capability, question: Question, rulebook: Rulebook
) -> Suggestion | None:
    """Return the option of an unanswered question that the words imply, or `None`.

    Keywords of the rulebook come first, for a house writes them where it knows better; then the
    most likely of the options that the lexicon tells well enough. Words imply no number.

    Args:
        capability: The capability.
        question: One of its questions.
        rulebook: Its keywords and its lexicon say which words imply what.
    """
    if question.numeric or capability.answer(question.id) is not None:
        return None
    by_keywords = _by_keywords(capability, question, rulebook)
    return by_keywords or _by_lexicon(hear(capability, rulebook), question)


def _by_keywords(
    capability: Capability, question: Question, rulebook: Rulebook
) -> Suggestion | None:
    """Return what keywords imply: the one with the most weight, and among equals the first.

    Where all are denied, they imply the first option of an ordered question.
    """
    matches = [
        match
        for found in find_matches(capability, rulebook)
        for match in found
        if match.keyword.subject == question.id and match.keyword.suggests
    ]
    if not matches:
        return None
    affirmed = [match for match in matches if not match.negated]
    if affirmed:
        best = max(affirmed, key=lambda match: abs(match.keyword.points))
        option = question.option(best.keyword.suggests)
        return Suggestion(question, option, None, (best.text,)) if option else None
    first = question.options[0]
    denied = [match for match in matches if match.keyword.suggests != first.id]
    if denied and question.ordered:
        return Suggestion(question, first, None, (denied[0].text,))
    return None


def _by_lexicon(heard: Heard, question: Question) -> Suggestion | None:
    """Return the likeliest of the options that are told well enough, one by one or together."""
    scores = heard.scores
    if scores is None or not heard.is_enough:
        return None
    found: list[Suggestion] = []
    for target in scores.lexicon.targets_of(question.id):
        if not scores.likely(target):
            continue
        options = [each for each in question.options if each.id in target.options]
        if options and sum(span.weight for span in heard.spans(target)) >= _LEAST_CARRIED:
            option = max(options, key=partial(_probability, scores, question))
            together = tuple(options) if len(options) > 1 else ()
            probability = scores.probability(target)
            quotes = heard.quotes(target)
            found.append(Suggestion(question, option, probability, quotes, together))
    return max(found, key=lambda each: (not each.together, each.confidence or 0.0), default=None)


def _probability(scores: Scores, question: Question, option: Option) -> float:
    target = scores.lexicon.target(question.id, option.id)
    return scores.probability(target) if target else 0.0


@cached_by(strip_to_words)
def find_spans(
    capability: Capability, rulebook: Rulebook
) -> tuple[tuple[tuple[int, int], ...], ...]:
    """Return where the words that count start and end, in the name and in the description."""
    heard = hear(capability, rulebook)
    asked = [target for axis, target in heard.axes.items() if heard.asks_for(axis)]
    telling = [span for target in asked for span in heard.spans(target)]
    return tuple(
        _in_order(
            [
                *((each.start, each.end) for each in matches),
                *((span.start, span.end) for span in telling if span.place == place),
            ]
        )
        for place, matches in enumerate(find_matches(capability, rulebook))
    )


def _in_order(spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Return spans in the order of the text, without those that begin inside one before them."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return tuple(kept)
