from __future__ import annotations

import io
from collections.abc import Callable

import pytest

from ragft_tui.storage.importing.lines import LINE_BYTES, read_lines
from ragft_tui.storage.importing.rows import read_rows
from tests.support.steps import assert_linear


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


def rows(data: bytes) -> list[tuple[int, tuple[str, ...] | str]]:
    """Return rows by the numbers of their lines: cells, or the beginning of what is wrong."""
    found = read_rows(read_lines(io.BytesIO(data)))
    return [(row.number, row.error.what[:10] if row.error else row.cells) for row in found]


def test_a_row_may_run_over_lines_and_blank_ones_are_passed_over() -> None:
    assert rows(b'a,"b\nc"\n\n , \nd,e\n') == [(1, ("a", "b\nc")), (5, ("d", "e"))]


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (b"b,c\n", [(2, ("b", "c"))]),
        (b'b,"c"\n', [(2, ("b", "c"))]),
        (b'b,"c\nd"\ne\n', [(2, ("b", "c\nd")), (4, ("e",))]),
        # A line that closes the stray quote may open another by itself.
        (b'5",x,"c\nd" e\nf\n', [(2, "is not CSV"), (3, ('d" e',)), (4, ("f",))]),
        (b'"" ""\nb\n', [(2, "is not CSV"), (3, ("b",))]),
    ],
)
def test_an_open_quote_costs_its_line_and_the_next_are_rows_of_their_own(
    after: bytes, expected: list[tuple[int, tuple[str, ...] | str]]
) -> None:
    assert rows(b'a,"open\n' + after) == [(1, "is not CSV"), *expected]


@pytest.mark.parametrize("unit", [b'"a\n', b'a","\n', b'x",y,"z\n', b'5" pipe\n'])
def test_lines_are_read_in_time_in_proportion_however_their_quotes_stand(unit: bytes) -> None:
    def prepared(size: int) -> Callable[[], object]:
        data = unit * size
        return lambda: rows(data)

    assert_linear(prepared, 2_000)
