"""Several projects side by side: counts, what they could share, and what waits for a decision."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ragft_tui.core.model import Project, VerdictType
from ragft_tui.core.review import Gap, GapKind, Group, find_gap, summarize
from ragft_tui.core.text import one_line
from ragft_tui.report.project_report import ProjectReport
from ragft_tui.report.summary import Sharing, describe_group, shared_things
from ragft_tui.report.view import BEING_DESCRIBED, CapabilityView


@dataclass(frozen=True, slots=True)
class Place:
    """A capability in one of several projects."""

    report: ProjectReport
    number: int
    """Its number in its project, from 1."""
    item: CapabilityView

    @property
    def label(self) -> str:
        """The application, and the number and name of the capability."""
        name = one_line(self.item.capability.name) or BEING_DESCRIBED
        return f"{title_of(self.report)}: {self.number} {name}"


@dataclass(frozen=True, slots=True)
class Shared:
    """Something that several applications could share."""

    sharing: Sharing
    group: Group
    places: tuple[Place, ...]

    @property
    def thing(self) -> str:
        """What it is, such as `index`."""
        return self.sharing.thing

    @property
    def label(self) -> str:
        """What the capabilities have in common."""
        return "; ".join(describe_group(self.group, self.sharing))

    @property
    def sentence(self) -> str:
        """What follows from that."""
        return one_line(self.sharing.sentence(self.group))


@dataclass(frozen=True, slots=True)
class Portfolio:
    """Several reports with what can only be said of all of them."""

    reports: tuple[ProjectReport, ...]
    oldest: date | None = None
    """The first day of which a decision still holds; `None` for any."""

    @property
    def places(self) -> Iterator[Place]:
        """Every capability, project by project."""
        for report in self.reports:
            yield from places_in(report)

    @property
    def gaps(self) -> tuple[tuple[Place, Gap], ...]:
        """What waits for a decision, and why."""
        return tuple(
            (place, gap)
            for place in self.places
            if (gap := find_gap(place.item.capability, place.item.rulebook, self.oldest))
        )

    @property
    def shared(self) -> tuple[Shared, ...]:
        """What several applications could share: indexes and systems, and styles by their names."""
        groups: list[list[ProjectReport]] = []
        for report in self.reports:
            same = (group for group in groups if group[0].rulebook == report.rulebook)
            if group := next(same, None):
                group.append(report)
            else:
                groups.append([report])
        return tuple(shared for group in groups for shared in _shared(group))


@dataclass(frozen=True, slots=True)
class Row:
    """What is told of one project beside the others."""

    report: ProjectReport
    counts: dict[VerdictType | None, int]
    gaps: dict[GapKind, int]

    @property
    def total(self) -> int:
        """How many capabilities it has."""
        return sum(self.counts.values())

    @property
    def settled(self) -> int:
        """How many of them wait for nothing."""
        return self.total - sum(self.gaps.values())


def portfolio_rows(portfolio: Portfolio) -> tuple[Row, ...]:
    """Return a row a project."""
    gaps = {id(report): Counter[GapKind]() for report in portfolio.reports}
    for place, gap in portfolio.gaps:
        gaps[id(place.report)][gap.kind] += 1
    return tuple(
        Row(report, dict(report.counts), dict(gaps[id(report)])) for report in portfolio.reports
    )


def title_of(report: ProjectReport) -> str:
    """Return the name of an application, or that of its file where it has none."""
    return one_line(report.name) or one_line(report.provenance.file)


def places_in(report: ProjectReport) -> Iterator[Place]:
    """Yield every capability of a project."""
    for number, item in enumerate(report.capabilities, start=1):
        yield Place(report, number, item)


def _shared(reports: Sequence[ProjectReport]) -> Iterable[Shared]:
    """Yield what several projects could share; one rulebook assesses all of them."""
    places = [place for report in reports for place in places_in(report)]
    capabilities = tuple(place.item.capability for place in places)
    found = summarize(Project("", capabilities=capabilities), reports[0].rulebook)
    for sharing, groups in shared_things(found):
        for group in groups:
            members = tuple(places[member.number - 1] for member in group.members)
            apart = len({id(place.report) for place in members}) > 1
            by_name = group.same or sharing.thing != "adapter"
            if apart and group.answers and by_name:
                yield Shared(sharing, group, members)
