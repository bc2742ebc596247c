"""What people do with verdicts: decisions, filters, orders, the summary, differences."""

from typing import TYPE_CHECKING

from ragft_tui.core.lazy import lazy_names

if TYPE_CHECKING:
    from ragft_tui.core.review.diff import Difference as Difference
    from ragft_tui.core.review.diff import diff_capabilities as diff_capabilities
    from ragft_tui.core.review.diff import diff_projects as diff_projects
    from ragft_tui.core.review.filter import EVERYTHING as EVERYTHING
    from ragft_tui.core.review.filter import Filter as Filter
    from ragft_tui.core.review.filter import FilterError as FilterError
    from ragft_tui.core.review.filter import complete_word as complete_word
    from ragft_tui.core.review.filter import parse_filter as parse_filter
    from ragft_tui.core.review.gate import Gap as Gap
    from ragft_tui.core.review.gate import GapKind as GapKind
    from ragft_tui.core.review.gate import Span as Span
    from ragft_tui.core.review.gate import find_gap as find_gap
    from ragft_tui.core.review.gate import parse_span as parse_span
    from ragft_tui.core.review.needs import Count as Count
    from ragft_tui.core.review.needs import Need as Need
    from ragft_tui.core.review.needs import NeedKind as NeedKind
    from ragft_tui.core.review.needs import Needs as Needs
    from ragft_tui.core.review.needs import Requests as Requests
    from ragft_tui.core.review.needs import Rounds as Rounds
    from ragft_tui.core.review.needs import Spare as Spare
    from ragft_tui.core.review.needs import find_needs as find_needs
    from ragft_tui.core.review.outdated import OutdatedReview as OutdatedReview
    from ragft_tui.core.review.outdated import Shift as Shift
    from ragft_tui.core.review.outdated import find_outdated_reviews as find_outdated_reviews
    from ragft_tui.core.review.project_costs import CostPart as CostPart
    from ragft_tui.core.review.project_costs import ProjectCosts as ProjectCosts
    from ragft_tui.core.review.sort import Order as Order
    from ragft_tui.core.review.sort import sort_capabilities as sort_capabilities
    from ragft_tui.core.review.summary import Beginning as Beginning
    from ragft_tui.core.review.summary import Group as Group
    from ragft_tui.core.review.summary import Member as Member
    from ragft_tui.core.review.summary import Remark as Remark
    from ragft_tui.core.review.summary import Step as Step
    from ragft_tui.core.review.summary import StepKind as StepKind
    from ragft_tui.core.review.summary import Summary as Summary
    from ragft_tui.core.review.summary import summarize as summarize
else:
    __getattr__ = lazy_names(
        __name__,
        {
            ".diff": "Difference diff_capabilities diff_projects",
            ".filter": "EVERYTHING Filter FilterError complete_word parse_filter",
            ".gate": "Gap GapKind Span find_gap parse_span",
            ".needs": "Count Need NeedKind Needs Requests Rounds Spare find_needs",
            ".outdated": "OutdatedReview Shift find_outdated_reviews",
            ".project_costs": "CostPart ProjectCosts",
            ".sort": "Order sort_capabilities",
            ".summary": "Beginning Group Member Remark Step StepKind Summary summarize",
        },
    )
