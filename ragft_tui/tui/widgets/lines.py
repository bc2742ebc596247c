"""The first and the last line of every screen: where one is, and which keys work."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from ragft_tui.tui.bindings import keymap_of
from ragft_tui.tui.inert import show

_DOT = " · "
"""Stands between the name of a project and the place in it."""

_SHORTEST_NAME = 4
"""The columns below which a name is left out."""


class StatusLine(Widget):
    """One line: where one is on the left, what is saved on the right."""

    DEFAULT_CSS = """
    StatusLine {
        height: 2;
        padding: 0 1;
        border-bottom: solid $rule;
        color: $foreground;
        &.-failed { color: $text-error; text-style: $failed-text-style; }
    }
    """

    where = reactive("")
    """The project and the place in it."""
    state = reactive("")
    """What is saved."""
    failed = reactive(default=False, toggle_class="-failed")
    """Whether the last save failed."""

    def render(self) -> Content:
        """Lay out both sides; the state and the place in the project always have theirs."""
        width = self.content_size.width
        state = show(self.state)
        room = max(width - state.cell_length - 2, 0)
        name, dot, place = self.where.partition(_DOT)
        end = show(dot + place)
        if dot and room - end.cell_length < _SHORTEST_NAME:
            name, end = "", show(place)
        start = show(name).truncate(max(room - end.cell_length, 0), ellipsis=True)
        where = Content.assemble(start, end).truncate(room, ellipsis=True)
        gap = max(width - where.cell_length - state.cell_length, 0)
        return Content.assemble(where, " " * gap, state)


class HintLine(Widget):
    """One line of keys that work here; or, until the next key, a word on what went wrong.

    Such a word takes the lines that it needs: a path in it may be long.
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
    """Pairs of key and words, those of the nearest context first."""
    notice = reactive("", layout=True)
    """What went wrong, or what was done."""

    def tell(
        self, contexts: tuple[str, ...], focused: Widget | None, *, read_only_reason: bool = False
    ) -> None:
        """Tell the keys of some contexts.

        Args:
            contexts: The contexts, the nearest first.
            focused: What is focused; where it takes letters as text, only other keys are told.
            read_only_reason: Whether nothing can be changed, so that keys that would are not told.
        """
        typing = focused is not None and focused.check_consume_key("a", "a")
        hints = keymap_of(self).hints(*contexts, read_only=read_only_reason)
        pairs = ((key.label(typing=typing), key.description) for key in hints)
        self.keys = tuple((key, words) for key, words in pairs if key)

    def watch_notice(self, notice: str) -> None:
        """Tell a notice from the keys by more than its words."""
        self.set_class(bool(notice), "-notice")

    def render(self) -> Content:
        """Tell as many keys as fit; the last one, which leads to all others, always does."""
        width = self.content_size.width
        if self.notice:
            return show(self.notice)
        if not self.keys:
            return Content("")
        last = _told(*self.keys[-1])
        told = Content("")
        for pair in self.keys[:-1]:
            longer = Content.assemble(told, _told(*pair), "   ")
            if longer.cell_length + last.cell_length > width:
                break
            told = longer
        return told + last


def _told(key: str, words: str) -> Content:
    return Content.assemble((key, "bold"), " ", words)
