"""Where formulas and constants were read."""

from __future__ import annotations

from typing import Final

from ragft_tui.core.costs.kinds import Source

TOKENS: Final = Source(
    "Counting tokens, Gemini on Firebase", "https://firebase.google.com/docs/vertex-ai/count-tokens"
)
SPLITTERS: Final = Source(
    "langchain-text-splitters", "https://pypi.org/project/langchain-text-splitters/"
)
LLAMAINDEX: Final = Source("LlamaIndex", "https://docs.llamaindex.ai/")
EMBEDDINGS: Final = Source(
    "OpenAI embeddings", "https://docs.praison.ai/docs/embeddings/providers/openai"
)
PGVECTOR: Final = Source("pgvector", "https://github.com/pgvector/pgvector#reference")
FAISS: Final = Source(
    "FAISS, guidelines to choose an index",
    "https://github.com/facebookresearch/faiss/wiki/Guidelines-to-choose-an-index",
)
QDRANT: Final = Source(
    "Qdrant, capacity planning", "https://qdrant.tech/documentation/capacity-planning/"
)
WEAVIATE: Final = Source(
    "Weaviate, resource planning", "https://docs.weaviate.io/weaviate/concepts/resources"
)
OPENSEARCH: Final = Source(
    "OpenSearch, methods and engines",
    "https://docs.opensearch.org/latest/mappings/supported-field-types/knn-methods-engines/",
)
ELASTIC: Final = Source(
    "Elasticsearch, tune approximate kNN search",
    "https://www.elastic.co/docs/deploy-manage/production-guidance/optimize-performance/approximate-knn-search",
)
MILVUS: Final = Source("Milvus, index explained", "https://milvus.io/docs/index-explained.md")
SCYLLADB: Final = Source(
    "ScyllaDB, vector search sizing",
    "https://cloud.docs.scylladb.com/stable/vector-search/vector-search-sizing.html",
)
LORA: Final = Source("LoRA", "https://arxiv.org/abs/2106.09685")
QLORA: Final = Source("QLoRA", "https://arxiv.org/abs/2305.14314")
DORA: Final = Source("DoRA", "https://arxiv.org/abs/2402.09353")
ZERO: Final = Source("ZeRO", "https://arxiv.org/abs/1910.02054")
PEFT: Final = Source("PEFT", "https://github.com/huggingface/peft")
HF_ANATOMY: Final = Source(
    "Transformers, anatomy of model memory",
    "https://huggingface.co/docs/transformers/model_memory_anatomy",
)
FITCHECK: Final = Source("fitcheck-llm 0.3.1", "https://pypi.org/project/fitcheck-llm/0.3.1/")
TORCHTUNE: Final = Source(
    "torchtune, memory and training speed",
    "https://github.com/pytorch/torchtune/blob/main/README.md#memory-and-training-speed",
)
LLAMA_CARD: Final = Source(
    "Llama 2 model card", "https://github.com/meta-llama/llama/blob/main/MODEL_CARD.md"
)
SCALING: Final = Source(
    "Scaling laws for neural language models", "https://arxiv.org/abs/2001.08361"
)
OPENAI_SFT: Final = Source(
    "OpenAI, supervised fine-tuning", "https://developers.openai.com/docs/guides/distillation"
)
