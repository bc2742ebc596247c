"""What was worked out is remembered as long as the capability lives, and no longer."""

from __future__ import annotations

import gc
from dataclasses import replace
from weakref import ref

from ragft_tui.core.cache import _alive, cached, strip_to_evidence, strip_to_words
from ragft_tui.core.model import Answer, Capability, Draft
from ragft_tui.core.rulebook import Rulebook
from ragft_tui.core.verdict import assess
from tests.support.projects import small_rulebook

ONE = Capability("one", "One", "Text", answers=(Answer("volatility", "daily"),))


def test_a_result_is_worked_out_once_for_each_capability_and_rulebook() -> None:
    asked: list[tuple[str, Rulebook]] = []

    @cached
    def name(capability: Capability, rulebook: Rulebook) -> str:
        asked.append((capability.name, rulebook))
        return capability.name

    rules, others = small_rulebook(), replace(small_rulebook(), version=9)
    two = Capability("two", "Two")
    assert [name(item, rules) for item in (ONE, two, ONE, two)] == ["One", "Two", "One", "Two"]
    assert asked == [("One", rules), ("Two", rules)]
    assert name(ONE, others) == "One"
    assert asked[2:] == [("One", others)]


def test_among_ten_thousand_none_is_worked_out_twice() -> None:
    asked = 0

    @cached
    def count(capability: Capability, rulebook: Rulebook) -> int:
        del capability, rulebook
        nonlocal asked
        asked += 1
        return asked

    many = [Capability(f"c{number}", "Name") for number in range(10_000)]
    first = [count(item, small_rulebook()) for item in many]
    assert [count(item, small_rulebook()) for item in many] == first
    assert asked == 10_000


def test_what_makes_no_difference_to_a_verdict_shares_what_is_remembered() -> None:
    rules = small_rulebook()
    typed = replace(ONE, id="other", notes="Noted", draft=Draft(notes="being typed"))
    assert strip_to_evidence(typed, rules) is strip_to_evidence(ONE, rules)
    assert assess(typed, rules) is assess(ONE, rules)
    answered = replace(ONE, answers=(Answer("volatility", "never"),))
    assert strip_to_evidence(answered, rules) is not strip_to_evidence(ONE, rules)
    assert strip_to_words(answered, rules) is strip_to_words(ONE, rules)


def test_what_is_remembered_goes_with_the_capability() -> None:
    rules = small_rulebook()
    gc.collect()
    before = len(_alive)
    item = Capability("gone", "Gone", "With all that was said about it.")
    parts = [ref(strip_to_evidence(item, rules)), ref(strip_to_words(item, rules))]
    assert assess(item, rules) is assess(item, rules)
    stripped = strip_to_evidence(item, rules)
    assert strip_to_evidence(stripped, rules) is stripped
    assert all(part() is not None for part in parts)
    del item, stripped
    gc.collect()
    assert [part() for part in parts] == [None, None]
    assert len(_alive) == before
