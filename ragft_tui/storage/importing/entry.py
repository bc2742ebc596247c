"""What every reader yields: one entry of a file, by the names that stand there."""

from __future__ import annotations

from ragft_tui.core.errors import RagftError
from ragft_tui.core.model import Capability
from ragft_tui.core.records import dataclass
from ragft_tui.storage.importing.names import shorten_name

Pairs = tuple[tuple[str, object], ...]
"""Names and values, in their order."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a file: a row, an object, an item of a list."""

    line: int
    """Where it begins, from one."""
    pairs: Pairs = ()
    problems: tuple[RagftError, ...] = ()
    """Why it cannot be read; then it has no pairs."""
    has_cut_name: bool = False
    """Whether its name is only the first words of its description."""
    group: str = ""
    """The heading or tag that it stands under."""
    columns: tuple[tuple[str, str], ...] = ()
    """Of a table, every cell with a value, by its header, as it stands in the file."""
    capability: Capability | None = None
    """The capability, where the file holds whole ones."""

    @property
    def size(self) -> int:
        """How many characters its texts have."""
        return sum(len(value) for _, value in self.pairs if isinstance(value, str))


def text_entry(line: int, name: str, description: str, group: str = "") -> Entry:
    """Return the entry of a name and a description that were found in a text.

    Args:
        line: Where it begins.
        name: The name, which may be cut from the description.
        description: The description.
        group: The heading that it stands under.
    """
    is_cut = name != description.rstrip(" .") and name == shorten_name(description)
    pairs = (("name", name), ("description", description))
    return Entry(line, pairs, has_cut_name=is_cut, group=group)
