"""The HTML page in a real browser: what it shows, asks for and prints, and who can read it."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from ragft_tui.core.model import Answer, Project, Review, VerdictType
from tests.browser.conftest import written
from tests.support.browser import Browser, Page
from tests.support.naughty import NAUGHTY
from tests.support.projects import described, project_of
from tests.support.reviewed import TODAY

pytestmark = pytest.mark.once

RULES = """
axe.run(document, {resultTypes: ["violations"]}).then(found => JSON.stringify(
    found.violations.map(each => [each.id, each.nodes.slice(0, 3).map(node => node.html)])))
"""


def test_it_shows_every_capability_with_what_counts(browser: Browser, page: str) -> None:
    with browser.page(page) as shown:
        assert "Customer service 2027" in str(shown.run("document.title"))
        assert shown.run("document.querySelectorAll('article').length") == 40
        row = shown.run("document.querySelector('#index tbody tr:nth-child(4)').innerText")
        assert " ".join(str(row).split()) == (
            "4 Escalation protocol ◆ retrieval (verdict: both) clear "
            "overridden by Jonas, 2026-09-07"
        )
        assert shown.run("getComputedStyle(document.querySelector('svg.bar')).height") == "12px"


def test_every_entry_of_the_index_leads_to_its_capability(browser: Browser, page: str) -> None:
    with browser.page(page) as shown:
        assert shown.run("""
            [...document.querySelectorAll('#index a')].every(link => {
                const found = document.getElementById(decodeURIComponent(link.hash.slice(1)));
                return found.querySelector('h3 bdi').textContent.startsWith(
                    link.textContent.replace('…', ''));
            })""")


@pytest.mark.parametrize("dark", [False, True])
def test_it_asks_for_nothing_and_nothing_is_said_of_it(
    browser: Browser, page: str, *, dark: bool
) -> None:
    with browser.page(page, dark=dark) as shown:
        assert shown.requests == [page]
        assert shown.messages == []


def test_light_and_dark_are_what_the_reader_prefers(browser: Browser, page: str) -> None:
    grounds = []
    for dark in (False, True):
        with browser.page(page, dark=dark) as shown:
            grounds.append(shown.run("getComputedStyle(document.documentElement).backgroundColor"))
    assert grounds == ["rgb(255, 255, 255)", "rgb(18, 18, 18)"]


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_nothing_is_wider_than_the_window(browser: Browser, page: str, width: int) -> None:
    with browser.page(page, width=width) as shown:
        assert shown.run("document.documentElement.scrollWidth") == width
        outside = """
            [...document.querySelectorAll('body *:not(.skip)')].filter(each =>
                !each.closest('.wide') && each.getBoundingClientRect().right > innerWidth + 1
            ).map(each => each.outerHTML.slice(0, 80))"""
        assert shown.run(outside) == []


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (1280, True), (360, False)])
def test_everybody_can_read_it(
    browser: Browser, page: str, axe: str, width: int, *, dark: bool
) -> None:
    with browser.page(page, width=width, dark=dark) as shown:
        shown.run(axe + ";0")
        assert json.loads(str(shown.run(RULES))) == []


def test_an_empty_page_can_be_read_too(browser: Browser, axe: str, tmp_path: Path) -> None:
    with browser.page(written(project_of(), tmp_path)) as shown:
        shown.run(axe + ";0")
        assert json.loads(str(shown.run(RULES))) == []


def test_no_name_on_the_map_covers_another(browser: Browser, page: str) -> None:
    overlaps = """
        (() => {
            const boxes = [...document.querySelectorAll('#map svg text')]
                .map(each => [each.textContent, each.getBBox()])
                .filter(each => /^[0-9]/.test(each[0]));
            return boxes.flatMap(([one, a], at) => boxes.slice(at + 1).filter(([other, b]) =>
                a.x < b.x + b.width - 1 && b.x < a.x + a.width - 1 &&
                a.y < b.y + b.height * .7 && b.y < a.y + a.height * .7
            ).map(([other, b]) => one + ' / ' + other));
        })()"""
    with browser.page(page) as shown:
        assert shown.run(overlaps) == []


def test_it_prints_on_a4_with_numbers_and_links(browser: Browser, page: str) -> None:
    with browser.page(page, dark=True) as shown:
        printed = PdfReader(io.BytesIO(shown.printed()))
    width, height = (round(float(each)) for each in printed.pages[0].mediabox[2:])
    assert (width, height) == (595, 842)
    assert 15 <= len(printed.pages) <= 45
    texts = [each.extract_text() for each in printed.pages]
    assert "Customer service 2027" in texts[0]
    assert "Skip to the content" not in texts[0]
    assert f"1 of {len(texts)}" in texts[0]
    whole = " ".join(" ".join(texts).split())
    assert "https://platform.openai.com/docs/guides/optimizing-llm-accuracy" in whole
    assert "SHA-256 of the project file" in whole


def test_no_heading_is_the_last_line_of_a_page(browser: Browser, page: str) -> None:
    with browser.page(page) as shown:
        headings = set(map(str, _list(shown, "h2, h3, h4")))
        printed = PdfReader(io.BytesIO(shown.printed()))
    for each in printed.pages:
        lines = [line.strip() for line in each.extract_text().splitlines() if line.strip()]
        assert lines[-1] not in headings


def test_hostile_text_stays_text(browser: Browser, tmp_path: Path) -> None:
    items = [
        replace(
            described("a", volatility="weekly"),
            id=f"n{at}",
            name=text,
            description=text,
            notes=text,
            notes_by=text,
            answers=(Answer("volatility", "weekly", text),),
            review=Review("accepted", VerdictType.RETRIEVAL, text, TODAY, text),
        )
        for at, text in enumerate(NAUGHTY)
    ]
    project = Project(NAUGHTY[0], NAUGHTY[1], capabilities=tuple(items))
    url = written(project, tmp_path)
    with browser.page(url, width=360) as shown:
        assert shown.run("document.querySelectorAll('article').length") == len(NAUGHTY)
        assert shown.run("document.querySelectorAll('script, img, iframe, form').length") == 0
        assert shown.run("document.documentElement.scrollWidth") == 360
        assert shown.requests == [url]
        assert shown.messages == []
        notes = _list(shown, ".note")
        assert "<script>alert(123)</script>" in notes


def _list(shown: Page, selector: str) -> list[object]:
    found = shown.run(f"[...document.querySelectorAll('{selector}')].map(each => each.innerText)")
    assert isinstance(found, list)
    return found
