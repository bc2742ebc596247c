from __future__ import annotations

import json

from ragft_tui.core.errors import ROOT, UsageError
from ragft_tui.core.model import Capability
from ragft_tui.core.verdict import find_flips
from ragft_tui.report.json_text import assessment_object, error_object
from ragft_tui.report.view import CapabilityView
from tests.support.projects import described, packaged_rulebook, small_rulebook

RULEBOOK = small_rulebook()


def test_all_that_an_assessment_says_is_there() -> None:
    capability = described(
        "Facts", "Quotes it.", volatility="weekly", citations="none", tone="strict", examples=12
    )
    assert assessment_object(CapabilityView(capability, RULEBOOK), line=3, unknown=["price"]) == {
        "id": "facts",
        "name": "Facts",
        "line": 3,
        "verdict": "both",
        "strength": "clear",
        "settled": True,
        "knowledge": 4,
        "behaviour": 4,
        "reasons": [
            {
                "axis": "behaviour",
                "points": 4,
                "because": "the manner is part of the product",
                "source": "handbook",
                "evidence": "tone strict",
            },
            {
                "axis": "knowledge",
                "points": 4,
                "because": "the facts change too often to be trained in",
                "source": "handbook",
                "evidence": "volatility weekly",
            },
            {
                "axis": "knowledge",
                "points": 0,
                "because": "nobody asks for sources",
                "source": "handbook",
                "evidence": "citations none",
            },
        ],
        "flips": [
            {"question": "volatility", "answer": "monthly", "verdict": "finetuning"},
            {"question": "tone", "answer": "preferred", "verdict": "retrieval"},
        ],
        "readiness": ["12 examples; collect 50 examples before fine-tuning"],
        "contradictions": [],
        "unknown_fields": ["price"],
    }


def test_without_evidence_the_reason_has_no_axis() -> None:
    found = assessment_object(CapabilityView(Capability("a", description="Does it."), RULEBOOK))
    assert (found["verdict"], found["strength"], found["settled"]) == ("prompting", "open", False)
    [reason] = json.loads(json.dumps(found["reasons"]))
    assert (reason["axis"], reason["points"]) == (None, 0)


def test_a_flip_of_a_number_is_a_number_and_contradictions_are_told() -> None:
    rulebook = packaged_rulebook()
    capability = described("A", citations="required", source="none", volume=100)
    found = assessment_object(CapabilityView(capability, rulebook))
    assert found["contradictions"]
    assert isinstance(found["flips"], list)
    assert [flip["answer"] for flip in found["flips"]] == [
        flip.value for flip in find_flips(capability, rulebook)
    ]


def test_every_object_can_be_written_as_json() -> None:
    found = assessment_object(CapabilityView(described("A", tone="strict"), packaged_rulebook()))
    assert json.loads(json.dumps(found)) == found


def test_an_error_names_its_line_and_each_problem() -> None:
    problems = (
        UsageError("is wrong", location=ROOT / "name", advice="mend it"),
        UsageError("\x1b\nbad"),
    )
    assert error_object(7, problems, record_id="a", name="A") == {
        "id": "a",
        "name": "A",
        "line": 7,
        "errors": ["name: is wrong; mend it", "␛ bad"],
    }
