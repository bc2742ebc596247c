from __future__ import annotations

from collections.abc import Mapping

import pytest

from ragft_tui.core.costs import Mlp
from ragft_tui.core.errors import ProblemsError
from ragft_tui.estimate.model_config import read_architecture, read_config

LLAMA = {
    "model_type": "llama",
    "hidden_size": 4_096,
    "num_hidden_layers": 32,
    "num_attention_heads": 32,
    "num_key_value_heads": 8,
    "intermediate_size": 14_336,
    "vocab_size": 128_256,
    "max_position_embeddings": 131_072,
    "rms_norm_eps": 1e-5,
    "tie_word_embeddings": False,
    "rope_scaling": {"factor": 8.0},
}
QWEN2 = {
    **LLAMA,
    "model_type": "qwen2",
    "hidden_size": 1_536,
    "num_hidden_layers": 28,
    "num_attention_heads": 12,
    "num_key_value_heads": 2,
    "intermediate_size": 8_960,
    "vocab_size": 151_936,
    "tie_word_embeddings": True,
}
GEMMA2 = {
    "model_type": "gemma2",
    "hidden_size": 2_304,
    "num_hidden_layers": 26,
    "num_attention_heads": 8,
    "num_key_value_heads": 4,
    "head_dim": 256,
    "intermediate_size": 9_216,
    "vocab_size": 256_000,
}
GPT2 = {
    "model_type": "gpt2",
    "n_embd": 768,
    "n_layer": 12,
    "n_head": 12,
    "n_positions": 1_024,
    "vocab_size": 50_257,
}
BERT = {
    "model_type": "bert",
    "hidden_size": 768,
    "num_hidden_layers": 12,
    "num_attention_heads": 12,
    "intermediate_size": 3_072,
    "vocab_size": 28_996,
    "max_position_embeddings": 512,
    "type_vocab_size": 2,
}
MIXTRAL = {
    **LLAMA,
    "model_type": "mixtral",
    "vocab_size": 32_000,
    "num_local_experts": 8,
    "num_experts_per_tok": 2,
}


def notes(config: Mapping[str, object]) -> str:
    return " ".join(read_config(config, "any", "config.json").remarks)


@pytest.mark.parametrize(
    ("config", "params"),
    [
        (LLAMA, 8_030_261_248),
        (QWEN2, 1_543_714_304),
        (GEMMA2, 2_614_341_888),
        (GPT2, 124_439_808),
        (MIXTRAL, 46_702_792_704),
    ],
    ids=["llama", "qwen2", "gemma2", "gpt2", "mixtral"],
)
def test_parameters_are_those_of_the_published_models(
    config: Mapping[str, object], params: int
) -> None:
    assert read_config(config, "any", "config.json").total_params == params


def test_a_model_of_a_known_family_has_nothing_to_be_told() -> None:
    assert notes(LLAMA) == ""


def test_an_encoder_is_counted_as_far_as_it_is_one() -> None:
    model = read_config(BERT, "bert", "config.json")
    assert model.total_params == pytest.approx(108_310_272, rel=0.006)
    assert "writes no answers" in " ".join(model.notes)


def test_a_mixture_counts_all_experts_in_memory_and_those_of_a_token_in_compute() -> None:
    architecture = read_architecture(MIXTRAL)
    assert architecture.active_params == pytest.approx(12.9e9, rel=0.01)
    assert "mixture of 8 experts, 2 for each token" in notes(MIXTRAL)


def test_of_a_model_that_sees_only_the_language_model_is_counted() -> None:
    config = {"model_type": "any_vl", "vision_config": {"hidden_size": 1}, "text_config": LLAMA}
    assert read_config(config, "any", "config.json").total_params == 8_030_261_248
    assert "only its language model is counted" in notes(config)
    assert "only its language model" in notes({**LLAMA, "vision_config": {}})


def test_an_encoder_decoder_is_refused() -> None:
    with pytest.raises(ProblemsError, match="is an encoder-decoder"):
        read_config({"is_encoder_decoder": True, "d_model": 5}, "t5", "config.json")


def test_an_unknown_family_and_unknown_keys_are_told() -> None:
    told = notes({**LLAMA, "model_type": "new", "mystery": 3, "off": False, "rate": 0.5})
    assert 'Its model_type is "new"' in told
    assert "were not looked at: mystery." in told


def test_a_model_that_is_stored_quantized_is_told() -> None:
    assert "stored quantized" in notes({**LLAMA, "quantization_config": {"bits": 4}})


def test_text_of_a_config_is_shown_as_text() -> None:
    told = notes({**LLAMA, "model_type": "\x1b[2Jx", "a\nb": 1})
    assert "\x1b" not in told
    assert "\n" not in told


@pytest.mark.parametrize("value", [0, -1, 10**12, "many", 1.5, True, []])
@pytest.mark.parametrize("key", ["hidden_size", "num_hidden_layers", "vocab_size"])
def test_a_size_out_of_range_is_told_with_the_range(key: str, value: object) -> None:
    with pytest.raises(ProblemsError, match="a whole number from 1 to 10,000,000") as caught:
        read_config({**LLAMA, key: value}, "any", "config.json")
    assert caught.value.location == (key,)
    assert caught.value.source == "config.json"


def test_all_that_is_missing_is_told_at_once() -> None:
    with pytest.raises(ProblemsError) as caught:
        read_config({"model_type": "llama"}, "any", "config.json")
    assert {str(each.location) for each in caught.value.problems} == {
        *("hidden_size", "num_hidden_layers", "num_attention_heads"),
        *("intermediate_size", "vocab_size"),
    }


def test_more_key_heads_than_heads_are_refused() -> None:
    with pytest.raises(ProblemsError, match="at most num_attention_heads, 32"):
        read_config({**LLAMA, "num_key_value_heads": 64}, "any", "config.json")


def test_other_names_mean_the_same() -> None:
    """Tables of constants call them otherwise than config.json."""
    table = {
        "hidden_size": 8,
        "num_layers": 2,
        "num_heads": 4,
        "intermediate_size": 12,
        "vocab_size": 10,
        "tied_embeddings": True,
        "mlp": "plain",
    }
    found = read_architecture(table)
    assert (found.num_kv_heads, found.head_dim, found.tied_embeddings) == (4, 2, True)
    assert found.mlp is Mlp.PLAIN


def test_what_is_not_given_is_taken_from_a_known_model() -> None:
    base = read_architecture(QWEN2)
    assert read_architecture({"vocab_size": 5}, base).qkv_bias
    assert read_architecture({"vocab_size": 5}, base).vocab_size == 5
