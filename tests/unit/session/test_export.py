from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from ragft_tui.core.errors import ProblemsError, RagftError, UsageError
from ragft_tui.report.formats import FORMATS, DirectoryFormat, FileFormat
from ragft_tui.report.project_report import ProjectReport
from ragft_tui.session.export import (
    ExistsError,
    load_report,
    proposed_path,
    session_report,
    write_report,
)
from ragft_tui.session.review import rename
from ragft_tui.storage.files import FILE_BYTES
from ragft_tui.storage.project.encode import encode_project
from tests.support.clock import NOW
from tests.support.projects import packaged_rulebook, project_of
from tests.support.reports import MADE, report_of
from tests.support.reviewed import ALL, REFUNDS, VOICE
from tests.unit.session.conftest import Opens

TEXT = FORMATS["text"]
assert isinstance(TEXT, FileFormat)


def records(
    update: Callable[[str, str], str] = lambda found, new: found + new,
) -> DirectoryFormat:
    def render(report: ProjectReport) -> Iterable[tuple[str, str]]:
        return [(f"{each.capability.id}.md", f"{each.name}\n") for each in report.capabilities]

    return DirectoryFormat(
        *("records", "-records", "records", render, update),
        rewrite=lambda _, new: new,
        retire=lambda found, _: found.replace("kept", "retired") if "ours" in found else None,
    )


def test_a_report_on_a_file_has_the_hash_of_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "app.toml"
    data = encode_project(project_of(*ALL), packaged_rulebook())
    path.write_bytes(data)
    report = load_report(path, None, made=MADE)
    assert [each.capability.id for each in report.capabilities] == [each.id for each in ALL]
    assert report.provenance.sha256 == sha256(data).hexdigest()
    assert (report.provenance.file, report.provenance.made) == ("app.toml", MADE)


def test_a_report_is_proposed_beside_the_project() -> None:
    assert proposed_path(Path("/x/app.toml"), TEXT) == Path("/x/app.txt")
    assert proposed_path(Path("/x/app.toml"), records()) == Path("/x/app-records")


def test_what_exists_is_overwritten_only_by_force(tmp_path: Path) -> None:
    target = tmp_path / "app.txt"
    write_report(report_of(), TEXT, target)
    first = target.read_bytes()
    with pytest.raises(ExistsError):
        write_report(report_of(project_of(VOICE)), TEXT, target)
    assert target.read_bytes() == first
    write_report(report_of(project_of(VOICE)), TEXT, target, force=True)
    assert target.read_bytes() != first
    assert [each.name for each in tmp_path.iterdir()] == ["app.txt"]


def test_a_link_that_leads_nowhere_is_followed_and_one_to_a_project_is_not_overwritten(
    tmp_path: Path,
) -> None:
    (tmp_path / "app.toml").write_text("mine")
    (tmp_path / "link.txt").symlink_to("app.toml")
    with pytest.raises(UsageError, match="may be a project"):
        write_report(report_of(), TEXT, tmp_path / "link.txt", force=True)
    assert (tmp_path / "app.toml").read_text() == "mine"


def test_it_tells_how_far_it_is(tmp_path: Path) -> None:
    told: list[int] = []
    write_report(report_of(), TEXT, tmp_path / "app.txt", advance=told.append)
    assert told == list(range(1, len(list(TEXT.render(report_of()))) + 1))
    assert len(told) > len(ALL)


def test_records_are_made_and_then_updated_beside_what_is_not_ours(tmp_path: Path) -> None:
    target = tmp_path / "decisions"
    write_report(report_of(), records(), target)
    (target / "foreign.md").write_text("mine")
    write_report(report_of(project_of(VOICE)), records(), target)
    assert (target / "voice.md").read_text() == "Voice\nVoice\n"
    assert (target / "refunds.md").read_text() == "Refunds\n"
    assert (target / "foreign.md").read_text() == "mine"


def test_a_record_that_is_as_it_should_be_is_not_written_again(tmp_path: Path) -> None:
    target = tmp_path / "decisions"
    same = records(lambda found, _: found)
    write_report(report_of(), same, target)
    before = (target / "voice.md").stat()
    write_report(report_of(), same, target)
    assert (target / "voice.md").stat().st_ino == before.st_ino


def test_no_record_is_written_where_one_is_not_ours_to_update(tmp_path: Path) -> None:
    def refuse(found: str, _: str) -> str:
        if "mine" in found:
            raise RagftError("is not ours")
        return "changed"

    target = tmp_path / "decisions"
    write_report(report_of(), records(refuse), target)
    (target / "voice.md").write_text("mine")
    (target / "small.md").write_bytes(b"\xff")
    with pytest.raises(ProblemsError) as told:
        write_report(report_of(), records(refuse), target)
    assert [str(each).rpartition("/")[2] for each in told.value.problems] == [
        "voice.md: is not ours",
        "small.md: is not UTF-8; move it away first",
    ]
    assert (target / "refunds.md").read_text() == "Refunds\n"


def test_a_file_in_the_place_of_the_directory_is_told(tmp_path: Path) -> None:
    (tmp_path / "decisions").write_text("mine")
    with pytest.raises(UsageError, match="is a file"):
        write_report(report_of(), records(), tmp_path / "decisions")


def test_a_session_reports_on_what_it_holds_and_the_file_that_it_is_in(opens: Opens) -> None:
    session = opens(*ALL)
    saved = session_report(session).provenance
    assert saved.sha256 == sha256(session.path.read_bytes()).hexdigest()
    assert saved.made
    assert saved.made.replace(tzinfo=None) == NOW


def test_a_session_reports_on_what_is_not_saved_yet(opens: Opens) -> None:
    session = opens(VOICE)
    rename(session, "Other")
    session.path.unlink()
    report = session_report(session)
    assert report.name == "Other"
    data = encode_project(session.project, packaged_rulebook())
    assert report.provenance.sha256 == sha256(data).hexdigest()


ADR = FORMATS["adr"]


def test_decision_records_are_updated_beside_foreign_files(tmp_path: Path) -> None:
    target = tmp_path / "decisions"
    write_report(report_of(project_of(VOICE, REFUNDS)), ADR, target)
    with (target / "voice.md").open("a") as file:
        file.write("Ours.\n")
    (target / "0001-mine.md").write_text("mine")
    (target / "notes.md").write_bytes(b"\xff")
    renamed = replace(VOICE, name="Manner")
    assert write_report(report_of(project_of(renamed)), ADR, target) == ()
    text = (target / "voice.md").read_text()
    assert "# Manner" in text
    assert text.endswith("Ours.\n")
    assert (target / "0001-mine.md").read_text() == "mine"
    assert (target / "notes.md").read_bytes() == b"\xff"
    assert (target / "refunds.md").read_text().startswith("---\nstatus: deprecated\n")


def test_a_record_that_a_person_changed_is_replaced_only_by_force_and_told(tmp_path: Path) -> None:
    target = tmp_path / "decisions"
    write_report(report_of(project_of(VOICE, REFUNDS)), ADR, target)
    changed = target / "voice.md"
    changed.write_text(changed.read_text().replace("# Voice", "# Ours") + "Kept.\n")
    renamed = report_of(project_of(replace(VOICE, name="Manner"), replace(REFUNDS, name="Money")))
    with pytest.raises(ProblemsError, match="changed above the marked line"):
        write_report(renamed, ADR, target)
    assert "# Ours" in changed.read_text()
    assert "# Money" not in (target / "refunds.md").read_text()
    assert write_report(renamed, ADR, target, force=True) == (changed,)
    assert "# Manner" in changed.read_text()
    assert changed.read_text().endswith("Kept.\n")


def test_a_foreign_file_with_the_name_of_a_record_stays_even_by_force(tmp_path: Path) -> None:
    target = tmp_path / "decisions"
    target.mkdir()
    (target / "voice.md").write_text("mine")
    with pytest.raises(ProblemsError, match="no decision record of ours"):
        write_report(report_of(project_of(VOICE, REFUNDS)), ADR, target, force=True)
    assert (target / "voice.md").read_text() == "mine"
    assert not (target / "refunds.md").exists()


def test_a_file_of_any_size_is_overwritten(tmp_path: Path) -> None:
    target = tmp_path / "app.txt"
    target.write_bytes(b"x" * (FILE_BYTES + 1))
    write_report(report_of(), TEXT, target, force=True)
    assert target.read_bytes().startswith(b"App")
