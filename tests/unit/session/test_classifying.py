"""Records classified by the plain function, and the recipe of the documents that spreads it."""

from __future__ import annotations

import json
import pickle
import re
import subprocess
import sys
from collections.abc import Mapping
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import TypeVar, cast

import pytest

from ragft_tui.core.importing import HowToRead
from ragft_tui.report.verdicts import OutputFormat, batch_writer
from ragft_tui.session.classifying import Classifier, classify_record
from ragft_tui.storage.importing.opening import open_reading
from ragft_tui.storage.rulebooks import load_rulebook

ROOT = Path(__file__).parents[3]
CASES = ROOT / "tests" / "data" / "cases" / "development.jsonl"
ODD: list[dict[str, object]] = [
    {"name": 5},
    {"id": 7.0, "title": "Seven", "tone": "strict", "volatilty": "x"},
    {"name": "a", "answers": {"tone": "nope"}},
    {"description": "Cites the source \x1b of each price.", "examples": "1,200", "volume": None},
]
Thing = TypeVar("Thing")
RULEBOOK = load_rulebook()


def sent(thing: Thing) -> Thing:
    """Return what arrives in another process."""
    return cast("Thing", pickle.loads(pickle.dumps(thing)))  # noqa: S301 - our own


def by_command(data: bytes, output: OutputFormat = "jsonl") -> str:
    """Return the results as the command has them, made of parts that were pickled."""
    writer = batch_writer(output)
    reading = open_reading("f.jsonl", BytesIO(data), RULEBOOK, HowToRead(format="jsonl"))
    classifier = sent(Classifier(reading.reader, writer))
    return "".join(sent(classifier(sent(part))).text for part in reading.parts(20))


@pytest.mark.parametrize("output", ["text", "jsonl", "csv"])
def test_a_record_alone_has_the_result_that_it_has_in_a_file(output: OutputFormat) -> None:
    data = CASES.read_bytes() + b"\n".join(json.dumps(odd).encode() for odd in ODD)
    lines = data.splitlines(keepends=True)
    one_by_one = (
        classify_record(line, RULEBOOK, number, output=output)
        for number, line in enumerate(lines, start=1)
    )
    assert "".join(one_by_one) == by_command(data, output)


@pytest.mark.parametrize("record", ODD)
def test_an_object_is_as_good_as_its_line(record: Mapping[str, object]) -> None:
    line = json.dumps(record)
    found = classify_record(record, RULEBOOK, 3)
    assert found == classify_record(line, RULEBOOK, 3) == classify_record(f"{line}\n", RULEBOOK, 3)
    assert json.loads(found)["line"] == 3


def test_a_line_without_a_record_has_no_result_and_one_that_is_broken_an_error() -> None:
    assert classify_record("  \n", RULEBOOK) == ""
    for broken in ("{", b"\xff", "[1]", "x" * 1_100_000, '{"name": "\ud800'):
        assert json.loads(classify_record(broken, RULEBOOK))["errors"]


def test_strictly_an_unknown_field_is_an_error() -> None:
    record = {"name": "a", "volatilty": "x"}
    assert json.loads(classify_record(record, RULEBOOK))["unknown_fields"] == ["volatilty"]
    [error] = json.loads(classify_record(record, RULEBOOK, strict=True))["errors"]
    assert 'did you mean "volatility"?' in error


@pytest.mark.skipif(find_spec("distributed") is None, reason="Dask is not installed")
def test_the_recipe_of_the_documents_gives_what_the_command_gives(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "records.md").read_text("utf-8")
    recipe = re.findall(r"(?s)```python\n(.*?)```", page)[0]
    (tmp_path / "recipe.py").write_text(recipe, "utf-8")
    for folder in ("records", "verdicts"):
        (tmp_path / folder).mkdir()
    lines = CASES.read_bytes().splitlines(keepends=True)
    parts = [lines[:20], [*lines[20:], b"\n", *(f"{json.dumps(odd)}\n".encode() for odd in ODD)]]
    for number, part in enumerate(parts):
        (tmp_path / "records" / f"part-{number}.jsonl").write_bytes(b"".join(part))
    subprocess.run([sys.executable, "recipe.py"], cwd=tmp_path, timeout=100, check=True)
    written = sorted((tmp_path / "verdicts").iterdir())
    assert [path.read_text("utf-8") for path in written] == [
        by_command(b"".join(part)) for part in parts
    ]
