"""Changes of what a project consists of: copies, other places, and what is taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ragft_tui.core.interview import edits
from ragft_tui.core.model import Capability
from ragft_tui.plain.page import Page
from ragft_tui.plain.words import quoted

if TYPE_CHECKING:
    from ragft_tui.plain.review import ReviewPage


def duplicate(page: ReviewPage, capability: Capability) -> Page:
    """Put a copy below a capability, and select it."""
    project, copy = edits.duplicate(page.session.project, capability.id)
    page.session.edit(f"duplicate {quoted(capability.name)}", project)
    page.session.reviewing = copy
    page.tell_selected()
    return page


def move(page: ReviewPage, capability: Capability, there: Capability) -> Page:
    """Give a capability the place of another one."""
    at = page.session.project.capabilities.index(there)
    project = edits.move(page.session.project, capability.id, at)
    page.session.edit(f"move {_named(capability)}", project)
    page.tell_selected()
    return page


def delete(page: ReviewPage, capability: Capability) -> Page:
    """Take a capability out."""
    project = edits.remove(page.session.project, capability.id)
    page.session.edit(f"remove {_named(capability)}", project)
    page.app.console.say(f"{_named(capability)} is removed; undo brings it back.")
    return page


def rename(page: ReviewPage, name: str) -> Page:
    """Give the application another name.

    Raises:
        InvalidAnswerError: Where it is empty or does not fit in a field.
    """
    page.session.edit("rename", edits.rename(page.session.project, name))
    page.app.console.say(f"It is called {quoted(page.session.project.name)} now.")
    return page


def _named(capability: Capability) -> str:
    return quoted(capability.name) if capability.name else "the text in progress"
