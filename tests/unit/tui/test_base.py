"""What copying sends to a terminal, and what it says."""

from __future__ import annotations

from base64 import b64decode, b64encode
from pathlib import Path

import pytest

from ragft_tui.storage.paths import copied_file
from ragft_tui.tui.base import copy_text

WORDS = "Zoë 東京\nline\n"


def osc_52(text: str) -> str:
    return f"\x1b]52;c;{b64encode(text.encode()).decode()}\x07"


@pytest.mark.parametrize("multiplexer", ["", "tmux", "tmux or screen"])
def test_a_terminal_is_given_the_text(multiplexer: str) -> None:
    sequence, words = copy_text(WORDS, multiplexer)
    assert sequence == osc_52(WORDS)
    assert words.startswith("Copied 2 lines; also in ")
    assert words.endswith("copied.txt")
    assert copied_file().read_text("utf-8") == WORDS


@pytest.mark.parametrize(("length", "is_sent"), [(56_244, True), (56_247, False)])
def test_what_is_too_long_is_only_in_the_file(length: int, *, is_sent: bool) -> None:
    sequence, words = copy_text("x" * length, "")
    assert bool(sequence) == is_sent
    assert words.startswith("Copied 1 line" if is_sent else "Too much for a clipboard: 1 line")
    assert len(copied_file().read_text("utf-8")) == length


def test_controls_are_pictures_in_both() -> None:
    sequence, _ = copy_text("a\x1b]52;c;eA==\x07\ud800b\r\n", "")
    told = b64decode(sequence[len("\x1b]52;c;") : -1]).decode()
    assert told == copied_file().read_text("utf-8") == "a␛]52;c;eA==␇\ufffdb\n"


def test_the_file_is_for_this_user_alone_even_where_it_was_not() -> None:
    copy_text("first", "")
    copied_file().chmod(0o644)
    copy_text("second", "")
    assert copied_file().stat().st_mode & 0o777 == 0o600
    assert copied_file().read_text("utf-8") == "second"


def test_where_no_file_can_be_kept_the_clipboard_still_has_it(home: Path) -> None:
    (home / "state").write_text("in the way", "utf-8")
    sequence, words = copy_text(WORDS, "")
    assert sequence == osc_52(WORDS)
    assert words.startswith("Copied 2 lines; ")
    assert "cannot" in words
