"""Describing a capability: its name, then what it does; or a list of many at once."""

from __future__ import annotations

from typing import ClassVar

from ragft_tui.core.errors import InvalidAnswerError
from ragft_tui.core.interview import edits, parse_list
from ragft_tui.core.model import Capability, Draft
from ragft_tui.core.text import is_blank
from ragft_tui.plain.commands import Prompt
from ragft_tui.plain.context import Context
from ragft_tui.plain.page import Destination, Page
from ragft_tui.plain.sentences import quote
from ragft_tui.plain.text import TextPage
from ragft_tui.session import interview as steps

_EXAMPLE = (
    "Tell one thing as you would tell a colleague: what it does, for whom, what the answer "
    "needs. Such as: \"Answers questions about invoices from the customer's own account "
    'and cites the invoice number."'
)
_HELP = ' ("?" tells what can be typed)'
_BLOCK = "type <<, then the lines, then a line with only a full stop."


def go_back(page: Page) -> Destination:
    """Go back in the interview.

    Raises:
        InvalidAnswerError: If this is its beginning.
    """
    moved = steps.go_back(page.session)
    if moved is None:
        raise InvalidAnswerError("this is the beginning", advice='"review" goes to the review')
    return page.move(moved)


class _DescribePage(TextPage):
    """One of the two texts that describe a capability."""

    prompt: ClassVar[Prompt] = "describe"

    @property
    def capability(self) -> Capability | None:
        """The capability that is described; `None` for a new one."""
        return self.session.interview.capability

    @property
    def texts(self) -> tuple[str, str]:
        """Name and description so far."""
        return steps.texts_in_progress(self.session)

    def draft(self, text: str) -> None:
        """Keep what has come so far as the description in progress."""
        steps.draft_description(self.session, description=text)

    def do_back(self, _: str) -> Destination:
        """Go back in the interview."""
        return go_back(self)

    def do_skip(self, _: str) -> Destination:
        """Leave the capability for later."""
        return self.move(steps.skip(self.session))


class NamePage(_DescribePage):
    """Asks for the name of a capability."""

    prompt_text: ClassVar[str] = "Name"
    is_one_field: ClassVar[bool] = False

    def __init__(self, context: Context) -> None:
        """Make the page.

        Args:
            context: What all pages share.
        """
        super().__init__(context)
        self._draft_before: Draft | None = None
        """The texts in progress from before a list; `None` if no list was begun."""

    @property
    def help_sentences(self) -> tuple[str, ...]:
        """What can be typed here besides commands."""
        return (
            _EXAMPLE,
            "Type its name in a line; its description is asked for next.",
            f"For a list, which makes one capability of each line, {_BLOCK}",
        )

    def show(self) -> None:
        """Ask for the name."""
        name = self.texts[0]
        has_others = any(item.name for item in self.session.project.capabilities)
        if self.capability is None or not self.capability.name:
            help_hint = "" if has_others else _HELP
            self.reply(
                f"A new capability. {steps.DESCRIBE_QUESTION}",
                f"Its name, in a few words{help_hint}.",
            )
        if not is_blank(name):
            self.reply(f"Name so far: {quote(name)}. An empty line keeps it.")
        elif self.capability is None and has_others:
            self.reply("Nothing more to add? An empty line goes to the review.")

    def take_empty(self) -> Destination:
        """Keep the name; without one, the interview is at its end."""
        if not is_blank(self.texts[0]):
            return DescriptionPage(self.context)
        if self.capability is None and self.session.project.capabilities:
            return self.move(steps.finish(self.session))
        return super().take_empty()

    def take_text(self, line: str) -> Destination:
        """Take the name."""
        steps.draft_description(self.session, name=edits.check_line(line, "the name"))
        return DescriptionPage(self.context)

    def take_lines(self, text: str) -> Destination:
        """Add a list; the description that it was kept in is again what it was before."""
        before, self._draft_before = self._draft_before, None
        moved = steps.add_list(self.session, parse_list(text), before)
        noun = "capability is" if moved.added == 1 else "capabilities are"
        return self.move(moved, f"{moved.added} {noun} added; undo takes that back.")

    def draft(self, text: str) -> None:
        """Keep a list that is not finished as a description in progress."""
        if self._draft_before is None:
            self._draft_before = self.capability.draft if self.capability else Draft()
        super().draft(text)


class DescriptionPage(_DescribePage):
    """Asks what a capability does."""

    prompt_text: ClassVar[str] = "Description"

    @property
    def help_sentences(self) -> tuple[str, ...]:
        """What can be typed here besides commands."""
        return (_EXAMPLE, "Type what it does in a line.", f"For several lines {_BLOCK}")

    def show(self) -> None:
        """Ask for the description."""
        name, description = self.texts
        self.reply(f"What does {quote(name)} do?")
        if not is_blank(description):
            self.reply(f"Description so far: {description}", "An empty line keeps it.")

    def take_empty(self) -> Destination:
        """Keep the description; without one, it is asked for again."""
        description = self.texts[1]
        return super().take_empty() if is_blank(description) else self.take_lines(description)

    def take_text(self, line: str) -> Destination:
        """Take the description."""
        return self.take_lines(line)

    def take_lines(self, text: str) -> Destination:
        """Take the description."""
        return self.move(steps.describe(self.session, self.texts[0], text))

    def do_back(self, _: str) -> Destination:
        """Go back to the name."""
        return NamePage(self.context)
