"""Aliases, the ids that options had in earlier editions and rules and keywords may still name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from ragft_tui.core.rulebook.model import Rulebook
from ragft_tui.core.rulebook.rules import Conditions, Rule

_Rule = TypeVar("_Rule", bound=Rule)


def resolve_aliases(rulebook: Rulebook) -> Rulebook:
    """Return a rulebook whose rules and keywords name the options by the ids that they have now."""
    ids = {
        (question.id, alias): option.id
        for question in rulebook.questions
        for option in question.options
        for alias in option.aliases
    }

    def now(conditions: Conditions) -> Conditions:
        return {
            question: tuple(ids.get((question, option), option) for option in options)
            for question, options in conditions.items()
        }

    def current(rules: Iterable[_Rule]) -> tuple[_Rule, ...]:
        return tuple(replace(rule, when=now(rule.when), unless=now(rule.unless)) for rule in rules)

    return replace(
        rulebook,
        guards=current(rulebook.guards),
        supports=current(rulebook.supports),
        gates=current(rulebook.gates),
        softeners=current(rulebook.softeners),
        first_steps=current(rulebook.first_steps),
        conflicts=current(rulebook.conflicts),
        keywords=tuple(
            replace(word, suggests=ids.get((word.subject, word.suggests), word.suggests))
            for word in rulebook.keywords
        ),
    )
