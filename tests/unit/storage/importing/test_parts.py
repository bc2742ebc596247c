"""Files cut into parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest

from ragft_tui.core.errors import UsageError
from ragft_tui.storage.importing.entry import Entry
from ragft_tui.storage.importing.lines import Line
from ragft_tui.storage.importing.parts import Part, cut, entries_of, whole


def lines(*texts: str) -> Iterator[Line]:
    return (Line(number, text) for number, text in enumerate(texts, start=1))


def read(pieces: Iterable[Line]) -> Iterator[Entry]:
    return (Entry(piece.number) for piece in pieces)


def numbers(parts: Iterable[Part]) -> list[list[int]]:
    return [[entry.line for entry in part.entries] for part in parts]


def test_a_part_has_as_many_pieces_as_it_may_and_the_last_one_the_rest() -> None:
    assert numbers(cut(lines("a", "b", "c", "d", "e"), read)(2)) == [[1, 2], [3, 4], [5]]
    assert numbers(cut(lines(), read)(2)) == []


def test_a_part_of_much_text_ends_early() -> None:
    long = "x" * 300_000
    assert numbers(cut(lines("a", long, "c", "d"), read)(64)) == [[1, 2], [3, 4]]


def test_what_comes_before_an_error_is_there_before_it() -> None:
    def failing() -> Iterator[Line]:
        yield from lines("a", "b", "c")
        raise UsageError("is not UTF-8 any more")

    parts = cut(failing(), read)(2)
    assert numbers([next(parts), next(parts)]) == [[1, 2], [3]]
    with pytest.raises(UsageError, match="is not UTF-8 any more"):
        next(parts)


def test_entries_come_in_the_order_of_the_file_and_none_before_it_is_asked_for() -> None:
    taken: list[int] = []

    def entries() -> Iterator[Entry]:
        for number in (1, 2, 3):
            taken.append(number)
            yield Entry(number)

    found = entries_of(cut(entries(), whole))
    assert next(found).line == 1
    assert taken == [1]
    assert [entry.line for entry in found] == [2, 3]
