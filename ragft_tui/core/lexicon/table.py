"""The lexicon as a table of text, read and written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from ragft_tui.core.errors import LexiconError, Position
from ragft_tui.core.lexicon.model import Lexicon, Target, Weights

FORMAT: Final = 1
"""The version of the format that is read."""
LANGUAGE: Final = "en"
"""The language whose endings and denials are known."""
_CODES: Final = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
"""The letters that stand for targets in the lines of n-grams."""
_LARGEST: Final = 1_000_000
_SHOWN: Final = 20
_TITLE: Final = "ragft-tui lexicon"


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
            f'has format "{table.last[:_SHOWN]}", and this program reads {FORMAT}',
            "install the lexicon and the program in versions that belong together",
        )
    if table.value("language") != language:
        raise table.error(
            f'is for the language "{table.last[:_SHOWN]}", and "{language}" is needed',
            "use a lexicon that was learned from descriptions in that language",
        )
    corpus = table.value("corpus")
    quantum = table.number("quantum")
    least_known = table.number("known") / 100
    targets = tuple(table.target() for _ in range(table.number("targets")))
    codes = {code: number for number, code in enumerate(_CODES[: len(targets)])}
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
            return _whole(self.value(name))
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
                _whole(bias),
                _whole(threshold) / 100 if threshold else None,
                _whole(precision) / 100,
                _whole(recall) / 100,
                _whole(examples),
            )
        except ValueError:
            raise self._damaged() from None

    def gram(self, codes: Mapping[str, int]) -> tuple[str, Weights, str]:
        gram, _, rest = self._line().partition("\t")
        pairs, _, form = rest.partition("\t")
        try:
            weights = {codes[pair[0]]: _whole(pair[1:]) for pair in pairs.split(" ")}
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
        return self.error(
            "is not a whole lexicon", "reinstall ragft-tui, or build the lexicon again"
        )


def _whole(text: str) -> int:
    """Return a number of a table.

    Raises:
        ValueError: If it is none, or larger than any can be.
    """
    number = int(text)
    if abs(number) > _LARGEST:
        raise ValueError(text[:_SHOWN])
    return number


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
    for code, each in zip(_CODES, lexicon.targets, strict=False):
        threshold = "" if each.threshold is None else f"{each.threshold * 100:.0f}"
        shares = f"{each.precision * 100:.0f}\t{each.recall * 100:.0f}"
        yield (
            f"{code}\t{each.question}\t{'|'.join(each.options)}\t{each.bias}\t{threshold}\t{shares}"
            f"\t{each.examples}"
        )
    yield f"ngrams\t{len(lexicon.weights)}"
    for gram, weights in sorted(lexicon.weights.items()):
        pairs = " ".join(f"{_CODES[target]}{weight}" for target, weight in weights.items())
        form = f"\t{lexicon.forms[gram]}" if gram in lexicon.forms else ""
        yield f"{gram}\t{pairs}{form}"
