"""What an application needs: the figures of one index and one adapter, times what is called for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from math import ceil
from typing import Final

from ragft_tui.core.costs import CostInputs, Estimate, Figure, Unit, total
from ragft_tui.core.review import CostPart, Need, NeedKind, Needs
from ragft_tui.estimate.bands import Band, Told, exactly
from ragft_tui.estimate.money import retrieval_money, training_money

_MONTHS: Final = 12

_OF_INDEXES: Final = (
    "corpus_tokens",
    "chunks",
    "embedding_tokens",
    "vectors",
    "index_memory",
    "index_disk",
)
"""What every index has of its own."""
_OF_BASE: Final = ("base_params", "base_file")
"""What there is once, however many adapters."""
_OF_ADAPTERS: Final = (
    "trainable_params",
    "tuned_file",
    "training_tokens",
    "training_flop",
    "gpu_hours",
)
"""What every adapter has of its own."""

_NAMES: Final = {
    "File of the adapter": "Files of adapters",
    "File of the tuned model": "Files of tuned models",
    "One training run": "Training, once",
}
"""What figures are called where they may stand for several of a thing."""

_REINDEXED: Final = Told(
    id="reindex_tokens_month",
    name="Tokens embedded again in a month",
    unit=Unit.TOKENS_PER_MONTH,
    formula="(share changed × rounds of changes a month + rebuilds a year ÷ 12) × embedding tokens",
    assumptions=(
        "Facts that hardly ever change have no rounds of changes; others 1, 4.3 or 30 a month.",
        "What changes by the minute is followed once an hour.",
        "A document that changed is embedded whole.",
        "Deletions and updates make the index compact itself, which this does not count.",
    ),
)
_SEARCHED: Final = Told(
    id="query_tokens_month",
    name="Prompt tokens added in a month",
    unit=Unit.TOKENS_PER_MONTH,
    formula="queries a month × prompt tokens added to a query",
    assumptions=(
        "Queries are those of each capability: the number that was answered, or else the input.",
    ),
)
_INSTRUCTED: Final = Told(
    id="query_tokens_month",
    name="Prompt tokens added in a month",
    unit=Unit.TOKENS_PER_MONTH,
    formula="queries a month × tokens of the instructions",
    assumptions=("What a live system returns is not counted.",),
)


def cost_parts(needs: Needs, inputs: CostInputs, one: Estimate) -> tuple[CostPart, ...]:
    """Return the figures of all that is called for; what shares something has it once.

    Args:
        needs: What the decisions call for.
        inputs: The inputs; those of prompts must be within their ranges.
        one: One index and one training run; a half that is missing has no figures.
    """
    return tuple(each for each in _parts(needs, inputs, one) if each.figures)


def cost_totals(parts: Sequence[CostPart]) -> tuple[Figure, ...]:
    """Return the sum of each figure over the parts that have it, in their order."""
    counts = Counter(id(part.figures) for part in parts)
    distinct = {id(part.figures): part.figures for part in parts}
    found: dict[str, list[tuple[Figure, int]]] = {}
    for key, figures in distinct.items():
        for figure in figures:
            found.setdefault(figure.id, []).append((figure, counts[key]))
    return tuple(_sum(counted) for counted in found.values())


def _sum(counted: list[tuple[Figure, int]]) -> Figure:
    """Return the sum of figures of one id, so many of each, with all that they assume."""
    first, parts = counted[0][0], sum(count for _, count in counted)
    assumed = dict.fromkeys(each for figure, _ in counted for each in figure.assumptions)
    formula = first.formula if parts == 1 else f"the sum of {parts:,} parts, each: {first.formula}"
    several = (figure.times(count) for figure, count in counted)
    found = total(several, first.id, first.name, formula)
    return replace(found, assumptions=tuple(assumed))


def _parts(needs: Needs, inputs: CostInputs, one: Estimate) -> Iterator[CostPart]:
    if one.training and needs.trains:
        yield CostPart(None, _chosen(one.training.figures, _OF_BASE))
    known: dict[int, tuple[Figure, ...]] = {}
    for need, first in zip(needs.needs, needs.alike, strict=True):
        if first not in known:
            known[first] = _figures(need, inputs, one)
        yield CostPart(need, known[first])


def _figures(need: Need, inputs: CostInputs, one: Estimate) -> tuple[Figure, ...]:
    match need.kind:
        case NeedKind.INDEX | NeedKind.MAYBE_INDEX:
            figures = tuple(_of_indexes(need, inputs, one)) if one.retrieval else ()
            return (*figures, *retrieval_money(inputs, figures))
        case NeedKind.ADAPTER:
            figures = tuple(_of_adapters(need, one))
            return (*figures, *map(_renamed, training_money(inputs, figures)))
        case NeedKind.CALL | NeedKind.PROMPT:
            requests = need.requests.per_month(inputs.queries)
            tokens = (_INSTRUCTED.figure(exactly(requests * inputs.template)),)
            return (*tokens, *retrieval_money(inputs, tokens))


def _of_indexes(need: Need, inputs: CostInputs, one: Estimate) -> Iterator[Figure]:
    count = need.count
    found = {figure.id: figure for figure in one.retrieval}
    for figure in _chosen(one.retrieval, _OF_INDEXES):
        yield _times(figure, need)
    embedded, added = found["embedding_tokens"], found["query_tokens"]
    requests = need.requests.per_month(inputs.queries)
    yield _SEARCHED.figure(
        Band(
            added.low * requests if count.low else 0,
            added.expected * requests,
            added.high * requests,
        )
    )
    share, yearly = Fraction(inputs.changed) / 100, Fraction(inputs.rebuilds) / _MONTHS
    rounds = need.rounds
    yield _REINDEXED.figure(
        Band(
            ceil((share * rounds.low + yearly * count.low) * Fraction(embedded.low)),
            ceil((share * rounds.expected + yearly * count.expected) * Fraction(embedded.expected)),
            ceil((share * rounds.high + yearly * count.high) * Fraction(embedded.high)),
        )
    )


def _of_adapters(need: Need, one: Estimate) -> Iterator[Figure]:
    for figure in _chosen(one.training.figures if one.training else (), _OF_ADAPTERS):
        yield _times(figure, need)


def _renamed(figure: Figure) -> Figure:
    return replace(figure, name=_NAMES.get(figure.name, figure.name))


def _times(figure: Figure, need: Need) -> Figure:
    """Return a figure for as many as are needed."""
    count = need.count
    return replace(
        _renamed(figure),
        low=figure.low * count.low,
        expected=figure.expected * count.expected,
        high=figure.high * count.high,
    )


def _chosen(figures: Iterable[Figure], ids: Iterable[str]) -> tuple[Figure, ...]:
    wanted = frozenset(ids)
    return tuple(figure for figure in figures if figure.id in wanted)
