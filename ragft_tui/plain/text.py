"""Pages that ask for a text: one line, or several between two marks."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from typing import ClassVar, Final

from ragft_tui.core.errors import UsageError
from ragft_tui.core.text import FIELD_CHARACTERS, FIELD_LINES, describe_excess
from ragft_tui.plain.commands import Prompt
from ragft_tui.plain.page import Destination, Page
from ragft_tui.session.reviewer import WHO_DECIDES, WHO_DECIDES_HINT
from ragft_tui.storage.files import FILE_BYTES

_END: Final = "."
_DOTS: Final = ".."
_PROMPT_TEXT: Final = "Line"


class TextPage(Page):
    """Asks for a text."""

    is_free: ClassVar[bool] = True
    is_one_field: ClassVar[bool] = True
    """Whether several lines become one text, and no list."""
    keeps_draft: bool = True
    """Whether what has come so far is kept as text in progress."""

    @abstractmethod
    def take_lines(self, text: str) -> Destination:
        """Take a text of several lines."""

    def take_text(self, line: str) -> Destination:
        """Take a text of one line."""
        return self.take_lines(line)

    @abstractmethod
    def draft(self, text: str) -> None:
        """Keep what has come so far of a text of several lines, should no more come."""

    def take_block(self, mark: str) -> Destination:
        """Read lines until one that is only a full stop."""
        self.reply(f"Several lines: a line with only {_END} ends them.")
        lines: list[str] = []
        size = kept = 0
        problem: UsageError | None = None
        while True:
            try:
                line = self.context.console.read(_PROMPT_TEXT)
            except UsageError as error:  # what follows is no command for that
                problem = error
                continue
            if line == _END or (line is None and self.context.console.attended):
                break
            if line is None:
                raise UsageError(
                    f"the text behind {mark} was not ended by a line with only {_END}",
                    advice=self._describe_draft(kept, len(lines)),
                )
            if problem is None and (size := size + len(line) + 1) > FILE_BYTES:
                problem = UsageError(
                    "that is too much for a project file",
                    advice=self._describe_draft(kept, len(lines) + 1),
                )
            if problem is None:
                lines.append(_END if line == _DOTS else line)
                if size <= FIELD_CHARACTERS + 1 and len(lines) <= FIELD_LINES:
                    self.draft("\n".join(lines))
                    kept = len(lines)
        if problem:
            raise problem
        text = "\n".join(lines)
        if self.is_one_field and (over := describe_excess(text.strip())):
            raise UsageError(f"the text has {over}", advice=self._describe_draft(kept, len(lines)))
        return self.take_lines(text)

    def _describe_draft(self, kept: int, total: int) -> str:
        """Return how many lines of a text that was not taken are kept, in a clause."""
        if not (self.keeps_draft and kept):
            return "nothing of it is kept"
        part = "it is" if kept == total else f"only its first {kept:,} lines are"
        part = "only its first line is" if kept == 1 < total else part
        return f"{part} kept as text in progress"


class AskText(TextPage):
    """Asks for a note, a reason or a because, and goes on to what follows."""

    prompt: ClassVar[Prompt] = "text"
    prompt_text: ClassVar[str] = "Text"
    is_aside: ClassVar[bool] = True
    help_sentences = (
        "Type the text in a line.",
        f"For several lines type <<, then the lines, then a line with only {_END}",
    )

    def __init__(
        self,
        page: Page,
        question: str,
        so_far: str,
        accept: Callable[[str], Destination],
        draft: Callable[[str], None] | None = None,
    ) -> None:
        """Make the page.

        Args:
            page: The page to go back to.
            question: What to ask for.
            so_far: What was written before; an empty line takes it.
            accept: Takes the text.
            draft: Keeps a text that is not finished; `None` if none is kept.
        """
        super().__init__(page.context)
        self._page, self._question, self._so_far = page, question, so_far
        self._accept, self._draft = accept, draft
        self.keeps_draft = draft is not None

    def show(self) -> None:
        """Write what is asked for, and what there is so far."""
        so_far = (f"So far: {self._so_far}", "An empty line keeps that.") if self._so_far else ()
        self.reply(self._question, *so_far)

    def take_empty(self) -> Destination:
        """Take what there is so far; where there is nothing, go back."""
        return self._accept(self._so_far) if self._so_far else self._page

    def take_lines(self, text: str) -> Destination:
        """Take the text."""
        return self._accept(text)

    def draft(self, text: str) -> None:
        """Keep what has come so far, where that is wanted."""
        if self._draft is not None:
            self._draft(text)

    def do_back(self, _: str) -> Destination:
        """Go back without a text."""
        return self._page


def ask_who_decides(page: Page, then: Callable[[], Destination]) -> Destination:
    """Ask who decides, before anything is signed in the name of nobody.

    Args:
        page: The page to go back to.
        then: Called once that is known.
    """

    def accept(typed: str) -> Destination:
        page.session.reviewer.set_name(typed)
        return then()

    return AskText(page, f"{WHO_DECIDES} {WHO_DECIDES_HINT}", "", accept)
