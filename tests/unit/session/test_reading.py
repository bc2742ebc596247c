"""How a file was read, part by part, and what each part could be instead."""

from __future__ import annotations

from pathlib import Path

import pytest

from ragft_tui.core.errors import ProblemsError, UsageError
from ragft_tui.core.importing import HowToRead
from ragft_tui.session.reading import Reading, Setting, read, read_all, read_typed
from tests.support.projects import packaged_rulebook

RULEBOOK = packaged_rulebook()
TABLE = "Issue key;Summary;Story points;Description\nK-1;Rückgabe;3;Erklärt sie.\n"


@pytest.fixture
def backlog(tmp_path: Path) -> Path:
    path = tmp_path / "backlog.csv"
    path.write_bytes(TABLE.encode("cp1252"))
    return path


def setting(reading: Reading, title: str) -> Setting:
    return next(each for each in reading.settings(RULEBOOK) if each.title == title)


def choose(reading: Reading, title: str, label: str) -> Reading:
    how = dict(setting(reading, title).choices)[label]
    return read(reading.name, reading.data, RULEBOOK, how)


def told(reading: Reading) -> tuple[str, str, str]:
    [candidate] = reading.found.candidates
    return candidate.id, candidate.name, candidate.description


def test_every_part_has_its_value(backlog: Path) -> None:
    reading = read_typed(str(backlog), RULEBOOK)
    assert {each.title: each.value for each in reading.settings(RULEBOOK)} == {
        "Format": "table",
        "Encoding": "cp1252",
        "Separator": "semicolons",
        "First row": "names the columns",
        "Capabilities": "one for each entry",
        "Column 1, Issue key": "id",
        "Column 2, Summary": "name",
        "Column 3, Story points": "ignore",
        "Column 4, Description": "description",
    }
    assert all(each.value in dict(each.choices) for each in reading.settings(RULEBOOK)), (
        "a choice is marked at first"
    )


def test_a_column_can_be_another_field_and_the_one_before_is_ignored(backlog: Path) -> None:
    reading = read_typed(str(backlog), RULEBOOK)
    assert told(reading) == ("K-1", "Rückgabe", "Erklärt sie.")
    reading = choose(reading, "Column 2, Summary", "description")
    assert told(reading)[2] == "Rückgabe"
    assert setting(reading, "Column 4, Description").value == "ignore"
    reading = choose(reading, "Column 4, Description", "name")
    assert told(reading) == ("K-1", "Erklärt sie.", "Rückgabe")


def test_a_column_can_answer_a_question(backlog: Path) -> None:
    reading = choose(read_typed(str(backlog), RULEBOOK), "Column 3, Story points", "Examples")
    [candidate] = reading.found.candidates
    assert [(each.question, each.value) for each in candidate.answers] == [("examples", 3)]


def test_another_encoding_reads_other_letters(backlog: Path) -> None:
    reading = choose(read_typed(str(backlog), RULEBOOK), "Encoding", "cp437")
    assert told(reading)[1] == "Rⁿckgabe"


def test_the_first_row_can_be_a_capability(backlog: Path) -> None:
    reading = choose(read_typed(str(backlog), RULEBOOK), "First row", "is a capability as well")
    assert len(reading.found.candidates) == 2
    assert "Column 1, 1" in {each.title for each in reading.settings(RULEBOOK)}


def test_of_a_list_there_is_less_to_choose() -> None:
    reading = read("the list", "- A: Does a.\n- B: Does b.", RULEBOOK, HowToRead())
    titles = [each.title for each in reading.settings(RULEBOOK)]
    assert titles == ["Format", "Capabilities"]


def test_all_that_cannot_be_read_is_told_at_once(tmp_path: Path, backlog: Path) -> None:
    sources = [(name, tmp_path / name) for name in ("gone.csv", "backlog.csv", "gone.txt")]
    with pytest.raises(ProblemsError) as refused:
        read_all(sources, RULEBOOK, HowToRead())
    assert [each.source for each in refused.value.problems] == ["gone.csv", "gone.txt"]
    assert len(read_all([("b", backlog)], RULEBOOK, HowToRead())) == 1


def test_no_name_is_no_file() -> None:
    with pytest.raises(UsageError, match="a file name is needed"):
        read_typed(" ", RULEBOOK)
