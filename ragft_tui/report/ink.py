"""The colours of pictures and pages, by what they are for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ragft_tui.core.model import VerdictType
from ragft_tui.core.records import dataclass


@dataclass(frozen=True, slots=True)
class Ink:
    """The colours of a picture, each as CSS and SVG take it."""

    ground: str
    text: str
    muted: str
    """Explanations."""
    line: str
    """Lines between parts."""
    verdicts: Mapping[VerdictType | None, str]
    """One for each type that counts; `None` is undecided."""

    @property
    def named(self) -> tuple[tuple[str, str], ...]:
        """Pairs of the name of a CSS variable and the colour."""
        parts = {"ground": self.ground, "text": self.text, "muted": self.muted, "line": self.line}
        verdicts = {variable_of(kind): colour for kind, colour in self.verdicts.items()}
        return tuple({**parts, **verdicts}.items())


def variable_of(kind: VerdictType | None) -> str:
    """Return the name of the CSS variable for a type, such as `retrieval`."""
    return kind.value if kind else "undecided"


# As in themes/light.toml and themes/dark.toml: a page looks like the screen that it comes from.
LIGHT: Final = Ink(
    *("#ffffff", "#1c1c1c", "#585858", "#c6c6c6"),
    {
        VerdictType.RETRIEVAL: "#005faf",
        VerdictType.FINETUNING: "#8700af",
        VerdictType.BOTH: "#005f5f",
        VerdictType.PROMPTING: "#1c1c1c",
        None: "#585858",
    },
)
DARK: Final = Ink(
    *("#121212", "#dadada", "#949494", "#444444"),
    {
        VerdictType.RETRIEVAL: "#87afd7",
        VerdictType.FINETUNING: "#af87d7",
        VerdictType.BOTH: "#5fd7af",
        VerdictType.PROMPTING: "#dadada",
        None: "#949494",
    },
)
OF_THE_PAGE: Final = Ink(
    *("var(--ground)", "var(--text)", "var(--muted)", "var(--line)"),
    {kind: f"var(--{variable_of(kind)})" for kind in (*VerdictType, None)},
)
"""The colours of the page around a picture, light or dark."""
