"""The project file: its schema, decoded into a project, encoded from one."""

from ragft_tui.storage.project.decode import decode_capability, decode_project, load_project
from ragft_tui.storage.project.encode import ProjectEncoder, TooLargeError, encode_project
from ragft_tui.storage.project.schema import CapabilityTable

__all__ = [
    "CapabilityTable",
    "ProjectEncoder",
    "TooLargeError",
    "decode_capability",
    "decode_project",
    "encode_project",
    "load_project",
]
