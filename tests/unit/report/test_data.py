from __future__ import annotations

import json
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from ragft_tui.core.model import Project
from ragft_tui.report.data import render_report
from ragft_tui.report.project_report import ProjectReport
from ragft_tui.storage.paths import packaged
from tests.support.projects import (
    HOSTILE,
    packaged_rulebook,
    project_of,
    projects,
    small_rulebook,
)
from tests.support.reports import report_of
from tests.support.reviewed import ALL, REFUNDS, VOICE


@cache
def schema() -> Draft202012Validator:
    found = json.loads(packaged("report.schema.json").read_bytes())
    Draft202012Validator.check_schema(found)
    return Draft202012Validator(found, format_checker=Draft202012Validator.FORMAT_CHECKER)


def problems(report: ProjectReport) -> list[str]:
    data = json.loads("".join(render_report(report)))
    return [error.message for error in schema().iter_errors(data)]


@given(projects(small_rulebook()))
def test_every_report_is_what_the_schema_describes(project: Project) -> None:
    assert problems(report_of(project, small_rulebook())) == []


def test_so_are_reports_of_every_state_with_and_without_a_time() -> None:
    assert problems(report_of()) == problems(report_of(made=None)) == []


def test_the_schema_refuses_what_is_not_described() -> None:
    data = json.loads("".join(render_report(report_of())))
    for broken in (
        data | {"format": 2},
        data | {"more": 1},
        data | {"capabilities": [data["capabilities"][0] | {"name": 1}]},
    ):
        assert not schema().is_valid(broken)


def test_ids_stand_in_fields_of_ids_and_labels_beside_them() -> None:
    data = json.loads("".join(render_report(report_of())))
    refunds, voice, style, nothing, begun = data["capabilities"]
    assert refunds["counts_as"] == {"type": "retrieval", "label": "retrieval"}
    assert style["verdict"]["type"] == "finetuning"
    assert style["verdict"]["label"] == "fine-tuning"
    assert style["decision"]["state"] == "stale"
    assert (voice["decision"]["type"], voice["decision"]["judged"]) == ("retrieval", "both")
    assert nothing["verdict"]["type"] is None
    assert begun["name"] == ""
    assert data["format"] == 1
    assert data["made"]["on"] == "2026-11-22T14:03:00+00:00"
    assert sum(each["count"] for each in data["counts"]) == len(ALL)


def test_answers_are_values_with_their_words_and_what_stands_behind_them() -> None:
    named = replace(VOICE, named=(("tone", "house voice"),))
    [found] = json.loads("".join(render_report(report_of(project_of(named)))))["capabilities"]
    answers = {each["question"]: each for each in found["answers"]}
    assert (answers["examples"]["value"], answers["examples"]["label"]) == (12, "12 examples")
    assert (answers["tone"]["value"], answers["tone"]["named"]) == ("strict", "house voice")
    assert "citations" not in answers


@given(projects(packaged_rulebook()))
def test_no_answer_of_the_file_is_left_out(project: Project) -> None:
    data = json.loads("".join(render_report(report_of(project))))
    for found, item in zip(data["capabilities"], project.capabilities, strict=True):
        given_ = {each["question"]: each["value"] for each in found["answers"]}
        assert given_.items() >= {each.question: each.value for each in item.answers}.items()


@pytest.mark.parametrize("text", HOSTILE)
def test_text_from_people_stays_text_and_shows_no_control(text: str) -> None:
    hostile = replace(REFUNDS, name=text, notes=text, description=text)
    rendered = "".join(render_report(report_of(Project(text, capabilities=(hostile,)))))
    assert json.loads(rendered)["capabilities"][0]["id"] == "refunds"
    assert not {*"\x1b\x9b\u202e\u2028"} & {*rendered}
    assert rendered.encode()
