"""What an estimate is made from: every input once, with its default, range, unit and reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, fields, replace
from typing import Final

from ragft_tui.core.costs import sources
from ragft_tui.core.costs.declare import KEY, name, number, price, values
from ragft_tui.core.costs.gpus import GPUS
from ragft_tui.core.costs.kinds import (
    Attention,
    Engine,
    Group,
    Input,
    Method,
    Precision,
    States,
)
from ragft_tui.core.records import dataclass
from ragft_tui.core.values import Value

_BILLION: Final = 10**9
_TRILLION: Final = 10**12


_R, _T = Group.RETRIEVAL, Group.TRAINING


@dataclass(frozen=True, slots=True, kw_only=True)
class CostInputs:
    """The inputs of an estimate; those that are left out have their defaults."""

    documents: int = field(
        default=1_000,
        metadata=number(
            _R,
            "Documents",
            "documents",
            (0, _BILLION),
            "A round number to begin with: count yours.",
        ),
    )
    pages: float = field(
        default=10.0,
        metadata=number(
            _R,
            "Pages of a document",
            "pages",
            (0, 1_000_000),
            "A round number to begin with: the mean of yours.",
            whole=False,
        ),
    )
    page_tokens: int = field(
        default=500,
        metadata=number(
            _R,
            "Tokens of a page",
            "tokens",
            (1, 100_000),
            "For English prose, 500 to 800; code, tables and other scripts have more.",
            source=sources.TOKENS,
        ),
    )
    document_tokens: int | None = field(
        default=None,
        metadata=number(
            _R,
            "Tokens of a document",
            "tokens",
            (0, _BILLION),
            "Without it, pages times tokens of a page; measured, it is exact.",
        ),
    )
    chunk: int = field(
        default=1_024,
        metadata=number(
            _R,
            "Chunk",
            "tokens",
            (1, 1_000_000),
            "The default of LlamaIndex.",
            source=sources.LLAMAINDEX,
        ),
    )
    overlap: int = field(
        default=20,
        metadata=number(
            _R,
            "Overlap of chunks",
            "tokens",
            (0, 999_999),
            "The default of LlamaIndex.",
            source=sources.LLAMAINDEX,
        ),
    )
    top_k: int = field(
        default=5,
        metadata=number(
            _R,
            "Chunks in a prompt",
            "chunks",
            (1, 10_000),
            "An assumption: 3 to 10 are common; LlamaIndex begins with 2.",
            source=sources.LLAMAINDEX,
        ),
    )
    template: int = field(
        default=200,
        metadata=number(
            _R,
            "Tokens of the instructions",
            "tokens",
            (0, 1_000_000),
            "About 150 words on how to use what was found.",
        ),
    )
    queries: int = field(
        default=10_000,
        metadata=number(
            _R,
            "Queries a month",
            "queries",
            (0, _TRILLION),
            "A round number to begin with: about 330 a day.",
        ),
    )
    changed: float = field(
        default=10.0,
        metadata=number(
            _R,
            "Changed in a month",
            "% of the documents",
            (0, 10_000),
            "A round number to begin with; above 100, documents change more than once a month.",
            whole=False,
        ),
    )
    rebuilds: float = field(
        default=1.0,
        metadata=number(
            _R,
            "Full rebuilds",
            "a year",
            (0, 1_000),
            "One for each new embedding model or size of chunks.",
            whole=False,
        ),
    )
    dimensions: int = field(
        default=1_536,
        metadata=number(
            _R,
            "Dimensions of a vector",
            "dimensions",
            (1, 65_536),
            "text-embedding-3-small; small open models have 384, large ones 1,024.",
            source=sources.EMBEDDINGS,
        ),
    )
    precision: str = field(
        default=Precision.FP32.value,
        metadata=name(
            _R,
            "Precision of a vector",
            "What engines store unless told otherwise.",
            values(Precision),
        ),
    )
    engine: str = field(
        default=Engine.ANY.value,
        metadata=name(
            _R, "Index", "A band over the usual engines, until one is chosen.", values(Engine)
        ),
    )
    links: int = field(
        default=16,
        metadata=number(
            _R,
            "Links of a vector (m)",
            "links",
            (2, 1_024),
            "The default of OpenSearch and Elasticsearch.",
            source=sources.ELASTIC,
        ),
    )
    lists: int = field(
        default=1_024,
        metadata=number(
            _R,
            "Lists of an IVF index",
            "lists",
            (1, 10_000_000),
            "A power of two near the root of a million vectors.",
            source=sources.FAISS,
        ),
    )
    replicas: int = field(
        default=0,
        metadata=number(
            _R, "Replicas of the index", "replicas", (0, 100), "None until load asks for them."
        ),
    )
    model: str = field(
        default="llama-3.1-8b",
        metadata=name(_T, "Base model", "A common size; `estimate --models` lists the others."),
    )
    method: str = field(
        default=Method.QLORA.value,
        metadata=name(
            _T,
            "Method",
            "The least memory for the same count of trained parameters.",
            values(Method),
            source=sources.QLORA,
        ),
    )
    rank: int = field(
        default=16,
        metadata=number(
            _T,
            "Rank",
            "",
            (1, 8_192),
            "The papers on LoRA and QLoRA use 4 to 64.",
            source=sources.LORA,
        ),
    )
    targets: str = field(
        default="all-linear",
        metadata=name(
            _T,
            "Adapted modules",
            "All linear ones, as QLoRA; or attention, mlp, or names such as q_proj,v_proj.",
            source=sources.QLORA,
        ),
    )
    dora: bool = field(
        default=False, metadata=name(_T, "DoRA", "Plain LoRA unless chosen.", source=sources.PEFT)
    )
    double_quant: bool = field(
        default=True,
        metadata=name(
            _T,
            "Double quantization",
            "As QLoRA does; the scales of 4-bit weights shrink.",
            source=sources.QLORA,
        ),
    )
    states: str = field(
        default=States.MIXED.value,
        metadata=name(
            _T,
            "States of the optimizer",
            "Mixed precision, as the Trainer of transformers does.",
            values(States),
            source=sources.HF_ANATOMY,
        ),
    )
    batch: int = field(
        default=1,
        metadata=number(
            _T,
            "Micro-batch",
            "examples",
            (1, 4_096),
            "Memory goes by the examples at once on a GPU, not by the effective batch.",
        ),
    )
    sequence: int = field(
        default=2_048,
        metadata=number(
            _T,
            "Sequence",
            "tokens",
            (1, 1_048_576),
            "Examples are cut or packed to it.",
        ),
    )
    checkpointing: bool = field(
        default=True,
        metadata=name(
            _T,
            "Gradient checkpointing",
            "On: less memory for about half as much again of compute.",
            source=sources.HF_ANATOMY,
        ),
    )
    attention: str = field(
        default=Attention.SDPA.value,
        metadata=name(
            _T, "Attention", "The default of transformers where it is there.", values(Attention)
        ),
    )
    gpus: int = field(
        default=1,
        metadata=number(
            _T,
            "GPUs",
            "GPUs",
            (1, 65_536),
            "One; with more, states are shared out as ZeRO 3 and FSDP do.",
            source=sources.ZERO,
        ),
    )
    gpu: str = field(
        default="A100 80 GB",
        metadata=name(_T, "GPU for the hours", "The one with the most published runs.", GPUS),
    )
    mfu: float = field(
        default=0.40,
        metadata=number(
            _T,
            "Share of the peak that is used",
            "",
            (0.01, 1.0),
            "Measured runs lie between 0.25 and 0.55; short sequences fall below.",
            source=sources.TORCHTUNE,
            whole=False,
        ),
    )
    examples: int = field(
        default=1_000,
        metadata=number(
            _T,
            "Examples",
            "examples",
            (0, _BILLION),
            "50 to 100 to try a manner, 500 to 1,000 to ship it.",
            source=sources.OPENAI_SFT,
        ),
    )
    example_tokens: int = field(
        default=500,
        metadata=number(
            _T,
            "Tokens of an example",
            "tokens",
            (1, 1_048_576),
            "About 375 words of prompt and answer.",
        ),
    )
    epochs: float = field(
        default=3.0,
        metadata=number(
            _T, "Epochs", "passes", (0, 1_000), "Usual for a few thousand examples.", whole=False
        ),
    )
    embedding_price: float | None = field(
        default=None,
        metadata=price("Price of embedding", "per million tokens"),
    )
    prompt_price: float | None = field(
        default=None,
        metadata=price("Price of prompts", "per million tokens"),
    )
    gpu_price: float | None = field(
        default=None,
        metadata=price("Price of a GPU", "per hour"),
    )
    memory_price: float | None = field(
        default=None,
        metadata=price("Price of index memory", "per GB and month"),
    )
    disk_price: float | None = field(
        default=None,
        metadata=price("Price of disk", "per GB and month"),
    )


INPUTS: Final[Mapping[str, Input]] = {
    each.name: replace(each.metadata[KEY], name=each.name, default=each.default)
    for each in fields(CostInputs)
}
"""Every input by its name, in the order of forms."""


def format_input(name: str, value: Value | None) -> str:
    """Return the value of an input with its unit, such as `1,000 documents`."""
    if value is None:
        return "not given"
    if isinstance(value, bool):
        return "on" if value else "off"
    shown = f"{value:,.15g}" if isinstance(value, int | float) else value
    return f"{shown} {INPUTS[name].unit}".rstrip()
