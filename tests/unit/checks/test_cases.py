"""Files of labelled cases, also with answers that no rulebook takes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ragft_tui.core.model import UNKNOWN, AnswerValue, VerdictType
from ragft_tui.storage.rulebooks import load_rulebook
from tests.checks.cases import ANSWERS, DESCRIPTION, INTERVIEW, Case, read_answers, read_cases

RULEBOOK = load_rulebook()


def taken(given: dict[str, object]) -> dict[str, AnswerValue]:
    answers, refused = read_answers(given, RULEBOOK)
    assert refused == ()
    return {answer.question: answer.value for answer in answers}


def read(path: Path, *records: dict[str, object], only: frozenset[str] | None = None) -> list[Case]:
    case = {"id": "one", "label": "both", "description": "Reads invoices."}
    lines = [json.dumps({**case, **record}) for record in records]
    path.write_text("\n\n".join(lines) + "\n", encoding="utf-8")
    return read_cases(path, RULEBOOK, only=only, without=frozenset({"left-out"}))


def test_options_numbers_and_unknown_are_taken() -> None:
    given: dict[str, object] = {"tone": "strict", "examples": 300, "volume": UNKNOWN}
    assert taken(given) == given


@pytest.mark.parametrize("order", [("baseline", "failure"), ("failure", "baseline")])
def test_a_failure_replaces_the_baseline_unless_it_is_unknown(order: tuple[str, str]) -> None:
    failed = {"baseline": UNKNOWN, "failure": "not_tried"}
    unknown = {"baseline": "not_tried", "failure": UNKNOWN}
    for given in (failed, unknown):
        assert taken({name: given[name] for name in order}) == {"baseline": "not_tried"}


def test_what_works_is_an_option_by_the_name_that_the_rulebook_has_for_it() -> None:
    assert taken({"baseline": "not_tried", "failure": "works"}) == {"baseline": "nothing"}
    assert taken({"baseline": "yes"}) == {"baseline": "nothing"}
    assert taken({"baseline": "no"}) == {"baseline": "unclear"}
    assert taken({"failure": "facts"}) == {"baseline": "facts"}


def test_what_the_rulebook_does_not_take_is_named_and_the_rest_counts() -> None:
    given: dict[str, object] = {
        "tone": "loud",
        "volatility": 7,
        "examples": -1,
        "citations": ["required"],
        "colour": "red",
        "failure": "the weather",
        "baseline": "not_tried",
        "format": "strict",
    }
    answers, refused = read_answers(given, RULEBOOK)
    assert {answer.question: answer.value for answer in answers} == {
        "baseline": "not_tried",
        "format": "strict",
    }
    assert refused == (
        "tone loud",
        "volatility 7",
        "examples -1",
        "citations ['required']",
        "colour (no such question)",
        "baseline the weather",
    )


def test_a_case_has_a_view_for_each_field_it_has(tmp_path: Path) -> None:
    whole, bare = read(
        tmp_path / "cases.jsonl",
        {
            "answers": {"tone": "loud"},
            "interview": {"tone": "strict"},
            "source_url": "https://a.b/",
        },
        {"id": "two", "label": "retrieval", "domain": "railway"},
    )
    assert (whole.label, whole.origin) == (VerdictType.BOTH, "a.b")
    assert list(whole.views) == [DESCRIPTION, ANSWERS, INTERVIEW]
    assert [len(view.answers) for view in whole.views.values()] == [0, 0, 1]
    assert whole.refused == ("answers: tone loud",)
    assert (bare.origin, list(bare.views)) == ("railway", [DESCRIPTION])


def test_ids_are_chosen_and_left_out(tmp_path: Path) -> None:
    records: list[dict[str, object]] = [{"id": name} for name in ("one", "two", "left-out")]
    path = tmp_path / "cases.jsonl"
    assert [case.id for case in read(path, *records)] == ["one", "two"]
    only = frozenset({"two", "left-out"})
    assert [case.id for case in read(path, *records, only=only)] == ["two"]


@pytest.mark.parametrize("record", [{"label": "magic"}, {"description": None}, {"answers": 3}])
def test_a_line_that_is_no_case_is_named(tmp_path: Path, record: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="line 3: "):
        read(tmp_path / "cases.jsonl", {}, record)
