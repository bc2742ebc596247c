"""JSON of assessments and of records that cannot be read, inert in a terminal."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from ragft_tui.core.errors import RagftError
from ragft_tui.core.text import escape_json
from ragft_tui.core.verdict import is_settled
from ragft_tui.report.view import CapabilityView


def render_json(item: object) -> str:
    """Return an object as JSON on one line, with invisible characters escaped.

    Args:
        item: Made of the types that JSON has; its texts hold no lone surrogates.
    """
    return escape_json(msgspec.json.encode(item).decode())


def assessment_object(
    item: CapabilityView, *, line: int | None = None, unknown: Sequence[str] = ()
) -> dict[str, object]:
    """Return the assessment of a capability in the types that JSON has.

    Keys: `id`, `name`, `line`, `verdict` (the type), `strength`, `settled`, `knowledge` and
    `behaviour` (points), `reasons` (`axis`, `points`, `because`, `source`, `evidence`), `flips`
    (`question`, `answer`, `verdict`), `readiness`, `contradictions` and `unknown_fields`.

    Args:
        item: The capability.
        line: The line of the file that it stands on; `None` where it comes from no file.
        unknown: The names of the fields that were not understood.
    """
    capability, assessment = item.capability, item.assessment
    return {
        "id": capability.id,
        "name": capability.name,
        "line": line,
        "verdict": assessment.type.value,
        "strength": assessment.strength.value,
        "settled": is_settled(capability, item.rulebook),
        "knowledge": assessment.knowledge.points,
        "behaviour": assessment.behaviour.points,
        "reasons": [
            {
                "axis": reason.axis.value if reason.axis else None,
                "points": reason.points,
                "because": reason.says,
                "source": reason.source,
                "evidence": reason.evidence,
            }
            for reason in assessment.reasons
        ],
        "flips": [
            {"question": flip.question.id, "answer": flip.value, "verdict": flip.verdict.value}
            for flip in item.flips
        ],
        "readiness": list(item.readiness),
        "contradictions": list(assessment.contradictions),
        "unknown_fields": list(unknown),
    }


def error_object(
    line: int, problems: Sequence[RagftError], *, record_id: str = "", name: str = ""
) -> dict[str, object]:
    """Return the problems of a record that cannot be read: `id`, `name`, `line` and `errors`."""
    errors = [str(problem) for problem in problems]
    return {"id": record_id, "name": name, "line": line, "errors": errors}
