from __future__ import annotations

from dataclasses import replace

import pytest

from ragft_tui.core.costs import (
    INPUTS,
    CostInputs,
    Group,
    Input,
    find_problems,
    group_of,
    parse_input,
    read_inputs,
)
from ragft_tui.core.errors import UsageError

NUMBERS = [each for each in INPUTS.values() if each.is_number]
each_number = pytest.mark.parametrize("wanted", NUMBERS, ids=[each.name for each in NUMBERS])


@pytest.mark.parametrize("wanted", INPUTS.values(), ids=INPUTS)
def test_every_input_tells_what_its_default_rests_on(wanted: Input) -> None:
    assert wanted.label
    assert wanted.reason.endswith(".")
    assert wanted.option == f"--{wanted.name}".replace("_", "-")
    assert getattr(CostInputs(), wanted.name) == wanted.default


def test_all_defaults_are_valid() -> None:
    assert find_problems(CostInputs()) == ()


def test_no_price_is_built_in() -> None:
    prices = [each for each in INPUTS.values() if each.group is Group.PRICES]
    assert prices
    assert all(each.default is None for each in prices)


@each_number
def test_the_ends_of_a_range_are_valid_and_what_is_beyond_is_told_with_the_range(
    wanted: Input,
) -> None:
    assert wanted.low is not None
    assert wanted.high is not None
    assert parse_input(wanted.name, str(wanted.low)) == wanted.low
    assert parse_input(wanted.name, f"{wanted.high:,}") == wanted.high
    for beyond in (wanted.low - 1, wanted.high + 1, float("inf"), float("nan")):
        with pytest.raises(UsageError) as caught:
            parse_input(wanted.name, str(beyond))
        assert wanted.range in str(caught.value)


@each_number
def test_words_are_no_number(wanted: Input) -> None:
    with pytest.raises(UsageError, match='not "many"'):
        parse_input(wanted.name, "many")


@pytest.mark.parametrize("text", ["1_000", "1,000", " 1000 ", "1000.0", "+1000", "1e3"])
def test_numbers_are_read_as_people_group_them(text: str) -> None:
    assert parse_input("documents", text) == 1_000


def test_what_is_left_empty_is_the_default() -> None:
    assert parse_input("documents", "  ") == 1_000
    assert parse_input("gpu_price", "") is None


@pytest.mark.parametrize(("text", "value"), [("on", True), ("No", False), ("true", True)])
def test_switches_are_read(text: str, value: object) -> None:
    assert parse_input("dora", text) is value


def test_what_is_no_switch_is_refused() -> None:
    with pytest.raises(UsageError, match='must be on or off, not "maybe"'):
        parse_input("dora", "maybe")


def test_an_unknown_choice_is_told_the_nearest_one() -> None:
    with pytest.raises(UsageError, match='did you mean "qdrant"'):
        parse_input("engine", "qdrnt")


def test_a_number_that_nobody_could_read_is_called_so() -> None:
    with pytest.raises(UsageError, match="not a number that large"):
        parse_input("documents", "9" * 1_000)


@pytest.mark.parametrize("overlap", [1_024, 5_000])
def test_an_overlap_is_smaller_than_its_chunk(overlap: int) -> None:
    (problem,) = find_problems(replace(CostInputs(), overlap=overlap))
    assert "smaller than the chunk of 1,024 tokens" in str(problem)
    assert "from 0 to 1,023" in str(problem)
    assert group_of(problem) is Group.RETRIEVAL


def test_values_of_a_file_are_read_with_all_that_is_wrong() -> None:
    found, problems = read_inputs(
        {"documents": 5, "rank": "8", "dora": True, "mfu": 3, "docs": 1, "epochs": 2}
    )
    assert (found.documents, found.rank, found.dora, found.epochs) == (5, 8, True, 2.0)
    assert found.mfu == CostInputs().mfu
    assert [problem.location[-1] for problem in problems] == ["mfu", "docs"]
    assert "not a known input" in str(problems[1])
