from __future__ import annotations

import pytest
from hypothesis import example, given

from ragft_tui.core.text import one_line, visible
from ragft_tui.report.escapes import escape_line, escape_lines
from tests.support.markdown import active_texts, blocks, kinds, renderers
from tests.support.projects import texts


def shown(markdown: str) -> list[tuple[str, str]]:
    """Return what both renderers show, which must be the same."""
    one, other = (list(blocks(each.parse(markdown))) for each in renderers())
    assert one == other
    return one


@given(active_texts | texts)
@example("mailto:a@b.org")
@example("1. x")
@example("== x")
def test_a_line_is_shown_as_it_is_wherever_it_stands(text: str) -> None:
    line = one_line(text)
    if line:
        assert shown(escape_line(text)) == [("paragraph", line)]
    assert shown(f"x {escape_line(text)}") == [("paragraph", f"x {line}".rstrip())]
    for renderer in renderers():
        assert set(kinds(renderer.parse(f"- x {escape_line(text)}"))) == {
            *("bullet_list_open", "list_item_open", "paragraph_open", "inline"),
            *("paragraph_close", "list_item_close", "bullet_list_close"),
        }


@given(active_texts | texts)
def test_several_lines_are_shown_line_by_line(text: str) -> None:
    lines = [" ".join(line.split()) for line in visible(text).strip().split("\n")]
    told = shown("\n".join(escape_lines(text)))
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
        ("at 5 % - or 1.5", "at 5 % - or 1\\.5"),
    ],
)
def test_nobody_is_called_and_nothing_linked(text: str, written: str) -> None:
    assert escape_line(text) == written
