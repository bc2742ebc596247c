"""API descriptions, manifests of tools and arrays of objects, in JSON and in YAML."""

from __future__ import annotations

import json

import pytest

from ragft_tui.core.errors import UsageError
from ragft_tui.core.importing import Candidates, HowToRead, Unread
from ragft_tui.core.model import Answer
from ragft_tui.storage.importing import read_candidates
from tests.support.projects import small_rulebook

API = """\
openapi: 3.1.0
info: {title: Shop}
paths:
  /orders:
    summary: Orders
    get:
      operationId: listOrders
      summary: Lists orders.
      description: |
        Lists the orders of a customer.
        Newest first.
      tags: [Orders, Old]
    post:
      operationId: createOrder
      parameters: [{$ref: '#/components/parameters/id'}]
  /orders/{id}: {$ref: '#/components/pathItems/order'}
  /far: {$ref: 'https://example.org/far.yaml'}
  /round: {$ref: '#/paths/~1round'}
  /none: {$ref: '#/nowhere'}
components:
  pathItems:
    order:
      delete: {description: Deletes an order., tags: [Orders]}
"""


def read(text: str, how: HowToRead | None = None, name: str = "a.yaml") -> Candidates:
    return read_candidates(name, text.encode(), how or HowToRead(), small_rulebook())


def test_each_operation_is_one() -> None:
    found = read(API)
    assert found.source.format == "openapi"
    assert [(each.line, each.id, each.name, each.group) for each in found.candidates] == [
        (6, "listOrders", "Lists orders", "Orders"),
        (13, "createOrder", "Orders", ""),
        (23, "", "DELETE /orders/{id}", "Orders"),
    ]
    assert found.candidates[0].description == "Lists the orders of a customer.\nNewest first."
    assert found.candidates[1].description == "Orders"


def test_nothing_else_is_fetched_and_no_reference_goes_round() -> None:
    assert read(API).unread == (
        Unread(17, 0, '/far refers to "https://example.org/far.yaml", which is not read'),
        Unread(18, 0, "/round refers to itself"),
        Unread(19, 0, '/none refers to "#/nowhere", which is not there'),
    )


def test_one_for_each_tag() -> None:
    found = read(API, HowToRead(by_group=True))
    assert [(each.name, each.description) for each in found.candidates] == [
        ("Orders", "Orders"),
        (
            "Orders",
            (
                "- Lists orders: Lists the orders of a customer. Newest first.\n"
                "- DELETE /orders/{id}: Deletes an order."
            ),
        ),
    ]


def test_json_is_read_alike_with_the_lines_of_the_text() -> None:
    api = {"openapi": "3.0.0", "paths": {"/a{": {"get": {"summary": "A", "x": ["{", {}]}}}}
    found = read(json.dumps(api, indent=1), name="a.json")
    assert [(each.line, each.name) for each in found.candidates] == [(5, "A")]


def test_an_operation_without_words_is_named_by_its_id_or_its_path() -> None:
    text = "openapi: 3.0.0\npaths:\n  /a:\n    get: {operationId: listUserRepos}\n    put: {}\n"
    found = read(text)
    assert [(each.id, each.name, each.description) for each in found.candidates] == [
        ("listUserRepos", "List user repos", ""),
        ("", "PUT /a", ""),
    ]
    assert found.source.notes == (
        "2 operations have neither summary nor description; say what each does.",
    )


@pytest.mark.parametrize("text", ['{"swagger": "2.0", "paths": {}}', "swagger: '2.0'\npaths: {}"])
def test_openapi_2_is_refused_by_its_name(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        read(text, name="a.json" if text.startswith("{") else "a.yaml")
    assert "is an OpenAPI 2 (Swagger) description; convert it to OpenAPI 3" in str(caught.value)


TOOL = {"name": "search", "description": "Finds.", "inputSchema": {"type": "object"}}


@pytest.mark.parametrize(
    "manifest",
    [
        {"tools": [TOOL]},
        {"jsonrpc": "2.0", "id": 1, "result": {"tools": [TOOL]}},
        [TOOL],
        [{"type": "function", "function": {**TOOL, "parameters": {}}}],
        {"functions": [{**TOOL, "parameters": {}}]},
        {"search": {"description": "Finds.", "annotations": {}}},
        TOOL,
    ],
)
def test_each_tool_is_one(manifest: object) -> None:
    found = read(json.dumps(manifest), name="tools.json")
    assert found.source.format == "tools"
    assert [(each.id, each.name, each.description) for each in found.candidates] == [
        ("search", "search", "Finds.")
    ]


def test_a_tool_is_called_by_its_title() -> None:
    tools = [
        {**TOOL, "title": "Search it", "category": "Finding"},
        {**TOOL, "name": "b", "annotations": {"title": "Be"}},
    ]
    found = read(json.dumps({"tools": tools}), name="tools.json")
    assert [(each.id, each.name, each.group) for each in found.candidates] == [
        ("search", "Search it", "Finding"),
        ("b", "Be", ""),
    ]


def test_tools_without_description_or_name_are_told() -> None:
    manifest = {"tools": [{"name": "a", "inputSchema": {}}, {"inputSchema": {}}, 7]}
    found = read(json.dumps(manifest, indent=0), name="tools.json")
    assert [(each.name, each.description) for each in found.candidates] == [("a", "")]
    assert found.unread == (
        Unread(7, 0, "tool 2 has no name; give it one"),
        Unread(7, 0, "tool 3 has no name; give it one"),
    )
    assert found.source.notes == (
        "1 tool has no description; say what each does when it is asked for.",
    )


@pytest.mark.parametrize("name", ["issues", "items", "data", ""])
def test_an_array_of_objects_may_stand_under_a_name(name: str) -> None:
    rows: list[object] = [
        {"id": 7, "title": "A", "body": "Does a", "milestone": {"title": "M"}, "tone": "strict"},
        5,
        {"title": ["x"]},
    ]
    text = json.dumps({name: rows} if name else rows, indent=0)
    found = read(text, name="issues.json")
    [item] = found.candidates
    assert (item.id, item.name, item.description, item.group) == ("7", "A", "Does a", "M")
    assert item.answers == (Answer("tone", "strict"),)
    assert [each.why for each in found.unread] == [
        "entry 2 is not an object; remove it",
        "name: must be text in quotes, not a list",
    ]


@pytest.mark.parametrize(
    "answer",
    [
        {"issues": [{"id": "9", "key": "A-1", "fields": {"summary": "N", "description": "D"}}]},
        {"value": [{"id": "A-1", "fields": {"System.Title": "N", "System.Description": "D"}}]},
        {"data": {"issues": {"nodes": [{"identifier": "A-1", "title": "N", "description": "D"}]}}},
    ],
)
def test_what_trackers_answer_is_read(answer: object) -> None:
    [item] = read(json.dumps(answer), name="a.json").candidates
    assert (item.name, item.description) == ("N", "D")
    assert item.id in ("A-1", "9")


def test_yaml_of_objects_is_read_too() -> None:
    found = read("- name: A\n  description: &d >\n    Does\n    a\n- name: B\n  description: *d\n")
    assert [(each.line, each.name, each.description) for each in found.candidates] == [
        (1, "A", "Does a"),
        (5, "B", "Does a"),
    ]


BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{','.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(9)
)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (BOMB, "line 7, column 8: has more than 1,000,000 values, its aliases written out; check"),
        ("a: &a [*a]", 'line 1, column 8: the alias "a" stands inside what it names; remove it'),
        ("a: *b", 'line 1, column 4: the alias "b" names nothing above it; remove it'),
        ("a: 1\na: 2", 'line 2, column 1: "a" appears twice in one mapping; remove one'),
        ("? [a]\n: b", "line 1, column 3: a key is no text; write it as text"),
        ("a: b\n--- \nc: d", "holds a second document; split it, one document a file"),
        ("a: [b", "is not YAML: did not find expected ',' or ']'; correct it there"),
        ("a: " + "[" * 200 + "]" * 200, "is nested too deeply; flatten it"),
        ("just a text", "holds no list of objects; write [{"),
    ],
)
def test_yaml_that_is_none_or_too_much_is_refused(text: str, told: str) -> None:
    with pytest.raises(UsageError) as caught:
        read(text)
    assert told in str(caught.value)
    assert str(caught.value).startswith("a.yaml: ")


def test_tags_make_nothing_and_merged_keys_are_there() -> None:
    text = "- &a !!python/object/apply:os.system {name: N, description: D}\n- {<<: *a, name: M}\n"
    assert [(each.name, each.description) for each in read(text).candidates] == [
        ("N", "D"),
        ("M", "D"),
    ]


def test_json_that_is_none_has_its_place() -> None:
    with pytest.raises(UsageError) as caught:
        read('[{"name": "a"},\n{"name": }]', name="a.json")
    assert str(caught.value) == (
        "a.json: line 2, column 10: is not JSON: expecting value; correct it there"
    )


@pytest.mark.parametrize(
    ("wanted", "told"),
    [("openapi", "is no OpenAPI 3 description"), ("tools", "holds no tools")],
)
def test_what_was_asked_for_and_is_not_there_is_told(wanted: str, told: str) -> None:
    how = HowToRead(format="openapi" if wanted == "openapi" else "tools")
    with pytest.raises(UsageError, match=told):
        read("[]", how)
