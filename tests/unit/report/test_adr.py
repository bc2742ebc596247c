from __future__ import annotations

from dataclasses import replace

import pytest

from ragft_tui.core.errors import UsageError
from ragft_tui.core.model import Capability, Project, Review, VerdictType
from ragft_tui.report.adr import (
    YOURS,
    ChangedRecordError,
    file_name,
    render_records,
    retire_record,
    rewrite_record,
    update_record,
)
from ragft_tui.report.project_report import ProjectReport, Provenance
from tests.support.forty import forty
from tests.support.naughty import NAUGHTY
from tests.support.projects import described, packaged_rulebook, project_of
from tests.support.reports import report_of
from tests.support.reviewed import ALL, REFUNDS, STYLE, TODAY, VOICE

RULEBOOK = packaged_rulebook()
MINE = "\n## What we learned\n\nIt worked.\n"


def record(item: Capability, report: ProjectReport | None = None) -> str:
    ((_, text),) = render_records(report or report_of(project_of(item)))
    return text


def elsewhere(item: Capability, file: str) -> ProjectReport:
    report = report_of(project_of(item))
    return replace(report, provenance=replace(report.provenance, file=file))


def lines(text: str) -> list[str]:
    return text.splitlines()


def test_a_record_has_the_sections_of_madr_in_order() -> None:
    assert [line for line in lines(record(VOICE)) if line.startswith("#")] == [
        "# Voice: retrieval",
        "## Context and Problem Statement",
        "## Decision Drivers",
        "## Considered Options",
        "## Decision Outcome",
        "### Consequences",
        "### Confirmation",
        "## More Information",
    ]


@pytest.mark.parametrize(
    ("item", "status"),
    [
        (described("Small"), "proposed"),
        (REFUNDS, "accepted"),
        (VOICE, "accepted"),
        (STYLE, "superseded"),
    ],
)
def test_the_status_follows_the_decision(item: Capability, status: str) -> None:
    assert lines(record(item))[:2] == ["---", f"status: {status}"]


def test_it_names_who_decided_and_when() -> None:
    signed = Review("accepted", VerdictType.RETRIEVAL, "default 2", TODAY, 'A "B": c')
    text = record(replace(REFUNDS, review=signed))
    assert lines(text)[2:5] == ["date: 2026-11-22", 'decision-makers: "A \\"B\\": c"', "---"]
    how = 'accepted by A "B": c on 2026-11-22, under the default rulebook, edition 2'
    assert f"* Decision: retrieval ({how})\n" in text


def test_a_decision_against_the_verdict_is_told_with_its_reason() -> None:
    text = record(VOICE)
    assert 'Chosen option: "retrieval"' in text
    assert "because: “The board wants it so.”" in text
    decision, verdict = (text.index(f"* {label}: ") for label in ("Decision", "Verdict"))
    assert decision < verdict
    assert "* Verdict: both, lean" in text[verdict:]


def test_a_decision_that_does_not_hold_any_more_is_told() -> None:
    assert "retrieval was accepted on 2026-11-22" in record(STYLE)
    assert 'Proposed option: "fine-tuning"' in record(STYLE)


def test_no_evidence_chooses_nothing_and_says_what_would_bring_a_verdict() -> None:
    text = record(described("Small"))
    assert "No option is chosen" in text
    title, way, *_ = lines(text.partition("### Confirmation\n\n")[2].replace("\n\n", "\n"))
    assert title == "What would bring it to a verdict:"
    assert way == '* Any answer but "I don\'t know" gives it a verdict'
    asked = [f"* {each.text}" for each in packaged_rulebook().stage("core")]
    assert lines(text.partition("Open questions:\n\n")[2])[: len(asked)] == asked


def test_what_is_as_it_should_be_stays_as_it_is() -> None:
    found = record(VOICE).replace(YOURS, f"{YOURS}{MINE}")
    later = report_of(project_of(VOICE), made=None)
    assert update_record(found, record(VOICE, later)) == found


def test_what_is_below_the_line_stays_and_what_is_above_it_is_new() -> None:
    found = record(VOICE) + MINE
    text = update_record(found, record(replace(VOICE, name="Manner")))
    assert text.startswith(record(replace(VOICE, name="Manner")))
    assert text.endswith(MINE)
    assert update_record(text, record(VOICE)) == found


def test_a_checkout_with_other_line_ends_is_no_change() -> None:
    found = record(VOICE).replace("\n", "\r\n")
    assert "Manner" in update_record(found, record(replace(VOICE, name="Manner")))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("status: accepted", "status: rejected"),
        ("# Voice", "# Our voice"),
        (YOURS, f"A word.\n{YOURS}"),
    ],
)
def test_a_change_above_the_line_is_refused_and_replaced_only_on_purpose(
    old: str, new: str
) -> None:
    found = record(VOICE).replace(old, new, 1) + MINE
    rendered = record(replace(VOICE, name="Manner"))
    with pytest.raises(ChangedRecordError, match="above the marked line"):
        update_record(found, rendered)
    text = rewrite_record(found, rendered)
    assert text == rendered + MINE
    assert update_record(text, rendered) == text


@pytest.mark.parametrize(
    "found", ["", "# Mine\n", YOURS, record(VOICE).replace(YOURS, ""), 'record of "', "\x00"]
)
def test_a_foreign_file_is_refused(found: str) -> None:
    with pytest.raises(UsageError, match="no decision record of ours"):
        update_record(found, record(VOICE))
    assert rewrite_record(found, record(VOICE)) == found
    assert retire_record(found, report_of().provenance) is None


def test_a_record_of_another_project_is_refused() -> None:
    theirs = record(VOICE, elsewhere(VOICE, "other.toml"))
    with pytest.raises(UsageError, match=r'a record of "other.toml", another project'):
        update_record(theirs, record(VOICE))
    assert retire_record(theirs, report_of().provenance) is None


@pytest.mark.parametrize("file", ["--> x.toml", 'a"b.toml', "a--b>.toml", "é\n.toml"])
def test_any_name_of_a_project_file_is_a_comment_and_is_known_again(file: str) -> None:
    found = record(VOICE, elsewhere(VOICE, file))
    (comment,) = (line for line in lines(found) if line.startswith("<!-- ragft-tui"))
    assert comment.count("-->") == 1
    assert update_record(found, found) == found


def test_a_record_of_a_capability_that_is_gone_is_deprecated_once() -> None:
    found = record(VOICE) + MINE
    provenance: Provenance = report_of().provenance
    gone = retire_record(found, provenance)
    assert gone is not None
    assert lines(gone)[:2] == ["---", "status: deprecated"]
    assert "The project no longer has this capability." in gone
    assert gone.endswith(MINE)
    assert retire_record(gone, provenance) == gone
    assert retire_record(gone.replace("# Voice", "# Ours"), provenance) is None
    assert update_record(gone, record(VOICE)) == found


def test_names_are_the_ids_where_every_disk_takes_them() -> None:
    assert file_name("refund-policy") == "refund-policy.md"
    assert file_name("配送") == "配送.md"
    odd = ["..", ".", "-x", "A", "a" * 200, "漢" * 80, "con", "nul.x", "_x", "e\u0301"]
    names = [file_name(each) for each in odd]
    assert len({*names, file_name("a")}) == len(odd) + 1
    for each in names[:4] + names[5:]:
        assert each[0].isalnum()
        assert len(each.encode()) < 255
        assert each not in {f"{name}.md" for name in odd}


def test_hostile_text_in_every_field_neither_ends_the_record_nor_its_front_matter() -> None:
    for text in NAUGHTY:
        item = replace(
            VOICE,
            name=text,
            description=text,
            notes=text,
            notes_by=text,
            review=Review(
                *("overridden", VerdictType.BOTH, text, TODAY, text),
                type=VerdictType.RETRIEVAL,
                because=text,
            ),
        )
        found = record(item, report_of(Project(text, capabilities=(item,))))
        assert found.count("\n---\n") == 1
        assert found.count(YOURS) == 1
        assert update_record(found, found) == found


def test_forty_capabilities_are_forty_files() -> None:
    names = [name for name, _ in render_records(report_of(forty(RULEBOOK)))]
    assert len(set(names)) == 40
    assert [name for name, _ in render_records(report_of())] == [f"{each.id}.md" for each in ALL]
