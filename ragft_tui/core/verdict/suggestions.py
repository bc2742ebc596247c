"""Suggestions: the answers that the words of a capability imply, and the words that count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import chain
from typing import Final

from ragft_tui.core.cache import cached_by, strip_to_evidence, strip_to_words
from ragft_tui.core.lexicon import Target
from ragft_tui.core.model import Capability
from ragft_tui.core.records import dataclass
from ragft_tui.core.rulebook import Option, Question, Rulebook
from ragft_tui.core.verdict.heard import Heard, hear
from ragft_tui.core.verdict.keywords import Match, find_matches

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
    """Return the option of an unanswered question that the words imply, or `None`."""
    return suggest_answers(capability, rulebook).get(question.id)


@cached_by(strip_to_evidence)
def suggest_answers(capability: Capability, rulebook: Rulebook) -> Mapping[str, Suggestion]:
    """Return, by its question, each answer that the words imply and that is not given yet.

    Keywords of the rulebook come first, for a house writes them where it knows better; then the
    most likely of the options that the lexicon tells well enough. Words imply no number.

    Args:
        capability: The capability.
        rulebook: Its keywords and its lexicon say which words imply what.
    """
    spoken: dict[str, list[Match]] = {}
    for match in chain(*find_matches(capability, rulebook)):
        if match.keyword.suggests:
            spoken.setdefault(match.keyword.subject, []).append(match)
    heard = hear(capability, rulebook)
    answered = {answer.question for answer in capability.answers}
    found: dict[str, Suggestion] = {}
    for question in rulebook.questions:
        if question.numeric or question.id in answered:
            continue
        matches, likely = spoken.get(question.id), heard.likely.get(question.id)
        suggestion = _by_keywords(question, matches) if matches else None
        if suggestion is None and likely:
            suggestion = _by_lexicon(heard, question, likely)
        if suggestion is not None:
            found[question.id] = suggestion
    return found


def _by_keywords(question: Question, matches: Sequence[Match]) -> Suggestion | None:
    """Return what keywords imply: the one with the most weight, and among equals the first.

    Where all are denied, they imply the first option of an ordered question.
    """
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


def _by_lexicon(heard: Heard, question: Question, likely: Sequence[Target]) -> Suggestion | None:
    """Return the likeliest of the options that are told well enough, one by one or together.

    Args:
        heard: What the lexicon says.
        question: The question.
        likely: The targets among its answers that are likely enough.
    """
    probability = partial(_probability, heard)
    found = [
        (tuple(each for each in question.options if each.id in target.options), target)
        for target in likely
    ]
    found.sort(key=lambda pair: (len(pair[0]) == 1, probability(pair[1])), reverse=True)
    for options, target in found:
        # Words are weighed only for what may be suggested, since that takes most of the time.
        if options and sum(span.weight for span in heard.spans(target)) >= _LEAST_CARRIED:
            quotes = heard.quotes(target)
            if len(options) == 1:
                return Suggestion(question, options[0], probability(target), quotes)
            option = max(options, key=lambda each: probability(heard.target(question, each)))
            return Suggestion(question, option, probability(target), quotes, options)
    return None


def _probability(heard: Heard, target: Target | None) -> float:
    return heard.scores.probability(target) if heard.scores and target else 0.0


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
