"""Architectures from the `config.json` of any model, as transformers writes it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from ragft_tui.core.costs import Architecture, BaseModel, Mlp
from ragft_tui.core.errors import ROOT, ProblemsError, UsageError, describe_value
from ragft_tui.core.text import clean, one_line
from ragft_tui.estimate.model_kinds import COUNTED, IGNORED, family_of

Config = Mapping[str, object]
"""What a reader of JSON gave."""

_LARGEST: Final = 10_000_000
_SHOWN: Final = 12
_PLAIN_FACTOR: Final = 4
"""The feed-forward part of GPT-like models, in hidden sizes, unless their config tells it."""

_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "hidden_size": ("hidden_size", "n_embd", "d_model", "dim"),
    "num_layers": ("num_hidden_layers", "num_layers", "n_layer", "n_layers"),
    "num_heads": ("num_attention_heads", "num_heads", "n_head", "n_heads"),
    "num_kv_heads": ("num_key_value_heads", "num_kv_heads", "n_kv_heads", "n_head_kv"),
    "head_dim": ("head_dim",),
    "intermediate_size": ("intermediate_size", "n_inner", "ffn_dim", "d_ff", "ffn_hidden_size"),
    "vocab_size": ("vocab_size", "padded_vocab_size"),
    "norms_per_layer": ("norms_per_layer",),
    "context_length": ("context_length", "max_position_embeddings", "n_positions", "n_ctx"),
    "experts": ("num_local_experts", "num_experts", "n_routed_experts", "experts"),
    "experts_per_token": ("num_experts_per_tok", "experts_per_token"),
    "expert_size": ("moe_intermediate_size",),
}
"""The names of each size, the usual one first."""

_SWITCHES: Final[Mapping[str, tuple[str, ...]]] = {
    "tied_embeddings": ("tie_word_embeddings", "tied_embeddings"),
    "qkv_bias": ("qkv_bias", "attention_bias", "use_qkv_bias"),
    "qk_norm": ("qk_norm", "use_qk_norm"),
    "fused_projections": ("fused_projections",),
    "other_bias": ("other_bias",),
}
_READ: Final = frozenset(
    name for names in (*_NAMES.values(), *_SWITCHES.values()) for name in names
)


def read_config(config: Config, name: str, source: str) -> BaseModel:
    """Return the model that a `config.json` describes, with notes on what is not counted.

    Args:
        config: Its content.
        name: What to call the model.
        source: The file, as the user knows it.

    Raises:
        ProblemsError: With every size that is missing or out of range, or the reason why models
            of this kind cannot be counted.
    """
    text, vision = _text_part(config)
    if text.get("is_encoder_decoder") is True:
        what = "is an encoder-decoder, and only models with one stack of layers are counted"
        raise ProblemsError((UsageError(what, source=source, advice="choose another model"),))
    try:
        architecture = read_architecture(text)
    except ProblemsError as error:
        raise ProblemsError(tuple(each.placed(source) for each in error.problems)) from error
    notes = (*_vision_notes(vision=vision), *_notes(text))
    return BaseModel(name=name, architecture=architecture, source=source, own=True, notes=notes)


def read_architecture(config: Config, base: Architecture | None = None) -> Architecture:
    """Return the architecture that constants describe, by any of the names that they go by.

    Args:
        config: The constants.
        base: What constants that are not given are taken from; `None` for those of the family.

    Raises:
        ProblemsError: With every size that is missing or out of range.
    """
    reader = _Reader(config)
    family = family_of(config)
    hidden = reader.size("hidden_size", base.hidden_size if base else None)
    heads = reader.size("num_heads", _default_heads(config, hidden, base))
    kv_heads = 1 if config.get("multi_query") is True else heads
    plain = config.get("mlp", family.mlp.value) == Mlp.PLAIN.value
    experts = reader.size("experts", base.experts if base else 1)
    inner = reader.size(
        "intermediate_size",
        base.intermediate_size if base else hidden * _PLAIN_FACTOR if plain else None,
    )
    if experts > 1:
        inner = reader.size("expert_size", inner)
    positions = base.context_length if base else 0
    found = Architecture(
        hidden_size=hidden,
        num_layers=reader.size("num_layers", base.num_layers if base else None),
        num_heads=heads,
        num_kv_heads=reader.size("num_kv_heads", base.num_kv_heads if base else kv_heads),
        head_dim=reader.size("head_dim", base.head_dim if base else max(hidden // heads, 1)),
        intermediate_size=inner,
        vocab_size=reader.size("vocab_size", base.vocab_size if base else None),
        norms_per_layer=reader.size(
            "norms_per_layer", base.norms_per_layer if base else family.norms
        ),
        tied_embeddings=reader.switch(
            "tied_embeddings", base.tied_embeddings if base else family.tied
        ),
        qkv_bias=reader.switch("qkv_bias", base.qkv_bias if base else family.qkv_bias),
        fused_projections=reader.switch(
            "fused_projections", base.fused_projections if base else family.fused
        ),
        mlp=Mlp.PLAIN if plain else Mlp.GATED,
        context_length=reader.size("context_length", positions) if family.positions else positions,
        qk_norm=reader.switch("qk_norm", base.qk_norm if base else family.qk_norm),
        other_bias=reader.switch("other_bias", base.other_bias if base else family.other_bias),
        experts=experts,
        experts_per_token=reader.size("experts_per_token", base.experts_per_token if base else 1),
    )
    reader.check(found)
    return found


def _default_heads(config: Config, hidden: int, base: Architecture | None) -> int | None:
    """Return the heads where plain attention is all that is told of them."""
    if base:
        return base.num_heads
    return max(hidden // 128, 1) if config.get("mha") is True else None


class _Reader:
    """Sizes of a config; what is wrong with them is collected."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._problems: list[UsageError] = []

    def size(self, key: str, default: int | None) -> int:
        """Return a size by any of its names; 1 if it is wrong, which is noted."""
        for name in _NAMES[key]:
            value = self._config.get(name)
            if value is None:
                continue
            if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= _LARGEST:
                return value
            what = f"must be a whole number from 1 to {_LARGEST:,}, not {describe_value(value)}"
            self._problems.append(UsageError(what, location=ROOT / name))
            return 1
        if default is None:
            advice = "use the config.json of a language model"
            name = _NAMES[key][0]
            self._problems.append(UsageError("is missing", location=ROOT / name, advice=advice))
            return 1
        return default

    def switch(self, key: str, default: bool) -> bool:  # noqa: FBT001 - the value itself
        """Return a switch by any of its names."""
        values = (self._config.get(name) for name in _SWITCHES[key])
        return next((value for value in values if isinstance(value, bool)), default)

    def check(self, found: Architecture) -> None:
        """Raise with all that is wrong.

        Raises:
            ProblemsError: If anything is.
        """
        if not self._problems and found.num_kv_heads > found.num_heads:
            what = f"must be at most num_attention_heads, {found.num_heads:,}"
            self._problems.append(UsageError(what, location=ROOT / _NAMES["num_kv_heads"][0]))
        if not self._problems and found.experts_per_token > found.experts:
            what = f"must be at most the experts of a layer, {found.experts:,}"
            self._problems.append(UsageError(what, location=ROOT / _NAMES["experts_per_token"][0]))
        if self._problems:
            raise ProblemsError(tuple(self._problems))


def _text_part(config: Config) -> tuple[Config, bool]:
    """Return the language model of a config, and whether there is another part beside it."""
    part = next(
        (config[key] for key in ("text_config", "llm_config", "language_config") if key in config),
        None,
    )
    if not isinstance(part, dict):
        return config, "vision_config" in config
    shared = {key: config[key] for key in ("tie_word_embeddings",) if key in config}
    return {**shared, **part}, True


def _vision_notes(*, vision: bool) -> Iterable[str]:
    if vision:
        yield (
            "The model reads more than text: only its language model is counted, not what encodes "
            "pictures or sound."
        )


def _notes(config: Config) -> Iterable[str]:
    """Yield what is not counted, or counted only roughly."""
    family, kind = family_of(config), config.get("model_type")
    if family.encoder:
        yield (
            "It is an encoder, which writes no answers: embeddings and layers are counted, token "
            "types, the pooler and heads are not."
        )
    if any(key in config for key in ("kv_lora_rank", "q_lora_rank")):
        yield "Its latent attention is counted as plain attention, which it is smaller than."
    if isinstance(config.get("quantization_config"), dict):
        yield "It is stored quantized: the file of the base model is smaller than estimated."
    if not (isinstance(kind, str) and kind in COUNTED):
        shown = f'"{one_line(clean(str(kind)))[:40]}"' if kind else "not told"
        yield f"Its model_type is {shown}: it is counted as if it were built like Llama."
    known = _READ | IGNORED
    # What is off counts nothing, nor does a factor, a rate or an epsilon.
    unread = sorted(
        one_line(clean(str(key)))[:40]
        for key, value in config.items()
        if key not in known and value and not isinstance(value, float)
    )
    if unread:
        shown = ", ".join(unread[:_SHOWN])
        more = f" and {len(unread) - _SHOWN} more" if len(unread) > _SHOWN else ""
        yield f"Keys that are not known were not looked at: {shown}{more}."
