"""Content about one capability: its page, its details in the review, its reasons, its row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content

from ragft_tui.core.decision import ReviewState
from ragft_tui.core.model import Capability, Strength
from ragft_tui.core.rulebook import Rulebook
from ragft_tui.core.text import capitalize, one_line, uncapitalize
from ragft_tui.core.verdict import Assessment, ReasonKind
from ragft_tui.keys import Keymap
from ragft_tui.report.sentences import (
    CHANGES,
    CONTRADICTION,
    DECISION,
    FIRST_STEP,
    MISSING,
    shorten_points,
)
from ragft_tui.report.view import (
    CapabilityView,
    FirstStepView,
    ReasonView,
    full_label,
    sign_of,
    view_first_step,
    view_reasons,
)
from ragft_tui.tui.widgets.content import show, show_marked
from ragft_tui.tui.widgets.entries import MEASURE, Entry, Headline, Paragraph, Part, Space, lay_out
from ragft_tui.tui.widgets.verdict import axis_style, verdict_content, verdict_style


def marked(text: str, found: tuple[tuple[int, int], ...]) -> Content:
    """Return a text with the words that count underlined."""
    spans = [(start, end) for start, end in found if end <= len(text)]
    return show_marked(text, spans, "underline")


def rail_row(capability: Capability, rulebook: Rulebook, width: int) -> Content:
    """Return one row of the rail: what counts, the name, and how many questions are open.

    Args:
        capability: The capability.
        rulebook: What it is assessed by.
        width: The columns of the row.
    """
    item = CapabilityView(capability, rulebook)
    count = f" {item.open_count}" if item.open_count else ""
    sign = Content.styled(f"{sign_of(item.effective)} ", verdict_style(item.effective))
    room = max(width - sign.cell_length - len(count), 1)
    name = show(one_line(item.name)).truncate(room, ellipsis=True, pad=True)
    return Content.assemble(sign, name, (count, "$text-muted"))


def verdict_reasons(assessment: Assessment, rulebook: Rulebook) -> tuple[Part, ...]:
    """Return the verdict with all of its reasons, for a narrow column."""
    first = view_first_step(assessment, rulebook)
    return (
        Headline(verdict_content(assessment.verdict, full_label(assessment)).stylize("bold")),
        *_reasons(view_reasons(assessment, rulebook), assessment, rulebook, sourced=False),
        *map(_clash, assessment.contradictions),
        *([_first(first)] if first else []),
    )


def capability_page(capability: Capability, rulebook: Rulebook, width: int) -> Content:
    """Return everything about a capability as a page.

    Args:
        capability: The capability.
        rulebook: What it is assessed by.
        width: The columns of the page; zero where they are not known yet.
    """
    item = CapabilityView(capability, rulebook)
    parts: list[Part] = [
        Paragraph(marked(capability.description_so_far, item.assessment.spans)),
        Entry(
            capitalize(DECISION) if item.overrides else "Verdict",
            verdict_content(item.effective, item.full_label).stylize("bold"),
        ),
        *_decision("" if item.overrides else capitalize(DECISION), item.review_sentence),
        *_first_step(item),
        *_reasons(item.reasons, item.assessment, rulebook, sourced=True),
        *map(_clash, item.assessment.contradictions),
        *_missing(item),
        *_flips(item),
    ]
    if item.answers:
        parts.append(Paragraph(Content.styled("Answers", "bold")))
        for answer in item.answers:
            because = f" (because: {one_line(answer.because)})" if answer.because else ""
            text = show(f"{answer.text}{because}")
            parts.append(Entry(answer.question.title, text, "", follows=True))
    if capability.notes:
        parts.append(Entry(item.note_label, show(capability.notes)))
    parts += _sources(item.reasons)
    # A column stays free beside the scroll bar.
    return Content("\n").join(lay_out(parts, (width or MEASURE) - 1, Space.BETWEEN_ALL))


def review_details(item: CapabilityView, keymap: Keymap) -> tuple[Part, ...]:
    """Return what the review shows of the selected capability."""
    name = show(one_line(item.name), "bold")
    description = item.capability.description_so_far.replace("\n", " ")
    stale = _stale(item, keymap)
    review = "" if stale else item.review_sentence
    return (
        Headline(name, verdict_content(item.effective, item.full_label)),
        Paragraph(marked(description, item.assessment.spans), follows=True, spare=True),
        *stale,
        *_reasons(item.reasons, item.assessment, item.rulebook, sourced=True),
        *map(_clash, item.assessment.contradictions),
        *_first_step(item),
        *_missing(item),
        *_notes(item),
        *_decision(DECISION, review),
        *(_flips(item) if item.effective else [_how_to_answer(item, keymap)]),
    )


def _how_to_answer(item: CapabilityView, keymap: Keymap) -> Part:
    """Return how to come to a verdict where there is none: any answer would change that."""
    if not item.capability.described:
        return Entry("next", show(f"{keymap.label('review.describe')} goes on describing it"))
    answers, asked = (keymap.label(f"review.{name}") for name in ("answers", "interview"))
    return Entry("next", show(f"{answers} answers its questions, {asked} asks them one by one"))


def follow_parts(item: CapabilityView) -> tuple[Part, ...]:
    """Return what follows from a verdict: the first step, what is missing, what would change it."""
    return *_first_step(item), *_missing(item), *_flips(item)


def _decision(label: str, sentence: str) -> list[Part]:
    """Return what was decided by whom; nothing where nobody decided."""
    return [Entry(label, show(one_line(sentence)), follows=not label)] if sentence else []


def _first_step(item: CapabilityView) -> list[Part]:
    return [_first(item.first_step)] if item.first_step else []


def _missing(item: CapabilityView) -> Iterator[Part]:
    for at, what in enumerate(item.missing):
        label = "" if at else MISSING
        yield Entry(label, show(one_line(what)), "$text-warning", follows=bool(at))


def _flips(item: CapabilityView) -> Iterator[Part]:
    for at, what in enumerate(item.flip_labels):
        yield Entry("" if at else CHANGES, show(one_line(what)), follows=bool(at))


def _notes(item: CapabilityView) -> list[Part]:
    notes = item.capability.notes
    return [Entry(uncapitalize(item.note_label), show(one_line(notes)))] if notes else []


def _stale(item: CapabilityView, keymap: Keymap) -> list[Part]:
    """Return which decision no longer holds, and how to decide again."""
    review = item.capability.review
    if review is None or item.state is not ReviewState.STALE:
        return []
    kept = (review.type or review.judged).label
    undecided = item.assessment.strength is Strength.OPEN
    ids = (f"review.{name}" for name in ("answers", "accept", "override"))
    edit, accept, override = map(keymap.label, ids)
    advice = f"{edit} answers its questions" if undecided else f"{accept} accepts {item.verdict}"
    decide = f"{advice}, {override} keeps {kept} with a reason"
    return [
        Entry("stale", show(one_line(item.review_sentence)), "$text-warning"),
        Entry("decide", show(one_line(decide)), "$text-warning", follows=True),
    ]


def _first(step: FirstStepView) -> Part:
    return Entry(FIRST_STEP, show(one_line(step.says)))


def _clash(clash: str) -> Part:
    return Entry(CONTRADICTION, show(one_line(clash)), "$text-warning")


def _reasons(
    reasons: Sequence[ReasonView], assessment: Assessment, rulebook: Rulebook, *, sourced: bool
) -> Iterator[Part]:
    """Yield the reasons, those on one axis behind what it has of the points that it needs.

    The first of them and the first on each axis that the verdict rests on are no spare ones.

    Args:
        reasons: The reasons.
        assessment: What they are the reasons of.
        rulebook: It says how many points are needed.
        sourced: Whether to name their sources.
    """
    groups: dict[str, list[ReasonView]] = {}
    axes = assessment.verdict.axes if assessment.verdict else ()
    for reason in reasons:
        groups.setdefault(_axis_label(reason, assessment, rulebook), []).append(reason)
    for label, group in groups.items():
        for at, reason in enumerate(group):
            axis = reason.reason.axis
            first = not at and axis in axes
            needed = reason is reasons[0] or first or bool(reason.reason.held)
            yield Entry(
                "" if at else label,
                _reason(reason, sourced=sourced),
                axis_style(axis) if axis else "",
                spare=not needed,
            )


def _axis_label(item: ReasonView, assessment: Assessment, rulebook: Rulebook) -> str:
    scores = {score.axis: score for score in assessment.scores}
    axis = item.reason.axis
    if axis is None or item.reason.kind in {ReasonKind.GATE, ReasonKind.NOTHING}:
        return item.label
    return f"{axis} {shorten_points(scores[axis], rulebook.threshold)}"


def _reason(item: ReasonView, *, sourced: bool) -> Content:
    """Return a reason with who says so, and its source."""
    because = f" ({one_line(item.reason.because)})" if item.reason.because else ""
    source = f" [{item.source.title}]" if sourced else ""
    return Content.assemble(
        show(one_line(item.reason.sentence)), show(because), show(source, "$text-muted")
    )


def _sources(reasons: Sequence[ReasonView]) -> Iterator[Part]:
    """Yield where the sources of reasons are found, each once."""
    sources = list(dict.fromkeys(reason.source for reason in reasons))
    if sources:
        yield Paragraph(Content.styled("Sources", "bold"))
    for source in sources:
        yield Paragraph(show(f"{source.title}\n{source.url}", "$text-muted"), follows=True)
