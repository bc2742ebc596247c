"""The card that says a verdict when the interview of a capability ends."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ragft_tui.core.model import Axis, Reach, VerdictType
from ragft_tui.core.records import dataclass
from ragft_tui.core.text import as_sentence, capitalize, one_line
from ragft_tui.report.sentences import CHANGES, CONTRADICTION, DECISION, FIRST_STEP, MISSING
from ragft_tui.report.view import CapabilityView, name_of, sign_of

SAID_BY: Final = "Says so"
"""The label of who or what stands behind answers, each behind the title of its question."""
_MOST_REASONS: Final = 3
_MOST_CHANGES: Final = 2
_REACHES: Final[dict[Reach | None, str]] = {
    Reach.SEARCH: "by search in a collection of texts",
    Reach.CALL: "by asking a live system",
    Reach.BOTH: "by search in texts and by asking a live system",
    None: "by search or by call: not known yet",
}


@dataclass(frozen=True, slots=True)
class VerdictCard:
    """What a verdict comes to, in sentences."""

    item: CapabilityView

    @property
    def type(self) -> VerdictType | None:
        """The type of the verdict; `None` where it is undecided."""
        return self.item.assessment.verdict

    @property
    def title(self) -> str:
        """The verdict with its sign and how firm it is, such as `◆ RETRIEVAL, clear`."""
        strength = f", {self.item.strength}" if self.type else ""
        return f"{sign_of(self.type)} {name_of(self.type).upper()}{strength}"

    @property
    def reach(self) -> str:
        """How the knowledge that it needs reaches the model; empty where it needs none."""
        assessment = self.item.assessment
        needs = self.type is not None and Axis.KNOWLEDGE in self.type.axes
        return _REACHES[assessment.reach] if needs else ""

    @property
    def rows(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Each label with its sentences; only labels that have something to say."""
        item = self.item
        found = (
            ("Why", self._reasons),
            (capitalize(CONTRADICTION), tuple(map(_sentence, item.assessment.contradictions))),
            (capitalize(FIRST_STEP), (one_line(item.first_step.says),) if item.first_step else ()),
            (capitalize(MISSING), tuple(map(_sentence, item.missing))),
            (capitalize(CHANGES), tuple(map(_sentence, item.flip_labels[:_MOST_CHANGES]))),
            ("Open", self._open),
            (capitalize(DECISION), tuple(map(_sentence, filter(None, [item.review_sentence])))),
            (SAID_BY, tuple(self._because)),
        )
        return tuple((label, sentences) for label, sentences in found if sentences)

    @property
    def _reasons(self) -> tuple[str, ...]:
        """The weightiest reasons, those for the verdict first, and those that hold an axis back."""
        reasons, axes = self.item.assessment.reasons, self.type.axes if self.type else frozenset()
        ordered = sorted(reasons, key=lambda each: bool(axes) and each.axis not in axes)
        held = [each for each in ordered[_MOST_REASONS:] if each.held]
        shown = (*ordered[: _MOST_REASONS - len(held)], *held)
        return tuple(_sentence(each.sentence) for each in shown)

    @property
    def _open(self) -> tuple[str, ...]:
        count = self.item.open_count
        if not count:
            return ()
        return (
            "One question was left for later."
            if count == 1
            else f"{count} questions were left for later.",
        )

    @property
    def _because(self) -> Iterator[str]:
        for answer in self.item.answers:
            if answer.because:
                yield f"{one_line(answer.question.title)}: {one_line(answer.because)}"


def _sentence(text: str) -> str:
    return as_sentence(one_line(text))
