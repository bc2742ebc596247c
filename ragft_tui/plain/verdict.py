"""The page of the verdict that ends the interview of a capability: accept it, or go on."""

from __future__ import annotations

from typing import ClassVar, Final

from ragft_tui.core.errors import UsageError
from ragft_tui.core.model import Capability
from ragft_tui.core.text import capitalize
from ragft_tui.plain.commands import Prompt
from ragft_tui.plain.interview import take_note
from ragft_tui.plain.page import Destination, Page
from ragft_tui.plain.sentences import (
    describe_decision,
    render_answers,
    render_capability,
    render_card,
)
from ragft_tui.plain.text import ask_who_decides
from ragft_tui.report.verdict_card import VerdictCard
from ragft_tui.report.view import CapabilityView
from ragft_tui.session import interview as steps
from ragft_tui.session.verdict_card import accept_and_go_on

REOPEN: Final = '"reopen" in the review'
_GOES_ON: Final = "An empty line goes on."
_HOW: Final = 'an empty line goes on; "accept" accepts the verdict first'
_ACCEPTS: Final = f"{capitalize(_HOW)}."


class VerdictPage(Page):
    """Tells a verdict in sentences, and takes the decision on it."""

    prompt: ClassVar[Prompt] = "verdict"
    prompt_text: ClassVar[str] = "Verdict"
    help_sentences = (_GOES_ON,)

    @property
    def _capability(self) -> Capability:
        """The capability that is judged, as it is now."""
        capability = self.session.interview.capability
        if capability is None:
            raise UsageError("no verdict is shown here")
        return capability

    def show(self) -> None:
        """Write the card, and what can be done."""
        view = CapabilityView(self._capability, self.session.rulebook)
        pending = view.state.pending and view.effective is not None
        self.reply(*render_card(VerdictCard(view)), _ACCEPTS if pending else _GOES_ON)

    def take_empty(self) -> Destination:
        """Go on."""
        return self.do_next("")

    def take_text(self, line: str) -> Destination:
        """Refuse a text: none is asked for."""
        del line
        raise UsageError("no text is asked for here", advice=_HOW)

    def do_next(self, _: str) -> Destination:
        """Go on."""
        return self.move(steps.skip(self.session))

    def do_accept(self, _: str) -> Destination:
        """Accept the verdict, and go on."""
        if self.session.reviewer.must_be_asked:
            return ask_who_decides(self, lambda: self.do_accept(""))
        capability = self._capability
        moved = accept_and_go_on(self.session, REOPEN)
        accepted = f"accepted, {self.session.assess(capability).label}"
        now = self.session.current(capability.id)
        return self.move(moved, describe_decision(now, accepted))

    def do_answers(self, _: str) -> Destination:
        """Write the answers to all questions."""
        return self.reply(*render_answers(self._capability, self.session.rulebook))

    def do_describe(self, _: str) -> Destination:
        """Edit the name and the description of the capability."""
        return self.move(steps.edit_description(self.session))

    def do_note(self, typed: str) -> Destination:
        """Write a note on the capability."""
        return take_note(self, self._capability, typed)

    def do_why(self, _: str) -> Destination:
        """Write everything about the capability."""
        return self.reply(*render_capability(self._capability, self.session.rulebook))
