from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from benchmarks.figures import Figure
from benchmarks.page import BEGIN, END, Run, head, line, write_into

FIRST = Figure("First page", 6_100, "B", 6_000, 5_000, "dear")
RUN = Run(
    {"wire": [FIRST], "files": [Figure("Load", 2)]},
    61.4,
    date(2026, 11, 29),
    "2 cores",
)


def test_the_page_keeps_what_stands_around_the_marks(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"before\n{BEGIN}\nold\n{END}\nbehind\n")
    write_into(page, "new\n")
    assert page.read_text() == f"before\n{BEGIN}\n\nnew\n\n{END}\nbehind\n"


def test_a_page_without_marks_is_left_as_it_is(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("before\n")
    with pytest.raises(ValueError, match="lacks the marks"):
        write_into(page, "new\n")
    assert page.read_text() == "before\n"


def test_the_page_of_the_project_has_the_marks() -> None:
    page = Path(__file__).parents[3] / "docs" / "performance.md"
    before, begin, rest = page.read_text("utf-8").partition(BEGIN)
    assert before
    assert begin
    assert END in rest


def test_markdown_tells_the_machine_and_has_a_table_for_each_group() -> None:
    text = RUN.to_markdown()
    assert text.startswith("29 November 2026, 61 seconds, on 2 cores.\n")
    assert "| wire | measured | must | aim | |\n" in text
    assert "| First page | 6,100 B | 6,000 B | 5,000 B | MISSED; dear |\n" in text
    assert "| Load | 2.00 x |  |  |  |\n" in text


def test_of_a_brief_group_only_what_is_missed_is_counted() -> None:
    text = RUN.to_markdown(brief={"wire"})
    assert "wire: 1 figure, 1 MISSED." in text
    assert "First page" not in text
    assert "| Load |" in text


def test_json_has_each_figure_with_its_group() -> None:
    read = json.loads(RUN.to_json())
    assert read["machine"] == "2 cores"
    first, second = read["figures"]
    assert (first["group"], first["name"], first["missed"]) == ("wire", "First page", True)
    assert (second["value"], second["must"]) == (2, None)


def test_lines_of_a_terminal_stand_in_columns() -> None:
    above, below = head("wire"), line(FIRST)
    assert above.index("must") + len("must") == below.index("6,000 B") + len("6,000 B")
    assert below.endswith("MISSED; dear")
