"""The command `rules`: a rulebook in words, with its questions, rules, keywords and sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import TypeVar

import click

from ragft_tui.cli.context import RunContext
from ragft_tui.core.model import Axis
from ragft_tui.core.rulebook import (
    Conditions,
    Gate,
    Guard,
    Keyword,
    Option,
    Question,
    Rulebook,
    Softener,
    Source,
)
from ragft_tui.core.rulebook.model import Rule
from ragft_tui.core.text import one_line


@click.command()
@click.pass_obj
def rules(run: RunContext) -> None:
    """Print the rules that verdicts follow from, with their sources."""
    click.echo(render_rules(run.rulebook_or_packaged()), nl=False)


Entry = TypeVar("Entry")


def render_rules(rulebook: Rulebook) -> str:
    """Return all rules of a rulebook as text to read, each with the id of its source."""
    points = rulebook.threshold
    lines = [
        f"{rulebook.title} ({rulebook.edition})",
        f"An axis is part of the verdict from {points} points on, or where a guard stands.",
        f"The words of one subject give at most {rulebook.words_limit} points.",
        f"Where nothing counts: {rulebook.nothing_says} [{rulebook.nothing_source}]",
        "",
        "QUESTIONS",
        *_each(_question, rulebook.questions),
        "GUARDS: while one stands, no score outvotes it",
        *_each(_rule, rulebook.guards),
        "",
        "GATES: what they hold back is no part of the verdict, unless a guard is",
        *_each(_rule, rulebook.gates),
        "",
        "SOFTENERS: no more than lean",
        *_each(_rule, rulebook.softeners),
        "",
        "CONFLICTS: answers that deny one another",
        *_each(_rule, rulebook.conflicts),
        "",
        "KEYWORDS",
        *_each(_keyword, rulebook.keywords),
        "",
        "SOURCES",
        *_each(_source, rulebook.sources),
    ]
    # No line breaks or control characters; the indent stays.
    return "".join(
        f"{line[: len(line) - len(line.lstrip(' '))]}{one_line(line)}\n" for line in lines
    )


def _each(render: Callable[[Entry], list[str]], entries: Iterable[Entry]) -> Iterator[str]:
    return chain.from_iterable(map(render, entries))


def _question(question: Question) -> list[str]:
    axis = f", {question.axis}" if question.axis else ""
    cited = f" [{question.source}]" if question.source else ""
    return [
        f"  {question.id}, {question.title} ({question.stage}{axis}): {question.text}",
        f"      {question.why}{cited}",
        *(f"      {_option(option, question)}" for option in question.options),
        "",
    ]


def _option(option: Option, question: Question) -> str:
    parts = [option.id]
    if option.at_least is not None:
        parts.append(f"from {option.at_least:,} {question.unit}")
    if option.points:
        parts.append(f"{option.points:+d}{' alone' if option.sufficient else ''}")
    cited = f"{option.says} [{option.source or question.source}]" if option.says else ""
    texts = filter(None, (option.text, cited, option.missing))
    return f"{', '.join(parts)}: {'; '.join(texts)}"


def _rule(rule: Rule) -> list[str]:
    text = _conditions(rule.when, " and ")
    if isinstance(rule, Guard | Softener) and rule.unless:
        text += f", unless {_conditions(rule.unless, ' or ')}"
    if isinstance(rule, Guard) and rule.needs_evidence:
        text += f", where there is other evidence for {rule.axis}"
    if isinstance(rule, Guard | Gate | Softener):
        text += f" => {rule.axis or ' and '.join(Axis)}"
    return [f"  {rule.id}: {text}", f"      {rule.says} [{rule.source}]"]


def _keyword(keyword: Keyword) -> list[str]:
    implied = f", suggests {keyword.suggests}" if keyword.suggests else ""
    points = f" {keyword.points:+d}" if keyword.points else ""
    about = f"{keyword.subject or keyword.axis}{points}{implied}"
    return [
        f"  {about}: {keyword.says} [{keyword.source}]",
        f"      {'; '.join(keyword.words)}",
    ]


def _source(source: Source) -> list[str]:
    return [f"  [{source.id}] {source.title}: {source.says}", f"      {source.url}"]


def _conditions(conditions: Conditions, joined: str) -> str:
    return joined.join(f"{key} is {' or '.join(values)}" for key, values in conditions.items())
