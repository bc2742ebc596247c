"""The review: the list with its filter, order and marks, and the commands that act on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar, Final

from ragft_tui.core.errors import UsageError
from ragft_tui.core.interview import Trial, parse_number_or_none
from ragft_tui.core.model import Capability, VerdictType
from ragft_tui.core.review import Order, ReviewState, count_reviews, is_verdict, review_state
from ragft_tui.core.text import one_line
from ragft_tui.plain.answers import (
    match_word,
    parse_number_list,
    parse_typed_answer,
    split_because,
    split_question,
    strip_because,
)
from ragft_tui.plain.commands import Prompt
from ragft_tui.plain.interview import take_name, take_note
from ragft_tui.plain.page import Destination, Goto, Page
from ragft_tui.plain.sentences import (
    quote,
    render_capability,
    render_in_short,
    render_listing,
    render_map,
    render_options,
    render_reasons,
    render_row,
    render_sources,
    render_summary,
)
from ragft_tui.plain.text import AskText
from ragft_tui.report.view import CapabilityView, full_label, render_answer, view_answer
from ragft_tui.session import interview, review
from ragft_tui.session.interview import Answered
from ragft_tui.session.review import Outcome, dropped_sentence
from ragft_tui.session.reviewer import WHO_DECIDES, WHO_DECIDES_HINT

_MOST_LISTED: Final = 40
"""The most capabilities that are listed without being asked for."""
_HERE: Final = 'You are in the review; "add" describes another capability'
_UNDO: Final = '"undo"'
_REOPEN: Final = '"reopen"'


class ReviewPage(Page):
    """The capabilities in lines; commands are about the selected one, or about the marked ones."""

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
        noun = "capability" if count.total == 1 else "capabilities"
        stale = f", {count.stale} stale" if count.stale else ""
        name, decided = one_line(project.name), f"{count.decided} decided{stale}"
        self.reply("", f"Review of {name}: {count.total:,} {noun}, {decided}.")
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
            raise UsageError("it is not described yet", advice='"edit" goes there')
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

    def do_accept(self, typed: str) -> Destination:
        """Accept a verdict and go on to the next without a decision; or all that are marked."""
        marked = () if typed else self.listing.shown_marked
        items = marked or [self.choose_described(typed)]
        decided, rulebook = items[0].review, self.session.rulebook
        if decided and not marked and review_state(items[0], rulebook) is ReviewState.ACCEPTED:
            by = f" by {one_line(decided.by)}" if decided.by else ""
            self.reply(f"{one_line(items[0].name)}: already accepted{by}.")
            return self.show_next(self.following())
        if self.session.reviewer.must_be_asked:
            return self._ask_who(partial(self.do_accept, typed))
        following = self.following()
        outcome = review.accept(self.session, items, _REOPEN)
        if marked:
            return self._show_outcome(outcome)
        self._show_decision(items[0], f"accepted, {self.session.assess(items[0]).label}")
        return self.show_next(following)

    def do_reopen(self, typed: str) -> Destination:
        """Take a decision back, or those on all that are marked."""
        if not typed and (marked := self.listing.shown_marked):
            return self._show_outcome(review.reopen(self.session, marked))
        capability = self.choose(typed)
        review.reopen(self.session, [capability])
        return self.reply(f"{one_line(capability.name)}: the decision is withdrawn.")

    def do_override(self, typed: str) -> Destination:
        """Decide for another type than that of the verdict, with a reason."""
        capability = self.choose_described()
        word, because = split_because(typed)
        types = tuple(each.value for each in VerdictType)
        chosen = match_word(word, types, "type")
        if chosen is None:
            raise UsageError("a type is needed", advice=f"such as: override {', '.join(types)}")
        decision = VerdictType(chosen)
        if is_verdict(capability, self.session.rulebook, decision):
            raise UsageError("that is already the verdict", advice='"accept" accepts it')
        if self.session.reviewer.must_be_asked:
            return self._ask_who(partial(self.do_override, typed))

        def accept(text: str) -> Destination:
            why, following = strip_because(text), self.following()
            review.override(self.session, self.session.current(capability.id), decision, why)
            self._show_decision(capability, f"overridden, {decision}, because {one_line(why)}")
            return self.show_next(following)

        if because:
            return accept(because)
        instead = f"{decision} instead of the verdict on {quote(capability.name)}."
        draft = partial(review.draft_override, self.session, capability.id)
        so_far = review.override_so_far(capability)
        return AskText(self, f"{instead} Why, and who decided?", so_far, accept, draft)

    def do_note(self, typed: str) -> Destination:
        """Write a note on the selected capability."""
        return take_note(self, self.choose_described(), typed)

    def do_answer(self, typed: str) -> Destination:
        """Answer a question on the selected capability, or on all that are marked."""
        asked, marked = self.session.rulebook.questions, self.listing.shown_marked
        capability = marked[0] if marked else self.choose_described()
        if not typed:
            views = (view_answer(capability, each) for each in asked)
            return self.reply(*(f"{one_line(each.question.title)}: {each.text}." for each in views))
        question, rest = split_question(typed, asked)
        if not rest:
            options = render_options(question, None, more=True)
            return self.reply(one_line(question.text), *options)
        text, because = split_because(rest)
        if because == "":
            raise UsageError("a reason is missing behind because", advice="nothing is changed")
        answered = Answered(question.id, parse_typed_answer(question, text), because)
        outcome = review.answer(self.session, marked or [capability], answered)
        if marked:
            return self._show_outcome(outcome)
        verdict = full_label(self.session.assess(self.session.current(capability.id)))
        title, answer = one_line(question.title), render_answer(question, answered.value)
        dropped = filter(None, [dropped_sentence(outcome.dropped, _UNDO)])
        return self.reply(f"{title}: {answer}. Verdict: {verdict}.", *dropped)

    def do_name(self, typed: str) -> Destination:
        """Say which voice, form or source an answer of the selected capability means."""
        question, rest = split_question(typed, self.session.rulebook.questions)
        return take_name(self, self.choose_described(), question, rest)

    def do_try(self, typed: str) -> Destination:
        """Write what other answers would make of the selected capability."""
        capability = self.choose_described()
        trial = Trial.of(capability)
        for part in typed.split(";"):
            question, rest = split_question(part, self.session.rulebook.questions)
            if not rest:
                raise UsageError("an answer is needed", advice="such as: try tone strict")
            value = parse_typed_answer(question, rest)
            if not question.accepts(value):
                raise UsageError(f"{question.title} does not take {quote(rest[:60])}")
            trial = trial.with_value(question, value)
        now, tried = (full_label(self.session.assess(item)) for item in (capability, trial.tried))
        view = CapabilityView(trial.tried, self.session.rulebook)
        head = f"Now: {now}. With that: {tried}. Nothing is changed."
        return self.reply(head, *render_reasons(view), render_sources(view))

    def do_duplicate(self, typed: str) -> Destination:
        """Put a copy below a capability, and select it."""
        self.session.reviewing = review.duplicate(self.session, self.choose_described(typed))
        return self.show_selected()

    def do_move(self, typed: str) -> Destination:
        """Move the selected capability to the place of another one."""
        index = self.session.project.capabilities.index(self.numbered(typed))
        review.move(self.session, self.selected, index)
        return self.show_selected()

    def do_delete(self, typed: str) -> Destination:
        """Remove a capability, or all that are marked."""
        marked = () if typed else self.listing.shown_marked
        return self.reply(review.remove(self.session, marked or [self.choose(typed)], "undo"))

    def do_rename(self, typed: str) -> Destination:
        """Give the application another name."""
        review.rename(self.session, typed)
        return self.reply(f"It is called {quote(self.session.project.name)} now.")

    def do_edit(self, typed: str) -> Destination:
        """Go through the questions of a capability again."""
        interview.edit_answers(self.session, self.choose(typed))
        return Goto.INTERVIEW

    def do_interview(self, _: str) -> Destination:
        """Go on with the next open question."""
        if not interview.resume(self.session):
            raise UsageError("no question is open", advice='"add" describes another capability')
        return Goto.INTERVIEW

    def do_add(self, _: str) -> Destination:
        """Describe another capability."""
        interview.describe_another(self.session)
        return Goto.INTERVIEW

    def do_back(self, _: str) -> Destination:
        """Go back to the interview."""
        if self.session.read_only_reason:
            raise UsageError("only the review can be looked at", advice='"home" lists the sessions')
        if self.session.interview.position is None:
            interview.go_back(self.session)
        return Goto.INTERVIEW

    def do_home(self, _: str) -> Destination:
        """Close the project and go to the list of sessions."""
        if trouble := self.context.close(home=True):
            self.reply(f"{trouble}.")
        return Goto.HERE

    def _ask_who(self, then: Callable[[], Destination]) -> Destination:
        """Ask who decides, before anything is decided in the name of nobody.

        Args:
            then: Called once that is known.
        """

        def accept(typed: str) -> Destination:
            self.session.reviewer.set_name(typed)
            return then()

        return AskText(self, f"{WHO_DECIDES} {WHO_DECIDES_HINT}", "", accept)

    def _show_decision(self, capability: Capability, decision: str) -> None:
        decided = self.session.current(capability.id).review
        by = f", by {decided.by}" if decided and decided.by else ""
        self.reply(f"{one_line(capability.name)}: {decision}{by}.")

    def _show_outcome(self, outcome: Outcome) -> Destination:
        """Write what was done to the marked capabilities; what was left out stays marked."""
        self.context.listing.marked -= outcome.done
        return self.reply(outcome.sentence(_UNDO))
