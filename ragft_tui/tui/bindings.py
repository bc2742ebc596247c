"""Textual bindings made from the keymap, and the keymap that the app of a widget has."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, cast

from textual.binding import Binding, BindingsMap, BindingType
from textual.dom import DOMNode

from ragft_tui.keys import KEYS, Key, Keymap


class _HasKeymap(Protocol):
    keymap: Keymap


def keymap_of(node: DOMNode) -> Keymap:
    """Return the keymap of the app that a node is in."""
    return cast("_HasKeymap", node.app).keymap


def bindings(*contexts: str) -> list[BindingType]:
    """Return the bindings of some contexts, by the built-in table."""
    return [*_bindings(Keymap().of(*contexts))]


def rebind(node: DOMNode, keymap: Keymap) -> None:
    """Replace the keys that the class of a node binds by those of a keymap.

    Textual's own keymap comes too late for keys that are typed as text, and takes away what
    else a key did.

    Args:
        node: A node whose bindings are those of its class.
        keymap: The keys.
    """
    if keymap.keys is KEYS:
        return
    bound: dict[str, list[Binding]] = {}
    for base in reversed(type(node).__mro__):
        if issubclass(base, DOMNode):
            if not base._inherit_bindings:  # noqa: SLF001 - as Textual merges them
                bound.clear()
            own = BindingsMap(base.__dict__.get("BINDINGS", ())).key_to_bindings
            ids = {binding.id for found in own.values() for binding in found}
            fixed = {
                key: [binding for binding in found if binding.id not in keymap.by_id]
                for key, found in own.items()
            }
            new = BindingsMap(_bindings(key for key in keymap.keys if key.id in ids))
            bound |= {key: found for key, found in fixed.items() if found}
            bound |= new.key_to_bindings
    node._bindings = BindingsMap.from_keys(bound)  # noqa: SLF001 - see above


def _bindings(keys: Iterable[Key]) -> list[Binding]:
    return [
        Binding(
            name,
            key.action.format(key=name),
            key.description,
            show=False,
            id=key.id,
            tooltip=key.tooltip,
        )
        for key in keys
        if key.action != "noop"
        for name in key.keys
    ]
