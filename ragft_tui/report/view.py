"""The view model of a capability: verdict, reasons, flips, readiness and review as structures."""

from __future__ import annotations

from functools import cached_property
from typing import Final

from ragft_tui.core.decision import ReviewState, decided_type, effective_type, review_state
from ragft_tui.core.interview import asked_questions, open_questions, unanswered_questions
from ragft_tui.core.model import Answer, AnswerValue, Axis, Capability, Reach, Strength, VerdictType
from ragft_tui.core.records import dataclass
from ragft_tui.core.rulebook import FirstStep, Question, Rulebook, Source
from ragft_tui.core.text import capitalize, count_noun, one_line
from ragft_tui.core.verdict import (
    Assessment,
    Flip,
    Reason,
    ReasonKind,
    Suggestion,
    assess,
    describe_missing,
    find_first_step,
    find_flips,
    find_reach,
    suggest_answers,
)
from ragft_tui.report.decision import describe_decision, describe_review
from ragft_tui.report.sentences import CHANGES, DECISION, describe_flips

BEING_DESCRIBED: Final = "(being described)"
"""Stands in the place of a name."""
DONT_KNOW: Final = "I don't know"
"""The answer `unknown`."""

UNDECIDED: Final = "undecided"
"""Stands in the place of a type where there is none."""
VERDICT_SIGNS: Final[dict[VerdictType | None, str]] = {
    VerdictType.RETRIEVAL: "◆",
    VerdictType.FINETUNING: "▲",
    VerdictType.BOTH: "◈",
    VerdictType.PROMPTING: "○",
    None: "?",
}
"""A sign for each type, and for undecided: what the colour of a type says without colour."""

_DESCRIBE_FIRST: Final = "It has to be described first"
_ANY_ANSWER: Final = f'Any answer but "{DONT_KNOW}" gives it a verdict'

REVIEW_LABELS: Final = {
    ReviewState.NONE: "not decided",
    ReviewState.ACCEPTED: "accepted",
    ReviewState.OVERRIDDEN: "overridden",
    ReviewState.STALE: "to be decided anew",
}
"""How far the decision on a capability is."""

REACH_LABELS: Final[dict[Reach | None, str]] = {
    Reach.SEARCH: "by search",
    Reach.CALL: "by call",
    Reach.BOTH: "by search and by call",
    None: "by search or by call: not known yet",
}
"""How knowledge reaches the model, to stand behind "knowledge" or a verdict that needs it."""


@dataclass(frozen=True, slots=True)
class ReasonView:
    """One reason with the publication that its rule rests on."""

    reason: Reason
    source: Source

    @property
    def label(self) -> str:
        """The axis and the weight, such as `knowledge, +3 points`, or `behaviour needed`."""
        reason = self.reason
        axis = reason.axis.value if reason.axis else "both axes"
        if reason.held:
            return "held back"
        if reason.outweighed:
            return "against it"
        if reason.kind in {ReasonKind.GATE, ReasonKind.NOTHING}:
            return "prompting"
        if reason.points:
            return f"{axis}, {'+' if reason.points > 0 else ''}{count_noun(reason.points, 'point')}"
        return f"{axis} needed" if reason.kind is ReasonKind.GUARD else axis


@dataclass(frozen=True, slots=True)
class FirstStepView:
    """What to do before anything large is built, with the publication that says so."""

    step: FirstStep
    source: Source

    @property
    def says(self) -> str:
        """The instruction, one or more whole sentences."""
        return self.step.says


@dataclass(frozen=True, slots=True)
class AnswerView:
    """One question with the answer to it; `None` where it is open."""

    question: Question
    answer: Answer | None
    name: str = ""
    """Which voice, form or source the answer means; empty where nobody said."""

    @property
    def text(self) -> str:
        """The answer in the words of its question with the name in brackets, or "open"."""
        if self.answer is None:
            return "open"
        text = render_answer(self.question, self.answer.value)
        return f"{text} ({one_line(self.name)})" if self.name else text

    @property
    def because(self) -> str:
        """Who or what stands behind the answer; empty where nobody said."""
        return self.answer.because if self.answer else ""


@dataclass(frozen=True)
class CapabilityView:
    """Everything to show of one capability; each part is worked out once, when it is first read."""

    capability: Capability
    rulebook: Rulebook

    @property
    def name(self) -> str:
        """The name as far as it is typed, or a phrase in its place where nothing is."""
        return self.capability.name_so_far or BEING_DESCRIBED

    @cached_property
    def assessment(self) -> Assessment:
        """The verdict with its scores, contradictions and matches."""
        return assess(self.capability, self.rulebook)

    @property
    def verdict(self) -> str:
        """The type, or "undecided"."""
        return self.assessment.verdict_label

    @property
    def strength(self) -> Strength:
        """How firm the verdict is."""
        return self.assessment.strength

    @cached_property
    def short_label(self) -> str:
        """The verdict in the column of a table, such as `both, lean`; a clear one is just named."""
        lean = ", lean" if self.strength is Strength.LEAN else ""
        return f"{name_of(self.assessment.verdict)}{lean}"

    @cached_property
    def overrides(self) -> bool:
        """Whether a decision counts in the place of another verdict."""
        return self.decision is not None and self.decision is not self.assessment.verdict

    @cached_property
    def effective_name(self) -> str:
        """What counts, such as `retrieval`, or `retrieval (verdict: both)`."""
        aside = f" (verdict: {name_of(self.assessment.verdict)})" if self.overrides else ""
        return f"{name_of(self.effective)}{aside}"

    @cached_property
    def effective_label(self) -> str:
        """What counts, such as `retrieval, clear`, or `retrieval (verdict: both, clear)`."""
        label = self.assessment.label
        return f"{name_of(self.effective)} (verdict: {label})" if self.overrides else label

    @cached_property
    def full_label(self) -> str:
        """What counts, and how knowledge reaches the model."""
        return ", ".join(filter(None, (self.effective_label, self.reach)))

    @cached_property
    def reach(self) -> str:
        """How the knowledge that it needs reaches the model; empty where it needs none."""
        kind = self.decision or self.assessment.type
        if Axis.KNOWLEDGE not in kind.axes:
            return ""
        return REACH_LABELS[find_reach(self.capability, self.rulebook, kind)]

    @cached_property
    def first_step(self) -> FirstStepView | None:
        """What to do before anything large is built; the first line of what is shown of it."""
        step = find_first_step(self.capability, self.rulebook, self.decision)
        return FirstStepView(step, self.rulebook.source(step.source)) if step else None

    @cached_property
    def open_count(self) -> int:
        """How many questions are open; zero while the capability is being described."""
        if not self.capability.described:
            return 0
        return len(open_questions(self.capability, self.rulebook))

    @cached_property
    def reasons(self) -> tuple[ReasonView, ...]:
        """The reasons of the verdict, the weightiest first."""
        return view_reasons(self.assessment, self.rulebook)

    @cached_property
    def contradictions(self) -> tuple[str, ...]:
        """Pieces of evidence that deny one another, in sentences without full stops."""
        return tuple(map(capitalize, self.assessment.contradictions))

    @cached_property
    def suggestions(self) -> tuple[Suggestion, ...]:
        """For each open question that the words imply an answer to, that answer."""
        return tuple(suggest_answers(self.capability, self.rulebook).values())

    @cached_property
    def flips(self) -> tuple[Flip, ...]:
        """For each question, the nearest answer that would change the type."""
        return find_flips(self.capability, self.rulebook)

    @cached_property
    def flip_labels(self) -> tuple[str, ...]:
        """The flips in sentences without full stops, one for each type; or that there is none."""
        return describe_flips(self.flips)

    @cached_property
    def changes_title(self) -> str:
        """The heading of `changes`."""
        undecided = self.assessment.verdict is None
        return "What would bring it to a verdict" if undecided else capitalize(CHANGES)

    @cached_property
    def changes(self) -> tuple[str, ...]:
        """What would bring it to a verdict, or to another one, in sentences without full stops."""
        if self.assessment.verdict:
            return self.flip_labels
        way = _ANY_ANSWER if self.capability.described else _DESCRIBE_FIRST
        return (way, *(self.flip_labels if self.flips else ()))

    @cached_property
    def open(self) -> tuple[Question, ...]:
        """The questions that are still to be answered, in the order of the rulebook."""
        if not self.capability.described:
            return ()
        return unanswered_questions(self.capability, self.rulebook)

    @cached_property
    def missing(self) -> tuple[str, ...]:
        """What is missing before that which counts can be acted on."""
        return describe_missing(self.capability, self.rulebook, self.decision)

    @cached_property
    def readiness(self) -> tuple[str, ...]:
        """What comes before it can be acted on: the first step, then what is missing."""
        first = self.first_step
        return (*([first.says] if first else []), *self.missing)

    @cached_property
    def answers(self) -> tuple[AnswerView, ...]:
        """Every question that is asked, in the order of the interview."""
        capability = self.capability
        asked = asked_questions(capability, self.rulebook)
        return tuple(view_answer(capability, each) for each in asked)

    @cached_property
    def answered(self) -> tuple[AnswerView, ...]:
        """Every question that is answered or named; which others are asked is not worked out."""
        found = (view_answer(self.capability, each) for each in self.rulebook.questions)
        return tuple(each for each in found if each.answer or each.name)

    @cached_property
    def state(self) -> ReviewState:
        """Whether a decision was made, and whether it still holds."""
        return review_state(self.capability, self.rulebook)

    @cached_property
    def decision(self) -> VerdictType | None:
        """The type that a person decided on; `None` where no decision holds."""
        return decided_type(self.capability, self.rulebook)

    @cached_property
    def effective(self) -> VerdictType | None:
        """The type that counts: the decision, or else the verdict; `None` for undecided."""
        return effective_type(self.capability, self.rulebook)

    @property
    def note_label(self) -> str:
        """What stands before the notes, such as `Note by ada`."""
        by = self.capability.notes_by
        return f"Note by {one_line(by)}" if by else "Note"

    @cached_property
    def decision_label(self) -> str:
        """What was decided, or what the decision waits for, for the column of a table."""
        count = self.open_count if self.state is ReviewState.NONE else 0
        return f"{count_noun(count, 'question')} open" if count else self.decided_label

    @cached_property
    def decided_label(self) -> str:
        """What was decided; how many questions are open is not worked out."""
        review = self.capability.review
        match self.state:
            case ReviewState.ACCEPTED:
                return "✓ accepted"
            case ReviewState.OVERRIDDEN if review and review.type:
                by = f", {one_line(review.by)}" if review.by else ""
                return f"{sign_of(review.type)} {review.type.label}{by}"
            case ReviewState.STALE:
                return "stale decision"
        return "–"

    @property
    def note_mark(self) -> str:
        """A sign where there are notes, for the column of a table."""
        return "✎" if self.capability.notes else ""

    @cached_property
    def review_label(self) -> str:
        """The state with the type that was decided instead, such as `overridden: fine-tuning`."""
        state, review = self.state, self.capability.review
        instead = f": {review.type.label}" if review and review.type and not state.pending else ""
        return f"{REVIEW_LABELS[state]}{instead}"

    @cached_property
    def review_sentence(self) -> str:
        """The review in a sentence without its full stop; empty where there is none."""
        review = self.capability.review
        if review is None:
            return ""
        return describe_review(review, self.state, self.verdict)

    @cached_property
    def decision_sentence(self) -> str:
        """The decision without a full stop, such as `both (accepted by Mara on 2026-05-03)`."""
        reach = self.reach if self.overrides else ""
        return describe_decision(self.capability.review, self.state, self.verdict, reach)

    @cached_property
    def outcome(self) -> tuple[tuple[str, str], ...]:
        """The verdict and the decision, each behind its label; what counts comes first."""
        verdict = ("Verdict", full_label(self.assessment))
        decision = (capitalize(DECISION), self.decision_sentence)
        return (decision, verdict) if self.overrides else (verdict, decision)


def sign_of(verdict: VerdictType | None) -> str:
    """Return the sign of a type; `None` is undecided."""
    return VERDICT_SIGNS[verdict]


def name_of(verdict: VerdictType | None) -> str:
    """Return the word for a type in a table, such as `fine-tuning`; `None` is undecided."""
    return verdict.label if verdict else UNDECIDED


def view_answer(capability: Capability, question: Question) -> AnswerView:
    """Return the answer to a question, with the name beside it."""
    return AnswerView(question, capability.answer(question.id), capability.name_of(question.id))


def view_reasons(assessment: Assessment, rulebook: Rulebook) -> tuple[ReasonView, ...]:
    """Return the reasons of an assessment with their sources, in its order."""
    return tuple(ReasonView(each, rulebook.source(each.source)) for each in assessment.reasons)


def view_first_step(assessment: Assessment, rulebook: Rulebook) -> FirstStepView | None:
    """Return the first step of an assessment with its source."""
    step = assessment.first_step
    return FirstStepView(step, rulebook.source(step.source)) if step else None


def reach_label(assessment: Assessment) -> str:
    """Return how the knowledge that a verdict needs reaches the model; empty if it needs none."""
    return REACH_LABELS[assessment.reach] if Axis.KNOWLEDGE in assessment.type.axes else ""


def full_label(assessment: Assessment) -> str:
    """Return a verdict in full, such as `retrieval, clear, by search`; or `undecided`."""
    return ", ".join(filter(None, (assessment.label, reach_label(assessment))))


def describe_lexicon_problem(rulebook: Rulebook) -> str:
    """Return why the words of descriptions do not count, a clause; empty where they do.

    It loads the lexicon.
    """
    problem = rulebook.lexicon_problem
    return f"only answers count, not the words of descriptions: {problem}" if problem else ""


def render_answer(question: Question, value: AnswerValue) -> str:
    """Return an answer in the words of its question, such as `1,200 examples`."""
    option = question.option(value)
    if option is None:
        return DONT_KNOW
    text = f"{value:,}" if isinstance(value, int) else one_line(option.text)
    return f"{text} {question.unit}".rstrip()
