"""Which types can still be reached, weighed on each axis by itself."""

from __future__ import annotations

from dataclasses import replace

from ragft_tui.core.model import UNKNOWN, Answer, Axis, Capability, VerdictType
from ragft_tui.core.rulebook import Guard
from ragft_tui.core.verdict import assess, find_flips, is_settled, possible_types
from ragft_tui.core.verdict.reachable import reachable_verdicts
from tests.support.projects import described, packaged_rulebook
from tests.support.thousand import different

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


def test_words_that_do_not_decide_alone_count_once_something_is_answered() -> None:
    manuals = "Answers questions about washing and repairing our products from the product manuals."
    nothing = {each.id: UNKNOWN for each in RULEBOOK.weighed}
    silent = described("Care", manuals)
    assert assess(silent, RULEBOOK).verdict_label == "undecided"
    assert possible_types(silent, RULEBOOK) == set(VerdictType)
    spoken = described("Care", manuals, **nothing)
    assert assess(spoken, RULEBOOK).verdict_label == "retrieval"
    assert is_settled(spoken, RULEBOOK)


def test_all_options_of_a_question_weigh_together_as_each_does_alone() -> None:
    for each in (described("Nothing"), *different(RULEBOOK, 20).capabilities):
        weighed = reachable_verdicts(each, RULEBOOK)
        rest = {answer.question: answer for answer in each.answers}
        for question in RULEBOOK.weighed:
            alone = []
            for option in question.options:
                value = (option.at_least or 0) if question.numeric else option.id
                answers = {**rest, question.id: Answer(question.id, value)}
                alone.append(assess(replace(each, answers=(*answers.values(),)), RULEBOOK).type)
            assert weighed.types_by_option(question) == tuple(alone)


def test_capabilities_that_weigh_the_same_share_what_was_worked_out() -> None:
    one, other = described("Nothing"), described("Something else")
    assert reachable_verdicts(one, RULEBOOK) is reachable_verdicts(other, RULEBOOK)
    assert find_flips(one, RULEBOOK) is find_flips(other, RULEBOOK)
    known = described("Nothing", tone="strict")
    assert reachable_verdicts(known, RULEBOOK) is not reachable_verdicts(one, RULEBOOK)
