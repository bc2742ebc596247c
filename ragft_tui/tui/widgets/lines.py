"""The status line, the banner and the hint line that frame every screen."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from ragft_tui.keys.hints import Hint, Hints, fit_hints
from ragft_tui.tui.bindings import keymap_of
from ragft_tui.tui.widgets.content import show

_DOT = " · "
"""Stands between the name of a project and the position in it."""

_BETWEEN = "  "
"""Stands between two keys."""

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
        &.-notice { height: auto; max-height: 9; color: $text-warning; text-style: bold; }
    }
    """

    keys: reactive[tuple[Hint, ...]] = reactive(())
    """The keys in their order; the last one, which lists all, always has its place."""
    lead = reactive("")
    """What stands before the keys."""
    notice = reactive("", layout=True, toggle_class="-notice")
    """What went wrong, or what was done."""

    _asked: tuple[tuple[str, ...], bool, bool, Hints, bool] | None = None
    """For what the keys were looked up that are shown."""

    def show_keys(
        self,
        contexts: tuple[str, ...],
        focused: Widget | None,
        hints: Hints = Hints(),  # noqa: B008 - it never changes
        *,
        read_only: bool = False,
    ) -> None:
        """Show the keys of some contexts.

        Args:
            contexts: The contexts, the nearest first.
            focused: The focused widget; where it takes letters as text, other keys are shown.
            hints: What matters now.
            read_only: Whether nothing can be changed; keys that would are left out.
        """
        letters, digits = (
            focused is not None and focused.check_consume_key(character, character)
            for character in "a1"
        )
        asked = (contexts, letters, digits, hints, read_only)
        if asked == self._asked:  # as whenever the state of saving changes
            return
        self._asked = asked
        keys = keymap_of(self).hints(*contexts, hints=hints, read_only=read_only)
        labelled = (
            Hint(
                key.label(typing=digits if key.is_family else letters), key.description, key.always
            )
            for key in keys
        )
        self.keys = tuple(hint for hint in labelled if hint.key)
        self.lead = hints.lead

    def render(self) -> Content:
        """Show the notice, or as many keys as fit.

        Keys that are always shown stand at the end of the line, where others do not move them: so
        they are found without looking, and a selection that changes the others sends few bytes.
        """
        if self.notice:
            return show(self.notice)
        if not self.keys:
            return Content("")
        *others, last = (
            Content.assemble((hint.key, "bold"), f" {hint.label}") for hint in self.keys
        )
        lead = show(f"{self.lead} " if self.lead else "")
        room = self.content_size.width - lead.cell_length - last.cell_length
        widths = [each.cell_length + len(_BETWEEN) for each in others]
        always = [index for index, hint in enumerate(self.keys[:-1]) if hint.always]
        shown = fit_hints(widths, always, room)
        fixed = [others[index] for index in shown if index in always]
        moving = [others[index] for index in shown if index not in always]
        if not fixed:
            return lead + Content(_BETWEEN).join([*moving, last])
        start, end = lead + Content(_BETWEEN).join(moving), Content(_BETWEEN).join([*fixed, last])
        gap = self.content_size.width - start.cell_length - end.cell_length
        return Content.assemble(start, " " * gap, end)
