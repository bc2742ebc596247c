"""The first and the last line of every screen: where one is, and which keys work."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from ragft_tui.tui.keymap import hints
from ragft_tui.tui.safe import show

__all__ = ["HintLine", "StatusLine"]


class StatusLine(Widget):
    """One line: where one is on the left, what is saved on the right."""

    DEFAULT_CSS = """
    StatusLine {
        height: 2;
        padding: 0 1;
        border-bottom: solid $rule;
        color: $foreground;
        &.-failed { color: $text-error; text-style: bold; }
    }
    """

    where = reactive("")
    """The project and the place in it."""
    state = reactive("")
    """What is saved."""
    failed = reactive(False, toggle_class="-failed")
    """Whether the last save failed."""

    def render(self) -> Content:
        """Lay out both sides; the state always has its place."""
        width = self.content_size.width
        state = show(self.state)
        room = max(width - state.cell_length - 2, 0)
        where = show(self.where).truncate(room, ellipsis=True)
        gap = max(width - where.cell_length - state.cell_length, 0)
        return Content.assemble(where, " " * gap, state)


class HintLine(Widget):
    """One line of keys that work here; or, until the next key, a word on what went wrong."""

    DEFAULT_CSS = """
    HintLine {
        height: 1;
        padding: 0 1;
        color: $text-muted;
        &.-notice { color: $text-warning; text-style: bold; }
    }
    """

    contexts: reactive[tuple[str, ...]] = reactive(())
    """The contexts whose keys are told, the nearest first."""
    notice = reactive("")
    """What went wrong, or what was done."""

    def watch_notice(self, notice: str) -> None:
        """Tell a notice from the keys by more than its words."""
        self.set_class(bool(notice), "-notice")

    def render(self) -> Content:
        """Tell as many keys as fit; help and leaving always have their place."""
        width = self.content_size.width
        if self.notice:
            return show(self.notice).truncate(width, ellipsis=True)
        always = Content("   ").join([_told(*pair) for pair in _pairs("app")])
        shown: list[Content] = []
        room = width - always.cell_length
        for pair in _pairs(*self.contexts):
            part = _told(*pair)
            if part.cell_length + 3 > room:
                break
            room -= part.cell_length + 3
            shown.append(part)
        return Content("   ").join([*shown, always])


def _pairs(*contexts: str) -> list[tuple[str, str]]:
    return [(key.shown, key.words) for key in hints(*contexts)]


def _told(key: str, words: str) -> Content:
    return Content.assemble((key, "bold"), " ", words)
