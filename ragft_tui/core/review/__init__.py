"""What people do with verdicts: decisions, filters, orders, the summary, differences."""

from ragft_tui.core.review.diff import Difference, diff_capabilities, diff_projects
from ragft_tui.core.review.filter import (
    EVERYTHING,
    Filter,
    FilterError,
    complete_word,
    parse_filter,
)
from ragft_tui.core.review.gate import Gap, GapKind, Span, find_gap, parse_span
from ragft_tui.core.review.needs import (
    Count,
    Need,
    NeedKind,
    Needs,
    Requests,
    Rounds,
    Spare,
    find_needs,
)
from ragft_tui.core.review.outdated import OutdatedReview, Shift, find_outdated_reviews
from ragft_tui.core.review.project_costs import CostPart, ProjectCosts
from ragft_tui.core.review.sort import Order, sort_capabilities
from ragft_tui.core.review.summary import (
    Beginning,
    Group,
    Member,
    Remark,
    Step,
    StepKind,
    Summary,
    summarize,
)

__all__ = [
    "EVERYTHING",
    "Beginning",
    "CostPart",
    "Count",
    "Difference",
    "Filter",
    "FilterError",
    "Gap",
    "GapKind",
    "Group",
    "Member",
    "Need",
    "NeedKind",
    "Needs",
    "Order",
    "OutdatedReview",
    "ProjectCosts",
    "Remark",
    "Requests",
    "Rounds",
    "Shift",
    "Span",
    "Spare",
    "Step",
    "StepKind",
    "Summary",
    "complete_word",
    "diff_capabilities",
    "diff_projects",
    "find_gap",
    "find_needs",
    "find_outdated_reviews",
    "parse_filter",
    "parse_span",
    "sort_capabilities",
    "summarize",
]
