from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree as ET

from ragft_tui.core.model import Project
from ragft_tui.report.svg_map import PAGE, draw_map, render_svg
from tests.support.forty import forty, many
from tests.support.naughty import NAUGHTY
from tests.support.projects import described, packaged_rulebook, project_of
from tests.support.reports import report_of
from tests.support.reviewed import ALL, VOICE

RULEBOOK = packaged_rulebook()
NAME = "{http://www.w3.org/2000/svg}"


def picture(project: Project) -> ET.Element:
    return ET.fromstring("".join(render_svg(report_of(project, RULEBOOK))))  # noqa: S314


def texts(root: ET.Element) -> list[str]:
    return [(each.text or each[0].tail or "") for each in root.iter(f"{NAME}text")]


def told(root: ET.Element) -> set[str]:
    return {each.text or "" for each in root.iter(f"{NAME}title")}


def test_it_has_a_name_a_description_and_the_size_of_a_slide() -> None:
    root = picture(project_of(*ALL))
    assert root.get("viewBox") == "0 0 1600 900"
    assert (root.get("role"), root[0].text) == ("img", "Map of App")
    assert (root[1].text or "").startswith("Knowledge grows to the right and behaviour upwards")


def test_regions_count_by_what_was_decided_and_what_is_undecided_apart() -> None:
    found = texts(picture(project_of(*ALL)))
    assert "retrieval 2" in found
    assert "both 0" in found
    assert "fine-tuning 1" in found
    assert "undecided 2" in found


def test_a_decision_against_the_verdict_is_marked_and_told() -> None:
    root = picture(project_of(*ALL))
    assert "2 *Voice" in texts(root)
    assert "* decided otherwise than the verdict" in texts(root)
    assert "2 Voice: retrieval (verdict: both)" in told(root)


def test_a_name_that_is_cut_keeps_the_mark() -> None:
    long = replace(VOICE, name="Voice of all the letters that go out to the customers")
    (found,) = (text for text in texts(picture(project_of(long))) if "Voice" in text)
    assert found.startswith("1 *Voice of")
    assert found.endswith("…")


def test_every_capability_of_forty_is_named_beside_its_point_or_in_the_legend() -> None:
    project = forty(RULEBOOK)
    root = picture(project)
    found = " ".join(texts(root))
    for number, item in enumerate(project.capabilities, start=1):
        assert re.search(rf"\b{number} \*?{re.escape(item.name[:12])}", found)
    assert any(name.endswith(f"{project.capabilities[-1].name}: retrieval") for name in told(root))


def test_forty_in_one_spot_are_named_too() -> None:
    one = project_of(*(described(f"Thing{at}", volatility="weekly") for at in range(1, 41)))
    found = " ".join(texts(picture(one)))
    assert all(f"{at} Thing{at}" in found for at in range(1, 41))


def test_of_a_thousand_the_legend_says_how_many_it_leaves_out() -> None:
    found = texts(picture(many(RULEBOOK, 1_000)))
    assert any(text.startswith("and ") and text.endswith(" more") for text in found)


def test_hostile_names_are_text() -> None:
    items = [replace(described("a"), id=f"n{at}", name=text) for at, text in enumerate(NAUGHTY)]
    root = picture(Project(NAUGHTY[-1], capabilities=tuple(items)))
    kinds = {each.tag.removeprefix(NAME) for each in root.iter()}
    assert kinds == {"svg", "title", "desc", "rect", "text", "path", "circle", "line"}


def test_on_a_page_it_has_the_colours_of_the_page_and_no_ground() -> None:
    drawn = draw_map(report_of(), PAGE)
    assert "var(--retrieval)" in drawn
    assert "<rect" not in drawn


def test_an_empty_project_has_an_empty_map() -> None:
    assert "retrieval 0" in texts(picture(project_of()))
