"""Describing a capability: its name, then what it does; or a list of many at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar

from ragft_tui.core.errors import InvalidAnswerError
from ragft_tui.core.interview import edits
from ragft_tui.core.interview.values import parse_list
from ragft_tui.core.model import Capability, Draft
from ragft_tui.core.text import is_blank
from ragft_tui.plain.commands import Where
from ragft_tui.plain.moving import arrive
from ragft_tui.plain.page import Action, Page
from ragft_tui.plain.text_page import TextPage
from ragft_tui.plain.words import quoted
from ragft_tui.session import interview as steps

if TYPE_CHECKING:
    from ragft_tui.plain.app import PlainApp

_ASKS = "What must the application be able to do?"
_EXAMPLE = (
    "Tell one thing as you would tell a colleague: what it does, for whom, what the answer "
    "needs. Such as: \"Answers questions about invoices from the customer's own account "
    'and cites the invoice number."'
)
_HELP = ' ("?" tells what can be typed)'
_BLOCK = "type <<, then the lines, then a line with only a full stop."


class _DescribePage(TextPage):
    """One of the two texts that describe a capability."""

    where: ClassVar[Where] = "describe"

    @property
    def capability(self) -> Capability | None:
        """The capability that is described; `None` for a new one."""
        return self.session.interview.capability

    @property
    def texts(self) -> tuple[str, str]:
        """Name and description so far, those in progress before accepted ones."""
        return steps.texts_in_progress(self.session)

    def begun(self, text: str) -> None:
        """Keep what has come so far as the description in progress."""
        steps.draft_description(self.session, description=text)

    def actions(self) -> Mapping[str, Action]:
        """Return what each command does."""
        return {
            "back": lambda _: self.back(),
            "skip": lambda _: arrive(self, steps.skip(self.session)),
        }

    def back(self) -> Page:
        """Go to the place before."""
        moved = steps.go_back(self.session)
        if moved is None:
            raise InvalidAnswerError("this is the beginning", advice='"review" goes to the review')
        return arrive(self, moved)


class NamePage(_DescribePage):
    """Asks for the name of a capability."""

    prompt: ClassVar[str] = "Name"
    one_field: ClassVar[bool] = False

    def __init__(self, app: PlainApp) -> None:
        """Make the page.

        Args:
            app: Whose page it is.
        """
        super().__init__(app)
        self._before: Draft | None = None

    @property
    def about(self) -> tuple[str, ...]:
        """What can be typed here besides commands."""
        return (
            _EXAMPLE,
            "Type its name in a line; its description is asked for next.",
            f"For a list, which makes one capability of each line, {_BLOCK}",
        )

    def tell(self) -> None:
        """Ask for it."""
        say, name = self.app.console.say, self.texts[0]
        items = self.session.project.capabilities
        if self.capability is None or not self.capability.name:
            say(f"A new capability. {_ASKS}")
            first = not any(item.name for item in items)
            say(f"Its name, in a few words{_HELP if first else ''}.")
        if not is_blank(name):
            say(f"Name so far: {quoted(name)}. An empty line keeps it.")
        elif self.capability is None and any(item.name for item in items):
            say("Nothing more to add? An empty line goes to the review.")

    def empty(self) -> Page | None:
        """Keep the name; without one, the interview is at its end."""
        interview = self.session.interview
        if not is_blank(self.texts[0]):
            return DescriptionPage(self.app)
        if interview.capability is None and interview.project.capabilities:
            return arrive(self, steps.finish(self.session))
        return super().empty()

    def text(self, line: str) -> Page | None:
        """Take the name."""
        steps.draft_description(self.session, name=edits.check_line(line, "the name"))
        return DescriptionPage(self.app)

    def many(self, text: str) -> Page | None:
        """Add a list; the description that it was kept in is again what it was before."""
        items = parse_list(text)
        before, self._before = self._before, None
        moved = steps.add_list(self.session, items, before)
        noun = "capability is" if len(items) == 1 else "capabilities are"
        return arrive(self, moved, f"{len(items)} {noun} added; undo takes that back.")

    def begun(self, text: str) -> None:
        """Keep a list that is not finished as a description in progress."""
        if self._before is None:
            item = self.capability
            self._before = item.draft if item else Draft()
        super().begun(text)


class DescriptionPage(_DescribePage):
    """Asks what a capability does."""

    prompt: ClassVar[str] = "Description"

    @property
    def about(self) -> tuple[str, ...]:
        """What can be typed here besides commands."""
        return (
            _EXAMPLE,
            "Type what it does in a line.",
            f"For several lines {_BLOCK}",
        )

    def tell(self) -> None:
        """Ask for it."""
        say, (name, description) = self.app.console.say, self.texts
        say(f"What does {quoted(name)} do?")
        if not is_blank(description):
            say(f"Description so far: {description}")
            say("An empty line keeps it.")

    def empty(self) -> Page | None:
        """Keep the description; without one, it is asked for again."""
        description = self.texts[1]
        return super().empty() if is_blank(description) else self.many(description)

    def text(self, line: str) -> Page | None:
        """Take the description."""
        return self.many(line)

    def many(self, text: str) -> Page | None:
        """Take the description."""
        return arrive(self, steps.describe(self.session, self.texts[0], text))

    def back(self) -> Page:
        """Go back to the name."""
        return NamePage(self.app)
