"""Which types can still be reached, weighed on each axis by itself."""

from __future__ import annotations

from dataclasses import replace

from ragft_tui.core.model import UNKNOWN, Answer, Axis, Capability, VerdictType
from ragft_tui.core.rulebook import Guard
from ragft_tui.core.verdict import possible_types
from tests.support.projects import packaged_rulebook

RULEBOOK = packaged_rulebook()


def all_unknown_but(question: str) -> Capability:
    answers = tuple(Answer(each.id, UNKNOWN) for each in RULEBOOK.questions if each.id != question)
    return Capability("it", "It", "", answers=answers)


def test_a_guard_counts_on_its_own_axis_alone() -> None:
    for axis, verdict in (
        (Axis.KNOWLEDGE, VerdictType.RETRIEVAL),
        (Axis.BEHAVIOUR, VerdictType.FINETUNING),
    ):
        guard = Guard(
            id="only", axis=axis, when={"access": ("yes",)}, says="it must", source="privacy"
        )
        rulebook = replace(RULEBOOK, id="one guard", guards=(guard,), gates=())
        found = possible_types(all_unknown_but("access"), rulebook)
        assert found == {VerdictType.PROMPTING, verdict}
