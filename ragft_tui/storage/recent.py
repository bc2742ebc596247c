"""Recent sessions of this machine: a small file each, so that two programs do not clash."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from urllib.parse import unquote_to_bytes

from ragft_tui.core.errors import RagftError
from ragft_tui.core.interview import InterviewPosition
from ragft_tui.core.model import VerdictType
from ragft_tui.core.records import dataclass
from ragft_tui.core.text import clean, one_line
from ragft_tui.storage.atomic import write_atomically
from ragft_tui.storage.files import read_file, real_path, tag
from ragft_tui.storage.paths import NoHomeError, private_directory, sessions_dir
from ragft_tui.storage.rights import own_rights
from ragft_tui.storage.toml.parse import parse_toml

_MOST: Final = 200
_UNDECIDED: Final = "undecided"


@dataclass(frozen=True, slots=True)
class Cursor:
    """The position of the cursor in a field or list."""

    field: str
    """The id of the field."""
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class ResumePoint:
    """Where the user left a project: the step of the interview, cursors, the row of the review."""

    position: InterviewPosition | None = None
    """The position in the interview; `None` if it had come to its end."""
    cursors: tuple[Cursor, ...] = ()
    """The cursors at that position, last the one of the field that was typed in; empty if the
    session was ended from outside."""
    reviewing: str | None = None
    """The id of the capability that was selected in the review; `None` in the interview."""


@dataclass(frozen=True, slots=True)
class RecentSession:
    """The entry of a project in the list of recent sessions."""

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
    types: tuple[tuple[VerdictType | None, int], ...] = ()
    """How many capabilities count as each type, as undecided last; empty if nobody noted it."""
    point: ResumePoint = ResumePoint()
    """Where the user left it."""
    failure: str | None = None
    """What became of work that could not be saved in the file."""
    exists: bool = True
    """Whether the file was still there when the list was made."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """The content of the file of a session."""

    file: str
    name: str
    decided: int
    total: int
    opened: datetime
    place: InterviewPosition | None = None
    cursors: tuple[Cursor, ...] = ()
    reviewing: str | None = None
    trouble: str | None = None
    types: Mapping[str, int] = field(default_factory=dict)
    """By the ids of the types."""


def remember(
    path: Path,
    *,
    name: str,
    decided: int,
    total: int,
    types: tuple[tuple[VerdictType | None, int], ...] = (),
    point: ResumePoint | None = None,
    failure: str | None = None,
) -> None:
    """Write the entry of a project that is being used now.

    If the state directory cannot be written, there is no entry.

    Args:
        path: The file of the project.
        name: The name of the project.
        decided: How many of its capabilities are decided.
        total: How many capabilities it has.
        types: How many of them count as each type.
        point: Where the user is.
        failure: What became of work that could not be saved in the file.
    """
    import tomli_w

    point = _cleaned(point or ResumePoint())
    entry = _Entry(
        # Percent-encoded, because a file name need not be text.
        real_path(path).as_uri(),
        clean(name),
        decided,
        total,
        datetime.now(UTC),
        point.position,
        point.cursors,
        point.reviewing,
        failure and clean(failure),
        {kind.value if kind else _UNDECIDED: count for kind, count in types},
    )
    known = {key: value for key, value in asdict(entry).items() if value not in (None, (), {})}
    with suppress(OSError, RagftError):
        private_directory(sessions_dir())
        write_atomically(_entry_file(path), tomli_w.dumps(known).encode(), rights=own_rights())
        # The oldest are forgotten, beyond those that anybody looks through.
        newest_first = sorted(_entries(), key=lambda file: file.lstat().st_mtime, reverse=True)
        for file in newest_first[_MOST:]:
            file.unlink(missing_ok=True)


def recent(limit: int = 20) -> tuple[RecentSession, ...]:
    """Return the sessions of this machine, newest first; unreadable entries are left out.

    Args:
        limit: The most that are returned.
    """
    sessions = filter(None, map(_read, _entries()))
    return tuple(sorted(sessions, key=lambda session: session.opened, reverse=True)[:limit])


def last_session(path: Path) -> RecentSession | None:
    """Return the entry of a project, or `None`."""
    with suppress(NoHomeError):
        return _read(_entry_file(path))
    return None


def forget(path: Path) -> None:
    """Remove the entry of a project; its file stays."""
    with suppress(OSError, NoHomeError):
        _entry_file(path).unlink(missing_ok=True)


def _entry_file(path: Path) -> Path:
    return sessions_dir() / f"{tag(os.fsencode(real_path(path)))}.toml"


def _entries() -> list[Path]:
    try:
        return [file for file in sessions_dir().iterdir() if file.suffix == ".toml"]
    except (OSError, NoHomeError):
        return []


def _read(file: Path) -> RecentSession | None:
    """Return the session of an entry; whatever is wrong with it, it must not stop the program."""
    try:
        tables = parse_toml(read_file(file), "")
    except (RagftError, OSError):
        return None
    import msgspec  # a first start, without any entry, does without

    try:
        entry = msgspec.convert(tables, _Entry)
        path = Path(os.fsdecode(unquote_to_bytes(entry.file.removeprefix("file://"))))
        if "\0" in str(path) or min(entry.decided, entry.total) < 0:
            return None
        return RecentSession(
            path=path,
            name=clean(entry.name),
            decided=entry.decided,
            total=entry.total,
            opened=entry.opened.astimezone(UTC),
            types=_types(entry),
            point=_cleaned(ResumePoint(entry.place, entry.cursors, entry.reviewing)),
            failure=entry.trouble and one_line(entry.trouble),
            exists=path.is_file(),
        )
    except (RagftError, msgspec.ValidationError, ValueError, OverflowError, OSError):
        return None


def _types(entry: _Entry) -> tuple[tuple[VerdictType | None, int], ...]:
    """Return the counts of an entry, where they are those of all of its capabilities."""
    ids = {**{kind.value: kind for kind in VerdictType}, _UNDECIDED: None}
    counts = entry.types
    if not counts.keys() <= ids.keys() or min(counts.values(), default=0) < 0:
        return ()
    found = tuple((ids[key], counts[key]) for key in ids if counts.get(key))
    return found if sum(counts.values()) == entry.total else ()


def _cleaned(point: ResumePoint) -> ResumePoint:
    position, cursors = point.position, point.cursors
    return ResumePoint(
        position and InterviewPosition(clean(position.capability), clean(position.step)),
        tuple(at for at in cursors if at.field.isidentifier() and min(at.row, at.column) >= 0),
        point.reviewing and clean(point.reviewing),
    )
