"""The form in which a capability is described."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static, TextArea

from ragft_tui.core.model import Capability
from ragft_tui.tui.bindings import bindings, key_label
from ragft_tui.tui.widgets.text_fields import TextBox, TextLine

_ASKS = "What must the application be able to do?"
_HELP = (
    "One thing, as you would tell a colleague: what it does, for whom, what the "
    "answer needs. Paste a list to add many."
)
_EXAMPLE = (
    "For example  “Answers questions about invoices from the customer's own account\n"
    "             and cites the invoice number.”"
)
_DONE = "Nothing more to add? Press {} with both fields empty to go to the review."


class DescribeForm(Vertical):
    """Name and description of a capability, kept as a draft while they are typed."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("describe")]

    @dataclass
    class Typed(Message):
        """The text in progress changed."""

        name: str
        description: str

        def can_replace(self, message: Message) -> bool:
            """Only the newest text matters: letters that come in one burst are weighed once."""
            return isinstance(message, DescribeForm.Typed)

    @dataclass
    class Accepted(Message):
        """Name and description are to be taken as they are."""

        name: str
        description: str

    class Back(Message):
        """The place before is wanted."""

    class Skipped(Message):
        """The capability is to be left for later."""

    def compose(self) -> ComposeResult:
        """Yield question, fields and example."""
        yield Static(Content.styled(_ASKS, "bold"), id="asks")
        yield Static(Content.styled(_HELP, "$text-muted"), id="help")
        with Horizontal(id="name-row"):
            yield Static("Name", classes="label")
            yield TextLine(id="name", lists=True)
        with Horizontal(id="description-row"):
            yield Static("Description", classes="label")
            yield TextBox(id="description", lists=True)
        yield Static(Content.styled(_EXAMPLE, "$text-muted"), id="example")
        done = _DONE.format(key_label(self, "describe.accept"))
        yield Static(Content.styled(done, "$text-muted"), id="done")

    def show(self, capability: Capability | None, *, may_end: bool) -> None:
        """Show the texts of a capability, drafts before accepted ones, and begin typing.

        Args:
            capability: The capability, or `None` for a new one.
            may_end: Whether leaving both fields empty ends the interview.
        """
        name, description = self._texts(capability)
        line, box = self.query_one(TextLine), self.query_one(TextBox)
        with self.prevent(Input.Changed, TextArea.Changed):
            line.load(name)
            box.text = description
        box.move_cursor(box.document.end)
        self.query_one("#done").display = may_end
        (box if name else line).focus()

    @property
    def name_text(self) -> str:
        """The text of the name, as far as it is typed."""
        return self.query_one(TextLine).value

    @property
    def empty(self) -> bool:
        """Whether nothing is typed in either field."""
        return not (self.query_one(TextLine).value.strip() or self.query_one(TextBox).text.strip())

    @property
    def description(self) -> str:
        """The text of the description, as far as it is typed."""
        return self.query_one(TextBox).text

    def focus_missing(self) -> None:
        """Go to the field that keeps the form from being accepted."""
        line, box = self.query_one(TextLine), self.query_one(TextBox)
        (box if line.value.strip() else line).focus()

    def keep_together(self, text: str) -> None:
        """Put a pasted list into the description as it is."""
        box = self.query_one(TextBox)
        box.focus()
        box.insert_text(text)

    def action_accept(self) -> None:
        """Go on: from the name to an empty description, otherwise out of the form."""
        line, box = self.query_one(TextLine), self.query_one(TextBox)
        if line.has_focus and line.value.strip() and not box.text.strip():
            box.focus()
            return
        self.post_message(self.Accepted(line.value, box.text))

    def action_newline(self) -> None:
        """Start a new line in the description."""
        box = self.query_one(TextBox)
        if box.has_focus:
            box.newline()
        else:
            box.focus()

    def action_next_field(self) -> None:
        """Go to the other field."""
        line, box = self.query_one(TextLine), self.query_one(TextBox)
        (box if line.has_focus else line).focus()

    def action_back(self) -> None:
        """Go to the name, and from there to the place before."""
        if self.query_one(TextBox).has_focus:
            self.query_one(TextLine).focus()
        else:
            self.post_message(self.Back())

    def action_skip(self) -> None:
        """Leave it for later."""
        self.post_message(self.Skipped())

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_accept()

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _typed(self, event: Input.Changed | TextArea.Changed) -> None:
        event.stop()
        self.post_message(self.Typed(self.query_one(TextLine).value, self.query_one(TextBox).text))

    @staticmethod
    def _texts(capability: Capability | None) -> tuple[str, str]:
        if capability is None:
            return "", ""
        draft = capability.draft
        name = capability.name if draft.name is None else draft.name
        return name, capability.description if draft.description is None else draft.description
