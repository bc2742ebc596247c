"""The rows of the options of a question: their texts, and what tells them apart beside or below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final

from rich.cells import cell_len
from textual.content import Content

from ragft_tui.core.rulebook import Option, Question
from ragft_tui.core.text import capitalize, one_line
from ragft_tui.core.verdict import Suggestion
from ragft_tui.report.suggestions import describe_confidence, render_quotes
from ragft_tui.report.view import DONT_KNOW
from ragft_tui.tui.widgets.content import show

_NUMBER: Final = 4
"""The columns of the number before an option."""
_GAP: Final = 2
_SUGGESTED: Final = "suggested"
_NARROWEST_HINTS: Final = 26
"""The columns from which on hints stand beside the options."""
_LARGEST_SHARE: Final = 0.55
"""The most of a row that the texts take from hints beside them."""


@dataclass(frozen=True, slots=True)
class OptionRows:
    """How the options of a question are laid out in a room."""

    question: Question
    suggested: Suggestion | None
    width: int
    """The columns of a row; zero where they are not known yet."""
    height: int
    """The lines that there are."""

    def rows(self, marked: int) -> tuple[Content, ...]:
        """Return the row of each option and, last, those that are no option, of one line or more.

        All of it is shown where it fits, for each option. Where it does not, the marked row is
        shown whole, and of the others as many as there is room for.

        Args:
            marked: The index of the marked row; -1 for none.
        """
        indices = range(len(self.question.options))
        plain = [self._lines(index, wraps=True) for index in indices]
        hinted = [[*plain[index], *self._below(index, whole=False)] for index in indices]
        told = [[*plain[index], *self._below(index, whole=True)] for index in indices]
        whole = hinted if self._fit(hinted, told) else plain
        if not self._fit(whole, told):
            told = [lines[: max(self._room - len(indices) + 1, 1)] for lines in hinted]
            whole = self._cut(plain, told)
        rows = [told[index] if index == marked else whole[index] for index in indices]
        return (*(Content("\n").join(lines) for lines in rows), *self._rest)

    def _fit(self, rows: Sequence[list[Content]], told: Sequence[list[Content]]) -> bool:
        """Return whether rows fit in the room, whichever is marked.

        Args:
            rows: The lines of each row.
            told: The lines of each row where it is marked.
        """
        more = (len(new) - len(old) for new, old in zip(told, rows, strict=True))
        return sum(map(len, rows)) + max(more, default=0) <= self._room

    def _cut(
        self, whole: Sequence[list[Content]], told: Sequence[list[Content]]
    ) -> list[list[Content]]:
        """Return the lines of rows that stay whole while they fit, those with a cut text first.

        Args:
            whole: The lines of each row.
            told: The lines of each row where it is marked.
        """
        found = [self._lines(index, wraps=False) for index in range(len(whole))]
        options = self.question.options
        is_short = [cell_len(one_line(each.text)) <= self._text_width for each in options]
        for index in sorted(range(len(whole)), key=is_short.__getitem__):
            more = [*found[:index], whole[index], *found[index + 1 :]]
            if self._fit(more, told):
                found = more
        return found

    @property
    def _room(self) -> int:
        """The lines that there are for the options."""
        return self.height - len(self._rest)

    @property
    def _rest(self) -> tuple[Content, ...]:
        rows = [Content(f" 0  {DONT_KNOW}")]
        if self.question.numeric:
            rows.append(Content(" =  An exact number"))
        return tuple(rows)

    @property
    def _text_width(self) -> int:
        """The columns of the texts: those of the longest, as far as hints leave them."""
        room = max(self.width - _NUMBER, 1) if self.width else 1_000
        if not self.hints_beside:
            return room
        return min(self._longest, int(room * _LARGEST_SHARE))

    @property
    def _longest(self) -> int:
        return max((cell_len(one_line(each.text)) for each in self.question.options), default=1)

    @property
    def hints_beside(self) -> bool:
        """Whether hints stand beside the options."""
        room = self.width - _NUMBER
        texts = min(self._longest, int(room * _LARGEST_SHARE))
        has_any = any(self._asides(option) for option in self.question.options)
        return has_any and room - texts - _GAP >= _NARROWEST_HINTS

    def _asides(self, option: Option) -> list[str]:
        """Return what stands beside an option, the most telling first."""
        by = [self._suggestion] if self._is_suggested(option) else []
        return [*by, *([one_line(option.hint)] if option.hint else [])]

    def _is_suggested(self, option: Option) -> bool:
        return self.suggested is not None and option is self.suggested.option

    @property
    def _suggestion(self) -> str:
        return f"{_SUGGESTED} by {render_quotes(self.suggested)}" if self.suggested else ""

    def _suggested_lines(self, index: int, text: Content, *, wraps: bool) -> Iterator[Content]:
        """Yield the lines of the option that is suggested, where nothing stands beside it."""
        width = self._text_width
        if not wraps:
            behind = Content.styled(f"{' ' * _GAP}{_SUGGESTED}", "$text-muted")
            text = text.truncate(max(width - behind.cell_length, 1), ellipsis=True)
            yield Content.assemble(f"{index + 1:>2}  ", text, behind)
            return
        yield from _side_by_side(index, text.wrap(width), [], width)
        for line in show(self._suggestion, "$text-muted").wrap(width):
            yield Content.assemble(" " * _NUMBER, line)

    def _lines(self, index: int, *, wraps: bool) -> list[Content]:
        """Return the lines of an option.

        Args:
            index: Which one.
            wraps: Whether its texts take more than a line where they need it.
        """
        option, width = self.question.options[index], self._text_width
        text = show(one_line(option.text))
        if self._is_suggested(option) and not self.hints_beside:
            return [*self._suggested_lines(index, text, wraps=wraps)]
        hints = [show(each, "$text-muted") for each in self._asides(option)]
        texts = text.wrap(width) if wraps else [text.truncate(width, ellipsis=True)]
        beside: list[Content] = []
        if self.hints_beside:
            room = self.width - _NUMBER - width - _GAP
            beside = [line for hint in hints for line in hint.wrap(room)]
            if not wraps:
                beside = [hint.truncate(room, ellipsis=True) for hint in hints[:1]]
        return [*_side_by_side(index, texts, beside, width)]

    def _below(self, index: int, *, whole: bool) -> Iterator[Content]:
        """Yield the lines below an option that is marked.

        Args:
            index: Which one.
            whole: Whether to tell all that there is.
        """
        option = self.question.options[index]
        told = [] if self.hints_beside or not option.hint else [one_line(option.hint)]
        if whole and self.suggested is not None and self._is_suggested(option):
            told.append(capitalize(describe_confidence(self.suggested)))
        if whole and option.example:
            told.append(f"Such as: {one_line(option.example)}")
        for text in filter(None, told):
            for line in show(text, "$text-muted").wrap(max(self.width - _NUMBER, 1)):
                yield Content.assemble(" " * _NUMBER, line)


def _side_by_side(
    index: int, texts: Sequence[Content], beside: Sequence[Content], width: int
) -> Iterator[Content]:
    """Yield the lines of a number, a text and what stands beside it."""
    for at, (text, hint) in enumerate(zip_longest(texts, beside, fillvalue=Content(""))):
        number = f"{index + 1:>2}  " if at == 0 else " " * _NUMBER
        if not hint:
            yield Content.assemble(number, text)
            continue
        column = width if len(texts) > 1 or len(beside) > 1 or text.cell_length < width else 0
        padded = text.truncate(max(column, text.cell_length), pad=True)
        yield Content.assemble(number, padded, " " * _GAP, hint)
