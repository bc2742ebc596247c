"""The command palette: Textual's, for keys that arrive faster than it finds.

https://github.com/Textualize/textual/issues/6701
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from rich.segment import Segment
from textual import on
from textual.app import App, ComposeResult, SystemCommand
from textual.command import CommandInput, CommandList, CommandPalette, SearchIcon
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.strip import Strip
from textual.style import Style
from textual.widgets import Button, Input, LoadingIndicator
from textual.worker import Worker

from ragft_tui.tui.bindings import bindings, keymap_of
from ragft_tui.tui.widgets import CARET, TextLine, add_reverse


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


def commands_here(app: App[str], screen: Screen[object]) -> Iterator[SystemCommand]:
    """Yield every action that works on a screen, as the key table describes it."""
    by_id = keymap_of(screen).by_id
    seen: set[str] = set()
    for active in screen.active_bindings.values():
        key = by_id.get(active.binding.id or "")
        if key is None or key.id in seen or key.context == "list" or "(" in active.binding.action:
            continue
        seen.add(key.id)
        run = partial(app.run_action, active.binding.action, active.node)
        yield SystemCommand(f"{key.description.capitalize()} ({key.label()})", key.tooltip, run)
