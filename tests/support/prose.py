"""Everything that people read of a project, and what must not stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from ragft_tui.core.model import Answer, Capability, Project, Review, VerdictType
from ragft_tui.core.review import diff_projects, find_outdated_reviews, summarize
from ragft_tui.core.rulebook import Question, Rulebook
from ragft_tui.core.text import capitalize
from ragft_tui.plain.sentences import (
    render_capability,
    render_map,
    render_reasons,
    render_row,
    render_summary,
    render_verdict,
)
from ragft_tui.report.adr import render_records
from ragft_tui.report.formats import FORMATS, FileFormat
from ragft_tui.report.summary import summary_sections
from ragft_tui.report.verdicts import render_table
from ragft_tui.report.verdicts import render_verdict as render_as_text
from ragft_tui.report.view import CapabilityView
from ragft_tui.session.outdated import describe_outdated_review
from ragft_tui.tui.capability_content import capability_page
from tests.support.projects import project_of
from tests.support.reports import report_of

_ON: Final = date(2026, 11, 22)
_WIDE: Final = 1000
_BESIDE: Final[tuple[Mapping[str, str], ...]] = (
    {},
    {"citations": "required"},
    {"tone": "strict"},
)
"""Answers that stand beside each other one, so that every kind of verdict comes about."""

TRANSLATED: Final = (
    "put another type in its place",
    "in the place of the verdict",
    "take the last change back",
    "takes it back",
    "takes that back",
    "turned round",
    "sum the application up",
    "is theirs",
    "goes on in",
    "are needed: ",
    'the words "',
    "not known yet;",
    "no single answer changes this",
    "comes in: ",
    "drops out",
    "done: ",
    "it is tried until",
    "no place takes",
    "anew by",
)
"""Phrases that this program once said, in lower case."""


def rich_project(rulebook: Rulebook) -> Project:
    """Return a project in which every option of every question is an answer somewhere."""
    items = [
        _capability(f"Case {question.id}", {**beside, question.id: value})
        for question in rulebook.questions
        for value in _values(question)
        for beside in _BESIDE
    ]
    reviewed = [
        replace(item, review=review)
        for item in items[:: len(items) // 5]
        for review in _reviews(rulebook)
    ]
    words = "Cites the clause of our 900 manuals, in our brand voice; a million requests a month."
    return project_of(
        *(
            replace(item, id=f"case-{number}", name=f"Case {number}", description=words)
            for number, item in enumerate((*items, *reviewed), start=1)
        )
    )


def _values(question: Question) -> Iterator[str | int]:
    yield from (option.id for option in question.options)
    yield "unknown"
    if question.numeric:
        yield from (0, 1, 12, 2_000_000)


def _capability(name: str, answers: Mapping[str, str | int]) -> Capability:
    given = tuple(Answer(question, value) for question, value in answers.items())
    return Capability(name, name, "Does it.", answers=given)


def _reviews(rulebook: Rulebook) -> Iterator[Review]:
    for edition in (rulebook.edition, f"{rulebook.id} 1"):
        for judged in VerdictType:
            yield Review("accepted", judged, edition, _ON, "Ada")
            for kind in {*VerdictType} - {judged}:
                yield Review("overridden", judged, edition, _ON, "Ada", kind, "Legal said so")


def prose_of(project: Project, rulebook: Rulebook) -> Iterator[tuple[str, str]]:
    """Yield everything that people read of a project, each text with what it is."""
    for number, item in enumerate(project.capabilities, start=1):
        view = CapabilityView(item, rulebook)
        yield "page", capability_page(item, rulebook, _WIDE).plain
        yield "text", render_as_text(view)
        yield "plain", "\n".join(render_capability(item, rulebook))
        yield "plain, why", "\n".join(render_reasons(view))
        yield "plain, row", render_row(number, item, rulebook)
        yield "plain, verdict", "\n".join(render_verdict(view.assessment, rulebook, None))
        yield "labels", f"{view.full_label}\n{view.review_label}\n{view.decision_label}"
    for found in find_outdated_reviews(project, rulebook):
        yield "outdated", "\n".join(describe_outdated_review(found))
    yield "map", "\n".join(render_map(dict(enumerate(project.capabilities, start=1)), rulebook))
    yield "table", render_table(project, rulebook)
    yield "plain, summary", "\n".join(render_summary(project, rulebook))
    for section in summary_sections(summarize(project, rulebook), _WIDE):
        yield "summary", "\n".join((section.title, *section.lines))
    report = report_of(project, rulebook)
    for name in ("text", "md", "html", "svg"):
        form = FORMATS[name]
        assert isinstance(form, FileFormat)
        yield name, _visible("".join(form.render(report)))
    for _, text in render_records(report):
        yield "adr", _visible(text)
    empty = replace(project, capabilities=tuple(map(_untold, project.capabilities)))
    for difference in diff_projects(empty, project, (rulebook, rulebook), words=rulebook):
        yield "diff", f"{difference.field}: {difference.old} -> {difference.new}"


def _untold(item: Capability) -> Capability:
    return replace(item, answers=(), review=None)


def _visible(text: str) -> str:
    """Return a text without tags, scripts, styles, addresses and what escapes its marks."""
    text = re.sub(r"\\(?=\W|_)", "", text)
    text = re.sub(r"<(style|script)\b.*?</\1>", " ", text, flags=re.DOTALL)
    return re.sub(r"https?://\S+", " ", re.sub(r"<[^>]*>", " ", text))


def forbidden(rulebook: Rulebook) -> re.Pattern[str]:
    """Return what no sentence may hold: ids of a rulebook, and numbers that count nothing."""
    names: set[str] = {rulebook.edition, f"{rulebook.id} 1", "finetuning"}
    for question in rulebook.questions:
        names |= _with_underscores((question.id, *(option.id for option in question.options)))
        for option in question.options:
            for title in {question.id, question.title.lower()}:
                for answer in {option.id, option.id.replace("_", " ")}:
                    names |= {f"{title} {answer}", f"{title} is {answer}", f"{title}: {answer};"}
    names |= {rule.id for rules in rulebook.rules.values() for rule in rules if "-" in rule.id}
    names |= {source.id for source in rulebook.sources if "-" in source.id}
    bare = r"\b(?:knowledge|behaviour),? [+-]?\d+\b(?! points?| of \d)"
    listed = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    return re.compile(rf"(?<![\w-])(?:{listed})(?![\w-])|{bare}")


def _with_underscores(ids: Iterable[str]) -> set[str]:
    return {each for each in ids if "_" in each}


def offences(text: str, pattern: re.Pattern[str]) -> list[str]:
    """Return what stands in a text and must not, each with the words around it."""
    found = [text[max(at.start() - 40, 0) : at.end() + 40] for at in pattern.finditer(text)]
    lowered = text.casefold()
    return found + [each for each in TRANSLATED if each in lowered]


def with_statements(rulebook: Rulebook) -> list[str]:
    """Return each statement of a rulebook as a sentence."""
    options = (option for question in rulebook.questions for option in question.options)
    return [f"{capitalize(option.statement)}." for option in options]
