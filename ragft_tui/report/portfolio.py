"""Several projects side by side: counts, what they could share, and what waits for a decision."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby

from ragft_tui.core.model import Project, VerdictType
from ragft_tui.core.records import dataclass
from ragft_tui.core.review import Gap, GapKind, Group, find_gap, summarize
from ragft_tui.core.rulebook import Rulebook
from ragft_tui.core.text import one_line
from ragft_tui.report.project_report import ProjectReport
from ragft_tui.report.summary import Sharing, describe_group, shared_things
from ragft_tui.report.view import CapabilityView


@dataclass(frozen=True, slots=True)
class Place:
    """A capability in one of several projects."""

    report: ProjectReport
    title: str
    """What the project is called beside the others."""
    number: int
    """Its number in its project, from 1."""
    item: CapabilityView

    @property
    def label(self) -> str:
        """The application, and the number and name of the capability."""
        name = one_line(self.item.name)
        return f"{self.title}: {self.number} {name}"


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
    def titles(self) -> tuple[str, ...]:
        """What each project is called.

        Those of one name are told apart by their files, and where these are called the same, by
        their places in the order.
        """
        names = [one_line(each.name) or one_line(each.provenance.file) for each in self.reports]
        files = [
            f"{name} ({one_line(each.provenance.file)})"
            for name, each in zip(names, self.reports, strict=True)
        ]
        same, as_files = Counter(names), Counter(files)
        return tuple(
            name if same[name] == 1 else file if as_files[file] == 1 else f"{file} {at}"
            for at, (name, file) in enumerate(zip(names, files, strict=True), start=1)
        )

    @property
    def places(self) -> Iterator[Place]:
        """Every capability, project by project."""
        for report, title in zip(self.reports, self.titles, strict=True):
            for number, item in enumerate(report.capabilities, start=1):
                yield Place(report, title, number, item)

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
        groups: list[tuple[Rulebook, list[Place]]] = []
        for _, found in groupby(self.places, lambda place: id(place.report)):
            members = [*found]
            rulebook = members[0].report.rulebook
            known = (places for rules, places in groups if rules == rulebook)
            if (places := next(known, None)) is not None:
                places.extend(members)
            else:
                groups.append((rulebook, members))
        return tuple(shared for rules, places in groups for shared in _shared(places, rules))


@dataclass(frozen=True, slots=True)
class Row:
    """What is told of one project beside the others."""

    report: ProjectReport
    title: str
    """What it is called beside the others."""
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
        Row(report, title, dict(report.counts), dict(gaps[id(report)]))
        for report, title in zip(portfolio.reports, portfolio.titles, strict=True)
    )


def _shared(places: Sequence[Place], rulebook: Rulebook) -> Iterable[Shared]:
    """Yield what several projects could share; one rulebook assesses all of them."""
    capabilities = tuple(place.item.capability for place in places)
    found = summarize(Project("", capabilities=capabilities), rulebook)
    for sharing, groups in shared_things(found):
        for group in groups:
            members = tuple(places[member.number - 1] for member in group.members)
            apart = len({id(place.report) for place in members}) > 1
            by_name = group.same or sharing.thing != "adapter"
            if apart and group.answers and by_name:
                yield Shared(sharing, group, members)
