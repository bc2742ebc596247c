"""The card on which the verdict is said when the interview of a capability ends."""

from __future__ import annotations

from typing import Final

from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message

from ragft_tui.core.text import capitalize
from ragft_tui.report.sentences import FIRST_STEP
from ragft_tui.report.verdict_card import SAID_BY, VerdictCard
from ragft_tui.tui.bindings import bindings
from ragft_tui.tui.widgets.content import Static, show
from ragft_tui.tui.widgets.reader import Reader
from ragft_tui.tui.widgets.verdict import verdict_style

_LABEL: Final = 17
"""The columns of the labels."""


class VerdictPage(Reader):
    """A verdict in sentences, which scrolls where it has more lines than the window."""

    BINDINGS = bindings("card")
    DEFAULT_CSS = """
    VerdictPage { display: none; scrollbar-size-vertical: 1; scrollbar-gutter: stable; }
    """

    class Passed(Message):
        """The user goes on from here."""

    _card: VerdictCard | None = None

    def compose(self) -> ComposeResult:
        """Yield the text."""
        yield Static(id="verdict-text")

    def show(self, card: VerdictCard) -> None:
        """Show a card from its beginning."""
        self._card = card
        self._lay_out()
        self.scroll_home(animate=False)
        self.focus()

    def on_resize(self) -> None:
        """Wrap the text anew."""
        self._lay_out()

    def action_select(self) -> None:
        """Go on."""
        self.post_message(self.Passed())

    def _lay_out(self) -> None:
        card, width = self._card, self.scrollable_content_region.width
        if card is None or not width:
            return
        title = show(card.title, f"bold {verdict_style(card.type)}")
        reach = show(card.reach, "$text-muted")
        gap = width - title.cell_length - reach.cell_length
        lines = [Content.assemble(title, " " * gap, reach)] if gap > 1 else [title, reach]
        label = None
        for name, sentences in card.rows:
            if label is None or name in {capitalize(FIRST_STEP), SAID_BY}:
                lines.append(Content(""))
            label = name
            lines += _row(name, sentences, width)
        self.query_one(Static).content = Content("\n").join(lines)


def _row(label: str, sentences: tuple[str, ...], width: int) -> list[Content]:
    """Return the lines of a label with its sentences, each of which begins a line."""
    texts = [line for each in sentences for line in show(each).wrap(max(width - _LABEL, 1))]
    heads = [Content.styled(f"{label:<{_LABEL}}", "$primary"), Content(" " * _LABEL)]
    return [Content.assemble(heads[min(at, 1)], text) for at, text in enumerate(texts)]
