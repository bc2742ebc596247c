"""The status line, the banner and the hint line that frame every screen."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from ragft_tui.tui.bindings import keymap_of
from ragft_tui.tui.widgets.content import show

_DOT = " · "
"""Stands between the name of a project and the position in it."""

_SHORTEST_NAME = 4
"""The columns below which a name is left out."""


class StatusLine(Widget):
    """One line: the position on the left, the state of saving on the right."""

    DEFAULT_CSS = """
    StatusLine {
        height: 2;
        padding: 0 1;
        border-bottom: solid $rule;
        color: $foreground;
        &.-failed { color: $text-error; text-style: $failed-text-style; }
    }
    """

    position = reactive("")
    """The project and the position in it."""
    state = reactive("")
    """The state of saving."""
    failed = reactive(default=False, toggle_class="-failed")
    """Whether the last save failed."""

    def render(self) -> Content:
        """Lay out both sides; the state and the position in the project always have theirs."""
        width = self.content_size.width
        state = show(self.state)
        room = max(width - state.cell_length - 2, 0)
        name, dot, rest = self.position.partition(_DOT)
        end = show(dot + rest)
        if dot and room - end.cell_length < _SHORTEST_NAME:
            name, end = "", show(rest)
        start = show(name).truncate(max(room - end.cell_length, 0), ellipsis=True)
        where = Content.assemble(start, end).truncate(room, ellipsis=True)
        gap = max(width - where.cell_length - state.cell_length, 0)
        return Content.assemble(where, " " * gap, state)


class Banner(Widget):
    """A warning that holds until it is mended; it takes no room while there is none."""

    DEFAULT_CSS = """
    Banner {
        display: none;
        height: auto;
        max-height: 4;
        padding: 0 1;
        color: $text-warning;
        &.-shown { display: block; }
        &.-failed { color: $text-error; text-style: $failed-text-style; }
    }
    """

    text = reactive("", layout=True, toggle_class="-shown")
    """The warning."""
    failed = reactive(default=False, toggle_class="-failed")
    """Whether it is about work that is not saved."""

    def render(self) -> Content:
        """Return the warning."""
        return show(self.text)


class HintLine(Widget):
    """One line of keys that work here or, until the next key, a notice.

    A notice takes the lines that it needs: a path in it may be long.
    """

    DEFAULT_CSS = """
    HintLine {
        height: 1;
        padding: 0 1;
        color: $text-muted;
        &.-notice { height: auto; max-height: 3; color: $text-warning; text-style: bold; }
    }
    """

    keys: reactive[tuple[tuple[str, str], ...]] = reactive(())
    """Pairs of key and label, those of the nearest context first."""
    notice = reactive("", layout=True, toggle_class="-notice")
    """What went wrong, or what was done."""

    def show_keys(
        self, contexts: tuple[str, ...], focused: Widget | None, *, read_only: bool = False
    ) -> None:
        """Show the keys of some contexts.

        Args:
            contexts: The contexts, the nearest first.
            focused: The focused widget; where it takes letters as text, other keys are shown.
            read_only: Whether nothing can be changed; keys that would are left out.
        """
        letters, digits = (
            focused is not None and focused.check_consume_key(character, character)
            for character in "a1"
        )
        hints = keymap_of(self).hints(*contexts, read_only=read_only)
        pairs = (
            (key.label(typing=digits if key.is_family else letters), key.description)
            for key in hints
        )
        self.keys = tuple((key, label) for key, label in pairs if key)

    def render(self) -> Content:
        """Show the notice, or as many keys as fit; the last one, which lists all, always does."""
        width = self.content_size.width
        if self.notice:
            return show(self.notice)
        if not self.keys:
            return Content("")
        *others, last = (Content.assemble((key, "bold"), " ", label) for key, label in self.keys)
        line = Content("")
        for hint in others:
            longer = Content.assemble(line, hint, "   ")
            if longer.cell_length + last.cell_length > width:
                break
            line = longer
        return line + last
