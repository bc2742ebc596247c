"""The project file: its schema, and decoded into a project; `encode`, which assesses, is apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ragft_tui.core.lazy import lazy_names

if TYPE_CHECKING:
    from ragft_tui.storage.project.decode import decode_capability as decode_capability
    from ragft_tui.storage.project.decode import decode_project as decode_project
    from ragft_tui.storage.project.decode import load_project as load_project
    from ragft_tui.storage.project.schema import CapabilityTable as CapabilityTable

FORMAT: Final = 1
"""The newest format of project files that this program reads, and the one that it writes."""

__getattr__ = lazy_names(
    __name__,
    {
        ".decode": "decode_capability decode_project load_project",
        ".schema": "CapabilityTable",
    },
)
