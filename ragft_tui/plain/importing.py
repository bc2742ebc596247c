"""Imports in plain mode: the file, and the preview in lines."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Final

from ragft_tui.core.errors import UsageError
from ragft_tui.core.interview import parse_number_or_none
from ragft_tui.core.text import one_line
from ragft_tui.plain.answers import parse_number_list
from ragft_tui.plain.commands import Prompt
from ragft_tui.plain.page import Destination, Page
from ragft_tui.plain.text import AskText
from ragft_tui.report.importing import (
    describe_mapping,
    describe_notes,
    describe_row,
    describe_source,
    render_preview,
    render_row,
    render_unread,
)
from ragft_tui.session.importing import Preview, preview_file
from ragft_tui.session.reading import Setting

_MOST_ROWS: Final = 40
"""The most rows that are told without being asked for."""

TakeIn = Callable[[Preview], Destination]
"""Takes in what is ticked, and returns where that leads."""


def take_import(page: Page, typed: str, take_in: TakeIn) -> Destination:
    """Show the preview of importing a file, or ask for the file.

    Args:
        page: The page where it is asked for, to which the preview leads back.
        typed: The name of the file; where it is empty, it is asked for.
        take_in: Takes in what is ticked.
    """

    def accept(text: str) -> Destination:
        return ImportPage(page, preview_file(page.session, text), take_in)

    return accept(typed) if typed else AskText(page, "Import from which file?", "", accept)


class ImportPage(Page):
    """Shows what an import does before anything is done."""

    prompt: ClassVar[Prompt] = "import"
    prompt_text: ClassVar[str] = "Import"
    help_sentences = ('"yes" imports the ticked rows; until then nothing is changed.',)

    def __init__(
        self,
        page: Page,
        preview: Preview,
        take_in: TakeIn,
        together: Callable[[], Destination] | None = None,
    ) -> None:
        """Make the page.

        Args:
            page: Where it leads back to.
            preview: What is shown.
            take_in: Takes in what is ticked.
            together: Keeps a pasted list as one description; `None` where there is none.
        """
        super().__init__(page.context)
        self._page, self._preview = page, preview
        self._take_in, self._together = take_in, together

    def show(self) -> None:
        """Write how it was read, and what would change."""
        preview, rulebook = self._preview, self.session.rulebook
        for reading in preview.readings:
            source = reading.found.source
            self.reply(f"{one_line(reading.name)}: {describe_source(source)}.")
            if mapping := describe_mapping(source):
                self.reply(f"Columns: {mapping}.")
            self.reply(*describe_notes(source))
        self.reply(*render_preview(preview.rows, preview.ticked, rulebook, most=_MOST_ROWS))
        self.reply(*render_unread(preview.unread, several=False))
        ways = '"yes" imports that, "untick" leaves rows out, "back" imports nothing.'
        together = ' "together" keeps it as one description.' if self._together else ""
        self.reply(f"{preview.counts}. {ways}{together}")

    def take_text(self, line: str) -> Destination:
        """Refuse what is no command."""
        del line
        raise UsageError("that is no command here", advice='"yes" imports, "back" does not')

    def do_yes(self, _: str) -> Destination:
        """Import the ticked rows."""
        return self._take_in(self._preview)

    def do_untick(self, typed: str) -> Destination:
        """Leave rows out."""
        self._preview.untick(self._indices(typed))
        return self.reply(f"{self._preview.counts}.")

    def do_tick(self, typed: str) -> Destination:
        """Take rows in again."""
        self._preview.tick(self._indices(typed))
        return self.reply(f"{self._preview.counts}.")

    def do_rows(self, _: str) -> Destination:
        """Write all rows."""
        ticked = self._preview.ticked
        return self.reply(
            *(
                render_row(at + 1, row, ticked=at in ticked)
                for at, row in enumerate(self._preview.rows)
            )
        )

    def do_why(self, typed: str) -> Destination:
        """Write all of a row."""
        for at in sorted(self._indices(typed)):
            row = self._preview.rows[at]
            about = (row.candidate.description, *describe_row(row, self.session.rulebook))
            head = f"{at + 1}. {row.state}, line {row.candidate.line}: {row.candidate.name}"
            self.reply(one_line(head), *filter(None, about))
        return self

    def do_read(self, typed: str) -> Destination:
        """Write how it was read, or read it in another way."""
        settings = self._preview.readings[0].settings(self.session.rulebook)
        words = typed.split()
        if not words:
            rows = (f"{at}. {each.title}: {each.value}" for at, each in enumerate(settings, 1))
            return self.reply(*rows, '"read 1" tells the choices for the first.')
        setting = settings[_index(words[0], len(settings))]
        if len(words) == 1:
            return self.reply(*_choices(setting))
        how = setting.choices[_index(" ".join(words[1:]), len(setting.choices))][1]
        self._preview.read_again(0, how, self.session.rulebook)
        self.show()
        return self

    def do_together(self, _: str) -> Destination:
        """Keep a pasted list as one description."""
        if self._together is None:
            raise UsageError("only a list that was pasted can be kept together")
        return self._together()

    def do_back(self, _: str) -> Destination:
        """Go back; nothing is imported."""
        self.reply("Nothing is imported.")
        return self._page

    def _indices(self, typed: str) -> frozenset[int]:
        if typed.casefold() == "all":
            return self._preview.every
        count = len(self._preview.rows)
        return frozenset(number - 1 for number in parse_number_list(typed, count))


def _choices(setting: Setting) -> list[str]:
    rows = [f"{at}. {label}" for at, (label, _) in enumerate(setting.choices, start=1)]
    return [f"{setting.title}: {setting.value} now.", *rows]


def _index(typed: str, count: int) -> int:
    """Return the index of what a number means.

    Raises:
        UsageError: If it means nothing.
    """
    number = parse_number_or_none(typed) or 0
    if not 0 < number <= count:
        raise UsageError("that is none of them", advice=f"choose from 1 to {count}")
    return number - 1
