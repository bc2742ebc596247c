from __future__ import annotations

import subprocess
import sys

from benchmarks.commands import TEXTUAL


def imported(module: str) -> str:
    command = [sys.executable, "-X", "importtime", "-c", f"import {module}"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stderr


def test_an_import_of_textual_is_seen() -> None:
    assert TEXTUAL.search(imported("textual.geometry"))
    assert not TEXTUAL.search(imported("textwrap"))
