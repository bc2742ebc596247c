from __future__ import annotations

from datetime import date

import pytest

from ragft_tui.storage.toml.write import write_toml


def test_a_table_is_written_with_those_in_it_after_its_values() -> None:
    table = {
        "inner": {"deep": {"on": date(2026, 11, 29)}, "empty": {}},
        "name": 'a "b"',
        "lines": "x\ny\\z\x7f",
        "list": ["a", "b\nc"],
        "none": [],
        "yes": True,
        "number": 1.5,
        "a key": 0,
    }
    assert (
        write_toml(table, "capabilities")
        == """\
[capabilities]
name = "a \\"b\\""
lines = 3"
x
y\\\\z\\u007f3"
list = [
    "a",
    3"
b
c3",
]
none = []
yes = true
number = 1.5
"a key" = 0

[capabilities.inner.deep]
on = 2026-11-29

[capabilities.inner.empty]
""".replace('3"', 3 * '"')
    )


def test_what_a_project_never_holds_is_not_written() -> None:
    with pytest.raises(TypeError, match="NoneType is not written as TOML"):
        write_toml({"a": None})
