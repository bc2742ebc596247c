"""Base models: the constants of their architecture, and what follows from them by counting."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Annotated

from ragft_tui.core.records import dataclass
from ragft_tui.core.values import Bounds

Size = Annotated[int, Bounds(1, 10_000_000)]
Layers = Annotated[int, Bounds(1, 10_000)]
Extent = Annotated[int, Bounds(0, 10_000_000)]


class Mlp(Enum):
    """How the feed-forward part of a layer is built."""

    GATED = "gated"
    """Three matrices: gate, up and down."""
    PLAIN = "plain"
    """Two matrices: up and down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Architecture:
    """A decoder as the matrices it consists of.

    The count of its parameters is that of the reference implementations in transformers: the
    embeddings, in each layer the projections of attention and feed-forward with their biases and
    norms, the last norm, and the head unless it shares the embeddings.
    """

    hidden_size: Size
    num_layers: Layers
    num_heads: Size
    num_kv_heads: Size
    head_dim: Size
    intermediate_size: Size
    vocab_size: Size
    norms_per_layer: Extent = 2
    tied_embeddings: bool = False
    qkv_bias: bool = False
    fused_projections: bool = False
    """Whether q, k and v are one matrix in the checkpoint, and gate and up another."""
    mlp: Mlp = Mlp.GATED
    context_length: Extent = 0
    """Learned positions; 0 where positions are computed."""
    qk_norm: bool = False
    """Whether queries and keys are normalized, each by a vector of the size of a head."""
    other_bias: bool = False
    """Whether the other projections and the norms have biases as well."""
    experts: Layers = 1
    """Feed-forward parts of a layer; more than one in a mixture of experts."""
    experts_per_token: Layers = 1
    """How many of them a token goes through."""

    @property
    def attention_width(self) -> int:
        """The size of all query heads together, which need not be the hidden size."""
        return self.num_heads * self.head_dim

    @property
    def kv_width(self) -> int:
        """The size of all key heads together."""
        return self.num_kv_heads * self.head_dim

    @property
    def matrices(self) -> Mapping[str, tuple[int, int]]:
        """The linear modules of a layer by name, each with its inputs and outputs."""
        hidden, inner = self.hidden_size, self.intermediate_size
        query, key = self.attention_width, self.kv_width
        out = {"o_proj": (query, hidden)}
        down = {"down_proj": (inner, hidden)}
        if self.fused_projections:
            return {
                "qkv_proj": (hidden, query + 2 * key),
                **out,
                "gate_up_proj": (hidden, 2 * inner),
                **down,
            }
        gate = {"gate_proj": (hidden, inner)} if self.mlp is Mlp.GATED else {}
        return {
            "q_proj": (hidden, query),
            "k_proj": (hidden, key),
            "v_proj": (hidden, key),
            **out,
            **gate,
            "up_proj": (hidden, inner),
            **down,
        }

    @property
    def linear_params(self) -> int:
        """The parameters of all linear modules of all layers, without biases."""
        return self.num_layers * sum(
            inputs * outputs * self.copies(name)
            for name, (inputs, outputs) in self.matrices.items()
        )

    def copies(self, module: str) -> int:
        """Return how often a module stands in a layer: once for each expert if it is of the MLP."""
        return self.experts if module in _OF_MLP else 1

    @property
    def total_params(self) -> int:
        """All parameters."""
        embeddings = self.vocab_size * self.hidden_size * (1 if self.tied_embeddings else 2)
        positions = self.context_length * self.hidden_size
        return embeddings + positions + self.linear_params + self._small_params

    @property
    def active_params(self) -> int:
        """The parameters that one token goes through; all of them without a mixture of experts."""
        idle = self.experts - self.experts_per_token
        expert = sum(
            inputs * outputs for name, (inputs, outputs) in self.matrices.items() if name in _OF_MLP
        )
        return self.total_params - idle * expert * self.num_layers

    @property
    def _small_params(self) -> int:
        """Return the parameters of norms, biases and routers."""
        hidden = self.hidden_size
        norm = hidden * (2 if self.other_bias else 1)
        layer = self.norms_per_layer * norm
        if self.qkv_bias:
            layer += self.attention_width + 2 * self.kv_width
        if self.qk_norm:
            layer += 2 * self.head_dim
        if self.other_bias:
            layer += hidden + self.experts * (self.intermediate_size + hidden)
        if self.experts > 1:
            layer += self.experts * hidden
        return self.num_layers * layer + norm


_OF_MLP = frozenset({"gate_proj", "up_proj", "down_proj", "gate_up_proj"})


@dataclass(frozen=True, slots=True, kw_only=True)
class BaseModel:
    """A base model: its architecture, and where that was read."""

    name: str
    architecture: Architecture
    source: str
    """The address or file of its constants."""
    read: date | None = None
    """The day on which they were read."""
    own: bool = False
    """Whether it is one of the user, not a packaged one."""
    published_params: int | None = None
    """A total that somebody published, which counts if the own sum differs."""
    notes: tuple[str, ...] = ()
    """What of it is and is not counted, each a sentence."""

    @property
    def total_params(self) -> int:
        """All parameters: the published total, or the sum over the architecture."""
        return self.published_params or self.architecture.total_params

    @property
    def remarks(self) -> tuple[str, ...]:
        """What is and is not counted, each a sentence: the notes, and how experts are counted."""
        architecture = self.architecture
        if architecture.experts == 1:
            return self.notes
        used = architecture.experts_per_token
        mixture = (
            f"It is a mixture of {architecture.experts:,} experts, {used:,} for each token: memory "
            "counts all of them, compute those of a token; shared experts, and layers without "
            "experts, are not told apart."
        )
        return (mixture, *self.notes)
