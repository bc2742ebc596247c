"""Other keys for actions, as a user wants them: a table in which every key means one thing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations
from typing import Final

from ragft_tui.core.errors import RagftError, UsageError, refuse
from ragft_tui.core.strict import key_place, nearest, problem_with_name
from ragft_tui.keys.key import TEXT_CONTEXTS, Key
from ragft_tui.keys.names import FIELD_KEYS, SENT, is_text, key_named, shown, why_not_sent
from ragft_tui.keys.table import KEYS

Wanted = Mapping[str, str | tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Place:
    """Contexts that work at the same time; the nearest one takes a key."""

    contexts: tuple[str, ...]
    """The contexts, from what is focused outwards."""
    typing: bool = False
    """Whether letters are text there."""


PLACES: Final = (
    Place(("list", "home", "app")),
    Place(("field", "describe", "interview", "app"), typing=True),
    Place(("list", "question", "interview", "app")),
    Place(("field", "because", "question", "interview", "app"), typing=True),
    Place(("marks", "list", "review", "app")),
    Place(("field", "filter", "review", "app"), typing=True),
    Place(("map", "app")),
    Place(("list", "what_if", "app")),
    Place(("field", "text", "dialog", "app"), typing=True),
    Place(("list", "choice", "dialog", "app")),
    Place(("list", "theme", "dialog", "app")),
    Place(("list", "reader", "dialog", "app")),
)
"""All places in which one can be."""

SCREEN_KEYS: Final = ("tab", "shift+tab")
"""What every screen has a use of its own for, before what works everywhere has."""

_SPELLINGS: Final = 'it is written like "x", "X", "?", "f8", "ctrl+g", "alt+x" or "pageup"'


def remapped(keys: tuple[Key, ...], wanted: Wanted) -> tuple[Key, ...]:
    """Return a table in which some actions have other keys.

    Args:
        keys: The table.
        wanted: For ids of it the keys that take the place of those in the table.

    Raises:
        ProblemsError: With every id, name of a key and clash that makes no sense; each has its
            place in the settings, such as `keys.review.accept`.
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
            given = () if found else tuple(dict.fromkeys(key_named(item) for item in names))
            changed[name] = replace(by_id[name], keys=given, label="")
    table = tuple(_following(changed.get(key.id, key), changed) for key in keys)
    refuse(iter([*problems, *_clashes(table, changed)]))
    return table


@cache
def meant_pairs() -> frozenset[tuple[str, str]]:
    """Return the pairs of ids of which the nearer one is meant to take a key from the other."""
    return frozenset((near.id, far.id) for near, far, _ in _shared(KEYS))


def _following(key: Key, changed: Mapping[str, Key]) -> Key:
    """Return a key that tells others as they are now."""
    if not any(name in changed for name in key.follows):
        return key
    by_id = {each.id: each for each in KEYS} | dict(changed)
    told = tuple(by_id[name].keys[0] for name in key.follows if by_id[name].keys)
    return replace(key, keys=told, label="")


def _problems(name: str, names: tuple[str, ...], by_id: Mapping[str, Key]) -> Iterator[RagftError]:
    """Yield what is wrong with the keys of one id, whatever the others are."""
    where = key_place("keys", name)
    key = by_id.get(name)
    if key is None:
        yield problem_with_name("id of a key", name, by_id, where)
    elif key.follows:
        told = " and ".join(key.follows)
        what = f"has no key of its own; it tells those of {told}"
        yield UsageError(what, where=where, advice="change them there")
    elif key.is_family:
        what = "is a row of digits, each of which marks another line, and stays as it is"
        yield UsageError(what, where=where, advice="remove it")
    elif not names:
        yield UsageError("has no key left", where=where, advice="name one, or remove the line")
    else:
        for written in names:
            yield from _problems_of_key(key, written, where)
        known = [item for item in map(key_named, names) if item]
        if key.way_out and known and all(is_text(item) or item in FIELD_KEYS for item in known):
            told = ", ".join(shown(item) for item in known)
            what = f"cannot be pressed while text is typed, where {told} is text"
            yield UsageError(what, where=where, advice='add a key such as "f8"')


def _problems_of_key(key: Key, written: str, where: str) -> Iterator[RagftError]:
    name = key_named(written)
    if not name:
        why = why_not_sent(written)
        what = f'"{written[:60]}" is no key that a terminal sends'
        if why:
            yield UsageError(f"{what}: {why}", where=where, advice="choose another key")
        else:
            yield UsageError(what, where=where, advice=_near_key(written))
    elif name in key.keys:
        return
    elif key.context in TEXT_CONTEXTS:
        if is_text(name):
            what = f"{shown(name)} types text where this works"
            yield UsageError(what, where=where, advice='choose a key such as "f8" or "ctrl+g"')
        elif name in FIELD_KEYS:
            what = f"{shown(name)} is for moving and editing in fields of text"
            yield UsageError(what, where=where, advice="choose another key")
    elif key.context == "app" and name in SCREEN_KEYS:
        what = f"{shown(name)} goes from field to field"
        yield UsageError(what, where=where, advice="choose another key")


def _near_key(written: str) -> str:
    near = nearest(written.lower(), sorted(SENT))
    return near if near.startswith("did you mean") else _SPELLINGS


def _clashes(table: tuple[Key, ...], changed: Mapping[str, Key]) -> Iterator[RagftError]:
    """Yield each key that now means two things in one place."""
    meant, told = meant_pairs(), set()
    for near, far, name in _shared(table):
        if (near.id, far.id) in meant or (near.id, far.id, name) in told:
            continue
        told.add((near.id, far.id, name))
        new, old = (near, far) if near.id in changed else (far, near)
        yield UsageError(
            f'{shown(name)} is the key of {old.id} as well, "{old.about}"',
            where=key_place("keys", new.id),
            advice=f"choose another key, or give {old.id} another one",
        )


def _shared(keys: Sequence[Key]) -> Iterator[tuple[Key, Key, str]]:
    """Yield the pairs that share a key in some place, the nearer first, with that key."""
    for place in PLACES:
        heard: dict[str, list[Key]] = {}
        for key in (key for context in place.contexts for key in keys if key.context == context):
            for name in () if key.follows else key.keys:
                if not (place.typing and is_text(name)):
                    heard.setdefault(name, []).append(key)
        for name, together in heard.items():
            for near, far in combinations(together, 2):
                yield near, far, name
