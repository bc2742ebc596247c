"""Steps of the interview: taken in the session, and told where they lead to another capability."""

from __future__ import annotations

from ragft_tui.core.interview.flow import Interview
from ragft_tui.core.model import Capability
from ragft_tui.core.text import one_line
from ragft_tui.plain.page import Page


def do(page: Page, words: str, interview: Interview, told: str = "") -> Page:
    """Make a change, and return the page that follows.

    It is made before anything is told: a terminal that takes no output must not hold it up.

    Args:
        page: Where it is made.
        words: What undo will call it.
        interview: The interview after it.
        told: What is told then.
    """
    left = page.session.interview.capability
    page.session.do(words, interview)
    if told:
        page.app.console.say(told)
    return _arrived(page, left)


def go(page: Page, interview: Interview, told: str = "") -> Page:
    """Move, and return the page that follows.

    Args:
        page: Where one is.
        interview: The interview there.
        told: What is told then.
    """
    left = page.session.interview.capability
    page.session.go(interview)
    if told:
        page.app.console.say(told)
    return _arrived(page, left)


def _arrived(page: Page, left: Capability | None) -> Page:
    """Tell the verdict on a capability that was left."""
    session = page.session
    capability = session.project.capability(left.id) if left else None
    place = session.interview.place
    stays = place is not None and left is not None and place.capability == left.id
    if capability is not None and capability.described and not stays:
        verdict = session.assess(capability).words
        page.app.console.say(f"{one_line(capability.name)}: {verdict}.")
    if left is not None and not stays:
        page.app.left = capability
    return page.app.interview()
