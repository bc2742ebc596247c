"""The inputs of the costs from the tables of a project file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from ragft_tui.core.costs import INPUTS, Value, check_value
from ragft_tui.core.errors import Location, RagftError, UsageError, unknown_name
from ragft_tui.core.text import clean


class InputDecoder:
    """Decodes tables by the names of inputs, and hands over every problem."""

    def __init__(
        self,
        clean_text: Callable[[str, Location, str], str],
        add_problem: Callable[[RagftError], None],
    ) -> None:
        """Make a decoder.

        Args:
            clean_text: Returns a text as it is kept; takes the table that it is in, and its key.
            add_problem: Takes what is wrong.
        """
        self._clean_text = clean_text
        self._add_problem = add_problem

    def values(
        self, table: Mapping[str, object], location: Location
    ) -> tuple[tuple[str, Value], ...]:
        """Return pairs of input and value, in the order of forms."""
        found: dict[str, Value] = {}
        for name, value in self._named(table, location):
            text = self._clean_text(value, location, name) if isinstance(value, str) else value
            try:
                found[name] = check_value(name, text)
            except UsageError as error:
                self._add_problem(error.placed(location=Location((*location, *error.location))))
        return tuple((name, found[name]) for name in INPUTS if name in found)

    def texts(self, table: Mapping[str, str], location: Location) -> tuple[tuple[str, str], ...]:
        """Return pairs of input and the text that is being typed, in the order of forms."""
        found = {
            name: self._clean_text(str(text), location, name)
            for name, text in self._named(table, location)
        }
        return tuple((name, found[name]) for name in INPUTS if name in found)

    def _named(
        self, table: Mapping[str, object], location: Location
    ) -> Iterator[tuple[str, object]]:
        """Yield the entries whose keys are names of inputs."""
        for key, value in table.items():
            name = clean(key)
            if name in INPUTS:
                yield name, value
            else:
                where = location / name
                self._add_problem(unknown_name("input", name, INPUTS, where, is_key=True))
