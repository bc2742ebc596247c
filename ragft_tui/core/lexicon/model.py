"""The lexicon: weights of word n-grams, learned from descriptions, and what they say of a text."""

from __future__ import annotations

import math
import struct
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import field
from functools import cached_property
from typing import Final

from ragft_tui.core.lexicon.grams import Wanted, find_grams, index_grams
from ragft_tui.core.records import dataclass
from ragft_tui.core.words import Token, tokenize

AXIS: Final = "axis"
"""In place of a question, for the two targets that are an axis of the verdict as a whole."""
_FEWEST_WORDS: Final = 4
"""The words that a text must have before it can be said to be in another language."""
_LARGEST_LOG_ODDS: Final = 99.0
"""What is more is no surer."""

_BITS: Final = 64
"""Those of one target in the weights of all: more than any text comes to."""
_ZERO: Final = 1 << _BITS - 1


@dataclass(frozen=True, slots=True)
class Target:
    """What a lexicon tells apart: whether a text implies an answer."""

    question: str
    """The id of the question, or `AXIS`."""
    options: tuple[str, ...]
    """Usually one; several where words tell "weekly or faster" better than "weekly"."""
    bias: int
    """The log-odds of a text without any known words, in quanta."""
    threshold: float | None
    """The probability from which on it is suggested; `None` if words do not tell it well enough."""
    precision: float
    """How many of the texts at or above the threshold imply it, on domains not learned from."""
    recall: float
    """How many of the texts that imply it are at or above the threshold, on the same."""
    examples: int
    """How many of the texts learned from imply it."""

    def __str__(self) -> str:
        """Return the question and its options."""
        return f"{self.question} {'|'.join(self.options)}"


Cue = tuple[int, int, int, float]
"""Words of a text that speak for a target, or against it: the index of the text, those of the first
and the last word in it, and what they add to the log-odds, below zero if they speak against it."""


Weights = Mapping[int, int]
"""The weight in quanta for each target that an n-gram speaks for or against, by its index."""


@dataclass(frozen=True)
class Scores:
    """What a lexicon says of some texts that belong together."""

    lexicon: Lexicon
    known: int
    """How many different words of theirs are known."""
    foreign: bool
    """Whether the texts are not in the language of the lexicon; then nothing is scored."""
    words: tuple[Sequence[Token], ...]
    """The words of each text."""
    _places: Sequence[tuple[int, int, int]]
    """Where known n-grams stand, in the order of the texts: text, first word, last word."""
    _weights: Sequence[Weights]
    """What each of them weighs."""
    _sums: tuple[int, ...]
    """What these and the bias of each target come to, in quanta."""

    def probability(self, target: Target) -> float:
        """Return how likely the texts imply a target, calibrated; 0 if they are foreign."""
        if self.foreign:
            return 0.0
        return self.lexicon.probability(self._sums[self.lexicon.number(target)])

    def likely(self, target: Target) -> bool:
        """Return whether a target is likely enough to be suggested, whatever says so."""
        return target in self.likely_targets.get(target.question, ())

    @cached_property
    def likely_targets(self) -> Mapping[str, Sequence[Target]]:
        """The targets that are likely enough to be suggested, by their question."""
        found: dict[str, list[Target]] = {}
        if not self.foreign:
            for target, quanta, least in zip(
                self.lexicon.targets, self._sums, self.lexicon.least_quanta, strict=True
            ):
                if quanta >= least:
                    found.setdefault(target.question, []).append(target)
        return found

    def suggested(self, target: Target) -> bool:
        """Return whether a target is likely enough to be suggested, for words in the texts."""
        return self.likely(target) and bool(self.cues(target))

    def cues(self, target: Target) -> tuple[Cue, ...]:
        """Return the words that speak for or against a target, the strongest first.

        They do not overlap: of those that do, the strongest is returned, with the weight of all
        n-grams that lie inside it.
        """
        total = self._weigh(target)
        found = sorted([(-abs(quanta), at, quanta) for at, quanta in total.items() if quanta])
        quantum = self.lexicon.quantum
        return tuple((*self._places[at], quanta / quantum) for _, at, quanta in found)

    def supporting(self, target: Target) -> list[Cue]:
        """Return the cues that speak for a target, in the order of the texts."""
        total, quantum = sorted(self._weigh(target).items()), self.lexicon.quantum
        return [(*self._places[at], quanta / quantum) for at, quanta in total if quanta > 0]

    def _weigh(self, target: Target) -> dict[int, int]:
        """Return what n-grams that do not overlap weigh for a target, in quanta; some nothing."""
        number, places = self.lexicon.number(target), self._places
        ranked = sorted(
            [
                (-abs(weight), at, weight)
                for at, weights in enumerate(self._weights)
                if (weight := weights.get(number))
            ]
        )
        # For each word the n-gram that it was taken for; -1 for none.
        owners = [[-1] * len(words) for words in self.words]
        total: dict[int, int] = {}
        for _, at, weight in ranked:
            text, first, last = places[at]
            taken = owners[text]
            if (stronger := taken[first]) >= 0:
                if last <= places[stronger][2]:
                    total[stronger] += weight
            elif first == last or max(taken[first + 1 : last + 1]) < 0:
                taken[first : last + 1] = [at] * (last + 1 - first)
                total[at] = weight
        return total


@dataclass(frozen=True)
class Lexicon:
    """The weights of n-grams for each target."""

    language: str
    corpus: str
    """The SHA-256 of the descriptions that it was learned from."""
    quantum: int
    """How many quanta of weight are one unit of log-odds."""
    least_known: float
    """The share of words that must be known, or else a text is in another language."""
    targets: tuple[Target, ...]
    weights: Mapping[str, Weights]
    """Those of each n-gram."""
    forms: Mapping[str, str]
    """The words that an n-gram usually stands for, where its stems are no words."""
    index: Wanted | None = field(default=None, repr=False, compare=False)
    """The n-grams as they are looked for, if that is at hand."""

    def target(self, question: str, *options: str) -> Target | None:
        """Return the target of an option, or of several together; `None` if none was learned."""
        number = self._numbers.get((question, options))
        return None if number is None else self.targets[number]

    def probability(self, quanta: int) -> float:
        """Return the probability that log-odds in quanta stand for."""
        log_odds = quanta / self.quantum
        return 1 / (1 + math.exp(min(-log_odds, _LARGEST_LOG_ODDS)))

    @cached_property
    def least_quanta(self) -> Sequence[float]:
        """The least log-odds at which each target is suggested: its threshold, without an `exp`."""
        return [self._least(target.threshold) for target in self.targets]

    def _least(self, threshold: float | None) -> float:
        most = int(_LARGEST_LOG_ODDS) * self.quantum
        if threshold is None or threshold > self.probability(most):
            return math.inf
        if threshold <= self.probability(-most):
            return -math.inf
        return bisect_left(range(-most, most), threshold, key=self.probability) - most

    def number(self, target: Target) -> int:
        """Return the index of one of the targets."""
        return self._numbers[target.question, target.options]

    @cached_property
    def _wanted(self) -> Wanted:
        return index_grams(self.weights) if self.index is None else self.index

    @cached_property
    def _packed(self) -> _Packed:
        return _Packed(self)

    @cached_property
    def _numbers(self) -> Mapping[tuple[str, tuple[str, ...]], int]:
        pairs = reversed([*enumerate(self.targets)])  # of two that are alike the first counts
        return {(target.question, target.options): number for number, target in pairs}

    def strongest(self, target: Target) -> list[tuple[str, float]]:
        """Return the n-grams of a target in words with their weights, from most for to against.

        One that must be denied begins with `!`.
        """
        number = self.number(target)
        found = [
            (self.forms.get(gram, gram), weight / self.quantum)
            for gram, weights in self.weights.items()
            for each, weight in weights.items()
            if each == number
        ]
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))

    def score(self, *texts: str) -> Scores:
        """Score texts that belong together, such as a name and a description.

        An n-gram counts once, where it stands first. The cost grows with the texts, and not with
        the lexicon.
        """
        words = tuple(map(tokenize, texts))
        found: dict[str, tuple[int, int, int]] = {}
        stems: list[str] = []
        for number, tokens in enumerate(words):
            more, grams = find_grams(tokens, self._wanted)
            stems += more
            for gram, first, last in grams:
                if gram not in found:
                    found[gram] = (number, first, last)
        entries = list(map(self._packed.__getitem__, found))
        sums = self._packed.unpacked(sum(packed for _, packed in entries))
        known = list(filter(self._wanted.get, stems))
        foreign = self._is_foreign(stems, len(known))
        weights = [weights for weights, _ in entries]
        return Scores(self, len(set(known)), foreign, words, list(found.values()), weights, sums)

    def _is_foreign(self, stems: Sequence[str], known: int) -> bool:
        judged = len(stems) >= _FEWEST_WORDS or not any(stem.isascii() for stem in stems)
        return judged and known < self.least_known * len(stems)


class _Packed(dict[str, tuple[Weights, int]]):
    """The weights of an n-gram, also as one integer for all targets: to score is to add these."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self._lexicon = lexicon
        self._fields = struct.Struct(f"<{len(lexicon.targets)}Q")
        self._start = sum(
            _ZERO + target.bias << _BITS * number for number, target in enumerate(lexicon.targets)
        )
        """What a text without known words comes to; no field of it is below zero."""

    def __missing__(self, gram: str) -> tuple[Weights, int]:
        weights = self._lexicon.weights[gram]
        packed = sum(weight << _BITS * number for number, weight in weights.items())
        self[gram] = weights, packed
        return self[gram]

    def unpacked(self, total: int) -> tuple[int, ...]:
        """Return what each target comes to, with its bias, given the sum of all n-grams."""
        data = (self._start + total).to_bytes(self._fields.size, "little")
        return tuple(field - _ZERO for field in self._fields.unpack(data))
