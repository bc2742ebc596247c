from __future__ import annotations

from tests.support.reports import report_of
from tests.support.reviewed import ALL


def test_a_report_says_when_by_what_and_from_what_it_was_made() -> None:
    said = report_of().provenance.sentence
    assert said == (
        "Made on 2026-11-22 at 14:03 UTC by ragft-tui 0.1 with the default rulebook, edition 2, "
        "from app.toml (SHA-256 abababababab)"
    )


def test_without_a_time_it_says_the_rest() -> None:
    assert report_of(made=None).provenance.sentence.startswith("Made by ragft-tui 0.1 with")


def test_it_holds_every_capability_in_the_order_of_the_file() -> None:
    report = report_of()
    assert [item.capability for item in report.capabilities] == list(ALL)
    assert report.summary.total == len(ALL)
