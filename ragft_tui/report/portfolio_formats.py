"""The portfolio as text, Markdown, CSV and JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Final

from rich.cells import cell_len, set_cell_size

from ragft_tui.core.model import VerdictType
from ragft_tui.core.records import dataclass
from ragft_tui.core.review import GapKind
from ragft_tui.core.text import clean, count_noun, one_line
from ragft_tui.report.cells import BYTE_ORDER_MARK, csv_line
from ragft_tui.report.columns import cut
from ragft_tui.report.data import FORMAT, count_objects, made_object
from ragft_tui.report.markdown_text import md_line, md_row
from ragft_tui.report.portfolio import Place, Portfolio, Row, portfolio_rows
from ragft_tui.report.verdicts import render_json
from ragft_tui.report.view import name_of

_NAME_WIDTH: Final = 40
_HEADINGS: Final = (
    "Application",
    "All",
    *(name_of(kind).capitalize() for kind in VerdictType),
    "Settled",
    *(kind.capitalize() for kind in GapKind),
)
_SHARED: Final = "What several applications could share"
_WAITS: Final = "What waits for a decision"


@dataclass(frozen=True, slots=True)
class PortfolioFormat:
    """A format of a portfolio, one file."""

    name: str
    """How `--format` calls it."""
    render: Callable[[Portfolio], Iterable[str]]
    """Returns the text in pieces."""


def _numbers(row: Row) -> tuple[int, ...]:
    """Return the numbers of a row under its headings."""
    types = (row.counts.get(kind, 0) for kind in VerdictType)
    gaps = (row.gaps.get(kind, 0) for kind in GapKind)
    return (row.total, *types, row.settled, *gaps)


def render_portfolio_text(portfolio: Portfolio) -> Iterable[str]:
    """Yield a portfolio as plain text, in pieces."""
    rows = portfolio_rows(portfolio)
    names = [cut(row.title, _NAME_WIDTH) for row in rows]
    width = max(map(cell_len, (_HEADINGS[0], *names)))
    yield f"{_HEADINGS[0]:<{width}}  {'  '.join(_HEADINGS[1:])}\n"
    for name, row in zip(names, rows, strict=True):
        cells = zip(_numbers(row), _HEADINGS[1:], strict=True)
        numbers = "  ".join(f"{number:>{len(head)},}" for number, head in cells)
        yield f"{set_cell_size(name, width)}  {numbers}\n"
    if shared := portfolio.shared:
        yield f"\n{_SHARED}\n"
    for each in shared:
        yield f"  {each.thing}: {each.label}\n"
        yield from (f"    {place.label}\n" for place in each.places)
        yield f"    {each.sentence}\n"
    if gaps := portfolio.gaps:
        yield f"\n{_WAITS}\n"
    yield from (f"  {place.label}: {one_line(gap.what)}; {gap.advice}\n" for place, gap in gaps)
    yield "\n"
    yield from (f"{one_line(each.provenance.sentence)}.\n" for each in portfolio.reports)


def render_portfolio_markdown(portfolio: Portfolio) -> Iterable[str]:
    """Yield a portfolio as Markdown, in pieces."""
    count = len(portfolio.reports)
    yield f"# {count_noun(count, 'application')}\n\n"
    yield f"{md_row(_HEADINGS)}\n{md_row(['---', *['---:'] * (len(_HEADINGS) - 1)])}\n"
    for row in portfolio_rows(portfolio):
        yield md_row([md_line(row.title), *map(str, _numbers(row))]) + "\n"
    if shared := portfolio.shared:
        yield f"\n## {_SHARED}\n\n"
    for each in shared:
        yield f"- **{each.thing.capitalize()}:** {md_line(each.label)}. {md_line(each.sentence)}\n"
        yield from (f"    - {md_line(place.label)}\n" for place in each.places)
    if gaps := portfolio.gaps:
        yield f"\n## {_WAITS}\n\n"
    for place, gap in gaps:
        yield f"- {md_line(place.label)}: {md_line(gap.what)}; {gap.advice}\n"
    yield "\n---\n\n"
    yield from (f"- {md_line(each.provenance.sentence)}.\n" for each in portfolio.reports)


def render_portfolio_csv(portfolio: Portfolio, *, separator: str = ",") -> Iterable[str]:
    """Yield a portfolio as CSV, a row an application, in pieces.

    Args:
        portfolio: The portfolio.
        separator: What stands between cells.
    """
    line = partial(csv_line, separator=separator, end="\r\n")
    heads = [head.casefold().replace("-", "") for head in _HEADINGS]
    yield BYTE_ORDER_MARK + line([*heads, "file", "sha256", "rulebook", "made"])
    for row in portfolio_rows(portfolio):
        made = row.report.provenance
        ends = (clean(made.file), made.sha256, clean(made.rulebook), made.made_label)
        yield line([clean(row.report.name), *_numbers(row), *ends])


def render_portfolio_json(portfolio: Portfolio) -> Iterable[str]:
    """Yield a portfolio as one object of JSON."""
    found: Mapping[str, object] = {
        "format": FORMAT,
        "oldest": portfolio.oldest.isoformat() if portfolio.oldest else None,
        "applications": [
            {
                "name": clean(row.report.name),
                "made": made_object(row.report.provenance),
                "counts": count_objects(row.report),
                "settled": row.settled,
                "gaps": {kind.value: row.gaps.get(kind, 0) for kind in GapKind},
            }
            for row in portfolio_rows(portfolio)
        ],
        "shared": [
            {
                "thing": each.thing,
                "same": each.group.same,
                "label": clean(each.label),
                "text": clean(each.sentence),
                "capabilities": [_place(portfolio, place) for place in each.places],
            }
            for each in portfolio.shared
        ],
        "gaps": [
            _place(portfolio, place)
            | {"kind": gap.kind.value, "what": clean(gap.what), "advice": gap.advice}
            for place, gap in portfolio.gaps
        ],
    }
    yield f"{render_json(found)}\n"


def _place(portfolio: Portfolio, place: Place) -> dict[str, object]:
    """Return where a capability is: the index of its application, its id and its name."""
    at = next(at for at, each in enumerate(portfolio.reports) if each is place.report)
    capability = place.item.capability
    return {"application": at, "id": capability.id, "name": clean(capability.name)}


_ALL: Final = (
    PortfolioFormat("text", render_portfolio_text),
    PortfolioFormat("md", render_portfolio_markdown),
    PortfolioFormat("csv", render_portfolio_csv),
    PortfolioFormat("json", render_portfolio_json),
)
PORTFOLIO_FORMATS: Final[Mapping[str, PortfolioFormat]] = {each.name: each for each in _ALL}
"""The formats that a portfolio has."""
