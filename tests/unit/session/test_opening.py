"""Opening: which file, whether it may be written, and where in it the user is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest

from ragft_tui.core.errors import LexiconError, UsageError
from ragft_tui.core.interview import DESCRIBE, InterviewPosition
from ragft_tui.core.lexicon import Lexicon
from ragft_tui.core.model import VerdictType
from ragft_tui.session import interview as steps
from ragft_tui.session import review
from ragft_tui.session.config import RunConfig
from ragft_tui.session.opening import is_named_by_file, open_session, project_name
from ragft_tui.storage import recent
from ragft_tui.storage.saving.lock import NoLockError, ProjectLock
from tests.support.projects import described, packaged_rulebook, run_config
from tests.unit.session.conftest import Opens


def test_a_new_project_takes_its_name_from_the_file() -> None:
    assert project_name(Path("claims-triage_2.toml")) == "Claims triage 2"
    assert project_name(Path("---.toml")) == "Application"
    assert "\x1b" not in project_name(Path("a\x1bb.toml"))


def test_where_no_lock_can_be_made_a_new_project_is_refused_with_the_reason(
    tmp_path: Path,
) -> None:
    path = tmp_path / "app.toml"
    lock = ProjectLock(path)
    file = lock._file
    lock.release()
    file.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(NoLockError, match="cannot be locked"):
        open_session(path, run_config())


def test_a_missing_file_is_created_only_where_that_is_wanted(tmp_path: Path) -> None:
    path = tmp_path / "app.toml"
    with pytest.raises(UsageError, match="does not exist"):
        open_session(path, run_config(), create=False)
    opened = open_session(path, run_config())
    assert opened.close() is None
    assert not path.exists()


def test_a_session_is_taken_up_where_it_was_left(opens: Opens) -> None:
    session = opens(described("Refunds"))
    steps.skip(session)
    steps.skip(session)
    left = session.interview.position
    session.cursors = (recent.Cursor("because", 0, 3),)
    session.close()
    again = open_session(session.path, run_config())
    assert again.interview.position == left
    assert again.cursors == (recent.Cursor("because", 0, 3),)
    assert not again.at_review
    again.close()


def test_a_session_that_was_left_in_the_review_is_taken_up_there(opens: Opens) -> None:
    session = opens(described("Refunds"), described("Prices"))
    session.reviewing = "prices"
    session.close()
    again = open_session(session.path, run_config())
    assert (again.reviewing, again.at_review) == ("prices", True)
    again.close()


def test_a_position_that_is_gone_does_not_stop_the_next_start(opens: Opens) -> None:
    session = opens(described("Refunds"))
    session.close()
    recent.remember(
        session.path,
        name="App",
        decided=0,
        total=1,
        point=recent.ResumePoint(
            InterviewPosition("gone", DESCRIBE), (recent.Cursor("name", 0, 1),)
        ),
    )
    again = open_session(session.path, run_config())
    assert again.interview.position == InterviewPosition("refunds", "volatility")
    assert again.cursors == ()
    again.close()


def test_what_could_not_be_told_when_it_was_left_is_told_now(opens: Opens) -> None:
    session = opens(described("Refunds"))
    session.close()
    recent.remember(session.path, name="App", decided=0, total=1, failure="no room")
    again = open_session(session.path, run_config())
    assert again.news == "When this was left: no room."
    again.close()


def test_opening_lists_the_session_before_anything_is_saved(opens: Opens) -> None:
    session = opens(described("Refunds"))
    session.close()
    recent.forget(session.path)
    again = open_session(session.path, run_config())
    again.close()
    assert [known.path for known in recent.recent()] == [session.path]


def test_a_file_that_cannot_be_written_is_opened_to_look_at(tmp_path: Path, opens: Opens) -> None:
    session = opens(described("Refunds"))
    session.close()
    session.path.chmod(0o444)
    looking = open_session(session.path, run_config())
    assert looking.read_only_reason is not None
    assert looking.read_only_reason.startswith("the file ")
    assert (looking.at_review, looking.has_work, looking.close()) == (True, False, None)
    assert not list(tmp_path.glob(".*.lock"))


def test_a_session_that_only_looks_says_why_and_takes_nothing(opens: Opens) -> None:
    looking = opens(described("Refunds"), read_only_reason="it is a test")
    assert looking.read_only_reason == looking.status.read_only_reason == "it is a test"
    with pytest.raises(RuntimeError, match="read-only"):
        looking.save_soon()
    looking.save_now()
    assert looking.taken_over_by is None


class TestLearnedWordsThatCannotBeUsed:
    """They are a notice, once a session, as soon as there is a description to read."""

    NEWS: Final = (
        "Only answers count, not the words of descriptions: words.tsv: is not a whole lexicon."
    )

    @pytest.fixture
    def config(self) -> RunConfig:
        def refuse() -> Lexicon:
            raise LexiconError("is not a whole lexicon", source="words.tsv")

        return replace(run_config(), rulebook=packaged_rulebook().with_lexicon(refuse))

    def test_when_a_project_is_opened(self, opens: Opens, config: RunConfig) -> None:
        session = opens(described("Refunds"))
        session.close()
        recent.remember(session.path, name="App", decided=0, total=1, failure="no room")
        again = open_session(session.path, config)
        assert again.take_news() == f"When this was left: no room. {self.NEWS}"
        steps.answer(again, steps.Answered("volatility", "weekly"))
        assert again.take_news() == ""
        assert again.assess(again.project.capabilities[0]).type is VerdictType.RETRIEVAL
        again.close()

    def test_when_it_is_only_looked_at(self, opens: Opens, config: RunConfig) -> None:
        session = opens(described("Refunds"))
        session.close()
        looking = open_session(session.path, config, read_only_reason="it is a test")
        assert looking.take_news() == self.NEWS

    def test_when_the_first_description_is_accepted(
        self, tmp_path: Path, config: RunConfig
    ) -> None:
        session = open_session(tmp_path / "new.toml", config)
        assert session.news == ""
        steps.describe(session, "Refunds", "Tells what a customer gets back.")
        assert session.take_news() == self.NEWS
        steps.describe_another(session)
        steps.describe(session, "Prices", "Tells what it costs.")
        assert session.take_news() == ""
        session.close()


def test_a_session_in_which_words_count_says_nothing_of_them(opens: Opens) -> None:
    assert opens(described("Refunds")).take_news() == ""


def test_a_project_is_named_by_its_file_until_it_is_renamed_or_has_a_capability(
    opens: Opens,
) -> None:
    session = opens()
    review.rename(session, project_name(session.path))
    assert is_named_by_file(session)
    review.rename(session, "Front desk")
    assert not is_named_by_file(session)
    review.rename(session, project_name(session.path))
    steps.describe(session, "Refunds", "Says whether a refund is due.")
    assert not is_named_by_file(session)
