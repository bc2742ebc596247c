"""The command `rules`: a rulebook in words, or the words that count for one of its questions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Final, TypeVar

import click

from ragft_tui.cli.context import RunContext
from ragft_tui.cli.errors import report_lexicon
from ragft_tui.core.errors import ROOT, unknown_name
from ragft_tui.core.lexicon import AXIS, Lexicon, Target
from ragft_tui.core.model import Axis
from ragft_tui.core.rulebook import (
    Conditions,
    FirstStep,
    Gate,
    Guard,
    Keyword,
    Learned,
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

_A_ROW: Final = 5
_MOST_SHOWN: Final = 20
"""The words that are printed for a target, and as many against it."""

Entry = TypeVar("Entry")


@click.command()
@click.option("--words", metavar="QUESTION", help="Print the words that count for a question.")
@click.pass_obj
def rules(run: RunContext, words: str | None) -> None:
    """Print the rulebook: questions, rules, words and sources."""
    rulebook = run.rulebook_or_packaged()
    if words is None:
        click.echo(render_rules(rulebook), nl=False)
    else:
        lexicon = rulebook.lexicon
        learned = lexicon if isinstance(lexicon, Lexicon) else None
        click.echo(render_words(words, rulebook, learned), nl=False)
        report_lexicon(rulebook)


def render_rules(rulebook: Rulebook) -> str:
    """Return all rules of a rulebook as text to read, each with the id of its source."""
    points = rulebook.threshold
    lines = [
        f"{rulebook.title} ({rulebook.edition_label})",
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
        "FIRST STEPS: what to do before anything large is built; the first one that holds",
        *_each(_rule, rulebook.first_steps),
        "",
        "CONFLICTS: answers that deny one another",
        *_each(_rule, rulebook.conflicts),
        "",
        "LEARNED WORDS: what descriptions say of an axis as a whole",
        *_each(_learned, rulebook.learned),
        "",
        "KEYWORDS",
        *_each(_keyword, rulebook.keywords),
        "",
        "SOURCES",
        *_each(_source, rulebook.sources),
    ]
    return _inert(lines)


def render_words(name: str, rulebook: Rulebook, lexicon: Lexicon | None) -> str:
    """Return the words that count for a question or an axis, the strongest for and against.

    Args:
        name: The id of the question, or an axis.
        rulebook: The rulebook, whose own keywords are returned, too.
        lexicon: The words that were learned; `None` where there are none.

    Raises:
        UsageError: If there is no such question.
    """
    questions = {question.id: question for question in rulebook.questions}
    axes = {axis.value: axis for axis in Axis}
    if name not in questions and name not in axes:
        raise unknown_name("question", name, [*questions, *axes], ROOT)
    if question := questions.get(name):
        lines = [f"{question.id}, {question.title}: {question.text}", ""]
        options = [option.id for option in question.options]
        keywords = [each for each in rulebook.keywords if each.subject == name]
        learned = _targets(name, options, lexicon) if lexicon else []
    else:
        lines, options = [f"{name}: whether a verdict rests on it", ""], [name]
        keywords = [each for each in rulebook.keywords if rulebook.axis_of(each) is axes[name]]
        learned = _targets(AXIS, options, lexicon) if lexicon else []
    if lexicon and learned:
        lines += [*_LEARNED, *chain.from_iterable(_target(each, lexicon) for each in learned)]
        told = {option for target in learned for option in target.options}
        if others := [option for option in options if option not in told]:
            lines += [f"  none were learned for {' or '.join(others)}", ""]
    else:
        lines += ["NO WORDS WERE LEARNED", ""]
    lines += (
        ["KEYWORDS, which count before learned words", *_each(_keyword, keywords)]
        if keywords
        else ["NO KEYWORDS"]
    )
    return _inert(lines)


_LEARNED: Final = (
    "WORDS LEARNED FROM DESCRIPTIONS, each with what it adds to the log-odds of the answer.",
    "Behind ! they count where their clause denies them; # is any number. Right are so many of the",
    "suggestions, found so many of the descriptions that imply it, in domains not learned from.",
    "",
)


def _targets(question: str, options: Sequence[str], lexicon: Lexicon) -> list[Target]:
    """Return what was learned about options of a question that the rulebook has."""
    return [
        target
        for target in lexicon.targets
        if target.question == question and set(target.options) <= set(options)
    ]


def _target(target: Target, lexicon: Lexicon) -> list[str]:
    words = lexicon.strongest(target)
    for_it = [f"{word} {weight:+.1f}" for word, weight in words if weight > 0]
    against = [f"{word} {weight:+.1f}" for word, weight in reversed(words) if weight < 0]
    heading = f"  {' or '.join(target.options)}, {_quality(target)}"
    return [heading, *_strongest("for", for_it), *_strongest("against", against), ""]


def _quality(target: Target) -> str:
    right, found = f"{target.precision:.0%}", f"{target.recall:.0%}"
    if target.threshold is None:
        when = "never suggested, for words do not tell it well enough"
    else:
        when = f"suggested from {target.threshold:.0%} on"
    return f"{when}: {right} right, {found} of {target.examples:,} found"


def _strongest(side: str, words: list[str]) -> list[str]:
    shown = words[:_MOST_SHOWN]
    rows = ["; ".join(shown[at : at + _A_ROW]) for at in range(0, len(shown), _A_ROW)]
    return [f"      {side}: {row}" for row in rows]


def _inert(lines: Iterable[str]) -> str:
    """Return lines as text without other line breaks or control characters; the indent stays."""
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
    told = f'"{option.statement}"' if option.statement else ""
    texts = filter(None, (option.text, told, cited, option.missing))
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


def _learned(learned: Learned) -> list[str]:
    return [
        f"  {learned.axis}: {learned.says} [{learned.source}]",
        f"      `ragft-tui rules --words {learned.axis}` prints them",
    ]


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
