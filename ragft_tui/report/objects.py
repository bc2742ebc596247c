"""Assessments as plain objects, for JSON and CSV."""

from __future__ import annotations

from ragft_tui.core.errors import RagftError
from ragft_tui.core.model import Capability
from ragft_tui.core.rules.rulebook import Rulebook
from ragft_tui.core.verdict.assess import assess
from ragft_tui.core.verdict.flips import flips, settled
from ragft_tui.core.verdict.readiness import readiness

__all__ = ["assessment_object", "error_object"]


def assessment_object(capability: Capability, rulebook: Rulebook) -> dict[str, object]:
    """Return all that an assessment says about a capability, in types that JSON has.

    Keys: `id`, `verdict` (the type), `strength`, `settled`, `knowledge` and `behaviour` (points),
    `reasons` (`axis`, `points`, `because`, `source`, `evidence`), `flips` (`question`, `answer`,
    `verdict`), `readiness` and `contradictions`.
    """
    assessment = assess(capability, rulebook)
    return {
        "id": capability.id,
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
    }


def error_object(line: int, problems: tuple[RagftError, ...]) -> dict[str, object]:
    """Return what is said of a record that cannot be read: its `line`, and each `error`."""
    return {"line": line, "errors": [str(problem) for problem in problems]}
