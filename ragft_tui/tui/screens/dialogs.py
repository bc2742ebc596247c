"""Dialogs: a text to type, a line to choose, a page to read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from textwrap import wrap
from typing import ClassVar, Final, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.reactive import Reactive
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Static, TextArea

from ragft_tui.core.errors import RagftError
from ragft_tui.keys import CONTEXTS, Key, Keymap
from ragft_tui.tui.bindings import bindings
from ragft_tui.tui.inert import show
from ragft_tui.tui.widgets.digits import Digits
from ragft_tui.tui.widgets.line_list import LineList
from ragft_tui.tui.widgets.lines import HintLine
from ragft_tui.tui.widgets.text_fields import Refused, TextBox

Result = TypeVar("Result")

_PAUSE: Final = 0.6
"""Seconds without a key after which the next one is meant for a dialog that opened by itself."""

_NARROWEST: Final = 10
"""The columns that what a key does gets in any case, whatever keys a user gives it."""

_FRAME = 6
"""The lines of a dialog around the page that it shows."""


class Dialog(ModalScreen[Result | None]):
    """A box over the screen; Escape closes it."""

    CSS_PATH = "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("dialog", "app")]
    AUTO_FOCUS = None
    KEYS_SHOWN: ClassVar[tuple[str, ...]] = ("dialog",)
    """The contexts that the hint line of the dialog tells."""

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    def __init__(self, title: str, prompt: Content | str = "") -> None:
        """Make a dialog.

        Args:
            title: Its heading.
            prompt: What is asked, or said above.
        """
        super().__init__()
        self._title = show(title)
        self._prompt = show(prompt) if isinstance(prompt, str) else prompt

    def compose(self) -> ComposeResult:
        """Put the body between heading and hints."""
        with Vertical(id="box"):
            yield Static(self._title, id="title")
            if self._prompt:
                yield Static(self._prompt, id="prompt")
            yield from self.compose_body()
            yield HintLine()

    def compose_body(self) -> ComposeResult:
        """Yield what stands between heading and hints."""
        yield from ()

    def contexts(self) -> tuple[str, ...]:
        """Return the contexts whose keys work here."""
        return self.KEYS_SHOWN

    def on_descendant_focus(self) -> None:
        """Tell the keys that work where the focus is."""
        self.query_one(HintLine).tell(self.KEYS_SHOWN, self.focused)

    def hand_over(self) -> None:
        """Give the session the text that was typed but not told yet."""

    def action_close(self) -> None:
        """Close without a result."""
        self.dismiss(None)

    @on(Refused)
    def _say_why(self, message: Refused) -> None:
        self.query_one(HintLine).notice = message.why


class TextDialog(Dialog[str]):
    """Asks for a text; what is typed is handed out at each change, so that it can be kept."""

    KEYS_SHOWN = ("text", "dialog")
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("text")]

    def __init__(
        self,
        title: str,
        prompt: Content | str,
        text: str = "",
        *,
        changed: Callable[[str], None] | None = None,
        accept: Callable[[str], None],
        lines: int = 1,
    ) -> None:
        """Make a dialog for a text.

        Args:
            title: Its heading.
            prompt: What is asked.
            text: The text to begin with.
            changed: Told the text whenever it changes.
            accept: Takes the text; an error that it raises is told, and the dialog stays open.
            lines: How many lines of the field are visible.
        """
        super().__init__(title, prompt)
        self._text = text
        self._changed = changed
        self._accept = accept
        self._lines = lines

    def compose_body(self) -> ComposeResult:
        """Yield the field."""
        yield TextBox(self._text)

    def on_mount(self) -> None:
        """Begin typing at the end of the text."""
        box = self.query_one(TextBox)
        box.styles.height = self._lines
        # One line does not wrap: the end that is being typed stays beside its beginning.
        box.soft_wrap = self._lines > 1
        box.styles.scrollbar_size_horizontal = 0
        box.focus()
        box.move_cursor(box.document.end)

    def action_accept(self) -> None:
        """Close with the text, where it can be accepted."""
        text = self.query_one(TextBox).text
        try:
            self._accept(text)
        except RagftError as error:
            self.query_one(HintLine).notice = error.sentence
        else:
            self.dismiss(text)

    def action_newline(self) -> None:
        """Start a new line."""
        self.query_one(TextBox).newline()

    @on(TextArea.Changed)
    def hand_over(self) -> None:
        """Hand the text out, where it changed since it was last."""
        text = self.query_one(TextBox).text
        if self._changed and text != self._text:
            self._text = text
            self._changed(text)


class ChoiceDialog(Dialog[int]):
    """Asks for one line of several.

    Where it opens by itself, amid whatever is being typed, it hears no key before they pause.
    """

    KEYS_SHOWN = ("choice", "dialog")
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("choice")]

    def __init__(
        self,
        title: str,
        prompt: Content | str,
        rows: Sequence[Content],
        cursor: int = 0,
        *,
        last_is_zero: bool = False,
        deaf: bool = False,
    ) -> None:
        """Make a dialog for a choice.

        Args:
            title: Its heading.
            prompt: What is asked.
            rows: The lines to choose from.
            cursor: The line to mark at first; -1 where one is to be chosen before Enter takes it.
            last_is_zero: Whether the last line has the number 0, as in questions.
            deaf: Whether no key is heard until they pause.
        """
        super().__init__(title, prompt)
        self.deaf = deaf
        self._rows = rows
        self._cursor = cursor
        self._numbers = [*range(1, len(rows)), 0 if last_is_zero else len(rows)]
        self._digits = Digits()
        self._pause: Timer | None = None

    def compose_body(self) -> ComposeResult:
        """Yield the list."""
        yield LineList()

    def on_mount(self) -> None:
        """Fill the list."""
        lines = self.query_one(LineList)
        lines.fill(len(self._rows), self._row, self._cursor)
        lines.focus()
        if self.deaf:
            self.ignore_key()

    def turn_deaf(self) -> None:
        """Hear no key until they pause: what comes now was not meant for this."""
        self.deaf = True
        self.ignore_key()

    def ignore_key(self) -> None:
        """Pass over a key, and wait again until they pause."""
        self.query_one(HintLine).notice = "Keys are heard when you pause."
        if self._pause is not None:
            self._pause.stop()
        self._pause = self.set_timer(_PAUSE, self._listen)

    def _listen(self) -> None:
        self.deaf = False
        self.query_one(HintLine).notice = ""

    def action_mark(self, digit: str) -> None:
        """Mark the line of a digit, or of two."""
        lines = self.query_one(LineList)
        number = self._digits.take(digit, max(self._numbers), lines.cursor)
        if number in self._numbers:
            lines.cursor = self._numbers.index(number)
            self._digits.settle(lines.cursor)
        else:
            self.query_one(HintLine).notice = f"There is no line {number} here."

    def _row(self, index: int) -> Content:
        width = len(str(len(self._rows)))
        return Content.assemble(f"{self._numbers[index]:>{width}}  ", self._rows[index])

    @on(LineList.Selected)
    def _take(self, event: LineList.Selected) -> None:
        event.stop()
        if event.index < 0:
            self.query_one(HintLine).notice = "No line is marked yet: choose one with a digit."
        else:
            self.dismiss(event.index)


class ReadDialog(Dialog[None]):
    """Shows a page to read."""

    KEYS_SHOWN = ("reader", "dialog")
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("reader")]

    def __init__(self, title: str, page: Content) -> None:
        """Make a dialog to read.

        Args:
            title: Its heading.
            page: What it says.
        """
        super().__init__(title)
        self._page = page

    def compose_body(self) -> ComposeResult:
        """Yield the page."""
        with _Reader():
            yield Static(self._page)

    def on_mount(self) -> None:
        """Let the keys scroll the page."""
        self.query_one(_Reader).focus()

    def action_copy(self) -> None:
        """Copy the page under its heading."""
        page = self.query_one("_Reader > Static", Static).visual
        told = page.plain if isinstance(page, Content) else ""
        self.app.copy_to_clipboard(f"{self._title.plain}\n\n{told.rstrip()}\n")

    def on_resize(self) -> None:
        """Leave room for heading, hints and frame."""
        self.query_one(_Reader).styles.max_height = max(self.size.height - _FRAME, 1)


class KeysDialog(ReadDialog):
    """Shows the keys that work in some contexts."""

    def __init__(
        self, keymap: Keymap, contexts: Sequence[str], read_only_reason: str | None = None
    ) -> None:
        """Make a page of keys.

        Args:
            keymap: The keys.
            contexts: The contexts, the nearest first.
            read_only_reason: Why nothing may be changed; `None` where it may.
        """
        super().__init__("Keys", Content())
        self._help = partial(key_help, keymap, contexts, read_only_reason)

    def compose_body(self) -> ComposeResult:
        """Yield the page."""
        with _Reader():
            yield _KeysPage(self._help)


class _KeysPage(Static):
    """A page that is laid out anew where its width changes."""

    def __init__(self, laid_out: Callable[[int], Content]) -> None:
        super().__init__(laid_out(0))
        self._laid_out = laid_out
        self._width = 0

    def on_resize(self, event: events.Resize) -> None:
        if self._width != event.size.width:
            self._width = event.size.width
            self.update(self._page())

    def _page(self) -> Content:
        return self._laid_out(self._width)


class _Reader(VerticalScroll):
    """A page that the keys of lists scroll."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings("list")]

    @property
    def _moves(self) -> bool:
        return self.app.animation_level != "none"

    def action_up(self) -> None:
        self.scroll_up(animate=self._moves)

    def action_down(self) -> None:
        self.scroll_down(animate=self._moves)

    def action_first(self) -> None:
        self.scroll_home(animate=self._moves)

    def action_last(self) -> None:
        self.scroll_end(animate=self._moves)

    def action_select(self) -> None:
        self.scroll_page_down(animate=self._moves)


def key_help(
    keymap: Keymap, contexts: Sequence[str], read_only_reason: str | None, width: int
) -> Content:
    """Return the keys of some contexts as a page to read.

    Args:
        keymap: The keys.
        contexts: The contexts, the nearest first.
        read_only_reason: Why nothing may be changed; the keys that would are told apart, then.
        width: The columns of the page; zero for as many as it takes.
    """
    parts: list[Content] = []
    places = tuple(dict.fromkeys((*contexts, "list", "dialog", "app")))
    column = max(len(key.labels) for key in keymap.of(*places))
    for context in places:
        keys = keymap.of(context)
        rows = [
            _help_row(key, column, width) for key in keys if not (read_only_reason and key.changes)
        ]
        changing = [
            _help_row(key, column, width) for key in keys if read_only_reason and key.changes
        ]
        if changing:
            rows += [show(f"  Not now; read-only: {read_only_reason}", "$text-warning"), *changing]
        parts.append(Content("\n").join([Content.styled(CONTEXTS[context], "bold"), *rows, ""]))
    return Content("\n").join(parts)


def _help_row(key: Key, column: int, width: int) -> Content:
    """Return a key and what it does; where that wraps, it is indented under itself."""
    start = column + 4
    lines = wrap(key.tooltip, max(width - start, _NARROWEST)) if width else [key.tooltip]
    about = f"\n{' ' * start}".join(lines)
    return Content.assemble("  ", (f"{key.labels:<{column}}", "bold"), "  ", about)
