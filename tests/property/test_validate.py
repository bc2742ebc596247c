"""Whatever a file holds, reading it gives the shape or says what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Annotated, Literal

from hypothesis import given
from hypothesis import strategies as st
from msgspec import Meta

from ragft_tui.core.errors import ROOT, ProblemsError, UsageError
from ragft_tui.core.model import VerdictType
from ragft_tui.storage.toml.validate import validate
from tests.support.projects import HOSTILE


@dataclass(frozen=True, kw_only=True)
class Leaf:
    id: str
    type: VerdictType | None = None
    answers: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Tree:
    format: Annotated[int, Meta(ge=1)]
    leaves: tuple[Leaf, ...] = ()
    leaf: Leaf | None = None
    on: date | None = None
    word: Literal["yes", "no"] = "no"
    flag: bool = False
    tool: Mapping[str, object] = field(default_factory=dict)


names = st.sampled_from(
    ["format", "leaves", "leaf", "on", "word", "flag", "tool", "id", "type", "answers", "x.y", ""]
) | st.sampled_from(HOSTILE)
scalars = (
    st.booleans()
    | st.integers()
    | st.just(10**4_000)
    | st.floats(allow_nan=False)
    | st.dates()
    | st.datetimes()
    | st.times()
    | st.sampled_from(["yes", "no", "both", *HOSTILE])
)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=4),
    max_leaves=12,
)
files = st.dictionaries(names, values, max_size=6) | st.fixed_dictionaries(
    {"format": st.integers(1, 2)}, optional={"leaves": values, "leaf": values, "on": values}
)

leaves = st.builds(
    Leaf,
    id=st.text(max_size=5),
    type=st.none() | st.sampled_from(VerdictType),
    answers=st.dictionaries(st.text(max_size=5), st.text(max_size=5) | st.integers(), max_size=2),
)
trees = st.builds(
    Tree,
    format=st.integers(1),
    leaves=st.lists(leaves, max_size=3).map(tuple),
    leaf=st.none() | leaves,
    on=st.none() | st.dates(),
    word=st.sampled_from(["yes", "no"]),
    flag=st.booleans(),
    tool=st.dictionaries(st.text(max_size=5), values, max_size=2),
)


@given(files)
def test_a_file_is_read_or_refused_with_lines_to_act_on(file: dict[str, object]) -> None:
    try:
        tree = validate(file, Tree)
    except ProblemsError as error:
        lines = [str(problem) for problem in error.problems]
        assert lines
        assert all(len(line.splitlines()) == 1 and "\x1b" not in line for line in lines)
    else:
        assert isinstance(tree, Tree)
        assert file.keys() <= asdict(tree).keys()


def plain(value: object) -> object:
    """Return what a TOML reader would have given for a value."""
    match value:
        case dict():
            return {key: plain(item) for key, item in value.items() if item is not None}
        case tuple():
            return [plain(item) for item in value]
        case VerdictType():
            return value.value
        case _:
            return value


@given(trees)
def test_what_has_the_shape_is_read_as_it_is(tree: Tree) -> None:
    file = plain({**asdict(tree), "tool": {}})
    assert isinstance(file, dict)
    assert asdict(validate({**file, "tool": tree.tool}, Tree)) == asdict(tree)


@given(trees, st.data())
def test_one_fault_is_one_problem_at_its_place(tree: Tree, data: st.DataObject) -> None:
    file = plain({**asdict(tree), "tool": {}})
    assert isinstance(file, dict)
    place = data.draw(st.sampled_from(["format", "leaves", "leaf", "on", "word", "flag", "tool"]))
    wrong = 2.5
    try:
        validate({**file, place: wrong}, Tree)
    except ProblemsError as error:
        (problem,) = error.problems
        assert isinstance(problem, UsageError)
        assert problem.location == ROOT / place
        assert problem.what.endswith("not 2.5")
    else:
        raise AssertionError(f"{place} = {wrong} was taken")
