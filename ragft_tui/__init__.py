"""Decide what an application needs: retrieval, fine-tuning, both, or neither yet."""

from __future__ import annotations

from ragft_tui.core.classic import CapabilityType, classify_capability

__all__ = ["CapabilityType", "__version__", "classify_capability"]

__version__ = "0.1.0"
