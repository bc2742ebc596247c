from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from ragft_tui.core.model import AnswerValue, Axis, Capability, Review, VerdictType
from ragft_tui.core.review import Count, Need, NeedKind, Needs, Requests, find_needs
from tests.support.projects import described, packaged_rulebook, project_of

RULEBOOK = packaged_rulebook()


def facts(name: str, source: str = "", **answers: AnswerValue) -> Capability:
    given: dict[str, AnswerValue] = {"citations": "required", "source": "collection", **answers}
    item = described(name, **given)
    return replace(item, named=(("source", source),)) if source else item


def voice(name: str, tone: str = "", **answers: AnswerValue) -> Capability:
    given: dict[str, AnswerValue] = {"tone": "strict", "format": "free", **answers}
    item = described(name, **given)
    return replace(item, named=(("tone", tone),)) if tone else item


def of(*items: Capability, decided_only: bool = False) -> Needs:
    return find_needs(project_of(*items), RULEBOOK, decided_only=decided_only)


def only(*items: Capability) -> Need:
    (need,) = of(*items).needs
    return need


def test_knowledge_by_search_needs_an_index_and_by_call_none() -> None:
    assert only(facts("Search")).kind is NeedKind.INDEX
    called = of(described("Call", citations="required", source="live"))
    assert [need.kind for need in called.needs] == [NeedKind.CALL]
    assert not called.retrieves


def test_the_same_named_source_with_the_same_access_is_one_index() -> None:
    need = only(facts("A", "help centre", access="no"), facts("B", "help centre", access="no"))
    assert need.count == Count(1, 1, 1)
    assert [member.name for member in need.group.members] == ["A", "B"]


def test_another_access_rule_is_another_index() -> None:
    needs = of(facts("A", "help centre", access="no"), facts("B", "help centre", access="yes"))
    assert [need.count.expected for need in needs.needs] == [1, 1]


def test_sources_without_a_name_count_each_and_at_the_low_end_once() -> None:
    assert only(facts("A"), facts("B"), facts("C")).count == Count(1, 3, 3)


def test_the_same_manner_by_name_is_one_adapter() -> None:
    assert only(voice("A", "brand"), voice("B", "brand")).count == Count(1, 1, 1)
    assert len(of(voice("A", "brand"), voice("B", "legal")).of(NeedKind.ADAPTER)) == 2


def test_a_decision_counts_in_the_place_of_the_verdict() -> None:
    kept = Review(
        "overridden",
        VerdictType.RETRIEVAL,
        "default 2",
        date(2026, 11, 22),
        type=VerdictType.PROMPTING,
        because="Legal.",
    )
    assert only(replace(facts("A"), review=kept)).kind is NeedKind.PROMPT


def test_both_needs_both_and_says_what_could_be_left_out_first() -> None:
    found = of(facts("A", tone="strict"))
    assert {need.kind for need in found.needs} == {NeedKind.INDEX, NeedKind.ADAPTER}
    (spare,) = found.spares
    assert spare.axis is Axis.BEHAVIOUR
    assert spare.kept_is_must
    assert spare.alone


def test_what_others_need_too_is_not_saved() -> None:
    both = replace(facts("A", tone="strict", format="free"), named=(("tone", "brand"),))
    (spare,) = of(both, voice("B", "brand")).spares
    assert not spare.alone


def test_an_index_follows_its_fastest_facts_where_it_is_shared() -> None:
    slow = facts("A", "help", volatility="static", access="no")
    fast = facts("B", "help", volatility="weekly", access="no")
    assert only(slow, fast).rounds.expected == Fraction(52, 12)
    assert only(slow).rounds.expected == 0


def test_rounds_of_indexes_of_their_own_add_up() -> None:
    rounds = only(facts("A", volatility="weekly"), facts("B", volatility="monthly")).rounds
    assert (rounds.low, rounds.high) == (Fraction(52, 12), Fraction(52, 12) + 1)


def test_a_number_of_requests_counts_in_the_place_of_the_input() -> None:
    need = only(facts("A", volume=1_200), facts("B", volume="high"), facts("C"))
    assert need.requests == Requests(2, 1_200)
    assert need.requests.per_month(100) == 1_400


def test_what_is_undecided_calls_for_nothing() -> None:
    found = of(described("Nothing"))
    assert (found.needs, found.undecided, found.counted) == ((), 1, 0)


def test_only_what_was_decided_counts_where_that_is_asked() -> None:
    accepted = Review("accepted", VerdictType.RETRIEVAL, "default 2", date(2026, 11, 22))
    items = (replace(facts("A"), review=accepted), facts("B"), voice("C"))
    found = of(*items, decided_only=True)
    assert [member.number for need in found.needs for member in need.group.members] == [1]
    assert found.needs[0].count == Count(1, 1, 1)
