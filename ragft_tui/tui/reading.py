"""Content for people to read: heads, rows and pages made of a capability and its assessment."""

from __future__ import annotations

from textual.content import Content

from ragft_tui.core.model import Capability, Strength
from ragft_tui.core.review import Order, ReviewState
from ragft_tui.core.rulebook import Rulebook
from ragft_tui.core.text import one_line
from ragft_tui.core.verdict import Assessment, Match
from ragft_tui.keys import Keymap
from ragft_tui.report.view import CapabilityView, ReasonView, view_reasons
from ragft_tui.tui.glyphs import DOWNWARDS, MARK, UPWARDS
from ragft_tui.tui.inert import show, show_marked

_NAME_WIDTH = 19
_NUMBER = 4
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
    item = CapabilityView(capability, rulebook)
    name = show(one_line(item.name)).truncate(_NAME_WIDTH, ellipsis=True, pad=True)
    return Content.assemble(name, f" {count}" if (count := item.open_count) else "")


def reasons(assessment: Assessment, rulebook: Rulebook) -> Content:
    """Return the verdict with all of its reasons, for a narrow column."""
    parts = [show(assessment.label, "bold"), Content("")]
    parts += [_reason(reason) for reason in view_reasons(assessment, rulebook)]
    parts += [_clash(clash) for clash in assessment.contradictions]
    return Content("\n").join(parts)


def capability_page(capability: Capability, rulebook: Rulebook) -> Content:
    """Return all there is to say about a capability."""
    item = CapabilityView(capability, rulebook)
    parts = [
        marked(capability.description, item.assessment.matches),
        Content(""),
        Content.assemble("Verdict  ", (item.assessment.label, "bold")),
    ]
    for reason in item.reasons:
        parts.append(_reason(reason))
        parts.append(show(f"    {reason.source.title}, {reason.source.url}", "$text-muted"))
    parts += [_clash(clash) for clash in item.assessment.contradictions]
    parts += [*_missing(item), _flips(item)]
    if item.answers:
        parts += [Content(""), Content.styled("Answers", "bold")]
        for answer in item.answers:
            because = f" (because: {one_line(answer.because)})" if answer.because else ""
            parts.append(show(f"  {answer.question.title}: {answer.text}{because}"))
    if review := item.review_sentence:
        parts += [Content(""), Content.styled("Review", "bold"), show(f"  {review}")]
    if capability.notes:
        parts += [Content(""), Content.styled("Note", "bold"), show(capability.notes)]
    return Content("\n").join(parts)


def review_heading(width: int, order: Order, *, backwards: bool = False) -> Content:
    """Return the heading of the review's table, for rows of that width.

    Args:
        width: That of a row.
        order: What the rows are sorted by; an arrow beside the column says so.
        backwards: Whether they begin with the last.
    """
    arrow = UPWARDS if backwards else DOWNWARDS
    unsorted = order is Order.FILE and not backwards

    def told(column: str, by: Order) -> str:
        return f"{column}{arrow}" if by is order and not unsorted else column

    roomy = _roomy(width)
    last = told("Review", Order.REVIEW)
    if order is Order.OPEN or (order is Order.STRENGTH and not roomy):
        word = order.split()[0]
        last = told(f"Review, {word}" if roomy else word.capitalize(), order)
    columns = (
        f"{told(' #', Order.FILE):<{_NUMBER}}",
        f"{told('Capability', Order.NAME):<{_room(width)}} ",
        f"{told('Verdict', Order.VERDICT):<11} ",
        f"{told('Strength', Order.STRENGTH):<9} " if roomy else "",
        last,
    )
    return Content("".join(columns)).truncate(width, ellipsis=True)


def review_row(
    number: int, item: CapabilityView, width: int, *, total: int = 0, marked: bool = False
) -> Content:
    """Return one row of the review's table, the name as wide as the width allows.

    Args:
        number: That of the capability in the project.
        item: The capability.
        width: That of the row.
        total: How many capabilities there are, whose numbers are to be as wide.
        marked: Whether it is marked.
    """
    numbered = f"{number:>{max(len(str(total)), 2)}}{MARK if marked else ' '} "
    room = _room(width) + _NUMBER - len(numbered)
    name = show(one_line(item.name)).truncate(room, ellipsis=True, pad=True)
    strength = f"{item.strength:<9} " if _roomy(width) else ""
    open_questions = f" ({count} open)" if (count := item.open_count) else ""
    verdict = f" {item.verdict:<11} {strength}{item.review_label}{open_questions}"
    return Content.assemble(numbered, name, verdict)


def review_details(number: int, item: CapabilityView, keymap: Keymap) -> Content:
    """Return what the review shows of the selected capability."""
    name = show(one_line(item.name), "bold")
    verdict = item.assessment.label
    parts = [
        Content.assemble(f"{number}  ", name, "  ", (verdict, "$primary")),
        marked(_flowing(item.capability), item.assessment.matches),
    ]
    parts += _stale(item, keymap) or _labelled("review", item.review_sentence)
    parts += _labelled("note", item.capability.notes)
    parts += [_reason(reason, source=True) for reason in item.reasons]
    parts += [_clash(clash) for clash in item.assessment.contradictions]
    parts += [*_missing(item), _flips(item)]
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
        _warning("stale", f"{judged}{by} on {review.on}; the verdict is now {now} under {rules}"),
        _warning("decide", f"{advice}, {override} keeps {kept} with a reason"),
    ]


def _warning(label: str, text: str) -> Content:
    return Content.assemble((f"{label}  ", "$text-warning"), show(one_line(text)))


def _flowing(capability: Capability) -> str:
    """Return a description as one paragraph, as long as it is, for narrow places."""
    return capability.description.replace("\n", " ")


def _roomy(width: int) -> bool:
    return width >= _ROOMY


def _room(width: int) -> int:
    """Return the columns for names: what the others leave, within bounds."""
    others = _OTHER_COLUMNS if _roomy(width) else _OTHER_COLUMNS_NARROW
    return min(max(width - others, _SHORTEST_NAME), _LONGEST_NAME)


def _reason(item: ReasonView, *, source: bool = False) -> Content:
    """Return a reason, with its defence and, where that is wanted, the name of its source."""
    reason = item.reason
    aside = [f"because: {one_line(reason.because)}"] if reason.because else []
    aside += [f"source: {reason.source}"] if source else []
    words = show(one_line(reason.sentence))
    told = Content.assemble((f"{item.label}  ", "$primary"), words)
    return Content.assemble(told, show(f" ({'; '.join(aside)})", "$text-muted")) if aside else told


def _labelled(label: str, text: str) -> list[Content]:
    return [Content.assemble((f"{label}  ", "$primary"), show(one_line(text)))] if text else []


def _clash(clash: str) -> Content:
    return _warning("contradiction", clash)


def _flips(item: CapabilityView) -> Content:
    return Content.assemble(("would change  ", "$primary"), show("; ".join(item.flip_labels)))


def _missing(item: CapabilityView) -> list[Content]:
    return [_warning("not ready", what) for what in item.readiness]
