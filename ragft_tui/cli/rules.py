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
    FirstStep,
    Gate,
    Guard,
    Keyword,
    Option,
    Question,
    Rule,
    Rulebook,
    Softener,
    Source,
    Support,
)
from ragft_tui.core.text import one_line
from ragft_tui.report.view import REACH_LABELS


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
        f"An axis is part of the verdict from {points} points on, where answers suffice together,",
        "or where a guard stands.",
        f"The words of one subject give at most {rulebook.words_limit} points.",
        f"Where nothing counts: {rulebook.nothing_says} [{rulebook.nothing_source}]",
        "",
        "QUESTIONS",
        *_each(_question, rulebook.questions),
        "GUARDS: while one stands, no score outvotes it",
        *_each(_rule, rulebook.guards),
        "",
        "SUPPORTS: answers that suffice together, unless a gate holds their axis back",
        *_each(_rule, rulebook.supports),
        "",
        "GATES: what they hold back is no part of the verdict, unless a guard is",
        *_each(_rule, rulebook.gates),
        "",
        "SOFTENERS: no more than lean",
        *_each(_rule, rulebook.softeners),
        "",
        "FIRST STEPS: what to do before anything is built; the first one that holds",
        *_each(_rule, rulebook.first_steps),
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
    kind: list[str] = [question.stage, *([question.axis] if question.axis else [])]
    if question.always:
        kind.append(f"asked wherever {question.axis} is part of the verdict")
    if question.deferrable:
        kind.append('"I don\'t know" leaves a verdict clear')
    if question.reach:
        kind.append(REACH_LABELS[question.reach])
    cited = f" [{question.source}]" if question.source else ""
    return [
        f"  {question.id}, {question.title} ({', '.join(kind)}): {question.text}",
        f"      {question.why}{cited}",
        *(f"      {_option(option, question)}" for option in question.options),
        "",
    ]


def _option(option: Option, question: Question) -> str:
    parts = [option.id]
    if option.at_least is not None:
        parts.append(f"from {option.at_least:,} {question.unit}")
    if option.points:
        on = f" {option.axis}" if option.axis else ""
        parts.append(f"{option.points:+d}{on}{' alone' if option.sufficient else ''}")
    if option.reach:
        parts.append(REACH_LABELS[option.reach])
    if option.aliases:
        parts.append(f"once {' or '.join(option.aliases)}")
    cited = f"{option.says} [{option.source or question.source}]" if option.says else ""
    texts = filter(None, (option.text, cited, option.missing))
    return f"{', '.join(parts)}: {'; '.join(texts)}"


def _rule(rule: Rule) -> list[str]:
    text = _conditions(rule.when, " and ") or "always"
    if rule.unless:
        text += f", unless {_conditions(rule.unless, ' or ')}"
    if isinstance(rule, Guard) and rule.needs_evidence:
        text += f", where there is other evidence for {rule.axis}"
    if isinstance(rule, FirstStep):
        text += f" => {' or '.join(rule.types)}"
    if isinstance(rule, Guard | Support | Gate | Softener):
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
