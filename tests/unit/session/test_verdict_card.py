"""Accepting at the verdict card: decided, gone on, and taken back by undo."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ragft_tui.core.errors import UsageError
from ragft_tui.core.interview import VERDICT, InterviewPosition
from ragft_tui.session.session import Session
from ragft_tui.session.verdict_card import accept_and_go_on
from tests.support.projects import described
from tests.unit.session.conftest import Opens


def at_verdict(opens: Opens) -> Session:
    session = opens(described("Refunds", volatility="weekly"), described("Prices"))
    here = InterviewPosition("refunds", VERDICT)
    session.go(replace(session.interview, position=here))
    return session


def test_it_accepts_and_goes_on_to_the_next_capability(opens: Opens) -> None:
    session = at_verdict(opens)
    moved = accept_and_go_on(session, "x")
    assert moved.left
    assert moved.left.review
    assert session.interview.position == InterviewPosition("prices", "volatility")
    session.undo()
    assert session.current("refunds").review is None


def test_elsewhere_there_is_nothing_to_accept(opens: Opens) -> None:
    session = opens(described("Refunds", volatility="weekly"))
    with pytest.raises(UsageError, match="no verdict is shown here"):
        accept_and_go_on(session, "x")
    assert session.current("refunds").review is None
