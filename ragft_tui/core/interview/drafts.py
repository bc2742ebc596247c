"""Texts in progress: two states of them brought together, and what is left once one is accepted."""

from __future__ import annotations

from ragft_tui.core.model import Capability, Draft


def merged(older: Draft, newer: Draft) -> Draft:
    """Return the texts of both; where both have one, the newer."""
    return Draft(
        name=older.name if newer.name is None else newer.name,
        description=older.description if newer.description is None else newer.description,
        notes=older.notes if newer.notes is None else newer.notes,
        override=older.override if newer.override is None else newer.override,
        because=tuple((dict(older.because) | dict(newer.because)).items()),
        answers=tuple((dict(older.answers) | dict(newer.answers)).items()),
    )


def unaccepted(draft: Draft, capability: Capability) -> Draft:
    """Return what a draft has that the capability does not say already, white space aside."""
    review = capability.review
    answers = {answer.question: answer for answer in capability.answers}
    because = {question: answer.because for question, answer in answers.items()}
    numbers = {question: str(answer.value) for question, answer in answers.items()}
    return Draft(
        name=_unlike(draft.name, capability.name),
        description=_unlike(draft.description, capability.description),
        notes=_unlike(draft.notes, capability.notes),
        override=_unlike(draft.override, review.because if review else ""),
        because=tuple(
            pair for pair in draft.because if _differs(pair[1], because.get(pair[0], ""))
        ),
        answers=tuple(
            pair for pair in draft.answers if _differs(pair[1], numbers.get(pair[0], ""))
        ),
    )


def _unlike(text: str | None, accepted: str) -> str | None:
    return None if text is None or not _differs(text, accepted) else text


def _differs(text: str, accepted: str) -> bool:
    return text.split() != accepted.split()
