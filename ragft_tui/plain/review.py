"""The review: the commands that decide, change and lead elsewhere."""

from __future__ import annotations

from functools import partial
from typing import Final

from ragft_tui.core.decision import ReviewState, is_verdict, review_state
from ragft_tui.core.errors import UsageError
from ragft_tui.core.interview import Trial
from ragft_tui.core.model import Capability, VerdictType
from ragft_tui.core.text import one_line
from ragft_tui.plain.answers import (
    match_word,
    parse_typed_answer,
    split_because,
    split_question,
    strip_because,
)
from ragft_tui.plain.costs import cost_lines, split_input
from ragft_tui.plain.describe import rename_application
from ragft_tui.plain.importing import take_import
from ragft_tui.plain.interview import take_name, take_note
from ragft_tui.plain.page import Destination, Goto
from ragft_tui.plain.review_list import ReviewList
from ragft_tui.plain.sentences import (
    describe_decision,
    quote,
    render_answers,
    render_options,
    render_reasons,
    render_sources,
)
from ragft_tui.plain.text import AskText, ask_who_decides
from ragft_tui.report.project_costs import cost_problems
from ragft_tui.report.trial import describe_trial
from ragft_tui.report.view import CapabilityView, full_label, render_answer
from ragft_tui.session import interview, review
from ragft_tui.session.importing import Preview, take_in
from ragft_tui.session.interview import Answered
from ragft_tui.session.project_costs import project_costs, set_input
from ragft_tui.session.review import Outcome, dropped_sentence

_UNDO: Final = '"undo"'
_REOPEN: Final = '"reopen"'


class ReviewPage(ReviewList):
    """The commands are about the selected capability, or about the marked ones."""

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
            return ask_who_decides(self, partial(self.do_accept, typed))
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
            return ask_who_decides(self, partial(self.do_override, typed))

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
            raise UsageError("a question is needed", advice='"answers" tells them all')
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
        given, view = (
            CapabilityView(each, self.session.rulebook) for each in (capability, trial.tried)
        )
        head = f"Now: {now}. With that: {tried}. Nothing is changed."
        decision = describe_trial(given, view)
        return self.reply(head, *decision, *render_reasons(view), render_sources(view))

    def do_import(self, typed: str) -> Destination:
        """Import capabilities from a file."""
        return take_import(self, typed, self._import)

    def _import(self, preview: Preview) -> Destination:
        self.reply(take_in(self.session, preview, _UNDO))
        return self

    def do_costs(self, typed: str) -> Destination:
        """Write what the decisions cost, why, or what another way would cost."""
        return self.reply(*cost_lines(self.session, typed))

    def do_set(self, typed: str) -> Destination:
        """Give an input of the costs a value, or its default."""
        name, value = split_input(typed)
        now = set_input(self.session, name, value)
        told = cost_problems(project_costs(self.session.project, self.session.rulebook))
        return self.reply(f"{now}.", *told)

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
        return rename_application(self, typed)

    def do_answers(self, typed: str) -> Destination:
        """Write the answers to all questions of a capability."""
        return self.reply(*render_answers(self.choose_described(typed), self.session.rulebook))

    def do_clear(self, typed: str) -> Destination:
        """Take an answer of the selected capability back."""
        capability = self.choose_described()
        question, _ = split_question(typed, self.session.rulebook.questions)
        outcome = review.take_answer_back(self.session, capability, question)
        dropped = filter(None, [dropped_sentence(outcome.dropped, _UNDO)])
        return self.reply(f"{one_line(question.title)}: open again.", *dropped)

    def do_describe(self, typed: str) -> Destination:
        """Edit the name and the description of a capability."""
        interview.describe_again(self.session, self.choose(typed))
        return Goto.INTERVIEW

    def do_interview(self, typed: str) -> Destination:
        """Go to the first open question of a capability, or else to the next one."""
        chosen = self.choose(typed) if typed or self.listing.shown else None
        if not interview.resume(self.session, chosen):
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
        if trouble := self.context.close():
            self.reply(f"{trouble}.")
        return Goto.HERE

    def _show_decision(self, capability: Capability, decision: str) -> None:
        self.reply(describe_decision(self.session.current(capability.id), decision))

    def _show_outcome(self, outcome: Outcome) -> Destination:
        """Write what was done to the marked capabilities; what was left out stays marked."""
        self.context.listing.marked -= outcome.done
        return self.reply(outcome.sentence(_UNDO))
