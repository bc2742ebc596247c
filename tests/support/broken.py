"""The program, with one step of its saves failing for as long as a file says so.

    python broken.py CONTROL DIRECTORY FILE

The control file names step and error, such as `fsync EIO`; while it is empty, everything works.
Only what is directly in the directory is concerned: what is kept elsewhere meanwhile must succeed.
"""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path
from typing import Final

__all__ = ["STEPS"]

STEPS: Final = ("open", "write", "fsync", "pread", "rename", "directory")
"""The steps of a save; the last is the fsync of the directory."""

_DESCRIPTORS: Final = "/proc/self/fd"


def _break(control: Path, directory: Path) -> None:
    """Put a check before each system call that a step is made of."""
    make, write, sync, read, rename = os.open, os.write, os.fsync, os.pread, os.replace

    def check(step: str, path: str | os.PathLike[str]) -> None:
        concerned = Path(path) == directory if step == "directory" else _is_in(path, directory)
        asked = control.read_text(encoding="ascii").split() if concerned else []
        if asked[:1] == [step]:
            number = getattr(errno, asked[1])
            raise OSError(number, os.strerror(number), str(path))

    def broken_open(path: str, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        if flags & os.O_CREAT:
            check("open", path)
        return make(path, flags, mode, dir_fd=dir_fd)

    def broken_write(descriptor: int, data: bytes) -> int:
        check("write", _name(descriptor))
        return write(descriptor, data)

    def broken_fsync(descriptor: int) -> None:
        name = _name(descriptor)
        check("directory" if Path(name) == directory else "fsync", name)
        sync(descriptor)

    def broken_pread(descriptor: int, length: int, offset: int) -> bytes:
        check("pread", _name(descriptor))
        return read(descriptor, length, offset)

    def broken_replace(source: str | Path, target: str | Path) -> None:
        check("rename", target)
        rename(source, target)

    replacements = {
        "open": broken_open,
        "write": broken_write,
        "fsync": broken_fsync,
        "pread": broken_pread,
        "replace": broken_replace,
        "rename": broken_replace,
    }
    for name, replacement in replacements.items():
        setattr(os, name, replacement)


def _is_in(path: str | os.PathLike[str], directory: Path) -> bool:
    # The lock is no part of a save.
    return Path(path).parent == directory and Path(path).suffix != ".lock"


def _name(descriptor: int) -> str:
    return str(Path(_DESCRIPTORS, str(descriptor)).readlink())


if __name__ == "__main__":
    _break(Path(sys.argv[1]), Path(sys.argv[2]).resolve())
    sys.argv[:] = ["ragft-tui", *sys.argv[3:]]
    from ragft_tui.cli import main

    main()
