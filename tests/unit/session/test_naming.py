"""Names beside answers: which voice, form or source is meant."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ragft_tui.core.errors import InvalidAnswerError, UsageError
from ragft_tui.core.model import Draft
from ragft_tui.session import naming
from ragft_tui.session.interview import Answered
from ragft_tui.session.review import answer
from tests.support.projects import described, packaged_rulebook
from tests.unit.session.conftest import Opens

TONE = packaged_rulebook().question("tone")
LETTERS = described("Letters", tone="strict")


def test_a_voice_is_named_and_a_blank_name_takes_it_away(opens: Opens) -> None:
    session = opens(LETTERS)
    naming.draft_answer_name(session, "letters", TONE, "legal let")
    assert naming.answer_name_so_far(session.current("letters"), TONE) == "legal let"
    told = naming.name_answer(session, "letters", TONE, " legal \n letters ")
    assert told == "The voice of “Letters” is called “legal letters”."
    assert session.current("letters").named == (("tone", "legal letters"),)
    assert session.current("letters").draft == Draft()
    told = naming.name_answer(session, "letters", TONE, "  ")
    assert told == "The voice of “Letters” has no name now."
    assert session.current("letters").named == ()
    assert session.undo().sentence == "Undone: the name of the voice of “Letters”."
    assert session.current("letters").named == (("tone", "legal letters"),)


def test_a_name_waits_for_its_answer_and_stays_when_another_option_is_chosen(opens: Opens) -> None:
    session = opens(described("Letters"))
    naming.name_answer(session, "letters", TONE, "legal letters")
    assert session.current("letters").named == ()
    assert naming.answer_name_so_far(session.current("letters"), TONE) == "legal letters"
    for value in ("strict", "preferred"):
        answer(session, [session.current("letters")], Answered("tone", value))
        assert session.current("letters").named == (("tone", "legal letters"),)
        assert session.current("letters").draft == Draft()


def test_the_option_that_is_marked_waits_with_its_name(opens: Opens) -> None:
    session = opens(described("Letters"))
    naming.name_answer(session, "letters", TONE, "legal letters", "strict")
    item = session.current("letters")
    assert item.draft.answers == (("tone", "strict"),)
    assert naming.answer_name_so_far(item, TONE) == "legal letters"
    assert item.answers == ()


def test_a_question_without_names_and_an_answer_without_a_voice_are_told(opens: Opens) -> None:
    session = opens(replace(described("Letters", tone="none", volatility="daily")))
    volatility = packaged_rulebook().question("volatility")
    with pytest.raises(UsageError, match="takes no name beside its answer; name what is answered"):
        naming.name_answer(session, "letters", volatility, "x")
    with pytest.raises(InvalidAnswerError, match="the answer leaves no voice to name"):
        naming.name_answer(session, "letters", TONE, "x")
    assert session.undo().label is None
