"""Whether a rulebook is of a size that can be checked, and judged by, in a moment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields
from typing import Final

from ragft_tui.core.errors import RagftError, UsageError
from ragft_tui.core.rulebook.model import (
    Conflict,
    Gate,
    Guard,
    Keyword,
    Option,
    Question,
    Rulebook,
    Softener,
    Source,
)
from ragft_tui.core.rulebook.patterns import words_of
from ragft_tui.core.rulebook.places import numbered
from ragft_tui.core.strict import key_place

_Rule = Guard | Gate | Softener | Conflict
_Entry = _Rule | Source | Question | Option | Keyword

# The packaged rulebook has 12 questions of up to 5 options, 7 conflicts and fewer of the other
# rules, 13 sources, and 554 phrases of up to 8 words, which are 3,089 words in all.
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


def problems(rulebook: Rulebook) -> Iterator[RagftError]:
    """Yield what is so large that it would take minutes to check, and as long at each verdict."""
    tables: dict[str, tuple[Sequence[_Entry], int]] = {
        "questions": (rulebook.questions, _QUESTIONS),
        "guards": (rulebook.guards, _RULES),
        "gates": (rulebook.gates, _RULES),
        "softeners": (rulebook.softeners, _RULES),
        "conflicts": (rulebook.conflicts, _RULES),
        "keywords": (rulebook.keywords, _KEYWORDS),
        "sources": (rulebook.sources, _SOURCES),
    }
    for table, (entries, most) in tables.items():
        yield from _too_many(len(entries), most, "a rulebook", table)
    yield from _text_problems(rulebook, "")
    for table, (entries, most) in tables.items():
        for number, entry in enumerate(entries[:most], start=1):
            yield from _entry_problems(entry, _place(table, number, entry))
    yield from _lexicon_problems(rulebook)


def _too_many(
    size: int, most: int, whole: str, where: str, advice: str = _FEWER
) -> Iterator[RagftError]:
    if size > most:
        yield UsageError(
            f"are {size:,}, and {whole} has at most {most:,}", where=where, advice=advice
        )


def _entry_problems(entry: _Entry, place: str) -> Iterator[RagftError]:
    yield from _text_problems(entry, place)
    match entry:
        case Question(options=options):
            where = f"{place}.options"
            yield from _too_many(len(options), _OPTIONS, "a question", where)
            for number, option in enumerate(options[:_OPTIONS], start=1):
                yield from _text_problems(option, _place(where, number, option))
        case Guard() | Gate() | Softener() | Conflict():
            unless = entry.unless if isinstance(entry, Guard | Softener) else {}
            for name, conditions in (("when", entry.when), ("unless", unless)):
                where = f"{place}.{name}"
                yield from _too_many(len(conditions), _QUESTIONS, "a rulebook", where)
                for question, named in conditions.items():
                    at = key_place(where, question)
                    yield from _too_many(len(named), _OPTIONS, "a question", at)


def _text_problems(entry: _Entry | Rulebook, place: str) -> Iterator[RagftError]:
    for each in fields(entry):
        text = getattr(entry, each.name)
        if isinstance(text, str) and len(text) > _TEXT:
            yield UsageError(
                f"is too long: {len(text):,} characters, and a text of a rulebook holds {_TEXT:,}",
                where=f"{place}.{each.name}" if place else each.name,
                advice="shorten it",
            )


def _lexicon_problems(rulebook: Rulebook) -> Iterator[RagftError]:
    """Yield the phrases that no other could be looked for beside, and lexicons without measure."""
    phrases = words = 0
    for number, keyword in enumerate(rulebook.keywords[:_KEYWORDS], start=1):
        phrases += len(keyword.words)
        place = f"{numbered('keywords', number)}.words"
        for index, phrase in enumerate(keyword.words[:_PHRASES], start=1):
            parts = words_of(phrase)
            words += sum(part.count("|") + 1 for part in parts)
            yield from _too_many(
                len(parts),
                _PHRASE_WORDS,
                "a phrase",
                f"{place}[{index}]",
                "shorten it, or make two of it",
            )
    yield from _too_many(phrases, _PHRASES, "a rulebook", "keywords.words")
    if words > _WORDS:
        yield UsageError(
            f"the phrases have {words:,} words, and those of a rulebook have at most {_WORDS:,}",
            where="keywords.words",
            advice=_FEWER,
        )


def _place(table: str, number: int, entry: _Entry) -> str:
    return numbered(table, number, "" if isinstance(entry, Keyword) else entry.id)
