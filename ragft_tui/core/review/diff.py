"""Differences between two versions of a project, field by field."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from ragft_tui.core.costs import INPUTS, format_input
from ragft_tui.core.decision import (
    ReviewState,
    decided_type,
    is_verdict,
    review_state,
)
from ragft_tui.core.model import Answer, Capability, Project, Review, VerdictType
from ragft_tui.core.records import dataclass
from ragft_tui.core.rulebook import Question, Rulebook, describe_edition
from ragft_tui.core.verdict import assess

_IN_PROGRESS: Final = "text in progress"
_EMPTY: Final = "(empty)"
"""A draft that is empty, as distinct from no draft."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that two versions of a project hold differently."""

    capability: str
    """The name of the capability; empty where the project itself differs."""
    field: str
    """The field, such as `description` or the id of a question; empty for all of a capability."""
    old: str
    """What it was; empty where it was not there."""
    new: str
    """What it is; empty where it is not there any more."""
    id: str = ""
    """The id of the capability, for names need not be unique."""


@dataclass(frozen=True, slots=True)
class _Terms:
    """What questions, answers, types and editions are called."""

    rulebook: Rulebook | None
    """Whose words are used; `None` for ids."""

    def _question(self, question_id: str) -> Question | None:
        questions = self.rulebook.questions if self.rulebook else ()
        return next((each for each in questions if each.id == question_id), None)

    def title(self, question_id: str) -> str:
        question = self._question(question_id)
        return question.title if question else question_id

    def answer(self, answer: Answer) -> str:
        question = self._question(answer.question)
        option = question.option(answer.value) if question else None
        text = option.text if option and isinstance(answer.value, str) else str(answer.value)
        return f"{text} (because: {answer.because})" if answer.because else text

    def type(self, kind: VerdictType) -> str:
        return kind.label if self.rulebook else kind.value

    def input(self, name: str) -> str:
        return f"costs: {INPUTS[name].label.lower()}" if self.rulebook else f"costs.{name}"

    def edition(self, edition: str) -> str:
        return describe_edition(edition) if self.rulebook else edition


def diff_projects(
    old: Project,
    new: Project,
    rulebooks: tuple[Rulebook, Rulebook] | None = None,
    *,
    words: Rulebook | None = None,
) -> tuple[Difference, ...]:
    """Return what differs from one version of a project to another, in the order of the new one.

    Args:
        old: The version to begin with.
        new: The version to end with; capabilities are compared by their ids.
        rulebooks: What either is assessed by, if verdicts are compared as well: behind the fields
            of each capability follow another verdict and a review that no longer holds.
        words: Whose words stand for the ids of questions, options and types; `None` for the ids.
    """
    terms = _Terms(words)
    before = {item.id: item for item in old.capabilities}
    after = {item.id: item for item in new.capabilities}
    found = [*_fields("", "", _of_project(old, terms), _of_project(new, terms))]
    for key, item in after.items():
        if key not in before:
            found.append(Difference(_name(item), "", "", item.description or _IN_PROGRESS, key))
            continue
        earlier = before[key]
        found += _fields(
            _name(item), key, _of_capability(earlier, terms), _of_capability(item, terms)
        )
        if rulebooks and (earlier != item or rulebooks[0] is not rulebooks[1]):
            judged = (_judged(earlier, rulebooks[0], terms), _judged(item, rulebooks[1], terms))
            found += _fields(_name(item), key, *judged)
    for key, item in before.items():
        if key not in after:
            found.append(Difference(_name(item), "", item.description or _IN_PROGRESS, "", key))
    return (*found, *_order(before, after))


def diff_capabilities(old: Capability, new: Capability, words: Rulebook) -> tuple[Difference, ...]:
    """Return which fields of a capability differ between two versions of it.

    Args:
        old: The version to begin with.
        new: The version to end with.
        words: Whose words stand for the ids of questions, options and types.
    """
    terms = _Terms(words)
    fields = _fields(_name(new), new.id, _of_capability(old, terms), _of_capability(new, terms))
    return tuple(fields)


def _judged(item: Capability, rulebook: Rulebook, terms: _Terms) -> dict[str, str]:
    stale = review_state(item, rulebook) is ReviewState.STALE
    decided = decided_type(item, rulebook)
    overrides = decided is not None and not is_verdict(item, rulebook, decided)
    verdict = assess(item, rulebook)
    kind = verdict.verdict
    return {
        "verdict": f"{terms.type(kind)}, {verdict.strength}" if kind else verdict.label,
        "counts as": terms.type(decided) if decided and overrides else "",
        "review holds": "no, the verdict has changed" if stale else "yes",
    }


def _fields(
    name: str, capability_id: str, old: dict[str, str], new: dict[str, str]
) -> Iterator[Difference]:
    for field in dict.fromkeys((*new, *old)):
        before, after = old.get(field, ""), new.get(field, "")
        if before != after:
            yield Difference(name, field, before, after, capability_id)


def _order(old: Collection[str], new: Collection[str]) -> Iterator[Difference]:
    kept_before = [key for key in old if key in new]
    kept_after = [key for key in new if key in old]
    if kept_before != kept_after:
        yield Difference("", "order", ", ".join(kept_before), ", ".join(kept_after))


def _of_project(project: Project, terms: _Terms) -> dict[str, str]:
    return {
        "name": project.name,
        "description": project.description,
        "rulebook": project.rulebook,
        **_drafts("name", project.draft.name),
        **_drafts("description", project.draft.description),
        **{terms.input(name): format_input(name, value) for name, value in project.costs},
        **{
            field: text
            for name, typed in project.draft.costs
            for field, text in _drafts(terms.input(name), typed).items()
        },
        "tool": str(dict(project.tool)) if project.tool else "",
    }


def _of_capability(item: Capability, terms: _Terms) -> dict[str, str]:
    draft = item.draft
    return {
        "name": item.name,
        "description": item.description,
        "notes": item.notes,
        "notes by": item.notes_by,
        "review": _review(item.review, terms),
        **{terms.title(each.question): terms.answer(each) for each in item.answers},
        **{f"name of {terms.title(key)}": name for key, name in item.named},
        **_drafts("name", draft.name),
        **_drafts("description", draft.description),
        **_drafts("notes", draft.notes),
        **_drafts("override", draft.override),
        **{
            f"because of {terms.title(key)} in progress": text or _EMPTY
            for key, text in draft.because
        },
        **{f"{terms.title(key)} in progress": text or _EMPTY for key, text in draft.answers},
        **{f"name of {terms.title(key)} in progress": text or _EMPTY for key, text in draft.named},
    }


def _drafts(field: str, text: str | None) -> dict[str, str]:
    return {} if text is None else {f"{field} in progress": text or _EMPTY}


def _review(review: Review | None, terms: _Terms) -> str:
    if review is None:
        return ""
    instead = "" if review.type is None else f" with {terms.type(review.type)}"
    aside = f", because: {review.because}" if review.because else ""
    by = f" by {review.by}" if review.by else ""
    verdict = f"verdict {terms.type(review.judged)}, {terms.edition(review.rulebook)}"
    return f"{review.decision}{instead}{by} on {review.on} ({verdict}){aside}"


def _name(item: Capability) -> str:
    return item.name_so_far or item.id
