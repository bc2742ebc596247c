"""Which hints a line has room for."""

from __future__ import annotations

import pytest

from ragft_tui.keys import Keymap
from ragft_tui.keys.hints import Hints, fit_hints

WIDTHS = (10, 12, 8, 6, 5, 9)
ALWAYS = (4, 5)


@pytest.mark.parametrize(
    ("room", "shown"),
    [
        (50, (0, 1, 2, 3, 4, 5)),
        (49, (0, 1, 2, 4, 5)),
        (36, (0, 1, 4, 5)),
        (35, (0, 2, 4, 5)),
        (23, (0, 2, 4)),
        (14, (0,)),
        (9, (4,)),
        (4, ()),
        (0, ()),
    ],
)
def test_the_first_comes_first_then_those_that_always_stand_there(
    room: int, shown: tuple[int, ...]
) -> None:
    assert fit_hints(WIDTHS, ALWAYS, room) == shown


def test_without_hints_there_are_none() -> None:
    assert fit_hints((), (), 80) == ()


def test_what_matters_now_comes_first_and_what_always_stands_there_before_the_last() -> None:
    names = [key.id for key in Keymap().hints("review", "app", hints=Hints(("review.reopen",)))]
    assert names[0] == "review.reopen"
    assert names[-4:] == ["review.map", "review.summary", "review.export", "app.help"]
    assert len(names) == len(set(names))


def test_where_nothing_can_be_changed_what_matters_now_is_left_out_as_well() -> None:
    keys = Keymap().hints(
        "review", hints=Hints(("review.accept", "review.answers")), read_only=True
    )
    assert keys[0].id == "review.answers"


def test_a_key_that_would_do_nothing_is_left_out_even_where_it_matters() -> None:
    hints = Hints(("review.next", "review.answers"), without=("review.next",))
    names = [key.id for key in Keymap().hints("review", hints=hints)]
    assert names[0] == "review.answers"
    assert "review.next" not in names
