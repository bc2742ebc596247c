"""A report as one page of HTML that needs nothing else: no script, no request, nothing fetched."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from ragft_tui.core.costs import format_value
from ragft_tui.core.decision import ReviewState
from ragft_tui.core.records import dataclass
from ragft_tui.core.review import Summary
from ragft_tui.core.rulebook import Source
from ragft_tui.core.text import one_line, visible
from ragft_tui.report.agenda import agenda_of
from ragft_tui.report.bars import draw_bar, draw_shares
from ragft_tui.report.ink import DARK, LIGHT, variable_of
from ragft_tui.report.legend import READING, explain_report
from ragft_tui.report.memory_chart import draw_memory, memory_chart
from ragft_tui.report.project_costs import (
    cost_problems,
    cost_remarks,
    cost_sections,
    costs_anything,
    figure_sources,
    given_inputs,
    gpu_memory,
    gpu_sentence,
    need_title,
)
from ragft_tui.report.project_report import ProjectReport
from ragft_tui.report.sentences import COUNTED, FIRST_STEP, MISSING, describe_points
from ragft_tui.report.summary import verdict_counts
from ragft_tui.report.svg import shorten
from ragft_tui.report.svg_map import PAGE, draw_map
from ragft_tui.report.unknowns import describe_unknowns
from ragft_tui.report.view import (
    BEING_DESCRIBED,
    REVIEW_LABELS,
    CapabilityView,
    name_of,
    sign_of,
)

if TYPE_CHECKING:
    from jinja2 import Environment

_NAMED: Final = 40.0
"""The widest name in a list of many, in ems."""
_WEB: Final = ("https://", "http://")


@dataclass(frozen=True, slots=True)
class _Cited:
    """A publication, and whether its address can be followed."""

    source: Source

    @property
    def anchor(self) -> str:
        return f"s-{self.source.id}"

    @property
    def followed(self) -> bool:
        return self.source.url.startswith(_WEB)


def render_html(report: ProjectReport) -> Iterator[str]:
    """Yield the page in pieces, one a capability."""
    pages = _environment()
    cited: dict[str, _Cited] = {}
    summary = report.summary
    yield pages.get_template("start.html").render(
        report=report,
        summary=summary,
        anchors=tuple(map(_anchor, report.capabilities)),
        counts=tuple(verdict_counts(summary)),
        has_costs=costs_anything(report.costs),
        shares=_shares(summary),
        agenda=agenda_of(summary),
        map=draw_map(report, PAGE) if summary.total else "",
    )
    for at, item in enumerate(report.capabilities, start=1):
        sources = [each.source for each in item.reasons]
        sources += [item.first_step.source] if item.first_step else []
        cited |= {source.id: _Cited(source) for source in sources}
        yield pages.get_template("capability.html").render(at=at, item=item)
    order = [source.id for source in report.rulebook.sources]
    end = pages.get_template("end.html").render(
        report=report,
        sources=sorted(cited.values(), key=lambda each: order.index(each.source.id)),
        terms=explain_report(report.rulebook.threshold),
    )
    yield _costs(pages, report) + end


def _costs(pages: Environment, report: ProjectReport) -> str:
    """Return what is between the capabilities and the sources: the costs, if there are any."""
    costs = report.costs
    sections = cost_sections(costs)
    training = costs.one.training if costs.needs.trains else None
    return pages.get_template("costs.html").render(
        report=report,
        has_costs=costs_anything(costs),
        sections=sections,
        holds=gpu_sentence(costs),
        remarks=(*cost_problems(costs), *cost_remarks(costs)),
        inputs=tuple(given_inputs(costs)),
        chart=draw_memory(memory_chart(training, *gpu_memory(costs))) if training else "",
        sources=figure_sources(figure for each in sections for figure in each.figures),
    )


def _shares(summary: Summary) -> str:
    counts = [(kind, count) for kind, count, _ in verdict_counts(summary)]
    return draw_shares(counts) if counts else ""


def _environment() -> Environment:
    """Return what renders the templates: a name that is missing in one is an error."""
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup, escape

    # Titles, options, clauses and sources come again with nearly every capability.
    @lru_cache(maxsize=4096)
    def line(text: str) -> Markup:
        return escape(one_line(text))

    @lru_cache(maxsize=256)
    def cited(source: Source) -> Markup:
        link = Markup('<a class="source" href="#{}">{}</a>')
        return link.format(_Cited(source).anchor, line(source.title))

    pages = Environment(
        loader=PackageLoader("ragft_tui.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    pages.filters |= {
        "bar": draw_bar,
        "cited": cited,
        "line": line,
        "link": _anchor,
        "name": name_of,
        "need": need_title,
        "points": describe_points,
        "shorten": lambda name: shorten(one_line(name), _NAMED),
        "sign": sign_of,
        "text": visible,
        "tone": variable_of,
        "value": format_value,
    }
    pages.globals |= {
        "BEING_DESCRIBED": BEING_DESCRIBED,
        "COUNTED": COUNTED,
        "DARK": DARK,
        "FIRST_STEP": FIRST_STEP,
        "LIGHT": LIGHT,
        "MISSING": MISSING,
        "describe_unknowns": describe_unknowns,
        "READING": READING,
        "REVIEW_LABELS": REVIEW_LABELS,
        "State": ReviewState,
    }
    return pages


def _anchor(item: CapabilityView) -> str:
    """Return the id of the part of the page that is about a capability."""
    return f"c-{item.capability.id}"
