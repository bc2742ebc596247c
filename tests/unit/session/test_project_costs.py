from __future__ import annotations

from dataclasses import replace

import pytest

from ragft_tui.core.costs import Value
from ragft_tui.core.model import Project
from ragft_tui.session.project_costs import CostDesk, alternatives, next_value
from tests.support.projects import described, packaged_rulebook, project_of

FACTS = described("Facts", citations="required", source="collection")


@pytest.mark.parametrize(
    ("name", "now", "up", "down"),
    [
        ("documents", 1_000, 2_000, 500),
        ("documents", 0, 1, 0),
        ("documents", 10**9, 10**9, 5 * 10**8),
        ("documents", 730, 1_000, 500),
        ("mfu", 0.4, 0.5, 0.2),
        ("mfu", 1.0, 1.0, 0.5),
        ("mfu", 0.01, 0.02, 0.01),
        ("rank", 16, 32, 8),
        ("rank", 1, 2, 1),
        ("gpu_price", None, 0.01, 0.0),
        ("dora", False, True, True),
        ("method", "qlora", "lora", "full"),
        ("gpu", "A100 80 GB", "H100 80 GB", "L40S 48 GB"),
    ],
)
def test_a_step_goes_to_the_next_round_value_within_the_range(
    name: str, now: Value | None, up: Value, down: Value
) -> None:
    assert (next_value(name, now, 1), next_value(name, now, -1)) == (up, down)


def test_what_depends_on_the_capabilities_is_gathered_once() -> None:
    desk, project = CostDesk(packaged_rulebook()), project_of(FACTS)
    first = desk.needs(project)
    assert desk.needs(replace(project, costs=(("rank", 8),))) is first
    assert desk.needs(project_of(FACTS, described("Voice", tone="strict"))) != first


def test_a_project_can_be_compared_with_other_methods_models_and_what_is_decided() -> None:
    ways = dict(alternatives(Project("App", costs=(("method", "lora"),))))
    assert {"QLoRA", "full fine-tuning", "only the capabilities with a decision"} <= ways.keys()
    assert "LoRA" not in ways
    assert ways["base model qwen2.5-7b"].changes == (("model", "qwen2.5-7b"),)
