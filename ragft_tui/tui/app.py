"""The full-screen app: its screens, its theme, its dialogs, and what messages make it do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on
from textual.actions import ActionParseResult
from textual.dom import DOMNode
from textual.screen import Screen

from ragft_tui.core.errors import ROOT, RagftError
from ragft_tui.cycles import resume_search
from ragft_tui.session.config import RunConfig
from ragft_tui.session.opening import is_large
from ragft_tui.storage.saving.lock import HeldError
from ragft_tui.storage.themes import choose_theme
from ragft_tui.terminal.profile import ColorDepth
from ragft_tui.tui import messages
from ragft_tui.tui.conflicts import ConflictApp
from ragft_tui.tui.hint_screen import HintScreen
from ragft_tui.tui.page import Page
from ragft_tui.tui.themes import VARIABLES, register_themes

if TYPE_CHECKING:
    from ragft_tui.core.review import OutdatedReview
    from ragft_tui.report.legend import Term
    from ragft_tui.session.session import Session


# A screen is imported when it is first shown: most of what the program is made of belongs to one
# that is not the first. Dialogs and palette are imported where they open.
def _home() -> Page:
    from ragft_tui.tui.screens.home import HomeScreen

    return HomeScreen()


def _interview() -> Page:
    from ragft_tui.tui.screens.interview import InterviewScreen

    return InterviewScreen()


def _review() -> Page:
    from ragft_tui.tui.screens.review import ReviewScreen

    return ReviewScreen()


def _opening(path: Path) -> Page:
    from ragft_tui.tui.screens.opening import OpeningScreen

    return OpeningScreen(path)


_SCREENS: Final[Mapping[str, Callable[[], Page]]] = {
    "home": _home,
    "interview": _interview,
    "review": _review,
}


class RagftApp(ConflictApp):
    """The wizard. Its result is empty, or where work is that could not be saved."""

    DEFAULT_MODE = "start"
    MODES: ClassVar[dict[str, str | Callable[[], Screen[None]]]] = {**_SCREENS}
    HORIZONTAL_BREAKPOINTS = [(0, "-normal"), (110, "-wide")]  # noqa: RUF012 - Textual's type
    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (20, "-short"), (24, "-high")]  # noqa: RUF012 - see above

    def __init__(
        self,
        config: RunConfig,
        path: Path | None = None,
        *,
        create: bool = True,
        greeting: str = "",
    ) -> None:
        """Make the app.

        Args:
            config: The configuration of the run.
            path: The project file to open; without one, the list of sessions is shown.
            create: Whether a project file that is missing is created.
            greeting: The notice until the first key.

        Raises:
            RagftError: Where the project file cannot be opened.
        """
        super().__init__(config)
        self.troubles: list[str] = []
        """What became of work that could not be saved in its file, for the farewell."""
        themes = choose_theme(config.theme, str(config.origin(ROOT / "theme")))
        register_themes(self, themes)
        self.theme = next(iter(themes.themes))
        self._styled = ""
        """The theme that all was styled by."""
        self._greeting = themes.notice or greeting
        self._held: HeldError | None = None
        self._open_first: Callable[[], None] | None = None
        """Opens the project once a picture is there."""
        first: Callable[[], Page] | None = None
        if path is not None and is_large(path):
            self._open_first = partial(self._open_given, path, create=create)
            first = partial(_opening, path)
        elif path is not None:
            self._open_given(path, create=create)
        self._first = "" if first else self._mode_of_session()
        """The screen that the first mode shows; empty for none of those that come again."""
        self._make_first = first or _SCREENS[self._first]

    def _open_given(self, path: Path, *, create: bool) -> None:
        try:
            self.open_project(path, create=create)
        except HeldError as error:
            self._held = error

    def get_default_screen(self) -> Screen[None]:
        """Return the first screen, which is on the stack before its widgets start.

        That of a default mode starts its widgets first where tasks are eager (Python
        3.12), and an `Input` cannot do without a screen:
        https://github.com/Textualize/textual/issues/6444
        """
        screen = self._make_first()
        # Textual gives a screen the classes of its size after the first layout, and styles all
        # widgets once more. To report upstream: "Set breakpoint classes before the first layout".
        for length, limits in zip(
            self.size, (self.HORIZONTAL_BREAKPOINTS, self.VERTICAL_BREAKPOINTS), strict=True
        ):
            name = [name for limit, name in limits if length >= limit][-1]
            screen.add_class(name, update=False)
        screen.is_styled = True
        self.stylesheet.read_all(screen.css_path)
        self.add_mode(self.DEFAULT_MODE, self._make_first)
        return screen

    def refresh_css(self, animate: bool = True) -> None:  # noqa: FBT001, FBT002 - as Textual's
        """Style all again for another theme; before there is a screen, only take over its colours.

        Textual asks for it with each screen that is switched to, and parses all CSS again. Such a
        screen is styled when it resumes, where it is the uppermost. To report upstream: "A screen
        of a new mode has all CSS parsed again".
        """
        if self.theme == self._styled:
            for behind in self.screen_stack[:-1]:
                self.stylesheet.update(behind, animate=animate)
            return
        self._styled = self.theme
        if self.screen_stack:
            super().refresh_css(animate)
        else:
            self.stylesheet.set_variables(self.get_css_variables())

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return the values of our own CSS variables where a theme sets none."""
        return VARIABLES

    def on_ready(self) -> None:
        """Begin; where the project was too large to be read before the first picture, open it."""
        if self._open_first is None:
            self._greet()
        else:
            self.call_after_refresh(self._open_and_greet, self._open_first)

    def _open_and_greet(self, open_project: Callable[[], None]) -> None:
        try:
            open_project()
        except RagftError as error:
            self.fail(error)
            return
        self.show()
        self.call_after_refresh(self._greet)

    def _greet(self) -> None:
        """Greet, ask about a file that is in use, and let keys have their effect."""
        if self._held is not None:
            self.ask_about_use(messages.AskAboutUse(self._held))
        if self._greeting:
            self.show_notice(self._greeting)
        # Among many reviews it takes a while, and the first picture comes first.
        self.call_after_refresh(self._list_outdated)
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        self.key_order.begin()
        resume_search()  # `cli/fullscreen.py` paused it

    @on(messages.ShowScreen)
    def _show_screen(self, message: messages.ShowScreen) -> None:
        self.show(message.name)
        self.call_after_refresh(self._list_outdated)

    def _list_outdated(self) -> None:
        """List the reviews that another edition of the rulebook made stale, once."""
        session = self.session
        if session is not None and session.outdated:
            from ragft_tui.session.outdated import take_outdated_reviews
            from ragft_tui.tui.outdated import OutdatedDialog

            found = take_outdated_reviews(session)
            accept = partial(self._accept_outdated, session, found)
            self.push_screen(OutdatedDialog(session, found, accept))

    def _accept_outdated(self, session: Session, found: tuple[OutdatedReview, ...]) -> None:
        from ragft_tui.session.outdated import accept_outdated

        if session.reviewer.must_be_asked:
            accept = partial(self._accept_outdated, session, found)
            self.ask_who_decides(session.reviewer, accept)
            return
        try:
            outcome = accept_outdated(session, found, self.keymap.label("review.reopen"))
            sentence = outcome.sentence(self.keymap.label("review.undo"))
        except RagftError as error:
            sentence = error.sentence
        self.call_later(self._show_accepted, sentence)

    def _show_accepted(self, sentence: str) -> None:
        if isinstance(self.screen, Page):
            self.screen.show_project()
        self.show_notice(sentence)

    @on(messages.ShowHome)
    def show_home(self) -> None:
        """Save and close the project, and show the list of sessions."""
        self.hand_over()
        session, self.session = self.session, None
        trouble = session.close() if session else None
        if session is not None:
            self.way_back = messages.OpenProject(
                session.path, create=True, read_only_reason=session.read_only_reason
            )
        self.show("home")
        if trouble:
            self.troubles.append(trouble)
            self.call_after_refresh(self.show_notice, f"{trouble}.")

    def _mode_of_session(self) -> str:
        if self.session is None:
            return "home"
        return "review" if self.session.at_review else "interview"

    def show(self, mode: str | None = None) -> None:
        """Show a screen: `home`, `interview`, `review`, or the one that the session was left at."""
        if self.session is not None:
            self.session.status.note = ""
        # The first one was made under the name of the default mode.
        mode = mode or self._mode_of_session()
        self.switch_mode(self.DEFAULT_MODE if mode == self._first else mode)

    @on(messages.SaveChanged)
    def _show_save_status(self) -> None:
        for screen in self.screen_stack:
            # A screen that is just coming or going has no lines to write on.
            if isinstance(screen, Page) and screen.has_lines:
                screen.refresh_lines()
        if self.session is not None and (error := self.session.status.change()):
            self.ask_about_change(error, by_itself=True)
        if self.screen_stack and self.screen.is_modal:
            # What lies behind a dialog is drawn with it, and only then.
            self.screen.refresh()

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Run an action, or show why it does not work now."""
        if isinstance(default_namespace, Page) and (why := default_namespace.why_not(action)):
            default_namespace.show_notice(why)
            return True
        return await super().run_action(action, default_namespace, namespaces)

    def action_theme(self) -> None:
        """Choose a theme; where that is being done, go back to the one before."""
        from ragft_tui.tui.theme_picker import ThemePicker

        screen = self.screen
        if isinstance(screen, ThemePicker):
            screen.action_close()
        elif any(isinstance(behind, ThemePicker) for behind in self.screen_stack):
            self.show_notice("A theme is being chosen behind this; close this first.")
        elif self.config.profile.depth is ColorDepth.NONE:
            why = "No colours are shown here (NO_COLOR, CLICOLOR or TERM)"
            self.show_notice(f"{why}, so there is no choice.")
        else:
            self.push_screen(ThemePicker(), lambda notice: self.show_notice(notice or ""))

    def action_help(self) -> None:
        """Show the keys that work here; where they are shown already, close them."""
        from ragft_tui.tui.palette import KeysDialog, KeysPage, Palette

        screen = self.screen
        if isinstance(screen, KeysDialog):
            screen.action_close()
            return
        if any(isinstance(behind, KeysDialog) for behind in self.screen_stack):
            if isinstance(screen, Palette):  # which has no hint line
                screen.dismiss()
            self.show_notice("The keys are shown behind this; close this first.")
            return
        contexts: tuple[str, ...] = ()
        legend: tuple[Term, ...] = ()
        typing = True  # in the palette
        if isinstance(screen, HintScreen):
            contexts, typing, legend = screen.contexts(), screen.is_typing, screen.legend()
        read_only_reason = self.session.read_only_reason if self.session else None
        page = KeysPage(self.keymap, contexts, read_only_reason, typing=typing, legend=legend)
        self.push_screen(KeysDialog(page))

    def action_save(self) -> None:
        """Save at once; or ask again what keeps it from being saved."""
        if self.session is None:
            self.show_notice("Nothing is open.")
        elif self.session.read_only_reason:
            self.show_notice(f"Read-only: {self.session.read_only_reason}.")
        elif error := self.session.status.change():
            self.ask_about_change(error)
        else:
            self.session.save_soon()
            self.show_notice("Saving now; it happens by itself, too.")

    def action_leave(self) -> None:
        """Save and leave; nothing is asked, for nothing can be lost."""
        self.hand_over()
        self.exit((self.session.close() if self.session else None) or "")
