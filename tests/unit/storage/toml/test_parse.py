from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import suppress
from re import _parser  # type: ignore[attr-defined]
from types import ModuleType
from typing import cast

import pytest

from ragft_tui.core.errors import UsageError
from ragft_tui.core.patterns import LazyPattern
from ragft_tui.storage.toml import locate as positions
from ragft_tui.storage.toml import parse as toml
from ragft_tui.storage.toml import plain
from ragft_tui.storage.toml.parse import has_comments, line_end_of, parse_toml

LIMIT = 4 * 1024 * 1024


def refusal(data: bytes) -> str:
    with pytest.raises(UsageError) as caught:
        parse_toml(data, "app.toml")
    assert caught.value.advice
    return str(caught.value)


def test_toml_is_read() -> None:
    assert parse_toml(b'a = "x"\r\n[b]\r\nc = 1\r\n', "app.toml") == {"a": "x", "b": {"c": 1}}


def test_one_byte_order_mark_is_taken_off() -> None:
    assert parse_toml(b"\xef\xbb\xbfa = 1", "app.toml") == {"a": 1}
    assert "line 1, column 1" in refusal(b"\xef\xbb\xbf\xef\xbb\xbfa = 1")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"a = 1\nb = \n", "app.toml: line 2, column 5: is not valid TOML"),
        (b"a = 1\na = 2\n", "app.toml: line 2, column 6: is not valid TOML"),
        (b'a = "x', "app.toml: end of document: is not valid TOML"),
        (b'a = """x', "app.toml: end of document: is not valid TOML"),
        (b'a = "\x1b[2J"', "app.toml: line 1, column 6: is not valid TOML"),
        (b'a = "\x00"', "app.toml: line 1, column 6: is not valid TOML"),
        (b'a = "x\ry"', "app.toml: line 1, column 7: is not valid TOML"),
        (b"some prose, no TOML", "app.toml: line 1, column 6: is not valid TOML"),
        (b"a = 1\n\nb = '\xe9'", "app.toml: line 3: is not UTF-8 text (byte 0xE9)"),
        (b"\x89PNG\r\n\x1a\n\0\0", "app.toml: line 1: is not UTF-8 text (byte 0x89)"),
        (b"\xff\xfea\x00", "app.toml: line 1: is not UTF-8 text (byte 0xFF)"),
        (b"\x7fELF\x01\x00", "app.toml: line 1, column 1: is not valid TOML"),
        (b"a = " + b"[" * 1000, "app.toml: line 1: lists or tables are nested too deeply"),
        (
            b"a = " + b"9" * 5000,
            "app.toml: line 1: a number or key is longer than 1,000 characters",
        ),
        (b"a = 2026-02-31", "app.toml: line 1, column 5: is not valid TOML"),
        (b"#" * (LIMIT + 1), "app.toml: is larger than 4 MiB"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(data: bytes, said: str) -> None:
    assert refusal(data).startswith(said)


def test_a_merge_conflict_is_recognised() -> None:
    conflict = b"a = 1\n<<<<<<< HEAD\nb = 1\n=======\nb = 2\n>>>>>>> theirs\n"
    assert refusal(conflict) == (
        "app.toml: line 2: git left a merge conflict in the file; choose between the two sides "
        "and remove the lines <<<<<<<, ======= and >>>>>>>"
    )


@pytest.mark.parametrize(
    "key",
    [
        ".".join("a" * 34),
        ".".join(["'a.b'"] * 34),
        " . ".join(["x"] * 34),
        '."b".'.join(["x"] * 20),
    ],
)
def test_a_key_of_many_dots_is_refused_before_it_takes_minutes(key: str) -> None:
    for text in (f"a = 1\n{key} = 1", f"a = 1\n[{key}]", f"a = 1\nb = {{ {key} = 1 }}"):
        assert refusal(text.encode()).startswith("app.toml: line 2: a key has more than 32 dots")


def test_a_key_of_50_000_parts_is_refused_at_once() -> None:
    start = time.process_time()
    assert "more than 32 dots" in refusal(b"a" + b".a" * 50_000 + b" = 1")
    assert time.process_time() - start < 1


@pytest.mark.parametrize(
    "text",
    [
        f"{'.'.join('a' * 33)} = 1",
        f'a = "{".".join("a" * 99)}"',
        f"a = '{'.'.join('a' * 99)}'",
        f'a = """\n"{".".join("a" * 99)}\\""""',
        f"a = '''\n'{'.'.join('a' * 99)}''''",
        f"a = 1 # {'.'.join('a' * 99)}",
        f'a = "\\"{".".join("a" * 99)}"',
        f'a = """\\""" # "{".".join("a" * 99)}"""',
    ],
)
def test_dots_in_text_and_comments_are_nobodys_business(text: str) -> None:
    assert parse_toml(text.encode(), "app.toml")


@pytest.mark.parametrize(
    "hostile",
    [
        b'"""\\"""',
        b'x="""',
        b"'''",
        b'"',
        b'\\"',
        b"a.",
        b"a ",
        b"a .",
        b"[a.a.a]\n",
        b"#\n",
        b"a" * 80,
        b"[" + b".".join([b"a"] * 33) + b"]\n",
    ],
)
def test_no_file_of_four_megabytes_takes_long(hostile: bytes) -> None:
    data = hostile * (LIMIT // len(hostile))
    start = time.process_time()
    with suppress(UsageError):
        parse_toml(data, "app.toml")
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("# first\na = 1", True),
        ("a = 1 # beside", True),
        ("a = [\n 1, # in a list\n]", True),
        ("a = 1", False),
        ('a = "# text"', False),
        ("a = '# text'", False),
        ('a = """\n# text"""', False),
        ("a = '''\n# text'''", False),
        ('a = """\n\\"""# text"""', False),
        ('a = """x""""" # beside', True),
        ('a = "\\"" # beside', True),
        ("", False),
    ],
)
def test_comments_are_told_from_text(text: str, found: bool) -> None:  # noqa: FBT001
    assert has_comments(text.encode()) is found


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "\n"),
        (b"a = 1", "\n"),
        (b"a = 1\n", "\n"),
        (b"a = 1\r\nb = 2\r\n", "\r\n"),
        (b"a = 1\r\nb = 2\nc = 3\n", "\n"),
        (b"a = 1\r\nb = 2\r\nc = 3\n", "\r\n"),
    ],
)
def test_the_line_ends_of_a_file_are_those_of_most_lines(data: bytes, expected: str) -> None:
    assert line_end_of(data) == expected


@pytest.mark.parametrize(("module", "least"), [(toml, 6), (positions, 5), (plain, 3)])
def test_no_pattern_that_reads_a_file_goes_back_in_it(module: ModuleType, least: int) -> None:
    patterns = {
        name: cast("re.Pattern[str]", value)
        for name, value in vars(module).items()
        if isinstance(value, LazyPattern) and name not in OF_MESSAGES
    }
    assert len(patterns) >= least
    for name, pattern in patterns.items():
        tree = _parser.parse(pattern.pattern, pattern.flags)
        assert not list(goes_back(tree)), name


OF_MESSAGES = {"_KEYS", "_TOML_PLACE"}
"""What is looked for in the words of tomllib, and not in a file."""


def goes_back(node: object) -> Iterator[object]:
    """Yield the repeats of a pattern that give back what they took, and take it again."""
    match node:
        case (_parser.MAX_REPEAT | _parser.MIN_REPEAT, (int(least), int(most), _)):
            if least != most > 1 or most > _FEW:
                yield node
    if isinstance(node, _parser.SubPattern | list | tuple):
        for each in node:
            yield from goes_back(each)


_FEW = 8
"""So many characters may be looked at again from each place."""


def test_long_numbers_are_passed_over_before_the_parser() -> None:
    number = "9" * toml.WORD
    assert not list(toml._excesses(f"a = [{', '.join([number] * 100)}]"))
    text = f"a = [\n{number},\n{number}9]"
    [(what, offset)] = toml._excesses(text)
    assert what == "a number or key is longer than 1,000 characters"
    assert toml._line(text, offset) == 3


def test_what_would_take_gigabytes_is_refused() -> None:
    heads = "".join(f"[tool.k{number}{'.a' * 28}]\n" for number in range(9_000))
    assert refusal(heads.encode()).startswith(
        "app.toml: line 4001: the heads of tables hold more than 120,000 names"
    )
    assert not list(toml._excesses("[[a]]\n[a.b.c]\n" * 30_000))


@pytest.mark.parametrize(
    ("text", "line"),
    [("<<<<<<< a", 1), ("a = 1\n\n>>>>>>> b\n", 3), ("x\n||||||| c\n<<<<<<< d\n", 2)],
)
def test_the_first_line_of_a_conflict_is_told(text: str, line: int) -> None:
    assert refusal(text.encode()).startswith(f"app.toml: line {line}: git left a merge conflict")


@pytest.mark.parametrize(("text", "line"), [("a = '''", 1), ("a = '''\n\n", 2), ("\na = ", 2)])
def test_the_end_of_a_file_is_its_last_line(text: str, line: int) -> None:
    with pytest.raises(UsageError) as caught:
        parse_toml(text.encode(), "app.toml")
    assert caught.value.position
    assert caught.value.position.line == line
