"""A clock that stands still, so that what a screen says of the time is always the same."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, ClassVar, Final, Self

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pytest

__all__ = ["NOW", "earlier", "stop_clock"]

NOW: Final = datetime(2026, 11, 22, 14, 3)  # noqa: DTZ001 - local time, whatever the zone
"""The moment at which it stands."""

_READERS: Final = (
    "ragft_tui.storage.recent",
    "ragft_tui.storage.saving.saver",
    "ragft_tui.tui.screens.home",
    "ragft_tui.session.review",
    "ragft_tui.session.export",
)


class _Times(type):
    """Makes every moment pass for one of the stopped clock, where a type is asked for."""

    def __instancecheck__(cls, instance: object) -> bool:
        return isinstance(instance, datetime)


class _Stopped(datetime, metaclass=_Times):
    back: ClassVar[timedelta] = timedelta()

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Self:
        return cls.fromtimestamp((NOW - cls.back).timestamp(), tz)


@contextmanager
def earlier(back: timedelta) -> Iterator[None]:
    """Let the clock stand at an earlier moment for a while."""
    _Stopped.back = back
    try:
        yield
    finally:
        _Stopped.back = timedelta()


def stop_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the clock stand still for whatever of the program shows or saves a moment."""
    for module in _READERS:
        monkeypatch.setattr(f"{module}.datetime", _Stopped)
