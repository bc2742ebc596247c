"""Types of verdicts and their axes on the screen: signs, words and colours."""

from __future__ import annotations

from textual.content import Content

from ragft_tui.core.model import Axis, VerdictType
from ragft_tui.tui.widgets.content import show


def verdict_style(verdict: VerdictType | None) -> str:
    """Return the Textual style with the colour of a type; `None` is undecided."""
    return f"$verdict-{verdict.value if verdict else 'undecided'}"


def axis_style(axis: Axis) -> str:
    """Return the Textual style with the colour of an axis: that of a verdict on it alone."""
    return verdict_style(VerdictType.on({axis}))


def verdict_content(verdict: VerdictType | None, text: str = "") -> Content:
    """Return a text behind the sign of a type, both in its colour.

    Args:
        verdict: The type; `None` is undecided.
        text: What is said of it, such as `retrieval, lean`; the word for the type if it is empty.
    """
    from ragft_tui.report.view import name_of, sign_of  # nothing is judged in a new project

    return show(f"{sign_of(verdict)} {text or name_of(verdict)}", verdict_style(verdict))
