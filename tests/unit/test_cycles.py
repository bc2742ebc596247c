from __future__ import annotations

import gc

import pytest

from ragft_tui.cycles import exempt_all, pause_search, resume_search, unsearched


def test_the_search_is_left_out_and_then_goes_on() -> None:
    assert gc.isenabled()
    with unsearched():
        assert not gc.isenabled()
        with unsearched():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_the_search_goes_on_after_an_error() -> None:
    with pytest.raises(ValueError, match="wrong"), unsearched():
        raise ValueError("wrong")
    assert gc.isenabled()


def test_after_a_pause_what_is_there_by_then_is_left_out_of_searches() -> None:
    before = gc.get_freeze_count()
    try:
        resume_search()
        assert gc.get_freeze_count() == before
        pause_search()
        assert not gc.isenabled()
        resume_search()
        assert gc.isenabled()
        assert gc.get_freeze_count() > before
    finally:
        gc.unfreeze()


def test_what_there_is_can_be_left_out_of_searches_to_come() -> None:
    before = gc.get_freeze_count()
    try:
        exempt_all()
        assert gc.get_freeze_count() > before
    finally:
        gc.unfreeze()
