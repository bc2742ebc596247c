"""Sessions of this machine: a small file each, so that programs side by side do not clash."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from urllib.parse import unquote_to_bytes

from ragft_tui.core.errors import RagftError
from ragft_tui.core.interview.route import Place
from ragft_tui.core.text import clean
from ragft_tui.store.atomic import write_atomically
from ragft_tui.store.files import read_file, real_path
from ragft_tui.store.paths import private_directory, sessions_dir
from ragft_tui.store.toml import parse

__all__ = ["RecentSession", "forget", "last_place", "recent", "remember"]

_KEPT: Final = 200
_SCHEME: Final = "file://"


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
    place: Place | None = None
    """Where the user was; `None` where the interview had come to its end."""
    exists: bool = True
    """Whether the file was still there when the list was made."""


def remember(
    path: Path, *, name: str, decided: int, total: int, place: Place | None = None
) -> None:
    """Note that a project is being used now.

    A state directory that cannot be written is no reason to stop: then nothing is noted.

    Args:
        path: The file of the project.
        name: The name of the project.
        decided: How many of its capabilities are decided.
        total: How many capabilities it has.
        place: Where the user is; `None` at the end of the interview.
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
    if place is not None:
        entry["place"] = {"capability": clean(place.capability), "step": clean(place.step)}
    with suppress(OSError, RagftError):
        private_directory(sessions_dir())
        write_atomically(_entry_file(path), tomli_w.dumps(entry).encode())
        _prune()


def recent(limit: int = 20) -> tuple[RecentSession, ...]:
    """Return the sessions of this machine, newest first; unreadable entries are left out.

    Args:
        limit: The most that are returned.
    """
    sessions = sorted(_sessions(), key=lambda session: session.opened, reverse=True)
    return tuple(sessions[:limit])


def last_place(path: Path) -> Place | None:
    """Return where the user last was in a project, as far as this machine knows."""
    session = _read(_entry_file(path))
    return session.place if session else None


def forget(path: Path) -> None:
    """Remove a project from the recent sessions; its file stays."""
    with suppress(OSError):
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
    except OSError:
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
            return RecentSession(
                path=path,
                name=clean(name),
                decided=decided,
                total=total,
                opened=opened.astimezone(UTC),
                place=_place(entry),
                exists=path.is_file(),
            )
    raise ValueError("not the entry of a session")


def _place(entry: dict[str, object]) -> Place | None:
    match entry.get("place"):
        case {"capability": str(capability), "step": str(step)}:
            return Place(clean(capability), clean(step))
    return None


def _prune() -> None:
    """Forget the oldest sessions beyond a number that nobody looks through."""
    entries = sorted(_entries(), key=lambda file: file.lstat().st_mtime, reverse=True)
    for file in entries[_KEPT:]:
        file.unlink(missing_ok=True)
