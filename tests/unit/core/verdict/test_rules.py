"""Which rules stand: guards with exceptions, gates on one axis, softeners with exceptions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest

from ragft_tui.core.model import Answer, Axis, Capability
from ragft_tui.core.rulebook import Guard
from ragft_tui.core.verdict import ReasonKind
from ragft_tui.core.verdict.evidence import gather_evidence
from ragft_tui.core.verdict.rules import AppliedRules, apply_rules
from tests.support.projects import wordy_rulebook
from tests.support.steps import assert_linear

RULEBOOK = wordy_rulebook()


def stand(description: str = "", **answers: str | int) -> AppliedRules:
    given = tuple(Answer(question, value) for question, value in answers.items())
    evidence = gather_evidence(Capability("it", "", description, answers=given), RULEBOOK)
    return apply_rules(evidence, RULEBOOK)


def test_a_guard_needs_all_of_its_conditions() -> None:
    assert not stand(access="yes").guarded
    assert stand(access="yes", private_knowledge="small").guarded == {Axis.KNOWLEDGE}


def test_the_answer_that_a_guard_rests_on_gives_its_reason() -> None:
    (reason,) = stand(citations="required").reasons
    assert (reason.kind, reason.question, reason.firm) == (ReasonKind.GUARD, "citations", True)


def test_a_guard_on_two_answers_gives_a_reason_beside_theirs() -> None:
    alone = stand(private_knowledge="large").reasons
    guard = replace(RULEBOOK.guards[0], when={"private_knowledge": ("large",), "access": ("yes",)})
    answers = (Answer("private_knowledge", "large"), Answer("access", "yes"))
    rulebook = replace(RULEBOOK, id="two", guards=(guard,))
    evidence = gather_evidence(Capability("it", "", "", answers=answers), rulebook)
    *own, reason = apply_rules(evidence, rulebook).reasons
    assert [each.kind for each in own] == [ReasonKind.ANSWER] * len(own)
    assert {each.question for each in alone} <= {each.question for each in own}
    assert (reason.kind, reason.says, reason.firm) == (ReasonKind.GUARD, guard.says, True)
    assert reason.evidence == (
        "it needs more knowledge than can be sent along every time, and "
        "some of what it looks up must be erasable, or hidden from some users"
    )


def test_an_exception_lifts_a_guard() -> None:
    assert stand(citations="required").guarded == {Axis.KNOWLEDGE}
    assert not stand(citations="required", source="supplied").guarded


def test_words_raise_no_guard() -> None:
    assert not stand("Cites. Changes daily. Live prices.").guarded


def test_a_gate_on_one_axis_leaves_the_other() -> None:
    rules = stand(private_knowledge="small", volatility="static")
    assert rules.gated(Axis.KNOWLEDGE)
    assert not rules.gated(Axis.BEHAVIOUR)


def test_a_gate_without_an_axis_holds_back_both() -> None:
    rules = stand(baseline="nothing")
    assert all(rules.gated(axis) for axis in Axis)


def test_an_exception_lifts_a_softener() -> None:
    assert stand(format="strict", volume=10).softeners
    assert not stand(format="strict", volume=10, tone="strict").softeners


@pytest.mark.parametrize(("description", "stands"), [("", False), ("Live prices.", True)])
def test_a_wary_guard_needs_other_evidence(description: str, *, stands: bool) -> None:
    wary = Guard(
        id="wary",
        axis=Axis.KNOWLEDGE,
        when={"access": ("yes",)},
        needs_evidence=True,
        says="it stays out",
        source="privacy",
    )
    rulebook = replace(RULEBOOK, id="wary", guards=(wary,))
    evidence = gather_evidence(
        Capability("it", "", description, answers=(Answer("access", "yes"),)), rulebook
    )
    assert (Axis.KNOWLEDGE in apply_rules(evidence, rulebook).guarded) is stands


@pytest.mark.parametrize("description", ["Speaks in our brand voice.", "The user pastes the text."])
def test_evidence_on_the_other_axis_or_against_its_own_raises_no_wary_guard(
    description: str,
) -> None:
    wary = replace(RULEBOOK.guards[0], when={"access": ("yes",)}, unless={}, needs_evidence=True)
    rulebook = replace(RULEBOOK, id="wary", guards=(wary,))
    item = Capability("it", "", description, answers=(Answer("access", "yes"),))
    evidence = gather_evidence(item, rulebook)
    assert any(reason.points for reason in evidence.reasons)
    assert not apply_rules(evidence, rulebook).guarded


def test_words_that_more_than_suffice_contradict_an_answer_too() -> None:
    rulebook = replace(RULEBOOK, id="lower", threshold=RULEBOOK.threshold - 1)
    item = Capability("it", "", "Cites.", answers=(Answer("citations", "none"),))
    assert apply_rules(gather_evidence(item, rulebook), rulebook).contradictions


def test_many_guards_that_stand_take_time_in_proportion() -> None:
    answers = (Answer("access", "yes"), Answer("private_knowledge", "small"))
    item = Capability("it", "", answers=answers)

    def prepared(size: int) -> Callable[[], object]:
        both = next(guard for guard in RULEBOOK.guards if len(guard.when) > 1)
        guards = tuple(replace(both, id=f"g{number}", unless={}) for number in range(size))
        rulebook = replace(RULEBOOK, id=f"{size} guards", guards=guards)
        return partial(apply_rules, gather_evidence(item, rulebook), rulebook)

    assert_linear(prepared, 50)
