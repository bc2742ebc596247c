from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from ragft_tui.storage.toml.plain import read_plain

WHOLE = Path(__file__).parents[3] / "data" / "project-whole.toml"


def test_what_the_program_writes_is_read() -> None:
    text = WHOLE.read_text()
    assert read_plain(text) == tomllib.loads(text)


def test_texts_lists_numbers_dates_switches_tables_and_entries_are_read() -> None:
    text = r"""
name = "a \"b\" \\ \t"

[x.y]
lines = 3"

 \"\"\" is \"
3"
list = [
    "a, b",
    "\"",
]
[[z]]
n = 0
f = 1.5
t = true
u = false
[z.on]
day = 2026-11-29
[[z]]
""".replace('3"', 3 * '"')
    assert read_plain(text) == {
        "name": 'a "b" \\ \t',
        "x": {"y": {"lines": '\n """ is "\n', "list": ["a, b", '"']}},
        "z": [{"n": 0, "f": 1.5, "t": True, "u": False, "on": {"day": date(2026, 11, 29)}}, {}],
    }


def test_line_ends_of_windows_are_line_ends() -> None:
    assert read_plain('a = "x"\r\nb = """\r\ny\r\nz"""\r\n') == {"a": "x", "b": "y\nz"}


@pytest.mark.parametrize(
    "text",
    [
        "a = 1",
        "a = 1 # why\n",
        "# why\na = 1\n",
        " a = 1\n",
        "a=1\n",
        "a = 01\n",
        "a = -1\n",
        "a = 1e5\n",
        "a = 1.\n",
        "a = 01.5\n",
        "a = []\n",
        "a = {}\n",
        "a.b = 1\n",
        "a = 'x'\n",
        '"a" = 1\n',
        'a = "\\u0041"\n',
        'a = "x\ry"\n',
        'a = """\nx\\\n y"""\n',
        'a = """\nx""""\n',
        "a = 2026-02-31\n",
        "a = 2026-02-03T04:05:06\n",
        f"a = {'9' * 5000}\n",
        f"{'a' * 1001} = 1\n",
        "a = 1\na = 2\n",
        "a = 1\n[a]\n",
        "a = 1\n[a.b]\n",
        "a = 1\n[[a]]\n",
        "[a]\n[a]\n",
        "[a.b]\n[a]\nb = 1\n",
        "[a.b]\n[a.b]\n",
        "[a]\n[[a]]\n",
        "[[a]]\n[a]\n",
        'a = [\n    "x",\n]\n[[a]]\n',
        'a = [\n    "x",\n]\n[a.b]\n',
        "[[a.b]]\n",
        "some prose, no TOML",
    ],
)
def test_whatever_is_unusual_or_wrong_is_left_to_another_reader(text: str) -> None:
    assert read_plain(text) is None
