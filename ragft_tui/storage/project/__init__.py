"""The project file: its schema, and decoded into a project; `encode`, which assesses, is apart."""

from ragft_tui.storage.project.decode import decode_capability, decode_project, load_project
from ragft_tui.storage.project.schema import CapabilityTable

__all__ = [
    "CapabilityTable",
    "decode_capability",
    "decode_project",
    "load_project",
]
