from __future__ import annotations

from fractions import Fraction

from ragft_tui.core.model import VerdictType
from ragft_tui.report.spots import Spot
from ragft_tui.report.svg import text_width
from ragft_tui.report.svg_labels import Box, Placed, Point, place

BOX = Box(10, 20, 500, 300)
EM = 16.0
END = Spot(VerdictType.RETRIEVAL, Fraction(1), Fraction(0))
START = Spot(VerdictType.RETRIEVAL, Fraction(0), Fraction(1))


def points(count: int, spot: Spot = END, name: str = "Capability") -> list[Point]:
    return [Point(number, f"{name} {number}", spot) for number in range(1, count + 1)]


def extent(placed: Placed) -> tuple[float, float]:
    width = text_width(placed.label) * EM
    return (placed.x - width, placed.x) if placed.before else (placed.x, placed.x + width)


def assert_apart(placed: list[Placed]) -> None:
    for at, one in enumerate(placed):
        (start, end) = extent(one)
        assert BOX.left <= start <= end <= BOX.left + BOX.width
        assert BOX.top <= one.y <= BOX.top + BOX.height
        for other in placed[at + 1 :]:
            begins, ends = extent(other)
            assert abs(one.y - other.y) > EM or end <= begins or ends <= start


def test_a_name_stands_beside_its_point_on_the_side_where_there_is_room() -> None:
    (at_start,), _ = place([Point(1, "One", START)], BOX, EM)
    (at_end,), _ = place([Point(2, "Two", END)], BOX, EM)
    assert (at_start.label, at_start.before) == ("1 One", False)
    assert (at_end.label, at_end.before) == ("2 Two", True)
    assert at_start.x < at_end.x
    assert at_start.y < at_end.y


def test_forty_in_one_spot_are_all_there_and_none_covers_another() -> None:
    placed, left = place(points(40), BOX, EM)
    assert left == []
    assert {each.point.number for each in placed} == set(range(1, 41))
    assert 0 < sum(each.named for each in placed) < 40
    assert_apart(placed)


def test_a_long_name_is_shortened() -> None:
    (placed,), _ = place([Point(1, "A name " * 30, START)], BOX, EM)
    assert placed.label.endswith("…")
    assert_apart([placed])


def test_where_there_are_too_many_numbers_stand_alone_and_the_rest_is_returned() -> None:
    placed, left = place(points(1_000), BOX, EM)
    assert len(placed) + len(left) == 1_000
    assert not any(each.named for each in placed)
    assert len(placed) > 40
    assert_apart(placed)
