"""The rows of the options of a question: their texts, and what tells them apart beside or below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import zip_longest
from typing import Final

from rich.cells import cell_len
from textual.content import Content

from ragft_tui.core.records import dataclass
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


@dataclass(frozen=True)
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
        shown with its hint, and the others grow from a line each while there is room.

        Args:
            marked: The index of the marked row; -1 for none.
        """
        indices = range(len(self.question.options))
        whole = [self._lines(index, wraps=True) for index in indices]
        rows = [[*whole[index], *self._below(self._hints(index))] for index in indices]
        if not self._fit(rows):
            most = max(self._room - len(indices) + 1, 1)
            least = [self._lines(index, wraps=False) for index in indices]
            least = [rows[index][:most] if index == marked else least[index] for index in indices]
            rows = self._grown(least, whole, marked)
        if marked in indices:
            rows[marked] = [*rows[marked], *self._examples(marked, rows)]
        return (*(Content("\n").join(lines) for lines in rows), *self._rest)

    def _fit(self, rows: Sequence[list[Content]]) -> bool:
        return sum(map(len, rows)) <= self._room

    def _grown(
        self, rows: Sequence[list[Content]], whole: Sequence[list[Content]], marked: int
    ) -> list[list[Content]]:
        """Return rows of which those that are not marked are whole while they fit.

        Args:
            rows: The lines of each row where they are few.
            whole: The lines of each row as a whole; those whose text is cut grow first.
            marked: The index of the row that stays as it is.
        """
        found = list(rows)
        options = self.question.options
        is_short = [cell_len(one_line(each.text)) <= self._text_width for each in options]
        for index in sorted(range(len(whole)), key=is_short.__getitem__):
            more = [*found[:index], whole[index], *found[index + 1 :]]
            if index != marked and self._fit(more):
                found = more
        return found

    def _examples(self, index: int, rows: Sequence[list[Content]]) -> Iterator[Content]:
        """Yield the lines of what is told of a marked option as far as they fit, and no part of it.

        Args:
            index: Which option.
            rows: The lines of each row without them.
        """
        room = self._room - sum(map(len, rows))
        for told in self._told(index):
            lines = [*self._below([told])]
            if len(lines) <= room:
                room -= len(lines)
                yield from lines

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
    def _columns(self) -> int:
        """The columns behind the number of an option; where none are known, nothing is wrapped."""
        return max(self.width - _NUMBER, 1) if self.width else 1_000

    @cached_property
    def _text_width(self) -> int:
        """The columns of the texts: those of the longest, as far as hints leave them."""
        room = self._columns
        if not self.hints_beside:
            return room
        return min(self._longest, int(room * _LARGEST_SHARE))

    @cached_property
    def _longest(self) -> int:
        return max((cell_len(one_line(each.text)) for each in self.question.options), default=1)

    @cached_property
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

    def _hints(self, index: int) -> list[str]:
        """Return the hint of an option that has no room beside it."""
        hint = self.question.options[index].hint
        return [one_line(hint)] if hint and not self.hints_beside else []

    def _told(self, index: int) -> Iterator[str]:
        """Yield what is told of an option where it is marked, the most telling first."""
        option = self.question.options[index]
        if self.suggested is not None and self._is_suggested(option):
            yield capitalize(describe_confidence(self.suggested))
        if option.example:
            yield f"Such as: {one_line(option.example)}"

    def _below(self, texts: Sequence[str]) -> Iterator[Content]:
        """Yield the lines of texts below an option."""
        for text in texts:
            for line in show(text, "$text-muted").wrap(self._columns):
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
