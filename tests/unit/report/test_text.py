from __future__ import annotations

from dataclasses import replace

import pytest

from ragft_tui.report.text import render_text
from tests.support.projects import HOSTILE, project_of
from tests.support.reports import report_of
from tests.support.reviewed import REFUNDS


def test_it_begins_with_the_table_and_ends_with_where_it_is_from() -> None:
    table, *verdicts, end = list(render_text(report_of()))
    assert "Refunds" in table
    assert "Voice" in table
    assert [piece.splitlines()[1] for piece in verdicts[:2]] == ["1  Refunds", "2  Voice"]
    assert end.endswith("from app.toml (SHA-256 abababababab).\n")


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_from_people_makes_a_line_of_its_own(text: str) -> None:
    def lines(note: str) -> list[str]:
        noted = replace(REFUNDS, notes=note, review=None)
        return "".join(render_text(report_of(project_of(noted)))).split("\n")

    assert len(lines(text or "x")) == len(lines("x"))
    assert "\x1b" not in "".join(lines(text))
