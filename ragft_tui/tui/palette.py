"""What works here: the command palette and the dialog of keys.

The palette is Textual's, for keys that arrive faster than it finds.
https://github.com/Textualize/textual/issues/6701
"""

from __future__ import annotations

from collections.abc import Iterator
from operator import itemgetter
from textwrap import wrap
from typing import Final

from rich.segment import Segment
from textual import on
from textual.app import ComposeResult
from textual.command import (
    CommandInput,
    CommandList,
    CommandPalette,
    DiscoveryHit,
    Hit,
    Hits,
    Provider,
    SearchIcon,
)
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.strip import Strip
from textual.style import Style
from textual.widgets import Button, Input, LoadingIndicator
from textual.worker import Worker

from ragft_tui.core.records import dataclass
from ragft_tui.keys import CONTEXTS, Key, Keymap
from ragft_tui.report.legend import Term
from ragft_tui.tui.bindings import bindings
from ragft_tui.tui.dialogs import ReadDialog
from ragft_tui.tui.widgets.content import show
from ragft_tui.tui.widgets.line_list import CARET, add_reverse
from ragft_tui.tui.widgets.text_fields import TextLine

_BY_WHAT_IT_DOES: Final = 0.1
"""The score of an action whose name does not fit: such actions come last."""


class Actions(Provider):
    """The actions that work on the screen, found by their names or a word of what they do."""

    async def discover(self) -> Hits:
        """Yield all of them, in the order of their names."""
        for command in sorted(self.app.get_system_commands(self.screen), key=itemgetter(0)):
            yield DiscoveryHit(command.title, command.callback, help=command.help)

    async def search(self, query: str) -> Hits:
        """Yield those that fit what is typed."""
        matcher, typed = self.matcher(query), query.casefold()
        for title, about, run, _ in self.app.get_system_commands(self.screen):
            if score := matcher.match(title):
                yield Hit(score, matcher.highlight(title), run, help=about)
            elif typed in about.casefold():
                yield Hit(_BY_WHAT_IT_DOES, title, run, help=about)


class Palette(CommandPalette):
    """Finds an action by name."""

    CSS = """
    Palette, Palette:ansi {
        background: transparent;
        SearchIcon { display: none; }
        .command-palette--help-text { color: transparent; text-style: not bold; }
        .command-palette--highlight { text-style: bold underline; }
        #--container, #--container:dark { background: $surface; }
        #--input, #--input.--list-visible { border: none; }
        CommandInput, CommandInput:ansi {
            border: none;
            height: 1;
            margin: 1 1 0 1;
            color: $foreground;
            background: $surface;
            background-tint: transparent;
            .input--placeholder { color: $text-muted; text-style: none; }
            .input--cursor {
                color: $input-cursor-foreground;
                background: $input-cursor-background;
                text-style: $input-cursor-text-style;
            }
        }
        CommandList, CommandList:ansi {
            border-top: none;
            border-bottom: solid $rule;
            background: $surface;
            scrollbar-size-vertical: 1;
            .option-list--option { text-style: none; }
            .option-list--option-highlighted {
                color: $block-cursor-foreground;
                background: $block-cursor-background;
                text-style: $block-cursor-text-style;
            }
        }
    }
    """
    BINDINGS = bindings("app")

    _taken_early = False

    def compose(self) -> ComposeResult:
        """Yield the parts of Textual's palette, with a field and a list of our own."""
        with Vertical(id="--container"):
            with Horizontal(id="--input"):
                yield SearchIcon()
                yield _Query()
            with Vertical(id="--results"):
                yield _Commands()
                yield LoadingIndicator()

    @on(Input.Submitted)
    @on(Button.Pressed)
    def _select_or_command(self, event: Input.Submitted | Button.Pressed | None = None) -> None:
        """Run what was found for all that is typed, not what stood there before."""
        if event is not None:
            event.prevent_default()
        self._taken_early = not all(worker.is_finished for worker in self.workers)
        if not self._taken_early:
            super()._select_or_command(event)
        elif event is not None:
            event.stop()

    @on(Worker.StateChanged)
    def _take_when_found(self, event: Worker.StateChanged) -> None:
        """Run what was found, where that was asked for amid the search."""
        if event.worker.is_finished and self._taken_early:
            self._select_or_command()


class _Query(CommandInput, TextLine):
    """The field in which an action is searched for; it works as all fields do."""

    def __init__(self) -> None:
        super().__init__()
        self.placeholder = "Search for commands…"


class _Commands(CommandList):
    """The actions that were found; a glyph stands before the marked one."""

    def get_visual_style(self, *component_classes: str, partial: bool = False) -> Style:
        style = super().get_visual_style(*component_classes, partial=partial)
        return add_reverse(self, style, component_classes)

    def render_line(self, y: int) -> Strip:
        strip = super().render_line(y)
        line = self.scroll_offset.y + y
        first = (self.highlighted, 0)
        if not 0 <= line < len(self._lines) or self._lines[line] != first:
            return strip
        style = next(segment.style for segment in strip)
        return Strip.join([Strip([Segment(CARET, style)], 1), strip.crop(1)])


_NARROWEST: Final = 10
"""The columns that the description of a key gets in any case, however many keys it has."""


@dataclass(frozen=True, slots=True)
class KeysPage:
    """The keys of some contexts as a page to read, each key once: the nearest context has it."""

    keymap: Keymap
    nearest: tuple[str, ...]
    """The contexts of the screen, the nearest first."""
    read_only_reason: str | None
    """Why nothing may be changed; the keys that would are shown apart."""
    typing: bool
    """Whether letters are text there; keys that would be text are left out."""
    legend: tuple[Term, ...] = ()
    """The words and signs on the screen, which stand behind the keys of the nearest context, or
    behind all while something is typed."""

    @property
    def _contexts(self) -> tuple[str, ...]:
        places = ("field", *self.nearest, "app") if self.typing else (*self.nearest, "list", "app")
        return tuple(dict.fromkeys(places))

    def lay_out(self, width: int) -> Content:
        """Return the page.

        Args:
            width: Its columns; zero for as many as it takes.
        """
        labels = dict(self._labels())
        parts = [part for each in self._contexts if (part := self._part(each, labels, width))]
        if self.legend:
            column = max(len(term) for term, _ in self.legend)
            rows = (_row(term, means, column, width) for term, means in self.legend)
            parts.insert(
                len(parts) if self.typing else 1, [Content.styled("What is shown", "bold"), *rows]
            )
        return Content("\n").join(line for part in parts for line in (*part, Content("")))

    def _labels(self) -> Iterator[tuple[Key, str]]:
        """Yield each key with how it is written, without what a nearer context takes."""
        taken: set[str] = set()
        for context in self._contexts:
            keys = self.keymap.of(context)
            yield from ((key, key.labels_beside(taken, typing=self.typing)) for key in keys)
            taken.update(each for key in keys for each in key.keys)

    def _part(self, context: str, labels: dict[Key, str], width: int) -> list[Content]:
        """Return the lines of a context; none where no key of it works."""
        column = max(map(len, labels.values()))
        keys = [key for key in self.keymap.of(context) if labels[key]]
        changing = [key for key in keys if self.read_only_reason and key.changes]
        rows = [
            _row(labels[key], key.tooltip, column, width) for key in keys if key not in changing
        ]
        if changing:
            rows.append(show(f"  Not now; read-only: {self.read_only_reason}", "$text-warning"))
            rows += [_row(labels[key], key.tooltip, column, width) for key in changing]
        return [Content.styled(CONTEXTS[context], "bold"), *rows] if rows else []


class KeysDialog(ReadDialog):
    """Shows the keys that work in some contexts, and what the words on the screen mean."""

    def __init__(self, page: KeysPage) -> None:
        """Make a page of keys.

        Args:
            page: What it shows.
        """
        super().__init__("Keys", page.lay_out)


def _row(label: str, text: str, column: int, width: int) -> Content:
    """Return a label and what it means; where that wraps, it is indented under itself."""
    start = column + 4
    lines = wrap(text, max(width - start, _NARROWEST)) if width else [text]
    about = f"\n{' ' * start}".join(lines)
    return Content.assemble("  ", (f"{label:<{column}}", "bold"), "  ", about)
