"""What is shown of a position: the form, a question or a verdict, and the bars below them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.getters import query_one
from textual.message import Message
from textual.widget import Widget

from ragft_tui.tui.widgets.content import Clipped, Head
from ragft_tui.tui.widgets.describe_form import DescribeForm
from ragft_tui.tui.widgets.line_list import LineList
from ragft_tui.tui.widgets.verdict_bars import VerdictBars

if TYPE_CHECKING:
    from ragft_tui.tui.widgets.question_card import QuestionCard
    from ragft_tui.tui.widgets.verdict_card import VerdictPage

PositionPart = Literal["describe", "question", "verdict"]
"""What a position shows: the form, the card of a question, or the page of a verdict."""


class PositionView(Vertical):
    """One position; of its parts, one that is not shown is not mounted before it is needed."""

    class RoomGained(Message):
        """There is room for neighbours."""

    head = query_one(Head)
    form = query_one(DescribeForm)
    """Only once that part is mounted, as the head is with the others."""
    bars = query_one(VerdictBars)
    part: PositionPart = "describe"
    """What is shown."""
    neighbours: tuple[LineList, Clipped] | None = None
    """The list of capabilities before it and the reasons behind it; `None` until there is room."""

    @property
    def card(self) -> QuestionCard:
        """The card of a question; only once that part is mounted."""
        from ragft_tui.tui.widgets.question_card import QuestionCard

        return self.query_one(QuestionCard)

    @property
    def verdict(self) -> VerdictPage:
        """The page of a verdict; only once that part is mounted."""
        from ragft_tui.tui.widgets.verdict_card import VerdictPage

        return self.query_one(VerdictPage)

    def __init__(self, first: PositionPart, *, id: str) -> None:  # noqa: A002 - Textual's own name
        """Make a view.

        Args:
            first: What is shown first.
            id: Its id.
        """
        super().__init__(id=id)
        self._first: PositionPart = first

    def has(self, part: PositionPart) -> bool:
        """Return whether a part is mounted."""
        kind = DescribeForm if part == "describe" else Head
        return any(isinstance(child, kind) for child in self.children)

    def compose(self) -> ComposeResult:
        """Yield what is shown first, and bars."""
        yield from _widgets(self._first)
        yield VerdictBars()

    def on_resize(self) -> None:
        """Tell that there is room for neighbours."""
        if self.screen.has_class("-wide"):
            self.post_message(self.RoomGained())

    async def mount_part(self, part: PositionPart) -> None:
        """Mount a part, unless it is there."""
        if not self.has(part):
            await self.mount(*_widgets(part), before=self.bars)

    def show_part(self, part: PositionPart) -> None:
        """Show one part, and hide the others."""
        self.part = part
        if self.has("describe"):
            self.form.display = part == "describe"
        if self.has("question"):
            self.head.display = part != "describe"
            self.card.display, self.verdict.display = part == "question", part == "verdict"
        self.bars.display = part != "verdict"

    def mount_neighbours(self, rest: str) -> None:
        """Mount the neighbours.

        Args:
            rest: The last line of reasons that do not all fit.
        """
        rail, reasons = LineList(id="rail"), Clipped(rest, id="reasons")
        rail.can_focus = False
        columns = self.query_ancestor(Horizontal)
        columns.mount(rail, before=self)
        columns.mount(reasons, after=self)
        self.neighbours = rail, reasons


def _widgets(part: PositionPart) -> Sequence[Widget]:
    """Return the widgets of a part; questions and verdicts stand under one head."""
    if part == "describe":
        return (DescribeForm(),)
    from ragft_tui.tui.widgets.question_card import QuestionCard
    from ragft_tui.tui.widgets.verdict_card import VerdictPage

    head = Head()
    head.display = False
    return head, QuestionCard(), VerdictPage()
