"""Steps of the interview: taken in the session, and told where they lead to another capability."""

from __future__ import annotations

from ragft_tui.plain.page import Page
from ragft_tui.session.interview import Moved


def arrive(page: Page, moved: Moved, told: str = "") -> Page:
    """Return the page that follows a step, with a word on it and on the capability that was left.

    Args:
        page: Where one was.
        moved: Where the step led.
        told: What is told of the step.
    """
    for sentence in filter(None, (told, moved.sentence)):
        page.app.console.say(sentence)
    if moved.left is not None:
        page.app.left = moved.left
    return page.app.interview()
