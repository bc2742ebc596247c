"""A large project in which no capability is like another: what a cache cannot shorten."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Final

from ragft_tui.core.model import (
    UNKNOWN,
    Answer,
    AnswerValue,
    Capability,
    Project,
    Review,
    VerdictType,
)
from ragft_tui.core.rulebook import Question, Rulebook
from ragft_tui.core.verdict import assess

__all__ = ["different"]

_CORPUS: Final = Path(__file__).parents[1] / "data" / "corpus" / "descriptions.jsonl"
_PEOPLE: Final = ("Mara", "Jonas", "Ngozi Okonkwo-Łukasiewicz", "")
_FIRST: Final = date(2026, 1, 5)


def different(rulebook: Rulebook, count: int) -> Project:
    """Return a project of up to 2,399 capabilities that differ in all that is said of them.

    Args:
        rulebook: Its questions are answered, and its verdicts accepted, overridden or left alone.
        count: How many.
    """
    lines = _CORPUS.read_text("utf-8").splitlines()[:count]
    rows = map(json.loads, lines)
    items = (
        _capability(row["id"], row["title"], row["description"], row["answers"], rulebook)
        for row in rows
    )
    return Project("A thousand", "No two of them are alike.", capabilities=tuple(items))


def _capability(
    capability_id: str, name: str, text: str, known: dict[str, AnswerValue], rulebook: Rulebook
) -> Capability:
    chance = Random(capability_id)  # noqa: S311 - the same each time, no secret
    answers = []
    for question in rulebook.questions:
        value = known.get(question.id)
        if value is None and chance.random() < 0.6:
            value = _value(question, chance)
        if value is not None:
            because = f"{name}, page {chance.randrange(1_000)}" if chance.random() < 0.4 else ""
            answers.append(Answer(question.id, value, because))
    named = tuple(
        (each.question, f"{each.question} {chance.randrange(20)}")
        for each in answers
        if rulebook.question(each.question).takes_name(each.value)
    )
    notes = f"Ask about *{name}*.\n\n{text}" if chance.random() < 0.5 else ""
    by = chance.choice(_PEOPLE)
    item = Capability(
        capability_id, name, text, notes, tuple(answers), named=named, notes_by=by if notes else ""
    )
    return replace(item, review=_review(item, rulebook, chance))


def _value(question: Question, chance: Random) -> AnswerValue:
    if question.numeric:
        return chance.randrange(1, 2_000_000)
    return chance.choice([UNKNOWN, *(option.id for option in question.options)])


def _review(item: Capability, rulebook: Rulebook, chance: Random) -> Review | None:
    kind, by = assess(item, rulebook).type, chance.choice(_PEOPLE)
    on = _FIRST + timedelta(days=chance.randrange(300))
    others = [other for other in VerdictType if other is not kind]
    because = f"{item.name}: decided in the meeting of {on:%d %B}."
    match chance.randrange(5):
        case 0:
            return None
        case 1:
            other = chance.choice(others)
            return Review("overridden", kind, rulebook.edition, on, by, other, because)
        case 2:
            return Review("accepted", chance.choice(others), "default 1", on, by)
    return Review("accepted", kind, rulebook.edition, on, by)
