from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date

import pytest
from jsonschema import Draft202012Validator

from ragft_tui.core.model import Capability
from ragft_tui.core.review import GapKind
from ragft_tui.report.portfolio import Portfolio, Row, portfolio_rows
from ragft_tui.report.portfolio_formats import PORTFOLIO_FORMATS
from ragft_tui.report.project_report import ProjectReport
from ragft_tui.storage.paths import packaged
from tests.support.markdown import blocks, renderers, table
from tests.support.projects import HOSTILE, described, packaged_rulebook, project_of
from tests.support.reports import report_of
from tests.support.reviewed import ALL, REFUNDS, STYLE, VOICE

SOURCE = {"source": "collection", "volatility": "weekly"}


def app(name: str, *items: Capability) -> ProjectReport:
    return report_of(replace(project_of(*items), name=name))


def named(name: str, voice: str) -> Capability:
    return replace(described(name, tone="strict"), named=(("tone", voice),))


SALES = app("Sales", *ALL)
SUPPORT = app("Support", described("Terms", **SOURCE), named("Mail", "house"))
LEGAL = app("Legal", described("Clauses", **SOURCE), named("Letters", "House"))
THREE = Portfolio((SALES, SUPPORT, LEGAL))


def rendered(name: str, portfolio: Portfolio = THREE) -> str:
    return "".join(PORTFOLIO_FORMATS[name].render(portfolio))


def test_each_project_is_a_row_with_its_counts_and_what_waits() -> None:
    sales, support, legal = portfolio_rows(Portfolio((SALES, SUPPORT, LEGAL), date(2026, 11, 23)))
    assert (sales.total, sales.settled) == (5, 0)
    assert sales.gaps == {GapKind.OLD: 2, GapKind.STALE: 1, GapKind.UNDECIDED: 2}
    assert (support.total, support.gaps) == (2, {GapKind.UNREVIEWED: 2})
    assert sum(legal.counts.values()) == 2
    assert portfolio_rows(Portfolio((SALES,)))[0].settled == 2


def test_applications_could_share_indexes_and_styles_of_one_name() -> None:
    found = [(each.thing, [place.label for place in each.places]) for each in THREE.shared]
    assert found == [
        ("index", ["Support: 1 Terms", "Legal: 1 Clauses"]),
        ("adapter", ["Support: 2 Mail", "Legal: 2 Letters"]),
    ]


def test_what_only_one_application_has_and_styles_without_a_name_are_not_shared() -> None:
    twice = app("Twice", described("One", **SOURCE), described("Other", **SOURCE))
    assert Portfolio((twice,)).shared == ()
    unnamed = [app(name, described("Mail", tone="strict")) for name in ("A", "B")]
    assert Portfolio(tuple(unnamed)).shared == ()
    assert Portfolio((SUPPORT, app("Other", named("Mail", "another")))).shared == ()


def test_applications_of_one_name_are_told_apart_by_their_files() -> None:
    def report(name: str, file: str) -> ProjectReport:
        found = app(name, described("Terms", **SOURCE))
        return replace(found, provenance=replace(found.provenance, file=file))

    files = (("Support", "north.toml"), ("Support", "south.toml"), ("Sales", "north.toml"))
    portfolio = Portfolio(tuple(report(*each) for each in files))
    titles = ("Support (north.toml)", "Support (south.toml)", "Sales")
    assert portfolio.titles == tuple(row.title for row in portfolio_rows(portfolio)) == titles
    assert [place.label for place in portfolio.places] == [f"{each}: 1 Terms" for each in titles]
    assert [row[0] for row in table(rendered("md", portfolio))[1:]] == list(titles)
    twice = Portfolio((report("A", "app.toml"), report("A", "app.toml")))
    assert twice.titles == ("A (app.toml) 1", "A (app.toml) 2")


def test_projects_under_other_rules_are_not_compared() -> None:
    other = replace(packaged_rulebook(), id="other")
    report = replace(LEGAL, rulebook=other)
    assert Portfolio((SUPPORT, report)).shared == ()


def test_the_table_of_markdown_has_the_numbers_of_the_rows() -> None:
    head, *rows = table(rendered("md"))
    assert head[:3] == ["Application", "All", "Retrieval"]
    assert [row[:2] for row in rows] == [["Sales", "5"], ["Support", "2"], ["Legal", "2"]]
    text = "\n".join(part for _, part in blocks(renderers()[1].parse(rendered("md"))))
    for place, gap in THREE.gaps:
        assert f"{place.label}: {gap.what}; {gap.advice}" in text
    assert "Adapter: Tone: house" in text


def test_text_tells_the_same() -> None:
    lines = rendered("text").splitlines()
    assert [line.split()[:2] for line in lines[1:4]] == [
        ["Sales", "5"],
        ["Support", "2"],
        ["Legal", "2"],
    ]
    assert "  Sales: 3 Straße: the decision is stale: it was on retrieval" in rendered("text")
    assert len({*map(len, lines[:4])}) == 1


def test_csv_has_a_row_an_application() -> None:
    rows = list(csv.DictReader(io.StringIO(rendered("csv").removeprefix("\ufeff"), newline="")))
    assert [(row["application"], row["all"], row["stale"]) for row in rows] == [
        ("Sales", "5", "1"),
        ("Support", "2", "0"),
        ("Legal", "2", "0"),
    ]


def test_json_names_every_place_by_application_and_id() -> None:
    data = json.loads(rendered("json", replace(THREE, oldest=date(2026, 1, 1))))
    assert (data["format"], data["oldest"]) == (1, "2026-01-01")
    assert [each["name"] for each in data["applications"]] == ["Sales", "Support", "Legal"]
    index, adapter = data["shared"]
    assert [each["id"] for each in index["capabilities"]] == ["terms", "clauses"]
    assert (adapter["thing"], adapter["same"]) == ("adapter", True)
    assert {each["kind"] for each in data["gaps"]} == {"stale", "undecided", "unreviewed"}


def test_json_is_what_the_schema_describes() -> None:
    found = json.loads(packaged("report.schema.json").read_bytes())
    schema = Draft202012Validator(found, format_checker=Draft202012Validator.FORMAT_CHECKER)
    everything = Portfolio((SALES, SUPPORT, LEGAL, app("Empty")), date(2026, 11, 23))
    for portfolio in (THREE, everything, Portfolio(())):
        data = json.loads(rendered("json", portfolio))
        assert [each.message for each in schema.iter_errors(data)] == []
    data = json.loads(rendered("json", everything))
    for broken in (
        data | {"more": 1},
        data | {"oldest": "soon"},
        data | {"gaps": [data["gaps"][0] | {"kind": "lost"}]},
        data | {"shared": [data["shared"][0] | {"thing": "cake"}]},
    ):
        assert not schema.is_valid(broken)


@pytest.mark.parametrize("name", PORTFOLIO_FORMATS)
def test_hostile_text_shows_no_control_in_any_format(name: str) -> None:
    for text in HOSTILE:
        items = (replace(REFUNDS, name=text), replace(VOICE, name=text), replace(STYLE, name=text))
        told = rendered(name, Portfolio((app(text, *items), SUPPORT)))
        assert not {*"\x1b\x9b"} & {*told}
        assert told.encode()


def test_a_row_without_capabilities_is_settled() -> None:
    [row] = portfolio_rows(Portfolio((app("Empty"),)))
    assert row == Row(row.report, "Empty", {}, {})
    assert row.settled == 0
