from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from ragft_tui.core.costs import CostInputs
from ragft_tui.core.errors import RagftError
from ragft_tui.session.costs import choose_base_model, estimate_costs

CONFIG = {
    "model_type": "llama",
    "hidden_size": 64,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
    "intermediate_size": 128,
    "vocab_size": 1_000,
}


@pytest.fixture
def config(tmp_path: Path) -> Path:
    file = tmp_path / "small-model" / "config.json"
    file.parent.mkdir()
    file.write_text(json.dumps(CONFIG), "utf-8")
    return file


def test_both_halves_are_estimated_unless_one_is_not_called_for() -> None:
    both = estimate_costs(CostInputs())
    assert both.estimate.retrieval
    assert both.estimate.training
    assert not both.problems
    assert estimate_costs(CostInputs(), training=False).estimate.training is None
    assert estimate_costs(CostInputs(), retrieval=False).estimate.retrieval == ()


@pytest.mark.parametrize(
    ("changes", "kept"),
    [
        ({"overlap": 9_999}, "training"),
        ({"documents": -1}, "training"),
        ({"batch": 0}, "retrieval"),
        ({"model": "unheard-of"}, "retrieval"),
        ({"rank": 8_000}, "retrieval"),
        ({"targets": "nothing"}, "retrieval"),
    ],
    ids=str,
)
def test_what_is_wrong_in_one_half_leaves_the_other(changes: dict[str, object], kept: str) -> None:
    costs = estimate_costs(replace(CostInputs(), **changes))  # type: ignore[arg-type]
    assert len(costs.problems) == 1
    assert bool(costs.estimate.training) == (kept == "training")
    assert bool(costs.estimate.retrieval) == (kept == "retrieval")


def test_a_wrong_price_leaves_all_figures() -> None:
    costs = estimate_costs(CostInputs(gpu_price=-1))
    assert costs.problems
    assert costs.estimate.training
    assert costs.estimate.retrieval


def test_a_model_is_read_from_its_config(config: Path) -> None:
    for name in (str(config), str(config.parent)):
        model = choose_base_model(name)
        assert (model.name, model.own) == ("small-model", True)
        assert model.architecture.hidden_size == 64


def test_a_config_of_another_name_is_called_by_it(config: Path) -> None:
    renamed = config.rename(config.with_name("mine.json"))
    assert choose_base_model(str(renamed)).name == "mine"


def test_a_config_that_is_missing_is_told(tmp_path: Path) -> None:
    with pytest.raises(RagftError, match="does not exist"):
        choose_base_model(str(tmp_path / "config.json"))


@pytest.mark.parametrize("name", ["~nobody-of-that-name/config.json", "a\x00b", "a\x1b[2J", " "])
def test_what_is_neither_a_model_nor_a_file_is_told(name: str) -> None:
    with pytest.raises(RagftError) as caught:
        choose_base_model(name)
    assert str(caught.value).isprintable()
