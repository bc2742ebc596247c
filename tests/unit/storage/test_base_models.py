from __future__ import annotations

from pathlib import Path

import pytest

from ragft_tui.core.costs import BaseModel
from ragft_tui.core.errors import ProblemsError, UsageError
from ragft_tui.storage.base_models import find_base_model, load_base_models
from ragft_tui.storage.paths import own_models_file

SHIPPED = load_base_models()
OWN = """
[mine]
source = "https://models.example/mine/config.json"
read = 2026-11-29
hidden_size = 64
num_layers = 2
num_heads = 4
num_kv_heads = 2
head_dim = 16
intermediate_size = 128
vocab_size = 1000
"""


def write_own(text: str) -> Path:
    file = own_models_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    return file


@pytest.mark.parametrize("model", SHIPPED.values(), ids=SHIPPED)
def test_every_shipped_model_has_its_source_and_day(model: BaseModel) -> None:
    assert model.source.startswith("https://")
    assert model.read
    assert not model.own
    assert model.architecture.total_params == model.total_params


@pytest.mark.parametrize(
    ("name", "params"),
    [
        ("llama-2-7b", 6_738_415_616),
        ("qwen2.5-3b", 3_085_938_688),
        ("gemma-2-2b", 2_614_341_888),
        ("phi-3-mini-4k", 3_821_079_552),
        ("mistral-7b-v0.3", 7_248_023_552),
        ("qwen3-0.6b", 596_049_920),
        ("qwen3-8b", 8_190_735_360),
        ("qwen3-32b", 32_762_123_264),
        ("qwen3-30b-a3b", 30_532_122_624),
        ("smollm2-135m", 134_515_008),
        ("smollm2-1.7b", 1_711_376_384),
    ],
)
def test_published_totals(name: str, params: int) -> None:
    assert find_base_model(name).total_params == params


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("Qwen/Qwen2.5-7B-Instruct", "qwen2.5-7b"),
        ("meta-llama/Llama-2-7b-chat-hf", "llama-2-7b"),
        ("meta-llama/Meta-Llama-3-8B", "llama-3-8b"),
        ("google/gemma-2-9b-it", "gemma-2-9b"),
    ],
)
def test_models_are_found_by_what_hubs_call_them(name: str, known: str) -> None:
    assert find_base_model(name).name == known


def test_an_unknown_name_is_told_the_nearest_one() -> None:
    with pytest.raises(UsageError, match='did you mean "llama-3-8b"'):
        find_base_model("lama-3-8b")


def test_own_models_come_beside_the_shipped_ones() -> None:
    write_own(OWN)
    models = load_base_models()
    assert models["mine"].own
    assert set(models) == {*SHIPPED, "mine"}
    assert find_base_model("mine").total_params == models["mine"].architecture.total_params


def test_an_own_model_replaces_a_shipped_one_of_its_name() -> None:
    write_own(OWN.replace("[mine]", '["llama-3.1-8b"]'))
    assert find_base_model("llama-3.1-8b").architecture.hidden_size == 64


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("hidden_size = 64", "hidden_size = 0", "a whole number from 1 to 10,000,000, not 0"),
        ("hidden_size = 64", "hidden_size = -5", "a whole number from 1"),
        ("num_layers = 2", "num_layers = 99999999", "a whole number from 1 to 10,000"),
        ("num_layers = 2\n", "", "num_layers: is missing"),
        ("vocab_size", "vocab", 'did you mean "vocab_size"'),
        ("num_kv_heads = 2", "num_kv_heads = 3", "must be a divisor of num_heads"),
        ("head_dim = 16", "head_dim = 16\nexperts_per_token = 2", "from 1 to 1"),
        ("read = 2026-11-29", 'read = "lately"', "a date such as"),
        ("[mine]", "mine = 5\n[other]", "must be a table"),
    ],
)
def test_what_is_wrong_in_the_own_file_is_told_with_its_line(old: str, new: str, what: str) -> None:
    file = write_own(OWN.replace(old, new))
    with pytest.raises(ProblemsError) as caught:
        load_base_models()
    assert what in str(caught.value)
    assert file.name in str(caught.value)
    assert caught.value.position
    assert caught.value.position.line
