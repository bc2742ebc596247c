"""The screens that are kept as goldens, and the keys that lead to each of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Final

from ragft_tui.core.model import VerdictType
from ragft_tui.storage.paths import packaged
from ragft_tui.storage.recent import remember
from tests.support.clock import earlier
from tests.support.pilot import User

__all__ = ["SCENES", "Scene"]

_REFUND: Final = (
    "Quotes the current refund policy and links the clause. Prices and deadlines change every week."
)


def _nothing(directory: Path) -> None:
    """Open the list of sessions on a machine without any."""


def _sessions(directory: Path) -> None:
    """Open the list of sessions after some were used, one of them now gone."""
    files = (
        ("claims.toml", "Claims triage", 2, 14, timedelta(days=1)),
        ("gone.toml", "A name that is longer than its column", 0, 3, timedelta(days=40)),
        ("apps/support-assistant/project.toml", "Support assistant", 5, 8, timedelta(minutes=10)),
    )
    for name, title, decided, total, back in files:
        types = ((VerdictType.RETRIEVAL, total - 2), (VerdictType.FINETUNING, 1), (None, 1))
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if name != "gone.toml":
            path.write_text(f"format = 1\n[project]\nname = '{title}'\n", "utf-8")
        with earlier(back):
            remember(path, name=title, decided=decided, total=total, types=types)


def _new(directory: Path) -> Path:
    return directory / "support-assistant.toml"


def _sample(directory: Path) -> Path:
    path = directory / "support.toml"
    path.write_bytes(packaged("sample.toml").read_bytes())
    return path


def _crowded(directory: Path) -> Path:
    """Forty capabilities with one verdict, some of them with long or wide names."""
    names = [f"Policy {number} of the house" for number in range(1, 41)]
    names[1], names[2], names[4] = (
        "A name without an end " * 9,
        "客户支持和退款政策",
        "👩‍👩‍👧 plans",
    )
    return _with_names(directory / "crowded.toml", names)


def _with_names(path: Path, names: list[str]) -> Path:
    capabilities = "".join(
        f"""
[[capabilities]]
id = "policy-{number}"
name = "{name.strip()}"
description = "Quotes the current policy."

[capabilities.answers]
volatility = "weekly"
citations = "required"
"""
        for number, name in enumerate(names, start=1)
    )
    path.write_text(f'format = 1\n\n[project]\nname = "Crowded"\n{capabilities}', "utf-8")
    return path


def _read_only(directory: Path) -> Path:
    path = _sample(directory)
    path.chmod(0o444)
    return path


@dataclass(frozen=True, slots=True)
class Scene:
    """One screen."""

    file: Callable[[Path], Path | None]
    """Prepares a directory, and returns the project file to open, if any."""
    keys: tuple[str, ...] = ()
    """Keys to press one after another; what follows `type:` or `paste:` is typed or pasted, and
    `ask:` skips to a question."""

    async def reach(self, user: User) -> None:
        """Press the keys, those between two texts at the speed of a burst."""
        for key in self.keys:
            kind, _, text = key.partition(":")
            if kind == "type" and text:
                await user.types(text)
            elif kind == "paste" and text:
                await user.pastes(text)
            elif kind == "ask" and text:
                await user.settle()
                await user.goes_to(text)
            else:
                user.sends(key)
        await user.settle()


_QUESTION: Final = ("type:Refund policy", "enter", f"type:{_REFUND}", "enter")
_ROUTING: Final = ("f2", "g", *["down"] * 5, "i")
_STALE: Final = ("f2", "g", "e", *["down"] * 7, "4", "escape")

SCENES: Final = {
    "home-empty": Scene(_nothing),
    "home-sessions": Scene(_sessions, ("down",)),
    "home-new": Scene(_nothing, ("n",)),
    "home-open-refused": Scene(_nothing, ("o", "type:missing.toml", "enter")),
    "describe-empty": Scene(_new),
    "describe-typed": Scene(_new, ("type:Refund policy", "enter", f"type:{_REFUND}")),
    "describe-next": Scene(_sample, ("f2", "plus")),
    "describe-refused": Scene(_new, ("enter",)),
    "describe-list": Scene(_new, ("paste:Refund policy\nBrand voice\nOrder status",)),
    "question": Scene(_new, _QUESTION),
    "question-because": Scene(_new, (*_QUESTION, "b", "type:Legal, 3 May")),
    "question-without-suggestion": Scene(_new, (*_QUESTION, "ask:format")),
    "question-number": Scene(_sample, (*_ROUTING, "ask:examples")),
    "question-settled": Scene(_sample, _ROUTING),
    "question-help": Scene(_new, (*_QUESTION, "f1")),
    "reasons": Scene(_sample, ("f2", "g", "f3")),
    "palette": Scene(_new, (*_QUESTION, "ctrl+p")),
    "review": Scene(_sample, ("f2", "g", "down")),
    "review-crowded": Scene(_crowded, ("f2", "g", "down")),
    "review-wide": Scene(_sample, ("f2", "g", "down")),
    "review-decided": Scene(_sample, ("f2", "g", "down", "down", "down")),
    "review-undecided": Scene(_sample, ("f2", "G", "a")),
    "review-stale": Scene(_sample, _STALE),
    "review-empty": Scene(_new, ("f2",)),
    "review-filter": Scene(_sample, ("f2", "slash", "type:verdict:finetuning", "enter", "down")),
    "review-filter-empty": Scene(_sample, ("f2", "slash")),
    "review-filter-wrong": Scene(_sample, ("f2", "slash", "type:policy verdit", "type::both")),
    "review-filter-none": Scene(_sample, ("f2", "slash", "type:zebra")),
    "review-sorted": Scene(_sample, ("f2", "g", "s", "down")),
    "review-marked": Scene(_sample, ("f2", "asterisk", "a")),
    "review-answer": Scene(_sample, ("f2", "g", "space", "space", "A")),
    "review-read-only": Scene(_read_only, ("down", "a")),
    "review-help": Scene(_sample, ("f2", "f1")),
    "themes": Scene(_sample, ("f2", "g", "f9")),
    "costs": Scene(_sample, ("f2", "g", "C", "right")),
    "costs-compared": Scene(_sample, ("f2", "g", "C", "c", "enter", "tab", "end")),
    "map": Scene(_sample, ("f2", "g", "down", "down", "m")),
    "map-crowded": Scene(_crowded, ("f2", "g", "down", "m")),
    "map-shared": Scene(_sample, ("f2", "g", "down", "m")),
    "summary": Scene(_sample, ("f2", "v")),
    "what-if": Scene(_sample, ("f2", "g", "down", "down", "w", "down", "down", "3")),
    "what-if-number": Scene(
        _sample, ("f2", "g", "down", "type:w", "G", "up", "up", "equals_sign", "type:70", "enter")
    ),
    "override": Scene(_sample, ("f2", "g", "down", "o")),
    "override-reason": Scene(_sample, ("f2", "g", "down", "o", "3", "enter", "enter")),
    "note": Scene(_sample, ("f2", "g", "down", "n")),
    "title": Scene(_sample, ("f2", "t")),
}
"""Every scene, by the name of its golden."""
