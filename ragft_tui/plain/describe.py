"""The pages on which a capability is described in two texts, or a list of them is taken in."""

from __future__ import annotations

from functools import partial
from typing import ClassVar, Final

from ragft_tui.core.interview import edits
from ragft_tui.core.model import Capability, Draft
from ragft_tui.core.text import is_blank
from ragft_tui.plain.commands import Prompt
from ragft_tui.plain.importing import ImportPage, take_import
from ragft_tui.plain.page import Destination, Page
from ragft_tui.plain.sentences import (
    quote,
)
from ragft_tui.plain.text import AskText, TextPage
from ragft_tui.session import interview as steps
from ragft_tui.session.importing import Preview, preview_paste, take_in_list
from ragft_tui.session.review import (
    ASK_FOR_NAME,
    draft_name,
    name_so_far,
    rename,
)

_EXAMPLE = (
    "Tell one thing as you would tell a colleague: what it does, for whom, what the answer "
    "needs. Such as: \"Answers questions about invoices from the customer's own account "
    'and cites the invoice number."'
)
_HELP = ' ("?" tells what can be typed)'
_BLOCK = "type <<, then the lines, then a line with only a full stop."
_UNDO: Final = '"undo" in the review'


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

    def do_rename(self, _: str) -> Destination:
        """Ask for another name of the application."""
        so_far, draft = name_so_far(self.session.project), partial(draft_name, self.session)
        return AskText(self, ASK_FOR_NAME, so_far, partial(rename_application, self), draft)

    def do_skip(self, _: str) -> Destination:
        """Leave the capability for later."""
        return self.move(steps.skip(self.session))


class NamePage(_DescribePage):
    """Asks for the name of a capability."""

    prompt_text: ClassVar[str] = "Name"
    is_one_field: ClassVar[bool] = False
    help_sentences = (
        _EXAMPLE,
        "Type its name in a line; its description is asked for next.",
        f"For a list of capabilities, which is previewed first, {_BLOCK}",
    )

    _draft_before: Draft | None = None
    """The texts in progress from before a list; `None` if no list was begun."""

    def show(self) -> None:
        """Ask for the name."""
        name = self.texts[0]
        has_others = any(item.name for item in self.session.project.capabilities)
        capability = self.capability
        if capability is not None and not capability.described:
            number, total = self.session.interview.place
            self.reply(f"Capability {number} of {total} is begun and not described yet.")
        if capability is None or not capability.name:
            help_hint = "" if has_others else _HELP
            self.reply(
                f"{'' if capability else 'A new capability. '}{steps.DESCRIBE_QUESTION}",
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
        """Show what importing a list adds; what is no list is kept as the description."""
        preview = preview_paste(self.session, text)
        return self._keep() if preview is None else ImportPage(self, preview, self._add, self._keep)

    def _add(self, preview: Preview) -> Destination:
        """Add a list; the description that it was kept in is again what it was before."""
        before = self._draft_before or Draft()
        return self.move(*take_in_list(self.session, preview, before, _UNDO))

    def _keep(self) -> Destination:
        """Keep what was pasted as one description."""
        self.reply("It is kept as one description.")
        return NamePage(self.context) if is_blank(self.texts[0]) else DescriptionPage(self.context)

    def do_import(self, typed: str) -> Destination:
        """Import capabilities from a file."""
        return take_import(self, typed, self._import)

    def _import(self, preview: Preview) -> Destination:
        draft = self.capability.draft if self.capability else Draft()
        return self.move(*take_in_list(self.session, preview, draft, _UNDO))

    def draft(self, text: str) -> None:
        """Keep a list that is not finished as a description in progress."""
        if self._draft_before is None:
            self._draft_before = self.capability.draft if self.capability else Draft()
        super().draft(text)


class DescriptionPage(_DescribePage):
    """Asks what a capability does."""

    prompt_text: ClassVar[str] = "Description"
    help_sentences = (_EXAMPLE, "Type what it does in a line.", f"For several lines {_BLOCK}")

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

    def take_lines(self, text: str) -> Destination:
        """Take the description."""
        return self.move(steps.describe(self.session, self.texts[0], text))

    def do_back(self, _: str) -> Destination:
        """Go back to the name."""
        return NamePage(self.context)

    def do_import(self, typed: str) -> Destination:
        """Import capabilities from a file."""
        return NamePage(self.context).do_import(typed)


def rename_application(page: Page, name: str) -> Destination:
    """Give the application another name, and stay at a page."""
    rename(page.session, name)
    return page.reply(f"It is called {quote(page.session.project.name)} now.")
