"""What is read from a backlog, and what taking it in does to a project."""

from typing import TYPE_CHECKING

from ragft_tui.core.lazy import lazy_names

if TYPE_CHECKING:
    from ragft_tui.core.importing.candidates import Candidate as Candidate
    from ragft_tui.core.importing.candidates import Candidates as Candidates
    from ragft_tui.core.importing.candidates import Source as Source
    from ragft_tui.core.importing.candidates import Unread as Unread
    from ragft_tui.core.importing.how import FIELDS as FIELDS
    from ragft_tui.core.importing.how import FORMATS as FORMATS
    from ragft_tui.core.importing.how import Format as Format
    from ragft_tui.core.importing.how import HowToRead as HowToRead
    from ragft_tui.core.importing.plan import CHANGING as CHANGING
    from ragft_tui.core.importing.plan import ImportPlan as ImportPlan
    from ragft_tui.core.importing.plan import PlanRow as PlanRow
    from ragft_tui.core.importing.plan import RowState as RowState
    from ragft_tui.core.importing.plan import apply_plan as apply_plan
    from ragft_tui.core.importing.plan import make_plan as make_plan
else:
    __getattr__ = lazy_names(
        __name__,
        {
            ".candidates": "Candidate Candidates Source Unread",
            ".how": "FIELDS FORMATS Format HowToRead",
            ".plan": "CHANGING ImportPlan PlanRow RowState apply_plan make_plan",
        },
    )
