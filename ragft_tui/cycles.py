"""The search for cycles among objects: it takes a tenth of the time where thousands are made.

Meanwhile every thread stands still, for a twentieth of a second among those of a large project.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def unsearched(*, to_the_end: bool = False) -> Iterator[None]:
    """Leave out the search while objects are made that have no cycles and are kept to the end.

    Args:
        to_the_end: Whether the program ends with them, so that no search is due afterwards, either.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if to_the_end:
            exempt_all()
        if was_on:
            gc.enable()


def pause_search() -> None:
    """Leave out the search until `resume_search`."""
    gc.disable()


def resume_search() -> None:
    """End a pause of the search, if there is one, and leave out of it what there is by then."""
    if not gc.isenabled():
        exempt_all()
        gc.enable()


def exempt_all() -> None:
    """Leave what there is out of all searches to come; what nobody refers to goes all the same.

    To be called once what takes long to search is there to stay.
    """
    gc.freeze()
