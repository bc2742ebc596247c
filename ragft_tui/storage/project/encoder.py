"""The bytes of an open project, which can be read again, and cost what changed since the last."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final

from ragft_tui.core.errors import RagftError
from ragft_tui.core.model import Capability, Project
from ragft_tui.core.rulebook.model import Rulebook
from ragft_tui.storage.files import FILE_BYTES
from ragft_tui.storage.project import codec
from ragft_tui.storage.toml.parse import MOST_PIECES

LARGE: Final = 1024 * 1024
"""Bytes from which on a file may grow past what can be read, when it is written in our way."""

_WRITTEN_BYTES: Final = FILE_BYTES - 1024 * 1024
"""The largest file that is written. What grows past it is in a rescue copy, and can be opened until
sixteen more fields are full."""

_AT_ONCE: Final = 200
"""Capabilities that a save may judge, which takes a twentieth of a second; for more of them it goes
without their verdicts, which follow in the next."""

_SLICE: Final = 20


class TooLargeError(RagftError):
    """The project is larger than a file that can be read again."""


class Encoder:
    """Makes the bytes of one project, version after version."""

    def __init__(self, rulebook: Rulebook, line_end: str = "\n") -> None:
        """Begin with a project of which nothing is known.

        Args:
            rulebook: Gives the verdicts that are recorded.
            line_end: What ends each line.
        """
        self._rulebook = rulebook
        self._line_end = line_end
        self._judged: dict[int, Capability] = {}
        """Those whose verdicts are at hand, by their identity, which they keep as they are here."""
        self._leaves_out = self._told = False

    def encode(self, project: Project) -> bytes:
        """Return the bytes of the project file.

        The recorded verdicts are left out where they make the file too large, and for now where
        many have to be worked out first, which `prepare` does.

        Raises:
            TooLargeError: Where it is too large even so.
        """
        if len(list(islice(self._missing(project), _AT_ONCE + 1))) <= _AT_ONCE:
            data = codec.encode(project, self._rulebook, self._line_end)
            self._judged = {id(item): item for item in project.capabilities}
            if not self._problem(project, data, verdicts=True):
                self._leaves_out = self._told = False
                return data
            self._leaves_out = True
        return self.ensure_written(project)

    def ensure_written(self, project: Project) -> bytes:
        """Return the bytes without the recorded verdicts, and check that they can be read again.

        Raises:
            TooLargeError: Where they cannot.
        """
        data = self.brief(project)
        if problem := self._problem(project, data, verdicts=False):
            raise TooLargeError(problem, advice="move some capabilities to another project")
        return data

    def brief(self, project: Project) -> bytes:
        """Return the bytes of the project without the recorded verdicts, however many they are."""
        return codec.encode(project, self._rulebook, self._line_end, verdicts=False)

    def prepare(self, project: Project) -> bool:
        """Work out the verdicts of some more capabilities, and tell whether there were any."""
        items = list(islice(self._missing(project), _SLICE))
        for item in items:
            codec.verdict_text(item, self._rulebook)
            self._judged[id(item)] = item
        return bool(items)

    def take_note(self) -> str:
        """Return what the user should know, in words, when it has begun to be so."""
        if self._told or not self._leaves_out:
            return ""
        self._told = True
        return "the file is too large for the recorded verdicts, which are left out"

    def _missing(self, project: Project) -> Iterator[Capability]:
        return (item for item in project.capabilities if self._judged.get(id(item)) is not item)

    def _problem(self, project: Project, data: bytes, *, verdicts: bool) -> str:
        """Return why the bytes of a project could not be read again, or an empty text."""
        if len(data) > _WRITTEN_BYTES:
            return f"the project takes {len(data):,} bytes, and is saved up to {_WRITTEN_BYTES:,}"
        if len(data) > LARGE:
            pieces = codec.pieces(project, self._rulebook, verdicts=verdicts)
            if pieces > MOST_PIECES:
                return f"the project has more than {MOST_PIECES:,} keys, tables and values"
        return ""
