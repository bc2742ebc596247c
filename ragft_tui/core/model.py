"""The model: a project, its capabilities, their answers, drafts and reviews, all immutable."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import field, replace
from datetime import date
from enum import StrEnum
from typing import Final, Literal

from ragft_tui.core.records import dataclass
from ragft_tui.core.values import Value

AnswerValue = str | int
"""The id of an option, a number, or `UNKNOWN`."""

UNKNOWN: Final = "unknown"
"""The answer "I don't know": it counts for nothing and the question is not asked again."""


class Axis(StrEnum):
    """What a piece of evidence asks for: knowledge at inference time, or behaviour in weights."""

    KNOWLEDGE = "knowledge"
    BEHAVIOUR = "behaviour"


class VerdictType(StrEnum):
    """Where a capability belongs: the corners of a square and not places on a slider."""

    RETRIEVAL = "retrieval"
    FINETUNING = "finetuning"
    BOTH = "both"
    PROMPTING = "prompting"

    @property
    def label(self) -> str:
        """How it is written in a sentence or a table, such as `fine-tuning`."""
        return "fine-tuning" if self is VerdictType.FINETUNING else self.value

    @property
    def axes(self) -> frozenset[Axis]:
        """The axes that it rests on."""
        return _AXES[self]

    @classmethod
    def on(cls, axes: Collection[Axis]) -> VerdictType:
        """Return the verdict that rests on these axes."""
        return _ON_AXES[frozenset(axes)]


_AXES: Final = {
    VerdictType.RETRIEVAL: frozenset({Axis.KNOWLEDGE}),
    VerdictType.FINETUNING: frozenset({Axis.BEHAVIOUR}),
    VerdictType.BOTH: frozenset(Axis),
    VerdictType.PROMPTING: frozenset[Axis](),
}
_ON_AXES: Final = {axes: verdict for verdict, axes in _AXES.items()}


class Strength(StrEnum):
    """How firm the evidence for a verdict is."""

    CLEAR = "clear"
    LEAN = "lean"
    OPEN = "open"


class Reach(StrEnum):
    """How knowledge reaches the model: from an index of texts, or from a system that is asked."""

    SEARCH = "search"
    CALL = "call"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered to one question, and who says so."""

    question: str
    """The id of the question."""
    value: AnswerValue
    """An option's id, a number, or `UNKNOWN`."""
    because: str = ""
    """The defence of the answer, such as "Legal, 3 May"."""


@dataclass(frozen=True, slots=True)
class Review:
    """A person's decision on a verdict."""

    decision: Literal["accepted", "overridden"]
    """Whether the verdict was taken as it was or replaced."""
    judged: VerdictType
    """The verdict that was decided on."""
    rulebook: str
    """The id and version of the rulebook that gave it, such as "default 1"."""
    on: date
    """The day of the decision."""
    by: str = ""
    """Who decided."""
    type: VerdictType | None = None
    """The type that replaces the verdict; only where it is overridden."""
    because: str = ""
    """Why it is overridden."""


@dataclass(frozen=True, slots=True)
class Draft:
    """Text in progress that was not accepted yet; `None` where nothing is in progress."""

    name: str | None = None
    description: str | None = None
    notes: str | None = None
    override: str | None = None
    """The reason of an override that is being typed."""
    because: tuple[tuple[str, str], ...] = ()
    """Pairs of question and text: the because of a question that is being typed."""
    answers: tuple[tuple[str, str], ...] = ()
    """Pairs of question and text: a number that is being typed."""
    named: tuple[tuple[str, str], ...] = ()
    """Pairs of question and text: the name beside an answer that is being typed."""
    costs: tuple[tuple[str, str], ...] = ()
    """Pairs of input and text: an input of the costs that is being typed; only of a project."""

    @property
    def of_questions(self) -> tuple[tuple[str, str], ...]:
        """Pairs of question and text: all that is being typed beside answers."""
        return (*self.because, *self.answers, *self.named)

    def __bool__(self) -> bool:
        """Return whether anything is in progress."""
        return self != _NO_DRAFT


_NO_DRAFT: Final = Draft()

Results = dict[object, tuple[object, object]]
"""What `core.cache` keeps: for each function, the rulebook used last and the result."""


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Capability:
    """One capability of the application: a thing that it must do."""

    id: str
    """Stable and unique in its project."""
    name: str = ""
    description: str = ""
    notes: str = ""
    answers: tuple[Answer, ...] = ()
    """At most one answer a question."""
    review: Review | None = None
    draft: Draft = field(default_factory=Draft)
    named: tuple[tuple[str, str], ...] = ()
    """Pairs of question and name: which voice, form or source its answer means. It names the thing,
    so it stays when another option is chosen."""
    notes_by: str = ""
    """Who wrote the notes; empty where nobody knows, or there are none."""
    results: Results = field(default_factory=dict, init=False, repr=False, compare=False)
    """The cache of `core.cache`."""

    def answer(self, question: str) -> Answer | None:
        """Return the answer to a question, or `None` where it is not answered."""
        return next((answer for answer in self.answers if answer.question == question), None)

    def name_of(self, question: str) -> str:
        """Return which voice, form or source the answer to a question means, or an empty text."""
        return dict(self.named).get(question, "")

    def because(self, question: str, value: AnswerValue) -> str:
        """Return who or what stands behind a value: what stands behind another one does not."""
        answer = self.answer(question)
        return answer.because if answer and answer.value == value else ""

    @property
    def name_so_far(self) -> str:
        """The name, or as much of one as is typed; empty where nothing is."""
        return self.name or (self.draft.name or "").strip()

    @property
    def description_so_far(self) -> str:
        """The description, or as much of one as is typed; empty where nothing is."""
        return self.description or (self.draft.description or "").strip()

    @property
    def described(self) -> bool:
        """Whether it can be asked about and judged: it has a name, and a description or answers."""
        return bool(self.name and (self.description or self.answers))


@dataclass(frozen=True, slots=True)
class Project:
    """One application under analysis."""

    name: str
    description: str = ""
    rulebook: str = ""
    """The rulebook named by the project; empty for the packaged one."""
    capabilities: tuple[Capability, ...] = ()
    draft: Draft = field(default_factory=Draft)
    """A new name or description of the project that is being typed."""
    tool: Mapping[str, object] = field(default_factory=dict, hash=False)
    """Tables of other programs, carried along untouched."""
    costs: tuple[tuple[str, Value], ...] = ()
    """Pairs of input and value, in the order of `INPUTS`: what an estimate is made from, as far as
    somebody gave it."""

    def capability(self, capability_id: str) -> Capability | None:
        """Return the capability of that id, or `None`."""
        return next((item for item in self.capabilities if item.id == capability_id), None)

    def with_capability(self, changed: Capability) -> Project:
        """Return a project in which `changed` stands in the place of the one with its id."""
        return replace(
            self,
            capabilities=tuple(
                changed if item.id == changed.id else item for item in self.capabilities
            ),
        )
