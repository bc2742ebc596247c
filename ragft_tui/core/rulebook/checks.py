"""Checks of what a rulebook means: names that exist, rules that can hold, reasons with sources."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import pairwise
from typing import Final

from ragft_tui.core.errors import (
    ROOT,
    Index,
    Location,
    RagftError,
    UsageError,
    raise_problems,
    unknown_name,
)
from ragft_tui.core.model import UNKNOWN, Axis
from ragft_tui.core.patterns import pattern
from ragft_tui.core.rulebook import limits
from ragft_tui.core.rulebook.idle import idle_rule_problems
from ragft_tui.core.rulebook.model import Option, Question, Rulebook
from ragft_tui.core.rulebook.phrases import Pattern, parse_phrase
from ragft_tui.core.rulebook.rules import Conditions, Conflict, FirstStep, Keyword, Rule
from ragft_tui.core.text import is_blank

_Problems = Iterator[RagftError]

_SHOWN: Final = 60
_SENTENCE_END: Final = pattern(r"[.!?:;…](?:\s|$)|\n")
"""What may not stand in a clause; a full stop amid a word or a number may."""


def check_rulebook(
    rulebook: Rulebook, origin: Callable[[Location], Location] = lambda at: at
) -> None:
    """Check everything that the shape of a rulebook does not say.

    Args:
        rulebook: The rulebook.
        origin: Returns where its author wrote what is at a location, for messages that name two.

    Raises:
        ProblemsError: With every problem found, each with its location in the rulebook.
    """
    raise_problems(limits.limit_problems(rulebook))
    raise_problems(_Checker(rulebook, origin).problems())


class _Checker:
    """Finds every problem of a rulebook."""

    def __init__(self, rulebook: Rulebook, origin: Callable[[Location], Location]) -> None:
        self._rulebook = rulebook
        self._origin = origin
        self._sources = {source.id for source in rulebook.sources}
        self._questions = {question.id: question for question in rulebook.questions}

    def problems(self) -> _Problems:
        rulebook = self._rulebook
        if not rulebook.id or rulebook.id.split() != [rulebook.id]:
            yield _problem("must be one word", ROOT / "id", 'such as "default"')
        yield from self._questions_problems()
        yield from self._rules_problems()
        yield from self._keywords_problems()
        yield from self._learned_problems()
        yield from self._source_problems()
        yield from self._threshold_problems()

    def _questions_problems(self) -> _Problems:
        table = ROOT / "questions"
        yield from repeated_ids(table, [question.id for question in self._rulebook.questions])
        if not self._rulebook.stage("core"):
            yield _problem("no question is of the core", table, 'give one the stage "core"')
        for number, question in enumerate(self._rulebook.questions):
            location = table / Index(number, question.id)
            yield from self._question_problems(question, location)
            options = location / "options"
            yield from repeated_ids(options, [option.id for option in question.options])
            for index, option in enumerate(question.options):
                entry = options / Index(index, option.id)
                yield from self._option_problems(option, question, entry)

    def _question_problems(self, question: Question, location: Location) -> _Problems:
        options = location / "options"
        if len(question.options) <= 1:
            yield _problem("needs at least two options", options)
        if question.axis is None and (question.always or question.stage == "readiness"):
            yield _problem("is missing", location / "axis", "say which axis calls for the question")
        yield from _name_problems("source", question.source, self._sources, location / "source")
        if question.axis is not None and question.ordered:
            for before, after in pairwise(question.options):
                if after.points < before.points:
                    yield _problem(
                        f'"{after.id}" has fewer points than "{before.id}"',
                        options,
                        "order them from least to most, or set ordered = false",
                    )
        yield from _band_problems(question, location)
        yield from _clause_problems(question.not_known, location / "not_known")
        if question.not_known and not question.tells_readiness:
            yield _problem("is for readiness questions", location / "not_known", "remove it")
        if question.short and not question.short.endswith("?"):
            yield _problem("is no question", location / "short", "end it with a question mark")

    def _option_problems(self, option: Option, question: Question, location: Location) -> _Problems:
        if option.id == UNKNOWN:
            yield _problem(
                f'"{UNKNOWN}" is already an answer to every question',
                location / "id",
                "choose another",
            )
        if option.says or option.source:
            source = option.source or question.source
            yield from self._source_name_problems(source, location)
        if option.missing and not (question.always or question.stage == "readiness"):
            yield _problem("is for readiness questions", location / "missing", "remove it")
        yield from _clause_problems(option.statement, location / "statement")
        for alias in option.aliases:
            if question.accepts(alias) or question.current(alias) != option.id:
                what = f'"{alias}" is already another answer'
                yield _problem(what, location / "aliases", "remove it")
        counts = option.points != 0 or option.sufficient
        threshold = self._rulebook.threshold
        if counts and not option.says:
            yield _problem("counts, but gives no reason", location, "add says")
        if counts and (question.axis_of(option) is None or question.stage == "readiness"):
            yield _problem(
                "counts, but its question is not weighed",
                location / "points",
                "remove its points, or give it an axis and the question another stage",
            )
        elif option.sufficient and option.points < threshold:
            yield _problem(
                f"is sufficient, but its {option.points} points do not reach {threshold}",
                location / "points",
            )

    def _rules_problems(self) -> _Problems:
        for table, rules in self._rulebook.rules.items():
            yield from repeated_ids(ROOT / table, [rule.id for rule in rules])
            for number, rule in enumerate(rules):
                location = ROOT / table / Index(number, rule.id)
                yield from self._source_name_problems(rule.source, location)
                if not rule.says:
                    yield _problem("gives no reason", location / "says", "add a clause")
                yield from self._condition_problems(rule, location)
        yield from idle_rule_problems(self._rulebook)

    def _condition_problems(self, rule: Rule, location: Location) -> _Problems:
        when = location / "when"
        yield from self._known_problems(rule.when, when)
        yield from self._known_problems(rule.unless, location / "unless")
        if not rule.when and not isinstance(rule, FirstStep):
            yield _problem("has no condition", when, "say when it holds")
        if isinstance(rule, Conflict) and len(rule.when) == 1:
            yield _problem("one answer cannot deny itself", when, "name at least 2 questions")
        if isinstance(rule, FirstStep) and not rule.types:
            what = "names no verdict, so it is never taken"
            yield _problem(what, location / "types", "say which verdicts it begins")
        for question, options in rule.unless.items():
            if question in rule.when and set(rule.when[question]) <= set(options):
                yield _problem(
                    "needs an answer that it excludes, so it can never hold",
                    location / "unless" / question,
                )

    def _known_problems(self, conditions: Conditions, location: Location) -> _Problems:
        questions = {
            name: each for name, each in self._questions.items() if each.stage != "readiness"
        }
        for name, options in conditions.items():
            place = location / name
            if name in questions:
                valid = [option.id for option in questions[name].options]
                if not options:
                    yield _problem("names no option, so it can never hold", place)
                for option in options:
                    yield from _name_problems("option", option, valid, place, needed=True)
            elif name in self._questions:
                yield _problem("a question of readiness cannot decide", place, "use another")
            else:
                yield unknown_name("question", name, questions, place)

    def _keywords_problems(self) -> _Problems:
        seen: dict[Pattern, Location] = {}
        for number, keyword in enumerate(self._rulebook.keywords):
            location = ROOT / "keywords" / Index(number)
            yield from self._source_name_problems(keyword.source, location)
            if not keyword.says:
                yield _problem("gives no reason", location / "says", "add a clause")
            question = self._questions.get(keyword.subject)
            if question is not None:
                yield from _subject_problems(keyword, question, location)
            elif keyword.subject:
                subject = location / "subject"
                yield unknown_name("question", keyword.subject, self._questions, subject)
            else:
                yield from _no_subject_problems(keyword, location)
            yield from self._phrase_problems(keyword, location / "words", seen)

    def _phrase_problems(
        self, keyword: Keyword, location: Location, seen: dict[Pattern, Location]
    ) -> _Problems:
        if not keyword.words:
            yield _problem("has no words", location)
        for number, phrase in enumerate(keyword.words):
            entry = location / Index(number)
            try:
                pattern = parse_phrase(phrase)
            except ValueError as error:
                yield _problem(f'"{phrase[:_SHOWN]}" cannot be read: {error}', entry)
                continue
            if pattern in seen:
                first = self._origin(seen[pattern])
                yield _problem(f'"{phrase[:_SHOWN]}" is already at {first}', entry)
            seen.setdefault(pattern, entry)

    def _source_problems(self) -> _Problems:
        sources = self._rulebook.sources
        yield from repeated_ids(ROOT / "sources", [source.id for source in sources])
        for number, source in enumerate(sources):
            if not source.url.startswith(("https://", "http://")):
                yield _problem(
                    f'"{source.url[:_SHOWN]}" is not a web address',
                    ROOT / "sources" / Index(number, source.id) / "url",
                    "give the page where it is published",
                )
        yield from _name_problems(
            "source",
            self._rulebook.nothing_source,
            self._sources,
            ROOT / "nothing_source",
            needed=True,
        )

    def _learned_problems(self) -> _Problems:
        table = ROOT / "learned"
        yield from repeated_ids(table, [each.axis for each in self._rulebook.learned])
        for number, each in enumerate(self._rulebook.learned):
            location = table / Index(number, each.axis)
            yield from self._source_name_problems(each.source, location)
            if not each.says:
                yield _problem("gives no reason", location / "says", "add a clause")

    def _source_name_problems(self, name: str, location: Location) -> _Problems:
        """Yield the problem of a reason without a source that exists."""
        yield from _name_problems("source", name, self._sources, location / "source", needed=True)

    def _threshold_problems(self) -> _Problems:
        rulebook = self._rulebook
        for axis in Axis:
            if {axis}.intersection(rule.axis for rule in rulebook.guards + rulebook.supports):
                continue
            most = sum(
                max(_most_answered(question, axis), self._most_said(question.id, axis))
                for question in rulebook.weighed
            )
            most += self._most_said("", axis)
            if most < rulebook.threshold:
                yield _problem(
                    f"no evidence for {axis} can reach {rulebook.threshold}: "
                    f"the most is {most} points",
                    ROOT / "threshold",
                    "lower it, or give an answer more points",
                )

    def _most_said(self, subject: str, axis: Axis) -> int:
        """Return the most points that words can give, which is no more than an answer could."""
        points = sum(
            max(keyword.points, 0)
            for keyword in self._rulebook.keywords
            if keyword.subject == subject and self._rulebook.axis_of(keyword) is axis
        )
        question = self._questions.get(subject)
        answers = [_most_answered(question, axis)] if question else []
        return min(points, self._rulebook.words_limit, *answers)


def _problem(what: str, location: Location, advice: str = "") -> RagftError:
    return UsageError(what, location=location, advice=advice)


def repeated_ids(table: Location, names: Sequence[str], *, needed: bool = True) -> _Problems:
    """Yield a problem for each id of a table that stood before, or is empty and needed."""
    seen: dict[str, int] = {}
    for number, name in enumerate(names, start=1):
        location = table / Index(number - 1, name) / "id"
        if not name and needed:
            yield _problem("is empty", location, "give it a short name")
        elif name and (first := seen.setdefault(name, number)) != number:
            yield _problem(
                f'"{name}" is already the id of entry {first}', location, "choose another"
            )


def _name_problems(
    kind: str, name: str, known: Collection[str], location: Location, *, needed: bool = False
) -> _Problems:
    """Yield the problem of a name that is not among the known ones, or missing and needed."""
    if name and name not in known:
        yield unknown_name(kind, name, known, location)
    elif needed and not name:
        yield _problem(f"names no {kind}", location, "a rule says who published it")


def _clause_problems(text: str, location: Location) -> _Problems:
    """Yield the problem of a text that cannot be quoted amid a sentence."""
    if text and (is_blank(text) or _SENTENCE_END.search(text)):
        yield _problem("must be one clause", location, "write it without a full stop or a colon")


def _band_problems(question: Question, location: Location) -> _Problems:
    options = location / "options"
    starts = [option.at_least for option in question.options]
    if not question.numeric:
        if any(start is not None for start in starts):
            yield _problem(
                "at_least needs a number to ask for", location / "unit", "say what is counted"
            )
    elif None in starts:
        yield _problem("every band of numbers needs at_least", options)
    elif starts[:1] != [0]:
        yield _problem("the first band must start at 0", options)
    elif any((after or 0) <= (before or 0) for before, after in pairwise(starts)):
        yield _problem("the bands must rise", options)


def _no_subject_problems(keyword: Keyword, location: Location) -> _Problems:
    if keyword.axis is None:
        yield _problem("has neither subject nor axis", location, "say what the words speak about")
    if keyword.suggests:
        yield _problem("suggests an answer to no question", location / "suggests", "add a subject")


def _subject_problems(keyword: Keyword, question: Question, location: Location) -> _Problems:
    if keyword.axis is not None:
        yield _problem("stands beside a subject, which has its own", location / "axis", "remove it")
    options = {option.id: option for option in question.options}
    yield from _name_problems("option", keyword.suggests, options, location / "suggests")
    suggested = options.get(keyword.suggests)
    axis = question.axis_of(suggested)
    points = [each.points for each in question.options if question.axis_of(each) is axis]
    strongest = (max if keyword.points > 0 else min)(points, default=0)
    if keyword.points and keyword.points * strongest <= 0:
        yield _problem(
            f"no answer to {question.id} counts that way, so the words cannot either",
            location / "points",
        )
    if suggested is not None and keyword.points * suggested.points < 0:
        yield _problem(
            f'counts the other way than "{suggested.id}", which it suggests', location / "points"
        )


def _most_answered(question: Question, axis: Axis) -> int:
    points = (each.points for each in question.options if question.axis_of(each) is axis)
    return max(points, default=0)
