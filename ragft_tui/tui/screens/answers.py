"""The answers of one capability on one screen; what is chosen counts at once."""

from __future__ import annotations

from textual import on
from textual.content import Content

from ragft_tui.core.decision import ReviewState
from ragft_tui.core.interview import Trial
from ragft_tui.core.rulebook import Question
from ragft_tui.core.text import one_line
from ragft_tui.keys.hints import Hints
from ragft_tui.report.view import CapabilityView, full_label
from ragft_tui.session import review
from ragft_tui.session.interview import Answered
from ragft_tui.tui.bindings import bindings
from ragft_tui.tui.dialogs import TextDialog
from ragft_tui.tui.screens.options import OptionsScreen
from ragft_tui.tui.widgets.content import show
from ragft_tui.tui.widgets.line_list import LineList
from ragft_tui.tui.widgets.verdict import verdict_content


class AnswersScreen(OptionsScreen):
    """Each answer that is chosen is kept as a change of its own, which undo takes back."""

    BINDINGS = bindings("answers")
    CONTEXTS = ("answers", "options")

    _kept: tuple[Trial, Question] | None = None
    """The trial after the last change, and the question that was answered."""

    def describe_position(self) -> str:
        """Return the project, and that these are answers."""
        return f"{one_line(self.session.project.name)} · answers"

    def hints(self) -> Hints:
        """Return the keys that choose and lead back, and those that an answer has."""
        answered = self.trial.value(self.question) is not None
        own = ("answers.because", "answers.clear") if answered else ()
        return Hints(("options.choose", "answers.back", *self.number_hint, *own, "answers.next"))

    def take(self, trial: Trial) -> Trial:
        """Keep the answer to the marked question, and begin anew."""
        if self.read_only_reason is not None:
            self.show_notice(f"Read-only: {self.read_only_reason}.")
            return self.trial
        question, capability = self.question, self.session.current(trial.capability.id)
        value = trial.value(question)
        if value is None:
            outcome = review.take_answer_back(self.session, capability, question)
        else:
            outcome = review.answer(self.session, [capability], Answered(question.id, value))
        undo = self.key_label("answers.undo")
        self.show_notice(review.dropped_sentence(outcome.dropped, undo))
        self.refresh_lines()
        after = Trial.of(self.session.current(capability.id))
        self._kept = after, question
        return after

    def forget_digit(self) -> None:
        """Undo what the first of two digits chose, so that both are one change."""
        kept = self._kept
        if kept is not None and kept[0] is self.trial and kept[1] is self.question:
            self.session.undo()
            self.trial = Trial.of(self.session.current(self.trial.capability.id))

    def verdicts(self, given: CapabilityView, tried: CapabilityView) -> Content:
        """Return the verdict, and the decision where it is another."""
        del given
        assessment = tried.assessment
        label = verdict_content(assessment.verdict, full_label(assessment)).stylize("bold")
        parts = [Content("verdict: "), label]
        if tried.overrides:
            parts += [Content("   decision: "), verdict_content(tried.decision)]
        return Content.assemble(*parts)

    def warnings(self, given: CapabilityView, tried: CapabilityView) -> list[str]:
        """Return a sentence where the decision is stale by now."""
        del given
        if tried.state is ReviewState.STALE:
            return ["The decision is stale by these answers: decide again."]
        return []

    def notes(self, question: Question) -> list[Content]:
        """Return who or what stands behind the answer."""
        given = self.trial.capability.answer(question.id)
        if given is None or not given.because:
            return []
        return [show(f"Because: {one_line(given.because)}", "$text-muted")]

    def show_project(self) -> None:
        """Show the answers as they are now, also after undo."""
        now = self.session.project.capability(self.trial.capability.id)
        if now is None or not now.described:
            self.dismiss()
            return
        self.trial = Trial.of(now)
        super().show_project()

    def action_clear(self) -> None:
        """Take the answer to the marked question back."""
        if self.trial.value(self.question) is None:
            self.show_notice("There is no answer to take back.")
        else:
            self.try_(self.trial.with_value(self.question, None))

    def action_because(self) -> None:
        """Ask who or what stands behind the answer to the marked question."""
        question, given = self.question, self.trial.capability.answer(self.question.id)
        if given is None:
            self.show_notice("Choose an answer first; then say what stands behind it.")
            return
        chosen = self.trial.capability.id

        def accept(text: str) -> None:
            item = self.session.current(chosen)
            answered = Answered(question.id, given.value, text)
            review.answer(self.session, [item], answered)
            self.show_project()

        prompt = show(f"{question.text} Who or what stands behind the answer?")
        self.app.push_screen(
            TextDialog(
                "Because",
                prompt,
                review.because_so_far(self.session.current(chosen), question),
                changed=lambda text: review.draft_because(self.session, chosen, question, text),
                accept=accept,
            )
        )

    @on(LineList.Selected)
    async def _next(self) -> None:
        await self.run_action("next_question")

    def action_next_question(self) -> None:
        """Mark the next question."""
        if self.questions.cursor + 1 < len(self.asked):
            self.questions.cursor += 1
        else:
            back = self.key_label("answers.back")
            self.show_notice(f"This is the last question. {back} goes back.")
