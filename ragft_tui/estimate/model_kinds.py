"""Families of models: what a `config.json` leaves unsaid, and which keys count nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from ragft_tui.core.costs import Mlp
from ragft_tui.core.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """What the code of a family decides, whatever its configs say."""

    tied: bool = False
    """Whether the head shares the embeddings where a config does not say so."""
    norms: int = 2
    """Norms of a layer."""
    qkv_bias: bool = False
    """Whether query, key and value have biases where a config does not say so."""
    qk_norm: bool = False
    fused: bool = False
    mlp: Mlp = Mlp.GATED
    other_bias: bool = False
    positions: bool = False
    """Whether positions are learned."""
    encoder: bool = False
    """Whether it reads texts and writes none."""


_GEMMA: Final = Family(tied=True)
_GPT: Final = Family(tied=True, qkv_bias=True, mlp=Mlp.PLAIN, other_bias=True, positions=True)
_ENCODER: Final = replace(_GPT, encoder=True)

FAMILIES: Final[Mapping[str, Family]] = {
    "gemma": _GEMMA,
    "gemma2": replace(_GEMMA, norms=4),
    "gemma3": replace(_GEMMA, norms=4, qk_norm=True),
    "gemma3_text": replace(_GEMMA, norms=4, qk_norm=True),
    "cohere": Family(tied=True, norms=1),
    "qwen2": Family(qkv_bias=True),
    "qwen2_moe": Family(qkv_bias=True),
    "qwen2_vl": Family(qkv_bias=True),
    "qwen2_5_vl": Family(qkv_bias=True),
    "qwen3": Family(qk_norm=True),
    "qwen3_moe": Family(qk_norm=True),
    "phi3": Family(fused=True),
    "falcon": Family(tied=True, norms=1, mlp=Mlp.PLAIN),
    "nemotron": Family(mlp=Mlp.PLAIN),
    "apertus": Family(mlp=Mlp.PLAIN, qk_norm=True),
    "gpt2": _GPT,
    "opt": _GPT,
    "gpt_bigcode": _GPT,
    "gpt_neox": Family(qkv_bias=True, mlp=Mlp.PLAIN, other_bias=True),
    "phi": Family(qkv_bias=True, mlp=Mlp.PLAIN, other_bias=True, norms=1),
    "starcoder2": Family(tied=True, qkv_bias=True, mlp=Mlp.PLAIN, other_bias=True),
    "bert": _ENCODER,
    "roberta": _ENCODER,
    "xlm-roberta": _ENCODER,
    "camembert": _ENCODER,
    "electra": _ENCODER,
    "distilbert": _ENCODER,
    "mpnet": _ENCODER,
    "nomic_bert": _ENCODER,
    "deberta-v2": _ENCODER,
    "modernbert": Family(tied=True, encoder=True),
}
"""Families by `model_type`, where they differ from Llama."""

_LLAMA: Final = Family()

_LIKE_LLAMA: Final = """
    ernie4_5 exaone4 glm granite granitemoe helium hunyuan_v1_dense internlm3 llama ministral
    ministral3 mistral mixtral olmo olmo2 olmo3 phimoe seed_oss smollm3 stablelm
"""
COUNTED: Final = frozenset({*_LIKE_LLAMA.split(), *FAMILIES})
"""The values of `model_type` whose parameters were counted beside those of transformers."""

_NO_COUNT: Final = """
    _attn_implementation _name_or_path _sliding_window_pattern activation activation_function
    architectures attention_chunk_size auto_map bos_token_id cache_implementation
    chunk_size_feed_forward cls_token_id decoder_sparse_step do_layer_norm_before dtype eod_token_id
    eos_token_id hidden_act hidden_activation id2label is_decoder is_encoder_decoder kv_lora_rank
    label2id layer_norm_elementwise_affine layer_types max_position_embeddings max_window_layers
    mha mlp model_type multi_query n_ctx n_positions no_rope_layer_interval no_rope_layers
    norm_topk_prob num_params original_max_position_embeddings pad_token_id
    position_embedding_type pretraining_tp q_lora_rank quantization_config query_pre_attn_scalar
    rope_parameters rope_scaling rope_theta scale_attn_weights sep_token_id sliding_window
    sliding_window_pattern source summary_activation summary_proj_to_labels summary_type
    summary_use_proj task_specific_params torch_dtype transformers_version type_vocab_size
    unk_token_id use_cache use_parallel_residual use_sliding_window word_embed_proj_dim
"""
IGNORED: Final = frozenset(_NO_COUNT.split())
"""Keys that change no count of parameters, or are looked at elsewhere."""


def family_of(config: Mapping[str, object]) -> Family:
    """Return the family of a config; that of Llama if it is not known."""
    kind = config.get("model_type")
    return FAMILIES.get(kind, _LLAMA) if isinstance(kind, str) else _LLAMA
