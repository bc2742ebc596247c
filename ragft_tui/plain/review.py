"""The review: all verdicts in lines, and a person's decision on each of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, Final

from ragft_tui.core.errors import UsageError
from ragft_tui.core.interview.values import parse_number_or_none
from ragft_tui.core.model import Capability
from ragft_tui.core.review.decision import count_reviews
from ragft_tui.core.review.sort import Order
from ragft_tui.core.text import one_line
from ragft_tui.plain import deciding
from ragft_tui.plain.answers import only_one
from ragft_tui.plain.commands import Where
from ragft_tui.plain.overview import map_lines, summary_lines
from ragft_tui.plain.page import Action, Page
from ragft_tui.plain.questions import ask_note
from ragft_tui.plain.words import capability_line, capability_lines, quoted
from ragft_tui.session import interview as steps
from ragft_tui.session import review as commands

if TYPE_CHECKING:
    from ragft_tui.plain.app import PlainApp

_LISTED: Final = 40
"""The most capabilities that are told without being asked for."""
_HERE: Final = 'You are in the review; "add" describes another capability'


class ReviewPage(Page):
    """Tells the capabilities; its commands are about the selected one."""

    where: ClassVar[Where] = "review"
    prompt: ClassVar[str] = "Review"

    def __init__(self, app: PlainApp) -> None:
        """Make the page.

        Args:
            app: Whose page it is.
        """
        super().__init__(app)
        self._lost = False
        """Whether the last line was no command; where one is was told then."""

    @property
    def about(self) -> tuple[str, ...]:
        """What can be typed here besides commands."""
        return ('Type the number of a capability to select it; "why" tells everything about it.',)

    @property
    def shown(self) -> dict[int, Capability]:
        """The capabilities that are listed, by their numbers."""
        self.app.listing.update(self.session.project, self.session.rulebook)
        return self.app.listing.numbered

    @property
    def selected(self) -> Capability:
        """The capability that commands are about.

        Raises:
            UsageError: Where there is none.
        """
        shown = tuple(self.shown.values())
        if not shown:
            filtered = self.app.listing.filtered
            advice = '"filter" tells all' if filtered else '"add" describes one'
            raise UsageError("there is no capability here", advice=advice)
        chosen = self.session.reviewing
        return next((item for item in shown if item.id == chosen), shown[0])

    def tell(self) -> None:
        """Tell how far the review is, the capabilities, and the selected one."""
        project, say = self.session.project, self.app.console.say
        count = count_reviews(project, self.session.rulebook)
        noun = "capability" if count.total == 1 else "capabilities"
        stale = f", {count.stale} stale" if count.stale else ""
        say("")
        say(
            f"Review of {one_line(project.name)}: {count.total:,} {noun}, "
            f"{count.decided} decided{stale}."
        )
        if not self.session.read_only_reason and (by := self.session.reviewer.name):
            say(f"Decisions are signed: {by}.")
        self._tell_list()
        if self.shown:
            self.tell_selected()

    def _tell_list(self) -> None:
        self.app.tell_list(_LISTED)

    def tell_selected(self) -> None:
        """Tell the capability that commands are about."""
        selected = self.selected
        self.session.reviewing = selected.id
        number = self.session.project.capabilities.index(selected) + 1
        line = capability_line(number, selected, self.session.rulebook)
        self.app.console.say(f"Selected: {line}")

    def text(self, line: str) -> Page | None:
        """Select a capability, and tell its verdict with the weightiest reason."""
        if parse_number_or_none(line) is None:
            here = "" if self._lost else f". {_HERE}"
            self._lost = True
            advice = f'"?" tells them all{here}'
            raise UsageError(f"{quoted(line[:60])} is no command here", advice=advice)
        capability = self.chosen(line)
        self.tell_selected()
        if capability.described:
            reason = self.session.assess(capability).reasons[0]
            self.app.console.say(f"Reason: {one_line(reason.sentence)}.")
        return self

    def take(self, line: str) -> Page | None:
        """Take a line; once one could be taken, the user knows again where that is."""
        page = super().take(line)
        self._lost = False
        return page

    def actions(self) -> Mapping[str, Action]:
        """Return what each command does."""
        return {
            "why": self._why,
            "accept": lambda typed: deciding.accept(self, self.described(typed)),
            "override": lambda typed: deciding.override(self, self.described(""), typed),
            "reopen": lambda typed: deciding.reopen(self, self.chosen(typed)),
            "note": lambda typed: ask_note(self, self.described(""), typed),
            "answer": lambda typed: deciding.answer(self, self.described(""), typed),
            "try": lambda typed: deciding.attempt(self, self.described(""), typed),
            "edit": self._edit,
            "next": lambda _: self.to_next(),
            "filter": self._filter,
            "sort": self._sort,
            "map": self._map,
            "summary": self._summary,
            "interview": lambda _: self._interview(),
            "add": lambda _: self._add(),
            "duplicate": self._duplicate,
            "move": self._move,
            "delete": self._delete,
            "rename": self._rename,
            "back": lambda _: self._back(),
            "home": lambda _: self._home(),
        }

    def after_undo(self) -> Page:
        """Stay in the review."""
        self._tell_list()
        return self

    def chosen(self, typed: str) -> Capability:
        """Select the capability of a number, where one is typed, and return the selected one.

        Raises:
            UsageError: Where there is none of that number.
        """
        if typed:
            capability = self.numbered(typed)
            if capability not in self.shown.values():
                self._filter("")
            self.session.reviewing = capability.id
        return self.selected

    def numbered(self, typed: str) -> Capability:
        """Return the capability of a number.

        Raises:
            UsageError: Where there is none.
        """
        items, number = self.session.project.capabilities, parse_number_or_none(typed) or 0
        if not 0 < number <= len(items):
            there = f"choose from 1 to {len(items)}" if items else '"add" describes one'
            raise UsageError("there is no capability of that number", advice=there)
        return items[number - 1]

    def described(self, typed: str) -> Capability:
        """Return the selected capability as `chosen` does, where it is described.

        Raises:
            UsageError: Where it is not.
        """
        capability = self.chosen(typed)
        if not capability.described:
            raise UsageError("it is not described yet", advice='"edit" goes there')
        return capability

    def to_next(self) -> Page:
        """Select the next capability that has no decision."""
        shown = list(self.shown.values())
        following = self.app.listing.following(shown.index(self.selected))
        pending = self.app.listing.next_pending(following, self.session.rulebook)
        if pending is None:
            self.app.console.say("Nothing here waits for a decision any more.")
            return self
        self.session.reviewing = pending.id
        self.tell_selected()
        return self

    def _why(self, typed: str) -> Page:
        for line in capability_lines(self.chosen(typed), self.session.rulebook):
            self.app.console.say(line)
        return self

    def _filter(self, typed: str) -> Page:
        self.app.listing.narrow(typed, self.session.rulebook)
        self._tell_list()
        return self

    def _sort(self, typed: str) -> Page:
        order = only_one(typed, tuple(Order), "order") if typed else Order.FILE
        if order is None:
            raise UsageError("that is no order", advice=f"there are {', '.join(Order)}")
        self.app.listing.order = Order(order)
        self._tell_list()
        return self

    def _map(self, _: str) -> Page:
        for line in map_lines(self.shown, self.session.rulebook):
            self.app.console.say(line)
        return self

    def _summary(self, _: str) -> Page:
        for line in summary_lines(self.session.project, self.session.rulebook):
            self.app.console.say(line)
        return self

    def _edit(self, typed: str) -> Page:
        capability = self.chosen(typed)
        steps.edit_answers(self.session, capability)
        return self.app.interview()

    def _interview(self) -> Page:
        if not steps.resume(self.session):
            raise UsageError("no question is open", advice='"add" describes another capability')
        return self.app.interview()

    def _add(self) -> Page:
        steps.describe_another(self.session)
        return self.app.interview()

    def _duplicate(self, typed: str) -> Page:
        self.session.reviewing = commands.duplicate(self.session, self.described(typed))
        self.tell_selected()
        return self

    def _move(self, typed: str) -> Page:
        there = self.session.project.capabilities.index(self.numbered(typed))
        commands.move(self.session, self.selected, there)
        self.tell_selected()
        return self

    def _delete(self, typed: str) -> Page:
        self.app.console.say(commands.remove(self.session, [self.chosen(typed)], "undo"))
        return self

    def _rename(self, typed: str) -> Page:
        commands.rename(self.session, typed)
        self.app.console.say(f"It is called {quoted(self.session.project.name)} now.")
        return self

    def _back(self) -> Page:
        if self.session.read_only_reason:
            raise UsageError("only the review can be looked at", advice='"home" lists the sessions')
        interview = self.session.interview
        if interview.position is None:
            self.session.go(interview.back())
        return self.app.interview()

    def _home(self) -> Page:
        told = len(self.app.troubles)
        self.app.close(home=True)
        for trouble in self.app.troubles[told:]:
            self.app.console.say(f"{trouble}.")
        return self.app.here()
