"""The keymap of one run, and the user's changes of keys in it; clashes are refused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, cached_property
from itertools import combinations
from typing import Final

from ragft_tui.core.errors import (
    ROOT,
    RagftError,
    UsageError,
    did_you_mean,
    raise_problems,
    unknown_name,
)
from ragft_tui.keys.hints import Hints
from ragft_tui.keys.key import (
    FIELD_KEYS,
    TERMINAL_KEYS,
    TEXT_CONTEXTS,
    Key,
    explain_unsendable,
    is_text,
    parse_key,
    render_key,
)
from ragft_tui.keys.table import KEYS

_NO_HINTS: Final = Hints()


class Keymap:
    """A table of keys, the built-in one or one that the user's settings changed."""

    def __init__(self, keys: tuple[Key, ...] = KEYS) -> None:
        """Create a keymap.

        Args:
            keys: All keys; hint line and help list them in this order.
        """
        self.keys = keys

    def of(self, *contexts: str) -> tuple[Key, ...]:
        """Return the keys of some contexts, in the order of the contexts."""
        return tuple(key for context in contexts for key in self.keys if key.context == context)

    def hints(
        self, *contexts: str, hints: Hints = _NO_HINTS, read_only: bool = False
    ) -> tuple[Key, ...]:
        """Return the keys that the hint line shows in some contexts, in its order.

        Args:
            contexts: The contexts, the nearest first.
            hints: Which keys matter now and come first, and which are left out.
            read_only: Whether nothing can be changed.
        """
        first = [self.by_id[name] for name in hints.now]
        others = [key for key in self.of(*contexts) if key.hint and key not in first]
        *before, last = [*first, *(key for key in others if not key.always)]
        ordered = [*before, *(key for key in others if key.always), last]
        return tuple(
            key
            for key in ordered
            if not (read_only and key.changes) and key.id not in hints.without
        )

    def label(self, name: str, *, typing: bool = False) -> str:
        """Return how the key of an action is written in a sentence.

        Args:
            name: The id of the action, such as `review.undo`.
            typing: Whether to prefer a key that works while text is typed, too.
        """
        key = self.by_id[name]
        return key.label(typing=typing) or key.label()

    @cached_property
    def by_id(self) -> dict[str, Key]:
        """All keys by their ids."""
        return {key.id: key for key in self.keys}


KeyOverrides = Mapping[str, str | tuple[str, ...]]


FOCUS_PATHS: Final = (
    ("list", "home", "app"),
    ("field", "describe", "interview", "app"),
    ("list", "answer", "question", "interview", "app"),
    ("number", "list", "answer", "question", "interview", "app"),
    ("list", "card", "interview", "app"),
    ("field", "because", "question", "interview", "app"),
    ("marks", "list", "review", "app"),
    ("field", "filter", "review", "app"),
    ("import", "list", "app"),
    ("map", "app"),
    ("list", "costs", "app"),
    ("list", "options", "answers", "app"),
    ("list", "options", "what_if", "app"),
    ("field", "text", "dialog", "app"),
    ("field", "text", "lines", "dialog", "app"),
    ("list", "answer", "choice", "dialog", "app"),
    ("number", "list", "answer", "choice", "dialog", "app"),
    ("list", "theme", "dialog", "app"),
    ("list", "reader", "dialog", "app"),
    ("list", "summary", "reader", "dialog", "app"),
    ("list", "outdated", "reader", "dialog", "app"),
)
"""All contexts that work at the same time, from the focused widget outwards: the nearest takes a
key. Letters are text where the first one is a field."""

SCREEN_KEYS: Final = ("tab", "shift+tab")
"""Keys that every screen takes before an action that works everywhere can."""

_ANOTHER_KEY: Final = "choose another key"
_SPELLINGS: Final = 'it is written like "x", "X", "?", "f8", "ctrl+g", "alt+x" or "pageup"'


def remap_keys(keys: tuple[Key, ...], wanted: KeyOverrides) -> tuple[Key, ...]:
    """Return a table in which some actions have other keys.

    Args:
        keys: The table.
        wanted: The new keys of some actions, by their ids.

    Raises:
        ProblemsError: If an id or key is unknown, or keys clash; each problem has its location in
            the settings, such as `keys.review.accept`.
    """
    problems: list[RagftError] = []
    changed: dict[str, Key] = {}
    by_id = {key.id: key for key in keys}
    for name, written in wanted.items():
        names = (written,) if isinstance(written, str) else tuple(written)
        found = list(_problems(name, names, by_id))
        problems += found
        if name in by_id:
            # What is wrong already clashes with nothing.
            given = () if found else tuple(dict.fromkeys(filter(None, map(parse_key, names))))
            changed[name] = replace(by_id[name], keys=given, key_display=None)
    table = tuple(_following(changed.get(key.id, key), changed) for key in keys)
    raise_problems(iter([*problems, *_clashes(table, changed)]))
    return table


@cache
def intended_overlaps() -> frozenset[tuple[str, str]]:
    """Return the pairs of ids of which the nearer one takes a key from the other by design."""
    return frozenset((near.id, far.id) for near, far, _ in _shared(KEYS))


def _following(key: Key, changed: Mapping[str, Key]) -> Key:
    """Return a key that shows those of others, as they are now."""
    if not any(name in changed for name in key.shows_keys_of):
        return key
    by_id = {each.id: each for each in KEYS} | dict(changed)
    shown = tuple(by_id[name].keys[0] for name in key.shows_keys_of if by_id[name].keys)
    return replace(key, keys=shown, key_display=None)


def _problems(name: str, names: tuple[str, ...], by_id: Mapping[str, Key]) -> Iterator[RagftError]:
    """Yield what is wrong with the keys of one action, whatever those of others are."""
    location = ROOT / "keys" / name
    key = by_id.get(name)
    if key is None:
        yield unknown_name("id of a key", name, by_id, location)
    elif key.shows_keys_of:
        others = " and ".join(key.shows_keys_of)
        yield UsageError(
            f"has no key of its own; it tells those of {others}",
            location=location,
            advice="change them there",
        )
    elif key.is_family:
        yield UsageError(
            "is a row of digits, each of which marks another line, and stays as it is",
            location=location,
            advice="remove it",
        )
    elif not names:
        yield UsageError(
            "has no key left", location=location, advice="name one, or remove the line"
        )
    else:
        for written in names:
            if problem := _problem_of_key(key, written):
                what, advice = problem
                yield UsageError(what, location=location, advice=advice)
        known = [*filter(None, map(parse_key, names))]
        if key.way_out and known and all(is_text(item) or item in FIELD_KEYS for item in known):
            labels = ", ".join(map(render_key, known))
            what = f"cannot be pressed while text is typed, where {labels} is text"
            yield UsageError(what, location=location, advice='add a key such as "f8"')


def _problem_of_key(key: Key, written: str) -> tuple[str, str] | None:
    """Return what is wrong with a key of an action, and what to do; `None` if nothing is."""
    name = parse_key(written)
    if not name:
        what = f'"{written[:60]}" is no key that a terminal sends'
        if why := explain_unsendable(written):
            return f"{what}: {why}", _ANOTHER_KEY
        near = did_you_mean(written.lower(), sorted(TERMINAL_KEYS))
        return what, near if near.startswith("did you mean") else _SPELLINGS
    is_new, in_text, label = name not in key.keys, key.context in TEXT_CONTEXTS, render_key(name)
    if is_new and in_text and is_text(name):
        return f"{label} types text where this works", 'choose a key such as "f8" or "ctrl+g"'
    if is_new and in_text and name in FIELD_KEYS:
        return f"{label} is for moving and editing in fields of text", _ANOTHER_KEY
    if is_new and key.context == "app" and name in SCREEN_KEYS:
        return f"{label} goes from field to field", _ANOTHER_KEY
    return None


def _clashes(table: tuple[Key, ...], changed: Mapping[str, Key]) -> Iterator[RagftError]:
    """Yield each key that now means two things in one place."""
    intended, seen = intended_overlaps(), set()
    for near, far, name in _shared(table):
        if (near.id, far.id) in intended or (near.id, far.id, name) in seen:
            continue
        seen.add((near.id, far.id, name))
        new, old = (near, far) if near.id in changed else (far, near)
        yield UsageError(
            f'{render_key(name)} is the key of {old.id} as well, "{old.tooltip}"',
            location=ROOT / "keys" / new.id,
            advice=f"choose another key, or give {old.id} another one",
        )


def _shared(keys: Sequence[Key]) -> Iterator[tuple[Key, Key, str]]:
    """Yield the pairs that share a key in some place, the nearer first, with that key."""
    for path in FOCUS_PATHS:
        heard: dict[str, list[Key]] = {}
        for key in (key for context in path for key in keys if key.context == context):
            for name in () if key.shows_keys_of else key.keys:
                if not ("field" in path and is_text(name)):
                    heard.setdefault(name, []).append(key)
        for name, together in heard.items():
            for near, far in combinations(together, 2):
                yield near, far, name
