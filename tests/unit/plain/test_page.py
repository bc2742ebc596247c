"""What all pages share: how saving goes is written at the prompts, and at the end."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from ragft_tui.core.errors import RagftError, UsageError
from ragft_tui.storage.atomic import write_atomically
from ragft_tui.storage.project import load_project
from ragft_tui.storage.rights import Rights
from ragft_tui.storage.saving import saved_file as target
from ragft_tui.storage.saving.saver import Failed, Saved
from tests.support.plain import capability, talk
from tests.unit.plain.conftest import Reached


def test_what_is_saved_is_told_when_asked(file: Path, reached: Reached) -> None:
    done = talk(file, "save", "daily", reached(Saved, "save"))
    assert "Nothing has been changed in " in done.flowing
    assert "Everything is saved in " in done.flowing


def test_a_save_that_fails_is_told_at_the_next_prompt_and_so_is_the_mending(
    file: Path, reached: Reached
) -> None:
    away = file.parent.with_name("away")
    home = file.parent

    def gone() -> str:
        home.rename(away)
        return "daily"

    def back() -> str:
        away.rename(home)
        return "save"

    mended = [reached(Failed, ""), back, reached(Saved, ""), "skip"]
    done = talk(file, gone, *mended, by_hand=True)
    assert "NOT SAVED. " in done.flowing
    assert "Saving is tried again until it works. Your work is in " in done.flowing
    assert "Saving works again: everything is in " in done.flowing
    assert done.status == 0
    assert capability(file).answer("volatility") is not None


def test_work_that_is_not_in_its_file_at_the_end_is_told_with_its_place(
    file: Path, reached: Reached
) -> None:
    away = file.parent.with_name("away")

    def gone() -> str:
        file.parent.rename(away)
        return "daily"

    done = talk(file, gone, reached(Failed, "save"))
    assert done.status == 1
    assert "your work is in " in done.err
    assert "Saved in" not in done.err


def test_a_file_that_is_no_project_is_refused(new: Path) -> None:
    new.write_text("[projekt]\n")
    with pytest.raises(RagftError, match=r"app\.toml"):
        talk(new, "daily")


def test_what_the_last_save_has_to_tell_is_told_at_the_end(
    new: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def in_place(
        path: Path,
        data: bytes,
        *,
        replacing: AbstractContextManager[bytes | None],
        rights: Rights | None,
    ) -> bool:
        write_atomically(path, data, replacing=replacing, rights=rights)
        return True

    monkeypatch.setattr(target, "write_atomically", in_place)
    done = talk(new, "Refunds", "Quotes the law.", "weekly")
    told = "The file cannot be replaced here, and is written in place.\n"
    assert done.err.count(told) == 1
    assert done.err.index(told) < done.err.index("Everything is saved in ")


def test_what_a_killed_save_left_is_told_at_once_and_nothing_must_be_saved_for_it(
    new: Path,
) -> None:
    talk(new, "Refunds")
    new.with_name("app.saving.toml").write_bytes(b"name = 'Whole'\n")
    done = talk(new, "quit")
    assert "A save was interrupted; what it saved is in " in done.flowing
    assert new.with_name("app.interrupted.toml").read_bytes() == b"name = 'Whole'\n"


def test_a_file_that_a_killed_save_left_half_says_where_the_whole_is(new: Path) -> None:
    talk(new, "Refunds", "Quotes the law.")
    whole = new.read_bytes()
    safe = new.with_name("app.saving.toml")
    safe.write_bytes(whole)
    told = []
    for length in range(1, len(whole), 40):
        new.write_bytes(whole[:length])
        try:
            load_project(new)
        except UsageError as error:
            told.append(str(error))
    assert told
    assert all(f"the complete file is {safe}: rename that to this name" in each for each in told)
    assert safe.read_bytes() == whole
    safe.replace(new)
    assert capability(new).description == "Quotes the law."
