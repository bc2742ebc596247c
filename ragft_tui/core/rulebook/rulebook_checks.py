"""Whether a rulebook makes sense: names that exist, rules that can hold, reasons with sources."""

from __future__ import annotations

from collections.abc import Iterator

from ragft_tui.core.errors import RagftError, UsageError, refuse
from ragft_tui.core.model import Axis
from ragft_tui.core.rulebook import keyword_checks, question_checks, rule_checks, size_checks
from ragft_tui.core.rulebook.model import Question, Rulebook
from ragft_tui.core.rulebook.places import numbered, repeated


def check(rulebook: Rulebook) -> None:
    """Check everything that the shape of a rulebook does not say.

    Raises:
        ProblemsError: With every problem found, each with its place.
    """
    refuse(size_checks.problems(rulebook))
    refuse(_problems(rulebook))


def _problems(rulebook: Rulebook) -> Iterator[RagftError]:
    if not rulebook.id or rulebook.id.split() != [rulebook.id]:
        yield UsageError("must be one word", where="id", advice='such as "default"')
    known = {source.id for source in rulebook.sources}
    yield from question_checks.problems(rulebook, known)
    yield from rule_checks.problems(rulebook, known)
    yield from keyword_checks.problems(rulebook, known)
    yield from _source_problems(rulebook, known)
    yield from _threshold_problems(rulebook)


def _source_problems(rulebook: Rulebook, known: set[str]) -> Iterator[RagftError]:
    yield from repeated("sources", [source.id for source in rulebook.sources])
    for number, source in enumerate(rulebook.sources, start=1):
        if not source.url.startswith(("https://", "http://")):
            yield UsageError(
                f'"{source.url[:60]}" is not a web address',
                where=f"{numbered('sources', number, source.id)}.url",
                advice="give the page where it is published",
            )
    yield from rule_checks.name_problems(
        "source", rulebook.nothing_source, known, "nothing_source", needed=True
    )


def _threshold_problems(rulebook: Rulebook) -> Iterator[RagftError]:
    for axis in Axis:
        if any(guard.axis is axis for guard in rulebook.guards):
            continue
        most = sum(
            max(_most_answered(question), _most_said(rulebook, question.id))
            for question in rulebook.questions
            if question.axis is axis and question.stage != "readiness"
        )
        most += _most_said(rulebook, "", axis)
        if most < rulebook.threshold:
            yield UsageError(
                f"no evidence for {axis} can reach {rulebook.threshold}: the most is {most} points",
                where="threshold",
                advice="lower it, or give an answer more points",
            )


def _most_answered(question: Question) -> int:
    return max((option.points for option in question.options), default=0)


def _most_said(rulebook: Rulebook, subject: str, axis: Axis | None = None) -> int:
    """Return the most points that words can give, which is no more than an answer could."""
    points = sum(
        max(keyword.points, 0)
        for keyword in rulebook.keywords
        if keyword.subject == subject and keyword.axis is axis
    )
    limit = rulebook.words_limit
    answers = [q for q in rulebook.questions if q.id == subject]
    return min(points, limit, *(_most_answered(question) for question in answers))
