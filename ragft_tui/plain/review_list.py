"""The list of the review in lines: its filter, its order and marks, and what is selected."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

from ragft_tui.core.decision import count_reviews
from ragft_tui.core.errors import UsageError
from ragft_tui.core.interview import parse_number_or_none
from ragft_tui.core.model import Capability
from ragft_tui.core.review import Order
from ragft_tui.core.text import count_noun, one_line
from ragft_tui.plain.answers import (
    match_word,
    parse_number_list,
)
from ragft_tui.plain.commands import Prompt
from ragft_tui.plain.page import Destination, Page
from ragft_tui.plain.sentences import (
    quote,
    render_capability,
    render_in_short,
    render_listing,
    render_map,
    render_row,
    render_summary,
)
from ragft_tui.report.view import CapabilityView
from ragft_tui.session import review

_MOST_LISTED: Final = 40
"""The most capabilities that are listed without being asked for."""
_HERE: Final = 'You are in the review; "add" describes another capability'


class ReviewList(Page):
    """The capabilities in lines: what is listed, selected and marked."""

    prompt: ClassVar[Prompt] = "review"
    prompt_text: ClassVar[str] = "Review"
    help_sentences = (
        'Type the number of a capability to select it; "why" tells everything about it.',
    )
    _is_lost: bool = False
    """Whether the last line was no command; where the user is was written then."""

    @property
    def selected(self) -> Capability:
        """The capability that commands are about.

        Raises:
            UsageError: If there is none.
        """
        listing = self.listing
        if not listing.shown:
            advice = '"filter" tells all' if listing.filtered else '"add" describes one'
            raise UsageError("there is no capability here", advice=advice)
        return listing.item(listing.row_of(self.session.reviewing or "", 0))

    def show(self) -> None:
        """Write how far the review is, the capabilities, and the selected one."""
        project = self.session.project
        count = count_reviews(project, self.session.rulebook)
        total = count_noun(count.total, "capability", "capabilities")
        stale = f", {count.stale} stale" if count.stale else ""
        name, decided = one_line(project.name), f"{count.decided} decided{stale}"
        self.reply("", f"Review of {name}: {total}, {decided}.")
        if not self.session.read_only_reason and (by := self.session.reviewer.name):
            self.reply(f"Decisions are signed: {by}.")
        self.show_list()
        if self.listing.indices:
            self.show_selected()

    def show_list(self) -> Destination:
        """Write the capabilities, not all where they are very many."""
        return self.reply(*render_listing(self.listing, self.session.rulebook, _MOST_LISTED))

    def show_selected(self) -> Destination:
        """Write the selected capability."""
        selected = self.selected
        self.session.reviewing = selected.id
        number = self.session.project.capabilities.index(selected) + 1
        return self.reply(f"Selected: {render_row(number, selected, self.session.rulebook)}")

    def take(self, line: str) -> Destination:
        """Take a line; once one could be taken, the user knows again where that is."""
        destination = super().take(line)
        self._is_lost = False
        return destination

    def take_text(self, line: str) -> Destination:
        """Select the capability of a number; write its verdict with the weightiest reason."""
        if parse_number_or_none(line) is None:
            here = "" if self._is_lost else f". {_HERE}"
            self._is_lost = True
            advice = f'"?" tells them all{here}'
            raise UsageError(f"{quote(line[:60])} is no command here", advice=advice)
        capability = self.choose(line)
        self.show_selected()
        if capability.described:
            self.reply(*render_in_short(CapabilityView(capability, self.session.rulebook)))
        return self

    def after_undo(self) -> Destination:
        """Stay in the review."""
        return self.show_list()

    def choose(self, typed: str) -> Capability:
        """Select the capability of a number, where one is typed, and return the selected one.

        Raises:
            UsageError: If there is none of that number.
        """
        if typed:
            capability = self.numbered(typed)
            if capability not in self.listing.shown:
                self.do_filter("")
            self.session.reviewing = capability.id
        return self.selected

    def choose_described(self, typed: str = "") -> Capability:
        """Return the capability of `choose`, where it is described.

        Raises:
            UsageError: If it is not.
        """
        capability = self.choose(typed)
        if not capability.described:
            raise UsageError("it is not described yet", advice='"describe" goes there')
        return capability

    def numbered(self, typed: str) -> Capability:
        """Return the capability of a number.

        Raises:
            UsageError: If there is none.
        """
        items, number = self.session.project.capabilities, parse_number_or_none(typed) or 0
        if not 0 < number <= len(items):
            advice = f"choose from 1 to {len(items)}" if items else '"add" describes one'
            raise UsageError("there is no capability of that number", advice=advice)
        return items[number - 1]

    def show_next(self, following: Sequence[str]) -> Destination:
        """Select the first of what `following` returned that has no decision."""
        pending = self.listing.next_pending(following, self.session.rulebook)
        if pending is None:
            return self.reply("Everything here is decided.")
        self.session.reviewing = pending.id
        return self.show_selected()

    def following(self) -> tuple[str, ...]:
        """Return the ids of what is shown, from what follows the selected one round to it."""
        selected, listing = self.selected, self.listing
        return listing.following(listing.row_of(selected.id, 0))

    def do_next(self, _: str) -> Destination:
        """Go to the next capability that has no decision."""
        return self.show_next(self.following())

    def do_why(self, typed: str) -> Destination:
        """Write everything about a capability."""
        return self.reply(*render_capability(self.choose(typed), self.session.rulebook))

    def do_filter(self, typed: str) -> Destination:
        """List only what fits."""
        self.context.listing.narrow(typed, self.session.rulebook)
        return self.show_list()

    def do_sort(self, typed: str) -> Destination:
        """List in another order."""
        order = match_word(typed, tuple(Order), "order") if typed else Order.FILE
        if order is None:
            raise UsageError("that is no order", advice=f"there are {', '.join(Order)}")
        self.context.listing.order = Order(order)
        return self.show_list()

    def do_map(self, _: str) -> Destination:
        """Write where all stand on the two axes."""
        return self.reply(*render_map(self.listing.numbered, self.session.rulebook))

    def do_summary(self, _: str) -> Destination:
        """Write the summary of the application."""
        return self.reply(*render_summary(self.session.project, self.session.rulebook))

    def do_mark(self, typed: str) -> Destination:
        """Mark capabilities: the selected one, those of some numbers, or all that are shown."""
        self.context.listing.marked |= self._ids(typed) if typed else {self.selected.id}
        return self._show_marks()

    def do_unmark(self, typed: str) -> Destination:
        """Take marks away: all of them, or those of some numbers."""
        listing = self.context.listing
        listing.marked -= self._ids(typed) if typed else listing.marked
        return self._show_marks()

    def _ids(self, typed: str) -> frozenset[str]:
        if typed.casefold() == "all":
            return review.ids(self.listing.shown)
        items = self.session.project.capabilities
        return review.ids([items[number - 1] for number in parse_number_list(typed, len(items))])

    def _show_marks(self) -> Destination:
        marked, shown = self.context.listing.marked, self.listing.numbered
        all_numbers = review.numbers(self.session.project)
        numbers = [number for key, number in all_numbers.items() if key in marked]
        hidden = [str(number) for number in numbers if number not in shown]
        not_shown = f" The filter hides {', '.join(hidden)}." if hidden else ""
        return self.reply(f"Marked: {', '.join(map(str, numbers)) or 'nothing'}.{not_shown}")
