"""Somebody, or a file of lines, that talks to the plain mode."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ragft_tui.core.model import Capability, Project
from ragft_tui.plain import Console, PlainApp
from ragft_tui.session.config import RunConfig
from ragft_tui.storage.project import decode_project
from ragft_tui.storage.settings import Settings
from ragft_tui.terminal.profile import terminal_profile
from tests.support.projects import packaged_rulebook

__all__ = ["Line", "Talk", "capability", "saved", "talk"]

_NOT_TEXT: Final = re.compile("[^\n -~\xa0-\U0010ffff]|[\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


Line = str | Callable[[], str]
"""What is typed, or what happens before it is known what is typed."""


class Lines:
    """Lines that are typed one after the other, each when it is asked for."""

    def __init__(self, lines: Iterable[Line], *, by_hand: bool) -> None:
        """Prepare them.

        Args:
            lines: The lines, without their ends.
            by_hand: Whether somebody types them, who can be asked.
        """
        self._lines = iter(lines)
        self._rest = ""
        self._by_hand = by_hand

    def isatty(self) -> bool:
        """Say whether somebody is there."""
        return self._by_hand

    def readline(self, size: int, /) -> str:
        """Give the next line, or as much of it as is asked for."""
        if not self._rest:
            line = next(self._lines, None)
            self._rest = "" if line is None else f"{line() if callable(line) else line}\n"
        given, self._rest = self._rest[:size], self._rest[size:]
        return given


@dataclass(frozen=True, slots=True)
class Talk:
    """What was said, and how it ended."""

    out: str
    err: str
    status: int

    @property
    def flowing(self) -> str:
        """What was said, without the ends of lines."""
        return " ".join(self.out.split())


def talk(
    path: Path | None,
    *lines: Line,
    by_hand: bool = False,
    read_only_reason: str | None = None,
    greeting: str = "",
    by: str = "",
) -> Talk:
    """Talk to the plain mode until the lines end, and audit what was written.

    Args:
        path: The project file; it is started where it is missing.
        lines: What is typed; a function is called when its line is asked for.
        by_hand: Whether somebody types it, who can be asked.
        read_only_reason: Why nothing may be changed.
        greeting: What is told first.
        by: Who decides in reviews, as the settings say it.
    """
    lines_in = Lines(lines, by_hand=by_hand)
    out, err = io.StringIO(), io.StringIO()
    config = RunConfig(
        profile=terminal_profile({}, is_terminal=False),
        settings=Settings(by=by),
        rulebook=packaged_rulebook(),
        read_only_reason=read_only_reason,
    )
    app = PlainApp(Console(lines_in, out, err), config)
    status = app.run(path, create=True, greeting=greeting)
    for written in (out.getvalue(), err.getvalue()):
        assert not _NOT_TEXT.search(written), repr(written)
    return Talk(out.getvalue(), err.getvalue(), status)


def saved(path: Path) -> Project:
    """Return what a project file says."""
    return decode_project(path.read_bytes(), path, packaged_rulebook())[0]


def capability(path: Path, name: str = "Refunds") -> Capability:
    """Return a capability of a project file by its name."""
    return next(item for item in saved(path).capabilities if item.name == name)
