from __future__ import annotations

import csv
import io

from hypothesis import given

from ragft_tui.core.formulas import undisarm
from ragft_tui.report.cells import csv_line
from tests.support.projects import texts


def test_a_number_stays_a_number() -> None:
    assert csv_line(["a", -3]) == "a,-3\n"


@given(texts)
def test_a_line_is_read_again_cell_by_cell(text: str) -> None:
    for separator in ",;\t":
        line = csv_line(["before", text, "behind"], separator=separator, end="\r\n")
        [cells] = csv.reader(io.StringIO(line, newline=""), delimiter=separator)
        assert list(map(undisarm, cells)) == ["before", text, "behind"]
