"""The main job below both faces: describe, answer, review, leave, and go on another day."""

from __future__ import annotations

from pathlib import Path

from ragft_tui.session import interview, review
from ragft_tui.session.farewell import farewell
from ragft_tui.session.interview import Answered
from ragft_tui.session.listing import Listing
from ragft_tui.session.opening import open_session
from ragft_tui.session.session import Session
from ragft_tui.storage.project.decode import load_project
from tests.support.projects import packaged_rulebook, run_config

REFUND = "Quotes the refund policy that is in force and links the clause."
VOICE = "Every reply sounds like us: short sentences and first names."


def answers(session: Session, **values: str) -> None:
    """Answer every question of the capability, those without a value by "I don't know"."""
    while question := session.interview.question:
        interview.answer(session, Answered(question.id, values.get(question.id, "unknown")))
    assert session.interview.at_verdict
    interview.skip(session)


def test_two_capabilities_are_described_answered_reviewed_and_opened_again(
    tmp_path: Path,
) -> None:
    path = tmp_path / "claims-triage.toml"
    session = open_session(path, run_config())
    assert session.project.name == "Claims triage"
    assert session.status.label == "new file"

    interview.describe(session, "Refund policy", REFUND)
    answers(session, volatility="weekly", citations="required")
    moved = interview.describe(session, "Brand voice", VOICE)
    assert moved.left is None
    answers(session, volatility="static", tone="strict")
    assert interview.finish(session).at_end
    assert session.at_review

    listing = Listing()
    listing.refresh(session.project, session.rulebook)
    pending = listing.next_pending(listing.following(1), session.rulebook)
    assert pending
    assert pending.name == "Refund policy"
    outcome = review.accept(session, session.project.capabilities, "x")
    assert outcome.sentence("u") == "2 verdicts accepted; u undoes it."
    assert session.undo().sentence == "Undone: the acceptance of 2 verdicts."
    assert session.redo().sentence == "Redone: the acceptance of 2 verdicts."
    listing.refresh(session.project, session.rulebook)
    assert listing.next_pending(listing.following(1), session.rulebook) is None

    assert session.close() is None
    last = farewell(session, [])
    assert (last.status, last.lines[0][:23]) == (0, "Everything is saved in ")
    refund, voice = load_project(path, packaged_rulebook())[0].capabilities
    assert refund.review
    assert (refund.review.judged, refund.review.by) == ("retrieval", "ada")
    assert voice.review
    assert voice.review.judged == "finetuning"

    again = open_session(path, run_config())
    assert again.at_review
    assert again.undo().label is None
    assert not interview.resume(again)
    assert again.close() is None
    (line,) = farewell(again, []).lines
    assert line.startswith("Nothing was changed in ")
