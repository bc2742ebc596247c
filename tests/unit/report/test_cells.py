from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given

from ragft_tui.report.cells import csv_line, disarm, undisarm
from tests.support.projects import texts


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1 555",
        "-x",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        " =1",
        "＝1",
        "＋1",
        "－1",
        "＠x",
    ],
)
def test_what_a_spreadsheet_would_compute_begins_with_an_apostrophe(text: str) -> None:
    assert disarm(text) == f"'{text}"
    assert undisarm(disarm(text)) == text


def test_an_apostrophe_of_the_text_is_doubled_so_that_it_can_be_told_apart() -> None:
    assert disarm("'tis") == "''tis"
    assert undisarm("''tis") == "'tis"


@pytest.mark.parametrize("text", ["", "plain", "1 + 1", "a=b", "12", "x@example.org"])
def test_what_is_harmless_stays_as_it_is(text: str) -> None:
    assert disarm(text) == undisarm(text) == text


@given(texts)
def test_every_text_comes_back(text: str) -> None:
    assert undisarm(disarm(text)) == text


def test_a_number_stays_a_number() -> None:
    assert csv_line(["a", -3]) == "a,-3\n"


@given(texts)
def test_a_line_is_read_again_cell_by_cell(text: str) -> None:
    for separator in ",;\t":
        line = csv_line(["before", text, "behind"], separator=separator, end="\r\n")
        [cells] = csv.reader(io.StringIO(line, newline=""), delimiter=separator)
        assert list(map(undisarm, cells)) == ["before", text, "behind"]
