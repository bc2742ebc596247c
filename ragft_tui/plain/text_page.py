"""Pages that ask for a text: one line, or several between two marks."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, ClassVar, Final

from ragft_tui.core.errors import UsageError
from ragft_tui.core.text import over_limit
from ragft_tui.plain.commands import Where
from ragft_tui.plain.page import Action, Page

if TYPE_CHECKING:
    from ragft_tui.plain.dialogue import Dialogue

__all__ = ["AskText", "TextPage"]

_END: Final = "."
_DOTS: Final = ".."
_PROMPT: Final = "Line"


class TextPage(Page):
    """Asks for a text."""

    free: ClassVar[bool] = True

    @abstractmethod
    def many(self, text: str) -> Page | None:
        """Take a text of several lines; returns the next page."""

    @abstractmethod
    def begun(self, text: str) -> None:
        """Keep what has come so far of a text of several lines, should no more come."""

    def block(self, begun: str) -> Page | None:
        """Read lines until one that is only a full stop."""
        self.dialogue.teletype.say(f"Several lines: a line with only {_END} ends them.")
        lines: list[str] = []
        problem: UsageError | None = None
        while (line := self._next()) != _END:
            match line:
                case None if self.dialogue.teletype.attended:
                    break
                case None:
                    raise UsageError(
                        f"the text behind {begun} was not ended by a line with only {_END}",
                        advice="it is kept as text in progress",
                    )
                case UsageError():
                    problem = line
                    continue
            lines.append(_END if line == _DOTS else line)
            text = "\n".join(lines)
            if not over_limit(text):
                self.begun(text)
        if problem:
            raise problem
        return self.many("\n".join(lines))

    def _next(self) -> str | UsageError | None:
        """Return the next line, or why it cannot be taken: what follows is no command for that."""
        try:
            return self.dialogue.teletype.read(_PROMPT)
        except UsageError as error:
            return error


class AskText(TextPage):
    """Asks for a note, a reason or a because, and goes on to what follows."""

    where: ClassVar[Where] = "text"
    aside: ClassVar[bool] = True
    prompt: ClassVar[str] = "Text"

    def __init__(
        self,
        dialogue: Dialogue,
        ask: str,
        so_far: str,
        back: Page,
        accept: Callable[[str], Page],
        begun: Callable[[str], None] = lambda _: None,
    ) -> None:
        """Make the page.

        Args:
            dialogue: Whose page it is.
            ask: What to ask for.
            so_far: What was written before; an empty line keeps it.
            back: The page to go back to.
            accept: Takes the text, and returns the next page.
            begun: Keeps a text that is not finished.
        """
        super().__init__(dialogue)
        self._ask, self._so_far, self._back = ask, so_far, back
        self._accept, self._begun = accept, begun

    @property
    def about(self) -> tuple[str, ...]:
        """What can be typed here besides commands."""
        return (
            "Type the text in a line.",
            f"For several lines type <<, then the lines, then a line with only {_END}",
        )

    def tell(self) -> None:
        """Say what is asked for, and what there is so far."""
        self.dialogue.teletype.say(self._ask)
        if self._so_far:
            self.dialogue.teletype.say(f"So far: {self._so_far}")
            self.dialogue.teletype.say("An empty line keeps that.")

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
        self._begun(text)

    def actions(self) -> Mapping[str, Action]:
        """Return what each command does."""
        return {"back": lambda _: self._back}
