"""What hostile data costs: each file beside tomllib, each reader on twice as much, and memory.

And what it costs to score a description of 200 characters, beside splitting it into words.
"""

from __future__ import annotations

import json
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import Final

from benchmarks.figures import Figure
from benchmarks.measure import SCRIPT, Bench, child
from ragft_tui.core.errors import RagftError
from ragft_tui.core.importing import Format, HowToRead
from ragft_tui.core.model import Capability, Project
from ragft_tui.core.review import diff_projects, parse_filter
from ragft_tui.core.rulebook import Rulebook
from ragft_tui.core.text import clean, one_line
from ragft_tui.core.verdict import deciding_questions, find_keywords
from ragft_tui.core.words import tokenize
from ragft_tui.storage.files import FILE_BYTES
from ragft_tui.storage.importing.opening import open_reading
from ragft_tui.storage.lexicons import load_lexicon
from ragft_tui.storage.rulebooks import load_rulebook
from ragft_tui.storage.themes import load_theme
from tests.support.heavy import HEAVY_FILES, rulebook_of_phrases, rulebook_of_questions

_CORPUS: Final = Path(__file__).parents[1] / "tests" / "data" / "corpus" / "descriptions.jsonl"
_SCORED: Final = 500
"""The descriptions that are scored."""
_PARSE: Final = """
import sys, time, tomllib
text = open(sys.argv[1], encoding="utf-8").read()
begun = time.process_time()
try:
    tomllib.loads(text)
except ValueError:
    pass
print(time.process_time() - begun)
"""
_TIMES, _SECONDS, _MEGABYTES = 1.5, 0.5, 200
"""What a check may cost: so many times as long as tomllib, so much longer, and so much memory."""
_TWICE: Final = 2.6
"""What twice as much may cost: memory is slower where it no longer fits into caches."""
_AT_ONCE: Final = 0.01
"""Seconds that it may cost besides: of what is over at once, the clock tells too little."""
_WORDS: Final = 7.0
"""What scoring a text may cost: so many times as long as splitting it into words."""

_Work = Callable[[], object]


def hostile(bench: Bench) -> Iterator[Figure]:
    """Measure files that are made to be slow, and readers of all that may be long."""
    room = bench.room("hostile")
    yield from _files(room)
    yield from _growth(room)
    yield _scoring()


def _files(directory: Path) -> Iterator[Figure]:
    file = directory / "app.toml"
    peaks = {}
    for name, made in HEAVY_FILES.items():
        file.write_bytes(made(FILE_BYTES))
        cost = child(SCRIPT, "check", file)
        alone = float(child(sys.executable, "-c", _PARSE, file).printed)
        detail = f"tomllib takes {alone:.2f} s"
        yield Figure(f"check, {name}", cost.cpu, "s", _TIMES * alone + _SECONDS, detail=detail)
        peaks[name] = cost.megabytes
    largest = max(peaks, key=peaks.__getitem__)
    yield Figure(f"check, peak memory with {largest}", peaks[largest], "MB", _MEGABYTES)


def _readers(directory: Path) -> Mapping[str, tuple[int, Callable[[int], _Work]]]:
    """Return for each reader a size, and what is to be done for an input of a size."""

    def file(data: bytes) -> Path:
        path = directory / "hostile.toml"
        path.write_bytes(data)
        return path

    packaged, lexicon = load_rulebook(), load_lexicon()
    phrases = load_rulebook(
        file(rulebook_of_phrases([" ".join(["a"] * (n % 11 + 1) + [f"b{n}"]) for n in range(300)]))
    )
    gaps = load_rulebook(file(rulebook_of_phrases([" * ".join(["a"] * n) for n in range(1, 7)])))
    large = load_rulebook(file(rulebook_of_questions(40, 20)))

    turns = count()

    def words(unit: str, rulebook: Rulebook = packaged) -> Callable[[int], _Work]:
        # Another text each time: what was found in one is remembered.
        return lambda size: partial(find_keywords, f"{unit * size} {next(turns)}", rulebook)

    def scores(unit: str) -> Callable[[int], _Work]:
        return lambda size: partial(lexicon.score, unit * size)

    def shown(unit: str) -> Callable[[int], _Work]:
        return lambda size: lambda: one_line(clean(unit * size))

    def records(kind: Format, unit: bytes, head: bytes = b"") -> Callable[[int], _Work]:
        how = HowToRead(format=kind)

        def read(data: bytes) -> None:
            deque(open_reading("f", BytesIO(data), packaged, how).records, maxlen=0)

        return lambda size: partial(read, head + unit * size)

    def questions(size: int) -> _Work:
        items = [Capability("a", f"{next(turns)}", "Text") for _ in range(size)]
        return lambda: [deciding_questions(item, large) for item in items]

    def reversed_projects(size: int) -> _Work:
        items = tuple(Capability(f"c{n}", "Name", "Text") for n in range(size))
        return lambda: diff_projects(Project("A", "", "", items), Project("A", "", "", items[::-1]))

    def theme(size: int) -> _Work:
        names = "".join(f'n{n} = "#000000"\n' for n in range(size))
        return lambda: load_theme(file(f'title = "A"\n[variables]\n{names}'.encode()))

    texts = {
        "words of one phrase": "a ",
        "joined words": "a-",
        "marks": "\u0301",
        "apostrophes": "a'",
        "code": "`a ",
        "paths": "/a,",
        "points": "a.",
        "denials": "without a ",
        "line ends": "\n- ",
    }
    return {
        "phrases of one word": (16_000, words("a ", phrases)),
        "phrases with gaps": (16_000, words("a ", gaps)),
        **{f"keywords, {name}": (10_000, words(unit)) for name, unit in texts.items()},
        **{f"lexicon, {name}": (10_000, scores(unit)) for name, unit in texts.items()},
        **{f"text, {name}": (100_000, shown(unit)) for name, unit in texts.items()},
        "pasted lists": (5_000, records("list", b"- **a** - - 1. b\n")),
        "questions": (5, questions),
        "filters": (25, lambda size: partial(parse_filter, "verdict:both " * size, packaged)),
        "records, names unknown": (10_000, records("jsonl", b'{"description": "a", "b": 1}\n')),
        "records, open quotes": (20_000, records("csv", b'"a\n', b"description\n")),
        "differences": (20_000, reversed_projects),
        "themes": (20_000, theme),
    }


def _growth(directory: Path) -> Iterator[Figure]:
    for name, (size, prepared) in _readers(directory).items():
        once, twice = (min(_seconds(prepared(each)) for _ in range(3)) for each in (size, 2 * size))
        detail = f"{1e3 * twice:.1f} ms against {1e3 * once:.1f} ms"
        yield Figure(
            f"twice as much, {name}", twice / once, "x", _TWICE + _AT_ONCE / once, detail=detail
        )


def _scoring() -> Figure:
    lines = _CORPUS.read_text().splitlines()[:_SCORED]
    texts = [json.loads(line)["description"][:200] for line in lines]
    lexicon = load_lexicon()

    def split() -> None:
        for text in texts:
            tokenize(text)

    def score() -> None:
        for text in texts:
            lexicon.score(text)

    alone, scored = (min(_seconds(work) for _ in range(7)) / len(texts) for work in (split, score))
    detail = f"{1e3 * scored:.3f} ms against {1e3 * alone:.3f} ms"
    return Figure("scoring words, against splitting", scored / alone, "x", _WORDS, detail=detail)


def _seconds(work: _Work) -> float:
    begun = time.process_time()
    with suppress(RagftError):
        work()
    return time.process_time() - begun
