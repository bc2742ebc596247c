"""Patterns that are compiled when they are first used."""

from __future__ import annotations

import copy
import pickle
import pkgutil
import re
from importlib import import_module
from typing import Final, cast

import pytest

import ragft_tui
from ragft_tui.core.patterns import LazyPattern, pattern

MODULES: Final = [
    each.name
    for each in pkgutil.walk_packages(ragft_tui.__path__, "ragft_tui.")
    if not each.name.endswith("__main__")
]


def test_a_pattern_does_what_a_compiled_one_does() -> None:
    lazy, compiled = (make(r"(\d+) (?P<unit>k?b)", re.IGNORECASE) for make in (pattern, re.compile))
    text = "at 12 KB, 3 b"
    assert [each.groups() for each in lazy.finditer(text)] == [("12", "KB"), ("3", "b")]
    assert lazy.sub(r"\2", text) == compiled.sub(r"\2", text) == "at KB, b"
    assert (lazy.pattern, lazy.flags, lazy.groupindex) == (
        compiled.pattern,
        compiled.flags,
        compiled.groupindex,
    )
    assert pattern(rb"\d").match(b"1")


def test_a_pattern_can_be_copied_and_sent_to_another_process() -> None:
    whole = pattern("a+", re.IGNORECASE)
    sent = pickle.loads(pickle.dumps(whole))  # noqa: S301 - its own
    for each in (copy.copy(whole), copy.deepcopy(whole), sent):
        assert each.findall("Aab a") == ["Aa", "a"]


def test_no_module_compiles_one_while_it_is_imported() -> None:
    eager = [
        f"{name}.{attribute}"
        for name in MODULES
        for attribute, value in vars(import_module(name)).items()
        if isinstance(value, re.Pattern)
    ]
    assert eager == []


def test_what_is_wrong_is_told_at_the_first_use() -> None:
    wrong = pattern("(")
    for _ in range(2):
        with pytest.raises(re.error, match="unterminated"):
            wrong.search("")
    with pytest.raises(AttributeError):
        _ = pattern("a").matches  # type: ignore[attr-defined]


def test_all_of_them_can_be_compiled() -> None:
    patterns = [
        cast("re.Pattern[str]", value)
        for name in MODULES
        for value in vars(import_module(name)).values()
        if isinstance(value, LazyPattern)
    ]
    assert len(patterns) > 100
    assert all(each.groups >= 0 for each in patterns)
