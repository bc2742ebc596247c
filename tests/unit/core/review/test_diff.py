from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given

from ragft_tui.core.model import Answer, Capability, Draft, Project, Review, VerdictType
from ragft_tui.core.review.diff import diff_projects
from tests.support.projects import (
    described,
    packaged_rulebook,
    project_of,
    projects,
    small_rulebook,
)
from tests.support.steps import CountedText

SMALL = small_rulebook()
TONE = described("Tone", volatility="static")
FACTS = described("Facts", volatility="weekly")
DECIDED = "overridden with retrieval by ada on 2026-05-03 (verdict both, default 1), because: Legal"


def of(old: Project, new: Project) -> list[tuple[str, str, str, str]]:
    found = diff_projects(old, new)
    return [(item.capability, item.field, item.old, item.new) for item in found]


def test_each_field_that_differs_is_named_with_both_sides() -> None:
    review = Review("overridden", VerdictType.BOTH, "default 1", date(2026, 5, 3), "ada")
    review = replace(review, type=VerdictType.RETRIEVAL, because="Legal")
    new = replace(
        FACTS,
        description="Quotes.",
        answers=(Answer("volatility", "daily", "Ops"), Answer("tone", "none")),
        review=review,
        draft=Draft(notes="half a n", named=(("tone", "bra"),)),
        named=(("volatility", "price list"),),
        notes="Ask.",
        notes_by="ada",
    )
    assert of(project_of(TONE, FACTS), project_of(TONE, new)) == [
        ("Facts", "description", "Does Facts.", "Quotes."),
        ("Facts", "notes", "", "Ask."),
        ("Facts", "notes by", "", "ada"),
        ("Facts", "review", "", DECIDED),
        ("Facts", "volatility", "weekly", "daily (because: Ops)"),
        ("Facts", "tone", "", "none"),
        ("Facts", "name of volatility", "", "price list"),
        ("Facts", "notes in progress", "", "half a n"),
        ("Facts", "name of tone in progress", "", "bra"),
    ]


def test_capabilities_that_came_and_went_are_told() -> None:
    assert of(project_of(TONE), project_of(FACTS, Capability("new", draft=Draft(name="Ma")))) == [
        ("Facts", "", "", "Does Facts."),
        ("Ma", "", "", "text in progress"),
        ("Tone", "", "Does Tone.", ""),
    ]


def test_another_order_is_a_difference() -> None:
    assert of(project_of(TONE, FACTS), project_of(FACTS, TONE)) == [
        ("", "order", "tone, facts", "facts, tone")
    ]


def test_the_project_itself_may_differ() -> None:
    new = replace(project_of(), name="Other", rulebook="ours.toml", tool={"x": 1})
    assert [item[1] for item in of(project_of(), new)] == ["name", "rulebook", "tool"]


@given(projects(small_rulebook()), projects(small_rulebook()))
def test_two_versions_differ_exactly_where_something_is_told(old: Project, new: Project) -> None:
    assert bool(diff_projects(old, new)) == (old != new)


@given(projects(small_rulebook()))
def test_a_version_does_not_differ_from_itself(project: Project) -> None:
    assert diff_projects(project, project) == ()


def test_another_verdict_stands_behind_the_answers_that_led_to_it() -> None:
    judged = Review("accepted", VerdictType.RETRIEVAL, "default 1", date(2026, 5, 3))
    old = replace(FACTS, review=judged)
    new = replace(old, answers=(Answer("volatility", "static"),))
    rules = packaged_rulebook()
    found = diff_projects(project_of(old, TONE), project_of(new, TONE), (rules, rules))
    assert [(item.field, item.old, item.new) for item in found] == [
        ("volatility", "weekly", "static"),
        ("verdict", "retrieval, lean", "prompting, lean"),
        ("review holds", "yes", "no, the verdict has changed"),
    ]


def test_another_rulebook_is_a_difference_of_verdicts_alone() -> None:
    project = project_of(FACTS)
    found = diff_projects(project, project, (packaged_rulebook(), small_rulebook()))
    assert {item.field for item in found} <= {"verdict"}


def test_comparing_projects_takes_time_in_proportion() -> None:
    def compare(size: int) -> int:
        items = tuple(Capability(CountedText(f"c{number}"), "Name") for number in range(size))
        before, after = Project("A", capabilities=items), Project("A", capabilities=items[::-1])
        CountedText.compared = 0
        diff_projects(before, after, (SMALL, SMALL))
        return CountedText.compared

    once = compare(200)
    assert compare(400) < 2.2 * once + 10


def test_with_the_words_of_a_rulebook_no_id_is_left() -> None:
    rulebook = packaged_rulebook()
    judged = Review("accepted", VerdictType.FINETUNING, "default 2", date(2026, 5, 3))
    new = replace(FACTS, answers=(Answer("volatility", "daily"),), review=judged)
    told = diff_projects(project_of(FACTS), project_of(new), (rulebook, rulebook), words=rulebook)
    assert [(item.field, item.new) for item in told[:2]] == [
        ("review", "accepted on 2026-05-03 (verdict fine-tuning, the default rulebook, edition 2)"),
        ("Volatility", "Daily, or several times a day"),
    ]


def test_inputs_of_the_costs_that_differ_are_named_by_their_label_or_key() -> None:
    old = replace(project_of(TONE), costs=(("documents", 1_000),))
    new = replace(
        project_of(TONE),
        costs=(("documents", 5_000), ("rank", 8)),
        draft=Draft(costs=(("gpus", "2"),)),
    )
    assert of(old, new) == [
        ("", "costs.documents", "1,000 documents", "5,000 documents"),
        ("", "costs.rank", "", "8"),
        ("", "costs.gpus in progress", "", "2"),
    ]
    found = diff_projects(old, new, words=SMALL)
    assert [item.field for item in found][:2] == ["costs: documents", "costs: rank"]
