"""Exports in plain mode: a report in a format, beside the project or in a file."""

from __future__ import annotations

from typing import Final

from ragft_tui.core.errors import UsageError, did_you_mean
from ragft_tui.report.formats import FORMATS
from ragft_tui.session.export import export, proposed_path
from ragft_tui.session.session import Session
from ragft_tui.storage.paths import display

_FORCE: Final = "--force"


def export_lines(session: Session, typed: str) -> tuple[str, ...]:
    """Write a report, and return what is told of it; without a format, which there are.

    Args:
        session: The session.
        typed: A format, a file, and `--force` where one that exists is overwritten.

    Raises:
        RagftError: If there is no such format, or the report cannot be written.
    """
    words = typed.split(maxsplit=1)
    if not words:
        return tuple(
            f"export {each.name}: {each.title}; {display(proposed_path(session.path, each))}."
            for each in FORMATS.values()
        )
    name, rest = words[0].casefold(), "".join(words[1:]).strip()
    form = FORMATS.get(name)
    if form is None:
        raise UsageError(f'"{words[0]}" is no format', advice=did_you_mean(name, FORMATS))
    is_forced = rest == _FORCE or rest.endswith(f" {_FORCE}")
    return (
        export(session, form, rest.removesuffix(_FORCE) if is_forced else rest, force=is_forced),
    )
