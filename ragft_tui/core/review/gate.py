"""What is still to be decided: gaps of a capability, and spans after which decisions are old."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from ragft_tui.core.decision import ReviewState, effective_type, review_state
from ragft_tui.core.errors import UsageError
from ragft_tui.core.model import Capability
from ragft_tui.core.patterns import pattern
from ragft_tui.core.records import dataclass
from ragft_tui.core.rulebook import Rulebook
from ragft_tui.core.verdict import assess

_SPAN: Final = pattern(r"([1-9][0-9]{0,3})([dwmy])")
_MONTHS: Final = 12


class GapKind(StrEnum):
    """Why a capability is not settled, the first that holds."""

    UNDECIDED = "undecided"
    STALE = "stale"
    UNREVIEWED = "unreviewed"
    OLD = "old"


@dataclass(frozen=True, slots=True)
class Gap:
    """Why a capability is not settled."""

    kind: GapKind
    what: str
    """A clause without a full stop."""
    advice: str
    """What to do about it, a clause without a full stop."""


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time as people write it, such as `180d`."""

    count: int
    unit: str
    """`d`, `w`, `m` or `y`: days, weeks, months of the calendar, years."""

    def before(self, day: date) -> date:
        """Return the day so long before another one; where its month is shorter, its last day."""
        try:
            if self.unit in {"d", "w"}:
                return day - timedelta(days=self.count * (7 if self.unit == "w" else 1))
            months = self.count * (_MONTHS if self.unit == "y" else 1)
            at = day.year * _MONTHS + day.month - 1 - months
            first = date(at // _MONTHS, at % _MONTHS + 1, 1)
        except (OverflowError, ValueError):  # before there were years
            return date.min
        length = ((first + timedelta(days=31)).replace(day=1) - first).days
        return first.replace(day=min(day.day, length))

    def __str__(self) -> str:
        """Return it as it is written."""
        return f"{self.count}{self.unit}"


def parse_span(text: str) -> Span:
    """Return the span that a text means.

    Raises:
        UsageError: If it means none.
    """
    found = _SPAN.fullmatch(text)
    if not found:
        raise UsageError(
            f'"{text[:20]}" is no span of time',
            advice="write days, weeks, months or years, such as 180d, 26w, 6m or 1y",
        )
    return Span(int(found[1]), found[2])


def find_gap(capability: Capability, rulebook: Rulebook, oldest: date | None = None) -> Gap | None:
    """Return why a capability is not settled; `None` if it is.

    Args:
        capability: The capability.
        rulebook: What it is assessed by.
        oldest: The first day of which a decision still holds; `None` for any.
    """
    review, state = capability.review, review_state(capability, rulebook)
    verdict = assess(capability, rulebook).verdict_label
    if review is not None and state is ReviewState.STALE:
        what = f"the decision is stale: it was on {review.judged.label}, the verdict is {verdict}"
        return Gap(GapKind.STALE, what, "decide anew")
    if effective_type(capability, rulebook) is None:
        return Gap(GapKind.UNDECIDED, "it is undecided", "answer its questions")
    if review is None:
        what = f"the verdict, {verdict}, is not reviewed"
        return Gap(GapKind.UNREVIEWED, what, "accept or override it")
    if oldest is not None and review.on < oldest:
        what = f"the decision is of {review.on}, before {oldest}"
        return Gap(GapKind.OLD, what, "review it again")
    return None
