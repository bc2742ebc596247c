"""Pure edits of a project: each takes a project and returns the changed one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ragft_tui.core.errors import InvalidAnswerError
from ragft_tui.core.model import Answer, Capability, Draft, Project, Review
from ragft_tui.core.text import clean, one_line, over_limit, slug

__all__ = [
    "add",
    "answer",
    "checked",
    "describe",
    "drafted",
    "note",
    "remove",
    "rename",
    "review",
    "split_list",
    "with_drafts",
    "with_text",
]

_NEW_ID = "new"


def checked(text: str, what: str) -> str:
    """Return a text as it is kept: cleaned and stripped.

    Raises:
        InvalidAnswerError: Where it is empty or does not fit in a field.
    """
    kept = clean(text).strip()
    if not kept:
        raise InvalidAnswerError(f"{what} is empty", advice="a few words are enough")
    if over := over_limit(kept):
        raise InvalidAnswerError(f"{what} has {over}", advice="shorten it; nothing was lost")
    return kept


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
    """Accept name and description of a capability, the drafts of both being done with.

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


def answer(project: Project, capability_id: str, given: Answer) -> Project:
    """Give an answer, in the place of an earlier one to the same question."""
    old = _get(project, capability_id)
    kept = [item for item in old.answers if item.question != given.question]
    draft = replace(
        old.draft,
        because=_without(old.draft.because, given.question),
        answers=_without(old.draft.answers, given.question),
    )
    return project.with_capability(replace(old, answers=(*kept, given), draft=draft))


def note(project: Project, capability_id: str, text: str) -> Project:
    """Set the notes of a capability; an empty text takes them away."""
    old = _get(project, capability_id)
    return project.with_capability(replace(old, notes=text, draft=replace(old.draft, notes=None)))


def review(project: Project, capability_id: str, decision: Review | None) -> Project:
    """Set the review of a capability, or take it away."""
    old = _get(project, capability_id)
    return project.with_capability(
        replace(old, review=decision, draft=replace(old.draft, override=None))
    )


def rename(project: Project, name: str, description: str) -> Project:
    """Set name and description of the application."""
    return replace(project, name=name, description=description, draft=Draft())


def remove(project: Project, capability_id: str) -> Project:
    """Take a capability out."""
    kept = tuple(item for item in project.capabilities if item.id != capability_id)
    return replace(project, capabilities=kept)


def drafted(project: Project, capability_id: str, draft: Draft) -> tuple[Project, str]:
    """Keep text in progress with a capability.

    Text for a capability that does not exist yet (an empty id) makes one, without a name; when
    its draft is emptied again, it is gone.

    Returns:
        The project, and the id under which the draft is found in it; empty where it is gone.
    """
    old = project.capability(capability_id)
    if old is None:
        if not draft:
            return project, ""
        new = Capability(slug(_NEW_ID, _ids(project)), draft=draft)
        return replace(project, capabilities=(*project.capabilities, new)), new.id
    if not draft and not old.name:
        return remove(project, old.id), ""
    return project.with_capability(replace(old, draft=draft)), old.id


def with_drafts(project: Project, newer: Project) -> Project:
    """Return a project with the texts in progress of a newer one, so that undo loses none."""
    drafts = {item.id: item.draft for item in newer.capabilities if item.draft}
    kept = tuple(
        replace(item, draft=drafts.pop(item.id, item.draft)) for item in project.capabilities
    )
    begun = tuple(item for item in newer.capabilities if item.id in drafts and not item.name)
    return replace(project, capabilities=(*kept, *begun))


def with_text(
    pairs: tuple[tuple[str, str], ...], question: str, text: str | None
) -> tuple[tuple[str, str], ...]:
    """Set the text that belongs to a question in the pairs of a draft; `None` removes it."""
    kept = _without(pairs, question)
    return kept if text is None else (*kept, (question, text))


def split_list(text: str) -> tuple[tuple[str, str], ...]:
    """Read a pasted list as capabilities, one a line: pairs of name and description.

    Bullets and numbers before a line are dropped. Text before a colon or a tab is the name;
    without one the first words are.
    """
    return tuple(_named(line) for line in map(_bare, clean(text).split("\n")) if line)


def _bare(line: str) -> str:
    stripped = line.strip().lstrip("-*•·–+").strip()
    number, mark, rest = stripped.partition(" ")
    return rest.strip() if mark and number[:-1].isdigit() and number[-1] in ".)" else stripped


def _named(line: str) -> tuple[str, str]:
    for mark in ("\t", ": "):
        name, found, description = line.partition(mark)
        if found and name.strip() and description.strip() and len(name) <= _NAME_LENGTH:
            return one_line(name), description.strip()
    words = one_line(line)
    if len(words) <= _NAME_LENGTH:
        return words, line
    return words[:_NAME_LENGTH].rsplit(" ", 1)[0].rstrip(",;"), line


_NAME_LENGTH = 48


def _get(project: Project, capability_id: str) -> Capability:
    found = project.capability(capability_id)
    if found is None:
        raise KeyError(capability_id)
    return found


def _ids(project: Project) -> frozenset[str]:
    return frozenset(item.id for item in project.capabilities)


def _free_id(project: Project, name: str, besides: str = "") -> str:
    return slug(name, _ids(project) - {besides})


def _without(pairs: Iterable[tuple[str, str]], question: str) -> tuple[tuple[str, str], ...]:
    return tuple(pair for pair in pairs if pair[0] != question)
