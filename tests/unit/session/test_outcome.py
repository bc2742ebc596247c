from __future__ import annotations

import pytest

from ragft_tui.session.outcome import Outcome, dropped_sentence


@pytest.mark.parametrize(
    ("outcome", "sentence"),
    [
        (Outcome("accept “A”", frozenset({"a"})), "Done: accept “A”; u takes it back."),
        (Outcome(None, frozenset()), "Nothing was done."),
        (
            Outcome(None, frozenset(), ((2, "no evidence yet"), (5, "no evidence yet"))),
            "Nothing was done. Not 2, 5: no evidence yet.",
        ),
        (
            Outcome("x", frozenset(), tuple((number, "why") for number in range(1, 11))),
            "Done: x; u takes it back. Not 1, 2, 3, 4, 5, 6, 7, 8 and 2 more: why.",
        ),
        (
            Outcome("x", frozenset(), tuple((number, "why") for number in range(1, 10))),
            "Done: x; u takes it back. Not 1, 2, 3, 4, 5, 6, 7, 8 and 1 more: why.",
        ),
        (
            Outcome("x", frozenset(), tuple((number, "why") for number in range(1, 9))),
            "Done: x; u takes it back. Not 1, 2, 3, 4, 5, 6, 7, 8: why.",
        ),
        (
            Outcome("x", frozenset(), ((1, "why"), (2, "other"), (3, "why")), ("Legal",)),
            "Done: x; u takes it back. Not 1, 3: why. Not 2: other. "
            + dropped_sentence(("Legal",), "u"),
        ),
    ],
)
def test_an_outcome_is_a_sentence_on_what_was_done_and_one_for_each_reason(
    outcome: Outcome, sentence: str
) -> None:
    assert outcome.sentence("u") == sentence


def test_becauses_that_were_dropped_are_named_or_counted() -> None:
    assert dropped_sentence((), "u") == ""
    one = "“Legal” stood behind the other answer and is dropped; u undoes it."
    assert dropped_sentence(("Legal",), "u") == one
    four = "“Legal” and 3 more stood behind other answers and are dropped; u undoes it."
    assert dropped_sentence(("Legal", "b", "c", "d"), "u") == four
