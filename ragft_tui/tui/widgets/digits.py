"""Digits that choose a line: two of them make one number where there are ten lines or more."""

from __future__ import annotations


class Digits:
    """Puts digits together as long as what they marked stays marked; no time is measured."""

    def __init__(self) -> None:
        """Begin with no digit."""
        self._number = 0
        self._marked: object = None

    def take(self, digit: str, most: int, marked: object) -> int:
        """Return the number that a digit makes with those before it, or else by itself.

        Args:
            digit: The digit.
            most: The largest number that means something.
            marked: What is marked now.
        """
        together = self._number * 10 + int(digit)
        begun = self._number and marked == self._marked
        self._number = together if begun and together <= most else int(digit)
        return self._number

    def settle(self, marked: object) -> None:
        """Take note of what is marked by the number so far."""
        self._marked = marked
