"""The filter language: what each term finds, and what is said of one that is wrong."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest

from ragft_tui.core.model import Capability, Review, VerdictType
from ragft_tui.core.review.filter import (
    FLAGS,
    LONGEST_FILTER,
    MOST_TERMS,
    FilterError,
    parse_filter,
)
from tests.support.projects import described, packaged_rulebook
from tests.support.reviewed import ALL, NOTHING, REFUNDS, TODAY, VOICE
from tests.support.steps import steps

RULEBOOK = packaged_rulebook()


def found(text: str, *marked: Capability) -> list[str]:
    chosen = parse_filter(text, RULEBOOK)
    return [item.id for item in ALL if chosen.matches(item, marked=item in marked)]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("", ["refunds", "voice", "straße", "small", "new"]),
        ("  \t ", ["refunds", "voice", "straße", "small", "new"]),
        ("policy", ["refunds"]),
        ("POLICY quotes", ["refunds"]),
        ("policy hello", []),
        ('"policy that is"', ["refunds"]),
        ('"that policy"', []),
        ("strasse", ["straße"]),
        ("legal", ["refunds"]),
        ("marketing", ["voice"]),
        ("board", ["voice"]),
        ("weekly", ["refunds", "voice"]),
        ("-weekly", ["straße", "small", "new"]),
        ('-"signs off" weekly', ["refunds"]),
        ("verdict:retrieval", ["refunds"]),
        ("verdict:both,retrieval", ["refunds", "voice"]),
        ("Verdict:Both", ["voice"]),
        ("verdict:undecided", ["small", "new"]),
        ("undecided", ["small", "new"]),
        ("verdict:prompting", []),
        ("decision:both", []),
        ("decision:retrieval", ["refunds", "voice"]),
        ("decision:fine-tuning", ["straße"]),
        ("verdict:finetuning", ["straße"]),
        ("verdict:Fine-Tuning", ["straße"]),
        ("decision:undecided", ["small", "new"]),
        ("verdict:both decision:retrieval", ["voice"]),
        ("retrieval", ["refunds", "voice"]),
        ("both", []),
        ("fine-tuning", ["straße"]),
        ("finetuning", ["straße"]),
        ("-retrieval", ["straße", "small", "new"]),
        ("strength:open", ["small", "new"]),
        ("review:none", ["small", "new"]),
        ("review:accepted,overridden", ["refunds", "voice"]),
        ("review:stale", ["straße"]),
        ("stale", ["straße"]),
        ("pending", ["straße", "small", "new"]),
        ("-pending", ["refunds", "voice"]),
        ("unready -undecided", ["refunds", "voice", "straße"]),
        ("volatility:weekly", ["refunds", "voice"]),
        ("volatility:weekly -tone:strict", ["refunds"]),
        ("tone:unknown", ["refunds"]),
        ("tone:open", ["small", "new"]),
        ("tone:open,unknown", ["refunds", "small", "new"]),
        ("examples:few", ["voice"]),
        ('"stale"', []),
        ("::", []),
    ],
)
def test_a_filter_finds_what_fits_all_of_its_terms(text: str, ids: list[str]) -> None:
    assert found(text) == ids


def test_what_is_marked_is_found_by_a_word() -> None:
    assert found("marked", VOICE, NOTHING) == ["voice", "small"]
    assert found("-marked", VOICE, NOTHING) == ["refunds", "straße", "new"]


def test_every_flag_is_a_condition_and_no_text() -> None:
    saying = described("All", " ".join(FLAGS), tone="strict", examples=500)
    saying = replace(saying, review=Review("accepted", VerdictType.FINETUNING, "default 1", TODAY))
    for flag in set(FLAGS) - {"finetuning", "fine-tuning"}:
        assert not parse_filter(flag, RULEBOOK).matches(saying)
    for flag in FLAGS:
        assert parse_filter(f'"{flag}"', RULEBOOK).matches(saying)


@pytest.mark.parametrize(
    ("text", "word", "column", "told"),
    [
        ("verdit:both", "verdit", 1, 'Unknown word "verdit" (column 1); did you mean "verdict"?'),
        ("a -verdit:both", "verdit", 4, 'did you mean "verdict"?'),
        (
            "a tone:strickt",
            "strickt",
            8,
            'tone is never "strickt" (column 8); did you mean "strict"',
        ),
        ("verdict:both,,", "verdict:", 14, 'Nothing follows "verdict:" (column 14); it can be'),
        (
            "verdict:",
            "verdict:",
            9,
            '"retrieval", "finetuning", "both", "prompting" or "undecided".',
        ),
        ("at 10:30", "10", 4, "in quotes it is looked for as text."),
        ('refund "no end', '"no end', 8, 'Unclosed quote ""no end" (column 8)'),
        ("a -", "-", 3, 'Nothing follows "-" (column 3)'),
    ],
)
def test_what_is_wrong_is_told_with_word_column_and_a_way_out(
    text: str, word: str, column: int, told: str
) -> None:
    with pytest.raises(FilterError) as raised:
        parse_filter(text, RULEBOOK)
    assert (raised.value.word, raised.value.column) == (word, column)
    assert told.casefold() in raised.value.sentence.casefold()


def test_a_page_that_was_pasted_is_no_filter() -> None:
    parse_filter("x" * LONGEST_FILTER, RULEBOOK)
    with pytest.raises(FilterError, match="a filter holds 1,000 characters"):
        parse_filter("x " * LONGEST_FILTER, RULEBOOK)


def test_a_filter_of_many_terms_is_told_from_where_they_are_too_many() -> None:
    assert parse_filter("a " * MOST_TERMS, RULEBOOK).matches(replace(REFUNDS, name="a"))
    with pytest.raises(FilterError) as caught:
        parse_filter("a " * (MOST_TERMS + 1), RULEBOOK)
    assert str(caught.value) == (
        'too many from "a" (column 101); a filter holds 50 words and conditions'
    )


def test_each_further_condition_takes_a_small_part_of_the_first() -> None:
    few, many = (steps(partial(parse_filter, "verdict:both " * n, RULEBOOK)) for n in (1, 40))
    assert many < 8 * few
