"""Whether the lexicon of a rulebook makes sense."""

from __future__ import annotations

from collections.abc import Iterator

from ragft_tui.core.errors import RagftError, UsageError
from ragft_tui.core.rulebook.model import Keyword, Question, Rulebook
from ragft_tui.core.rulebook.patterns import Pattern, parse
from ragft_tui.core.rulebook.places import numbered
from ragft_tui.core.rulebook.rule_checks import name_problems


def problems(rulebook: Rulebook, known: set[str]) -> Iterator[RagftError]:
    """Yield every problem of the lexicon.

    Args:
        rulebook: Where the lexicon is.
        known: The ids of its sources.
    """
    questions = {question.id: question for question in rulebook.questions}
    seen: dict[Pattern, str] = {}
    for number, keyword in enumerate(rulebook.keywords, start=1):
        place = numbered("keywords", number)
        yield from name_problems("source", keyword.source, known, f"{place}.source", needed=True)
        if not keyword.says:
            yield UsageError("gives no reason", where=f"{place}.says", advice="add a clause")
        if not keyword.subject:
            yield from _homeless(keyword, place)
        elif keyword.subject not in questions:
            yield from name_problems("question", keyword.subject, questions, f"{place}.subject")
        else:
            yield from _subject_problems(keyword, questions[keyword.subject], place)
        yield from _phrase_problems(keyword, place, seen)


def _homeless(keyword: Keyword, place: str) -> Iterator[RagftError]:
    if keyword.axis is None:
        yield UsageError(
            "has neither subject nor axis", where=place, advice="say what the words speak about"
        )
    if keyword.suggests:
        yield UsageError(
            "suggests an answer to no question", where=f"{place}.suggests", advice="add a subject"
        )


def _subject_problems(keyword: Keyword, question: Question, place: str) -> Iterator[RagftError]:
    if keyword.axis is not None:
        yield UsageError(
            "stands beside a subject, which has its own", where=f"{place}.axis", advice="remove it"
        )
    options = {option.id: option for option in question.options}
    yield from name_problems("option", keyword.suggests, options, f"{place}.suggests")
    points = [option.points for option in question.options]
    strongest = max(points) if keyword.points > 0 else min(points)
    if keyword.points and keyword.points * strongest <= 0:
        yield UsageError(
            f"no answer to {question.id} counts that way, so the words cannot either",
            where=f"{place}.points",
        )
    suggested = options.get(keyword.suggests)
    if suggested is not None and keyword.points * suggested.points < 0:
        yield UsageError(
            f'counts the other way than "{suggested.id}", which it suggests',
            where=f"{place}.points",
        )


def _phrase_problems(
    keyword: Keyword, place: str, seen: dict[Pattern, str]
) -> Iterator[RagftError]:
    if not keyword.words:
        yield UsageError("has no words", where=f"{place}.words")
    for number, phrase in enumerate(keyword.words, start=1):
        where = f"{place}.words[{number}]"
        try:
            pattern = parse(phrase)
        except ValueError as error:
            yield UsageError(f'"{phrase[:60]}" cannot be read: {error}', where=where)
            continue
        if pattern in seen:
            yield UsageError(f'"{phrase[:60]}" stands at {seen[pattern]} already', where=where)
        seen.setdefault(pattern, where)
