from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from ragft_tui.core.costs import CostInputs, TrainingEstimate
from ragft_tui.report.memory_chart import MemoryChart, draw_memory, memory_chart
from ragft_tui.session.costs import estimate_costs

SMALL, LARGE = 10**9, 10**12


def training() -> TrainingEstimate:
    found = estimate_costs(CostInputs()).estimate.training
    assert found is not None
    return found


def chart(memory: int) -> MemoryChart:
    return memory_chart(training(), "A GPU", memory)


@pytest.mark.parametrize("memory", [SMALL, LARGE])
def test_each_part_begins_where_the_one_before_ends_and_the_sum_ends_there_too(memory: int) -> None:
    *parts, whole = chart(memory).bars
    assert parts[0].start == 0
    assert [part.start for part in parts[1:]] == [part.end for part in parts[:-1]]
    assert parts[-1].end == pytest.approx(whole.end)
    assert whole.end <= whole.high < 1


def test_the_line_of_the_gpu_is_beyond_what_it_holds_and_before_what_it_does_not() -> None:
    assert chart(LARGE).bars[-1].high < chart(LARGE).mark < 1
    assert chart(SMALL).mark < chart(SMALL).bars[-1].end


def test_the_picture_has_a_bar_a_part_a_line_and_all_of_it_in_words() -> None:
    drawn = ET.fromstring(draw_memory(chart(LARGE)))  # noqa: S314 - drawn by us
    texts = [each.text for each in drawn.iter() if each.tag == "text"]
    for figure in (*training().memory, training().peak):
        assert figure.name in texts
        assert figure.name in drawn.attrib["aria-label"]
    assert "A GPU" in texts
    assert sum(each.tag == "line" for each in drawn.iter()) == 1
