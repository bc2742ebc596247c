"""The form in which a capability is described."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.message import Message
from textual.widgets import Input, TextArea

from ragft_tui.session.interview import DESCRIBE_QUESTION
from ragft_tui.tui.bindings import bindings, keymap_of
from ragft_tui.tui.widgets.content import Static
from ragft_tui.tui.widgets.labelled_row import LabelledRow
from ragft_tui.tui.widgets.text_fields import TextBox, TextLine

_HELP = (
    "One thing, as you would tell a colleague: what it does, for whom, what the "
    "answer needs. Paste a list to add many; {} imports a file."
)
_EXAMPLE = (
    "For example  “Answers questions about invoices from the customer's own account\n"
    "             and cites the invoice number.”"
)
_DONE = "Nothing more to add? Press {} with both fields empty to go to the review."


class DescribeForm(Vertical):
    """The fields for the name and the description of a capability."""

    BINDINGS = bindings("describe")

    class Typed(Message):
        """A text changed."""

        def can_replace(self, message: Message) -> bool:
            """Return whether the other message is outdated: a burst of letters is assessed once."""
            return isinstance(message, DescribeForm.Typed)

    class Accepted(Message):
        """The texts were accepted."""

    line = query_one(TextLine)
    """The field of the name."""
    box = query_one(TextBox)
    """The field of the description."""

    def compose(self) -> ComposeResult:
        """Yield question, fields and example."""
        about = _HELP.format(keymap_of(self).label("interview.import"))
        asks = Content.assemble((f"{DESCRIBE_QUESTION}\n", "bold"), (about, "$text-muted"))
        yield Static(asks, id="asks")
        yield LabelledRow("Name", TextLine(id="name", lists=True), id="name-row")
        box = TextBox(id="description", lists=True)
        yield LabelledRow("Description", box, id="description-row")
        yield Static(id="example")

    def show(self, name: str, description: str, *, may_end: bool) -> None:
        """Show texts, and begin typing behind them.

        Args:
            name: The name so far.
            description: The description so far.
            may_end: Whether leaving both fields empty ends the interview.
        """
        done = _DONE.format(keymap_of(self).label("describe.accept"))
        text = f"{_EXAMPLE}\n\n{done}" if may_end else _EXAMPLE
        self.query_one("#example", Static).content = Content.styled(text, "$text-muted")
        with self.prevent(Input.Changed, TextArea.Changed):
            self.line.load(name)
            self.box.text = description
        self.box.move_cursor(self.box.document.end)
        (self.box if name else self.line).focus()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is typed in either field."""
        return not (self.line.value.strip() or self.box.text.strip())

    def focus_missing(self) -> None:
        """Focus the field that keeps the form from being accepted."""
        (self.box if self.line.value.strip() else self.line).focus()

    def insert_list(self, text: str) -> bool:
        """Put a pasted list into the description as it is, and return whether that has room."""
        self.box.focus()
        return self.box.insert_text(text)

    @on(Input.Submitted)
    def action_accept(self) -> None:
        """Go on: from the name to an empty description, otherwise out of the form."""
        if self.line.has_focus and self.line.value.strip() and not self.box.text.strip():
            self.box.focus()
        else:
            self.post_message(self.Accepted())

    def action_newline(self) -> None:
        """Start a new line in the description."""
        if self.box.has_focus:
            self.box.newline()
        else:
            self.box.focus()

    def action_next_field(self) -> None:
        """Go to the other field."""
        (self.box if self.line.has_focus else self.line).focus()

    async def action_back(self) -> None:
        """Go to the name, and from there to the position before."""
        if self.box.has_focus:
            self.line.focus()
        else:
            await self.run_action("screen.back")

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _change(self) -> None:
        self.post_message(self.Typed())
