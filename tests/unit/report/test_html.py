from __future__ import annotations

from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from ragft_tui.core.model import Answer, Capability, Project, Review, VerdictType
from ragft_tui.report.html import render_html
from tests.support.forty import forty
from tests.support.naughty import NAUGHTY
from tests.support.projects import described, packaged_rulebook, project_of
from tests.support.reports import report_of
from tests.support.reviewed import ALL, TODAY

RULEBOOK = packaged_rulebook()


class Reader(HTMLParser):
    """What a browser makes of a page: its elements, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def all_of(self, attribute: str) -> list[str]:
        return [found for _, each in self.elements if (found := each.get(attribute))]

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


def page(*capabilities: Capability) -> str:
    return "".join(render_html(report_of(project_of(*capabilities), RULEBOOK)))


def test_a_page_says_what_counts_who_decided_and_why() -> None:
    text = Reader(page(*ALL)).text
    assert "◆ retrieval, lean" in text
    under = "on 2026-11-22, under the default rulebook, edition 1"
    assert f"Decision retrieval (accepted {under})" in text
    assert f"(overridden {under}), because: The board wants it so. Verdict both, lean" in text
    assert "Verdict retrieval" not in text  # its own line says that already
    assert "The board wants it so." in text
    assert "To be decided anew: retrieval was accepted" in text
    assert "Marketing signs off." in text
    assert "Legal, 3 May" in text


def test_a_decision_without_a_name_leaves_the_name_out() -> None:
    signed = Review("accepted", VerdictType.RETRIEVAL, RULEBOOK.edition, TODAY, "Mara")
    facts = described("Facts", volatility="weekly")
    assert "(accepted by Mara on 2026-11-22," in Reader(page(replace(facts, review=signed))).text
    unsigned = replace(signed, by="")
    assert "(accepted on 2026-11-22," in Reader(page(replace(facts, review=unsigned))).text


def test_it_says_when_and_from_what_it_was_made() -> None:
    text = Reader(page(*ALL)).text
    assert "Made on 2026-11-22 at 14:03 UTC by ragft-tui 0.1" in text
    assert "ab" * 32 in text


def test_it_asks_for_nothing_and_runs_nothing() -> None:
    read = Reader("".join(render_html(report_of(forty(RULEBOOK), RULEBOOK))))
    kinds = {tag for tag, _ in read.elements}
    assert kinds.isdisjoint({"script", "img", "iframe", "object", "embed", "form", "audio"})
    assert read.all_of("src") == []
    assert not [name for _, each in read.elements for name in each if name.startswith("on")]
    linked = [each.get("href") for tag, each in read.elements if tag == "link"]
    assert linked == ["data:,"]
    policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    assert policy in read.all_of("content")


def test_every_link_inside_leads_somewhere_and_no_id_is_there_twice() -> None:
    read = Reader("".join(render_html(report_of(forty(RULEBOOK), RULEBOOK))))
    ids = Counter(read.all_of("id"))
    assert max(ids.values()) == 1
    inside = {href[1:] for href in read.all_of("href") if href.startswith("#")}
    assert inside <= ids.keys()
    named = {name for value in read.all_of("aria-labelledby") for name in value.split()}
    assert named <= ids.keys()


def test_forty_capabilities_are_at_most_250_kilobytes() -> None:
    assert len("".join(render_html(report_of(forty(RULEBOOK), RULEBOOK))).encode()) <= 250_000


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "HTTPS:x"])
def test_an_address_that_is_none_of_the_web_is_no_link(url: str) -> None:
    sources = tuple(replace(each, url=url) for each in RULEBOOK.sources)
    rulebook = replace(RULEBOOK, sources=sources)
    # The costs cite publications of their own.
    drawn = "".join(render_html(report_of(project_of(*ALL), rulebook)))
    before, _, after = drawn.partition('<section id="costs"')
    read = Reader(before + after.partition("</section>")[2])
    assert url in read.text
    assert all(href.startswith("#") or href == "data:," for href in read.all_of("href"))


def test_hostile_text_in_every_field_stays_text() -> None:
    items = [
        replace(
            described("a", volatility="weekly"),
            id=f"n{at}",
            name=text,
            description=text,
            notes=text,
            notes_by=text,
            named=(("volatility", text),),
            answers=(Answer("volatility", "weekly", text),),
            review=Review(
                *("overridden", VerdictType.BOTH, text, TODAY, text),
                type=VerdictType.RETRIEVAL,
                because=text,
            ),
        )
        for at, text in enumerate(NAUGHTY)
    ]
    project = Project(NAUGHTY[0], NAUGHTY[1], capabilities=tuple(items))
    read = Reader("".join(render_html(report_of(project, RULEBOOK))))
    plain = {tag for tag, _ in Reader(page(*ALL)).elements}
    assert {tag for tag, _ in read.elements} <= plain
    for value in read.all_of("href"):
        assert value.startswith(("#", "https://", "data:,"))


def test_a_project_without_capabilities_has_a_page_that_says_so() -> None:
    read = Reader(page())
    assert "Nothing is described yet" in read.text
    assert {href for href in read.all_of("href") if href.startswith("#")} == {
        *("#content", "#summary", "#reading", "#sources", "#made")
    }


def test_the_same_project_gives_the_same_bytes_and_a_piece_a_capability() -> None:
    report = report_of(project_of(*ALL), RULEBOOK, made=None)
    pieces = list(render_html(report))
    assert pieces == list(render_html(report))
    assert len(pieces) == len(ALL) + 2
