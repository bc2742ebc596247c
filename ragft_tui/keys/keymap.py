"""The keys of one run of the program: bindings, hint line, help and palette read them here."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Protocol, cast

from ragft_tui.core.errors import ProblemsError
from ragft_tui.keys.key import Key
from ragft_tui.keys.remap import remapped
from ragft_tui.keys.table import KEYS

if TYPE_CHECKING:
    from textual.binding import Binding
    from textual.dom import DOMNode

    from ragft_tui.storage.settings import ChosenSettings


class Keymap:
    """A table of keys, the built-in one or with the changes of the user."""

    def __init__(self, keys: tuple[Key, ...] = KEYS) -> None:
        """Take a table.

        Args:
            keys: All keys; a key's place in the table is its place in the hint line and the help.
        """
        self.keys = keys

    def of(self, *contexts: str) -> tuple[Key, ...]:
        """Return the keys of some contexts, in the order of the contexts."""
        return tuple(key for context in contexts for key in self.keys if key.context == context)

    def hints(self, *contexts: str, read_only_reason: bool = False) -> tuple[Key, ...]:
        """Return the keys that the hint line tells in some contexts.

        Args:
            contexts: The contexts, the nearest first.
            read_only_reason: Whether nothing can be changed.
        """
        return tuple(
            key for key in self.of(*contexts) if key.hint and not (read_only_reason and key.changes)
        )

    def words(self, name: str, *, typing: bool = False) -> str:
        """Return how the key of an action is written in a sentence; all texts ask here.

        Args:
            name: The id of the action, such as `review.undo`.
            typing: Whether the key shall work also while text is typed, if there is such a one.
        """
        key = self.by_id[name]
        return key.shown(typing=typing) or key.shown()

    @cached_property
    def by_id(self) -> dict[str, Key]:
        """All keys by their ids."""
        return {key.id: key for key in self.keys}

    def rebind(self, node: DOMNode) -> None:
        """Let a node of the screen hear the keys of this table, where its class has others.

        Textual's own keymap comes too late for keys that are typed as text, and takes away what
        else a key did.

        Args:
            node: A node whose bindings are those of its class.
        """
        if self.keys is KEYS:
            return
        from textual.binding import BindingsMap
        from textual.dom import DOMNode

        bound: dict[str, list[Binding]] = {}
        for base in reversed(type(node).__mro__):
            if issubclass(base, DOMNode):
                if not base._inherit_bindings:  # noqa: SLF001 - as Textual merges them
                    bound.clear()
                own = BindingsMap(base.__dict__.get("BINDINGS", ())).key_to_bindings
                ids = [binding.id for found in own.values() for binding in found if binding.id]
                fixed = {
                    key: [binding for binding in found if binding.id not in self.by_id]
                    for key, found in own.items()
                }
                new = BindingsMap(_bindings([self.by_id[name] for name in _known(ids, self)]))
                bound |= {key: found for key, found in fixed.items() if found}
                bound |= new.key_to_bindings
        node._bindings = BindingsMap.from_keys(bound)  # noqa: SLF001 - see above


class _HasKeymap(Protocol):
    keymap: Keymap


def keymap_of(node: DOMNode) -> Keymap:
    """Return the keys of the app that a node is in."""
    return cast("_HasKeymap", node.app).keymap


def key_label(node: DOMNode, name: str, *, typing: bool = False) -> str:
    """Return how the key of an action is written in a sentence on the screen.

    Args:
        node: Any node of the app.
        name: The id of the action, such as `review.undo`.
        typing: Whether the key shall work also while text is typed, if there is such a one.
    """
    return keymap_of(node).words(name, typing=typing)


def chosen_keymap(settings: ChosenSettings) -> Keymap:
    """Return the keys as the user wants them.

    Raises:
        ProblemsError: With every change of a key that makes no sense, at its place in the file.
    """
    if not settings.values.keys:
        return Keymap()
    try:
        return Keymap(remapped(KEYS, settings.values.keys))
    except ProblemsError as error:
        raise settings.placed(error) from error


def bindings(*contexts: str) -> list[Binding]:
    """Return the Textual bindings of some contexts, by the built-in table."""
    return _bindings(Keymap().of(*contexts))


def _bindings(keys: Sequence[Key]) -> list[Binding]:
    # The table alone is printed by a command without a screen, which needs no Textual.
    from textual.binding import Binding

    return [
        Binding(
            name,
            key.action.format(key=name),
            key.words,
            show=False,
            id=key.id,
            tooltip=key.about,
        )
        for key in keys
        if key.action != "noop"
        for name in key.keys
    ]


def _known(ids: list[str], keymap: Keymap) -> list[str]:
    """Return the ids that are in the table, each once, in the order of the table."""
    return [name for name in keymap.by_id if name in ids]
