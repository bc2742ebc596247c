"""The plan of an import: what each candidate would add to a project or change in it."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Final

from ragft_tui.core.importing.candidates import Candidate
from ragft_tui.core.model import Answer, Capability, Draft, Project
from ragft_tui.core.records import dataclass
from ragft_tui.core.text import is_id, slug


class RowState(StrEnum):
    """What taking in a candidate does to a project."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"


CHANGING: Final = (RowState.NEW, RowState.CHANGED)
"""The states in which taking in a row makes a difference."""


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One candidate, and what taking it in does."""

    candidate: Candidate
    state: RowState
    before: Capability | None
    """The capability that it stands for, as it is; `None` for a new one."""
    after: Capability
    """The capability once the row is taken in."""
    repeats: Candidate | None = None
    """The candidate before it that says the same."""
    shares_id_with: Candidate | None = None
    """The candidate before it that has the same id and says something else."""

    @property
    def keeps_decision(self) -> bool:
        """Whether it brings another decision than a person has made here, which stays."""
        given = self.candidate.capability.review if self.candidate.capability else None
        return given is not None and self.before is not None and self.after.review != given


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import does to a project."""

    project: Project
    """The project that it is made for."""
    rows: tuple[PlanRow, ...]
    """One for each candidate, in their order."""

    def indices(self, *states: RowState) -> frozenset[int]:
        """Return the indices of the rows in some states."""
        return frozenset(at for at, row in enumerate(self.rows) if row.state in states)


def make_plan(project: Project, candidates: Sequence[Candidate]) -> ImportPlan:
    """Return what taking in candidates does to a project.

    A candidate stands for the capability of its id, or else for the one of its name; of several
    with that name, for the one that is described alike. Two candidates never stand for the same
    one: the second is new, or, where it says what the first says, changes nothing. What a candidate
    leaves empty stays as it is, and so does a decision that a person has made.

    Args:
        project: The project.
        candidates: What was read.
    """
    given = _given(candidates)
    matches = _match(project, given)
    new_ids = _NewIds(project, (each.own_id for each in given))
    said: dict[_Said, PlanRow] = {}
    with_id: dict[str, PlanRow] = {}
    rows: list[PlanRow] = []
    for each, before in zip(given, matches, strict=True):
        candidate, whole = each.candidate, each.whole
        earlier = said.get(each.said(each.own_id))
        if before is not None:
            after = _merged(before, whole)
            state = RowState.SAME if before == after else RowState.CHANGED
            row = PlanRow(candidate, state, before, after)
        elif earlier is not None:
            known = earlier.after
            row = PlanRow(candidate, RowState.SAME, known, known, repeats=earlier.candidate)
        else:
            twin = with_id.get(each.wanted_id)
            shares = twin.candidate if twin else None
            after = replace(whole, id=new_ids.take(each))
            row = PlanRow(candidate, RowState.NEW, None, after, shares_id_with=shares)
        rows.append(row)
        if each.own_id:
            with_id[each.own_id] = row
            said.setdefault(each.said(each.own_id), row)
        said.setdefault(each.said(""), row)
    return ImportPlan(project, tuple(rows))


def apply_plan(plan: ImportPlan, ticked: Collection[int]) -> Project:
    """Return the project once the ticked rows are taken in, new ones at its end.

    Args:
        plan: The plan.
        ticked: The indices of rows.
    """
    rows = [plan.rows[at] for at in sorted(ticked)]
    changed = {row.after.id: row.after for row in rows if row.state is RowState.CHANGED}
    added = [row.after for row in rows if row.state is RowState.NEW]
    kept = (changed.get(item.id, item) for item in plan.project.capabilities)
    return replace(plan.project, capabilities=(*kept, *added))


_Said = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class _Given:
    """A candidate, with what is asked about it again and again."""

    candidate: Candidate
    whole: Capability
    """The same as a capability, as `_whole` makes it."""
    key: Capability
    """Its own id, its name, and its description, by which it is found in a project."""
    wanted_id: str
    """The id that it asks for; empty if it asks for none."""

    @property
    def own_id(self) -> str:
        """The id that it asks for, where no candidate before it does."""
        return self.key.id

    def said(self, own_id: str) -> _Said:
        """Return what makes two candidates say the same."""
        item = self.candidate
        told = _folded(item.name), self.whole.description.strip()
        return (own_id, *told, item.answers, item.capability)


def _given(candidates: Sequence[Candidate]) -> list[_Given]:
    seen: set[str] = set()
    given = []
    for each in candidates:
        wanted = _wanted_id(each)
        whole = _whole(each)
        key = Capability("" if wanted in seen else wanted, each.name, whole.description)
        given.append(_Given(each, whole, key, wanted))
        seen.add(wanted)
    return given


def _match(project: Project, given: Sequence[_Given]) -> list[Capability | None]:
    """Return which capability each candidate stands for.

    All ids count before any name, and all that is described alike before the rest, whatever the
    order of the candidates is.
    """
    found: list[Capability | None] = [None] * len(given)
    taken: set[str] = set()
    for key_of in (_id_key, _text_key, _name_key):
        known: dict[object, deque[Capability]] = {}
        for capability in project.capabilities:
            if capability.id not in taken and (value := key_of(capability)):
                known.setdefault(value, deque()).append(capability)
        for at, each in enumerate(given) if known else ():
            if found[at] is None and (same := known.get(key_of(each.key))):
                found[at] = first = same.popleft()
                taken.add(first.id)
    return found


def _id_key(item: Capability) -> object:
    return item.id


def _text_key(item: Capability) -> object:
    return (_folded(item.name), item.description.strip()) if item.name else None


def _name_key(item: Capability) -> object:
    return _folded(item.name)


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


def _whole(candidate: Candidate) -> Capability:
    """Return a candidate as a capability, without an id if it is none in itself.

    A name alone describes it, too, as in a list: so there is something to judge.
    """
    if candidate.capability is not None:
        return replace(candidate.capability, draft=Draft())
    description = candidate.description if candidate.description.strip() else candidate.name
    return Capability("", candidate.name, description, answers=candidate.answers)


def _wanted_id(candidate: Candidate) -> str:
    """Return the id that a candidate asks for; empty if it asks for none."""
    if not candidate.id or is_id(candidate.id):
        return candidate.id
    return slug(candidate.id) if any(map(str.isalnum, candidate.id)) else ""


class _NewIds:
    """Gives ids that nothing else in a project has or asks for."""

    def __init__(self, project: Project, wanted: Iterable[str]) -> None:
        self._taken = {item.id for item in project.capabilities}
        self._wanted = set(wanted) - self._taken
        self._last: dict[str, int] = {}

    def take(self, given: _Given) -> str:
        """Return the id of a new capability: its own, or one made of another or of its name."""
        if given.own_id and given.own_id not in self._taken:
            self._taken.add(given.own_id)
            return given.own_id
        base = given.wanted_id or slug(given.candidate.name)
        number = self._last.get(base, 0)
        made = ""
        while not made or made in self._taken or made in self._wanted:
            number += 1
            made = base if number == 1 else f"{base[:_LONGEST_BASE]}-{number}"
        self._last[base] = number
        self._taken.add(made)
        return made


_LONGEST_BASE: Final = 70
"""Characters before the number in an id, which has 80 at most."""


def _merged(old: Capability, new: Capability) -> Capability:
    """Return a capability with all that a candidate says of it."""
    spelled_alike = _folded(new.name) == _folded(old.name)
    # A list of names alone has them as descriptions, too.
    told_alike = new.description.strip() in ("", new.name.strip(), old.description.strip())
    noted_alike = new.notes.strip() in ("", old.notes.strip())
    return replace(
        old,
        name=old.name if spelled_alike else new.name,
        description=old.description if told_alike else new.description,
        notes=old.notes if noted_alike else new.notes,
        notes_by=_signature(old, new) if noted_alike else new.notes_by,
        answers=tuple(_answers(old, new)),
        named=tuple({**dict(old.named), **dict(new.named)}.items()),
        review=old.review or new.review,
    )


def _signature(old: Capability, new: Capability) -> str:
    return (new.notes_by if new.notes.strip() else "") or old.notes_by


def _answers(old: Capability, new: Capability) -> Iterator[Answer]:
    given = {each.question: each for each in new.answers}
    for each in old.answers:
        other = given.pop(each.question, each)
        keeps_because = other.value == each.value and not other.because
        yield each if keeps_because else other
    yield from given.values()
