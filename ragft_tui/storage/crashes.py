"""Crash reports: kinds of errors and places in code, and nothing that was typed."""

from __future__ import annotations

import os
import platform
import sys
import traceback
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from ragft_tui.storage.paths import NoHomeError, crashes_dir, private_directory

_MOST: Final = 20
_LIBRARIES: Final = ("ragft-tui", "textual", "rich", "msgspec", "click")


def write_report(error: BaseException) -> Path | None:
    """Write a crash report to the state directory.

    It holds kinds of errors and places in code. It holds no message, for that may quote what was
    typed, and no value of a variable.

    Args:
        error: What was raised.

    Returns:
        The report; `None` if it cannot be written.
    """
    name = f"{datetime.now().astimezone():%Y-%m-%d-%H%M%S}-{os.getpid()}.txt"
    with suppress(OSError, NoHomeError):
        report = private_directory(crashes_dir()) / name
        text = "\n".join([*_machine(), "", *_chain(error), ""])
        report.touch(mode=0o600)
        report.write_text(text, encoding="utf-8")
        for old in sorted(report.parent.glob("*.txt"))[:-_MOST]:
            old.unlink(missing_ok=True)
        return report
    return None


def _machine() -> Iterator[str]:
    for library in _LIBRARIES:
        with suppress(PackageNotFoundError):
            yield f"{library} {version(library)}"
    yield f"Python {platform.python_version()} on {platform.system()} {platform.release()}"
    yield f"TERM {os.environ.get('TERM', 'not set')}, encoding {sys.getdefaultencoding()}"


def _chain(error: BaseException) -> Iterator[str]:
    """Yield the traceback of an error, after those of the errors that led to it."""
    before = error.__cause__ or error.__context__
    if before is not None:
        yield from _chain(before)
        yield "which led to"
    yield type(error).__name__
    for frame in traceback.extract_tb(error.__traceback__):
        yield f"  {_short(frame.filename)}:{frame.lineno} in {frame.name}"


def _short(file: str) -> str:
    """Return a source file without the directories of this machine."""
    parts = Path(file).parts
    known = [index for index, part in enumerate(parts) if part in {"site-packages", "ragft_tui"}]
    return "/".join(parts[known[-1] :]) if known else parts[-1]
