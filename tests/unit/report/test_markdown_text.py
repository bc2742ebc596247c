from __future__ import annotations

import pytest
from markdown_it import MarkdownIt

from ragft_tui.core.text import one_line
from ragft_tui.report.markdown_text import md_line, md_link, md_paragraphs
from tests.support.naughty import NAUGHTY

GFM = MarkdownIt("gfm-like", {"linkify": False})


@pytest.mark.parametrize(
    "text",
    [
        *(
            "# a",
            "- a",
            "+ a",
            "1. a",
            "2) a",
            "> a",
            "---",
            "===",
            "```",
            "    a",
            "a | b",
            "<b>x",
        ),
        *(
            "<b>x",
            "[x](javascript:alert(1))",
            "![x](y)",
            "*a* _b_ ~c~ `d`",
            "&amp; &#60;",
            "a\\",
            "\\*",
        ),
    ],
)
def test_a_text_is_one_paragraph_that_reads_as_it_was_written(text: str) -> None:
    opened, inline, closed = GFM.parse(md_line(text))
    assert (opened.type, closed.type) == ("paragraph_open", "paragraph_close")
    children = inline.children or []
    assert {child.type for child in children} <= {"text", "text_special"}
    assert "".join(child.content for child in children) == one_line(text)


def test_naughty_texts_are_nothing_but_text() -> None:
    allowed = {"paragraph_open", "inline", "paragraph_close"}
    for text in NAUGHTY:
        for escaped in (md_line(text), md_paragraphs(text)):
            assert {token.type for token in GFM.parse(escaped)} <= allowed, text


def test_paragraphs_stay_apart() -> None:
    assert md_paragraphs("a\n\n\n\n- b\nc\n") == "a\n\n\\- b\nc"


def test_a_link_is_one_only_for_an_address_of_the_web() -> None:
    assert md_link("A [b]", "https://example.org/x") == "[A \\[b\\]](https://example.org/x)"
    assert md_link("A", "javascript:alert(1)") == "A"
    assert md_link("A", "https://x.org) [y](z") == "A"
