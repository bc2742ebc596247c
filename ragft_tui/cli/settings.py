"""Settings as they hold, each with where it was chosen, and the file to begin with."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

from ragft_tui.core.strict import key_place, told
from ragft_tui.store.paths import display, settings_file
from ragft_tui.store.reviewer import Reviewer
from ragft_tui.store.settings import ASK, ChosenSettings, Settings, start_settings_file

__all__ = ["settings_lines", "start_file"]


def settings_lines(chosen: ChosenSettings) -> str:
    """Return every setting with its value and where it was chosen, as lines."""
    values = {
        field.name: getattr(chosen.values, field.name)
        for field in fields(Settings)
        if field.name != "keys"
    }
    rows = [(name, told(value), chosen.where(name)) for name, value in values.items()]
    for name, keys in chosen.values.keys.items():
        place = key_place("keys", name)
        written = (keys,) if isinstance(keys, str) else keys
        rows.append((place, ", ".join(map(told, written)), chosen.where(place)))
    width = max(len(name) for name, _, _ in rows)
    lines = [f"{name:<{width}}  {value:<16}  {where}" for name, value, where in rows]
    lines += ["", f"Decisions are signed: {_signer(chosen.values.by)}."]
    return "".join(f"{line}\n" for line in lines)


def start_file() -> str:
    """Write the file to begin with, and return in a line where it is; one that exists stays.

    Raises:
        RagftError: Where it cannot be written.
    """
    existed = settings_file().is_symlink() or settings_file().exists()
    where = display(start_settings_file())
    return f"{where} {'exists already, and stays as it is' if existed else 'is written'}.\n"


def _signer(by: str) -> str:
    if by == ASK:
        return "whoever says so in the session"
    return Reviewer(by, Path.cwd()).name or "by nobody, for no name is known"
