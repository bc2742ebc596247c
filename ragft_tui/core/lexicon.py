"""The lexicon: weights of word n-grams, learned from descriptions, and what they say of a text."""

from __future__ import annotations

import math
from bisect import bisect
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from ragft_tui.core.errors import Position, UsageError
from ragft_tui.core.words import find_denied, tokenize

FORMAT: Final = 1
"""The version of the format that is read."""
LANGUAGE: Final = "en"
"""The language whose endings and denials are known."""
LONGEST: Final = 3
"""The most words of an n-gram."""
DENIED: Final = "!"
"""What an n-gram begins with that its clause denies."""
AXIS: Final = "axis"
"""In place of a question, for the two targets that are an axis of the verdict as a whole."""
CODES: Final = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
"""The letters that stand for targets in the lines of n-grams."""

_TITLE: Final = "ragft-tui lexicon"
_FEWEST_WORDS: Final = 4
"""The words that a text must have before it can be said to be in another language."""
_SHORTEST_STEMMED: Final = 4
_SHORTEST_IES: Final = 5
_SHORTEST_STEM: Final = 3
_PASTE: Final = frozenset({"paste", "pastes", "pasted", "pasting"})
"""Forms of a word that says much, and whose stem would be another word, "past"."""
_VOWELS: Final = frozenset("aeiouy")
_KEPT_DOUBLE: Final = "lsezf"
_NO_SILENT_E: Final = "aeiouwxy"


class LexiconError(UsageError):
    """A lexicon that cannot be used: it is damaged, or of another version or language."""


Gram = tuple[str, int, int]
"""An n-gram, and where its words start and end in the text."""


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


@dataclass(frozen=True, slots=True)
class Cue:
    """Words of a text that speak for a target, or against it."""

    text: int
    """The index of the text that they stand in."""
    start: int
    """The index of their first character."""
    end: int
    """The index after their last character."""
    weight: float
    """What they add to the log-odds, below zero if they speak against it."""


Weights = tuple[tuple[int, int], ...]
"""The index of each target that an n-gram speaks for or against, with its weight in quanta."""


@dataclass(frozen=True, slots=True)
class Scores:
    """What a lexicon says of some texts that belong together."""

    lexicon: Lexicon
    foreign: bool
    """Whether the texts are not in the language of the lexicon; then nothing is scored."""
    _hits: tuple[tuple[_Span, Weights], ...]
    _sums: tuple[int, ...]

    def probability(self, target: Target) -> float:
        """Return how likely the texts imply a target, calibrated; 0 if they are foreign."""
        if self.foreign:
            return 0.0
        quanta = self._sums[self.lexicon.targets.index(target)]
        return 1 / (1 + math.exp(-quanta / self.lexicon.quantum))

    def suggested(self, target: Target) -> bool:
        """Return whether a target is likely enough to be suggested, for words in the texts."""
        if target.threshold is None or not self.cues(target):
            return False
        return self.probability(target) >= target.threshold

    def cues(self, target: Target) -> tuple[Cue, ...]:
        """Return the words that speak for or against a target, the strongest first.

        They do not overlap: of those that do, the strongest is returned, with the weight of all
        n-grams that lie inside it.
        """
        number = self.lexicon.targets.index(target)
        hits = [
            (span, weight)
            for span, weights in self._hits
            for target, weight in weights
            if target == number
        ]
        hits.sort(key=lambda hit: (-abs(hit[1]), hit[0]))
        taken: list[_Span] = []
        weights: dict[_Span, int] = {}
        for span, weight in hits:
            after = bisect(taken, span)
            near = taken[max(after - 1, 0) : after + 1]
            if overlapped := [each for each in near if _overlap(each, span)]:
                first = overlapped[0]
                if first[1] <= span[1] and span[2] <= first[2]:
                    weights[first] += weight
            else:
                taken.insert(after, span)
                weights[span] = weight
        found = [Cue(*span, quanta / self.lexicon.quantum) for span, quanta in weights.items()]
        return tuple(
            sorted(
                (cue for cue in found if cue.weight),
                key=lambda cue: (-abs(cue.weight), cue.text, cue.start),
            )
        )


_Span = tuple[int, int, int]
"""The index of a text, and a start and end in it."""


def _overlap(one: _Span, other: _Span) -> bool:
    return one[0] == other[0] and one[1] < other[2] and other[1] < one[2]


@dataclass(frozen=True, slots=True)
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

    def target(self, question: str, *options: str) -> Target | None:
        """Return the target of an option, or of several together; `None` if none was learned."""
        wanted = (question, options)
        return next(
            (each for each in self.targets if (each.question, each.options) == wanted), None
        )

    def strongest(self, target: Target) -> list[tuple[str, float]]:
        """Return the n-grams of a target in words with their weights, from most for to against.

        One that must be denied begins with `!`.
        """
        number = self.targets.index(target)
        found = [
            (self.forms.get(gram, gram), weight / self.quantum)
            for gram, weights in self.weights.items()
            for each, weight in weights
            if each == number
        ]
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))

    def score(self, *texts: str) -> Scores:
        """Score texts that belong together, such as a name and a description.

        An n-gram counts once, where it stands first. The cost grows with the texts, and not with
        the lexicon.
        """
        found: dict[str, _Span] = {}
        stems: list[str] = []
        for number, text in enumerate(texts):
            more, grams = find_grams(text, self.weights)
            stems += more
            for gram, start, end in grams:
                if gram not in found:
                    found[gram] = (number, start, end)
        sums = [target.bias for target in self.targets]
        hits = [(span, self.weights[gram]) for gram, span in found.items()]
        for _, weights in hits:
            for target, weight in weights:
                sums[target] += weight
        return Scores(self, self._is_foreign(stems), tuple(hits), tuple(sums))

    def _is_foreign(self, stems: Sequence[str]) -> bool:
        known = len([stem for stem in stems if stem in self.weights])
        judged = len(stems) >= _FEWEST_WORDS or not all(stem.isascii() for stem in stems)
        return judged and known < self.least_known * len(stems)


def find_grams(text: str, wanted: Container[str] | None = None) -> tuple[list[str], list[Gram]]:
    """Return the stems of the words of a text, and its n-grams within clauses.

    One that its clause denies begins with `!`. Addresses, paths and code are in none.

    Args:
        text: A name or description.
        wanted: The n-grams to return, `None` for all.
    """
    tokens = tokenize(text)
    stems = [stem_word(token[0]) for token in tokens]
    denied_from, denied_to = find_denied(tokens)
    grams: list[Gram] = []
    for first, (_, start, _, _) in enumerate(tokens):
        gram = ""
        for last in range(first, min(first + LONGEST, len(tokens))):
            _, _, end, opens = tokens[last]
            if not stems[last] or (gram and opens):
                break
            gram = f"{gram} {stems[last]}" if gram else stems[last]
            found = f"{DENIED}{gram}" if first in denied_from or last in denied_to else gram
            if wanted is None or found in wanted:
                grams.append((found, start, end))
    return [stem for stem in stems if stem], grams


@lru_cache(maxsize=16384)
def stem_word(word: str) -> str:
    """Return a word without its regular English endings, so that its forms are one.

    A stem need not be a word, and must not be another one: "notes" is "note", not "not".

    Args:
        word: A word in lower case.
    """
    if len(word) < _SHORTEST_STEMMED or not word.isascii():
        return word
    if word in _PASTE:
        return "paste"
    word = word.removesuffix("'s")
    if word.endswith("ies"):
        return word[:-3] + "y" if len(word) > _SHORTEST_IES else word
    if word.endswith(("xes", "ches", "shes", "sses", "zzes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    else:
        for ending in ("ing", "ed", "ly"):
            stem = word.removesuffix(ending)
            if stem != word and len(stem) >= _SHORTEST_STEM and not _VOWELS.isdisjoint(stem):
                word = _restored(stem) if ending != "ly" else stem
                break
    silent = word.endswith("e") and len(word) > _SHORTEST_STEMMED
    return word[:-1] if silent else word


def _restored(stem: str) -> str:
    """Return a stem as it was before its ending: "plann" was "plan", and "cit" was "cite"."""
    last, before = stem[-1], stem[-2]
    if len(stem) > _SHORTEST_STEM:
        return stem[:-1] if last == before and last not in _KEPT_DOUBLE else stem
    return stem + "e" if before in _VOWELS and last not in _NO_SILENT_E else stem


def parse_lexicon(text: str, source: str = "", language: str = LANGUAGE) -> Lexicon:
    """Read a table that `format_lexicon` wrote.

    Args:
        text: The table.
        source: Its file, for errors.
        language: The language that it must be of.

    Raises:
        LexiconError: If it is damaged, or of another version or language.
    """
    table = _Table(text, source)
    if table.value(_TITLE) != str(FORMAT):
        raise table.error(
            f'has format "{table.last[:20]}", and this program reads {FORMAT}',
            "install the lexicon and the program in versions that belong together",
        )
    if table.value("language") != language:
        raise table.error(
            f'is for the language "{table.last[:20]}", and "{language}" is needed',
            "use a lexicon that was learned from descriptions in that language",
        )
    corpus = table.value("corpus")
    quantum = table.number("quantum")
    least_known = table.number("known") / 100
    targets = tuple(table.target() for _ in range(table.number("targets")))
    codes = {code: number for number, code in enumerate(CODES[: len(targets)])}
    weights: dict[str, Weights] = {}
    forms: dict[str, str] = {}
    for _ in range(table.number("ngrams")):
        gram, found, form = table.gram(codes)
        weights[gram] = found
        if form:
            forms[gram] = form
    table.end()
    return Lexicon(language, corpus, max(quantum, 1), least_known, targets, weights, forms)


class _Table:
    """The lines of a table, read one after another."""

    def __init__(self, text: str, source: str) -> None:
        self._lines = text.split("\n")
        self._source = source
        self._number = 0
        self.last = ""
        """The value that was read last."""

    def error(self, what: str, advice: str = "") -> LexiconError:
        position = Position(self._number)
        return LexiconError(what, source=self._source, position=position, advice=advice)

    def value(self, name: str) -> str:
        """Return the value of the next line, which must have a name."""
        found, tab, self.last = self._line().partition("\t")
        if found != name or not tab:
            raise self._damaged()
        return self.last

    def number(self, name: str) -> int:
        try:
            return int(self.value(name))
        except ValueError:
            raise self._damaged() from None

    def target(self) -> Target:
        try:
            _, question, options, bias, threshold, precision, recall, examples = self._line().split(
                "\t"
            )
            return Target(
                question,
                tuple(options.split("|")),
                int(bias),
                int(threshold) / 100 if threshold else None,
                int(precision) / 100,
                int(recall) / 100,
                int(examples),
            )
        except ValueError:
            raise self._damaged() from None

    def gram(self, codes: Mapping[str, int]) -> tuple[str, Weights, str]:
        gram, _, rest = self._line().partition("\t")
        pairs, _, form = rest.partition("\t")
        try:
            weights = tuple([(codes[pair[0]], int(pair[1:])) for pair in pairs.split(" ")])
        except (ValueError, LookupError):
            raise self._damaged() from None
        return gram, weights, form

    def end(self) -> None:
        """Raise if the table does not end here, with a whole line."""
        if self._lines[self._number :] != [""]:
            raise self._damaged()

    def _line(self) -> str:
        self._number += 1
        if self._number > len(self._lines):
            raise self._damaged()
        return self._lines[self._number - 1]

    def _damaged(self) -> LexiconError:
        return self.error("is not a whole lexicon", "install ragft-tui anew, or make it anew")


def format_lexicon(lexicon: Lexicon) -> str:
    """Return a lexicon as a table that `parse_lexicon` reads, its n-grams in alphabetical order."""
    return "".join(f"{line}\n" for line in _lines(lexicon))


def _lines(lexicon: Lexicon) -> Iterator[str]:
    yield f"{_TITLE}\t{FORMAT}"
    yield f"language\t{lexicon.language}"
    yield f"corpus\t{lexicon.corpus}"
    yield f"quantum\t{lexicon.quantum}"
    yield f"known\t{lexicon.least_known * 100:.0f}"
    yield f"targets\t{len(lexicon.targets)}"
    for code, each in zip(CODES, lexicon.targets, strict=False):
        threshold = "" if each.threshold is None else f"{each.threshold * 100:.0f}"
        shares = f"{each.precision * 100:.0f}\t{each.recall * 100:.0f}"
        yield (
            f"{code}\t{each.question}\t{'|'.join(each.options)}\t{each.bias}\t{threshold}\t{shares}"
            f"\t{each.examples}"
        )
    yield f"ngrams\t{len(lexicon.weights)}"
    for gram, weights in sorted(lexicon.weights.items()):
        pairs = " ".join(f"{CODES[target]}{weight}" for target, weight in weights)
        form = f"\t{lexicon.forms[gram]}" if gram in lexicon.forms else ""
        yield f"{gram}\t{pairs}{form}"
