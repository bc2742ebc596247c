"""Markdown as its readers have it: rendered by CommonMark, and with what GitHub adds to that."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from hypothesis import strategies as st
from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from markdown_it.token import Token

__all__ = ["active_texts", "blocks", "kinds", "renderers", "table"]

_FRAGMENTS: Final = (
    *(
        "|",
        "\\",
        "`",
        "*",
        "_",
        "~~",
        "<b>x</b>",
        "<!--",
        "&amp;",
        "&#64;",
        "]",
        "[x](http://e.org)",
    ),
    *("# x", "- x", "+ x", "* x", "1. x", "2) x", "> x", "---", "===", "```", "~~~", "    x", "\t"),
    *(
        "@name",
        "#12",
        "!7",
        "GH-3",
        "o/r#1",
        ":tada:",
        "a@b.org",
        "www.e.org",
        "https://e.org/x_y_",
    ),
    *("e.org", "//e.org", "mailto:a@b.org", "![x](y)", "$x$", "[x]: y", "| - |", "<https://e.org>"),
    *("\n", " ", "x", "1.", "-", "\u200b", "é", "漢", "\x1b", "^", "(", "http:", "- [ ] x"),
)
active_texts: Final = st.lists(st.sampled_from(_FRAGMENTS), max_size=8).map("".join) | st.lists(
    st.sampled_from(_FRAGMENTS), max_size=6
).map(" ".join)
"""Texts that Markdown would make something of."""


@cache
def renderers() -> tuple[MarkdownIt, MarkdownIt]:
    """Return a renderer by CommonMark, and one with tables and bare links as GitHub has them."""
    return MarkdownIt("commonmark"), MarkdownIt("gfm-like", {"linkify": True, "html": True})


def blocks(tokens: list[Token]) -> Iterator[tuple[str, str]]:
    """Yield each block with text: what kind it is of, and the text as a reader sees it."""
    stack: list[str] = []
    for token in tokens:
        if token.nesting > 0:
            stack.append(token.type.removesuffix("_open"))
        elif token.nesting < 0:
            stack.pop()
        elif token.type == "inline":
            yield " ".join(stack), _text(token)
        else:
            yield token.type, token.content


def kinds(tokens: list[Token]) -> list[str]:
    """Return the types of all tokens but text, those within lines too."""
    within = (child for token in tokens for child in token.children or ())
    plain = {"text", "text_special", "softbreak", "hardbreak"}
    return [each.type for each in (*tokens, *within) if each.type not in plain]


def table(text: str) -> list[list[str]]:
    """Return the cells of the first table of a text, row by row."""
    rows: list[list[str]] = []
    found = False
    tokens = renderers()[1].parse(text)
    for token, behind in pairwise(tokens):
        if token.type == "table_close":
            break
        found = found or token.type == "table_open"
        if found and token.type == "tr_open":
            rows.append([])
        if found and token.type in {"td_open", "th_open"}:
            rows[-1].append(_text(behind))
    return rows


def _text(token: Token) -> str:
    parts = []
    for child in token.children or ():
        breaks = child.type in {"softbreak", "hardbreak"}
        parts.append("\n" if breaks else child.content)
    # What the report puts between; of a text itself it would be spelled out.
    return "".join(parts).replace("\u200b", "")
