"""Content for people to read: heads, rows and pages made of a capability and its assessment."""

from __future__ import annotations

from textual.content import Content

from ragft_tui.core.model import Capability
from ragft_tui.core.rules.rulebook import Rulebook
from ragft_tui.core.text import one_line
from ragft_tui.core.verdict.assess import Assessment
from ragft_tui.core.verdict.keywords import Match
from ragft_tui.report.view import CapabilityView, ReasonView, reason_view, verdict_words, view
from ragft_tui.tui.safe import show, show_marked

__all__ = [
    "capability_page",
    "marked",
    "rail_row",
    "reasons",
    "review_details",
    "review_heading",
    "review_row",
]

_NAME_WIDTH = 19
_SHORTEST_NAME = 12
_LONGEST_NAME = 60
_ROOMY = 64
_OTHER_COLUMNS = 48
_OTHER_COLUMNS_NARROW = 32


def marked(text: str, matches: tuple[Match, ...]) -> Content:
    """Return a text with the words of the lexicon underlined."""
    spans = [(match.start, match.end) for match in matches if match.end <= len(text)]
    return show_marked(text, spans, "underline")


def rail_row(capability: Capability, rulebook: Rulebook) -> Content:
    """Return one row of the rail: the name, and how many questions are open."""
    item = view(capability, rulebook)
    name = show(one_line(item.name)).truncate(_NAME_WIDTH, ellipsis=True, pad=True)
    return Content.assemble(name, f" {item.open}" if item.open else "")


def reasons(assessment: Assessment, rulebook: Rulebook) -> Content:
    """Return the verdict with all of its reasons, for a narrow column."""
    parts = [show(verdict_words(assessment), "bold"), Content("")]
    parts += [_reason(reason_view(reason, rulebook)) for reason in assessment.reasons]
    parts += [_clash(clash) for clash in assessment.contradictions]
    return Content("\n").join(parts)


def capability_page(capability: Capability, rulebook: Rulebook) -> Content:
    """Return all there is to say about a capability."""
    item = view(capability, rulebook)
    parts = [
        marked(capability.description, item.assessment.matches),
        Content(""),
        Content.assemble("Verdict  ", (verdict_words(item.assessment), "bold")),
    ]
    for reason in item.reasons:
        parts.append(_reason(reason))
        parts.append(show(f"    {reason.source}, {reason.url}", "$text-muted"))
    parts += [_clash(clash) for clash in item.assessment.contradictions]
    parts += [*_missing(item), _flips(item)]
    if item.answers:
        parts += [Content(""), Content.styled("Answers", "bold")]
        for answer in item.answers:
            because = f" (because: {one_line(answer.because)})" if answer.because else ""
            parts.append(show(f"  {answer.title}: {answer.value}{because}"))
    if item.review_line:
        parts += [Content(""), Content.styled("Review", "bold"), show(f"  {item.review_line}")]
    if capability.notes:
        parts += [Content(""), Content.styled("Note", "bold"), show(capability.notes)]
    return Content("\n").join(parts)


def review_heading(width: int) -> Content:
    """Return the heading of the review's table, for rows of that width."""
    strength = f"{'Strength':<9} " if _roomy(width) else ""
    return Content(f" #  {'Capability':<{_room(width)}} {'Verdict':<11} {strength}Review")


def review_row(number: int, item: CapabilityView, width: int) -> Content:
    """Return one row of the review's table, the name as wide as the width allows."""
    name = show(one_line(item.name)).truncate(_room(width), ellipsis=True, pad=True)
    strength = f"{item.strength:<9} " if _roomy(width) else ""
    open_questions = f" ({item.open} open)" if item.open else ""
    verdict = f" {item.verdict:<11} {strength}{item.review_words}{open_questions}"
    return Content.assemble(f"{number:>2}  ", name, verdict)


def review_details(number: int, item: CapabilityView) -> Content:
    """Return what the review shows of the selected capability."""
    name = show(one_line(item.name), "bold")
    verdict = verdict_words(item.assessment)
    parts = [
        Content.assemble(f"{number}  ", name, "  ", (verdict, "$primary")),
        marked(_flowing(item.capability), item.assessment.matches),
    ]
    parts += _labelled("review", item.review_line)
    parts += _labelled("note", item.capability.notes)
    parts += [_reason(reason, source=True) for reason in item.reasons]
    parts += [_clash(clash) for clash in item.assessment.contradictions]
    parts += [*_missing(item), _flips(item)]
    return Content("\n").join(parts)


def _flowing(capability: Capability) -> str:
    """Return a description as one paragraph, as long as it is, for narrow places."""
    return capability.description.replace("\n", " ")


def _roomy(width: int) -> bool:
    return width >= _ROOMY


def _room(width: int) -> int:
    """Return the columns for names: what the others leave, within bounds."""
    others = _OTHER_COLUMNS if _roomy(width) else _OTHER_COLUMNS_NARROW
    return min(max(width - others, _SHORTEST_NAME), _LONGEST_NAME)


def _reason(reason: ReasonView, *, source: bool = False) -> Content:
    """Return a reason, with its defence and, where that is wanted, the name of its source."""
    aside = [f"because: {one_line(reason.because)}"] if reason.because else []
    aside += [f"source: {reason.source_id}"] if source else []
    words = show(one_line(reason.sentence))
    told = Content.assemble((f"{reason.label}  ", "$primary"), words)
    return Content.assemble(told, show(f" ({'; '.join(aside)})", "$text-muted")) if aside else told


def _labelled(label: str, text: str) -> list[Content]:
    return [Content.assemble((f"{label}  ", "$primary"), show(one_line(text)))] if text else []


def _clash(clash: str) -> Content:
    return Content.assemble(("contradiction  ", "$text-warning"), show(one_line(clash)))


def _flips(item: CapabilityView) -> Content:
    return Content.assemble(("would change  ", "$primary"), show("; ".join(item.flips)))


def _missing(item: CapabilityView) -> list[Content]:
    return [
        Content.assemble(("not ready  ", "$text-warning"), show(one_line(what)))
        for what in item.missing
    ]
