"""Texts behind labels: the labels in a column of their own, the texts wrapped beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum, auto
from typing import Final

from textual.content import Content

from ragft_tui.core.records import dataclass

MEASURE: Final = 100
"""The most columns of a line that is read with ease."""
_LABELS: Final = 19
"""The columns of the labels with the blanks behind them: the same on every page, for calm."""
_NARROW: Final = 30
"""With less room for the text beside the labels, it goes below or begins behind its label."""
_GAP: Final = "  "
_LITTLE: Final = 1
"""So many lines are little to say of a capability."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A text with its label."""

    label: str
    """Empty for a text that goes on with what the label before says."""
    text: Content
    style: str = ""
    """The style of the label."""
    follows: bool = False
    """Whether it stands close to the one before, also where there is space between others."""
    spare: bool = False
    """Whether it is left out first where there is no room for all."""


@dataclass(frozen=True, slots=True)
class Headline:
    """A line over the whole width, with what stands at its end."""

    text: Content
    end: Content = Content("")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A text over the whole width, as wide as can be read with ease."""

    text: Content
    follows: bool = False
    """Whether it stands close to what is before it."""
    spare: bool = False
    """Whether it is left out first where there is no room for all."""


Part = Entry | Headline | Paragraph


class Space(Enum):
    """Where blank lines stand."""

    NOWHERE = auto()
    BEFORE_LABELS = auto()
    BETWEEN_ALL = auto()


def lay_out(parts: Sequence[Part], width: int, space: Space = Space.NOWHERE) -> list[Content]:
    """Return the lines of some parts.

    Args:
        parts: What stands below one another.
        width: The columns of the page.
        space: Where blank lines stand.
    """
    return [line for block in _blocks(parts, width, space) for line in block]


def _blocks(parts: Sequence[Part], width: int, space: Space) -> list[list[Content]]:
    """Return the lines of each part, with a blank one before it where it stands apart."""
    blocks: list[list[Content]] = []
    for part in parts:
        blank = [Content("")] if blocks and _stands_apart(part, space) else []
        lines = _lines(part, max(width, 1), stacked=space is not Space.NOWHERE)
        blocks.append([*blank, *lines])
    return blocks


def lay_out_in(parts: Sequence[Part], width: int, height: int, rest: Content) -> list[Content]:
    """Return the lines of some parts that fit into a height.

    They stand apart where there is room for that. Where there is none for all of them, what can be
    spared is left out from the end, and then what is too much is cut.

    Args:
        parts: What stands below one another.
        width: The columns of the page.
        height: Its lines.
        rest: The last line, where something is missing.
    """
    for space in (Space.BETWEEN_ALL, Space.BEFORE_LABELS, Space.NOWHERE):
        lines = lay_out(parts, width, space)
        if len(lines) <= height:
            return lines
    kept = list(parts)
    spare = [part for part in parts if not isinstance(part, Headline) and part.spare]
    while len(lines) >= height and spare:
        kept.remove(spare.pop())
        lines = lay_out(kept, width)
    shown: list[Content] = []
    for block in _blocks(kept, width, Space.NOWHERE):
        room = max(height - 1 - len(shown), 0)
        # Less than half of a part says too little, unless there is little else.
        if len(shown) > _LITTLE and 2 * room < len(block):
            break
        shown += block[:room]
    return [*shown, rest]


def _stands_apart(part: Part, space: Space) -> bool:
    if isinstance(part, Headline) or space is Space.NOWHERE:
        return space is not Space.NOWHERE
    labelled = isinstance(part, Entry) and bool(part.label)
    return not part.follows and (labelled or space is Space.BETWEEN_ALL)


def _lines(part: Part, width: int, *, stacked: bool) -> Iterator[Content]:
    """Yield the lines of a part.

    Args:
        part: The part.
        width: The columns of the page.
        stacked: Whether a label stands above its text where there is no room for it before it.
    """
    match part:
        case Paragraph(text):
            yield from text.wrap(min(width, MEASURE))
        case Headline(text, end):
            gap = min(width, MEASURE + _LABELS) - text.cell_length - end.cell_length
            if gap > 1:
                yield Content.assemble(text, " " * gap, end)
            else:
                yield from text.wrap(width)
                yield from end.wrap(width)
        case Entry() if width - _LABELS < _NARROW and stacked:
            if part.label:
                yield from Content.styled(part.label, part.style).wrap(width)
            yield from part.text.wrap(width)
        case Entry() if width - _LABELS < _NARROW:
            label = Content.styled(f"{part.label}{_GAP}" if part.label else "", part.style)
            yield from _hang(Content.assemble(label, part.text), width)
        case Entry():
            beside = min(width - _LABELS, MEASURE)
            label = Content.styled(part.label, part.style)
            if label.cell_length > _LABELS - len(_GAP):
                yield label
                label = Content("")
            for text in part.text.wrap(beside):
                yield Content.assemble(label.pad_right(_LABELS - label.cell_length), text)
                label = Content("")


def _hang(text: Content, width: int) -> Iterator[Content]:
    """Yield the lines of a text of which all but the first are indented."""
    lines = text.wrap(width)
    yield lines[0]
    rest = text[len(lines[0].plain) :]
    if rest.plain.strip():
        start = len(rest.plain) - len(rest.plain.lstrip())
        for line in rest[start:].wrap(max(width - len(_GAP), 1)):
            yield Content.assemble(_GAP, line)
