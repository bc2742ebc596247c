"""Dataclasses with methods that come later are those of Python in all that can be seen."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from dataclasses import FrozenInstanceError, field, replace
from typing import Final

import pytest

from ragft_tui.core.records import dataclass


@dataclass(frozen=True, slots=True)
class Point:
    """A place."""

    x: int
    y: int = 0
    tags: list[str] = field(default_factory=list)
    note: str = field(default="none", init=False, repr=False, compare=False)

    @property
    def far(self) -> bool:
        """Whether it is far."""
        return self.x > 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Named(Point):
    """A place with a name."""

    name: str
    after: int = 3


@dataclass
class Loose:
    """What may be changed."""

    text: str = "a"


@dataclass
class Counted:
    """What is done once more."""

    count: int

    def __post_init__(self) -> None:
        self.count += 1


POINT: Final = Point(1, tags=["a"])


def test_arguments_and_defaults() -> None:
    assert (POINT.x, POINT.y, POINT.tags, POINT.note, POINT.far) == (1, 0, ["a"], "none", False)
    assert Point(1).tags is not Point(1).tags
    named = Named(1, 2, name="n")
    assert (named.x, named.y, named.name, named.after, named.note) == (1, 2, "n", 3, "none")


def test_what_is_done_once_all_fields_are_set() -> None:
    assert Counted(1).count == 2


@pytest.mark.parametrize("arguments", [(), (1, 2, [], "note"), (1, 2, [], "note", 5)])
def test_wrong_arguments(arguments: tuple[object, ...]) -> None:
    with pytest.raises(TypeError, match=r"Point\.__init__\(\)"):
        Point(*arguments)  # type: ignore[arg-type]


def test_as_text() -> None:
    assert repr(POINT) == "Point(x=1, y=0, tags=['a'])"
    assert repr(Loose()) == "Loose(text='a')"


def test_equal_where_the_class_and_all_fields_are() -> None:
    assert Point(1) == Point(1, 0)
    assert Point(1) != Point(2)
    assert Point(1) != Named(1, name="n")
    assert Point(1) != object()
    assert Loose("b") == Loose("b")


def test_hashed_by_the_fields_where_frozen() -> None:
    class Plain(Point):
        """Made in a test."""

    assert hash(Named(1, 2, (), name="n")) == hash(Named(1, 2, (), name="n"))  # type: ignore[arg-type]
    assert hash(Plain(1, 2, ())) == hash(Plain(1, 2, ()))  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="unhashable"):
        hash(Loose())


def test_nothing_can_be_assigned_where_frozen() -> None:
    with pytest.raises(FrozenInstanceError, match="cannot assign to field 'x'"):
        POINT.x = 2  # type: ignore[misc]
    with pytest.raises(FrozenInstanceError, match="cannot delete field 'x'"):
        del POINT.x
    with pytest.raises(FrozenInstanceError):
        POINT.other = 2  # type: ignore[attr-defined]
    loose = Loose()
    loose.text = "b"
    assert loose.text == "b"


def test_the_functions_of_dataclasses_take_it() -> None:
    assert replace(POINT, y=5) == Point(1, 5, ["a"])
    assert [each.name for each in dataclasses.fields(Named)][-1] == "after"
    assert dataclasses.asdict(Loose()) == {"text": "a"}
    match Point(4, 5):
        case Point(x, y):
            assert (x, y) == (4, 5)


@pytest.mark.parametrize("value", [POINT, Named(1, name="n"), Loose("b")])
def test_copied_and_sent_to_another_process(value: object) -> None:
    assert pickle.loads(pickle.dumps(value)) == value  # noqa: S301 - made here
    assert copy.deepcopy(value) == value


def test_has_slots_where_wanted() -> None:
    assert not hasattr(POINT, "__dict__")


def test_what_a_class_has_of_its_own_stays() -> None:
    @dataclass(frozen=True)
    class Own:
        """Compares by nothing."""

        x: int

        def __repr__(self) -> str:
            return "mine"

    assert repr(Own(1)) == "mine"
    assert Own(1) == Own(1)
