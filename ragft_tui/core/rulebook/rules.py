"""The rules of a rulebook: what follows from answers and words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Annotated

from ragft_tui.core.model import Axis, VerdictType
from ragft_tui.core.records import dataclass
from ragft_tui.core.values import Bounds

Points = Annotated[int, Bounds(-9, 9)]

Conditions = Mapping[str, tuple[str, ...]]
"""Question ids, each with the options of which one must be the answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What follows from certain answers."""

    id: str
    when: Conditions = field(default_factory=dict)
    """All of these must hold."""
    unless: Conditions = field(default_factory=dict)
    """None of these may hold."""
    says: str
    source: str

    def allows(self, question: str, option: str) -> bool:
        """Return whether the rule can stand with an answer, as far as that question goes.

        Args:
            question: The id of the question.
            option: The id of the option; empty where no answer is known.
        """
        wanted, barred = self.when.get(question), self.unless.get(question, ())
        return (wanted is None or option in wanted) and option not in barred


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard(Rule):
    """A hard need: while it stands, its axis is part of the verdict, whatever the score."""

    axis: Axis
    needs_evidence: bool = False
    """Whether there must be some other evidence on the axis as well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Support(Rule):
    """Answers that suffice together: its axis is part of the verdict, unless a gate holds it."""

    axis: Axis


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate(Rule):
    """A reason to stay with prompting; only a guard outweighs it."""

    axis: Axis | None = None
    """The axis that it holds back; `None` for both."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Softener(Rule):
    """A circumstance in which a verdict on this axis is no more than `lean`."""

    axis: Axis


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstStep(Rule):
    """What to do before anything large is built; the first one that holds is the one to take."""

    types: tuple[VerdictType, ...]
    """The verdicts that it is the first step of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict(Rule):
    """Answers that deny one another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyword:
    """Words and phrases that are evidence when a name or description holds them."""

    words: tuple[str, ...]
    """Words and phrases as `ragft_tui.core.rulebook.phrases` reads them."""
    says: str
    source: str
    points: Points = 0
    subject: str = ""
    """The question they speak about, whose answer silences them; empty where none is asked."""
    suggests: str = ""
    """The option of the subject that they suggest."""
    axis: Axis | None = None
    """The axis of words without a subject."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """An axis that the lexicon tells from what is described."""

    axis: Axis
    says: str
    """The reason that such words give."""
    source: str
