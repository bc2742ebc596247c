"""Recent sessions of this machine: a small file each, so that two programs do not clash."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from urllib.parse import unquote_to_bytes

from ragft_tui.core.errors import RagftError
from ragft_tui.core.interview.route import InterviewPosition
from ragft_tui.core.text import clean, one_line
from ragft_tui.storage.files import read_file, real_path
from ragft_tui.storage.paths import NoHomeError, private_directory, sessions_dir
from ragft_tui.storage.rights import own_rights
from ragft_tui.storage.saving.atomic import write_atomically
from ragft_tui.storage.toml.parse import parse

_KEPT: Final = 200
_SCHEME: Final = "file://"


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in a field: where one was typing, or what was marked."""

    field: str
    """The id of the field."""
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class ResumePoint:
    """Where in a project the user was."""

    place: InterviewPosition | None = None
    """The position in the interview; `None` if it had come to its end."""
    cursors: tuple[Cursor, ...] = ()
    """The cursors at that position, last the one of the field that was typed in; empty if the
    session was ended from outside."""
    reviewing: str | None = None
    """The id of the capability that was selected in the review; `None` in the interview."""


@dataclass(frozen=True, slots=True)
class RecentSession:
    """What this machine remembers of one project."""

    path: Path
    """The file, with every link followed."""
    name: str
    """The name of the project."""
    decided: int
    """How many capabilities are decided."""
    total: int
    """How many capabilities there are."""
    opened: datetime
    """When it was last used, in UTC."""
    point: ResumePoint = ResumePoint()
    """Where the user was."""
    failure: str | None = None
    """What became of work that could not be saved in the file."""
    exists: bool = True
    """Whether the file was still there when the list was made."""


def remember(
    path: Path,
    *,
    name: str,
    decided: int,
    total: int,
    point: ResumePoint | None = None,
    failure: str | None = None,
) -> None:
    """Note that a project is being used now.

    A state directory that cannot be written is no reason to stop: then nothing is noted.

    Args:
        path: The file of the project.
        name: The name of the project.
        decided: How many of its capabilities are decided.
        total: How many capabilities it has.
        point: Where the user is.
        failure: What became of work that could not be saved in the file.
    """
    import tomli_w

    entry: dict[str, object] = {
        # Percent-encoded, because a file name need not be text.
        "file": real_path(path).as_uri(),
        "name": clean(name),
        "decided": decided,
        "total": total,
        "opened": datetime.now(UTC),
    }
    if failure:
        entry["trouble"] = clean(failure)
    if point is not None:
        entry |= _entry_of(point)
    with suppress(OSError, RagftError):
        private_directory(sessions_dir())
        data = tomli_w.dumps(entry).encode()
        write_atomically(_entry_file(path), data, rights=own_rights())
        _prune()


def _entry_of(point: ResumePoint) -> dict[str, object]:
    entry: dict[str, object] = {}
    if point.reviewing is not None:
        entry["reviewing"] = clean(point.reviewing)
    if point.place is not None:
        place = point.place
        entry["place"] = {"capability": clean(place.capability), "step": clean(place.step)}
    if point.cursors:
        entry["cursors"] = [asdict(cursor) for cursor in point.cursors]
    return entry


def recent(limit: int = 20) -> tuple[RecentSession, ...]:
    """Return the sessions of this machine, newest first; unreadable entries are left out.

    Args:
        limit: The most that are returned.
    """
    sessions = sorted(_sessions(), key=lambda session: session.opened, reverse=True)
    return tuple(sessions[:limit])


def last_session(path: Path) -> RecentSession | None:
    """Return what this machine remembers of a project, or `None`."""
    with suppress(NoHomeError):
        return _read(_entry_file(path))
    return None


def forget(path: Path) -> None:
    """Remove a project from the recent sessions; its file stays."""
    with suppress(OSError, NoHomeError):
        _entry_file(path).unlink(missing_ok=True)


def _entry_file(path: Path) -> Path:
    name = hashlib.sha256(os.fsencode(real_path(path))).hexdigest()[:32]
    return sessions_dir() / f"{name}.toml"


def _sessions() -> Iterator[RecentSession]:
    for file in _entries():
        if session := _read(file):
            yield session


def _entries() -> list[Path]:
    try:
        return [file for file in sessions_dir().iterdir() if file.suffix == ".toml"]
    except (OSError, NoHomeError):
        return []


def _read(file: Path) -> RecentSession | None:
    """Return what a file remembers; whatever is wrong with it, it must not stop the program."""
    try:
        return _session(parse(read_file(file), ""))
    except (RagftError, ValueError, OverflowError, OSError):
        return None


def _session(entry: dict[str, object]) -> RecentSession:
    match entry:
        case {
            "file": str(file),
            "name": str(name),
            "decided": int(decided),
            "total": int(total),
            "opened": datetime() as opened,
        }:
            path = Path(os.fsdecode(unquote_to_bytes(file.removeprefix(_SCHEME))))
            if "\0" in str(path) or min(decided, total) < 0:
                raise ValueError("no name of a file, or no number of capabilities")
            return RecentSession(
                path=path,
                name=clean(name),
                decided=decided,
                total=total,
                opened=opened.astimezone(UTC),
                point=ResumePoint(
                    _place(entry), tuple(_cursors(entry)), _reviewing(entry.get("reviewing"))
                ),
                failure=one_line(str(entry.get("trouble", ""))) or None,
                exists=path.is_file(),
            )
    raise ValueError("not the entry of a session")


def _reviewing(found: object) -> str | None:
    return clean(found) if isinstance(found, str) else None


def _place(entry: dict[str, object]) -> InterviewPosition | None:
    match entry.get("place"):
        case {"capability": str(capability), "step": str(step)}:
            return InterviewPosition(clean(capability), clean(step))
    return None


def _cursors(entry: dict[str, object]) -> Iterator[Cursor]:
    found = entry.get("cursors")
    for item in found if isinstance(found, list) else ():
        match item:
            case {"field": str(field), "row": int(row), "column": int(column)}:
                if field.isidentifier() and row >= 0 and column >= 0:
                    yield Cursor(field, row, column)


def _prune() -> None:
    """Forget the oldest sessions beyond a number that nobody looks through."""
    entries = sorted(_entries(), key=lambda file: file.lstat().st_mtime, reverse=True)
    for file in entries[_KEPT:]:
        file.unlink(missing_ok=True)
