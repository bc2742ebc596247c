"""A rulebook in words: what is asked, what counts for how much, and who says so."""

from __future__ import annotations

from collections.abc import Iterator

from ragft_tui.core.rulebook import Conditions, Option, Question, Rulebook
from ragft_tui.core.text import one_line

__all__ = ["rules_text"]


def rules_text(rulebook: Rulebook) -> str:
    """Return all rules of a rulebook as text to read."""
    return "\n".join(_inert(_lines(rulebook))) + "\n"


def _inert(lines: Iterator[str]) -> Iterator[str]:
    """Yield lines that hold no line of their own, whatever the rulebook says; indents stay."""
    for line in lines:
        indent = line[: len(line) - len(line.lstrip(" "))]
        yield indent + one_line(line)


def _lines(rulebook: Rulebook) -> Iterator[str]:
    yield f"{rulebook.title} ({rulebook.edition})"
    points = rulebook.threshold
    yield f"An axis is part of the verdict from {points} points on, or where a guard stands."
    yield f"The words of one subject give at most {rulebook.words_limit} points."
    yield ""
    yield "QUESTIONS"
    for question in rulebook.questions:
        yield from _question(question)
    yield from _rules(rulebook)
    yield "KEYWORDS"
    for keyword in rulebook.keywords:
        implied = f", suggests {keyword.suggests}" if keyword.suggests else ""
        yield f"  {keyword.subject} {keyword.points:+d}{implied}: {keyword.says} [{keyword.source}]"
        yield f"      {'; '.join(keyword.words)}"
    yield ""
    yield "SOURCES"
    for source in rulebook.sources:
        yield f"  [{source.id}] {source.title}: {source.says}"
        yield f"      {source.url}"


def _question(question: Question) -> Iterator[str]:
    axis = f", {question.axis}" if question.axis else ""
    yield f"  {question.id} ({question.stage}{axis}): {question.text}"
    yield f"      {question.why}"
    for option in question.options:
        yield f"      {_option(option, question)}"
    yield ""


def _option(option: Option, question: Question) -> str:
    parts = [option.id]
    if option.at_least is not None:
        parts.append(f"from {option.at_least:,} {question.unit}")
    if option.points:
        parts.append(f"{option.points:+d}{' alone' if option.sufficient else ''}")
    said = option.says or option.missing or option.text
    cited = f" [{option.source or question.source}]" if option.says else ""
    return f"{', '.join(parts)}: {said}{cited}"


def _rules(rulebook: Rulebook) -> Iterator[str]:
    yield "GUARDS: while one stands, no score outvotes it"
    for guard in rulebook.guards:
        unless = f", unless {_conditions(guard.unless)}" if guard.unless else ""
        need = f", where there is other evidence for {guard.axis}" if guard.needs_evidence else ""
        yield f"  {guard.id}: {_conditions(guard.when)}{unless}{need} => {guard.axis}"
        yield f"      {guard.says} [{guard.source}]"
    for heading, rules in (
        ("GATES: prompting, unless a guard stands", rulebook.gates),
        ("SOFTENERS: no more than lean", rulebook.softeners),
        ("CONFLICTS: answers that deny one another", rulebook.conflicts),
    ):
        yield ""
        yield heading
        for rule in rules:
            yield f"  {rule.id}: {_conditions(rule.when)}"
            yield f"      {rule.says} [{rule.source}]"
    yield ""


def _conditions(conditions: Conditions) -> str:
    return " and ".join(f"{key} is {' or '.join(values)}" for key, values in conditions.items())
