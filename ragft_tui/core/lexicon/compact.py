"""The lexicon as plain data that needs no more checks: written once, read at many starts.

The weights of an n-gram stay text until a description has it: it has fifty of five thousand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypedDict

from ragft_tui.core.lexicon.grams import index_grams
from ragft_tui.core.lexicon.model import Lexicon, Target, Weights


class LexiconContent(TypedDict):
    """A lexicon in the types that JSON has."""

    language: str
    corpus: str
    quantum: int
    least_known: float
    targets: list[tuple[str, list[str], int, float | None, float, float, int]]
    pairs: dict[str, str]
    """For each n-gram pairs of target and weight, such as `0:12 4:-3`; empty for what only begins
    others."""
    forms: dict[str, str]


def pack_lexicon(lexicon: Lexicon) -> LexiconContent:
    """Return a lexicon in the types that JSON has."""
    weights = lexicon.weights
    return {
        "language": lexicon.language,
        "corpus": lexicon.corpus,
        "quantum": lexicon.quantum,
        "least_known": lexicon.least_known,
        "targets": [
            (
                each.question,
                list(each.options),
                each.bias,
                each.threshold,
                each.precision,
                each.recall,
                each.examples,
            )
            for each in lexicon.targets
        ],
        "pairs": {
            gram: " ".join(f"{target}:{weight}" for target, weight in weights.get(gram, {}).items())
            for gram in index_grams(weights)
        },
        "forms": dict(lexicon.forms),
    }


def unpack_lexicon(content: LexiconContent) -> Lexicon:
    """Return the lexicon that `pack_lexicon` was given.

    Raises:
        LookupError: If it was packed by a version with other names.
        TypeError: If it was packed by a version with other fields.
        ValueError: The same.
    """
    targets = tuple(
        Target(question, tuple(options), bias, threshold, precision, recall, examples)
        for question, options, bias, threshold, precision, recall, examples in content["targets"]
    )
    return Lexicon(
        content["language"],
        content["corpus"],
        content["quantum"],
        content["least_known"],
        targets,
        _Weights(content["pairs"]),
        content["forms"],
        index=content["pairs"],
    )


class _Weights(Mapping[str, Weights]):
    """The weights of each n-gram, read from their text when they are asked for."""

    def __init__(self, pairs: Mapping[str, str]) -> None:
        self._pairs = pairs

    def __getitem__(self, gram: str) -> Weights:
        if not (text := self._pairs[gram]):
            raise KeyError(gram)
        pairs = (pair.split(":") for pair in text.split(" "))
        return {int(target): int(weight) for target, weight in pairs}

    def __iter__(self) -> Iterator[str]:
        return (gram for gram, text in self._pairs.items() if text)

    def __len__(self) -> int:
        return sum(map(bool, self._pairs.values()))
