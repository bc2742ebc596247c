"""Files that are made to be slow to read, each of any size."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from itertools import count
from typing import Final

__all__ = ["HEAVY_FILES", "rulebook_of_phrases", "rulebook_of_questions"]

_START: Final = b'format = 1\n[project]\nname = "App"\n'
_PIECES: Final = b"=,.{}[]"
_MOST_PIECES: Final = 299_000

_CAPABILITY: Final = b'[[capabilities]]\nid = "c%d"\nname = "Capability"\ndescription = "Does %d"\n'
_ANSWERS: Final = b'%s[capabilities.answers]\nvolatility = "%s"\ntone = "strict"\n'


def _file(unit: Callable[[int], bytes], head: bytes, end: bytes, size: int) -> bytes:
    """Return as many units as a file of a size holds, and as may be read of it."""
    parts, length, pieces = [_START, head], len(_START + head + end), 0
    for number in count():
        part = unit(number)
        length += len(part)
        pieces += sum(map(part.count, (bytes([piece]) for piece in _PIECES)))
        if length > size or pieces > _MOST_PIECES:
            return b"".join([*parts, end])
        parts.append(part)
    raise AssertionError


def _of(
    unit: Callable[[int], bytes], head: bytes = b"", end: bytes = b""
) -> Callable[[int], bytes]:
    return partial(_file, unit, head, end)


HEAVY_FILES: Final[Mapping[str, Callable[[int], bytes]]] = {
    "long numbers": _of(lambda _: b"9" * 1_000 + b",\n", b"[tool]\nx = [\n", b"]"),
    "long keys": _of(lambda n: b"%05d" % n + b"k" * 900 + b" = 1\n", b"[tool.x]\n"),
    "keys of many parts": _of(lambda n: (b"a" * 100 + b".") * 31 + b"k%d = 1\n" % n, b"[tool]\n"),
    "keys unknown": _of(lambda n: b"k%d = 1\n" % n),
    "escaped keys unknown": _of(lambda n: b'"\\u0041%d" = 1\n' % n),
    "long keys unknown": _of(lambda n: b'"%05d' % n + b"name." * 400 + b'" = 1\n'),
    "one key unknown": lambda size: _START + b'"' + b"name" * (size // 4 - 20) + b'" = 1\n',
    "capabilities": _of(lambda n: _CAPABILITY % (n, n)),
    "capabilities of one id": _of(lambda n: _CAPABILITY % (1, n)),
    "answers": _of(lambda n: _ANSWERS % (_CAPABILITY % (n, n), b"weekly")),
    "answers unknown": _of(lambda n: b'q%d = "x"\n' % n, _ANSWERS % (_CAPABILITY % (1, 1), b"x")),
    "reasons that are numbers": _of(
        lambda _: b"1,", _CAPABILITY % (1, 1) + b"[capabilities.verdict]\nreasons = [", b"]"
    ),
    "heads of tables": _of(lambda n: b"[tool.k%d%s]\n" % (n, b".a" * 28)),
    "tables in a line": _of(lambda n: b"k%d = {a=1}\n" % n, b"[tool.x]\n"),
    "brackets": _of(lambda n: b"k%d = %s%s\n" % (n, b"[" * 28, b"]" * 28), b"[tool.x]\n"),
    "dates": _of(lambda _: b"2026-11-22T10:00:00.5+01:00,", b"[tool]\nx = [", b"]"),
    "marks": lambda size: _START + b'description = "' + b"\xcc\x81" * (size // 2 - 40) + b'"\n',
    "quotes": _of(lambda _: b'"\n' * 64),
    "comments": _of(lambda _: b" # no = more\n" * 64),
    "blanks": _of(lambda _: b" " * 64),
    "parts of a conflict": _of(lambda _: b"<<<<<<<\n" * 64),
    "never closed": _of(lambda _: b"\\\n" * 64, b'description = """'),
}
"""Files by what is in them, each made for a size in bytes."""

_RULES: Final = """\
id = "hostile"
version = 1
title = "Hostile"
threshold = 4
words_limit = 4
nothing_says = "nothing asks for it"
nothing_source = "page"
sources = [{ id = "page", title = "A page", url = "https://example.org/", says = "so it is" }]
"""
_QUESTION: Final = """
[[questions]]
id = "q%d"
stage = "%s"
axis = "%s"
title = "Question %d"
text = "Which?"
why = "It decides."
source = "page"
ordered = false
options = [%s]
"""


def rulebook_of_questions(questions: int, options: int, rest: str = "") -> bytes:
    """Return a rulebook whose answers add up to as many sums as possible."""
    text = _RULES + rest
    for number in range(questions):
        listed = ", ".join(
            f'{{ id = "o{each}", text = "{each}", points = {(each * 7 + number) % 19 - 9}, '
            f'says = "it is {each}" }}'
            for each in range(options)
        )
        axis = ("knowledge", "behaviour")[number % 2]
        stage = "core" if number < len(_AXES) else "further"
        text += _QUESTION % (number, stage, axis, number, listed)
    return text.encode()


_AXES: Final = ("knowledge", "behaviour")


def rulebook_of_phrases(phrases: list[str]) -> bytes:
    """Return a rulebook with these phrases, twenty to an entry of the lexicon."""
    listed = [phrases[at : at + 20] for at in range(0, len(phrases), 20)]
    entries = "".join(
        f'[[keywords]]\nsubject = "q0"\npoints = 2\nsays = "so"\nsource = "page"\nwords = {each}\n'
        for each in listed
    )
    return rulebook_of_questions(2, 3) + entries.encode()
