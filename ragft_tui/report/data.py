"""A report as JSON, in a versioned format that a schema describes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from ragft_tui.core.model import VerdictType
from ragft_tui.core.rulebook import Question, Source
from ragft_tui.core.text import clean
from ragft_tui.core.verdict import is_settled
from ragft_tui.report.project_cost_formats import costs_object
from ragft_tui.report.project_report import ProjectReport, Provenance
from ragft_tui.report.sentences import describe_flip
from ragft_tui.report.verdicts import render_json
from ragft_tui.report.view import (
    AnswerView,
    CapabilityView,
    FirstStepView,
    name_of,
)

FORMAT: Final = 1
"""The version of the format. What is added leaves it as it is; what is changed or removed makes the
next one."""


def render_report(report: ProjectReport) -> Iterable[str]:
    """Yield a report as one object of JSON, in pieces of a line."""
    head = render_json({**report_head(report), "costs": costs_object(report.costs)})
    yield f'{head[:-1]},"capabilities":['
    before = "\n"
    for item in report.capabilities:
        yield before + render_json(capability_object(item))
        before = ",\n"
    yield "\n]}\n"


def report_head(report: ProjectReport) -> dict[str, object]:
    """Return what a report says besides its capabilities, in the types that JSON has."""
    return {
        "format": FORMAT,
        "made": made_object(report.provenance),
        "application": {"name": clean(report.name), "description": clean(report.description)},
        "counts": count_objects(report),
    }


def made_object(provenance: Provenance) -> dict[str, object]:
    """Return where a report is from, in the types that JSON has."""
    return {
        "on": provenance.made_label or None,
        "by": f"ragft-tui {provenance.version}",
        "rulebook": clean(provenance.rulebook),
        "file": clean(provenance.file),
        "sha256": provenance.sha256,
    }


def count_objects(report: ProjectReport) -> list[object]:
    """Return how many capabilities count as each type, none of which there is none."""
    return [{**_type(kind), "count": count} for kind, count in report.counts]


def capability_object(item: CapabilityView) -> dict[str, object]:
    """Return all that a file says of a capability, and what follows, in the types of JSON."""
    capability, assessment = item.capability, item.assessment
    return {
        "id": capability.id,
        "name": clean(capability.name),
        "description": clean(capability.description),
        "notes": clean(capability.notes),
        "notes_by": clean(capability.notes_by),
        "counts_as": _type(item.effective),
        "verdict": {
            "type": _id(assessment.verdict),
            "label": name_of(assessment.verdict),
            "strength": item.strength.value,
            "settled": is_settled(capability, item.rulebook),
            "knowledge": assessment.knowledge.points,
            "behaviour": assessment.behaviour.points,
        },
        "reach": {"id": assessment.reach.value if assessment.reach else None, "label": item.reach},
        "decision": _decision(item),
        "first_step": _first_step(item.first_step),
        "answers": [_answer(each) for each in item.answered],
        "open": [_question(each) for each in item.open],
        "reasons": [
            {
                "axis": each.reason.axis.value if each.reason.axis else None,
                "points": each.reason.points,
                "label": each.label,
                "text": clean(each.reason.sentence),
                "because": clean(each.reason.because),
                "question": each.reason.question or None,
                "source": _source(each.source),
            }
            for each in item.reasons
        ],
        "would_change": [
            {
                "question": flip.question.id,
                "option": flip.option.id,
                "type": flip.verdict.value,
                "label": clean(describe_flip(flip)),
            }
            for flip in item.flips
        ],
        "to_verdict": None if assessment.verdict else clean(item.changes[0]),
        "not_ready": list(map(clean, item.missing)),
        "contradictions": list(map(clean, assessment.contradictions)),
    }


def _id(kind: VerdictType | None) -> str | None:
    return kind.value if kind else None


def _type(kind: VerdictType | None) -> dict[str, object]:
    return {"type": _id(kind), "label": name_of(kind)}


def _decision(item: CapabilityView) -> dict[str, object] | None:
    review = item.capability.review
    if review is None:
        return None
    return {
        "decision": review.decision,
        "state": item.state.value,
        "type": (review.type or review.judged).value,
        "judged": review.judged.value,
        "because": clean(review.because),
        "by": clean(review.by),
        "on": review.on.isoformat(),
        "rulebook": clean(review.rulebook),
        "label": clean(item.decision_sentence),
    }


def _first_step(step: FirstStepView | None) -> dict[str, object] | None:
    return {"text": clean(step.says), "source": _source(step.source)} if step else None


def _answer(each: AnswerView) -> dict[str, object]:
    return {
        **_question(each.question),
        "value": each.answer.value if each.answer else None,
        "label": clean(each.text),
        "because": clean(each.because),
        "named": clean(each.name),
    }


def _question(question: Question) -> dict[str, object]:
    return {
        "question": question.id,
        "title": clean(question.title),
        "text": clean(question.text),
    }


def _source(source: Source) -> dict[str, object]:
    return {"id": source.id, "title": clean(source.title), "url": clean(source.url)}
