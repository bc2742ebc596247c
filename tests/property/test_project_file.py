"""Whatever is in a project comes back from its file; whatever is in a file, nothing crashes."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import UTC
from pathlib import Path
from typing import Literal

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ragft_tui.core.costs import INPUTS, Value
from ragft_tui.core.errors import RagftError
from ragft_tui.core.model import (
    UNKNOWN,
    Answer,
    AnswerValue,
    Capability,
    Draft,
    Project,
    Review,
    VerdictType,
)
from ragft_tui.core.rulebook import LARGEST_NUMBER
from ragft_tui.core.text import clean
from ragft_tui.storage.project import decode_project
from ragft_tui.storage.project.encode import encode_project, surely_fits
from ragft_tui.storage.rulebooks import load_rulebook

DATA = Path(__file__).parents[1] / "data"
RULEBOOK = load_rulebook(DATA / "rulebook-small.toml")
WHOLE = (DATA / "project-whole.toml").read_bytes()

NAUGHTY = [
    "\n",
    "\n\nstarts with empty lines",
    "ends with one\n",
    '"""',
    'a """" b\n""""',
    "'''\n'''",
    "\\",
    "\\\n\\",
    "\\u0041\n\\n",
    "# no comment\n[capabilities]\nid = 1",
    "[/] [red] [link=https://example.org]",
    "\t tab\n\t",
    "  spaces at both ends  \n ",
    "\x1b[2J\x07\x00\x7f\x9b\r\r\n",
    "\u202e right to left \u2066",
    "עברית العربية",
    "👩‍👩‍👧‍👦 🏳️‍🌈",
    "e\u0301\u0301",
    "\ud800",
    "\ufeff\ufffe\uffff",
    "<<<<<<< HEAD\n=======\n>>>>>>> theirs",
    "1.3.6.1.4.1." * 9,
]

texts = (
    st.text(st.characters() | st.sampled_from("\"\\\n'#[]=."), max_size=60)
    | st.sampled_from(NAUGHTY)
).map(clean)
names = texts.filter(str.strip)
ids = st.from_regex(r"[\w.-]{1,20}", fullmatch=True)
types = st.sampled_from(VerdictType)


def question_texts() -> st.SearchStrategy[tuple[tuple[str, str], ...]]:
    order = [question.id for question in RULEBOOK.questions]
    found = st.dictionaries(st.sampled_from(order), texts)
    return found.map(lambda items: tuple(sorted(items.items(), key=lambda i: order.index(i[0]))))


@st.composite
def answers(draw: st.DrawFn) -> tuple[Answer, ...]:
    given_answers = []
    for question in RULEBOOK.questions:
        options: st.SearchStrategy[AnswerValue] = st.sampled_from([o.id for o in question.options])
        if question.numeric:
            options = st.integers(0, LARGEST_NUMBER)
        value = draw(st.none() | st.just(UNKNOWN) | options)
        if value is not None:
            given_answers.append(Answer(question.id, value, draw(st.just("") | texts)))
    return tuple(given_answers)


@st.composite
def reviews(draw: st.DrawFn) -> Review:
    decision: Literal["accepted", "overridden"] = draw(st.sampled_from(["accepted", "overridden"]))
    overridden = decision == "overridden"
    return Review(
        decision=decision,
        judged=draw(types),
        rulebook=draw(texts),
        on=draw(st.dates()),
        by=draw(texts),
        type=draw(types) if overridden else None,
        because=draw(names if overridden else texts),
    )


@st.composite
def drafts(draw: st.DrawFn, *, named: bool) -> Draft:
    maybe = st.none() | texts
    return Draft(
        name=draw(texts if named else maybe),
        description=draw(maybe),
        notes=draw(maybe),
        override=draw(maybe),
        because=draw(question_texts()),
        answers=draw(question_texts()),
        named=draw(question_texts()),
    )


@st.composite
def capabilities(draw: st.DrawFn) -> Capability:
    name = draw(st.just("") | names)
    notes = draw(texts)
    given_answers = draw(answers())
    named = [(answer.question, draw(st.just("") | names)) for answer in given_answers]
    return Capability(
        id=draw(ids),
        name=name,
        description=draw(texts),
        notes=notes,
        answers=given_answers,
        review=draw(st.none() | reviews()),
        draft=draw(drafts(named=not name) | (st.just(Draft()) if name else st.nothing())),
        named=tuple((question, text) for question, text in named if text),
        notes_by=draw(texts) if notes.strip() else "",
    )


values: st.SearchStrategy[object] = st.recursive(
    st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False)
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
    | st.dates()
    | st.times()
    | st.datetimes()
    | st.datetimes(timezones=st.just(UTC)),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)


def input_values(name: str) -> st.SearchStrategy[Value]:
    wanted = INPUTS[name]
    if wanted.is_switch:
        return st.booleans()
    if wanted.low is None or wanted.high is None:
        return st.sampled_from(wanted.choices) if wanted.choices else names
    if wanted.whole:
        return st.integers(int(wanted.low), int(wanted.high))
    return st.floats(wanted.low, wanted.high)


@st.composite
def inputs(draw: st.DrawFn) -> tuple[tuple[str, Value], ...]:
    chosen = draw(st.sets(st.sampled_from(list(INPUTS)), max_size=6))
    return tuple((name, draw(input_values(name))) for name in INPUTS if name in chosen)


@st.composite
def projects(draw: st.DrawFn) -> Project:
    name = draw(st.just("") | names)
    maybe = st.none() | texts
    return Project(
        name=name,
        description=draw(texts),
        rulebook=draw(texts),
        capabilities=tuple(
            draw(st.lists(capabilities(), max_size=4, unique_by=lambda item: item.id))
        ),
        draft=Draft(
            name=draw(maybe if name else texts),
            description=draw(maybe),
            costs=draw(st.just(()) | texts.map(lambda text: (("rank", text),))),
        ),
        tool=draw(st.dictionaries(texts, st.dictionaries(texts, values), max_size=3)),
        costs=draw(inputs()),
    )


@given(projects())
@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_a_project_comes_back_as_it_was(project: Project) -> None:
    data = encode_project(project, RULEBOOK)
    again = decode_project(data, Path("app.toml"), RULEBOOK)[0]
    assert again == project
    assert encode_project(again, RULEBOOK) == data


@given(projects(), st.sampled_from(["\n", "\r\n"]))
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_what_surely_fits_takes_no_more_bytes(project: Project, line_end: str) -> None:
    items = tuple(replace(item, draft=Draft()) for item in project.capabilities)
    project = replace(project, capabilities=items, draft=Draft(), tool={})
    data = encode_project(project, RULEBOOK, line_end, verdicts=False)
    assert surely_fits(project)
    assert not surely_fits(project, len(data) - 1)


@given(st.lists(texts, min_size=10, max_size=10))
@example([text for text in map(clean, NAUGHTY) if "\n" in text][:10])
def test_every_field_keeps_its_text(given_texts: list[str]) -> None:
    one, two, three, four, *others = given_texts
    because, named = (("tone", others[4]),), (("tone", others[5]),)
    draft = Draft(others[0], others[1], others[2], others[3], because, named=named)
    answers_given = (Answer("tone", "strict", four),)
    capability = Capability("a", one, two, three, answers_given, None, draft)
    project = Project("App", two, three, (capability,))
    assert (
        decode_project(encode_project(project, RULEBOOK), Path("app.toml"), RULEBOOK)[0] == project
    )


@given(data=st.data(), cuts=st.lists(st.integers(0, len(WHOLE)), min_size=1, max_size=4))
@settings(max_examples=300)
def test_a_damaged_file_is_a_project_or_a_clear_line(data: st.DataObject, cuts: list[int]) -> None:
    damaged = bytearray(WHOLE)
    for cut in sorted(cuts, reverse=True):
        damaged[cut : cut + data.draw(st.integers(0, 40))] = data.draw(
            st.binary(max_size=6) | st.sampled_from([b"\n", b'"', b"[", b"]", b"=", b"\xff", b"1"])
        )
    with suppress(RagftError):
        decode_project(bytes(damaged), Path("app.toml"), RULEBOOK)[0]


@given(st.binary(max_size=200))
def test_any_bytes_are_a_project_or_a_clear_line(data: bytes) -> None:
    with suppress(RagftError):
        decode_project(b"format = 1\n" + data, Path("app.toml"), RULEBOOK)[0]
