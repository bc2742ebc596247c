from __future__ import annotations

import stat
from pathlib import Path

from ragft_tui.storage import crashes
from ragft_tui.storage.crashes import write_report


def fault(text: str) -> BaseException:
    try:
        try:
            raise KeyError(text)  # noqa: TRY301 - two errors, one behind the other
        except KeyError as cause:
            raise ValueError(f"cannot take {text}") from cause
    except ValueError as error:
        return error


def test_a_report_names_places_and_libraries_and_nothing_that_was_typed(home: Path) -> None:
    report = write_report(fault("our refund policy"))
    assert report
    assert report.is_relative_to(home / "state" / "crashes")
    assert stat.S_IMODE(report.stat().st_mode) & 0o077 == 0
    text = report.read_text()
    assert "ValueError\n" in text
    assert "test_crashes.py:" in text
    assert " in fault\n" in text
    assert "textual 8." in text
    assert "Python 3." in text
    assert "refund" not in text
    assert str(Path.home()) not in text


def test_what_led_to_a_fault_comes_before_it() -> None:
    report = write_report(fault("x"))
    assert report
    text = report.read_text()
    assert text.index("KeyError") < text.index("which led to") < text.index("ValueError")


def test_only_the_newest_reports_are_kept(home: Path) -> None:
    directory = home / "state" / "crashes"
    write_report(fault("x"))
    for number in range(30):
        (directory / f"2020-01-01-0000{number:02}-1.txt").touch()
    newest = write_report(fault("x"))
    kept = sorted(item.name for item in directory.iterdir())
    assert len(kept) == crashes._MOST
    assert newest
    assert kept[-1] == newest.name


def test_where_no_report_can_be_written_there_is_none(home: Path) -> None:
    (home / "state").write_text("a file in its place")
    assert write_report(fault("x")) is None
