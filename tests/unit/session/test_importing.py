"""Imports as use cases: previewed, ticked, taken in as one change, and undone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from ragft_tui.core.errors import RagftError, UsageError
from ragft_tui.core.importing import Candidate, Candidates, HowToRead, RowState, Source
from ragft_tui.core.model import Draft
from ragft_tui.session import importing, review
from ragft_tui.session import interview as steps
from ragft_tui.session.importing import Preview, preview_file, preview_paste, take_in, take_in_list
from ragft_tui.session.reading import Reading, read
from ragft_tui.session.session import Session
from ragft_tui.storage.project import load_project
from tests.support.projects import described, run_config
from tests.unit.session.conftest import Opens, names

LIST = "- Refunds: Tells what comes back.\n- Prices: Tells them."


def pasted(session: Session, text: str = LIST) -> Preview:
    preview = preview_paste(session, text)
    assert preview is not None
    return preview


def test_a_list_is_one_change_that_one_undo_takes_back(opens: Opens) -> None:
    session = opens(described("Refunds"))
    before = session.project
    told = take_in(session, pasted(session), "u")
    assert told == "1 capability added, 1 changed; u undoes it."
    assert names(session.project) == ["Refunds", "Prices"]
    assert session.undo().sentence == "Undone: the import of 2 capabilities."
    assert session.project == before
    session.redo()
    assert names(session.project) == ["Refunds", "Prices"]


def test_importing_again_finds_nothing_to_do(opens: Opens) -> None:
    session = opens()
    take_in(session, pasted(session), "u")
    again = pasted(session)
    assert again.counts == "2 the same"
    with pytest.raises(UsageError, match="nothing is ticked"):
        take_in(session, again, "u")


def test_one_text_is_no_list(opens: Opens) -> None:
    assert preview_paste(opens(), "Answers questions about invoices.") is None


def test_what_is_unticked_is_left_out_and_counted(opens: Opens) -> None:
    session = opens()
    preview = pasted(session)
    preview.toggle(frozenset([0]))
    assert preview.counts == "1 of 2 new"
    preview.toggle(preview.every)
    assert preview.counts == "2 new"
    preview.toggle(preview.every)
    assert not preview.ticked
    preview.tick(frozenset([1]))
    take_in(session, preview, "u")
    assert names(session.project) == ["Prices"]


def test_a_preview_follows_the_project_and_keeps_what_is_unticked(opens: Opens) -> None:
    session = opens()
    preview = pasted(session)
    preview.untick(frozenset([0]))
    steps.describe(session, "Prices", "Tells them.")
    preview.refresh(session.project)
    assert [row.state for row in preview.rows] == [RowState.NEW, RowState.SAME]
    assert not preview.ticked


def test_a_pasted_list_leads_to_its_first_capability_and_undo_back_to_an_empty_field(
    opens: Opens,
) -> None:
    session = opens()
    steps.draft_description(session, name="Support")
    before = steps.description_draft(session)
    steps.draft_description(session, description=LIST)
    moved, told = take_in_list(session, pasted(session), before, "u")
    assert not moved.at_end
    assert told == "2 capabilities added; u undoes it."
    assert session.interview.capability is not None
    assert session.interview.capability.name == "Refunds"
    assert names(session.project) == ["", "Refunds", "Prices"]
    session.undo()
    assert steps.texts_in_progress(session) == ("Support", "")
    assert names(session.project) == [""]
    session.redo()
    assert names(session.project) == ["", "Refunds", "Prices"]
    assert session.project.capabilities[0].draft == Draft(name="Support")


def test_a_list_that_cannot_be_taken_in_stays_in_its_field(opens: Opens) -> None:
    session = opens()
    before = steps.description_draft(session)
    steps.draft_description(session, description=LIST)
    preview = pasted(session)
    preview.untick(preview.every)
    with pytest.raises(UsageError):
        take_in_list(session, preview, before, "u")
    assert steps.texts_in_progress(session) == ("", LIST)


def test_rows_of_one_id_and_decisions_that_are_not_taken_are_told(opens: Opens) -> None:
    session = opens(described("Refunds", volatility="weekly"))
    review.accept(session, session.project.capabilities, "x")
    mine = session.project.capabilities[0]
    assert mine.review is not None
    other = replace(mine, notes="New.", review=replace(mine.review, by="Bo"))
    candidates = (
        Candidate("Refunds", mine.description, 1, mine.id, capability=other),
        Candidate("Maps", "Shows.", 2, "x"),
        Candidate("Taxi", "Calls.", 3, "x"),
    )
    reading = Reading("b", "", HowToRead(), Candidates(candidates, (), Source("csv")))
    told = take_in(session, Preview(session.project, [reading]), "u")
    assert told == (
        "2 capabilities added, 1 changed; u undoes it. 1 row with the id of another got another "
        "id. 1 decision not taken: what was decided here stays."
    )


def test_a_project_does_not_grow_past_what_can_be_saved(opens: Opens) -> None:
    session = opens()
    long = "\n".join(f"- Name {number}: {'x' * 2000}" for number in range(1_800))
    with pytest.raises(RagftError, match="is saved up to"):
        take_in(session, pasted(session, long), "u")
    assert session.project.capabilities == ()


def test_a_file_is_read_in_another_way(opens: Opens, tmp_path: Path) -> None:
    session = opens()
    file = tmp_path / "list.txt"
    file.write_text(LIST)
    preview = preview_file(session, str(file))
    format_setting = preview.readings[0].settings(session.rulebook)[0]
    assert format_setting.title == "Format"
    labels = dict(format_setting.choices)
    preview.read_again(0, labels["one capability a line"], session.rulebook)
    assert preview.readings[0].how == HowToRead(format="lines")


def test_an_import_into_a_file_creates_it(tmp_path: Path, opens: Opens) -> None:
    session, config, path = opens(), run_config(), tmp_path / "new.toml"
    preview = Preview(
        replace(session.project, name="New"), [read("list", LIST, session.rulebook, HowToRead())]
    )
    assert importing.import_into(path, config, preview) == "2 capabilities added."
    assert names(load_project(path)[0]) == ["Refunds", "Prices"]


def test_a_project_that_was_changed_since_its_preview_is_left_alone(
    tmp_path: Path, opens: Opens
) -> None:
    session, path = opens(), tmp_path / "new.toml"
    preview = pasted(session)
    with pytest.raises(UsageError, match="was changed meanwhile"):
        importing.import_into(path, run_config(), preview)
    assert not path.exists()
