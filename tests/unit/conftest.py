"""What the unit tests share: a small rulebook, a shared directory, and another user."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from ragft_tui.core.rulebook import Rulebook
from ragft_tui.storage.rulebooks import load_rulebook

NOBODY = 65534


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    return load_rulebook(Path(__file__).parents[1] / "data" / "rulebook-small.toml")


@pytest.fixture
def shared_dir() -> Iterator[Path]:
    """Yield a directory that every user may enter and write, unlike those of pytest."""
    with tempfile.TemporaryDirectory(prefix="ragft-test-") as name:
        directory = Path(name)
        directory.chmod(0o777)
        yield directory


@pytest.fixture
def as_nobody() -> Callable[[], AbstractContextManager[None]]:
    """Return a context in which permissions hold: nothing is forbidden to root."""

    @contextmanager
    def context() -> Iterator[None]:
        if os.getuid() != 0:
            yield
            return
        os.setresgid(NOBODY, NOBODY, 0)
        os.setresuid(NOBODY, NOBODY, 0)
        try:
            yield
        finally:
            os.setresuid(0, 0, 0)
            os.setresgid(0, 0, 0)

    return context
