"""Imports: whatever it is, it is read or told; and a list or table comes back as written."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable

from hypothesis import example, given
from hypothesis import strategies as st

from ragft_tui.core.errors import UsageError
from ragft_tui.core.importing import Candidates, Format, HowToRead
from ragft_tui.core.interview import is_no_text
from ragft_tui.core.text import clean
from ragft_tui.storage.importing import read_candidates, read_text_candidates
from tests.support.hostile import controls_in
from tests.support.projects import small_rulebook, texts

RULEBOOK = small_rulebook()
FORMATS: tuple[Format, ...] = ("csv", "jsonl", "json", "list", "lines", "openapi", "tools")

pieces = st.sampled_from(
    [
        *(
            "- ",
            "* ",
            "• ",
            "o\t",
            "1. ",
            "a) ",
            "(2) ",
            "# ",
            "**",
            "`",
            "[",
            "](",
            ")",
            "![",
            "|",
        ),
        *("---", "|-", "\n", "\n\n", "  ", "\t", ": ", " – ", "：", "<b>", "<x>", "\\", "```\n"),
        *(
            "name",
            "description",
            "tone",
            '"',
            ",",
            ";",
            "{",
            "}",
            "[]",
            ":",
            "&a",
            "*a",
            "\0",
            "\x1b",
        ),
        *("sep=;\n", "openapi: 3.0.0\n", "paths:\n", "- [ ] ", "\u2028", "é", "配送", "\ufeff"),
    ]
)
anything = st.lists(pieces | st.text(max_size=4), max_size=40).map("".join)


def sound(found: Candidates) -> None:
    assert [each.line for each in found.candidates] == sorted(
        each.line for each in found.candidates
    )
    for each in found.candidates:
        assert each.name
        assert clean(each.name) == each.name
        assert clean(each.description) == each.description
        assert each.line >= 1
    for unread in found.unread:
        assert unread.why
        assert not controls_in(unread.why)
        assert (unread.line, unread.column) >= (1, 0)


def read_or_refused(read: Callable[[], Candidates], told: str = "") -> None:
    """Check what was read, or that it was refused in a line that says of which file."""
    refused = None
    try:
        sound(read())
    except UsageError as error:
        refused = error
    if refused:
        assert str(refused).startswith(told)
        assert not controls_in(str(refused))


@given(anything | texts)
@example("- \n-\n1.\n\t:\n::\n: \n**** \n** **")
@example('{"')
@example("* *\n *")
def test_any_paste_is_read(text: str) -> None:
    read_or_refused(lambda: read_text_candidates(text, RULEBOOK))


@given(anything | texts, st.sampled_from(FORMATS), st.booleans())
def test_any_text_is_read_or_told_in_every_format(text: str, kind: Format, header: bool) -> None:  # noqa: FBT001 - drawn
    how = HowToRead(format=kind, header=header)
    data = text.encode(errors="replace")
    read_or_refused(lambda: read_candidates("a", data, how, RULEBOOK), "a: ")


@given(st.binary(max_size=200), st.sampled_from(["a.csv", "a.md", "a.json", "a.yaml", "a.txt"]))
def test_any_bytes_are_read_or_told(data: bytes, name: str) -> None:
    read_or_refused(lambda: read_candidates(name, data, HowToRead(), RULEBOOK), f"{name}: ")


cells = (
    st.text(st.characters(codec="cp1252", exclude_categories=["Cc"]) | st.just("\n"), max_size=30)
    .map(lambda text: clean(text).strip())
    .filter(lambda text: not is_no_text(text) and "\xad" not in text)
)


@given(
    st.lists(st.tuples(cells, cells), min_size=1, max_size=6),
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    st.booleans(),
)
def test_a_table_comes_back_in_every_dialect(
    rows: list[tuple[str, str]],
    separator: str,
    encoding: str,
    line: bool,  # noqa: FBT001 - drawn
) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=separator, quoting=csv.QUOTE_ALL)
    writer.writerow(("Name", "Description"))
    writer.writerows(rows)
    head = f"sep={separator}\r\n" if line else ""
    data = (head + text.getvalue()).encode(encoding)
    found = read_candidates("a.csv", data, HowToRead(), RULEBOOK)
    given_rows = [row for row in rows if row != ("Name", "Description")]
    assert [(each.name, each.description) for each in found.candidates] == given_rows


words = st.text("abcdefghij éß配", min_size=1, max_size=30).map(str.strip).filter(bool)


@given(st.lists(st.tuples(words, words), min_size=2, max_size=6), st.sampled_from("-*•–"))
def test_a_list_comes_back(items: list[tuple[str, str]], mark: str) -> None:
    text = "".join(f"{mark} **{name}**: {description}\n" for name, description in items)
    found = read_text_candidates(text, RULEBOOK)
    assert [(each.name, each.description) for each in found.candidates] == [
        (" ".join(name.split()), " ".join(text.split(" "))) for name, text in items
    ]


@given(st.lists(st.tuples(words, words), min_size=1, max_size=6))
def test_json_and_yaml_say_the_same(items: list[tuple[str, str]]) -> None:
    objects = [{"name": name, "description": text} for name, text in items]
    as_json = json.dumps(objects, ensure_ascii=False)
    as_yaml = "".join(
        f"- name: {json.dumps(name)}\n  description: {json.dumps(text)}\n" for name, text in items
    )
    one = read_candidates("a.json", as_json.encode(), HowToRead(), RULEBOOK)
    other = read_candidates("a.yaml", as_yaml.encode(), HowToRead(), RULEBOOK)
    assert [(each.name, each.description) for each in one.candidates] == [
        (each.name, each.description) for each in other.candidates
    ]
    assert len(one.candidates) + len(one.unread) == len(items)
