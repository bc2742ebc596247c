"""JSON that a terminal shows and never obeys."""

from __future__ import annotations

import msgspec

from ragft_tui.core.text import escaped


def json_text(item: object) -> str:
    """Return an object as JSON on one line; what could not be seen in it is escaped.

    Args:
        item: Made of what JSON has; its texts are cleaned, so that they hold no lone surrogates.
    """
    return escaped(msgspec.json.encode(item).decode())
