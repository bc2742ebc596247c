from __future__ import annotations

from dataclasses import replace

from ragft_tui.core.costs import Value
from ragft_tui.core.model import Axis, Capability, Project
from ragft_tui.core.review import Member, ProjectCosts, Spare
from ragft_tui.report.project_costs import (
    cost_problems,
    cost_remarks,
    cost_sections,
    describe_spare,
    gpu_sentence,
    part_lines,
)
from ragft_tui.session.project_costs import project_costs
from tests.support.projects import described, packaged_rulebook

FACTS = described("Facts", citations="required", source="collection")
VOICE = described("Voice", tone="strict", format="free")
PROMPT = described("Prompt", baseline="nothing")


def of(*items: Capability, **inputs: Value) -> ProjectCosts:
    project = Project("App", capabilities=items, costs=tuple(inputs.items()))
    return project_costs(project, packaged_rulebook())


def titles(costs: ProjectCosts) -> list[str]:
    return [section.title for section in cost_sections(costs)]


def test_only_what_is_called_for_has_a_section() -> None:
    assert titles(of(FACTS)) == ["Retrieval: 1 index", "Prompts"]
    assert titles(of(VOICE)) == ["Fine-tuning: 1 adapter", "Memory of a run: QLoRA on llama-3.1-8b"]
    assert titles(of(PROMPT)) == ["Prompts"]
    assert titles(of()) == []


def test_money_has_a_section_where_there_is_a_price() -> None:
    assert titles(of(FACTS, memory_price=3))[-1] == "Money, at the prices given"


def test_what_may_be_the_same_is_counted_as_a_band() -> None:
    again = replace(FACTS, id="again")
    assert titles(of(FACTS, again))[0] == "Retrieval: 2 indexes, at least 1"


def test_full_fine_tuning_makes_models_and_no_adapters() -> None:
    assert titles(of(VOICE, method="full"))[0] == "Fine-tuning: 1 tuned model"


def test_of_many_needs_the_first_are_told_and_the_others_counted() -> None:
    items = [
        replace(FACTS, id=f"f{number}", named=(("source", f"source {number}"),))
        for number in range(25)
    ]
    costs = of(*items)
    lines = cost_sections(costs)[0].lines
    assert len(lines) == 21
    assert lines[-1] == "And 5 more of these"
    assert [*part_lines(costs, "chunks")][-1] == "and 5 more parts"


def test_undecided_ones_and_none_at_all_are_told() -> None:
    assert next(cost_remarks(of(FACTS, described("Open")))) == (
        "1 capability counts; 1 undecided, which costs nothing yet."
    )
    assert "nothing is counted" in next(cost_remarks(of(described("Open"))))


def test_what_could_go_first_is_told_with_what_that_saves() -> None:
    trained = Spare(
        member=Member(3, "A"),
        axis=Axis.BEHAVIOUR,
        kept_is_must=True,
        points=6,
        kept_points=9,
        alone=True,
    )
    assert describe_spare(trained) == (
        "3 A needs both; fine-tuning could go first: knowledge is a must; that saves its adapter."
    )
    found = replace(trained, axis=Axis.KNOWLEDGE, kept_is_must=False, points=4, alone=False)
    assert describe_spare(found) == (
        "3 A needs both; retrieval could go first: it has 4 points against 9 for behaviour; "
        "others need its index too, so it stays."
    )


def test_whether_the_chosen_gpu_holds_a_run_is_told() -> None:
    assert gpu_sentence(of(VOICE)) == "A100 80 GB holds it."
    assert gpu_sentence(of(VOICE, gpu="T4 16 GB")).startswith(
        "T4 16 GB holds what is expected, but not the high end of "
    )
    assert gpu_sentence(of(VOICE, gpu="T4 16 GB", method="full")) == "T4 16 GB does not hold it."
    assert gpu_sentence(of(FACTS)) == ""


def test_a_problem_is_a_line_with_the_label_of_its_input() -> None:
    (line,) = cost_problems(of(FACTS, overlap=5_000))
    assert line == (
        "Overlap of chunks: must be smaller than the chunk of 1,024 tokens, not 5,000 "
        "(it can be a whole number from 0 to 1,023)."
    )
