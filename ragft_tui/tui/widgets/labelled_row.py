"""A field with its label before it."""

from __future__ import annotations

from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget


class LabelledRow(Horizontal):
    """Draws the label itself, in the room that the field leaves: a widget more costs a start."""

    def __init__(self, label: str, field: Widget, *, id: str) -> None:  # noqa: A002 - Textual's own name
        """Make a row.

        Args:
            label: What the field is for.
            field: The field; its margin makes room for the label.
            id: The id of the row.
        """
        super().__init__(field, id=id)
        self._label = Content.styled(label, "$text-muted")

    def render(self) -> Content:
        """Return the label."""
        return self._label
