"""What all tests share: nobody's own directories, a fixed login name, and goldens on request."""

from __future__ import annotations

import asyncio
import gc
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import settings

# No test measures time. Whether examples are random is left to Hypothesis: in CI they are not.
settings.register_profile("untimed", settings(), deadline=None)
settings.load_profile("untimed")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-goldens",
        action="store_true",
        help="write the golden screens anew instead of comparing them",
    )


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Return how many workers `-n auto` starts: twice as many as there are cores.

    Whoever drives a terminal waits for it most of the time.
    """
    return 2 * (os.cpu_count() or 1)


def pytest_collection_finish() -> None:
    """Look for garbage among what tests make, and not among thousands of tests each time.

    An app is a hundred thousand objects that are all let go at once, at the end of its test.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def pytest_asyncio_loop_factories() -> Mapping[str, Callable[[], asyncio.AbstractEventLoop]]:
    """Start tasks as `App.run` does; `App.run_test` leaves the factory of the loop as it is.

    https://github.com/Textualize/textual/pull/6492 tells what tests miss by that.
    """
    return {"as in App.run": _event_loop}


def _event_loop() -> asyncio.AbstractEventLoop:
    loop = asyncio.new_event_loop()
    if sys.version_info >= (3, 12):
        loop.set_task_factory(asyncio.eager_task_factory)
    return loop


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep every test away from the directories and the name of whoever runs it."""
    directory = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("RAGFT_TUI_HOME", str(directory))
    # Nor does git know a name, whatever is configured on this machine.
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for variable in ("LOGNAME", "USER"):
        monkeypatch.setenv(variable, "ada")
    return directory
