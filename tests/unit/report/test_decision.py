from __future__ import annotations

from datetime import date

import pytest

from ragft_tui.core.decision import ReviewState
from ragft_tui.core.model import Review, VerdictType
from ragft_tui.report.decision import describe_decision, describe_review

ON = date(2026, 11, 22)
UNDER = "on 2026-11-22, under the default rulebook, edition 2"
ACCEPTED = Review("accepted", VerdictType.BOTH, "default 2", ON, "Mara")
OVERRIDDEN = Review(
    "overridden", VerdictType.FINETUNING, "default 2", ON, "Jonas", VerdictType.PROMPTING, "So."
)


@pytest.mark.parametrize(
    ("review", "state", "reach", "told"),
    [
        (None, ReviewState.NONE, "", "none yet"),
        (
            *(ACCEPTED, ReviewState.ACCEPTED, ""),
            f"both (accepted by Mara {UNDER})",
        ),
        (
            *(OVERRIDDEN, ReviewState.OVERRIDDEN, "by call"),
            f"prompting, by call (overridden by Jonas {UNDER}), because: So.",
        ),
        (
            *(ACCEPTED, ReviewState.STALE, ""),
            f"both was accepted by Mara {UNDER}; the verdict is now retrieval, so decide anew",
        ),
    ],
)
def test_a_decision_is_told_behind_its_label(
    review: Review | None, state: ReviewState, reach: str, told: str
) -> None:
    assert describe_decision(review, state, "retrieval", reach) == told


def test_an_override_is_told_with_what_it_took_the_place_of() -> None:
    told = describe_review(OVERRIDDEN, ReviewState.OVERRIDDEN, "fine-tuning")
    assert told.startswith("fine-tuning was overridden with prompting by Jonas on 2026-11-22, ")
    assert told.endswith("edition 2, because: So.")
