"""A rulebook in words: its questions, rules, keywords and sources."""

from __future__ import annotations

from collections.abc import Iterator

from ragft_tui.core.model import Axis
from ragft_tui.core.rulebook import (
    Conditions,
    Conflict,
    Gate,
    Guard,
    Keyword,
    Option,
    Question,
    Rulebook,
    Softener,
)
from ragft_tui.core.text import one_line

_Rule = Guard | Gate | Softener | Conflict


def render_rules(rulebook: Rulebook) -> str:
    """Return all rules of a rulebook as text to read, each with the id of its source."""
    return "".join(f"{_inert(line)}\n" for line in _lines(rulebook))


def _inert(line: str) -> str:
    """Return a line without line breaks or control characters; its indent stays."""
    return line[: len(line) - len(line.lstrip(" "))] + one_line(line)


def _lines(rulebook: Rulebook) -> Iterator[str]:
    points = rulebook.threshold
    yield f"{rulebook.title} ({rulebook.edition})"
    yield f"An axis is part of the verdict from {points} points on, or where a guard stands."
    yield f"The words of one subject give at most {rulebook.words_limit} points."
    yield f"Where nothing counts: {rulebook.nothing_says} [{rulebook.nothing_source}]"
    yield ""
    yield "QUESTIONS"
    for question in rulebook.questions:
        yield from _question(question)
    tables: tuple[tuple[str, tuple[_Rule, ...]], ...] = (
        ("GUARDS: while one stands, no score outvotes it", rulebook.guards),
        ("GATES: what they hold back is no part of the verdict, unless a guard is", rulebook.gates),
        ("SOFTENERS: no more than lean", rulebook.softeners),
        ("CONFLICTS: answers that deny one another", rulebook.conflicts),
    )
    for heading, rules in tables:
        yield heading
        for rule in rules:
            yield from _rule(rule)
        yield ""
    yield "KEYWORDS"
    for keyword in rulebook.keywords:
        yield f"  {_keyword(keyword)}"
        yield f"      {'; '.join(keyword.words)}"
    yield ""
    yield "SOURCES"
    for source in rulebook.sources:
        yield f"  [{source.id}] {source.title}: {source.says}"
        yield f"      {source.url}"


def _question(question: Question) -> Iterator[str]:
    axis = f", {question.axis}" if question.axis else ""
    yield f"  {question.id}, {question.title} ({question.stage}{axis}): {question.text}"
    cited = f" [{question.source}]" if question.source else ""
    yield f"      {question.why}{cited}"
    for option in question.options:
        yield f"      {_option(option, question)}"
    yield ""


def _option(option: Option, question: Question) -> str:
    parts = [option.id]
    if option.at_least is not None:
        parts.append(f"from {option.at_least:,} {question.unit}")
    if option.points:
        parts.append(f"{option.points:+d}{' alone' if option.sufficient else ''}")
    cited = f"{option.says} [{option.source or question.source}]" if option.says else ""
    texts = filter(None, (option.text, cited, option.missing))
    return f"{', '.join(parts)}: {'; '.join(texts)}"


def _rule(rule: _Rule) -> Iterator[str]:
    text = _conditions(rule.when, " and ")
    if isinstance(rule, Guard | Softener) and rule.unless:
        text += f", unless {_conditions(rule.unless, ' or ')}"
    if isinstance(rule, Guard) and rule.needs_evidence:
        text += f", where there is other evidence for {rule.axis}"
    if not isinstance(rule, Conflict):
        text += f" => {rule.axis or ' and '.join(Axis)}"
    yield f"  {rule.id}: {text}"
    yield f"      {rule.says} [{rule.source}]"


def _keyword(keyword: Keyword) -> str:
    implied = f", suggests {keyword.suggests}" if keyword.suggests else ""
    points = f" {keyword.points:+d}" if keyword.points else ""
    about = f"{keyword.subject or keyword.axis}{points}{implied}"
    return f"{about}: {keyword.says} [{keyword.source}]"


def _conditions(conditions: Conditions, joined: str) -> str:
    return joined.join(f"{key} is {' or '.join(values)}" for key, values in conditions.items())
