"""What is read from a backlog, and what taking it in does to a project."""

from ragft_tui.core.importing.candidates import Candidate, Candidates, Source, Unread
from ragft_tui.core.importing.how import FIELDS, FORMATS, Format, HowToRead
from ragft_tui.core.importing.plan import (
    CHANGING,
    ImportPlan,
    PlanRow,
    RowState,
    apply_plan,
    make_plan,
)

__all__ = [
    "CHANGING",
    "FIELDS",
    "FORMATS",
    "Candidate",
    "Candidates",
    "Format",
    "HowToRead",
    "ImportPlan",
    "PlanRow",
    "RowState",
    "Source",
    "Unread",
    "apply_plan",
    "make_plan",
]
