"""Verdicts as text, a table, JSON, JSON lines or CSV: one, or those of a batch one by one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final, Literal

from ragft_tui.core.errors import RagftError
from ragft_tui.core.model import Project
from ragft_tui.core.rulebook import Rulebook, Source
from ragft_tui.core.text import escape_json, one_line, uncapitalize
from ragft_tui.core.verdict import Suggestion, describe_answer, is_settled
from ragft_tui.report.cells import BYTE_ORDER_MARK, csv_line
from ragft_tui.report.sentences import (
    CHANGES,
    CONTRADICTION,
    FIRST_STEP,
    MISSING,
    describe_flip,
)
from ragft_tui.report.suggestions import describe_suggestion, render_quotes
from ragft_tui.report.view import (
    UNDECIDED,
    CapabilityView,
    sign_of,
)

OutputFormat = Literal["text", "json", "jsonl", "csv"]

_COLUMNS: Final = (
    *("id", "name", "line", "verdict", "reach", "strength", "settled", "first_step"),
    *(
        "knowledge",
        "behaviour",
        "reasons",
        "suggestions",
        "flips",
        "readiness",
        "contradictions",
        "unknown_fields",
        "errors",
    ),
)
_NAME_WIDTH: Final = 40
_TABLE_WIDTH: Final = 100
_BETWEEN: Final = "   "
_QUOTES: Final = '""'
_LARGEST_CONFIDENCE: Final = 0.99
_MOST_SOURCES: Final = 256
"""Of one rulebook, and more than any has."""
_DELETE: Final = b"\x7f"


def render_table(project: Project, rulebook: Rulebook, *, counting: bool = True) -> str:
    """Return one line a capability: number, name, verdict, decision or what it waits for.

    Args:
        project: The project.
        rulebook: What it is assessed by.
        counting: Whether open questions are counted, which takes time.
    """
    # A record is classified without them.
    from rich.cells import cell_len

    from ragft_tui.report.columns import cut

    rows = [("#", "Capability", "Verdict", "Decision")]
    for number, capability in enumerate(project.capabilities, start=1):
        item = CapabilityView(capability, rulebook)
        verdict = f"{sign_of(item.assessment.verdict)} {item.short_label}"
        decision = item.decision_label if counting else item.decided_label
        rows.append((str(number), cut(one_line(item.name), _NAME_WIDTH), verdict, decision))
    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    head, *lines = (_table_line(row, widths) for row in rows)
    length = min(sum(widths) + len(_BETWEEN) * (len(widths) - 1), _TABLE_WIDTH - 1)
    title = cut(one_line(project.name), _TABLE_WIDTH)
    return "\n".join([title, "", head, f" {'─' * length}", *lines]).strip("\n") + "\n"


def _table_line(row: Sequence[str], widths: Sequence[int]) -> str:
    from rich.cells import set_cell_size

    from ragft_tui.report.columns import cut

    number, *cells = row
    padded = map(set_cell_size, cells, widths[1:])
    line = f" {_BETWEEN.join([number.rjust(widths[0]), *padded])}"
    return cut(line.rstrip(), _TABLE_WIDTH)


def render_verdict(item: CapabilityView) -> str:
    """Return the verdict on one capability: the first step, its reasons, and their sources."""
    review = item.capability.review
    lines = [f"{label}: {one_line(text)}" for label, text in item.outcome if review]
    lines = lines or [item.assessment.label]
    if first := item.first_step:
        lines.append(f"  {FIRST_STEP}: {one_line(first.says)}")
        lines.append(_cited(first.source))
    if item.reach and not review:
        lines.append(f"  knowledge {item.reach}")
    for each in item.reasons:
        reason = each.reason
        because = f" (because: {reason.because})" if reason.because else ""
        lines.append(f"  {each.label}: {one_line(reason.sentence + because)}")
        lines.append(_cited(each.source))
    lines += [f"  {CONTRADICTION}: {one_line(clash)}" for clash in item.assessment.contradictions]
    lines += [f"  {MISSING}: {one_line(what)}" for what in item.missing]
    for suggestion in item.suggestions:
        answer = describe_answer(suggestion.question, suggestion.option.id)
        lines.append(f"  suggested: {answer}, by {describe_suggestion(suggestion, _QUOTES)}")
    lines += [f"  {CHANGES}: {one_line(flip)}" for flip in item.flip_labels]
    if item.capability.notes:
        lines.append(f"  {uncapitalize(item.note_label)}: {one_line(item.capability.notes)}")
    return "\n".join(lines) + "\n"


@lru_cache(_MOST_SOURCES)
def _cited(source: Source) -> str:
    return f"    source: {one_line(f'{source.title}, {source.url}')}"


class BatchWriter:
    """Renders results one by one, so that none is kept in memory: as objects, one a line.

    It can be pickled, and no result depends on those before it.
    """

    between = ""
    """What stands between two results."""

    def begin(self) -> str:
        """Return what stands before the first result."""
        return ""

    def end(self) -> str:
        """Return what stands after the last result."""
        return ""

    def result(
        self, item: CapabilityView, line: int | None = None, unknown: Sequence[str] = ()
    ) -> str:
        """Return the result of one record.

        Args:
            item: The capability.
            line: The line of the file that it stands on; `None` where it comes from no file.
            unknown: The names of the fields that were not understood.
        """
        return self._lay_out(assessment_object(item, line=line, unknown=unknown))

    def fault(
        self, line: int, problems: Sequence[RagftError], record_id: str = "", name: str = ""
    ) -> str:
        """Return the problems of a record that cannot be read.

        Args:
            line: The line of the file that it stands on.
            problems: What is wrong.
            record_id: Its id, where that can be read.
            name: Its name, where that can be read.
        """
        errors = [str(problem) for problem in problems]
        return self._lay_out({"id": record_id, "name": name, "line": line, "errors": errors})

    def _lay_out(self, item: dict[str, object]) -> str:
        """Return an object as it stands in the output; each line is whole when it is written."""
        return f"{render_json(item)}\n"


def batch_writer(output: OutputFormat, separator: str = ",") -> BatchWriter:
    """Return a writer for a format.

    Args:
        output: The format.
        separator: What stands between cells of CSV; a locale with decimal commas asks for `;`.
    """
    return _Csv(separator) if output == "csv" else _WRITERS[output]()


class _Text(BatchWriter):
    def result(
        self, item: CapabilityView, line: int | None = None, unknown: Sequence[str] = ()
    ) -> str:
        del line
        heading = one_line(f"{item.capability.id}  {item.capability.name}")
        if unknown:
            heading += f"\n  not understood: {one_line(', '.join(unknown))}"
        return f"{heading}\n{render_verdict(item)}\n"

    def fault(
        self, line: int, problems: Sequence[RagftError], record_id: str = "", name: str = ""
    ) -> str:
        del record_id, name
        return "".join(f"line {line}: {problem}\n" for problem in problems) + "\n"


class _Json(BatchWriter):
    """One array of objects."""

    between = ","

    def begin(self) -> str:
        return "["

    def end(self) -> str:
        return "\n]\n"

    def _lay_out(self, item: dict[str, object]) -> str:
        return f"\n{render_json(item)}"


class _Csv(BatchWriter):
    """One row a record; a list is one cell, its entries apart by upright strokes."""

    def __init__(self, separator: str) -> None:
        self._separator = separator

    def begin(self) -> str:
        return BYTE_ORDER_MARK + self._row(_COLUMNS)

    def result(
        self, item: CapabilityView, line: int | None = None, unknown: Sequence[str] = ()
    ) -> str:
        capability, assessment, step = item.capability, item.assessment, item.first_step
        return self._lay_out(
            {
                "id": capability.id,
                "name": capability.name,
                "line": line,
                # People read these columns: it says more than a type without evidence.
                "verdict": assessment.verdict or UNDECIDED,
                "reach": item.reach,
                "strength": assessment.strength,
                "settled": is_settled(capability, item.rulebook),
                "first_step": step.says if step else "",
                "knowledge": assessment.knowledge.points,
                "behaviour": assessment.behaviour.points,
                "reasons": [reason.sentence for reason in assessment.reasons],
                "suggestions": list(map(_suggestion_entry, item.suggestions)),
                "flips": [describe_flip(flip) for flip in item.flips],
                "readiness": item.readiness,
                "contradictions": assessment.contradictions,
                "unknown_fields": unknown,
            }
        )

    def _lay_out(self, item: dict[str, object]) -> str:
        return self._row([_cell(item.get(column)) for column in _COLUMNS])

    def _row(self, cells: Sequence[str | int]) -> str:
        return csv_line(cells, separator=self._separator)


_WRITERS: Final[dict[OutputFormat, type[BatchWriter]]] = {
    "text": _Text,
    "json": _Json,
    "jsonl": BatchWriter,
}


def _suggestion_entry(suggestion: Suggestion) -> str:
    confidence = _confidence(suggestion)
    likely = "" if confidence is None else f" {confidence:.2f}"
    quotes = render_quotes(suggestion, _QUOTES)
    return f"{suggestion.question.id} {suggestion.option.id}{likely} ({quotes})"


def _confidence(suggestion: Suggestion) -> float | None:
    """Return how likely a suggestion is right, with two digits; none is sure."""
    if suggestion.confidence is None:
        return None
    return min(round(suggestion.confidence, 2), _LARGEST_CONFIDENCE)


def _cell(value: object) -> str | int:
    if isinstance(value, str):
        return one_line(value)
    if isinstance(value, list | tuple):
        return one_line(" | ".join(map(str, value))) if value else ""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return value if isinstance(value, int) else one_line(str(value))


def render_json(item: object) -> str:
    """Return an object as JSON on one line, with invisible characters escaped.

    Args:
        item: Made of the types that JSON has; its texts hold no lone surrogates.
    """
    import msgspec  # text alone does without it

    data = msgspec.json.encode(item)
    text = data.decode()
    # Most is ASCII, of which DEL alone is hidden; to look for all the others takes longest.
    return text if data.isascii() and _DELETE not in data else escape_json(text)


def assessment_object(
    item: CapabilityView, *, line: int | None = None, unknown: Sequence[str] = ()
) -> dict[str, object]:
    """Return the assessment of a capability in the types that JSON has, and enums of text.

    Keys: `id`, `name`, `line`, `verdict` (the type), `reach` (`search`, `call`, `both`, or null),
    `strength`, `settled`, `first_step` (`says`, `source`; or null), `knowledge` and `behaviour`
    (points), `reasons` (`axis`, `points`, `because`, `source`, `evidence`), `suggestions`
    (`question`, `option`, `confidence` or null, `evidence`), `flips` (`question`, `answer`,
    `verdict`), `readiness` (the first step, then what is missing), `contradictions` and
    `unknown_fields`.

    Args:
        item: The capability.
        line: The line of the file that it stands on; `None` where it comes from no file.
        unknown: The names of the fields that were not understood.
    """
    capability, assessment = item.capability, item.assessment
    step = assessment.first_step
    return {
        "id": capability.id,
        "name": capability.name,
        "line": line,
        "verdict": assessment.type,
        "reach": assessment.reach,
        "strength": assessment.strength,
        "settled": is_settled(capability, item.rulebook),
        "first_step": {"says": step.says, "source": step.source} if step else None,
        "knowledge": assessment.knowledge.points,
        "behaviour": assessment.behaviour.points,
        "reasons": [
            {
                "axis": reason.axis,
                "points": reason.points,
                "because": reason.says,
                "source": reason.source,
                "evidence": reason.evidence,
            }
            for reason in assessment.reasons
        ],
        "suggestions": [
            {
                "question": each.question.id,
                "option": each.option.id,
                "confidence": _confidence(each),
                "evidence": list(each.quotes),
            }
            for each in item.suggestions
        ],
        "flips": [
            {"question": flip.question.id, "answer": flip.option.id, "verdict": flip.verdict}
            for flip in item.flips
        ],
        "readiness": list(item.readiness),
        "contradictions": list(assessment.contradictions),
        "unknown_fields": list(unknown),
    }
