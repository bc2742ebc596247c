from __future__ import annotations

import io

import pytest

from ragft_tui.storage.records.rows import LINE_BYTES, read_lines


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_lines_end_in_any_way_and_keep_it(end: bytes) -> None:
    found = list(read_lines(io.BytesIO(b"a" + end + end + b"b")))
    assert [(line.number, line.text.encode()) for line in found] == [
        (1, b"a" + end),
        (2, end),
        (3, b"b"),
    ]


def test_separators_of_other_scripts_end_no_line() -> None:
    [line] = read_lines(io.BytesIO("a\u2028b\u0085c\x0bd\x1ce".encode()))
    assert line.error is None


@pytest.mark.parametrize("end", [b"", b"\n", b"x\n", b"\nrest", b"x" * LINE_BYTES + b"\nrest"])
def test_only_a_line_over_the_limit_is_left_out(end: bytes) -> None:
    lines = list(read_lines(io.BytesIO(b"y" * (LINE_BYTES - 1) + end)))
    fits = not end.startswith(b"x")
    assert bool(lines[0].text) is fits
    assert bool(lines[0].error) is not fits
    assert [line.text for line in lines[1:]] == (["rest"] if end.endswith(b"rest") else [])


def test_the_marks_of_files_put_together_are_left_out() -> None:
    marked = b"\xef\xbb\xbfa\n"
    assert [line.text for line in read_lines(io.BytesIO(marked * 2))] == ["a\n", "a\n"]
