"""What the lexicon hears in a name and a description: the axes they ask for, and the words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from ragft_tui.core.cache import cached_by, strip_to_words
from ragft_tui.core.lexicon import AXIS, Cue, Lexicon, Scores, Target
from ragft_tui.core.model import Axis, Capability
from ragft_tui.core.rulebook import Rulebook

_CERTAIN: Final = 0.75
"""The probability from which on an axis is asked for; below the rest to one it is not."""
_FEWEST_KNOWN: Final = 5
"""The words that must be known before a text decides anything."""
_QUOTED: Final = 4
"""The most words that are quoted for one thing."""


@dataclass(frozen=True, slots=True)
class Span:
    """Words of a text that count."""

    start: int
    """Index of the first character."""
    end: int
    """Index after the last character."""
    text: str
    """The words as they stand in the text."""
    denied: bool = False
    """Whether the text denies them, as in "no citations needed"."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What the lexicon says of one capability."""

    texts: tuple[str, str]
    """The name and the description."""
    scores: Scores | None = None
    """`None` where no lexicon is used."""
    axes: Mapping[Axis, Target] = field(default_factory=dict)
    """The target of each axis that the rulebook asks for."""

    @property
    def foreign(self) -> bool:
        """Whether the texts are in another language than the lexicon, so that nothing is heard."""
        return self.scores is not None and self.scores.foreign

    def asks_for(self, axis: Axis) -> bool | None:
        """Return whether the words ask for an axis; `None` where they leave that open."""
        if self.scores is None or self.scores.foreign or axis not in self.axes:
            return None
        probability = self.scores.probability(self.axes[axis])
        if probability >= _CERTAIN and self.cues(self.axes[axis]):
            return True
        return False if probability <= 1 - _CERTAIN else None

    @property
    def decides(self) -> bool:
        """Whether enough words say of both axes whether they ask for them."""
        enough = self.scores is not None and self.scores.known >= _FEWEST_KNOWN
        return enough and all(self.asks_for(axis) is not None for axis in Axis)

    def cues(self, target: Target) -> list[Cue]:
        """Return the words that speak for a target, the strongest first."""
        found = self.scores.cues(target) if self.scores else ()
        return [cue for cue in found if cue.weight > 0]

    def quotes(self, target: Target) -> tuple[str, ...]:
        """Return the words that speak for a target as they stand in the texts."""
        found = (self.texts[cue.text][cue.start : cue.end] for cue in self.cues(target))
        return tuple(dict.fromkeys(" ".join(text.split()) for text in found))[:_QUOTED]

    def spans(self, text: int) -> Iterator[Span]:
        """Yield the words that speak for an axis that is asked for.

        Args:
            text: 0 for the name, 1 for the description.
        """
        for axis, target in self.axes.items():
            if self.asks_for(axis):
                for cue in self.cues(target)[: 2 * _QUOTED]:
                    if cue.text == text:
                        yield Span(cue.start, cue.end, self.texts[text][cue.start : cue.end])


@cached_by(strip_to_words)
def hear(capability: Capability, rulebook: Rulebook) -> Heard:
    """Return what the lexicon of a rulebook hears in a capability."""
    texts = (capability.name, capability.description)
    lexicon = rulebook.lexicon
    if not isinstance(lexicon, Lexicon):
        return Heard(texts)
    targets = {each.axis: lexicon.target(AXIS, each.axis) for each in rulebook.learned}
    known = {axis: target for axis, target in targets.items() if target}
    return Heard(texts, lexicon.score(*texts), known)
