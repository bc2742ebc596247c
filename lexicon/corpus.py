"""Descriptions to learn from, with the answers that each implies."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NotRequired, TypedDict

from ragft_tui.core.lexicon import DENIED, find_grams
from ragft_tui.core.words import tokenize

FOLDS: Final = 5
_SEED: Final = 16


class _Record(TypedDict):
    title: str
    description: str
    domain: str
    label: str
    answers: dict[str, str | int]
    weight: NotRequired[int]


@dataclass(frozen=True, slots=True)
class Description:
    """One description."""

    domain: str
    """What it is about; words that one domain uses prove nothing for another."""
    grams: dict[str, str]
    """The n-grams of its title and text, each with the words that it stands for."""
    stems: tuple[str, ...]
    """Its words, one after another."""
    label: str
    """The type of verdict that it needs, in the eyes of its author."""
    answers: dict[str, str | int]
    """What it implies, by question."""
    weight: int
    """How many descriptions it counts for while a model is fitted."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """All descriptions of some files."""

    descriptions: tuple[Description, ...]
    checksum: str
    """The SHA-256 of the files, one behind the other."""

    def folds(self) -> list[int]:
        """Return for each description the number of its fold; a domain is whole in one."""
        domains = sorted({each.domain for each in self.descriptions})
        random.Random(_SEED).shuffle(domains)  # noqa: S311 - to be repeated, not secret
        fold = {domain: number % FOLDS for number, domain in enumerate(domains)}
        return [fold[each.domain] for each in self.descriptions]


def read_corpus(paths: Sequence[Path]) -> Corpus:
    """Read files of descriptions, one JSON object a line."""
    data = b"".join(path.read_bytes() for path in paths)
    records = map(json.loads, data.decode().splitlines())
    return Corpus(tuple(map(read_description, records)), hashlib.sha256(data).hexdigest())


def read_description(record: _Record) -> Description:
    """Return a description from its record."""
    grams: dict[str, str] = {}
    stems: list[str] = []
    for text in (record["title"], record["description"]):
        tokens = tokenize(text)
        words, found = find_grams(tokens)
        stems += words
        for gram, first, last in found:
            denied = DENIED if gram.startswith(DENIED) else ""
            spoken = text[tokens[first][1] : tokens[last][2]]
            grams.setdefault(gram, denied + " ".join(spoken.lower().split()))
    return Description(
        record["domain"],
        grams,
        tuple(stems),
        record["label"],
        record["answers"],
        record.get("weight", 1),
    )
