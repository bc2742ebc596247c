"""What a file is, told by its name and its content; and what is said where it is of no use."""

from __future__ import annotations

import os
from pathlib import Path
from zipfile import ZipFile

import pytest

from ragft_tui.core.errors import UsageError
from ragft_tui.core.importing import Format, HowToRead
from ragft_tui.storage.importing import MOST_CANDIDATES, read_candidates, read_text_candidates
from tests.support.projects import packaged_rulebook, small_rulebook

RULEBOOK = small_rulebook()
DATA = Path(__file__).parents[3] / "data"


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.csv", "x", "csv"),
        ("a.TSV", "name\tx\n", "csv"),
        ("a.txt", "name;description\na;b\n", "csv"),
        ("a.txt", "- a\n- b", "list"),
        ("a.txt", "a\nb\n" * 500, "lines"),
        ("a.txt", "- a\n" * 500, "list"),
        ("a.md", "name;description\na;b\n", "list"),
        ("a.jsonl", "", "jsonl"),
        ("a.ndjson", "{}", "jsonl"),
        ("a.json", '{"name": "a"}\n{"name": "b"}\n', "jsonl"),
        ("a.json", '[{"name": "a"}]', "json"),
        ("a.json", '{\n"name": "a"\n}', "json"),
        ("-", '{"name": "a"}\n{"name": "b"}\n', "jsonl"),
        ("-", '{"openapi": "3.0.0", "paths": {"/a": {}}}', "openapi"),
        ("-", "openapi: 3.0.0\npaths: {}\n", "openapi"),
        ("-", '{"tools": []}', "tools"),
        ("-", "[Name](/a) - text\n[Other](/b) - text", "list"),
        ("-", "{braces} are text\nand so on", "list"),
        ("-", "[", "list"),
        ("-", '["a", "b"', "list"),
        ("-", "1.\tOne\n2.\tTwo", "list"),
        ("-", "a\tb\nc\td\n", "csv"),
        ("-", 'format = 1\n[project]\nname = "A"\n', "project"),
        ("a.toml", 'format = 1\n[project]\nname = "A"\n', "project"),
        ("-", "", "list"),
    ],
)
def test_the_format_is_told_by_name_and_content(name: str, content: str, expected: Format) -> None:
    found = read_candidates(name, content.encode(), HowToRead(), RULEBOOK)
    assert found.source.format == expected


def zipped(directory: Path) -> bytes:
    with ZipFile(directory / "z", "w") as archive:
        archive.writestr("a", "b")
    return (directory / "z").read_bytes()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"PK\x03\x04rest", "is a zip archive, as Excel's .xlsx and Word's .docx are; save it as "),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is an old file of Excel or Word; save it as CSV or"),
        (b"%PDF-1.7 x", "is a PDF; copy its list into a text file"),
        (b"\x1f\x8b\x08", "is compressed; unpack it first"),
        (b"\x89PNG\r\n", "is a picture; name a file of text"),
        (b"SQLite format 3\0", "is a database; export its table as CSV"),
        (bytes(range(256)) * 20, "is not text; check that it is the right file"),
    ],
)
@pytest.mark.parametrize("name", ["a.csv", "a.md", "a.json", "-"])
def test_what_is_no_text_is_refused(name: str, content: bytes, told: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_candidates(name, content, HowToRead(), RULEBOOK)
    assert str(caught.value).startswith(f"{name}: {told}")


def test_a_zip_that_is_named_csv_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is a zip archive"):
        read_candidates("a.csv", zipped(tmp_path), HowToRead(), RULEBOOK)


def test_too_many_entries_are_refused() -> None:
    data = b"name\n" + b"a\n" * (MOST_CANDIDATES + 1)
    with pytest.raises(UsageError) as caught:
        read_candidates("a.csv", data, HowToRead(), RULEBOOK)
    assert str(caught.value) == (
        "a.csv: holds more than 20,000 entries; split it, or import a part of it"
    )
    assert len(read_candidates("a.csv", data[:-2], HowToRead(), RULEBOOK).candidates) == 20_000


def test_a_document_that_is_too_large_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    with file.open("wb") as stream:
        stream.truncate(17 * 1024 * 1024)
        stream.seek(0)
        stream.write(b"[" + b" " * 70_000)
    with pytest.raises(UsageError, match="is larger than 16 MiB"):
        read_candidates("a.json", file, HowToRead(), RULEBOOK)


def test_a_line_that_is_too_long_costs_itself_alone() -> None:
    data = b"name,description\nA,a\n" + b"x" * 3_000_000 + b"\nB,b\n"
    found = read_candidates("a.csv", data, HowToRead(), RULEBOOK)
    assert [each.name for each in found.candidates] == ["A", "B"]
    assert [(each.line, each.why) for each in found.unread] == [
        (3, "is longer than 1,048,576 bytes; shorten it")
    ]


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"a\.csv: does not exist; check the name"):
        read_candidates("a.csv", tmp_path / "a.csv", HowToRead(), RULEBOOK)
    with pytest.raises(UsageError, match="cannot be read: it is a directory"):
        read_candidates("a", tmp_path, HowToRead(), RULEBOOK)


def test_a_project_is_read_whole_with_its_lines() -> None:
    file = DATA / "project-whole.toml"
    found = read_candidates(str(file), file, HowToRead(), packaged_rulebook())
    assert found.source.format == "project"
    lines = file.read_text().split("\n")
    for each in found.candidates:
        assert each.capability is not None
        assert each.capability.id == each.id
        assert lines[each.line - 1].strip() == "[[capabilities]]"
    assert found.candidates


def test_a_paste_is_never_taken_for_a_file() -> None:
    name = os.fsdecode(__file__)
    [found] = read_text_candidates(name, RULEBOOK).candidates
    assert found.description == name
