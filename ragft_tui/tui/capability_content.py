"""Content about one capability: its page, its details in the review, its reasons, its row."""

from __future__ import annotations

from textual.content import Content

from ragft_tui.core.model import Capability, Strength
from ragft_tui.core.review import ReviewState
from ragft_tui.core.rulebook import Rulebook
from ragft_tui.core.text import one_line
from ragft_tui.core.verdict import Assessment
from ragft_tui.keys import Keymap
from ragft_tui.report.view import (
    CapabilityView,
    FirstStepView,
    ReasonView,
    full_label,
    view_first_step,
    view_reasons,
)
from ragft_tui.tui.widgets import show, show_marked

_NAME_WIDTH = 19


def marked(text: str, found: tuple[tuple[int, int], ...]) -> Content:
    """Return a text with the words that count underlined."""
    spans = [(start, end) for start, end in found if end <= len(text)]
    return show_marked(text, spans, "underline")


def rail_row(capability: Capability, rulebook: Rulebook) -> Content:
    """Return one row of the rail: the name, and how many questions are open."""
    item = CapabilityView(capability, rulebook)
    name = show(one_line(item.name)).truncate(_NAME_WIDTH, ellipsis=True, pad=True)
    return Content.assemble(name, f" {count}" if (count := item.open_count) else "")


def verdict_reasons(assessment: Assessment, rulebook: Rulebook) -> Content:
    """Return the verdict with all of its reasons, for a narrow column."""
    parts = [show(full_label(assessment), "bold"), Content("")]
    if first := view_first_step(assessment, rulebook):
        parts += [_first(first), Content("")]
    parts += [_reason(reason) for reason in view_reasons(assessment, rulebook)]
    parts += [_clash(clash) for clash in assessment.contradictions]
    return Content("\n").join(parts)


def capability_page(capability: Capability, rulebook: Rulebook) -> Content:
    """Return everything about a capability as a page."""
    item = CapabilityView(capability, rulebook)
    parts = [
        marked(capability.description, item.assessment.spans),
        Content(""),
        Content.assemble(
            "Decision  " if item.overrides else "Verdict  ", (item.full_label, "bold")
        ),
        *first_lines(item),
    ]
    for reason in item.reasons:
        parts.append(_reason(reason))
        parts.append(show(f"    {reason.source.title}, {reason.source.url}", "$text-muted"))
    parts += [_clash(clash) for clash in item.assessment.contradictions]
    parts += [*missing_lines(item), flips_line(item)]
    if item.answers:
        parts += [Content(""), Content.styled("Answers", "bold")]
        for answer in item.answers:
            because = f" (because: {one_line(answer.because)})" if answer.because else ""
            parts.append(show(f"  {answer.question.title}: {answer.text}{because}"))
    if review := item.review_sentence:
        parts += [Content(""), Content.styled("Review", "bold"), show(f"  {review}")]
    if capability.notes:
        parts += [Content(""), show(item.note_label, "bold"), show(capability.notes)]
    return Content("\n").join(parts)


def review_details(number: int, item: CapabilityView, keymap: Keymap) -> Content:
    """Return what the review shows of the selected capability."""
    name = show(one_line(item.name), "bold")
    parts = [
        Content.assemble(f"{number}  ", name, "  ", (item.full_label, "$primary")),
        *first_lines(item),
        marked(item.capability.description.replace("\n", " "), item.assessment.spans),
    ]
    stale = _stale(item, keymap)
    lines = {
        "review": "" if stale else item.review_sentence,
        item.note_label.lower(): item.capability.notes,
    }
    parts += [*stale, *(_labelled(label, text) for label, text in lines.items() if text)]
    parts += [_reason(reason, source=True) for reason in item.reasons]
    parts += [_clash(clash) for clash in item.assessment.contradictions]
    parts += [*missing_lines(item), flips_line(item)]
    return Content("\n").join(parts)


def _stale(item: CapabilityView, keymap: Keymap) -> list[Content]:
    """Return what a review that does not hold any more was about, and how to decide anew."""
    review = item.capability.review
    if review is None or item.state is not ReviewState.STALE:
        return []
    by = f" by {review.by}" if review.by else ""
    now, edition = item.assessment.label, item.rulebook.edition
    rules = f"the same {edition}" if review.rulebook == edition else edition
    kept = review.type or review.judged
    because = f" as {review.type} (because: {one_line(review.because)})" if review.type else ""
    judged = f"{review.judged} was judged under {review.rulebook}, and {review.decision}{because}"
    undecided = item.assessment.strength is Strength.OPEN
    ids = (f"review.{name}" for name in ("edit", "accept", "override"))
    edit, accept, override = map(keymap.label, ids)
    advice = f"{edit} answers its questions" if undecided else f"{accept} accepts {item.verdict}"
    return [
        _labelled(
            "stale",
            f"{judged}{by} on {review.on}; the verdict is now {now} under {rules}",
            "$text-warning",
        ),
        _labelled("decide", f"{advice}, {override} keeps {kept} with a reason", "$text-warning"),
    ]


def flips_line(item: CapabilityView) -> Content:
    """Return a line of the answers that would change the verdict."""
    return _labelled("would change", "; ".join(item.flip_labels))


def first_lines(item: CapabilityView) -> list[Content]:
    """Return a line for the first step of the verdict, if there is one."""
    return [_first(item.first_step)] if item.first_step else []


def _first(step: FirstStepView) -> Content:
    return _labelled("first", step.says)


def missing_lines(item: CapabilityView) -> list[Content]:
    """Return a line for each thing that is not ready for the verdict."""
    return [_labelled("not ready", what, "$text-warning") for what in item.missing]


def _labelled(label: str, text: str, style: str = "$primary") -> Content:
    return Content.assemble((f"{label}  ", style), show(one_line(text)))


def _clash(clash: str) -> Content:
    return _labelled("contradiction", clash, "$text-warning")


def _reason(item: ReasonView, *, source: bool = False) -> Content:
    """Return a reason, with its because and, on request, the name of its source."""
    reason = item.reason
    aside = [f"because: {one_line(reason.because)}"] if reason.because else []
    aside += [f"source: {reason.source}"] if source else []
    line = _labelled(item.label, reason.sentence)
    return Content.assemble(line, show(f" ({'; '.join(aside)})", "$text-muted")) if aside else line
