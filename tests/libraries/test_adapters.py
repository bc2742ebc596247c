"""Counts and files of adapters beside those of PEFT, on small models with random weights."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from peft import LoraConfig, get_peft_model
from transformers import AutoConfig, AutoModel, AutoModelForCausalLM, PreTrainedModel

from ragft_tui.core.costs import BaseModel
from ragft_tui.estimate.adapters import adapter_file_bytes, select_targets, trainable_params
from ragft_tui.estimate.model_config import read_config

SMALL = {
    "vocab_size": 199,
    "hidden_size": 48,
    "intermediate_size": 112,
    "num_hidden_layers": 3,
    "num_attention_heads": 6,
    "num_key_value_heads": 2,
    "head_dim": 8,
    "max_position_embeddings": 64,
    "bos_token_id": 1,
    "eos_token_id": 2,
    "pad_token_id": 0,
}
WIDE_HEADS = {**SMALL, "head_dim": 16}
SHAPES = {
    "llama": SMALL,
    "llama tied": {**SMALL, "tie_word_embeddings": True},
    "mistral": SMALL,
    "qwen2": {key: value for key, value in SMALL.items() if key != "head_dim"},
    "qwen3": WIDE_HEADS,
    "gemma": WIDE_HEADS,
    "gemma2": WIDE_HEADS,
    "gemma3_text": WIDE_HEADS,
    "phi3": {key: value for key, value in SMALL.items() if key != "head_dim"},
    "granite": {key: value for key, value in SMALL.items() if key != "head_dim"},
}
EXPERTS = {**SMALL, "num_local_experts": 4, "num_experts": 4, "num_experts_per_tok": 2}
OTHERS = {
    **dict.fromkeys(("smollm3", "starcoder2", "cohere", "glm", "ministral"), SMALL),
    "mixtral": EXPERTS,
    "qwen3_moe": {**EXPERTS, "moe_intermediate_size": 40},
    "gpt2": {"vocab_size": 199, "n_embd": 48, "n_layer": 3, "n_head": 6, "n_positions": 64},
    "modernbert": {key: value for key, value in SMALL.items() if key != "num_key_value_heads"},
}
"""Shapes whose parameters are counted as well, though their adapters are not."""
TARGETS = ["all-linear", "attention", "mlp", "o_proj,down_proj"]


def saved_config(shape: str, place: Path) -> Path:
    config = AutoConfig.for_model(shape.partition(" ")[0], **{**SHAPES, **OTHERS}[shape])
    config.save_pretrained(place)
    return place / "config.json"


@pytest.fixture
def model(shape: str, tmp_path: Path) -> BaseModel:
    """Return what the program makes of the config.json that transformers saves."""
    text = saved_config(shape, tmp_path).read_text("utf-8")
    return read_config(json.loads(text), shape, "config.json")


def random_model(place: Path) -> PreTrainedModel:
    config = AutoConfig.from_pretrained(place)
    kind = AutoModel if config.model_type == "modernbert" else AutoModelForCausalLM
    return kind.from_config(config)


@pytest.mark.parametrize("shape", [*SHAPES, *OTHERS])
def test_all_parameters_are_counted_as_transformers_has_them(
    shape: str, model: BaseModel, tmp_path: Path
) -> None:
    network = random_model(tmp_path)
    assert model.total_params == sum(each.numel() for each in network.parameters())


@pytest.mark.parametrize("shape", SHAPES)
def test_every_key_of_the_config_is_known(shape: str, model: BaseModel) -> None:
    assert not [note for note in model.notes if "not looked at" in note]


@pytest.mark.parametrize("variant", ["lora", "dora"])
@pytest.mark.parametrize("rank", [1, 4, 7])
@pytest.mark.parametrize("targets", TARGETS)
@pytest.mark.parametrize("shape", SHAPES)
def test_adapters_have_the_parameters_and_the_file_of_peft(
    shape: str, targets: str, rank: int, variant: str, model: BaseModel, tmp_path: Path
) -> None:
    dora = variant == "dora"
    names = select_targets(model.architecture, targets)
    config = LoraConfig(
        r=rank,
        target_modules="all-linear" if targets == "all-linear" else list(names),
        use_dora=dora,
        task_type="CAUSAL_LM",
    )
    tuned = get_peft_model(random_model(tmp_path), config)
    trained = sum(each.numel() for each in tuned.parameters() if each.requires_grad)
    assert trainable_params(model.architecture, names, rank, dora=dora) == trained
    tuned.save_pretrained(tmp_path / "adapter", save_embedding_layers=False)
    size = (tmp_path / "adapter" / "adapter_model.safetensors").stat().st_size
    assert adapter_file_bytes(model.architecture, names, rank, dora=dora) == size
