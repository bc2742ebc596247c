"""Every naughty string, in every field: it comes back, and whatever is printed of it is inert."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import cycle
from pathlib import Path
from typing import get_args

import pytest
import tomli_w

from ragft_tui.cli.rules import render_rules
from ragft_tui.core.errors import ProblemsError, RagftError
from ragft_tui.core.importing import HowToRead
from ragft_tui.core.model import Answer, Capability, Draft, Project, Review, VerdictType
from ragft_tui.core.rulebook import Rulebook
from ragft_tui.core.text import clean, visible
from ragft_tui.report.verdicts import OutputFormat, batch_writer, render_table
from ragft_tui.report.view import CapabilityView
from ragft_tui.storage.importing.opening import open_reading
from ragft_tui.storage.importing.records import BadRecord
from ragft_tui.storage.project import load_project
from ragft_tui.storage.project.encode import encode_project
from ragft_tui.storage.rulebooks import load_rulebook
from tests.support.hostile import controls_in
from tests.support.naughty import NAUGHTY

SMALL = Path(__file__).parents[2] / "data" / "rulebook-small.toml"


def named(text: str) -> str:
    return text if text.strip() else "N"


def capability_of(number: int, text: str) -> Capability:
    return Capability(
        f"c{number}",
        named(text),
        named(text),
        text,
        (Answer("tone", "strict", text), Answer("examples", 3, text)),
        Review(
            "overridden",
            VerdictType.BOTH,
            text,
            date(2026, 11, 22),
            text,
            VerdictType.RETRIEVAL,
            named(text),
        ),
        Draft(text, text, text, text, (("tone", text),), (("examples", text),)),
    )


@pytest.fixture(scope="module")
def project() -> Project:
    """Return a project with a capability for each string, as its fields hold it."""
    texts = [clean(text) for text in NAUGHTY]
    capabilities = tuple(capability_of(number, text) for number, text in enumerate(texts))
    return Project("App", capabilities=capabilities)


def inert(output: str) -> bool:
    return not controls_in(output) and visible(output) == output


def test_it_comes_back_from_every_field_of_a_capability(
    project: Project, rulebook: Rulebook, tmp_path: Path
) -> None:
    file = tmp_path / "app.toml"
    file.write_bytes(encode_project(project, rulebook))
    assert load_project(file, rulebook)[0] == project


def test_it_comes_back_from_every_field_of_the_project(rulebook: Rulebook, tmp_path: Path) -> None:
    file = tmp_path / "app.toml"
    for text in map(clean, NAUGHTY):
        project = Project(
            named(text), text, "", (), Draft(text, text), {text[:999]: {"text": [text]}}
        )
        file.write_bytes(encode_project(project, rulebook))
        assert load_project(file, rulebook)[0] == project


def test_a_file_that_another_program_wrote_is_cleaned(rulebook: Rulebook, tmp_path: Path) -> None:
    file = tmp_path / "app.toml"
    texts = [named(text.encode("utf-8", "replace").decode()) for text in NAUGHTY]
    tables = [{"id": f"c{number}", "name": text} for number, text in enumerate(texts)]
    document = {"format": 1, "project": {"name": "App"}, "capabilities": tables}
    file.write_text(tomli_w.dumps(document), "utf-8", newline="")
    loaded, _ = load_project(file, rulebook)
    assert [item.name for item in loaded.capabilities] == [clean(text) for text in texts]


def test_every_report_of_it_is_inert(project: Project, rulebook: Rulebook) -> None:
    assert inert(render_table(replace(project, name=project.capabilities[-1].name), rulebook))
    for output in get_args(OutputFormat):
        writer = batch_writer(output)
        called = [replace(item, id=item.name) for item in project.capabilities]
        pieces = [writer.result(CapabilityView(item, rulebook)) for item in called]
        assert inert("".join(pieces))
        if output == "jsonl":
            assert [json.loads(piece)["id"] for piece in pieces] == [item.id for item in called]


def test_in_a_spreadsheet_none_is_a_formula(project: Project, rulebook: Rulebook) -> None:
    writer = batch_writer("csv")
    for item in project.capabilities:
        named = CapabilityView(replace(item, id=item.name or "x"), rulebook)
        for cell in writer.result(named).split(","):
            assert not cell.lstrip('"').startswith(("=", "+", "@", "-"))


def errors_of(text: str, rulebook: Rulebook, file: Path) -> Iterator[RagftError]:
    """Yield what is said of a file in which a text stands where it cannot."""
    written = text.encode("utf-8", "replace").decode()
    tables = [
        {"id": written + "!", "name": 1, written + "?": 1, "answers": {written + "?": written}},
        {"id": "b", "name": "B", "answers": {"tone": written + "?", "examples": written}},
    ]
    project = {"name": "App", "rulebook": written + "?"}
    document = {"format": 1, "project": project, "capabilities": tables, written + "?": 1}
    file.write_text(tomli_w.dumps(document), "utf-8", newline="")
    for chosen in (rulebook, None):
        with pytest.raises(RagftError) as caught:
            load_project(file, chosen)
        error = caught.value
        yield from error.problems if isinstance(error, ProblemsError) else (error,)


def test_every_error_about_it_is_one_inert_line(rulebook: Rulebook, tmp_path: Path) -> None:
    for text in NAUGHTY:
        for error in errors_of(text, rulebook, tmp_path / "app.toml"):
            assert inert(str(error))
            assert "\n" not in str(error)


def test_records_of_it_are_read_or_told_inertly(rulebook: Rulebook, tmp_path: Path) -> None:
    file = tmp_path / "records.jsonl"
    lines = [json.dumps({"name": text, "answers": {text: text}}) for text in NAUGHTY]
    lines += [json.dumps({"description": text}) for text in NAUGHTY]
    file.write_text("\n".join(lines))
    with file.open("rb") as stream:
        found = list(open_reading("f", stream, rulebook, HowToRead(format="jsonl")).records)
        assert len(found) == len(lines)
        for record in found:
            if isinstance(record, BadRecord):
                assert all(inert(str(problem)) for problem in record.problems)
            else:
                assert clean(record.capability.description) == record.capability.description


def test_a_rulebook_made_of_it_prints_as_inert_text(tmp_path: Path) -> None:
    file, whole = tmp_path / "rulebook.toml", SMALL.read_text("utf-8")
    joined = "".join(text.encode("utf-8", "replace").decode() for text in NAUGHTY)
    pieces = [
        json.dumps(joined[at : at + 1_800], ensure_ascii=False).replace("\x7f", r"\u007f")
        for at in range(0, len(joined), 1_800)
    ]
    assert sum(whole.count(f'{key} = "') for key in ("says", "text", "title", "why")) > len(pieces)
    quoted = cycle(pieces)
    lines = [
        f"{line.partition(' = ')[0]} = {next(quoted)[:-1]}{line.partition('= ')[2][1:]}"
        if line.startswith(("says = ", "text = ", "title = ", "why = "))
        else line
        for line in whole.splitlines()
    ]
    file.write_text("\n".join(lines), "utf-8")
    printed = render_rules(load_rulebook(file))
    assert not controls_in(printed)
    assert "␛" in printed
