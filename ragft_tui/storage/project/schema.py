"""The tables and keys of a project file, as dataclasses that are validated."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from typing import Literal

from ragft_tui.core.model import Reach, Strength, VerdictType
from ragft_tui.core.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectDraftTable:
    """The table `project.draft`."""

    name: str | None = None
    description: str | None = None
    costs: Mapping[str, str] = field(default_factory=dict)
    """By input, the text that is being typed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectTable:
    """The table `project`."""

    name: str = ""
    description: str = ""
    rulebook: str = ""
    costs: Mapping[str, object] = field(default_factory=dict)
    """By input, which defines the values that are allowed."""
    draft: ProjectDraftTable = field(default_factory=ProjectDraftTable)


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictTable:
    """The table `verdict` of a capability: a record for readers, computed anew on load."""

    type: VerdictType | None = None
    strength: Strength | None = None
    reach: Reach | None = None
    first_step: str = ""
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewTable:
    """The table `review` of a capability."""

    decision: Literal["accepted", "overridden"]
    type: VerdictType | None = None
    because: str = ""
    by: str = ""
    on: date
    judged: VerdictType
    rulebook: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftTable:
    """The table `draft` of a capability."""

    name: str | None = None
    description: str | None = None
    notes: str | None = None
    override: str | None = None
    because: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    named: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class CapabilityTable:
    """One entry of `capabilities`."""

    id: str
    name: str = ""
    description: str = ""
    notes: str = ""
    notes_by: str = ""
    answers: Mapping[str, object] = field(default_factory=dict)
    """By question, which defines the values that are allowed."""
    because: Mapping[str, str] = field(default_factory=dict)
    named: Mapping[str, str] = field(default_factory=dict)
    """By question, which voice, form or source its answer means."""
    verdict: VerdictTable | None = None
    review: ReviewTable | None = None
    draft: DraftTable | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectFile:
    """A whole project file."""

    format: int
    project: ProjectTable
    capabilities: tuple[CapabilityTable, ...] = ()
    tool: Mapping[str, object] = field(default_factory=dict)
    """Tables of other programs."""
