"""The view model of a whole report: the project, its capabilities, and what it was made from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime
from functools import cached_property

from ragft_tui.core.model import Project, VerdictType
from ragft_tui.core.records import dataclass
from ragft_tui.core.review import ProjectCosts, Summary, summarize
from ragft_tui.core.rulebook import Rulebook, describe_edition
from ragft_tui.report.view import CapabilityView


@dataclass(frozen=True, slots=True)
class Provenance:
    """What a report was made from, by what, and when; so that it can be made again and compared."""

    file: str
    """The name of the project file, without its directory."""
    sha256: str
    """The hash of its bytes, in hexadecimal digits."""
    version: str
    """The version of the program."""
    rulebook: str
    """The edition of the rulebook, such as `default 2`."""
    made: datetime | None = None
    """When, with its time zone; `None` where the same project is to give the same bytes."""

    @property
    def made_label(self) -> str:
        """The moment in the form of ISO 8601, to the second; empty where it is left out."""
        return self.made.isoformat(timespec="seconds") if self.made else ""

    @property
    def sentence(self) -> str:
        """All of it in a sentence without its full stop; the hash is shortened."""
        return f"{self.origin} (SHA-256 {self.sha256[:12]})"

    @property
    def origin(self) -> str:
        """The same without the hash, for where that stands in full."""
        when = f" on {self.made:%Y-%m-%d at %H:%M %Z}".rstrip() if self.made else ""
        by = f"by ragft-tui {self.version} with {describe_edition(self.rulebook)}"
        return f"Made{when} {by}, from {self.file}"


@dataclass(frozen=True)
class ProjectReport:
    """Everything that a report says; each part is worked out once, when it is first read."""

    project: Project
    rulebook: Rulebook
    provenance: Provenance
    find_costs: Callable[[Project, Rulebook], ProjectCosts]
    """Works out what its decisions cost; not every format says it."""

    @property
    def name(self) -> str:
        """The name of the application."""
        return self.project.name

    @property
    def description(self) -> str:
        """The description of the application; may be empty."""
        return self.project.description

    @cached_property
    def costs(self) -> ProjectCosts:
        """What its decisions cost."""
        return self.find_costs(self.project, self.rulebook)

    @cached_property
    def capabilities(self) -> tuple[CapabilityView, ...]:
        """The capabilities, in the order of the file."""
        return tuple(CapabilityView(item, self.rulebook) for item in self.project.capabilities)

    @cached_property
    def summary(self) -> Summary:
        """The application as a whole: counts, first steps, what can be shared, what is to do."""
        return summarize(self.project, self.rulebook)

    @cached_property
    def counts(self) -> tuple[tuple[VerdictType | None, int], ...]:
        """How many capabilities count as each type, undecided ones last."""
        found = Counter(item.effective for item in self.capabilities)
        return tuple((kind, found[kind]) for kind in (*VerdictType, None) if found[kind])
