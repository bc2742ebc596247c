"""Naughty strings: the big list, and what else is naughty to terminals, Textual and our formats."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

__all__ = ["NAUGHTY"]

_LIST: Final = Path(__file__).parents[1] / "data" / "naughty" / "blns.json"

_TO_TERMINALS: Final = (
    "\x1b]0;title\x07",
    "\x1b]2;title\x1b\\",
    "\x1b]52;c;ZXZpbA==\x07",
    "\x1b]8;;https://example.org\x1b\\link\x1b]8;;\x1b\\",
    "\x1b]1337;File=inline=1:AAAA\x07",
    "\x1b]9;told\x07",
    "\x1b[2J\x1b[H",
    "\x1b[6n",
    "\x1b[c",
    "\x1b[?1049l",
    "\x1b[?2004l",
    "\x1b[201~pasted",
    "\x1b[8;1;1t",
    "\x1b[20t",
    "\x1bc",
    "\x1b(0qqq",
    '\x1bP$q"p\x1b\\',
    "\x1b_Gi=1;AAAA\x1b\\",
    "\x1b^secret\x1b\\",
    "\x1b[" + "9" * 5_000 + "m",
    "\x1b",
    "\x1b[",
    "\x9b2J",
    "\x9d0;title\x9c",
    "\x90q\x9c",
    "\x84\x85\x8d",
    "\x0e\x0f",
    "\x05",
    "a\rb",
    "a\r\nb\r",
    "a\x0b\x0cb",
    "a\x08\x08\x7f",
    "\x00",
    "a\x00b",
    "\x1c\x1d\x1e\x1f",
)

_TO_READERS: Final = (
    "\u202eevil\u202c",
    "\u2066a\u2069\u2067b\u2069\u2068c\u2069",
    "\u202a\u202b\u202d",
    "\u061c\u200e\u200f",
    "pay\u200bpal",
    "pay\u00adpal",
    "pay\u2060pal",
    "pay\ufeffpal",
    "\u200b",
    "\u200c\u200d",
    "a\u200db",
    "\u2061\u2062\u2063\u2064",
    "\u206a\u206f",
    "\ufff9base\ufffaruby\ufffb",
    "\U000e0001\U000e0041\U000e0042\U000e007f",
    "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
    "\ue000\uf8ff\U000f0000\U0010fffd",
    "\ufe0f\ufe0e",
    "a\U000e0100\U000e01ef",
    "\u115f\u1160\u3164\uffa0",
    "\u2800",
    "\u034f\u180e\u17b4\u17b5",
    "\ufdd0\ufffe\uffff\U0001ffff",
    "\u0378\U0002fffd",
    "\ud800",
    "\udfff\ud800",
    "\ud83d\ude00",
    "\udcff",
    "a\u2028b\u2029c\x85d",
)

_TO_LAYOUT: Final = (
    "e" + "\u0301" * 200,
    "\u0301" * 40,
    "👩‍👩‍👧‍👦" * 30,
    "🇩🇪🇫🇷🇮",
    "1\ufe0f\u20e3",
    "한글 각",
    "漢" * 100,
    "a\u3000b\u1680c",
    "नमस्ते क्षत्रिय",
    "مرحبا 123 بالعالم",
    "\u0600\u06dd\u08e2",
    "x" * 5_000,
    "\n" * 50,
    "\t\t\t",
    " ",
)

_TO_FORMATS: Final = (
    "[/]",
    "[bold",
    "[@click=app.quit]x[/]",
    "[link=https://example.org]x[/link]",
    '"""',
    "'''",
    '\\"""\\',
    'a"""\n[[capabilities]]\nid = "b"',
    "\\u0000 \\x1b \\e",
    "<<<<<<< ours",
    "# no comment",
    "=1+1",
    "+1",
    "@SUM(A1)",
    "-2+3",
    "\t=1",
    "\r=1",
    "＝1",
    '","',
    "a;b|c`d`",
    "${HOME}",
    "%s %n {0} {x!r}",
    "../../etc/passwd",
    "-rf",
)


def _listed() -> tuple[str, ...]:
    found: list[str] = json.loads(_LIST.read_text("utf-8"))
    return tuple(found)


NAUGHTY: Final = tuple(
    dict.fromkeys((*_listed(), *_TO_TERMINALS, *_TO_READERS, *_TO_LAYOUT, *_TO_FORMATS))
)
"""Each once; some hold control characters, lone surrogates or nothing at all."""
