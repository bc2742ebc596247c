"""Two sessions and an editor on one file; `make torture` has a hundred orders of it."""

from __future__ import annotations

import random
import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.support.typist import Program, Typist
from tests.torture.bench import Bench, texts_of
from tests.torture.two_sessions import interleavings

pytestmark = pytest.mark.once

SAVED = re.compile(r"saved \d\d:\d\d")
EDITED = "Edited elsewhere"


@pytest.fixture
def bench(bench: Bench) -> Bench:
    bench.prepare(2)
    return bench


@contextmanager
def writing(bench: Bench) -> Iterator[tuple[Program, Typist]]:
    """Open the file and type a name, which is saved."""
    with bench.open() as program:
        typist = bench.typist(program, random.Random("typist"))  # noqa: S311 - letters to type
        typist.type_until_shown(6)
        program.wait_for(SAVED)
        yield program, typist


@contextmanager
def asked(bench: Bench) -> Iterator[tuple[Program, str]]:
    """Type into a file that an editor changed meanwhile, up to the question what to keep."""
    with writing(bench) as (program, typist):
        text = bench.file.read_text().replace('name = "App"', f'name = "{EDITED}"')
        bench.file.write_text(text)
        typist.type_letter()
        program.wait_for("NOT SAVED")
        program.press("ctrl+s")
        program.wait_for("Changed by another program")
        assert bench.file.read_text() == text
        yield program, typist.text


def leave(program: Program, status: int = 0) -> str:
    """Leave, and return the last that was said, without the ends of its lines."""
    program.press("f10")
    assert program.wait_exit() == status
    return program.screen_text().replace("\n", "")


def test_whatever_two_sessions_and_an_editor_do_nobodys_work_is_overwritten(
    bench: Bench,
) -> None:
    tally = interleavings(bench, 2, seed=1)
    assert tally.passed, str(tally)
    assert tally.counts["words"] > 0


def test_a_session_that_is_taken_over_saves_and_says_why_it_ends(bench: Bench) -> None:
    with writing(bench) as (first, typist):
        typist.type_until_shown(3)
        with bench.open() as second:
            second.wait_for("In use")
            second.press("2", "enter")
            assert first.wait_exit() == 128 + signal.SIGHUP
            assert "was taken over by" in first.screen_text()
            second.wait_for(typist.text)
            leave(second)
    assert texts_of(bench.load())[-1] == typist.text
    assert not bench.strays()


def test_a_session_that_only_looks_changes_nothing(bench: Bench) -> None:
    with writing(bench) as (first, typist):
        before = bench.file.read_bytes()
        with bench.open() as second:
            second.wait_for("In use")
            second.press("1", "enter")
            second.wait_for("read-only")
            second.press("a", "d", "+")
            leave(second)
        assert bench.file.read_bytes() == before
        typist.type_until_shown(3)
        leave(first)
    assert texts_of(bench.load())[-1] == typist.text


def test_a_file_that_is_in_use_is_left_alone_where_one_chooses_so(bench: Bench) -> None:
    with writing(bench) as (first, _), bench.open() as second:
        second.wait_for("In use")
        second.press("esc")
        second.wait_gone("In use")
        leave(second)
        leave(first)


def test_keeping_mine_keeps_theirs_beside(bench: Bench) -> None:
    with asked(bench) as (program, text):
        program.press("1", "enter")
        program.wait_for(SAVED)
        leave(program)
    assert texts_of(bench.load())[-1] == text
    assert EDITED in (bench.work / "app.changed.toml").read_text()


def test_taking_theirs_can_be_undone(bench: Bench) -> None:
    with asked(bench) as (program, text):
        program.press("2", "enter")
        program.wait_for(EDITED)
        program.press("f2", "u")
        program.wait_until(lambda _: text in bench.file.read_text(), "mine is back")
        leave(program)


def test_saving_mine_beside_leaves_theirs_as_it_is_and_goes_on_there(bench: Bench) -> None:
    with asked(bench) as (program, text):
        program.press("3", "enter")
        program.wait_gone("Changed by another program")
        leave(program)
    assert EDITED in bench.file.read_text()
    assert text in (bench.work / "app.mine.toml").read_text()


def test_leaving_without_a_decision_keeps_mine_beside_and_says_so(bench: Bench) -> None:
    with asked(bench) as (program, text):
        program.press("esc")
        assert "app.mine.toml" in leave(program, status=1)
    assert EDITED in bench.file.read_text()
    assert text in (bench.work / "app.mine.toml").read_text()
