"""Limits on the size of a rulebook, so that checks and verdicts take a moment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields
from typing import Final

from ragft_tui.core.errors import ROOT, Index, Location, RagftError, UsageError
from ragft_tui.core.rulebook.model import Option, Question, Rulebook, Source
from ragft_tui.core.rulebook.phrases import split_phrase
from ragft_tui.core.rulebook.rules import Keyword, Rule

_Entry = Rule | Source | Question | Option | Keyword

# The packaged rulebook has 13 questions of up to 7 options, 11 conflicts and fewer of the other
# rules, and 17 sources. With keywords for everything it had 554 phrases of up to 8 words, which
# were 3,089 words in all; now most words are learned.
_QUESTIONS: Final = 40
_OPTIONS: Final = 20
_RULES: Final = 200
_SOURCES: Final = 200
_KEYWORDS: Final = 1_000
_PHRASES: Final = 5_000
_PHRASE_WORDS: Final = 12
_WORDS: Final = 20_000
_TEXT: Final = 2_000

_FEWER: Final = "leave out what seldom counts"


def limit_problems(rulebook: Rulebook) -> Iterator[RagftError]:
    """Yield a problem for each part of a rulebook that is over its limit."""
    tables: dict[str, tuple[Sequence[_Entry], int]] = {
        "questions": (rulebook.questions, _QUESTIONS),
        **{table: (rules, _RULES) for table, rules in rulebook.rules.items()},
        "keywords": (rulebook.keywords, _KEYWORDS),
        "sources": (rulebook.sources, _SOURCES),
    }
    for table, (entries, most) in tables.items():
        yield from _too_many(len(entries), most, "a rulebook", ROOT / table)
    yield from _text_problems(rulebook, ROOT)
    for table, (entries, most) in tables.items():
        for number, entry in enumerate(entries[:most]):
            yield from _entry_problems(entry, ROOT / table / _index(number, entry))
    yield from _phrase_problems(rulebook)


def _index(number: int, entry: _Entry) -> Index:
    return Index(number, "" if isinstance(entry, Keyword) else entry.id)


def _too_many(
    size: int, most: int, whole: str, location: Location, advice: str = _FEWER
) -> Iterator[RagftError]:
    if size > most:
        what = f"are {size:,}, and {whole} has at most {most:,}"
        yield UsageError(what, location=location, advice=advice)


def _entry_problems(entry: _Entry, location: Location) -> Iterator[RagftError]:
    yield from _text_problems(entry, location)
    match entry:
        case Question(options=options):
            table = location / "options"
            yield from _too_many(len(options), _OPTIONS, "a question", table)
            for number, option in enumerate(options[:_OPTIONS]):
                place = table / _index(number, option)
                yield from _text_problems(option, place)
                yield from _too_many(len(option.aliases), _OPTIONS, "an option", place / "aliases")
        case Rule():
            for name, conditions in (("when", entry.when), ("unless", entry.unless)):
                table = location / name
                yield from _too_many(len(conditions), _QUESTIONS, "a rulebook", table)
                for question, named in conditions.items():
                    yield from _too_many(len(named), _OPTIONS, "a question", table / question)


def _text_problems(entry: _Entry | Rulebook, location: Location) -> Iterator[RagftError]:
    for each in fields(entry):
        text = getattr(entry, each.name)
        if isinstance(text, str) and len(text) > _TEXT:
            yield UsageError(
                f"is too long: {len(text):,} characters, and a text of a rulebook holds {_TEXT:,}",
                location=location / each.name,
                advice="shorten it",
            )


def _phrase_problems(rulebook: Rulebook) -> Iterator[RagftError]:
    """Yield a problem for each phrase that is too long, and for keywords that are too many."""
    phrases = words = 0
    for number, keyword in enumerate(rulebook.keywords[:_KEYWORDS]):
        phrases += len(keyword.words)
        location = ROOT / "keywords" / Index(number) / "words"
        for index, phrase in enumerate(keyword.words[:_PHRASES]):
            parts = split_phrase(phrase)
            words += sum(part.count("|") + 1 for part in parts)
            entry, advice = location / Index(index), "shorten it, or make two of it"
            yield from _too_many(len(parts), _PHRASE_WORDS, "a phrase", entry, advice)
    table = ROOT / "keywords" / "words"
    yield from _too_many(phrases, _PHRASES, "a rulebook", table)
    if words > _WORDS:
        what = f"the phrases have {words:,} words, and those of a rulebook have at most {_WORDS:,}"
        yield UsageError(what, location=table, advice=_FEWER)
