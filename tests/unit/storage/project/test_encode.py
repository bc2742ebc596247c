"""What is written can be read again, and costs what was changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from ragft_tui.core.model import Capability, Draft, Project
from ragft_tui.core.rulebook import Rulebook
from ragft_tui.session.opening import open_session
from ragft_tui.session.session import Session
from ragft_tui.storage.files import FILE_BYTES
from ragft_tui.storage.project import decode_project, encode
from ragft_tui.storage.project.encode import (
    ProjectEncoder,
    TooLargeError,
    encode_project,
    surely_fits,
)
from ragft_tui.storage.rulebooks import load_rulebook
from ragft_tui.storage.toml.parse import parse_toml
from ragft_tui.storage.toml.write import write_toml
from tests.support.projects import run_config

MANY = 10_000


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    return load_rulebook()


def named(count: int, description: str = "Cites the policy.") -> Project:
    items = (Capability(f"c{number}", f"Name {number}", description) for number in range(count))
    return Project("Large", capabilities=tuple(items))


def has_verdicts(data: bytes) -> bool:
    return b"[capabilities.verdict]" in data


def test_what_did_not_change_is_not_made_again(
    rulebook: Rulebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert rulebook.lexicon is not None  # to load it takes of the time that verdicts have
    project, encoder = named(MANY), ProjectEncoder(rulebook)
    encoder.encode(project)
    made: list[str] = []

    def count(table: Mapping[str, object], name: str = "") -> str:
        made.append(write_toml(table, name))
        return made[-1]

    monkeypatch.setattr(encode, "write_toml", count)
    changed = project.with_capability(replace(project.capabilities[5000], notes="Changed"))
    data = encoder.encode(changed)
    assert b'notes = "Changed"' in data
    assert len(made) < 10


def test_verdicts_that_take_long_follow_in_a_later_save(rulebook: Rulebook) -> None:
    project, encoder = named(1_000), ProjectEncoder(rulebook)
    assert not has_verdicts(encoder.encode(project))
    while encoder.prepare(project):
        pass
    data = encoder.encode(project)
    assert data == encode_project(project, rulebook)
    assert encoder.take_note() == ""


def test_verdicts_that_make_the_file_too_large_are_left_out_and_that_is_told_once(
    rulebook: Rulebook,
) -> None:
    large, small, encoder = (
        named(3_000, f"Cites the policy. {'x' * 880}"),
        named(10),
        ProjectEncoder(rulebook),
    )
    while encoder.prepare(large):
        pass
    for _ in range(2):
        data = encoder.encode(large)
        assert not has_verdicts(data)
    assert decode_project(data, Path("app.toml"), rulebook)[0] == large
    told = "the file is too large for the recorded verdicts, which are left out"
    assert [encoder.take_note(), encoder.take_note()] == [told, ""]
    assert has_verdicts(encoder.encode(small))
    while encoder.prepare(large):
        pass
    encoder.encode(large)
    assert encoder.take_note() == told


@pytest.mark.parametrize(
    ("project", "told"),
    [
        (named(500, "x" * 9_000), r"takes 4,\d{3},\d{3} bytes, and is saved up to 3,145,728"),
        (
            replace(named(3), tool={"other": {"list": [0] * 320_000}}),
            "more than 300,000 keys, tables and values",
        ),
    ],
    ids=["bytes", "pieces"],
)
def test_what_could_not_be_read_again_is_not_made(
    project: Project, told: str, rulebook: Rulebook
) -> None:
    encoder = ProjectEncoder(rulebook)
    with pytest.raises(TooLargeError, match=told):
        encoder.encode(project)
    assert parse_toml(encoder.brief(named(3)), "app.toml")["format"] == 1


def test_what_grows_past_a_file_is_in_a_rescue_copy_that_opens(
    rulebook: Rulebook, tmp_path: Path
) -> None:
    project, encoder = named(500, "x" * 6_000), ProjectEncoder(rulebook)
    encoder.encode(project)
    noted = tuple(replace(item, notes="y" * 60_000) for item in project.capabilities[:16])
    grown = replace(project, capabilities=(*noted, *project.capabilities[16:]))
    with pytest.raises(TooLargeError):
        encoder.encode(grown)
    copy = tmp_path / "app-rescue.toml"
    copy.write_bytes(encoder.brief(grown))
    assert opened(copy).project == grown


def test_a_file_that_could_not_be_saved_is_only_looked_at(tmp_path: Path) -> None:
    file = tmp_path / "app.toml"
    entry = '{{id="c{0}",name="n",description="{1}"}}'
    items = ",".join(entry.format(number, "x" * 70) for number in range(35_000))
    file.write_text(f'format=1\nproject.name="Compact"\ncapabilities=[{items}]\n', "utf-8")
    assert 3_000_000 < file.stat().st_size < FILE_BYTES
    session = opened(file)
    assert session.read_only_reason
    assert session.read_only_reason.startswith("it could not be saved: the project takes ")
    assert len(session.project.capabilities) == 35_000
    assert [path.name for path in tmp_path.iterdir()] == ["app.toml"]


def test_an_id_of_before_is_written_as_it_is_now_with_the_next_change(tmp_path: Path) -> None:
    file = tmp_path / "app.toml"
    before = (
        'format = 1\n\n[project]\nname = "App"\n\n[[capabilities]]\nid = "a"\nname = "A"\n\n'
        '[capabilities.answers]\nbaseline = "yes"\n'
    )
    file.write_text(before, "utf-8")
    opened(file)
    assert file.read_text("utf-8") == before
    session = open_session(file, run_config(), create=False)
    session.edit("name", replace(session.project, name="Other"))
    session.close()
    after = file.read_text("utf-8")
    assert 'name = "Other"' in after
    assert 'baseline = "nothing"' in after


def opened(file: Path) -> Session:
    session = open_session(file, run_config(), create=False)
    session.close()
    return session


def test_lengths_tell_of_most_projects_that_they_fit() -> None:
    assert surely_fits(named(1_000))
    assert not surely_fits(named(3_000, "x" * 1_000))
    assert not surely_fits(replace(named(1), tool={"editor": {"a": 1}}))
    assert not surely_fits(replace(named(1), draft=Draft(name="")))
