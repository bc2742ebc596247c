"""Text: whatever it is, what is kept can be saved, what is shown is inert, and twice is once."""

from __future__ import annotations

import json
from typing import Final

from ragft_tui.core.text import clean, escape_json, is_blank, one_line, slug, visible
from ragft_tui.storage.importing.names import split_name
from tests.support.hostile import controls_in
from tests.support.naughty import NAUGHTY

__all__ = ["SEEDS", "fuzz"]

SEEDS: Final = tuple(text.encode("utf-8", "surrogatepass") for text in NAUGHTY)
"""Texts to begin with."""


def fuzz(data: bytes) -> None:
    """Clean, show and fold a text."""
    text = _text(data)
    for way in (clean, visible, one_line):
        once = way(text)
        assert once.encode().decode() == once
        assert way(once) == once
    assert visible(clean(text)) == visible(text)
    assert not controls_in(visible(text))
    assert len(one_line(text).splitlines()) <= 1
    assert not is_blank(text) or not one_line(text).isalnum()
    assert slug(text)
    split_name(text or "-")
    quoted = json.dumps(clean(text), ensure_ascii=False)
    assert json.loads(escape_json(quoted)) == clean(text)
    assert not controls_in(escape_json(quoted))


def _text(data: bytes) -> str:
    """Return a text that may hold any code point, lone surrogates too."""
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return data.decode("utf-8", "surrogateescape")
