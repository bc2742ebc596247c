"""What a project costs: the figures of all that its decisions call for, and their sums."""

from __future__ import annotations

from ragft_tui.core.costs import CostInputs, Estimate, Figure
from ragft_tui.core.errors import RagftError
from ragft_tui.core.records import dataclass
from ragft_tui.core.review.needs import Need, Needs


@dataclass(frozen=True, slots=True)
class CostPart:
    """The figures of one thing that is called for."""

    need: Need | None
    """`None` for the base model, which all adapters share."""
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectCosts:
    """What a project costs, and what is wrong with the inputs of the figures that are missing."""

    inputs: CostInputs
    given: tuple[str, ...]
    """The inputs that somebody gave; the others have their defaults."""
    decided_only: bool
    """Whether only capabilities with a decision are counted."""
    needs: Needs
    one: Estimate
    """One index and one training run: what all others are multiples of."""
    parts: tuple[CostPart, ...]
    totals: tuple[Figure, ...]
    """For each figure that can be added, the sum over the parts."""
    problems: tuple[RagftError, ...] = ()

    def total(self, identity: str) -> Figure | None:
        """Return the sum of a figure, or `None` if no part has it."""
        return next((each for each in self.totals if each.id == identity), None)
