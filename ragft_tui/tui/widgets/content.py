"""Text from people as inert content, and the widgets that show content alone, cut to their room."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.widget import Widget

from ragft_tui.core.patterns import pattern
from ragft_tui.core.text import visible
from ragft_tui.tui.widgets.entries import Part, lay_out_in

_NOTHING: Final = Content("")
_PICTURES: Final = "\u2190-\u2bff\U0001f000-\U0001faff"
# Rich gives a letter behind a joiner no room, but only pictures are joined into one.
_VAIN_JOINER: Final = pattern(f"(?<![{_PICTURES}\ufe0f])\u200d|\u200d(?![{_PICTURES}])")


class ContentAttribute:
    """Content that a widget shows: where another one differs at all, the widget is laid out anew.

    A reactive attribute would do so each time, or not where only styles differ, for two contents
    are equal then.
    """

    def __set_name__(self, owner: type[Widget], name: str) -> None:
        """Keep the value beside the attribute."""
        self._name = f"_shown_{name}"

    def __get__(self, widget: Widget, owner: type[Widget]) -> Content:
        """Return what is shown."""
        shown: Content = getattr(widget, self._name, _NOTHING)
        return shown

    def __set__(self, widget: Widget, content: Content) -> None:
        """Show other content."""
        shown = getattr(widget, self._name, _NOTHING)
        if (content.plain, content.spans) != (shown.plain, shown.spans):
            setattr(widget, self._name, content)
            widget.refresh(layout=True)


class Static(Widget):
    """A widget that shows content; Textual's own also takes text, and reads it as markup."""

    DEFAULT_CSS = "Static { height: auto; }"

    content = ContentAttribute()
    """What is shown."""

    def __init__(
        self,
        content: Content = Content(""),  # noqa: B008 - it never changes
        *,
        id: str | None = None,  # noqa: A002 - Textual's own name
        classes: str | None = None,
    ) -> None:
        """Make a widget.

        Args:
            content: What is shown.
            id: Its id.
            classes: Its classes for styles.
        """
        super().__init__(id=id, classes=classes)
        self.content = content

    def render(self) -> Content:
        """Return the content."""
        return self.content


def show(text: str, style: str = "") -> Content:
    """Return text from people as content: no markup, no control characters.

    Args:
        text: Any text that is not a literal of the program.
        style: A Textual style for all of it.
    """
    shown = _VAIN_JOINER.sub("", visible(text))
    return Content.styled(shown, style) if style else Content(shown)


def show_marked(text: str, spans: Iterable[tuple[int, int]], style: str) -> Content:
    """Return text from people with some of its spans in a style.

    Args:
        text: Any text that is not a literal of the program.
        spans: Pairs of start and end in `text`, rising and apart.
        style: The Textual style of the spans.
    """
    parts: list[Content] = []
    position = 0
    for start, end in spans:
        parts += [show(text[position:start]), show(text[start:end], style)]
        position = end
    return Content("").join([*parts, show(text[position:])])


_ELLIPSIS: Final = "…"


class Clipped(Widget):
    """A page of which only as much is shown as fits; the last line says where the rest is.

    Its parts stand apart where there is room for that.
    """

    parts: reactive[Sequence[Part]] = reactive((), always_update=True)
    """The whole page."""

    def __init__(self, rest: str, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        """Make an empty page.

        Args:
            rest: The last line where something is cut.
            id: Its id.
        """
        super().__init__(id=id)
        self._rest = rest

    def render(self) -> Content:
        """Lay out what fits."""
        rest = Content.styled(self._rest, "$text-muted")
        return Content("\n").join(lay_out_in(self.parts, *self.content_size, rest))


class Head(Widget):
    """A heading of one line over a text, which ends in an ellipsis where it does not fit."""

    DEFAULT_CSS = """
    Head { height: auto; max-height: 3; padding: 0 1; margin-bottom: 1; }
    """

    heading = ContentAttribute()
    """The first line."""
    text = ContentAttribute()
    """What stands below it."""

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines of the heading and of all of the text."""
        del container, viewport
        return 1 + len(self.text.wrap(width)) if width else 0

    def render(self) -> Content:
        """Lay out as many lines of the text as fit below the heading."""
        width = self.content_size.width
        lines = self.text.wrap(width) if width else []
        room = int(self.styles.max_height.value) - 1 if self.styles.max_height else len(lines)
        shown = lines[:room]
        if len(lines) > room > 0:
            shown[-1] = Content.assemble(shown[-1].truncate(max(width - 1, 0)), _ELLIPSIS)
        return Content("\n").join([self.heading.truncate(width, ellipsis=True), *shown])
