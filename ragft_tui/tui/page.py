"""What all screens share: a status line, a hint line, and how they look and tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual import on
from textual.actions import ActionParseResult
from textual.app import ComposeResult
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

from ragft_tui.core.errors import RagftError
from ragft_tui.core.model import Capability
from ragft_tui.tui.bindings import keymap_of
from ragft_tui.tui.reading import capability_page
from ragft_tui.tui.screens.dialogs import ReadDialog
from ragft_tui.tui.widgets.banner import Banner
from ragft_tui.tui.widgets.lines import HintLine, StatusLine
from ragft_tui.tui.widgets.text_fields import Refused

if TYPE_CHECKING:
    from ragft_tui.session.session import Session
    from ragft_tui.tui.app import RagftApp


class Page(Screen[None]):
    """A screen with a status line at its top and a hint line at its bottom."""

    DEFAULT_CSS = """
    Page {
        layout: vertical;
        overflow: hidden;
        background: $background;
        StatusLine { dock: top; }
        HintLine { dock: bottom; }
        &.-tiny StatusLine { height: 1; border-bottom: none; }
        &.-tiny Banner { max-height: 1; }
    }
    """
    AUTO_FOCUS = None
    ESCAPE_TO_MINIMIZE = False

    # Screen.focused repaints the whole screen at each change of focus; the focus style of the two
    # widgets concerned is repainted without that.
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    @property
    def ragft(self) -> RagftApp:
        """The app, by its own type."""
        return cast("RagftApp", self.app)

    @property
    def session(self) -> Session:
        """The open session; only screens of an open project ask for it."""
        session = self.ragft.session
        if session is None:
            message = "no project is open"
            raise RuntimeError(message)
        return session

    def compose(self) -> ComposeResult:
        """Put the body of the screen between its two lines."""
        yield StatusLine()
        yield Banner()
        yield from self.compose_body()
        yield HintLine()

    def compose_body(self) -> ComposeResult:
        """Yield what stands between the two lines."""
        yield from ()

    def contexts(self) -> tuple[str, ...]:
        """Return the contexts whose keys work now, the nearest first."""
        return ()

    def why_not(self, action: str | ActionParseResult) -> str:
        """Return why an action of this screen does not work now, or an empty text.

        Args:
            action: The action, as the table of keys names it.
        """
        read_only_reason = self.ragft.session.read_only_reason if self.ragft.session else None
        changing = {key.action for key in keymap_of(self).of(*self.contexts()) if key.changes}
        if read_only_reason and isinstance(action, str) and action in changing:
            return f"Read-only: {read_only_reason}."
        return ""

    def hand_over(self) -> None:
        """Give the session the text that was typed but not told yet."""

    def notice(self, text: str) -> None:
        """Say a word in the hint line; it stands until the next key."""
        self.query_one(HintLine).notice = text

    def read_about(self, capability: Capability, title: str) -> None:
        """Show everything about a capability, to read.

        Args:
            capability: The capability; the verdict on it is shown as it would be.
            title: The heading of the page.
        """
        page = capability_page(capability, self.session.rulebook)
        self.app.push_screen(ReadDialog(title, page))

    def tell(self, error: RagftError) -> None:
        """Say what is wrong, as an error tells it."""
        self.notice(error.sentence)

    def refresh_lines(self) -> None:
        """Bring both lines up to date."""
        self.tell_keys()
        status = self.query_one(StatusLine)
        status.where = self.where()
        status.state, status.failed = self.ragft.save_words()
        banner = self.query_one(Banner)
        banner.words, banner.failed = self.ragft.trouble_words(), status.failed
        session = self.ragft.session
        if session is not None and session.news:
            self.notice(session.news)
            session.news = ""

    def tell_keys(self) -> None:
        """Tell the keys that work where the focus is; how to get help and leave comes last."""
        session = self.ragft.session
        read_only_reason = session is not None and bool(session.read_only_reason)
        self.query_one(HintLine).tell(
            (*self.contexts(), "app"), self.focused, read_only_reason=read_only_reason
        )

    def where(self) -> str:
        """Return in words where one is."""
        return "ragft-tui"

    def on_descendant_focus(self) -> None:
        """Tell the keys of what is focused now."""
        self.tell_keys()

    @on(Refused)
    def _say_why(self, message: Refused) -> None:
        self.notice(message.why)
