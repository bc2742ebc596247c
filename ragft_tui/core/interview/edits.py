"""Edits of a project and its drafts; each takes a project and returns the changed one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ragft_tui.core.errors import InvalidAnswerError
from ragft_tui.core.interview.drafts import set_text
from ragft_tui.core.model import Answer, AnswerValue, Capability, Draft, Project, Review
from ragft_tui.core.text import clean, describe_excess, is_blank, slug
from ragft_tui.core.values import Value


def check_text(text: str, what: str) -> str:
    """Return a text cleaned and stripped.

    Raises:
        InvalidAnswerError: If nothing of it can be seen, or it does not fit in a field.
    """
    kept = clean(text).strip()
    if is_blank(kept):
        raise InvalidAnswerError(f"{what} is empty", advice="a few words are enough")
    if over := describe_excess(kept):
        raise InvalidAnswerError(f"{what} has {over}", advice="shorten it")
    return kept


def check_line(text: str, what: str) -> str:
    """Return a text on one line, with each run of white space as one blank.

    Raises:
        InvalidAnswerError: If it is empty or does not fit in a field.
    """
    return " ".join(check_text(text, what).split())


def check_name(text: str) -> str:
    """Return the name beside an answer on one line; it may be empty.

    Raises:
        InvalidAnswerError: If it does not fit in a field.
    """
    return "" if is_blank(text) else check_line(text, "the name")


def check_because(text: str) -> str:
    """Return the because of an answer on one line; it may be empty.

    Raises:
        InvalidAnswerError: If it does not fit in a field.
    """
    return "" if is_blank(text) else check_line(text, "the because")


def add(project: Project, name: str, description: str) -> tuple[Project, str]:
    """Append a described capability.

    Returns:
        The project, and the id that the capability was given.
    """
    new_id = _free_id(project, name)
    added = Capability(new_id, name, description)
    return replace(project, capabilities=(*project.capabilities, added)), new_id


def describe(
    project: Project, capability_id: str, name: str, description: str
) -> tuple[Project, str]:
    """Accept the name and description of a capability, and drop the drafts of both.

    A capability that had no name gets its lasting id now.

    Returns:
        The project, and the id under which the capability is found in it.
    """
    old = _get(project, capability_id)
    new_id = old.id if old.name else _free_id(project, name, besides=old.id)
    draft = replace(old.draft, name=None, description=None)
    new = replace(old, id=new_id, name=name, description=description, draft=draft)
    changed = tuple(new if item is old else item for item in project.capabilities)
    return replace(project, capabilities=changed), new_id


def answer(
    project: Project,
    capability_id: str,
    question: str,
    value: AnswerValue,
    because: str | None = None,
) -> Project:
    """Give an answer, in the place of an earlier one to the same question.

    Args:
        project: The project.
        capability_id: Which capability.
        question: The id of the question.
        value: The answer.
        because: Who or what stands behind it; left out, what is being typed for it, or else what
            stood behind the same value before.

    Raises:
        InvalidAnswerError: If the because, or a name that waits for the answer, does not fit in a
            field.
    """
    old = _get(project, capability_id)
    if because is None:
        because = dict(old.draft.because).get(question, old.because(question, value))
    given = Answer(question, value, check_because(because))
    answers = tuple(given if item.question == question else item for item in old.answers)
    if given not in answers:
        answers = (*answers, given)
    name = check_name(dict(old.draft.named).get(question, old.name_of(question)))
    draft = replace(
        old.draft,
        because=set_text(old.draft.because, question, None),
        answers=set_text(old.draft.answers, question, None),
        named=set_text(old.draft.named, question, None),
    )
    named = set_text(old.named, question, name or None)
    return project.with_capability(replace(old, answers=answers, named=named, draft=draft))


def lost_becauses(before: Project, after: Project) -> tuple[str, ...]:
    """Return the becauses of answers that were replaced by answers without one."""
    now = {item.id: item for item in after.capabilities}
    return tuple(
        given.because
        for old in before.capabilities
        if (new := now.get(old.id)) is not None and new.answers is not old.answers
        for given in old.answers
        if given.because
        and (other := new.answer(given.question)) is not None
        and other.value != given.value
        and not other.because
    )


def set_because(
    project: Project,
    capability_id: str,
    question: str,
    text: str,
    value: AnswerValue | None = None,
) -> Project:
    """Set the because of an answer; without an answer, it waits in the draft.

    Args:
        project: The project.
        capability_id: Which capability.
        question: The id of the question.
        text: Who or what stands behind the answer.
        value: The answer that is meant, which waits with it; left out, the one that was given.
    """
    old = _get(project, capability_id)
    answer = old.answer(question)
    if answer is None or value not in (None, answer.value):
        pairs = set_text(old.draft.because, question, text or None)
        draft = replace(old.draft, because=pairs)
        if value is not None:
            meant = str(value) if text else None
            draft = replace(draft, answers=set_text(draft.answers, question, meant))
        return project.with_capability(replace(old, draft=draft))
    answers = tuple(
        replace(item, because=text) if item.question == question else item for item in old.answers
    )
    draft = replace(old.draft, because=set_text(old.draft.because, question, None))
    return project.with_capability(replace(old, answers=answers, draft=draft))


def set_name(project: Project, capability_id: str, question: str, name: str) -> Project:
    """Set which voice, form or source the answer to a question means; an empty name removes it.

    Without an answer, it waits in the draft.

    Args:
        project: The project.
        capability_id: Which capability.
        question: The id of the question.
        name: The name, such as "brand voice".
    """
    old = _get(project, capability_id)
    if old.answer(question) is None:
        draft = replace(old.draft, named=set_text(old.draft.named, question, name or None))
        return project.with_capability(replace(old, draft=draft))
    named = set_text(old.named, question, name or None)
    draft = replace(old.draft, named=set_text(old.draft.named, question, None))
    return project.with_capability(replace(old, named=named, draft=draft))


def set_notes(project: Project, capability_id: str, text: str, by: str) -> Project:
    """Set the notes of a capability; an empty text removes them.

    Args:
        project: The project.
        capability_id: Which capability.
        text: The notes.
        by: Who wrote them.
    """
    old = _get(project, capability_id)
    draft = replace(old.draft, notes=None)
    signed = replace(old, notes=text, notes_by=by if text else "", draft=draft)
    return project.with_capability(signed)


def set_review(project: Project, capability_id: str, decision: Review | None) -> Project:
    """Set the review of a capability; `None` removes it."""
    old = _get(project, capability_id)
    draft = old.draft
    if decision is not None and decision.decision == "overridden":
        draft = replace(draft, override=None)
    return project.with_capability(replace(old, review=decision, draft=draft))


def rename(project: Project, name: str) -> Project:
    """Set the name of the application.

    Raises:
        InvalidAnswerError: If it is empty or does not fit in a field.
    """
    kept = check_line(name, "the name")
    return replace(project, name=kept, draft=replace(project.draft, name=None))


def duplicate(project: Project, capability_id: str) -> tuple[Project, str]:
    """Insert a copy of a capability below it, without its review and drafts.

    Returns:
        The project, and the id that the copy was given.
    """
    old = _get(project, capability_id)
    name = f"{old.name} (copy)"
    name = old.name if describe_excess(name) else name
    copy = replace(old, id=_free_id(project, name), name=name, review=None, draft=Draft())
    at = project.capabilities.index(old) + 1
    items = (*project.capabilities[:at], copy, *project.capabilities[at:])
    return replace(project, capabilities=items), copy.id


def move(project: Project, capability_id: str, index: int) -> Project:
    """Move a capability to another index.

    Args:
        project: The project.
        capability_id: Which capability.
        index: Its index afterwards.
    """
    items = [item for item in project.capabilities if item.id != capability_id]
    items.insert(index, _get(project, capability_id))
    return replace(project, capabilities=tuple(items))


def remove(project: Project, capability_id: str) -> Project:
    """Remove a capability."""
    kept = tuple(item for item in project.capabilities if item.id != capability_id)
    return replace(project, capabilities=kept)


def set_draft(project: Project, capability_id: str, draft: Draft) -> tuple[Project, str]:
    """Set the draft of a capability.

    Text for a capability that does not exist yet (an empty id) makes one, without a name; when
    its draft is emptied again, it is gone.

    Returns:
        The project, and the id under which the draft is found in it; empty where it is gone.
    """
    old = project.capability(capability_id)
    if old is None:
        if not draft:
            return project, ""
        new = Capability(slug("new", _ids(project)), draft=draft)
        return replace(project, capabilities=(*project.capabilities, new)), new.id
    if not draft and not old.name:
        return remove(project, old.id), ""
    return project.with_capability(replace(old, draft=draft)), old.id


def _get(project: Project, capability_id: str) -> Capability:
    found = project.capability(capability_id)
    if found is None:
        raise KeyError(capability_id)
    return found


def _ids(project: Project) -> frozenset[str]:
    return frozenset(item.id for item in project.capabilities)


def _free_id(project: Project, name: str, besides: str = "") -> str:
    return slug(name, _ids(project) - {besides})


def set_costs(project: Project, given: Mapping[str, Value]) -> Project:
    """Return a project with other inputs of its costs, in the order of forms."""
    # The inputs are many, and most runs put none in.
    from ragft_tui.core.costs import INPUTS

    return replace(project, costs=tuple((name, given[name]) for name in INPUTS if name in given))
