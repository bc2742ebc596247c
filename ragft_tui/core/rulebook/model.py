"""The rulebook: data that turns evidence into points."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import field, fields, replace
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Literal, cast, get_args

from ragft_tui.core.errors import LexiconError
from ragft_tui.core.model import UNKNOWN, AnswerValue, Axis, Reach
from ragft_tui.core.records import dataclass
from ragft_tui.core.rulebook.rules import (
    Conflict,
    FirstStep,
    Gate,
    Guard,
    Keyword,
    Learned,
    Points,
    Rule,
    Softener,
    Support,
)
from ragft_tui.core.values import Bounds

if TYPE_CHECKING:
    from ragft_tui.core.lexicon import Lexicon

Stage = Literal["core", "further", "readiness"]
"""When a question is asked: always, only while it can matter, or once the type is known."""

LARGEST_NUMBER = 1_000_000_000_000
"""The largest answer that a question for a number takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A publication that a rule rests on."""

    id: str
    title: str
    url: str
    says: str
    """What it says on the matter, in one clause of our own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One possible answer to a question; of a number question, one band of numbers."""

    id: str
    text: str
    """The words of the option."""
    statement: str = ""
    """What is true of the capability if it is the answer: a clause to quote, or to begin a
    sentence with."""
    hint: str = ""
    """A clause that tells it from its neighbours."""
    example: str = ""
    """A capability for which it would be the answer."""
    axis: Axis | None = None
    """The axis its points count on; empty for the question's."""
    points: Points = 0
    """Towards its axis; below zero they speak against it."""
    sufficient: bool = False
    """Whether it brings its axis into the verdict alone, and firmly."""
    says: str = ""
    """The reason it gives, a clause that goes on after the statement."""
    source: str = ""
    """The source of that reason; empty for the question's."""
    at_least: Annotated[int, Bounds(0, LARGEST_NUMBER)] | None = None
    """The lowest number of the band."""
    missing: str = ""
    """What is not ready yet, and what to do."""
    reach: Reach | None = None
    """How the knowledge that the answer rests on reaches the model."""
    aliases: tuple[str, ...] = ()
    """Ids that it had in earlier versions; in files and rules they stand for it."""


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question of the interview."""

    id: str
    stage: Stage
    title: str
    text: str
    why: str
    """Why it is asked: what the answer decides."""
    short: str = ""
    """The text in a few words, for where it is only mentioned; empty for the text itself."""
    not_known: str = ""
    """What is not known while it is open, as a phrase; of a question that tells readiness."""
    options: tuple[Option, ...]
    """In the order they are shown; of an ordered question, from least to most."""
    axis: Axis | None = None
    """The axis its points count on; of a readiness question, the one that calls for it."""
    source: str = ""
    """The source of its options' reasons."""
    ordered: bool = True
    """Whether each option asks for its axis at least as much as the one before it."""
    always: bool = False
    """Whether it is asked wherever its axis is part of the verdict, also once nothing can change
    the type any more."""
    deferrable: bool = False
    """Whether the first step finds it out, so that "I don't know" leaves a verdict clear."""
    reach: Reach | None = None
    """How knowledge must reach the model for the question to be called for; empty for any way."""
    unit: str = ""
    """What a number counts, such as "examples"; empty where options are chosen."""
    nameable: str = ""
    """What a name beside the answer tells from others of its kind, such as "voice"; empty for
    nothing."""

    @property
    def mention(self) -> str:
        """The question as it is named in a sentence about it."""
        return self.short or self.text

    @property
    def numeric(self) -> bool:
        """Whether the answer is a number."""
        return bool(self.unit)

    @cached_property
    def tells_readiness(self) -> bool:
        """Whether an answer can say that something is not ready yet."""
        return any(option.missing for option in self.options)

    def axis_of(self, option: Option | None) -> Axis | None:
        """Return the axis that an option counts on, or the question's own."""
        return (option.axis if option else None) or self.axis

    @cached_property
    def axes(self) -> frozenset[Axis]:
        """The axes that its answers can count on."""
        return frozenset(filter(None, map(self.axis_of, (None, *self.options))))

    def takes_name(self, value: AnswerValue) -> bool:
        """Return whether a name beside this answer tells anything: it asks for its axis."""
        option = self.option(value)
        return bool(self.nameable and option and option.points > 0)

    def current(self, value: AnswerValue) -> AnswerValue:
        """Return an answer by the id that its option has now; any other value as it is."""
        return next((option.id for option in self.options if value in option.aliases), value)

    def option(self, value: AnswerValue | None) -> Option | None:
        """Return the option that an answer stands for, or `None` for none and for unknown.

        Args:
            value: An option's id, or a number, which stands for the band that it falls in.
        """
        if self.numeric and isinstance(value, int):
            bands = [option for option in self.options if (option.at_least or 0) <= value]
            return bands[-1] if bands else None
        return self._options.get(value)

    @cached_property
    def _options(self) -> Mapping[AnswerValue | None, Option]:
        return {option.id: option for option in reversed(self.options)}

    def accepts(self, value: AnswerValue) -> bool:
        """Whether a value can be an answer to this question."""
        if value == UNKNOWN:
            return True
        if isinstance(value, int):
            return self.numeric and 0 <= value <= LARGEST_NUMBER
        return self.option(value) is not None


@dataclass(frozen=True, kw_only=True)
class Rulebook:
    """All rules of an assessment; validated by `check_rulebook`."""

    id: str
    version: Annotated[int, Bounds(1)]
    title: str
    threshold: Annotated[int, Bounds(1, 99)]
    """The points at which an axis is part of the verdict."""
    words_limit: Annotated[int, Bounds(1, 99)]
    """The most points that the words of one subject give."""
    nothing_says: str
    """The reason given where nothing asks for retrieval or fine-tuning."""
    nothing_source: str
    sources: tuple[Source, ...]
    questions: tuple[Question, ...]
    guards: tuple[Guard, ...] = ()
    supports: tuple[Support, ...] = ()
    gates: tuple[Gate, ...] = ()
    softeners: tuple[Softener, ...] = ()
    first_steps: tuple[FirstStep, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    learned: tuple[Learned, ...] = ()
    """What the lexicon is asked for; without any it is not read."""
    keywords: tuple[Keyword, ...] = ()
    # Types of fields are looked up when a rulebook is checked, and `Lexicon` is not imported then.
    _load_lexicon: Callable[[], object] | None = field(
        default=None, init=False, repr=False, compare=False
    )

    def with_lexicon(self, load: Callable[[], Lexicon]) -> Rulebook:
        """Return the rulebook with a lexicon, which is loaded when a text is first scored.

        Args:
            load: Returns the lexicon, or raises `LexiconError`.
        """
        made = replace(self)
        object.__setattr__(made, "_load_lexicon", load)
        return made

    @cached_property
    def lexicon(self) -> Lexicon | LexiconError | None:
        """The lexicon, or why it cannot be used; `None` where the rulebook asks for none."""
        if self._load_lexicon is None or not self.learned:
            return None
        try:
            return cast("Lexicon", self._load_lexicon())
        except LexiconError as error:
            return error

    @property
    def lexicon_problem(self) -> LexiconError | None:
        """Why the lexicon cannot be used; asking for it loads the lexicon."""
        return self.lexicon if isinstance(self.lexicon, LexiconError) else None

    def __hash__(self) -> int:
        """Hash by id and version, so that assessments can be cached."""
        return hash((self.id, self.version))

    def __getstate__(self) -> Mapping[str, object]:
        """Return what is pickled: all but what is worked out of it, such as the lexicon."""
        return {each.name: getattr(self, each.name) for each in fields(self)}

    @property
    def edition(self) -> str:
        """The id and version, as a review records them."""
        return f"{self.id} {self.version}"

    @property
    def edition_label(self) -> str:
        """The id and version in a sentence, such as `the default rulebook, edition 2`."""
        return describe_edition(self.edition)

    @cached_property
    def _questions(self) -> dict[str, Question]:
        return {question.id: question for question in self.questions}

    @cached_property
    def _sources(self) -> dict[str, Source]:
        return {source.id: source for source in self.sources}

    def question(self, question_id: str) -> Question:
        """Return the question of that id.

        Raises:
            KeyError: If the rulebook has no such question.
        """
        return self._questions[question_id]

    def axis_of(self, keyword: Keyword) -> Axis | None:
        """Return the axis that a keyword counts on: that of the option it suggests, if any."""
        question = self._questions.get(keyword.subject)
        return question.axis_of(question.option(keyword.suggests)) if question else keyword.axis

    def source(self, source_id: str) -> Source:
        """Return the source of that id.

        Raises:
            KeyError: If the rulebook has no such source.
        """
        return self._sources[source_id]

    def stage(self, stage: Stage) -> tuple[Question, ...]:
        """Return the questions of one stage, in their order."""
        return self._stages.get(stage, ())

    @cached_property
    def _stages(self) -> Mapping[Stage, tuple[Question, ...]]:
        return {
            stage: tuple(each for each in self.questions if each.stage == stage)
            for stage in get_args(Stage)
        }

    @cached_property
    def weighed(self) -> tuple[Question, ...]:
        """The questions whose answers count for the verdict: all but those of readiness."""
        return tuple(question for question in self.questions if question.stage != "readiness")

    @cached_property
    def rules(self) -> Mapping[str, tuple[Rule, ...]]:
        """The rules, by the name of their table."""
        return {
            "guards": self.guards,
            "supports": self.supports,
            "gates": self.gates,
            "softeners": self.softeners,
            "first_steps": self.first_steps,
            "conflicts": self.conflicts,
        }

    def called_for(self, axes: Collection[Axis], reach: Reach | None) -> tuple[Question, ...]:
        """Return the questions that a verdict calls for.

        Args:
            axes: The axes that it rests on.
            reach: How its knowledge reaches the model; `None` for not known, or none.
        """
        return tuple(
            question
            for question in self.questions
            if question.axis in axes
            and (question.always or question.stage == "readiness")
            and (question.reach is None or reach in {None, Reach.BOTH, question.reach})
        )


def describe_edition(edition: str) -> str:
    """Return an edition that a review records as it is named in a sentence.

    Args:
        edition: Such as `default 2`; any other text, for a file may hold one, is only quoted.
    """
    name, _, version = edition.rpartition(" ")
    if not (name and version.isdecimal()):
        return f'the rulebook "{edition}"'
    return f"the {name} rulebook, edition {version}"
