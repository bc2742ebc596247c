"""Assessments as plain objects, for JSON and CSV."""

from __future__ import annotations

from collections.abc import Sequence

from ragft_tui.core.errors import RagftError
from ragft_tui.core.model import Capability
from ragft_tui.core.rulebook.model import Rulebook
from ragft_tui.core.verdict.assess import assess
from ragft_tui.core.verdict.flips import flips, settled
from ragft_tui.core.verdict.readiness import readiness


def assessment_object(
    capability: Capability,
    rulebook: Rulebook,
    *,
    line: int | None = None,
    unknown: Sequence[str] = (),
) -> dict[str, object]:
    """Return all that an assessment says about a capability, in types that JSON has.

    Keys: `id`, `name`, `line`, `verdict` (the type), `strength`, `settled`, `knowledge` and
    `behaviour` (points), `reasons` (`axis`, `points`, `because`, `source`, `evidence`), `flips`
    (`question`, `answer`, `verdict`), `readiness`, `contradictions` and `unknown_fields`.

    Args:
        capability: The capability.
        rulebook: What to assess it by.
        line: That of the file which it stands in; `None` where it is from no file.
        unknown: The names of what stands there and was passed over.
    """
    assessment = assess(capability, rulebook)
    return {
        "id": capability.id,
        "name": capability.name,
        "line": line,
        "verdict": assessment.type.value,
        "strength": assessment.strength.value,
        "settled": settled(capability, rulebook),
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
            for flip in flips(capability, rulebook)
        ],
        "readiness": list(readiness(capability, rulebook)),
        "contradictions": list(assessment.contradictions),
        "unknown_fields": list(unknown),
    }


def error_object(
    line: int, problems: Sequence[RagftError], *, record_id: str = "", name: str = ""
) -> dict[str, object]:
    """Return what is said of a record that cannot be read: `id`, `name`, `line` and `errors`."""
    errors = [str(problem) for problem in problems]
    return {"id": record_id, "name": name, "line": line, "errors": errors}
