"""The words and signs that verdicts are shown in, each with what it means."""

from __future__ import annotations

from typing import Final

from ragft_tui.core.model import Strength, VerdictType
from ragft_tui.core.text import count_noun, one_line
from ragft_tui.report.view import UNDECIDED, CapabilityView, name_of, sign_of

Term = tuple[str, str]
"""A word or sign, and what it means in a sentence without its full stop."""

OVERRIDDEN: Final = "*"
"""Stands before the name of a capability whose decision differs from its verdict, on every map."""
_OVERRIDDEN_MEANS: Final = "decided otherwise than the verdict"
MAP_NOTE: Final = f"{OVERRIDDEN} {_OVERRIDDEN_MEANS}"
"""Stands below a map on which a name is marked."""

_AXES: Final[tuple[Term, ...]] = (
    ("knowledge", "how much speaks for retrieval"),
    ("behaviour", "how much speaks for fine-tuning"),
)
_NEEDED: Final[Term] = (
    "needed",
    "it is part of the verdict; one answer can suffice, whatever the points",
)
READING: Final = "How to read this"
"""The heading of what words mean."""

NUMBER_TERM: Final = (
    "exact number",
    "a whole number of 0 or more, such as 1200, 1,200, 15k or 2 Mio",
)
"""Which numbers are taken where an exact one is typed."""

TYPE_MEANS: Final[dict[VerdictType | None, str]] = {
    VerdictType.RETRIEVAL: "facts are looked up at each request",
    VerdictType.FINETUNING: "a manner is trained into a model",
    VerdictType.BOTH: "facts are looked up, and a manner is trained",
    VerdictType.PROMPTING: "a good prompt is enough",
    None: "nothing speaks for any of the four yet",
}
"""What each type comes to; `None` is undecided."""


def marked_name(item: CapabilityView) -> str:
    """Return the name of a capability on a map, marked where its decision differs."""
    return f"{OVERRIDDEN if item.overrides else ''}{one_line(item.name)}"


def explain_types() -> tuple[Term, ...]:
    """Return each type with its sign and what it comes to; undecided comes last."""
    return tuple((f"{sign_of(kind)} {name_of(kind)}", means) for kind, means in TYPE_MEANS.items())


def explain_strengths() -> tuple[Term, ...]:
    """Return how firm a verdict can be, and what makes it so."""
    return (
        ("clear", "firm reasons, nothing against it, and no open question can change it"),
        ("lean", "the reasons point there, but one is soft, disputed or still open"),
        (UNDECIDED, TYPE_MEANS[None]),
        ("settled", "the open questions cannot change this verdict"),
    )


def explain_verdict() -> tuple[Term, ...]:
    """Return the types, and how firm a verdict can be."""
    return (*explain_types(), *explain_strengths())


def explain_scores(threshold: int) -> tuple[Term, ...]:
    """Return what the two bars say.

    Args:
        threshold: The points at which an axis is part of a verdict.
    """
    return (*_AXES, ("┃ in a bar", f"the threshold: {_reached(threshold)}"), _NEEDED)


def _reached(threshold: int) -> str:
    return f"from {count_noun(threshold, 'point')} on it is needed"


def explain_report(threshold: int) -> tuple[Term, ...]:
    """Return the words of a report, for readers who know none of them.

    Args:
        threshold: The points at which an axis is part of a verdict.
    """
    return (
        *explain_types(),
        *(each for each in explain_strengths() if each[0] in [*Strength]),
        *_AXES,
        (
            "points",
            f"what answers and descriptions weigh on knowledge or behaviour; {_reached(threshold)}",
        ),
        _NEEDED,
        ("rulebook", "the questions, what each answer weighs, and the publications behind it"),
    )


def explain_map() -> tuple[Term, ...]:
    """Return how a map is read."""
    return (
        ("to the right", "more knowledge is needed; beyond the heavy line, retrieval"),
        ("upwards", "more behaviour is needed; beyond the heavy line, fine-tuning"),
        ("region", "what counts: the decision, or else the verdict"),
        (OVERRIDDEN, _OVERRIDDEN_MEANS),
    )
