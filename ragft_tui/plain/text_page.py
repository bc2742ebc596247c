"""Pages that ask for a text: one line, or several between two marks."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, ClassVar, Final

from ragft_tui.core.errors import UsageError
from ragft_tui.core.text import FIELD_CHARACTERS, FIELD_LINES, describe_excess
from ragft_tui.plain.commands import Where
from ragft_tui.plain.page import Action, Page
from ragft_tui.storage.files import FILE_BYTES

if TYPE_CHECKING:
    from ragft_tui.plain.app import PlainApp

_END: Final = "."
_DOTS: Final = ".."
_PROMPT: Final = "Line"


class TextPage(Page):
    """Asks for a text."""

    free: ClassVar[bool] = True
    one_field: ClassVar[bool] = True
    """Whether several lines become one text, and no list."""
    keeps: bool = True
    """Whether what has come so far is kept as text in progress."""

    @abstractmethod
    def many(self, text: str) -> Page | None:
        """Take a text of several lines; returns the next page."""

    @abstractmethod
    def begun(self, text: str) -> None:
        """Keep what has come so far of a text of several lines, should no more come."""

    def block(self, begun: str) -> Page | None:
        """Read lines until one that is only a full stop."""
        self.app.console.say(f"Several lines: a line with only {_END} ends them.")
        lines: list[str] = []
        size = kept = 0
        problem: UsageError | None = None
        while (line := self._next()) != _END:
            match line:
                case None if self.app.console.attended:
                    break
                case None:
                    raise UsageError(
                        f"the text behind {begun} was not ended by a line with only {_END}",
                        advice=self._kept(kept, len(lines)),
                    )
                case UsageError():
                    problem = line
                    continue
            if problem is None and (size := size + len(line) + 1) > FILE_BYTES:
                advice = self._kept(kept, len(lines) + 1)
                problem = UsageError("that is too much for a project file", advice=advice)
            if problem is None:
                lines.append(_END if line == _DOTS else line)
                if size <= FIELD_CHARACTERS + 1 and len(lines) <= FIELD_LINES:
                    self.begun("\n".join(lines))
                    kept = len(lines)
        if problem:
            raise problem
        text = "\n".join(lines)
        if self.one_field and (over := describe_excess(text.strip())):
            advice = self._kept(kept, len(lines))
            raise UsageError(f"the text has {over}", advice=advice)
        return self.many(text)

    def _kept(self, kept: int, total: int) -> str:
        """Return in words how many lines of a text that was not taken are still there."""
        if not (self.keeps and kept):
            return "nothing of it is kept"
        part = "it is" if kept == total else f"only its first {kept:,} lines are"
        part = "only its first line is" if kept == 1 < total else part
        return f"{part} kept as text in progress"

    def _next(self) -> str | UsageError | None:
        """Return the next line, or why it cannot be taken: what follows is no command for that."""
        try:
            return self.app.console.read(_PROMPT)
        except UsageError as error:
            return error


class AskText(TextPage):
    """Asks for a note, a reason or a because, and goes on to what follows."""

    where: ClassVar[Where] = "text"
    aside: ClassVar[bool] = True
    prompt: ClassVar[str] = "Text"

    def __init__(
        self,
        app: PlainApp,
        ask: str,
        so_far: str,
        back: Page,
        accept: Callable[[str], Page],
        begun: Callable[[str], None] | None = None,
    ) -> None:
        """Make the page.

        Args:
            app: Whose page it is.
            ask: What to ask for.
            so_far: What was written before; an empty line keeps it.
            back: The page to go back to.
            accept: Takes the text, and returns the next page.
            begun: Keeps a text that is not finished; `None` where none is kept.
        """
        super().__init__(app)
        self._ask, self._so_far, self._back = ask, so_far, back
        self._accept, self._begun = accept, begun
        self.keeps = begun is not None

    @property
    def about(self) -> tuple[str, ...]:
        """What can be typed here besides commands."""
        return (
            "Type the text in a line.",
            f"For several lines type <<, then the lines, then a line with only {_END}",
        )

    def tell(self) -> None:
        """Say what is asked for, and what there is so far."""
        self.app.console.say(self._ask)
        if self._so_far:
            self.app.console.say(f"So far: {self._so_far}")
            self.app.console.say("An empty line keeps that.")

    def empty(self) -> Page | None:
        """Keep what there is so far; where there is nothing, go back."""
        return self._accept(self._so_far) if self._so_far else self._back

    def text(self, line: str) -> Page | None:
        """Take the text."""
        return self._accept(line)

    def many(self, text: str) -> Page | None:
        """Take the text."""
        return self._accept(text)

    def begun(self, text: str) -> None:
        """Keep what has come so far."""
        if self._begun is not None:
            self._begun(text)

    def actions(self) -> Mapping[str, Action]:
        """Return what each command does."""
        return {"back": lambda _: self._back}
