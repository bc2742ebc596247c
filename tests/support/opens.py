"""How often a run of the program opens a file."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

_SCRIPT = """
import pathlib, sys
count, result, name = 0, pathlib.Path(sys.argv.pop()), sys.argv.pop()

def watch(event, args):
    global count
    count += event == "open" and str(args[0]).endswith(name)

sys.addaudithook(watch)
from ragft_tui.cli import main
try:
    main()
finally:
    result.write_text(str(count))
"""


def counting(arguments: tuple[str, ...], name: str, result: Path) -> list[str]:
    """Return a command that runs the program and writes how often it opened a file.

    Args:
        arguments: What the program is called with.
        name: How the path of the file ends.
        result: The file that is written.
    """
    return [sys.executable, "-c", _SCRIPT, *arguments, name, str(result)]


def count_opens(
    arguments: tuple[str, ...], name: str, result: Path, *, cwd: Path, env: Mapping[str, str]
) -> int:
    """Run the program without a terminal, and return how often it opened a file."""
    subprocess.run(
        counting(arguments, name, result),
        cwd=cwd,
        env=env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=30,
        check=False,
    )
    return int(result.read_text())
