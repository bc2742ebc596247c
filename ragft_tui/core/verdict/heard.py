"""What the lexicon hears in a name and a description: the axes they ask for, and the words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from ragft_tui.core.cache import cached_by, strip_to_words
from ragft_tui.core.lexicon import AXIS, Lexicon, Scores, Target
from ragft_tui.core.model import Axis, Capability
from ragft_tui.core.rulebook import Rulebook
from ragft_tui.core.words import strip_function_words

_CERTAIN: Final = 0.75
"""The probability from which on an axis is asked for; below the rest to one it is not."""
_FEWEST_KNOWN: Final = 5
"""The words that must be known before a text says anything."""
_QUOTED: Final = 4
"""The most places that are quoted for one thing."""
_LEAST: Final = 0.2
"""The weight of words that are quoted, against the strongest."""


@dataclass(frozen=True, slots=True)
class Span:
    """Words that speak for something."""

    place: int
    """0 if they stand in the name, 1 in the description."""
    start: int
    """Index of the first character."""
    end: int
    """Index after the last character."""
    text: str
    """The words as they stand there."""
    weight: float
    """What they add to the log-odds."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What the lexicon says of one capability."""

    texts: tuple[str, str]
    """The name and the description."""
    scores: Scores | None = None
    """`None` where no lexicon is used."""
    axes: Mapping[Axis, Target] = field(default_factory=dict)
    """The target of each axis that the rulebook asks for."""
    _spans: dict[Target, tuple[Span, ...]] = field(default_factory=dict, init=False, repr=False)
    """Those that were asked for already: they are quoted, marked and counted."""
    _asked: dict[Axis, bool | None] = field(default_factory=dict, init=False, repr=False)
    """The answers of `asks_for` so far; each verdict asks several times."""

    @property
    def foreign(self) -> bool:
        """Whether the texts are in another language than the lexicon, so that nothing is heard."""
        return self.scores is not None and self.scores.foreign

    @property
    def is_enough(self) -> bool:
        """Whether enough words are known to say anything."""
        return (
            self.scores is not None
            and not self.scores.foreign
            and self.scores.known >= _FEWEST_KNOWN
        )

    def asks_for(self, axis: Axis) -> bool | None:
        """Return whether the words ask for an axis; `None` where they leave that open."""
        if axis not in self._asked:
            self._asked[axis] = self._asks_for(axis)
        return self._asked[axis]

    def _asks_for(self, axis: Axis) -> bool | None:
        if self.scores is None or not self.is_enough or axis not in self.axes:
            return None
        probability = self.scores.probability(self.axes[axis])
        if probability >= _CERTAIN and self.spans(self.axes[axis]):
            return True
        return False if probability <= 1 - _CERTAIN else None

    @property
    def decides(self) -> bool:
        """Whether the words say of both axes whether they ask for them."""
        return all(self.asks_for(axis) is not None for axis in Axis)

    def spans(self, target: Target) -> tuple[Span, ...]:
        """Return the words that speak for a target, the strongest first; neighbours are one.

        Words that name nothing, such as "in the", are left out unless there are no others.
        """
        if target not in self._spans:
            self._spans[target] = tuple(self._find_spans(target))
        return self._spans[target]

    def _find_spans(self, target: Target) -> Iterable[Span]:
        joined = self._joined(target)
        least = max((span.weight for span in joined), default=0) * _LEAST
        telling = [span for span in joined if span.weight >= least]
        telling.sort(key=lambda span: -span.weight)
        naming = [named for span in telling if (named := self._named(span)).text]
        return (naming or telling)[:_QUOTED]

    def _joined(self, target: Target) -> list[Span]:
        cues = self.scores.cues(target) if self.scores else ()
        speaking = [cue for cue in cues if cue.weight > 0]
        joined: list[Span] = []
        for cue in sorted(speaking, key=lambda cue: (cue.text, cue.start)):
            text, start, weight = self.texts[cue.text], cue.start, cue.weight
            if joined and joined[-1].place == cue.text and text[joined[-1].end : start].isspace():
                before = joined.pop()
                start, weight = before.start, before.weight + weight
            joined.append(Span(cue.text, start, cue.end, text[start : cue.end], weight))
        return joined

    def _named(self, span: Span) -> Span:
        text = self.texts[span.place]
        start, end = strip_function_words(text, span.start, span.end)
        return replace(span, start=start, end=end, text=text[start:end])

    def quotes(self, target: Target) -> tuple[str, ...]:
        """Return the words that speak for a target, each once, in one line."""
        found = (" ".join(span.text.split()) for span in self.spans(target))
        return tuple(dict.fromkeys(found))


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
