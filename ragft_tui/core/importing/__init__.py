"""What is read from a backlog, before a person takes it into a project."""

from ragft_tui.core.importing.candidates import Candidate, Candidates, Source, Unread
from ragft_tui.core.importing.how import FIELDS, FORMATS, Format, HowToRead

__all__ = [
    "FIELDS",
    "FORMATS",
    "Candidate",
    "Candidates",
    "Format",
    "HowToRead",
    "Source",
    "Unread",
]
