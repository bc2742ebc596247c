"""Evidence: what the words of a capability and its answers say, each as one reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import Final

from ragft_tui.core.cache import cached_by, strip_to_evidence
from ragft_tui.core.model import Answer, AnswerValue, Axis, Capability, Reach
from ragft_tui.core.records import dataclass
from ragft_tui.core.rulebook import Keyword, Option, Question, Rulebook
from ragft_tui.core.text import capitalize
from ragft_tui.core.verdict.heard import Heard, hear
from ragft_tui.core.verdict.keywords import Match, find_matches

_QUOTED: Final = 4
"""The most words that one reason quotes."""
_OUTWEIGHED: Final = "against the verdict"


class ReasonKind(StrEnum):
    """What a reason rests on, the firmest first."""

    GUARD = "guard"
    GATE = "gate"
    SUPPORT = "support"
    ANSWER = "answer"
    WORDS = "words"
    SOFTENER = "softener"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Reason:
    """One piece of evidence with what it asks for."""

    kind: ReasonKind
    axis: Axis | None
    points: int
    evidence: str
    """What was observed, such as `the facts change daily` or `"sounds like us"`."""
    says: str
    """What follows from it, a clause."""
    source: str
    """The id of the publication that the rule rests on."""
    question: str = ""
    """The question that it belongs to."""
    because: str = ""
    """The defence that was given with the answer."""
    firm: bool = False
    """Whether it suffices alone."""
    held: tuple[Axis, ...] = ()
    """The axes that have the points but are no part of the verdict, because this gate stands."""
    outweighed: bool = False
    """Whether it is a gate on an axis that a must makes part of the verdict all the same."""

    @property
    def grounds(self) -> str:
        """What was observed and what follows from it, a clause."""
        between = ":" if self.kind in {ReasonKind.WORDS, ReasonKind.NOTHING} else ";"
        return f"{self.evidence}{between} {self.says}" if self.evidence else self.says

    @property
    def clause(self) -> str:
        """The reason in words, to stand amid a sentence."""
        if not self.held:
            return f"{_OUTWEIGHED}: {self.grounds}" if self.outweighed else self.grounds
        are = "is" if len(self.held) == 1 else "are"
        return f"{' and '.join(self.held)} {are} over the line, but held back: {self.grounds}"

    @cached_property
    def sentence(self) -> str:
        """The reason as a sentence, without its full stop."""
        return capitalize(self.clause)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything observed about a capability, before it is weighed."""

    chosen: dict[str, Option]
    """For each question with a known answer, the option it stands for."""
    reasons: tuple[Reason, ...]
    """From answers first, then from words."""
    matches: tuple[Match, ...]
    """The keywords in the name and the description, silenced ones included."""
    heard: Heard
    """What the lexicon says of them."""

    @property
    def reach(self) -> Reach | None:
        """How knowledge reaches the model by the answers; `None` where none of them says."""
        return next((option.reach for option in self.chosen.values() if option.reach), None)


# Verdict, flips, first steps and reach all ask for it.
@cached_by(strip_to_evidence)
def gather_evidence(capability: Capability, rulebook: Rulebook) -> Evidence:
    """Collect the evidence in the words and answers of a capability."""
    chosen: dict[str, Option] = {}
    reasons: list[Reason] = []
    answers = {answer.question: answer for answer in capability.answers}
    for question in rulebook.questions if answers else ():
        answer = answers.get(question.id)
        option = question.option(answer.value) if answer else None
        if answer is not None and option is not None:
            chosen[question.id] = option
            if option.says:
                reasons.append(_from_answer(question, answer, option, rulebook))
    name_matches, matches = find_matches(capability, rulebook)
    found = (*name_matches, *matches)
    heard = hear(capability, rulebook)
    if heard.decides or is_asked(capability, rulebook):
        reasons += reasons_heard(heard, rulebook)
    reasons += _from_words(found, chosen, rulebook)
    return Evidence(chosen, tuple(reasons), found, heard)


def describe_answer(question: Question, value: AnswerValue) -> str:
    """Return what is true of a capability by an answer: a clause without a full stop.

    Args:
        question: The question.
        value: A known answer. An option without a statement is quoted behind the title.
    """
    if isinstance(value, int):
        is_one = value == 1
        return (
            f"the number of {question.unit} is 1"
            if is_one
            else f"there are {value:,} {question.unit}"
        )
    option = question.option(value)
    if option is not None and option.statement:
        return option.statement
    return f'{question.title}: "{option.text if option else value}"'


def _from_answer(question: Question, answer: Answer, option: Option, rulebook: Rulebook) -> Reason:
    if answer.because or question.numeric:
        return _reason(question, option, answer.value, answer.because)
    return _reasons(rulebook)[question.id, option.id]


@lru_cache(maxsize=8)
def _reasons(rulebook: Rulebook) -> Mapping[tuple[str, str], Reason]:
    """Return the reason of each option of each question, where nobody stands behind it."""
    return {
        (question.id, option.id): _reason(question, option, option.id, "")
        for question in rulebook.questions
        for option in question.options
    }


def _reason(question: Question, option: Option, value: AnswerValue, because: str) -> Reason:
    return Reason(
        ReasonKind.ANSWER,
        question.axis_of(option) if question.stage != "readiness" else None,
        option.points,
        describe_answer(question, value),
        option.says,
        option.source or question.source,
        question.id,
        because,
        option.sufficient,
    )


def is_asked(capability: Capability, rulebook: Rulebook) -> bool:
    """Return whether some question that weighs is answered, if only with "I don't know"."""
    answered = {answer.question for answer in capability.answers}
    return any(each.id in answered for each in rulebook.weighed)


def reasons_heard(heard: Heard, rulebook: Rulebook) -> Iterator[Reason]:
    """Yield a reason for each axis that the words ask for."""
    for each in rulebook.learned:
        if heard.asks_for(each.axis):
            quoted = ", ".join(
                f'"{words.casefold()}"' for words in heard.quotes(heard.axes[each.axis])
            )
            points = min(rulebook.threshold, rulebook.words_limit)
            yield Reason(ReasonKind.WORDS, each.axis, points, quoted, each.says, each.source)


def _from_words(
    matches: Iterable[Match], chosen: dict[str, Option], rulebook: Rulebook
) -> list[Reason]:
    """Return a reason for each keyword that was found, is not silenced and still counts."""
    heard: dict[str, tuple[Keyword, list[str]]] = {}
    for match in matches:
        if not match.negated and match.keyword.subject not in chosen:
            first = match.keyword.words[0]  # which stands in no other entry
            _, quotes = heard.setdefault(first, (match.keyword, []))
            if len(quotes) < _QUOTED and (words := match.text.casefold()) not in quotes:
                quotes.append(words)
    left: dict[tuple[str, Axis | None, bool], int] = {}
    reasons: list[Reason] = []
    for keyword, quotes in sorted(
        heard.values(), key=lambda pair: (-abs(pair[0].points), pair[0].says)
    ):
        subject, weakens = keyword.subject, keyword.points < 0
        axis = rulebook.axis_of(keyword)
        share = (subject, axis, weakens)
        budget = left.get(share, _most(keyword, rulebook))
        points = min(budget, abs(keyword.points))
        if keyword.points and not points:
            continue
        left[share] = budget - points
        quoted = ", ".join(f'"{words}"' for words in quotes)
        reasons.append(
            Reason(
                ReasonKind.WORDS,
                axis,
                -points if weakens else points,
                quoted,
                keyword.says,
                keyword.source,
                subject,
            )
        )
    return reasons


def _most(keyword: Keyword, rulebook: Rulebook) -> int:
    """Return the most that the words of a subject weigh: no more than an answer could."""
    if not keyword.subject:
        return rulebook.words_limit
    question, axis = rulebook.question(keyword.subject), rulebook.axis_of(keyword)
    points = [each.points for each in question.options if question.axis_of(each) is axis]
    strongest = -min(points) if keyword.points < 0 else max(points)
    return min(rulebook.words_limit, max(strongest, 0))
