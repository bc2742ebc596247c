"""What the lexicon hears in a name and a description: the axes they ask for, and the words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from itertools import islice
from typing import Final

from ragft_tui.core.cache import cached_by, strip_to_words
from ragft_tui.core.lexicon import AXIS, Cue, Lexicon, Scores, Target
from ragft_tui.core.model import Axis, Capability
from ragft_tui.core.records import dataclass
from ragft_tui.core.rulebook import Option, Question, Rulebook
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

    @property
    def likely(self) -> Mapping[str, Sequence[Target]]:
        """The targets that are likely enough to be suggested, by their question."""
        return self.scores.likely_targets if self.scores and self.is_enough else {}

    def target(self, question: Question, option: Option) -> Target | None:
        """Return the target of an option; `None` if none was learned."""
        return self.scores.lexicon.target(question.id, option.id) if self.scores else None

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

    def _find_spans(self, target: Target) -> Iterator[Span]:
        if self.scores is None:
            return
        words = self.scores.words
        joined = self._joined(self.scores, target)
        least = max([weight for *_, weight in joined], default=0) * _LEAST
        telling = [each for each in joined if each[3] >= least]
        telling.sort(key=lambda each: -each[3])
        named = (
            (text, *strip_function_words(words[text], first, last), weight)
            for text, first, last, weight in telling
        )
        naming = list(islice((each for each in named if each[1] <= each[2]), _QUOTED))
        for text, first, last, weight in naming or telling[:_QUOTED]:
            start, end = words[text][first][1], words[text][last][2]
            yield Span(text, start, end, self.texts[text][start:end], weight)

    def _joined(self, scores: Scores, target: Target) -> list[Cue]:
        """Return the cues for a target in the order of the texts; neighbours are one."""
        joined: list[Cue] = []
        for text, first, last, weight in scores.supporting(target):
            if joined:
                place, begin, end, before = joined[-1]
                words = scores.words[text]
                if (place, end + 1) == (text, first) and self.texts[text][
                    words[end][2] : words[first][1]
                ].isspace():
                    joined[-1] = (text, begin, last, before + weight)
                    continue
            joined.append((text, first, last, weight))
        return joined

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
