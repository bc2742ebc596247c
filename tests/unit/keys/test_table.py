"""The one table of keys: complete, without clashes, and short enough for help and hint line."""

from __future__ import annotations

from collections import Counter
from typing import Final

import pytest

from ragft_tui.keys import CONTEXTS, KEYS, Key, Keymap
from ragft_tui.keys.keymap import FOCUS_PATHS, intended_overlaps

HELP_COLUMN: Final = 22
HELP_WIDTH: Final = 71
"""What a dialog of 76 columns leaves between border, padding and scroll bar."""

BUILT_IN: Final = Keymap()

MEANT: Final = {
    # The list takes Enter, and hands it to the card, the review or the dialog as a selection.
    ("list.select", "question.accept"),
    ("list.select", "review.answers"),
    ("list.select", "answers.next"),
    ("list.select", "what_if.keep"),
    ("list.select", "costs.edit"),
    # In the table of the review, Space marks a row.
    ("marks.mark", "list.select"),
    # In the field of the filter, Enter keeps it and Escape ends it.
    ("filter.keep", "review.answers"),
    ("filter.clear", "review.show_all"),
    # The field for an exact number is left before what it belongs to.
    ("number.leave", "interview.up"),
    ("number.leave", "dialog.close"),
    # Enter takes the marked line of a list, and goes on from a text that scrolls like one.
    ("list.select", "card.next"),
    # In the because, Enter and back end the field before they end the question.
    ("because.accept", "question.accept"),
    ("because.leave", "question.back"),
    ("because.leave", "interview.up"),
    # A dialog is closed by what would leave the program outside of it.
    ("dialog.close", "app.quit"),
    ("theme.back", "app.quit"),
    # Where text is typed, undo is its own.
    ("field.undo", "app.suspend"),
    ("theme.back", "dialog.close"),
    ("import.accept", "list.select"),
    ("import.tick", "list.select"),
}
"""Where a nearer context is meant to take a key from an outer one."""


def test_every_id_is_given_once() -> None:
    assert not [name for name, count in Counter(key.id for key in KEYS).items() if count > 1]


def test_every_context_has_a_title_and_every_title_keys() -> None:
    assert {key.context for key in KEYS} == set(CONTEXTS)


@pytest.mark.parametrize("context", CONTEXTS)
def test_no_key_does_two_things_in_one_context(context: str) -> None:
    keys = Counter(name for key in BUILT_IN.of(context) for name in key.keys)
    assert not [name for name, count in keys.items() if count > 1]


def test_contexts_that_work_together_share_only_the_keys_that_are_meant() -> None:
    assert intended_overlaps() == MEANT


def test_every_context_works_in_some_place() -> None:
    assert {context for path in FOCUS_PATHS for context in path} == set(CONTEXTS)


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.id)
def test_what_a_key_does_fits_on_a_line_of_the_help(key: Key) -> None:
    assert len(key.labels) <= HELP_COLUMN
    assert 2 + HELP_COLUMN + 1 + len(key.tooltip) <= HELP_WIDTH
    assert key.tooltip[0].isupper()
    assert not key.tooltip.endswith(".")


@pytest.mark.parametrize("key", [key for key in KEYS if key.hint], ids=lambda key: key.id)
def test_a_hint_is_a_word_or_two(key: Key) -> None:
    assert len(f"{key.label()} {key.description}") <= 20


def test_leaving_and_help_work_wherever_text_is_typed() -> None:
    for name in ("app.quit", "app.help"):
        (key,) = (key for key in KEYS if key.id == name)
        assert key.label(typing=True).startswith("F")


def test_a_key_of_letters_only_is_not_told_while_text_is_typed() -> None:
    (because,) = (key for key in KEYS if key.id == "question.because")
    assert because.label() == "b"
    assert because.label(typing=True) == ""
