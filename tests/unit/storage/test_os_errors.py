"""What the system has no more of is told, and is no fault of the program."""

from __future__ import annotations

import errno

import pytest

from ragft_tui.storage.os_errors import used_up


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (MemoryError(), "there is no memory left; end some programs"),
        (OSError(errno.EMFILE, ""), "the program may open no more files; raise the limit"),
        (OSError(errno.ENOENT, ""), "None"),
        (ValueError(), "None"),
    ],
)
def test_what_is_used_up_is_told(error: Exception, told: str) -> None:
    behind = RuntimeError("of a library")
    behind.__cause__ = error
    assert str(used_up(error)).startswith(told)
    assert str(used_up(behind)).startswith(told)
