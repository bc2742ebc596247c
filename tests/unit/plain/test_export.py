"""Reports from plain mode: in a format, beside the project or in a file."""

from __future__ import annotations

from pathlib import Path

from ragft_tui.report.formats import FORMATS
from tests.support.plain import saved, talk


def test_alone_it_tells_the_formats_and_where_each_would_go(three: Path) -> None:
    done = talk(three, "export")
    for each in FORMATS.values():
        assert f"export {each.name}: {each.title}; " in done.flowing
    assert f"{three.with_suffix('.md')}." in done.flowing


def test_a_report_goes_beside_the_project_or_into_a_file(three: Path, tmp_path: Path) -> None:
    done = talk(three, "export md", f"export TEXT {tmp_path / 'my notes.txt'}")
    assert done.flowing.count("The report is in ") == 2
    assert three.with_suffix(".md").read_text().startswith("# App\n")
    assert (tmp_path / "my notes.txt").read_text().startswith("App\n")


def test_a_file_that_exists_is_overwritten_by_force_alone(three: Path) -> None:
    target = three.with_suffix(".md")
    target.write_text("mine")
    done = talk(three, "export md")
    assert "exists already; --force overwrites it" in done.err
    assert target.read_text() == "mine"
    talk(three, "export md --force")
    assert target.read_text().startswith("# App\n")


def test_a_format_that_is_none_is_told_with_the_nearest(three: Path) -> None:
    assert 'line 1: "jsn" is no format; did you mean "json"?' in talk(three, "export jsn").err


def test_the_report_is_of_what_the_session_holds_and_the_project_stays(three: Path) -> None:
    talk(three, "accept", "export json")
    assert '"decision":"accepted"' in three.with_suffix(".json").read_text()
    assert saved(three).name == "App"
