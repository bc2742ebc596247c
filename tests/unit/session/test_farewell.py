"""The last lines and the status, for both faces."""

from __future__ import annotations

import pytest

from ragft_tui.session.command import command
from ragft_tui.session.farewell import farewell
from ragft_tui.session.review import note
from ragft_tui.session.session import Session
from ragft_tui.storage import recent
from ragft_tui.storage.paths import display
from tests.support.projects import described
from tests.unit.session.conftest import Opens


@pytest.fixture
def session(opens: Opens) -> Session:
    opened = opens(described("Refunds"))
    note(opened, opened.current("refunds"), "x")
    opened.close()
    return opened


def test_a_session_that_saved_says_where_and_how_to_go_on(session: Session) -> None:
    last = farewell(session, [])
    where, again = display(session.path), command("open", str(session.path))
    assert last.lines == (
        f"Everything is saved in {where}. `{again}` continues where you left off.",
    )
    assert last.status == 0
    recent.forget(session.path)
    assert farewell(session, []).lines == (f"Everything is saved in {where}.",)


def test_a_session_that_changed_nothing_says_so(opens: Opens) -> None:
    session = opens(described("Refunds"))
    session.close()
    (line,) = farewell(session, []).lines
    assert line.startswith(f"Nothing was changed in {display(session.path)}.")


def test_where_there_is_no_file_there_is_nothing_to_say(opens: Opens) -> None:
    looking = opens(described("Refunds"), read_only_reason="it is a test")
    assert farewell(looking, []).lines == ()
    assert farewell(None, []).lines == ()
    gone = opens(described("Refunds"))
    gone.close()
    gone.path.unlink()
    assert farewell(gone, []).lines == ()


def test_work_that_is_not_in_its_file_is_a_failure(session: Session) -> None:
    last = farewell(session, ["app.toml: no room"], not_taken=["2 keys came late"])
    assert last.lines == ("ragft-tui: app.toml: no room.", "ragft-tui: 2 keys came late.")
    assert last.status == 1


@pytest.mark.parametrize(("fails", "status"), [(True, 1), (False, 0)])
def test_input_that_was_not_taken_fails_where_nobody_typed_it(
    *, fails: bool, status: int, session: Session
) -> None:
    last = farewell(session, [], not_taken=["1 line was not taken"], fails=fails)
    assert last.status == status
    assert last.lines[0] == "ragft-tui: 1 line was not taken."
    assert last.lines[1].startswith("Everything is saved in ")


def test_nothing_that_was_not_taken_is_no_failure(session: Session) -> None:
    assert farewell(session, [], not_taken=["1 key came late"]).status == 0
    assert farewell(session, [], fails=True).status == 0


def test_a_signal_gives_the_status(session: Session) -> None:
    last = farewell(session, ["app.toml: no room"], signal_status=143)
    assert last.status == 143


def test_who_took_the_file_over_is_said_first(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:

    monkeypatch.setattr(Session, "taken_over_by", "Grace in terminal pts/2")
    last = farewell(session, ["no room", "no disk"], signal_status=129)
    where = display(session.path)
    assert last.lines == (
        f"ragft-tui: {where} was taken over by Grace in terminal pts/2.",
        "ragft-tui: no room.",
        "ragft-tui: no disk.",
    )
    (only,) = farewell(session, [], signal_status=129).lines
    assert "was taken over by" in only
