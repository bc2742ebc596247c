"""Importing twice changes nothing, nothing is lost, and ids stay unique."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ragft_tui.core.importing import Candidate, HowToRead, RowState, apply_plan, make_plan
from ragft_tui.core.model import Capability, Draft, Project
from ragft_tui.report.table import render_csv
from ragft_tui.storage.importing import read_candidates
from ragft_tui.storage.project import decode_project
from ragft_tui.storage.project.encode import encode_project
from tests.support.projects import projects, small_rulebook
from tests.support.reports import report_of

RULEBOOK = small_rulebook()

_names = st.sampled_from(["Refunds", "refunds", "Hours", "hours 2", "Ünder", "x" * 50, "..."])
_ids = st.sampled_from(["", "", "refunds", "refunds-2", "hours", "X-1", "#1", "x" * 90])
_descriptions = st.sampled_from(["", "One.", "Two.", " Two. "])


@st.composite
def _candidates(draw: st.DrawFn) -> list[Candidate]:
    rows = draw(st.lists(st.tuples(_names, _descriptions, _ids), max_size=8))
    return [Candidate(*texts[:2], line, texts[2]) for line, texts in enumerate(rows, start=1)]


@st.composite
def _projects(draw: st.DrawFn) -> Project:
    ids = draw(st.lists(_ids.filter(lambda text: text.isalnum()), unique=True, max_size=4))
    items = (Capability(key, draw(_names), draw(_descriptions)) for key in ids)
    return Project("App", capabilities=tuple(items))


@given(_projects(), _candidates())
def test_importing_twice_changes_nothing(project: Project, candidates: list[Candidate]) -> None:
    plan = make_plan(project, candidates)
    once = apply_plan(plan, range(len(plan.rows)))
    again = make_plan(once, candidates)
    assert {row.state for row in again.rows} <= {RowState.SAME}
    assert apply_plan(again, range(len(again.rows))) == once


@given(_projects(), _candidates(), st.data())
def test_ids_stay_unique_and_nothing_unticked_changes(
    project: Project, candidates: list[Candidate], data: st.DataObject
) -> None:
    plan = make_plan(project, candidates)
    ticked = data.draw(st.sets(st.sampled_from(range(len(plan.rows))))) if plan.rows else set()
    after = apply_plan(plan, ticked)
    ids = [item.id for item in after.capabilities]
    assert len(set(ids)) == len(ids)
    changed = {plan.rows[at].after.id for at in ticked}
    for item in project.capabilities:
        assert item.id in changed or after.capability(item.id) == item


@given(_projects(), _candidates())
def test_everything_read_is_in_the_project(project: Project, candidates: list[Candidate]) -> None:
    plan = make_plan(project, candidates)
    after = apply_plan(plan, plan.indices(*RowState))
    told = {(item.name.casefold(), item.description.strip()) for item in after.capabilities}
    for each in candidates:
        name, text = each.name.casefold(), each.description.strip()
        assert (name, text) in told or (not text and any(name == key for key, _ in told))


def _told(project: Project) -> Project:
    """Return a project as its file has it, without texts in progress and what has no name yet."""
    data = encode_project(project, RULEBOOK)
    again = decode_project(data, Path("app.toml"), RULEBOOK)[0]
    kept = [replace(item, draft=Draft()) for item in again.capabilities if item.name.strip()]
    return replace(again, capabilities=tuple(kept), draft=Draft())


@pytest.mark.parametrize("separator", [",", ";", "\t", ""])
@given(project=projects(RULEBOOK))
@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_a_project_comes_back_from_its_csv_and_from_its_file(
    separator: str, project: Project
) -> None:
    told = _told(project)
    if separator:
        data = "".join(render_csv(report_of(told, RULEBOOK), separator=separator)).encode()
        found = read_candidates("app.csv", data, HowToRead(), RULEBOOK)
    else:
        found = read_candidates("app.toml", encode_project(told, RULEBOOK), HowToRead(), RULEBOOK)
    assert not found.unread
    plan = make_plan(replace(told, capabilities=()), found.candidates)
    again = apply_plan(plan, range(len(plan.rows)))
    assert again.capabilities == told.capabilities
    assert {row.state for row in make_plan(told, found.candidates).rows} <= {RowState.SAME}
