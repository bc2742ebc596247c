"""A suggestion in words: what carried it, and how often such words imply it."""

from __future__ import annotations

from ragft_tui.core.text import one_line
from ragft_tui.core.verdict import Suggestion


def render_quotes(suggestion: Suggestion, marks: str = "“”") -> str:
    """Return the words that carried a suggestion, each in quotes.

    Args:
        suggestion: The suggestion.
        marks: The quotation marks before and after.
    """
    return ", ".join(_quote(each, marks) for each in suggestion.quotes)


def _quote(text: str, marks: str) -> str:
    return f"{marks[0]}{one_line(text)}{marks[1]}"


def describe_suggestion(suggestion: Suggestion, marks: str = "“”") -> str:
    """Return what carried a suggestion and, where it is known, how often such words imply it.

    Args:
        suggestion: The suggestion.
        marks: The quotation marks before and after what is quoted.
    """
    parts = (render_quotes(suggestion, marks), describe_confidence(suggestion, marks))
    return ": ".join(filter(None, parts))


def describe_confidence(suggestion: Suggestion, marks: str = "“”") -> str:
    """Return how often such words imply what is suggested; empty where that is not known.

    Args:
        suggestion: The suggestion.
        marks: The quotation marks before and after what is quoted.
    """
    if suggestion.confidence is None:
        return ""
    tenths = round(suggestion.confidence * 10)
    count = f"{tenths} of 10" if tenths < 10 else "more than 9 of 10"  # noqa: PLR2004
    meant = " or ".join(_quote(each.text, marks) for each in suggestion.together) or "this"
    return f"{count} descriptions with these words mean {meant}"
