"""The undo history of a field of one line: its earlier texts, one for each word or change."""

from __future__ import annotations

from typing import Final

from ragft_tui.core.records import dataclass

_MOST: Final = 100


@dataclass(frozen=True, slots=True)
class _Step:
    """One character that was typed or deleted; more of its kind belong to the same change."""

    typed: bool
    at: int
    blank: bool

    def continues_with(self, following: _Step) -> bool:
        """Return whether another one belongs to the same change: to the same word, in its order."""
        if self.typed != following.typed or (self.blank and not following.blank):
            return False
        return following.at - self.at in ({1} if self.typed else {0, -1})


class LineHistory:
    """The texts that a field held before, and those that were undone."""

    def __init__(self) -> None:
        """Begin with nothing to undo."""
        self._before: list[str] = []
        self._after: list[str] = []
        self._last: _Step | None = None

    def record(self, old: str, new: str) -> None:
        """Record a change.

        Args:
            old: The text before it.
            new: The text now.
        """
        step = _step(old, new)
        if self._last is None or step is None or not self._last.continues_with(step):
            self._before = [*self._before[1 - _MOST :], old]
        self._last = step
        self._after.clear()

    def undo(self, now: str) -> str | None:
        """Return the text before the last change; `None` where there was none.

        Args:
            now: The text as it is.
        """
        return self._step_back(self._before, self._after, now)

    def redo(self, now: str) -> str | None:
        """Return the text after the change that was undone last; `None` where there was none.

        Args:
            now: The text as it is.
        """
        return self._step_back(self._after, self._before, now)

    def _step_back(self, source: list[str], target: list[str], now: str) -> str | None:
        if not source:
            return None
        target.append(now)
        self._last = None
        return source.pop()


def changed_until(old: str, new: str) -> int:
    """Return the index in `new` behind what differs from `old`, where the cursor belongs."""
    most = min(len(old), len(new)) - _common(old, new)
    return len(new) - min(_common(old[::-1], new[::-1]), most)


def _step(old: str, new: str) -> _Step | None:
    """Return the one character by which two texts differ, or `None` where they differ by more."""
    if abs(len(new) - len(old)) != 1:
        return None
    at = _common(old, new)
    longer, shorter = (new, old) if len(new) > len(old) else (old, new)
    if longer[at + 1 :] != shorter[at:]:
        return None
    return _Step(len(new) > len(old), at, longer[at].isspace())


def _common(one: str, other: str) -> int:
    """Return how many characters two texts have in common at their start."""
    pairs = enumerate(zip(one, other, strict=False))
    differing = (at for at, (left, right) in pairs if left != right)
    return next(differing, min(len(one), len(other)))
