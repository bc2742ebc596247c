"""Parts of a file that are made records each by itself, here or in another process."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Final, Generic, Protocol, TypeVar

from ragft_tui.core.records import dataclass
from ragft_tui.storage.importing.entry import Entry

_MOST_CHARACTERS: Final = 256 * 1024
"""With as many characters a part ends, however few pieces it has."""


class Piece(Protocol):
    """A line, a row or an entry."""

    @property
    def size(self) -> int:
        """How many characters it has."""
        ...


Of = TypeVar("Of", bound=Piece)


class Part(Protocol):
    """Pieces of a file that follow one another; it can be pickled."""

    @property
    def entries(self) -> Iterator[Entry]:
        """The entries in it, each read when it is asked for."""
        ...


class Cut(Protocol):
    """Cuts a file into parts."""

    def __call__(self, most: int) -> Iterator[Part]:
        """Return the parts in the order of the file, each read when it is asked for.

        Args:
            most: How many pieces a part has at most.
        """
        ...


@dataclass(frozen=True, slots=True)
class _Part(Generic[Of]):
    parse: Callable[[Iterable[Of]], Iterator[Entry]]
    pieces: tuple[Of, ...]

    @property
    def entries(self) -> Iterator[Entry]:
        return self.parse(self.pieces)


def cut(pieces: Iterable[Of], parse: Callable[[Iterable[Of]], Iterator[Entry]]) -> Cut:
    """Return what cuts a file into parts.

    Args:
        pieces: All of it, in its order.
        parse: Makes entries of pieces, of each without the others; it can be pickled.
    """

    def parts(most: int) -> Iterator[Part]:
        taken: list[Of] = []
        size = 0
        try:
            for piece in pieces:
                taken.append(piece)
                size += piece.size
                if len(taken) >= most or size >= _MOST_CHARACTERS:
                    yield _Part(parse, tuple(taken))
                    taken, size = [], 0
        except Exception:
            # What came before it is told before it.
            if taken:
                yield _Part(parse, tuple(taken))
            raise
        if taken:
            yield _Part(parse, tuple(taken))

    return parts


def entries_of(parts: Cut) -> Iterator[Entry]:
    """Return the entries of a file in its order, each read when it is asked for."""
    return chain.from_iterable(part.entries for part in parts(1))


def whole(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Return entries as they are, of a format that is made entries as a whole."""
    return iter(entries)
