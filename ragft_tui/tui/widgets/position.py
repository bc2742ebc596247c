"""What is shown of a position: the form, a question or a verdict, and the bars below them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.getters import query_one
from textual.message import Message

from ragft_tui.tui.widgets.content import Clipped, Head
from ragft_tui.tui.widgets.describe_form import DescribeForm
from ragft_tui.tui.widgets.line_list import LineList
from ragft_tui.tui.widgets.verdict_bars import VerdictBars

if TYPE_CHECKING:
    from ragft_tui.tui.widgets.question_card import QuestionCard
    from ragft_tui.tui.widgets.verdict_card import VerdictPage

Part = Literal["describe", "question", "verdict"]
"""What a position shows: the form, the card of a question, or the page of a verdict."""


class PositionView(Vertical):
    """One position; what no new project needs is mounted when a question is first asked."""

    class RoomGained(Message):
        """There is room for neighbours."""

    head = query_one(Head)
    form = query_one(DescribeForm)
    bars = query_one(VerdictBars)
    part: Part = "describe"
    """What is shown."""

    @property
    def card(self) -> QuestionCard:
        """The card of a question; only once it is complete."""
        from ragft_tui.tui.widgets.question_card import QuestionCard

        return self.query_one(QuestionCard)

    @property
    def verdict(self) -> VerdictPage:
        """The page of a verdict; only once it is complete."""
        from ragft_tui.tui.widgets.verdict_card import VerdictPage

        return self.query_one(VerdictPage)

    @property
    def is_complete(self) -> bool:
        """Whether questions and verdicts can be shown."""
        return bool(self.query(Head))

    def compose(self) -> ComposeResult:
        """Yield form and bars."""
        yield DescribeForm()
        yield VerdictBars()

    def on_resize(self) -> None:
        """Tell that there is room for neighbours."""
        if self.screen.has_class("-wide"):
            self.post_message(self.RoomGained())

    async def complete(self) -> None:
        """Mount the parts for questions and verdicts, with the head that they stand under."""
        from ragft_tui.tui.widgets.question_card import QuestionCard
        from ragft_tui.tui.widgets.verdict_card import VerdictPage

        head = Head()
        head.display = False
        await self.mount(head, QuestionCard(), VerdictPage(), before=self.bars)

    def show_part(self, part: Part) -> None:
        """Show one part, and hide the others."""
        self.part = part
        self.form.display = part == "describe"
        if self.is_complete:
            self.head.display = part != "describe"
            self.card.display, self.verdict.display = part == "question", part == "verdict"
        self.bars.display = part != "verdict"

    def mount_neighbours(self, rest: str) -> tuple[LineList, Clipped]:
        """Mount the list of capabilities before it and the reasons behind it, and return them.

        Args:
            rest: The last line of reasons that do not all fit.
        """
        rail, reasons = LineList(id="rail"), Clipped(rest, id="reasons")
        rail.can_focus = False
        columns = self.query_ancestor(Horizontal)
        columns.mount(rail, before=self)
        columns.mount(reasons, after=self)
        return rail, reasons
