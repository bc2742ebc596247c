"""What the review's table and details say, in their columns and in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ragft_tui.core.model import Capability, Review, VerdictType
from ragft_tui.core.review import Order
from ragft_tui.keys import KEYS, Keymap, remap_keys
from ragft_tui.report.view import CapabilityView
from ragft_tui.tui.capability_content import review_details
from ragft_tui.tui.widgets.review_table import review_heading, review_row
from tests.support.projects import described, packaged_rulebook

RULEBOOK = packaged_rulebook()
ACCEPTED = Review("accepted", VerdictType.RETRIEVAL, "house 3", date(2026, 5, 3), "Ada")
OVERRIDDEN = replace(
    ACCEPTED, decision="overridden", type=VerdictType.BOTH, because="Legal wants the tone."
)
STRICT = described("Voice", tone="strict")


def details(capability: Capability, keymap: Keymap | None = None) -> str:
    page = review_details(1, CapabilityView(capability, RULEBOOK), keymap or Keymap())
    return " ".join(page.plain.split())


def test_a_stale_review_names_the_keys_that_the_user_chose() -> None:
    keymap = Keymap(remap_keys(KEYS, {"review.accept": "Y", "review.override": "Q"}))
    assert "Y accepts finetuning, Q keeps retrieval" in details(
        replace(STRICT, review=ACCEPTED), keymap
    )


def test_a_stale_review_says_what_was_judged_by_which_rules_and_asks_for_a_decision() -> None:
    told = details(replace(STRICT, review=ACCEPTED))
    assert "stale retrieval was judged under house 3, and accepted by Ada on 2026-05-03" in told
    assert f"the verdict is now finetuning, clear under {RULEBOOK.edition}" in told
    assert "decide a accepts finetuning, o keeps retrieval with a reason" in told


def test_a_stale_override_says_what_was_decided_and_why() -> None:
    told = details(replace(STRICT, review=OVERRIDDEN))
    assert "overridden as both (because: Legal wants the tone.) by Ada" in told
    assert "a accepts finetuning, o keeps both with a reason" in told


def test_where_no_evidence_is_left_there_is_nothing_to_accept() -> None:
    told = details(replace(described("Small"), review=ACCEPTED))
    assert "the verdict is now undecided" in told
    assert "decide e answers its questions, o keeps retrieval with a reason" in told


def test_a_review_that_holds_is_told_in_one_line() -> None:
    holds = replace(ACCEPTED, judged=VerdictType.FINETUNING)
    told = details(replace(STRICT, review=holds))
    assert "review accepted finetuning by Ada" in told
    assert "stale" not in told
    assert "decide" not in told


@pytest.mark.parametrize("width", [38, 40, 63, 64, 78, 118, 200])
@pytest.mark.parametrize("total", [1, 99, 100, 1_000])
def test_columns_stand_under_their_heading(width: int, total: int) -> None:
    heading = review_heading(width, Order.FILE).plain
    for marked in (False, True):
        row = review_row(
            total, CapabilityView(STRICT, RULEBOOK), width, total=total, marked=marked
        ).plain
        assert row[heading.index("Verdict") :].startswith("finetuning ")
        assert row[heading.index("Review") :].startswith("none")
        assert (f"{total}*" in row) == marked


@pytest.mark.parametrize("width", [38, 78])
@pytest.mark.parametrize("order", Order)
def test_one_arrow_in_the_heading_tells_the_order_and_moves_no_column(
    width: int, order: Order
) -> None:
    plain = review_heading(width, Order.FILE).plain
    down = review_heading(width, order).plain
    up = review_heading(width, order, backwards=True).plain
    assert down.count("↓") == (order is not Order.FILE)
    assert up.count("↑") == 1
    for heading in (down, up):
        assert len(heading) <= width
        assert heading.index("Verdict") == plain.index("Verdict")
        assert heading[plain.index("Review") - 1] == " "
        assert heading[plain.index("Review")] != " "
