"""Whether the questions of a rulebook make sense."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ragft_tui.core.errors import RagftError, UsageError
from ragft_tui.core.model import UNKNOWN
from ragft_tui.core.rulebook.model import Option, Question, Rulebook
from ragft_tui.core.rulebook.places import numbered, repeated
from ragft_tui.core.rulebook.rule_checks import name_problems

_FEWEST_OPTIONS = 2


def problems(rulebook: Rulebook, known: set[str]) -> Iterator[RagftError]:
    """Yield every problem of the questions.

    Args:
        rulebook: Where the questions are.
        known: The ids of its sources.
    """
    yield from repeated("questions", [question.id for question in rulebook.questions])
    if not rulebook.stage("core"):
        yield UsageError(
            "no question is of the core", where="questions", advice='give one the stage "core"'
        )
    for number, question in enumerate(rulebook.questions, start=1):
        place = numbered("questions", number, question.id)
        yield from _question_problems(question, place, known)
        yield from repeated(f"{place}.options", [option.id for option in question.options])
        for index, option in enumerate(question.options, start=1):
            where = numbered(f"{place}.options", index, option.id)
            yield from _option_problems(option, question, where, known)
            yield from _point_problems(option, question, where, rulebook.threshold)


def _question_problems(question: Question, place: str, known: set[str]) -> Iterator[RagftError]:
    if len(question.options) < _FEWEST_OPTIONS:
        yield UsageError("needs at least two options", where=f"{place}.options")
    if question.stage == "readiness" and question.axis is None:
        yield UsageError(
            "is missing", where=f"{place}.axis", advice="say which axis calls for the question"
        )
    yield from name_problems("source", question.source, known, f"{place}.source")
    if question.axis is not None and question.ordered:
        for before, after in pairwise(question.options):
            if after.points < before.points:
                yield UsageError(
                    f'"{after.id}" has fewer points than "{before.id}"',
                    where=f"{place}.options",
                    advice="order them from least to most, or set ordered = false",
                )
    yield from _band_problems(question, place)


def _band_problems(question: Question, place: str) -> Iterator[RagftError]:
    starts = [option.at_least for option in question.options]
    if not question.numeric:
        if any(start is not None for start in starts):
            yield UsageError(
                "at_least needs a number to ask for",
                where=f"{place}.unit",
                advice="say what is counted",
            )
    elif None in starts:
        yield UsageError("every band of numbers needs at_least", where=f"{place}.options")
    elif starts[:1] != [0]:
        yield UsageError("the first band must start at 0", where=f"{place}.options")
    elif any((after or 0) <= (before or 0) for before, after in pairwise(starts)):
        yield UsageError("the bands must rise", where=f"{place}.options")


def _option_problems(
    option: Option, question: Question, where: str, known: set[str]
) -> Iterator[RagftError]:
    if option.id == UNKNOWN:
        yield UsageError(
            f'"{UNKNOWN}" is an answer to every question already',
            where=f"{where}.id",
            advice="choose another",
        )
    if option.says or option.source:
        yield from name_problems(
            "source",
            option.source or question.source,
            known,
            f"{where}.source",
            needed=True,
        )
    if option.missing and question.stage != "readiness":
        yield UsageError("is for readiness questions", where=f"{where}.missing", advice="remove it")


def _point_problems(
    option: Option, question: Question, where: str, threshold: int
) -> Iterator[RagftError]:
    counts = option.points != 0 or option.sufficient
    if counts and not option.says:
        yield UsageError("counts, but gives no reason", where=where, advice="add says")
    if counts and (question.axis is None or question.stage == "readiness"):
        yield UsageError(
            "counts, but its question is not weighed",
            where=f"{where}.points",
            advice="remove its points, or give the question an axis and another stage",
        )
    elif option.sufficient and option.points < threshold:
        yield UsageError(
            f"is sufficient, but its {option.points} points do not reach {threshold}",
            where=f"{where}.points",
        )
