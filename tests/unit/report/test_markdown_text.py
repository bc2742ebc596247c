from __future__ import annotations

import pytest
from hypothesis import example, given

from ragft_tui.core.text import one_line, visible
from ragft_tui.report.markdown_text import md_line, md_link, md_paragraphs
from tests.support.markdown import active_texts, blocks, kinds, renderers
from tests.support.naughty import NAUGHTY
from tests.support.projects import texts

GFM = renderers()[1]


def shown(markdown: str) -> list[tuple[str, str]]:
    """Return what both renderers show, which must be the same."""
    one, other = (list(blocks(each.parse(markdown))) for each in renderers())
    assert one == other
    return one


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
    assert shown(md_line(text)) == [("paragraph", one_line(text))]


def test_naughty_texts_are_nothing_but_text() -> None:
    allowed = {"paragraph_open", "inline", "paragraph_close"}
    for text in NAUGHTY:
        for escaped in (md_line(text), md_paragraphs(text)):
            assert {token.type for token in GFM.parse(escaped)} <= allowed, text


def test_paragraphs_stay_apart() -> None:
    assert md_paragraphs("a\n\n\n\n- b\nc\n") == "a\n\n\\- b\\\nc"


def test_a_link_is_one_only_for_an_address_of_the_web() -> None:
    assert md_link("A [b]", "https://example.org/x") == "[A \\[b\\]](https://example.org/x)"
    assert md_link("A", "javascript:alert(1)") == "A"
    assert md_link("A", "https://x.org) [y](z") == "A"


@given(active_texts | texts)
@example("mailto:a@b.org")
@example("1. x")
@example("== x")
def test_a_line_is_shown_as_it_is_wherever_it_stands(text: str) -> None:
    line = one_line(text)
    if line:
        assert shown(md_line(text)) == [("paragraph", line)]
    assert shown(f"x {md_line(text)}") == [("paragraph", f"x {line}".rstrip())]
    for renderer in renderers():
        assert set(kinds(renderer.parse(f"- x {md_line(text)}"))) == {
            *("bullet_list_open", "list_item_open", "paragraph_open", "inline"),
            *("paragraph_close", "list_item_close", "bullet_list_close"),
        }


@given(active_texts | texts)
def test_several_lines_are_shown_line_by_line(text: str) -> None:
    lines = [" ".join(line.split()) for line in visible(text).strip().split("\n")]
    told = shown(md_paragraphs(text))
    assert {kind for kind, _ in told} <= {"paragraph"}
    assert [line for _, part in told for line in part.split("\n")] == [*filter(None, lines)]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("@name", "@&#8203;name"),
        ("see #12", "see \\#&#8203;12"),
        ("a@b.org", "a@&#8203;b\\.org"),
        ("https://e.org", "https\\://e\\.org"),
        (":tada:", ":&#8203;tada:"),
        ("a | b", "a \\| b"),
        ("1) x", "1\\) x"),
        ("- x", "\\- x"),
        ("at 5 % - or 1.5", "at 5 % - or 1.5"),
    ],
)
def test_nobody_is_called_and_nothing_linked(text: str, written: str) -> None:
    assert md_line(text) == written
