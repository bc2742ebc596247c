"""What the details of a capability in the review say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from textual.content import Content

from ragft_tui.core.model import Capability, Review, VerdictType
from ragft_tui.keys import KEYS, Keymap, remap_keys
from ragft_tui.report.view import CapabilityView
from ragft_tui.tui.capability_content import review_details
from ragft_tui.tui.widgets.entries import lay_out
from tests.support.projects import described, packaged_rulebook

RULEBOOK = packaged_rulebook()
ACCEPTED = Review("accepted", VerdictType.RETRIEVAL, "house 3", date(2026, 5, 3), "Ada")
OVERRIDDEN = replace(
    ACCEPTED, decision="overridden", type=VerdictType.BOTH, because="Legal wants the tone."
)
STRICT = described("Voice", tone="strict")


def details(capability: Capability, keymap: Keymap | None = None) -> str:
    parts = review_details(CapabilityView(capability, RULEBOOK), keymap or Keymap())
    return " ".join(Content("\n").join(lay_out(parts, 78)).plain.split())


def test_a_stale_review_names_the_keys_that_the_user_chose() -> None:
    keymap = Keymap(remap_keys(KEYS, {"review.accept": "Y", "review.override": "Q"}))
    assert "Y accepts fine-tuning, Q keeps retrieval" in details(
        replace(STRICT, review=ACCEPTED), keymap
    )


def test_a_stale_review_says_what_was_judged_by_which_rules_and_asks_for_a_decision() -> None:
    told = details(replace(STRICT, review=ACCEPTED))
    assert "stale retrieval was accepted by Ada on 2026-05-03, under the house rulebook," in told
    assert "edition 3; the verdict is now fine-tuning, so decide anew" in told
    assert "decide a accepts fine-tuning, o keeps retrieval with a reason" in told


def test_a_stale_override_says_what_was_decided_and_why() -> None:
    told = details(replace(STRICT, review=OVERRIDDEN))
    assert "retrieval was overridden with both by Ada on 2026-05-03, under the house" in told
    assert "because: Legal wants the tone." in told
    assert "a accepts fine-tuning, o keeps both with a reason" in told


def test_where_no_evidence_is_left_there_is_nothing_to_accept() -> None:
    told = details(replace(described("Small"), review=ACCEPTED))
    assert "the verdict is now undecided" in told
    assert "decide e answers its questions, o keeps retrieval with a reason" in told


def test_a_review_that_holds_is_told_in_one_line() -> None:
    holds = replace(ACCEPTED, judged=VerdictType.FINETUNING)
    told = details(replace(STRICT, review=holds))
    assert "decision fine-tuning was accepted by Ada" in told
    assert "stale" not in told
    assert "decide" not in told
