"""Money, only where the user gives a price: no price is built in, since prices age."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from ragft_tui.core.costs import CostInputs, Figure, Unit
from ragft_tui.core.costs.check import find_problems
from ragft_tui.core.records import dataclass
from ragft_tui.estimate.bands import Band, Told

_MILLION: Final = 10**6
_GB: Final = 10**9


@dataclass(frozen=True, slots=True)
class _Price:
    """A price, and the figure that it is paid for."""

    input: str
    figure: str
    per: int
    told: Told


def _price(price: str, figure: str, per: int, name: str, formula: str, unit: Unit) -> _Price:
    assumption = "In the currency of the price that was given; nothing is added to it."
    told = Told(
        id=f"{figure}_money", name=name, unit=unit, formula=formula, assumptions=(assumption,)
    )
    return _Price(price, figure, per, told)


_TOKENS: Final = "tokens ÷ 1,000,000 × price per million tokens"
_SPACE: Final = "gigabytes (10⁹ bytes) × price per GB and month"

_RETRIEVAL: Final = (
    _price("embedding_price", "embedding_tokens", _MILLION, "Embedding once", _TOKENS, Unit.MONEY),
    _price(
        "embedding_price",
        "reindex_tokens_month",
        _MILLION,
        "Embedding again",
        _TOKENS,
        Unit.MONEY_PER_MONTH,
    ),
    _price(
        "prompt_price",
        "query_tokens_month",
        _MILLION,
        "Prompt tokens added",
        _TOKENS,
        Unit.MONEY_PER_MONTH,
    ),
    _price("memory_price", "index_memory", _GB, "Index in memory", _SPACE, Unit.MONEY_PER_MONTH),
    _price("disk_price", "index_disk", _GB, "Index on disk", _SPACE, Unit.MONEY_PER_MONTH),
)
_TRAINING: Final = (
    _price(
        "gpu_price", "gpu_hours", 1, "One training run", "GPU-hours × price per hour", Unit.MONEY
    ),
)


def retrieval_money(inputs: CostInputs, figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """Return what retrieval costs, as far as prices are given and valid."""
    return tuple(_money(inputs, figures, _RETRIEVAL))


def training_money(inputs: CostInputs, figures: Iterable[Figure]) -> tuple[Figure, ...]:
    """Return what training costs, as far as prices are given and valid."""
    return tuple(_money(inputs, figures, _TRAINING))


def _money(
    inputs: CostInputs, figures: Iterable[Figure], prices: Iterable[_Price]
) -> Iterator[Figure]:
    found = {figure.id: figure for figure in figures}
    wrong = {str(problem.location[-1]) for problem in find_problems(inputs)}
    for each in prices:
        price: float | None = getattr(inputs, each.input)
        if price is None or each.input in wrong or each.figure not in found:
            continue
        figure = found[each.figure]
        share = price / each.per
        yield each.told.figure(
            Band(figure.low * share, figure.expected * share, figure.high * share)
        )
