"""The view model: what there is to say about a project, before any layout."""

from __future__ import annotations

from dataclasses import dataclass

from ragft_tui.core.interview.questions import asked_questions, open_questions
from ragft_tui.core.model import UNKNOWN, Capability, Project
from ragft_tui.core.review.decision import ReviewState, review_state
from ragft_tui.core.rulebook.model import Rulebook
from ragft_tui.core.verdict.assess import Assessment, assess
from ragft_tui.core.verdict.evidence import Kind, Reason
from ragft_tui.core.verdict.flips import flips
from ragft_tui.core.verdict.readiness import readiness


@dataclass(frozen=True, slots=True)
class ReasonView:
    """One reason, ready to be laid out."""

    label: str
    """The axis and the weight, such as `knowledge +3` or `guard`."""
    sentence: str
    because: str
    source: str
    """The title of the publication that the rule rests on."""
    url: str
    source_id: str
    """The short name of the source, as the rulebook has it."""


@dataclass(frozen=True, slots=True)
class AnswerView:
    """One question with what was answered."""

    title: str
    value: str
    """The words of the option, the number, "I don't know", or "open"."""
    because: str


@dataclass(frozen=True, slots=True)
class CapabilityView:
    """All there is to say about one capability."""

    capability: Capability
    assessment: Assessment
    verdict: str
    """The type, or "undecided"."""
    strength: str
    review: str
    """One word on the review."""
    review_words: str
    """The same with what was decided instead, such as `overridden retrieval`."""
    review_line: str
    """The review in a sentence; empty where there is none."""
    answers: tuple[AnswerView, ...]
    reasons: tuple[ReasonView, ...]
    open: int
    """How many questions are open."""

    rulebook: Rulebook

    @property
    def flips(self) -> tuple[str, ...]:
        """The nearest answers that would change the type, each with what it would become."""
        found = flips(self.capability, self.rulebook)
        return tuple(f"{flip.answer} -> {flip.verdict}" for flip in found)

    @property
    def flips_words(self) -> tuple[str, ...]:
        """The same for people, who are told as well that there is none."""
        return self.flips or ("no single answer changes this",)

    @property
    def missing(self) -> tuple[str, ...]:
        """What is not ready yet for the verdict to be acted on."""
        return readiness(self.capability, self.rulebook)

    @property
    def name(self) -> str:
        """The name, or a word for one that is still being described."""
        return self.capability.name or "(being described)"


def view(capability: Capability, rulebook: Rulebook) -> CapabilityView:
    """Return the view of one capability."""
    assessment = assess(capability, rulebook)
    state, review = review_state(capability, rulebook), capability.review
    return CapabilityView(
        capability,
        assessment,
        assessment.shown,
        assessment.strength.value,
        state.value,
        f"{state} {review.type}" if review and review.type and not state.pending else state.value,
        _review_line(capability, assessment, stale=state is ReviewState.STALE),
        _answers(capability, rulebook),
        tuple(reason_view(reason, rulebook) for reason in assessment.reasons),
        len(open_questions(capability, rulebook)) if capability.described else 0,
        rulebook,
    )


def project_view(project: Project, rulebook: Rulebook) -> tuple[CapabilityView, ...]:
    """Return the views of all capabilities, in the order of the project."""
    return tuple(view(capability, rulebook) for capability in project.capabilities)


def reason_view(reason: Reason, rulebook: Rulebook) -> ReasonView:
    """Return a reason as it is laid out."""
    source = rulebook.source(reason.source)
    points = f"{reason.points:+d}" if reason.points else ""
    axis = reason.axis.value if reason.axis else "both axes"
    label = f"{axis} {points}".strip()
    if reason.kind in {Kind.GATE, Kind.NOTHING}:
        label = "prompting"
    elif reason.kind is Kind.GUARD and not points:
        label = f"{axis} must"
    return ReasonView(label, reason.sentence, reason.because, source.title, source.url, source.id)


def _answers(capability: Capability, rulebook: Rulebook) -> tuple[AnswerView, ...]:
    views: list[AnswerView] = []
    for question in asked_questions(capability, rulebook):
        answer = capability.answer(question.id)
        if answer is None:
            views.append(AnswerView(question.title, "open", ""))
            continue
        option = question.option(answer.value)
        value = "I don't know" if answer.value == UNKNOWN else option.text if option else ""
        if isinstance(answer.value, int):
            value = f"{answer.value:,} {question.unit}"
        views.append(AnswerView(question.title, value, answer.because))
    return tuple(views)


def _review_line(capability: Capability, assessment: Assessment, *, stale: bool) -> str:
    review = capability.review
    if review is None:
        return ""
    by = f" by {review.by}" if review.by else ""
    decision = f"{review.decision} {review.judged}"
    if review.type is not None:
        decision = f"overridden: {review.type} instead of {review.judged} ({review.because})"
    now = f"; stale, for the verdict is now {assessment.shown}: decide anew" if stale else ""
    return f"{decision}{by} on {review.on}, rulebook {review.rulebook}{now}"
