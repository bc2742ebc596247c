"""What an input of an estimate is, and the names that some of them choose among."""

from __future__ import annotations

from enum import Enum

from ragft_tui.core.records import dataclass
from ragft_tui.core.values import Value


@dataclass(frozen=True, slots=True)
class Source:
    """Where a formula or a constant was read."""

    title: str
    url: str


class Group(Enum):
    """What an input belongs to; what is wrong in one group leaves the figures of others alone."""

    RETRIEVAL = "retrieval"
    TRAINING = "training"
    PRICES = "prices"


class Method(Enum):
    """How a model is fine-tuned."""

    QLORA = "qlora"
    """Adapters on a base in 4 bits."""
    LORA = "lora"
    """Adapters on a base in 16 bits."""
    FULL = "full"
    """All parameters."""


class Precision(Enum):
    """How a vector is stored."""

    FP32 = "fp32"
    FP16 = "fp16"
    INT8 = "int8"
    BINARY = "binary"

    @property
    def bits(self) -> int:
        """The bits of one dimension."""
        return {"fp32": 32, "fp16": 16, "int8": 8, "binary": 1}[self.value]


class Engine(Enum):
    """An index, and by whose rule its memory is worked out."""

    ANY = "any"
    """A band over all of them."""
    FAISS_FLAT = "faiss-flat"
    FAISS_HNSW = "faiss-hnsw"
    FAISS_IVF = "faiss-ivf"
    QDRANT = "qdrant"
    WEAVIATE = "weaviate"
    OPENSEARCH = "opensearch"
    ELASTICSEARCH = "elasticsearch"
    MILVUS = "milvus"
    PGVECTOR = "pgvector"
    SCYLLADB = "scylladb"


class States(Enum):
    """What full fine-tuning and adapters keep for each trained parameter."""

    MIXED = "mixed"
    """Mixed precision: weights and moments of AdamW in 32 bits."""
    BF16 = "bf16"
    """Everything in 16 bits."""
    ADAM8 = "adam8"
    """Weights and gradients in 16 bits, moments in 8."""


class Attention(Enum):
    """How attention is computed."""

    SDPA = "sdpa"
    """Without its matrix of weights in memory, as FlashAttention does."""
    EAGER = "eager"
    """With it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One input: what a form, a command line, a file and a page of documents say of it."""

    name: str = ""
    """Its key in files; the option is the same with hyphens."""
    group: Group
    label: str
    """What a form calls it."""
    unit: str = ""
    """What it counts, such as "tokens"; empty for a name."""
    default: Value | None = None
    """`None` if there is none: then what needs it is left out."""
    reason: str
    """What the default rests on, a sentence."""
    source: Source | None = None
    """Where the default was read, if anywhere."""
    low: float | None = None
    """The smallest value of a number."""
    high: float | None = None
    """The largest value of a number."""
    choices: tuple[str, ...] = ()
    """The values of a name, where they are few."""
    whole: bool = False
    """Whether it is a number without fractions."""

    @property
    def option(self) -> str:
        """The option of the command line."""
        return f"--{self.name.replace('_', '-')}"

    @property
    def is_number(self) -> bool:
        """Whether it is a number."""
        return self.low is not None

    @property
    def is_switch(self) -> bool:
        """Whether it is on or off."""
        return isinstance(self.default, bool)

    @property
    def range(self) -> str:
        """The values that are valid, as a phrase."""
        if self.low is not None and self.high is not None:
            kind = "a whole number" if self.whole else "a number"
            return f"{kind} from {self.low:,.15g} to {self.high:,.15g}"
        if self.is_switch:
            return "on or off"
        return f"one of {', '.join(self.choices)}" if self.choices else "a name"
