"""The filter language: words to look for, and conditions such as `verdict:both -stale`."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from ragft_tui.core.cache import cached
from ragft_tui.core.decision import (
    ReviewState,
    decided_type,
    effective_type,
    review_state,
)
from ragft_tui.core.errors import RagftError, closest, did_you_mean
from ragft_tui.core.model import UNKNOWN, Capability, Strength, VerdictType
from ragft_tui.core.patterns import pattern
from ragft_tui.core.records import dataclass
from ragft_tui.core.rulebook import Question, Rulebook
from ragft_tui.core.verdict import assess, describe_missing

LONGEST_FILTER: Final = 1_000
"""The longest filter, in characters; a longer one was pasted by mistake."""

MOST_TERMS: Final = 50
"""The most terms of a filter: all texts of a project are looked through for each of them."""

_SHOWN: Final = 40
_TERM: Final = pattern(r'(?=\S)(?P<minus>-?)(?:"(?P<phrase>[^"]*)(?P<closed>"?)|(?P<word>\S*))')


class FilterError(RagftError):
    """A filter that is wrong or not complete yet."""

    def __init__(self, what: str, word: str, column: int, *, advice: str = "") -> None:
        """Build the error.

        Args:
            what: What is wrong with the word, a clause that goes before it.
            word: The word.
            column: Where it begins, counted from one.
            advice: What to do about it.
        """
        super().__init__(f'{what} "{word[:_SHOWN]}" (column {column})', advice=advice)
        self.word = word
        self.column = column


@dataclass(frozen=True, slots=True)
class Term:
    """One condition of a filter."""

    text: str
    """The words to look for, folded; of a term with a field, the field."""
    column: int
    """Where it begins, counted from one."""
    negated: bool = False
    """Whether it stands for what does not fit it."""
    quoted: bool = False
    """Whether it is text whatever it says."""
    values: tuple[tuple[str, int], ...] = ()
    """Of a term with a field, the alternatives, each with its column."""


def parse_terms(text: str) -> Iterator[Term]:
    """Yield the terms of a filter.

    Raises:
        FilterError: If a term is not finished, or the filter is too long.
    """
    if len(text) > LONGEST_FILTER:
        advice = f"a filter holds {LONGEST_FILTER:,} characters"
        column = LONGEST_FILTER + 1
        raise FilterError("too long from", text[LONGEST_FILTER:], column, advice=advice)
    for number, match in enumerate(_TERM.finditer(text), start=1):
        if number > MOST_TERMS:
            advice = f"a filter holds {MOST_TERMS} words and conditions"
            raise FilterError("too many from", match[0], match.start() + 1, advice=advice)
        column, negated = match.start() + 1, bool(match["minus"])
        phrase = match["phrase"]
        if phrase is None:
            yield _word(match["word"], column, negated=negated)
        elif match["closed"]:
            yield Term(fold(phrase), column, negated, quoted=True)
        else:
            raise FilterError("unclosed quote", f'"{phrase}', column, advice="close the quote")


def fold(text: str) -> str:
    """Return a text as texts are compared: letter case, ligatures and white space aside."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _word(word: str, column: int, *, negated: bool) -> Term:
    if not word:
        raise FilterError("nothing follows", "-", column, advice="it takes out what fits the word")
    field, colon, rest = word.partition(":")
    if not (field and colon):
        return Term(fold(word), column, negated)
    values = []
    at = column + negated + len(field) + 1
    for value in rest.split(","):
        values.append((fold(value), at))
        at += len(value) + 1
    return Term(fold(field), column, negated, values=tuple(values))


OPEN: Final = "open"
"""Stands for a question without an answer, unless the question has an option of that name."""

_Condition = Callable[[Capability, Rulebook, bool], bool]


def _counts_as(kind: VerdictType | None) -> _Condition:
    return lambda item, rulebook, _: effective_type(item, rulebook) is kind


_TYPES: Final[Mapping[str, VerdictType]] = {
    word: kind for kind in VerdictType for word in (kind.value, kind.label)
}
"""The types by the words for them, their ids first."""

FLAGS: Final[Mapping[str, _Condition]] = {
    "stale": lambda item, rulebook, _: review_state(item, rulebook) is ReviewState.STALE,
    "pending": lambda item, rulebook, _: review_state(item, rulebook).pending,
    "undecided": _counts_as(None),
    "unready": lambda item, rulebook, _: bool(
        describe_missing(item, rulebook, decided_type(item, rulebook))
    ),
    "marked": lambda _item, _rulebook, marked: marked,
    **{word: _counts_as(kind) for word, kind in _TYPES.items()},
}
"""The words that are conditions by themselves, with their tests; in quotes they are text. Those
for a type find what counts as it: the decision, or else the verdict."""

_UNDECIDED: Final = "undecided"

_ALIKE: Final = 0.6
"""A word with a colon may as well be meant as text."""

_Test = Callable[[Capability, bool], bool]


@dataclass(frozen=True, slots=True)
class Filter:
    """Conditions that all must be met."""

    tests: tuple[tuple[_Test, bool], ...] = ()
    """Each with whether it must hold, or must not."""

    def matches(self, capability: Capability, *, marked: bool = False) -> bool:
        """Return whether a capability matches.

        Args:
            capability: Any of the project; its drafts have no part in it.
            marked: Whether it is marked.
        """
        return all(test(capability, marked) is wanted for test, wanted in self.tests)


EVERYTHING: Final = Filter()
"""The filter that matches everything."""


def parse_filter(text: str, rulebook: Rulebook) -> Filter:
    """Return the filter that a text describes.

    Words and phrases in quotes are looked for in name, description, notes, answers and what stands
    behind them. `verdict:` (that of the rules), `decision:` (what counts: the decision, or else the
    verdict), `review:`, `strength:` and the id of a question take one or more alternatives, set
    apart by commas. A minus takes out what fits the term behind it.

    Args:
        text: What was typed; an empty one fits everything.
        rulebook: Its questions are words of the language, and it gives the verdicts.

    Raises:
        FilterError: If a word is unknown or a term not finished, with its column.
    """
    fields = _fields(rulebook)
    return Filter(
        tuple((_test(term, rulebook, fields), not term.negated) for term in parse_terms(text))
    )


def complete_word(text: str, rulebook: Rulebook) -> str:
    """Return the word of the language that completes the last word of a filter, or an empty text.

    Args:
        text: What was typed so far.
        rulebook: Its questions are words of the language.
    """
    typing = text and not text[-1].isspace()
    last = fold(text.rsplit(maxsplit=1)[-1]).removeprefix("-") if typing else ""
    words = (*(f"{field}:" for field in _fields(rulebook)), *FLAGS)
    return next((word for word in words if last and word.startswith(last)), "")


def _test(term: Term, rulebook: Rulebook, fields: _Fields) -> _Test:
    if term.values:
        return _field(term, fields)
    if not term.quoted and term.text in FLAGS:
        holds = FLAGS[term.text]
        return lambda item, marked: holds(item, rulebook, marked)
    return lambda item, _: term.text in _text(item, rulebook)


def _field(term: Term, fields: _Fields) -> _Test:
    read = fields.get(term.text)
    if read is None:
        near = closest(term.text, fields, at_least=_ALIKE)
        advice = f'did you mean "{near}"?' if near else "in quotes it is looked for as text"
        raise FilterError("unknown word", term.text, term.column + term.negated, advice=advice)
    known, value_of = read
    values = tuple(dict.fromkeys(known.values()))
    for value, column in term.values:
        if not value:
            raise FilterError(
                "nothing follows", f"{term.text}:", column, advice=did_you_mean("", values)
            )
        if value not in known:
            what = f"{term.text} is never"
            raise FilterError(what, value, column, advice=did_you_mean(value, values))
    wanted = frozenset(known[value] for value, _ in term.values)
    return lambda item, _: value_of(item) in wanted


_Read = tuple[Mapping[str, str], Callable[[Capability], str]]
"""What a field can be, by the folded word for it, and what it is of a capability."""


_Fields = Mapping[str, _Read]


def _fields(rulebook: Rulebook) -> _Fields:
    """Return the fields by their folded names; those of the program go before questions."""
    types = {**{fold(word): kind.value for word, kind in _TYPES.items()}, _UNDECIDED: _UNDECIDED}
    return {
        **{fold(question.id): _answers(question) for question in rulebook.questions},
        "verdict": (types, lambda item: assess(item, rulebook).verdict or _UNDECIDED),
        "decision": (types, lambda item: effective_type(item, rulebook) or _UNDECIDED),
        "review": (_by_folded_name(ReviewState), lambda item: review_state(item, rulebook).value),
        "strength": (_by_folded_name(Strength), lambda item: assess(item, rulebook).strength.value),
    }


def _answers(question: Question) -> _Read:
    def value_of(item: Capability) -> str:
        answer = item.answer(question.id)
        if answer is None:
            return OPEN
        option = question.option(answer.value)
        return option.id if option else UNKNOWN

    return _by_folded_name((OPEN, UNKNOWN, *(option.id for option in question.options))), value_of


def _by_folded_name(values: type[ReviewState | Strength] | tuple[str, ...]) -> Mapping[str, str]:
    return {fold(value): str(value) for value in values}


@cached
def _text(item: Capability, rulebook: Rulebook) -> str:
    """Return all texts of a capability that are searched, folded, one a line."""
    pieces = [item.name, item.description, item.notes, *(name for _, name in item.named)]
    for answer in item.answers:
        option = rulebook.question(answer.question).option(answer.value)
        pieces += [str(answer.value), option.text if option else "", answer.because]
    pieces.append(item.review.because if item.review else "")
    return "\n".join(fold(piece) for piece in pieces)
