"""Families of models: what a `config.json` leaves unsaid, and which keys count nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from ragft_tui.core.costs import Mlp


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

COUNTED: Final = frozenset(
    {"llama", "mistral", "mixtral", "smollm3", "granite", "olmo", "stablelm", *FAMILIES}
)
"""The values of `model_type` whose count of parameters is known to be that of their code."""

_NO_COUNT: Final = """
    _attn_implementation _attn_implementation_autoset _name_or_path architectures attention_dropout
    attention_probs_dropout_prob attn_logit_softcapping attn_pdrop auto_map bos_token_id
    cache_implementation chunk_size_feed_forward classifier_dropout cls_token_id
    decoder_sparse_step dtype embd_pdrop embedding_dropout eos_token_id final_logit_softcapping
    gradient_checkpointing hidden_act hidden_activation hidden_dropout hidden_dropout_prob id2label
    init_std initializer_range is_decoder is_encoder_decoder kv_lora_rank label2id layer_norm_eps
    layer_norm_epsilon layer_types max_position_embeddings max_window_layers mha mlp mlp_bias
    model_type multi_query n_ctx n_positions norm_eps norm_topk_prob num_params
    original_max_position_embeddings output_router_logits pad_token_id partial_rotary_factor
    position_embedding_type pretraining_tp q_lora_rank quantization_config query_pre_attn_scalar
    reorder_and_upcast_attn resid_pdrop rms_norm_eps rope_local_base_freq rope_parameters
    rope_scaling rope_theta router_aux_loss_coef scale_attn_weights sep_token_id sliding_window
    sliding_window_pattern source summary_activation summary_first_dropout summary_proj_to_labels
    summary_type summary_use_proj task_specific_params torch_dtype transformers_version
    type_vocab_size unk_token_id use_cache use_sliding_window
"""
IGNORED: Final = frozenset(_NO_COUNT.split())
"""Keys that change no count of parameters, or are looked at elsewhere."""


def family_of(config: Mapping[str, object]) -> Family:
    """Return the family of a config; that of Llama if it is not known."""
    kind = config.get("model_type")
    return FAMILIES.get(kind, _LLAMA) if isinstance(kind, str) else _LLAMA
