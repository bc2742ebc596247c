"""Projects and the bytes of their files, both ways."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

import tomli_w

from ragft_tui.core.cache import cached
from ragft_tui.core.errors import ROOT, ProblemsError, RagftError, UsageError
from ragft_tui.core.model import Capability, Draft, Project, Review
from ragft_tui.core.rulebook.model import Rulebook
from ragft_tui.core.verdict.assess import assess
from ragft_tui.storage.project.meaning import project_of
from ragft_tui.storage.project.schema import FORMAT
from ragft_tui.storage.toml.locate import located
from ragft_tui.storage.toml.parse import count_pieces, parse

_Table = Mapping[str, object]


def decode(data: bytes, rulebook: Rulebook, source: str) -> Project:
    """Return the project that a file holds.

    Args:
        data: The bytes of the file.
        rulebook: Gives the questions and options that answers may name.
        source: The file, for the errors.

    Raises:
        UsageError: Where it cannot be read at all.
        ProblemsError: With every problem in it, where it can.
    """
    return project_from(read_tables(data, source), rulebook, source, data)


def read_tables(data: bytes, source: str) -> Mapping[str, object]:
    """Return the tables of a project file, of a format that can be read.

    Args:
        data: The bytes of the file.
        source: The file, for the errors.

    Raises:
        UsageError: Where they cannot be read at all.
    """
    tables = parse(data, source)
    if problem := _format_problem(tables):
        raise located([problem], source, data)
    return tables


def rulebook_name(tables: Mapping[str, object]) -> str:
    """Return the rulebook that the tables of a project name; empty where they name none."""
    project = tables.get("project")
    name = project.get("rulebook") if isinstance(project, Mapping) else None
    return name if isinstance(name, str) else ""


def project_from(tables: _Table, rulebook: Rulebook, source: str, data: bytes) -> Project:
    """Return the project that the tables of its file mean.

    Args:
        tables: What the file holds.
        rulebook: Gives the questions and options that answers may name.
        source: The file, for the errors.
        data: Its bytes, for the lines in the errors.

    Raises:
        ProblemsError: With every problem in it.
    """
    try:
        return project_of(tables, rulebook)
    except ProblemsError as error:
        raise located(error.problems, source, data) from error


def encode(
    project: Project, rulebook: Rulebook, line_end: str = "\n", *, verdicts: bool = True
) -> bytes:
    """Return a project as the bytes of its file; the same project always gives the same bytes.

    Args:
        project: The project to write.
        rulebook: Gives the order of answers, and the verdicts that are recorded.
        line_end: What ends each line; within texts it means the same to whoever reads the file.
        verdicts: Whether they are recorded.
    """
    text = "\n".join(_chunks(project, rulebook, verdicts=verdicts))
    # A stray surrogate must not keep all the rest from being saved.
    return text.replace("\n", line_end).encode(errors="replace")


def pieces(project: Project, rulebook: Rulebook, *, verdicts: bool = True) -> int:
    """Return how many keys, tables and values a project has in its file, at most.

    Args:
        project: The project.
        rulebook: Gives the verdicts.
        verdicts: Whether they are recorded.
    """
    count = count_pieces(_tool_text(project.tool)) if project.tool else 0
    for item in project.capabilities:
        count += _pieces(item, rulebook)
        count += _pieces_of_verdict(item, rulebook) if verdicts else 0
    return count


@cached
def _pieces(capability: Capability, rulebook: Rulebook) -> int:
    return sum(map(count_pieces, _texts(capability, rulebook)))


@cached
def _pieces_of_verdict(capability: Capability, rulebook: Rulebook) -> int:
    return count_pieces(verdict_text(capability, rulebook))


def _chunks(project: Project, rulebook: Rulebook, *, verdicts: bool) -> Iterator[str]:
    yield _toml({"format": FORMAT})
    yield _toml({"project": _project_table(project)})
    for item in project.capabilities:
        before, after = _texts(item, rulebook)
        yield before
        if verdicts and (verdict := verdict_text(item, rulebook)):
            yield verdict
        if after:
            yield after
    if project.tool:
        yield _tool_text(project.tool)


def _format_problem(tables: _Table) -> RagftError | None:
    found = tables.get("format")
    if found is None:
        return UsageError(
            "has no format number" if tables else "is empty",
            advice=f'a project file starts with "format = {FORMAT}"',
        )
    if not isinstance(found, int) or isinstance(found, bool) or found < FORMAT:
        return UsageError(
            f"must be {FORMAT}", location=ROOT / "format", advice=f"write format = {FORMAT}"
        )
    if found > FORMAT:
        return UsageError(
            "a newer ragft-tui wrote this file",
            location=ROOT / "format",
            advice="upgrade ragft-tui to open it",
        )
    return None


def _project_table(project: Project) -> _Table:
    draft = _named(project.name, project.draft)
    return {
        **_filled(name=project.name, description=project.description, rulebook=project.rulebook),
        **_filled(draft=_present(name=draft.name, description=draft.description)),
    }


# The same capability is saved again and again while others are typed.
@cached
def _texts(capability: Capability, rulebook: Rulebook) -> tuple[str, str]:
    """Return what stands in a file before the verdict of a capability, and what after it."""
    order = [question.id for question in rulebook.questions]
    answers = {answer.question: answer.value for answer in capability.answers}
    because = {answer.question: answer.because for answer in capability.answers}
    fields = {
        "id": capability.id,
        **_filled(name=capability.name, description=capability.description, notes=capability.notes),
    }
    said = _filled(answers=_ordered(answers, order), because=_filled(**_ordered(because, order)))
    rest = _filled(
        review=_review_table(capability.review),
        draft=_draft_table(_named(capability.name, capability.draft), order),
    )
    # Given short capabilities, tomli_w would fold them into an array of inline tables.
    text = f"[[capabilities]]\n{_toml(fields)}"
    return (f"{text}\n{_of_capability(said)}" if said else text), _of_capability(rest)


@cached
def verdict_text(capability: Capability, rulebook: Rulebook) -> str:
    """Return how the verdict on a capability is recorded; empty where there is none."""
    if not capability.described:
        return ""
    assessment = assess(capability, rulebook)
    table = {
        "type": str(assessment.type),
        "strength": str(assessment.strength),
        **_filled(reasons=[reason.sentence for reason in assessment.reasons]),
    }
    return _of_capability({"verdict": table})


def _of_capability(tables: _Table) -> str:
    return _toml({"capabilities": tables}) if tables else ""


def _review_table(review: Review | None) -> _Table:
    if review is None:
        return {}
    return {
        "decision": review.decision,
        **_filled(type=str(review.type or ""), because=review.because, by=review.by),
        "on": review.on,
        "judged": str(review.judged),
        "rulebook": review.rulebook,
    }


def _draft_table(draft: Draft, order: Iterable[str]) -> _Table:
    texts = _present(
        name=draft.name,
        description=draft.description,
        notes=draft.notes,
        override=draft.override,
    )
    return {
        **texts,
        **_filled(
            because=_ordered(dict(draft.because), order),
            answers=_ordered(dict(draft.answers), order),
        ),
    }


def _named(name: str, draft: Draft) -> Draft:
    """Return a draft in which a name is begun where there is none: without it, nothing loads."""
    return draft if name.strip() or draft.name is not None else replace(draft, name="")


def _tool_text(tool: _Table) -> str:
    # In a multi-line string tomli_w loses the carriage returns of other programs' texts.
    text = tomli_w.dumps({"tool": tool})
    return text if r"\r\n" in text else _toml({"tool": tool})


def _toml(table: _Table) -> str:
    return tomli_w.dumps(table, multiline_strings=True)


def _filled(**items: object) -> dict[str, object]:
    return {key: value for key, value in items.items() if value}


def _present(**items: object) -> dict[str, object]:
    return {key: value for key, value in items.items() if value is not None}


def _ordered(items: Mapping[str, object], order: Iterable[str]) -> dict[str, object]:
    """Return items in the order of the rulebook, and what it does not know after that."""
    known = {key: items[key] for key in order if key in items}
    return {**known, **{key: value for key, value in items.items() if key not in known}}
