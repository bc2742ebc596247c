"""The keys, without Textual: their names, what each does, and how settings change them."""

from ragft_tui.keys.contexts import CONTEXTS
from ragft_tui.keys.key import Key
from ragft_tui.keys.keymap import Keymap, remap_keys
from ragft_tui.keys.table import KEYS

__all__ = ["CONTEXTS", "KEYS", "Key", "Keymap", "remap_keys"]
