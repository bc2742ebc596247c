from __future__ import annotations

from pathlib import Path

import pytest

from ragft_tui.cli.keys import render_keys
from ragft_tui.keys import CONTEXTS, KEYS, Keymap
from tests.unit.cli.conftest import Run

PAGE = Path(__file__).parents[3] / "docs" / "keys.md"


def test_every_key_is_printed_with_what_it_does(run: Run) -> None:
    done = run("keys")
    assert (done.returncode, done.stderr) == (0, "")
    assert all(len(line) <= 80 for line in done.stdout.splitlines())
    for key in KEYS:
        assert key.tooltip in done.stdout
    for title in CONTEXTS.values():
        assert f"{title}\n" in done.stdout


def test_the_page_of_keys_is_what_the_command_prints() -> None:
    assert PAGE.read_text(encoding="utf-8") == render_keys(Keymap(), "md"), (
        "write it anew: ragft-tui keys --format md > docs/keys.md"
    )


@pytest.mark.parametrize("row", render_keys(Keymap(), "md").splitlines())
def test_every_row_of_the_page_has_its_two_columns(row: str) -> None:
    assert not row.startswith("|") or row.replace(r"\|", "").count("|") == 3
