from __future__ import annotations

from dataclasses import replace
from datetime import date

from ragft_tui.core.decision import ReviewState, effective_type, make_acceptance
from ragft_tui.core.model import Capability, Draft, Review, Strength, VerdictType
from ragft_tui.core.review.summary import (
    Group,
    Member,
    StepKind,
    Summary,
    summarize,
)
from tests.support.projects import described, packaged_rulebook, project_of

RULEBOOK = packaged_rulebook()
TODAY = date(2026, 11, 22)
FACTS = described("Facts", citations="required", source="collection", corpus="ready")
VOICE = described("Voice", tone="strict", format="free", examples=12)
SETTLED = {
    "citations": "required",
    "source": "collection",
    "tone": "none",
    "format": "free",
    "vocabulary": "general",
    "footprint": "no",
    "baseline": "facts",
}


def accept(capability: Capability) -> Capability:
    return replace(capability, review=make_acceptance(capability, RULEBOOK, by="Ada", on=TODAY))


def override(capability: Capability, judged: VerdictType, decision: VerdictType) -> Capability:
    review = Review("overridden", judged, "default 1", TODAY, "Ada", decision, "Legal.")
    return replace(capability, review=review)


def of(*capabilities: Capability) -> Summary:
    return summarize(project_of(*capabilities), RULEBOOK)


def names(members: tuple[Member, ...]) -> list[str]:
    return [member.name for member in members]


def members_of(groups: tuple[Group, ...]) -> list[str]:
    return [name for group in groups for name in names(group.members)]


def test_verdicts_are_counted_by_strength_and_undecided_ones_apart() -> None:
    sure = replace(described("Sure", **SETTLED), id="sure")
    found = of(sure, FACTS, VOICE, described("Empty"), described("Words", tone="preferred"))
    assert found.total == 5
    assert found.verdicts == (
        (VerdictType.RETRIEVAL, Strength.CLEAR, 1),
        (VerdictType.RETRIEVAL, Strength.LEAN, 1),
        (VerdictType.FINETUNING, Strength.LEAN, 1),
        (VerdictType.PROMPTING, Strength.LEAN, 1),
        (None, Strength.OPEN, 1),
    )


def test_reviews_are_counted() -> None:
    stale = replace(VOICE, review=Review("accepted", VerdictType.BOTH, "default 1", TODAY))
    assert of(accept(FACTS), VOICE, stale).reviews == (
        (ReviewState.NONE, 1),
        (ReviewState.ACCEPTED, 1),
        (ReviewState.STALE, 1),
    )


def test_those_with_the_same_kind_of_source_stand_together_and_unknown_ones_come_last() -> None:
    again = replace(FACTS, id="again", name="Again")
    also = described("Also", citations="required", source="both")
    first, second = of(also, FACTS, again, VOICE).indexes
    assert names(first.members) == ["Facts", "Again"]
    assert first.answers == (("Source", RULEBOOK.question("source").options[2].text),)
    assert names(second.members) == ["Also"]
    assert not first.same
    assert first.nameable == ("source",)
    assert first.unknown == ("Access rules",)


def test_the_same_source_by_name_is_one_index_unless_the_access_rules_differ() -> None:
    def reads(name: str, source: str, access: str, named: str) -> Capability:
        item = described(name, citations="required", source=source, access=access)
        return replace(item, named=(("source", named),))

    found = of(
        reads("One", "collection", "no", "Help centre"),
        reads("Two", "both", "no", "help  centre"),
        reads("Three", "collection", "yes", "help centre"),
        reads("Four", "collection", "no", "contracts"),
    )
    assert [(names(each.members), each.same) for each in found.indexes] == [
        (["One", "Two"], True),
        (["Three"], True),
        (["Four"], True),
    ]
    assert names(found.calls[0].members) == ["Two"]
    assert found.indexes[0].answers == (("Source", "Help centre"), ("Access rules", "No"))


def test_a_name_beside_an_answer_that_needs_none_tells_nothing_apart() -> None:
    item = described("Sent", volatility="daily", source="supplied")
    named = replace(item, id="other", named=(("source", "an email"),))
    (group,) = (*of(item, named).unreached, *of(item, named).indexes)
    assert len(group.members) == 2
    assert not group.same


def test_an_adapter_is_the_same_where_what_must_hold_has_the_same_name() -> None:
    def says(name: str, *named: tuple[str, str], form: str = "structured") -> Capability:
        return replace(described(name, tone="strict", format=form), named=named)

    brand = ("tone", "brand voice")
    found = of(
        says("One", brand),
        says("Two", brand),
        says("Three"),
        says("Four"),
        says("Five", brand, form="strict"),
        says("Six", brand, ("format", "order form"), form="strict"),
    ).adapters
    assert [(names(each.members), each.same, each.nameable) for each in found] == [
        (["One", "Two"], True, ()),
        (["Three", "Four"], False, ("voice",)),
        (["Five"], False, ("form",)),
        (["Six"], True, ()),
    ]


def test_what_is_found_by_search_and_what_is_got_by_a_call_are_kept_apart() -> None:
    live = described("Live", citations="required", source="live")
    also = described("Also", citations="required", source="both")
    unknown = described("Unknown", citations="required", source="unknown")
    found = of(unknown, live, also, FACTS, VOICE)
    assert members_of(found.indexes) == ["Also", "Facts"]
    assert members_of(found.calls) == ["Live", "Also"]
    assert members_of(found.unreached) == ["Unknown"]
    (group,) = found.unreached
    assert group.answers == ()


def test_an_override_that_needs_knowledge_reaches_it_as_the_answers_say() -> None:
    voice = described("Voice", tone="strict", source="live", baseline="manner")
    assert of(override(voice, VerdictType.BOTH, VerdictType.FINETUNING)).calls == ()
    plain = described("Plain", tone="strict", citations="none", source="none")
    decided = override(plain, VerdictType.FINETUNING, VerdictType.BOTH)
    assert members_of(of(decided).unreached) == ["Plain"]


def test_those_that_begin_in_the_same_way_stand_together_without_the_undecided_ones() -> None:
    strict = described("Codes", tone="none", format="strict")
    first, second, third = of(FACTS, VOICE, strict, described("Empty"), VOICE).beginnings
    assert (first.step.id, names(first.members)) == ("structured-output-first", ["Codes"])
    assert (second.step.id, names(second.members)) == ("prompt-first", ["Voice", "Voice"])
    assert (third.step.id, names(third.members)) == ("search-by-hand", ["Facts"])


def test_a_decision_begins_with_the_first_step_of_its_own_type() -> None:
    (one,) = of(override(FACTS, VerdictType.RETRIEVAL, VerdictType.FINETUNING)).beginnings
    assert one.step.id == "prompt-first"


def test_those_with_the_same_tone_and_format_stand_together() -> None:
    again = replace(VOICE, id="again", name="Again")
    strict = described("Codes", tone="none", format="strict")
    groups = of(FACTS, VOICE, strict, again).adapters
    assert [names(group.members) for group in groups] == [["Voice", "Again"], ["Codes"]]
    assert [title for title, _ in groups[0].answers] == ["Tone"]


def test_answers_that_ask_for_nothing_are_no_style_that_could_be_shared() -> None:
    plain = described("Plain", tone="none", format="free", volatility="static")
    free = replace(VOICE, id="free", name="Free")
    first, second = of(
        override(plain, VerdictType.PROMPTING, VerdictType.FINETUNING),
        replace(free, answers=(*described("", tone="strict", format="free").answers,)),
    ).adapters
    assert (names(first.members), [title for title, _ in first.answers]) == (["Free"], ["Tone"])
    assert (names(second.members), second.answers, second.unasked) == (["Plain"], (), True)
    (unknown,) = of(override(FACTS, VerdictType.RETRIEVAL, VerdictType.FINETUNING)).adapters
    assert not unknown.unasked


def test_an_override_that_holds_counts_for_what_is_shared_and_for_what_is_missing() -> None:
    decided = override(FACTS, VerdictType.RETRIEVAL, VerdictType.FINETUNING)
    assert effective_type(decided, RULEBOOK) is VerdictType.FINETUNING
    found = of(decided)
    assert found.indexes == ()
    assert names(found.adapters[0].members) == ["Facts"]
    assert found.not_ready[0].sentences == ("Not known yet: how many good examples there are",)
    assert found.verdicts == ((VerdictType.FINETUNING, None, 1),)


def test_an_override_that_is_stale_does_not() -> None:
    stale = override(FACTS, VerdictType.BOTH, VerdictType.FINETUNING)
    assert effective_type(stale, RULEBOOK) is VerdictType.RETRIEVAL
    (remark,) = of(stale).stale
    assert remark.sentences == ("overridden when the verdict was both; it is retrieval now",)


def test_what_is_not_ready_and_what_contradicts_itself_is_told_with_its_number() -> None:
    clash = described("Clash", private_knowledge="large", source="none", citations="helpful")
    found = of(FACTS, VOICE, clash)
    assert [remark.member for remark in found.not_ready] == [Member(2, "Voice"), Member(3, "Clash")]
    assert "collect 50" in found.not_ready[0].sentences[0]
    assert [remark.member for remark in found.contradictions] == [Member(3, "Clash")]


def test_the_next_steps_begin_with_what_unblocks_most_and_name_each_capability_once() -> None:
    clash = described("Clash", private_knowledge="large", source="none", citations="helpful")
    stale = replace(FACTS, review=Review("accepted", VerdictType.BOTH, "default 1", TODAY))
    begun = Capability("new", draft=Draft(name="Beg"))
    found = of(accept(VOICE), accept(FACTS), VOICE, stale, clash, described("Empty"), begun)
    assert [(step.kind, [member.number for member in step.members]) for step in found.steps] == [
        (StepKind.DESCRIBE, [7]),
        (StepKind.ANSWER, [6]),
        (StepKind.CLEAR_UP, [5]),
        (StepKind.DECIDE_ANEW, [4]),
        (StepKind.DECIDE, [3]),
        (StepKind.COLLECT, [1]),
    ]


def test_an_application_without_capabilities_has_nothing_to_do() -> None:
    assert of() == Summary(0, (), (), (), (), (), (), (), (), (), (), ())
