"""Texts in progress: those of two versions brought together, so that undo and redo lose none."""

from __future__ import annotations

from dataclasses import replace

from ragft_tui.core.interview.values import parse_number_or_none
from ragft_tui.core.model import Capability, Draft, Project

_Pairs = tuple[tuple[str, str], ...]


def restore_drafts(project: Project, newer: Project) -> Project:
    """Return a project with the drafts of a newer version, so that undo loses none.

    What the project says already is no text in progress: redo leaves none of it behind.
    """
    others = {item.id: item for item in newer.capabilities}
    kept = tuple(
        replace(item, draft=_brought(item, others[item.id])) if item.id in others else item
        for item in project.capabilities
    )
    ids = {item.id for item in project.capabilities}
    added = [item for item in project.capabilities if item.id not in others]
    begun = tuple(
        item
        for item in newer.capabilities
        if not item.name
        and item.draft
        and item.id not in ids
        and all(_unaccepted(item.draft, other) for other in added)
    )
    titled = Capability("", project.name, project.description, draft=project.draft)
    draft = _brought(titled, Capability("", draft=newer.draft))
    given = {name: str(value) for name, value in project.costs}
    costs = tuple(pair for pair in draft.costs if _differs(pair[1], given.get(pair[0], "")))
    return replace(project, capabilities=(*kept, *begun), draft=replace(draft, costs=costs))


def set_text(pairs: _Pairs, question: str, text: str | None) -> _Pairs:
    """Set the text of a question or an input in the pairs of a draft; `None` removes it."""
    kept = tuple(pair for pair in pairs if pair[0] != question)
    return kept if text is None else (*kept, (question, text))


def _brought(item: Capability, newer: Capability) -> Draft:
    """Return the drafts of both, without what was given with an answer that is another one now."""
    other = {
        given.question: given
        for given in newer.answers
        if (now := item.answer(given.question)) is not None and now.value != given.value
    }
    older = item.draft
    for question, given in other.items():
        because, typed = (dict(pairs).get(question, "") for pairs in (older.because, older.answers))
        if because == given.because and question not in dict(newer.draft.because):
            older = replace(older, because=set_text(older.because, question, None))
        same = typed == str(given.value) or (
            isinstance(given.value, int) and parse_number_or_none(typed) == given.value
        )
        if same and question not in dict(newer.draft.answers):
            older = replace(older, answers=set_text(older.answers, question, None))
    draft = _merge(older, newer.draft)
    return _unaccepted(draft, item) if item.name else draft


def _merge(older: Draft, newer: Draft) -> Draft:
    """Return the texts of both drafts; of a text that both have, the newer one."""
    return Draft(
        name=older.name if newer.name is None else newer.name,
        description=older.description if newer.description is None else newer.description,
        notes=older.notes if newer.notes is None else newer.notes,
        override=older.override if newer.override is None else newer.override,
        because=tuple((dict(older.because) | dict(newer.because)).items()),
        answers=tuple((dict(older.answers) | dict(newer.answers)).items()),
        named=tuple((dict(older.named) | dict(newer.named)).items()),
        costs=tuple((dict(older.costs) | dict(newer.costs)).items()),
    )


def _unaccepted(draft: Draft, capability: Capability) -> Draft:
    """Return the draft without the texts that the capability has already, ignoring white space."""
    review = capability.review
    because = {answer.question: answer.because for answer in capability.answers}
    numbers = {answer.question: str(answer.value) for answer in capability.answers}
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
        named=tuple(pair for pair in draft.named if _differs(pair[1], capability.name_of(pair[0]))),
        costs=draft.costs,
    )


def _unlike(text: str | None, accepted: str) -> str | None:
    return None if text is None or not _differs(text, accepted) else text


def _differs(text: str, accepted: str) -> bool:
    return text.split() != accepted.split()
