"""What is taken into an interview: a list that was pasted into its form, or a file."""

from __future__ import annotations

from functools import partial

from ragft_tui.core.model import Draft
from ragft_tui.session import interview as steps
from ragft_tui.session.importing import Preview, preview_paste, take_in, take_in_list
from ragft_tui.tui.page import Page
from ragft_tui.tui.screens.import_dialog import ask_for_import
from ragft_tui.tui.screens.import_preview import ImportScreen
from ragft_tui.tui.widgets.describe_form import DescribeForm


def preview_list(page: Page, form: DescribeForm, text: str) -> None:
    """Show what a list would add that was pasted into the form.

    Args:
        page: The page of the interview.
        form: Its form, which takes the text as it is until it is a list.
        text: What was pasted.
    """
    session = page.session
    # The description that it was pasted into is again what it was before.
    draft = steps.description_draft(session, description=form.box.text)
    # It is in the field, and saved, before anything is asked: no way out can lose it.
    fits = form.insert_list(text)
    with page.showing_errors():
        if preview := preview_paste(session, text):
            accept = partial(_take_in_list, page, preview, draft)
            together = partial(_say_together, page) if fits else None
            page.app.push_screen(ImportScreen(preview, accept, together))


def import_file(page: Page) -> None:
    """Ask which file is imported, and show what that would change."""
    ask_for_import(page, page.session, partial(_take_in, page))


def _take_in(page: Page, preview: Preview) -> None:
    capability = page.session.interview.capability
    if capability is None or not capability.name:
        _take_in_list(page, preview, capability.draft if capability else Draft())
    else:
        told = take_in(page.session, preview, page.key_label("interview.undo"))
        page.call_after_refresh(page.show_notice, told)


def _take_in_list(page: Page, preview: Preview, draft: Draft) -> None:
    _, told = take_in_list(page.session, preview, draft, page.key_label("interview.undo"))
    page.call_after_refresh(page.show_notice, told)


def _say_together(page: Page) -> None:
    undo = page.key_label("field.undo")
    kept = f"Kept together as one description; {undo} takes it out of the field."
    page.call_after_refresh(page.show_notice, kept)
