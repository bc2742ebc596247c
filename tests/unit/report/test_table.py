from __future__ import annotations

import csv
import io
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ragft_tui.core.formulas import undisarm
from ragft_tui.core.model import (
    Answer,
    AnswerValue,
    Capability,
    Draft,
    Project,
    Review,
    VerdictType,
)
from ragft_tui.core.text import clean
from ragft_tui.report.table import render_csv
from tests.support.projects import (
    HOSTILE,
    capabilities,
    described,
    packaged_rulebook,
    project_of,
    small_rulebook,
    texts,
)
from tests.support.reports import report_of
from tests.support.reviewed import REFUNDS, STYLE, VOICE


def rows(project: Project, separator: str = ",") -> list[dict[str, str]]:
    """Return the rows of a report as its reader has them, every cell as it was before."""
    text = "".join(render_csv(report_of(project, small_rulebook()), separator=separator))
    table = io.StringIO(text.removeprefix("\ufeff"), newline="")
    reader = csv.DictReader(table, delimiter=separator)
    return [{name: undisarm(cell) for name, cell in row.items()} for row in reader]


def capability_in(row: dict[str, str]) -> Capability:
    """Return the capability that a row tells of."""

    def given_to(question: str) -> AnswerValue:
        value = row[f"answer.{question}"]
        return int(value) if value.isdecimal() else value

    ids = [each.id for each in small_rulebook().questions]
    answers = [
        Answer(key, given_to(key), row[f"because.{key}"]) for key in ids if row[f"answer.{key}"]
    ]
    return Capability(
        id=row["id"],
        name=row["name"],
        description=row["description"],
        notes=row["notes"],
        notes_by=row["notes_by"],
        answers=tuple(answers),
        named=tuple((key, row[f"named.{key}"]) for key in ids if row[f"named.{key}"]),
        review=review_in(row),
    )


def review_in(row: dict[str, str]) -> Review | None:
    match row["decision"]:
        case "accepted" | "overridden" as decision:
            return Review(
                decision,
                VerdictType(row["decision.judged"]),
                row["decision.rulebook"],
                date.fromisoformat(row["decision.on"]),
                row["decision.by"],
                VerdictType(row["decision.type"]) if row["decision.type"] else None,
                row["decision.because"],
            )
    return None


@given(st.data())
def test_everything_that_the_file_says_of_a_capability_comes_back(data: st.DataObject) -> None:
    drawn = data.draw(capabilities(small_rulebook(), "one"))
    hostile = replace(
        drawn,
        draft=Draft(),
        description=clean(data.draw(texts)),
        notes=clean(data.draw(texts)),
        notes_by=clean(data.draw(texts)),
        answers=tuple(replace(each, because=clean(data.draw(texts))) for each in drawn.answers),
    )
    separator = data.draw(st.sampled_from(",;\t"))
    [row] = rows(project_of(hostile), separator)
    assert capability_in(row) == hostile


def test_excel_is_told_the_encoding_and_the_ends_of_lines() -> None:
    text = "".join(render_csv(report_of()))
    assert text.encode().startswith(b"\xef\xbb\xbfid,name,description,")
    assert text.endswith("\r\n")
    assert text.replace("\r\n", "").count("\r") == 0


def test_a_row_tells_what_follows_from_the_file_and_what_was_decided() -> None:
    refunds, voice, style = rows(project_of(REFUNDS, VOICE, STYLE))
    assert (refunds["counts_as"], refunds["decision"]) == ("retrieval", "accepted")
    assert (voice["verdict"], voice["counts_as"]) == ("both", "retrieval")
    assert (voice["decision.type"], voice["decision.because"]) == (
        "retrieval",
        "The board wants it so.",
    )
    assert (style["verdict"], style["decision.stale"]) == ("fine-tuning", "yes")
    assert voice["file"] == "app.toml"
    assert voice["made"] == "2026-11-22T14:03:00+00:00"
    assert len(voice["reasons"].splitlines()) == 2


def test_an_open_question_and_a_missing_decision_are_empty_cells() -> None:
    [row] = rows(project_of(described("One", tone="strict")))
    assert (row["answer.tone"], row["answer.volatility"], row["decision"]) == ("strict", "", "")
    assert row["decision.stale"] == ""


@pytest.mark.parametrize("text", HOSTILE)
def test_every_row_has_as_many_cells_as_the_head(text: str) -> None:
    hostile = replace(REFUNDS, name=text, notes=text, description=text, notes_by=text)
    rendered = "".join(render_csv(report_of(Project(text, capabilities=(hostile, VOICE)))))
    head, *found = csv.reader(io.StringIO(rendered, newline=""))
    assert [len(row) for row in found] == [len(head)] * 2
    assert "\x1b" not in rendered


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_it_cell_by_cell(tmp_path: Path) -> None:
    source = tmp_path / "app.csv"
    report = report_of(project_of(replace(REFUNDS, notes="=1+1\n'tis")), packaged_rulebook())
    source.write_text("".join(render_csv(report)), encoding="utf-8", newline="")
    subprocess.run(
        [
            "soffice",
            "--headless",
            "--convert-to",
            "csv:Text - txt - csv (StarCalc):44,34,76",
            "--outdir",
            str(tmp_path / "out"),
            str(source),
        ],
        check=True,
        timeout=100,
    )
    before, behind = (
        list(csv.reader(io.StringIO(each.read_text("utf-8-sig"), newline="")))
        for each in (source, tmp_path / "out" / "app.csv")
    )
    assert before == behind
