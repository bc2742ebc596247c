"""The contexts in which keys work."""

from __future__ import annotations

from typing import Final

CONTEXTS: Final = {
    "home": "Home",
    "describe": "Describing a capability",
    "question": "Answering a question",
    "card": "The verdict at the end of a capability",
    "answer": "Choosing an answer",
    "number": "Typing an exact number",
    "interview": "Interview",
    "because": "Typing a because",
    "review": "Review",
    "marks": "Marking in the review",
    "filter": "Typing a filter",
    "import": "Preview of an import",
    "map": "Map",
    "costs": "Costs",
    "summary": "Summary",
    "options": "Questions and their options",
    "answers": "Answers of a capability",
    "what_if": "What if",
    "text": "Typing in a dialog",
    "lines": "Typing several lines",
    "field": "Fields for text",
    "choice": "Choosing in a dialog",
    "theme": "Choosing a theme",
    "reader": "Reading a page",
    "outdated": "Decisions under another edition",
    "dialog": "Dialogs",
    "list": "Lists",
    "app": "Everywhere",
}
"""The contexts in which keys work, with their titles, in the order of the help."""
