"""A report as CSV: a row a capability, with all that its file says of it, and what follows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Final

from ragft_tui.core.decision import ReviewState
from ragft_tui.core.model import Review
from ragft_tui.core.records import dataclass
from ragft_tui.core.text import clean, one_line
from ragft_tui.report.cells import BYTE_ORDER_MARK, csv_line
from ragft_tui.report.project_report import ProjectReport
from ragft_tui.report.unknowns import describe_unknowns
from ragft_tui.report.view import CapabilityView, name_of


@dataclass(frozen=True, slots=True)
class _Row:
    report: ProjectReport
    item: CapabilityView

    @property
    def review(self) -> Review | None:
        return self.item.capability.review


def _of_review(value: Callable[[Review], object]) -> Callable[[_Row], object]:
    """Return what gives a value of the review, or nothing where there is none."""
    return lambda row: value(row.review) if row.review else None


_FIRST: Final[Mapping[str, Callable[[_Row], object]]] = {
    "id": lambda row: row.item.capability.id,
    "name": lambda row: row.item.capability.name,
    "description": lambda row: row.item.capability.description,
    "counts_as": lambda row: name_of(row.item.effective),
    "verdict": lambda row: name_of(row.item.assessment.verdict),
    "strength": lambda row: row.item.strength,
    "reach": lambda row: row.item.reach,
    "first_step": lambda row: row.item.first_step.says if row.item.first_step else None,
    "decision": _of_review(lambda review: review.decision),
    "decision.type": _of_review(lambda review: review.type),
    "decision.because": _of_review(lambda review: review.because),
    "decision.by": _of_review(lambda review: review.by),
    "decision.on": _of_review(lambda review: review.on.isoformat()),
    "decision.judged": _of_review(lambda review: review.judged),
    "decision.rulebook": _of_review(lambda review: review.rulebook),
    "decision.stale": lambda row: _yes_or_no(row) if row.review else None,
    "notes": lambda row: row.item.capability.notes,
    "notes_by": lambda row: row.item.capability.notes_by,
}
"""The columns before the answers."""

_LAST: Final[Mapping[str, Callable[[_Row], object]]] = {
    "reasons": lambda row: _lines(each.reason.sentence for each in row.item.reasons),
    "open_questions": lambda row: _lines(describe_unknowns(row.item)),
    "would_change": lambda row: _lines(row.item.changes),
    "not_ready": lambda row: _lines(row.item.missing),
    "contradictions": lambda row: _lines(row.item.assessment.contradictions),
    "application": lambda row: row.report.name,
    "file": lambda row: row.report.provenance.file,
    "sha256": lambda row: row.report.provenance.sha256,
    "rulebook": lambda row: row.report.provenance.rulebook,
    "program": lambda row: f"ragft-tui {row.report.provenance.version}",
    "made": lambda row: row.report.provenance.made_label,
}
"""The columns behind the answers."""


def render_csv(report: ProjectReport, *, separator: str = ",") -> Iterable[str]:
    """Yield a report as CSV that Excel opens in any locale, in pieces.

    Args:
        report: The report.
        separator: What stands between cells; a locale with decimal commas asks for `;`.
    """
    columns = {**_FIRST, **_answer_columns(report), **_LAST}
    yield BYTE_ORDER_MARK + csv_line(list(columns), separator=separator, end="\r\n")
    for item in report.capabilities:
        row = _Row(report, item)
        cells = [_cell(value(row)) for value in columns.values()]
        yield csv_line(cells, separator=separator, end="\r\n")


def _answer_columns(report: ProjectReport) -> Mapping[str, Callable[[_Row], object]]:
    """Return three columns a question: the answer, what stands behind it, which one it means."""
    columns: dict[str, Callable[[_Row], object]] = {}
    for question in report.rulebook.questions:
        columns[f"answer.{question.id}"] = partial(_value, question.id)
        columns[f"because.{question.id}"] = partial(_because, question.id)
        columns[f"named.{question.id}"] = partial(_name, question.id)
    return columns


def _value(question: str, row: _Row) -> object:
    answer = row.item.capability.answer(question)
    return answer.value if answer else None


def _because(question: str, row: _Row) -> object:
    answer = row.item.capability.answer(question)
    return answer.because if answer else None


def _name(question: str, row: _Row) -> object:
    return row.item.capability.name_of(question)


def _yes_or_no(row: _Row) -> str:
    return "yes" if row.item.state is ReviewState.STALE else "no"


def _lines(entries: Iterable[str]) -> str:
    return "\n".join(map(one_line, entries))


def _cell(value: object) -> str | int:
    if isinstance(value, int):
        return value
    return "" if value is None else clean(str(value))
