"""Tables of other keys: typed problems, or a table in which every key means one thing."""

from __future__ import annotations

import json
from typing import Final, cast

from ragft_tui.core.errors import ProblemsError
from ragft_tui.keys import KEYS, Key, remap_keys
from ragft_tui.keys.key import FIELD_KEYS, is_text
from ragft_tui.keys.keymap import FOCUS_PATHS, intended_overlaps
from tests.support.hostile import controls_in

__all__ = ["SEEDS", "fuzz"]

_IDS: Final = [key.id for key in KEYS]
_KEYS: Final = ["f8", "Ctrl+O", "x", "A", "enter", "escape", "Tab", "alt-x", "?", "^G", "f1", "q"]

SEEDS: Final = (
    b'{"review.accept": "y", "review.duplicate": ["Y", "f8"]}',
    b'{"app.quit": [], "dialog.close": "q", "nothing": "ctrl+\\u0000"}',
    b'{"app.help": "?"}',
    b'{"dialog.close": ["ctrl+a", "X"]}',
    b"\x00\x01\x02\x03\x04\x05\x06\x07",
    b"swap \x10\x11\x12 \x13\x14",
)
"""Tables as JSON, or bytes that stand for ids and keys by their numbers."""


def fuzz(data: bytes) -> None:
    """Make a table of keys, and try in every place what each key means."""
    wanted = _table(data)
    try:
        keys = remap_keys(KEYS, wanted)
    except ProblemsError as error:
        problems = error.problems
    else:
        _try_all(keys)
        return
    assert all(problem.location[0] == "keys" for problem in problems)
    assert not controls_in(" ".join(str(problem) for problem in problems))


def _try_all(keys: tuple[Key, ...]) -> None:
    assert [key.id for key in keys] == _IDS
    assert all(key.keys and key.labels for key in keys)
    for path in FOCUS_PATHS:
        _try(path, [key for name in path for key in keys if key.context == name])


def _try(path: tuple[str, ...], here: list[Key]) -> None:
    typing = "field" in path
    heard: dict[str, str] = {}
    for key in here:
        for name in key.keys:
            if key.shows_keys_of or (typing and is_text(name)):
                continue
            first = heard.setdefault(name, key.id)
            assert first == key.id or (first, key.id) in intended_overlaps(), (first, key.id, name)
    for way_out in (key for key in here if key.way_out):
        usable = [name for name in way_out.keys if not (typing and _is_taken(name))]
        assert usable, way_out.id
    # Whatever takes the keys that leave is itself a way out of its place.
    leaving = next(key for key in here if key.id == "app.quit")
    taken_by = {heard.get(name, "") for name in leaving.keys if not _is_taken(name)}
    assert taken_by & {"app.quit", "dialog.close", "theme.back"}, taken_by


def _is_taken(name: str) -> bool:
    return is_text(name) or name in FIELD_KEYS


def _table(data: bytes) -> dict[str, str | tuple[str, ...]]:
    try:
        read: object = json.loads(data)
    except (ValueError, RecursionError):
        read = None
    if isinstance(read, dict):
        return {str(name): _written(value) for name, value in read.items()}
    pairs = zip(data[::2], data[1::2], strict=False)
    return {_IDS[name % len(_IDS)]: _KEYS[key % len(_KEYS)] for name, key in pairs}


def _written(value: object) -> str | tuple[str, ...]:
    if isinstance(value, list):
        return tuple(str(item) for item in cast("list[object]", value))
    return str(value)
