"""Answers as they are typed in a line: a number, an option or its beginning, and a because."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ragft_tui.core.errors import InvalidAnswerError, UsageError
from ragft_tui.core.interview import (
    invalid_answer,
    normalize_name,
    parse_answer,
    parse_number,
    parse_number_or_none,
)
from ragft_tui.core.model import UNKNOWN, AnswerValue
from ragft_tui.core.patterns import pattern
from ragft_tui.core.rulebook import Question
from ragft_tui.core.text import one_line
from ragft_tui.plain.commands import commands_at

EXACT: Final = "="
"""Stands before an exact number, where the numbers of bands could be meant."""

_BECAUSE: Final = pattern(r"(?<=\s)because(?=\s|$)", re.IGNORECASE)
_BEFORE: Final = " \t,;:-–—"
"""What may stand between an answer and its `because`."""
_LEADING: Final = pattern(r"\A(?:because(?:\s+|$))+", re.IGNORECASE)


def strip_because(text: str) -> str:
    """Return a reason without the `because` that it may begin with."""
    return _LEADING.sub("", text.strip())


def split_because(text: str) -> tuple[str, str | None]:
    """Return what stands before `because`, and the reason behind it; `None` if there is none.

    An empty reason says that there is one to be asked for.
    """
    typed = text.strip()
    found = _BECAUSE.search(typed)
    if found is None:
        return typed, None
    return typed[: found.start()].rstrip(_BEFORE), strip_because(typed[found.end() :])


def id_as_words(word: str) -> str:
    """Return the id of an option or a question as it is read and typed."""
    return word.replace("_", " ")


def match_word(typed: str, words: Sequence[str], what: str) -> str | None:
    """Return the one of several words that was typed or begun; `None` if it is none of them.

    Args:
        typed: What was typed, in any case.
        words: The words that there are.
        what: What they are, for the error.

    Raises:
        InvalidAnswerError: If several begin so.
    """
    begun = normalize_name(typed)
    exact = [word for word in words if normalize_name(word) == begun]
    found = exact or [word for word in words if begun and normalize_name(word).startswith(begun)]
    if len(found) > 1:
        several = " or ".join(id_as_words(word) for word in found)
        raise InvalidAnswerError(
            f'"{typed[:60]}" begins more than one {what}', advice=f"{several}?"
        )
    return found[0] if found else None


def split_question(typed: str, questions: Sequence[Question]) -> tuple[Question, str]:
    """Return the question that a text begins with, by its word or its title, and what follows.

    Args:
        typed: The text; of a question, one word may be only begun.
        questions: The questions that there are.

    Raises:
        UsageError: If it begins with none.
        InvalidAnswerError: If the first word begins several.
    """
    named = {
        id_as_words(name): question
        for question in reversed(questions)
        for name in (one_line(question.title), question.id)
    }
    longest = max((len(name.split()) for name in named), default=0)
    names = {normalize_name(name): question for name, question in named.items()}
    words = typed.split(maxsplit=longest)
    for count in range(min(longest, len(words)), 0, -1):
        if found := names.get(normalize_name(" ".join(words[:count]))):
            return found, " ".join(words[count:])
    word = "".join(words[:1])
    ids = {question.id: question for question in questions}
    titles = {one_line(question.title): question for question in questions}
    for asked in (ids, titles):
        if (begun := match_word(word, tuple(asked), "question")) is not None:
            return asked[begun], " ".join(words[1:])
    raise UsageError(f'there is no question "{one_line(word[:60])}"', advice='"answer" tells them')


def parse_typed_answer(question: Question, text: str) -> AnswerValue:
    """Return the answer that a text stands for.

    Args:
        question: The question.
        text: The number of an option, an option's id or the beginning of one, or a word for "I
            don't know". Where a number is asked for, one behind `=` or beyond the numbers of the
            options is the answer itself.

    Raises:
        InvalidAnswerError: If it is none, or could be more than one.
    """
    typed = text.strip()
    if question.numeric and typed.startswith(EXACT):
        return parse_number(typed.removeprefix(EXACT))
    number, count = parse_number_or_none(typed), len(question.options)
    if number is None or (question.numeric and number > count):
        value = _parse_option(question, typed)
        if value is None:
            raise invalid_answer(question, typed)
        return value
    if number > count:
        raise InvalidAnswerError(
            f"there is no option {number:,}", advice=f"choose from 0 to {count}"
        )
    return question.options[number - 1].id if number else UNKNOWN


def parse_number_list(typed: str, largest: int) -> tuple[int, ...]:
    """Return the numbers of a text such as `1 3-5`.

    Args:
        typed: Numbers and ranges of numbers, set apart by blanks or commas.
        largest: The largest number that there is; the smallest is 1.

    Raises:
        UsageError: If it is something else.
    """
    found: list[int] = []
    for part in typed.replace(",", " ").split():
        first, dash, last = part.partition("-")
        start, end = parse_number_or_none(first), parse_number_or_none(last if dash else first)
        if start is None or end is None or not 0 < start <= end <= largest:
            raise UsageError(
                f'"{part[:60]}" is no number of a capability',
                advice=f"choose from 1 to {largest}, such as: 1 3-5" if largest else "",
            )
        found += range(start, end + 1)
    return tuple(found)


def _parse_option(question: Question, typed: str) -> AnswerValue | None:
    ids = tuple(option.id for option in question.options)
    _refuse_letter(question, typed)
    try:
        return parse_answer(question, typed)
    except InvalidAnswerError:
        begun = match_word(typed, ids, "option")
        if begun is None:
            raise
        return begun


def _refuse_letter(question: Question, typed: str) -> None:
    """Refuse a letter: where no answer stands behind it, it is a command."""
    letter, ids = typed.casefold(), [option.id for option in question.options]
    if len(letter) != 1 or not letter.isalpha() or letter in ids:
        return
    answers = [word for word in ids if word.casefold().startswith(letter)]
    commands = [item.word for item in commands_at("question") if letter in item.aliases]
    readings = [
        *(f'"{id_as_words(word)}" is an answer' for word in answers),
        *(f'"{word}" is a command' for word in commands),
    ]
    advice = ", ".join(readings) or "choose a number"
    raise InvalidAnswerError(f'"{typed}" alone is no answer', advice=advice)
