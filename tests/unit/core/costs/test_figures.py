from __future__ import annotations

from ragft_tui.core.costs import Estimate, Figure, Source, Unit, total

ONE, OTHER = Source("One", "https://one.example"), Source("Other", "https://other.example")


def figure(*values: float, source: Source = ONE, unit: Unit = Unit.BYTES) -> Figure:
    low, expected, high = values
    return Figure(
        id="part",
        name="Part",
        unit=unit,
        low=low,
        expected=expected,
        high=high,
        formula="as it is",
        sources=(source,),
    )


def test_a_sum_has_the_ends_and_the_sources_of_its_parts() -> None:
    found = total((figure(1, 2, 3), figure(10, 20, 30, source=OTHER)), "all", "All", "the sum")
    assert (found.id, found.low, found.expected, found.high) == ("all", 11, 22, 33)
    assert found.sources == (ONE, OTHER)


def test_whole_numbers_of_any_size_are_added_exactly() -> None:
    large = 2**80 + 1
    assert total((figure(large, large, large), figure(1, 1, 1)), "all", "All", "").low == large + 1


def test_a_figure_is_exact_where_its_ends_meet() -> None:
    assert figure(2, 2, 2).exact
    assert not figure(1, 2, 3).exact


def test_several_of_the_same_cost_as_many_times_as_much() -> None:
    several = figure(1, 2, 3).times(4)
    assert (several.low, several.expected, several.high) == (4, 8, 12)


def test_a_figure_is_found_by_its_id() -> None:
    estimate = Estimate(retrieval=(figure(1, 2, 3),))
    assert estimate.find("part") == figure(1, 2, 3)
    assert estimate.find("other") is None
