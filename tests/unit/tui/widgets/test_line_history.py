"""What undo and redo make of the texts that a field of one line has held."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from ragft_tui.tui.widgets.line_history import LineHistory, changed_until

texts = st.text("ab é", max_size=8)


def typed(*texts: str) -> tuple[LineHistory, str]:
    """Return the history of a field that held these texts one after the other."""
    history = LineHistory()
    for old, new in pairwise(texts):
        history.record(old, new)
    return history, texts[-1]


def letter_by_letter(text: str) -> list[str]:
    return [text[:end] for end in range(len(text) + 1)]


def all_undone(history: LineHistory, now: str) -> list[str]:
    found = [now]
    while (before := history.undo(found[-1])) is not None:
        found.append(before)
    return found


def test_words_are_undone_one_by_one() -> None:
    found = all_undone(*typed(*letter_by_letter("the refund policy")))
    assert found == ["the refund policy", "the refund ", "the ", ""]


def test_what_is_deleted_letter_by_letter_comes_back_at_once() -> None:
    backwards = letter_by_letter("refund")[::-1]
    assert all_undone(*typed(*backwards)) == ["", "refund"]
    assert all_undone(*typed("refund", "efund", "fund", "und")) == ["und", "refund"]


def test_typing_elsewhere_deleting_and_pasting_are_changes_of_their_own() -> None:
    history, now = typed("", "a", "ab", "xab", "xaby", "xab", "xab pasted", "xab pasted!")
    assert all_undone(history, now) == [
        *("xab pasted!", "xab pasted", "xab", "xaby", "xab", "ab", ""),
    ]


def test_what_is_typed_after_an_undo_cannot_be_redone() -> None:
    history, now = typed("", "a", "a pasted")
    assert history.undo(now) == "a"
    assert history.redo("a") == "a pasted"
    assert history.undo("a pasted") == "a"
    history.record("a", "ab")
    assert history.redo("ab") is None
    assert history.undo("ab") == "a"


def test_of_very_many_changes_the_last_hundred_are_kept() -> None:
    history, now = typed(*(f"{number} x" for number in range(1000)))
    assert len(all_undone(history, now)) == 101


@given(st.lists(texts, min_size=1))
def test_undo_leads_through_texts_that_were_there_and_redo_leads_back(held: list[str]) -> None:
    changes = [held[0], *(new for old, new in pairwise(held) if old != new)]
    history, now = typed(*changes)
    back = all_undone(history, now)
    assert back[-1] == changes[0]
    rest = iter(reversed(changes))
    assert all(text in rest for text in back)
    forth = [back[-1]]
    while (following := history.redo(forth[-1])) is not None:
        forth.append(following)
    assert forth == back[::-1]


@given(texts, texts)
def test_the_cursor_stands_behind_what_differs(old: str, new: str) -> None:
    end = changed_until(old, new)
    assert 0 <= end <= len(new)
    assert old.endswith(new[end:])
