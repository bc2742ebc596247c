"""One piece of work on a file, in a process of its own, where nothing was done before.

python -m benchmarks.alone WORK FILE prints the seconds of processor time that it took; what it
needs is made before the clock runs.
"""

from __future__ import annotations

import sys
import time
import tomllib
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Final

import tomli_w

from ragft_tui.storage.project import load_project
from ragft_tui.storage.project.encode import ProjectEncoder
from ragft_tui.storage.rulebooks import load_rulebook

_Work = Callable[[], object]


def _load(file: Path) -> _Work:
    return partial(load_project, file, load_rulebook())


def _parse(file: Path) -> _Work:
    return partial(tomllib.loads, file.read_text("utf-8"))


def _save(file: Path) -> _Work:
    """Make the bytes of the first save, with all that is checked but for reading them again."""
    project, rulebook = load_project(file)
    return partial(ProjectEncoder(rulebook).encode, project)


def _save_again(file: Path) -> _Work:
    """Make the bytes of a save behind another one, with nothing left to assess."""
    project, rulebook = load_project(file)
    encoder = ProjectEncoder(rulebook)
    while encoder.prepare(project):
        pass
    encoder.encode(project)
    return partial(encoder.encode, project)


def _dump(file: Path) -> _Work:
    table = tomllib.loads(file.read_text("utf-8"))
    return partial(tomli_w.dumps, table, multiline_strings=True)


_WORKS: Final[Mapping[str, Callable[[Path], _Work]]] = {
    "load": _load,
    "tomllib.loads": _parse,
    "save": _save,
    "save again": _save_again,
    "tomli_w.dumps": _dump,
}


def main() -> None:
    """Do what is named on a file, and print what it took."""
    name, file = sys.argv[1:]
    work = _WORKS[name](Path(file))
    begun = time.process_time()
    work()
    print(time.process_time() - begun)  # noqa: T201 - the result


if __name__ == "__main__":
    main()
