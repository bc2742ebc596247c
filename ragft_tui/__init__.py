"""Decide what an application needs: retrieval, fine-tuning, both, or neither yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ragft_tui.core.classic import CapabilityType, classify_capability

__all__ = ["CapabilityType", "__version__", "classify_capability"]

__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    """Import the public names when they are asked for: the command line does without them."""
    if name in {"CapabilityType", "classify_capability"}:
        from ragft_tui.core import classic

        return getattr(classic, name)
    message = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(message)
