"""Projects as the bytes of their files, which can be read again; only changed parts are encoded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import Final

from ragft_tui.core import verdict as verdicts
from ragft_tui.core.cache import cached
from ragft_tui.core.errors import RagftError
from ragft_tui.core.model import Capability, Draft, Project, Review
from ragft_tui.core.rulebook import Rulebook
from ragft_tui.storage.files import FILE_BYTES
from ragft_tui.storage.project import FORMAT
from ragft_tui.storage.toml.parse import MOST_PIECES, count_pieces, has_few_pieces
from ragft_tui.storage.toml.write import write_toml

_Table = Mapping[str, object]

LARGE: Final = 1024 * 1024
"""Bytes from which on a file may grow past what can be read, when it is written in our way."""

_WRITTEN_BYTES: Final = FILE_BYTES - 1024 * 1024
"""The largest file that is written. What grows past it is in a rescue copy, and can be opened until
sixteen more fields are full."""

_AT_ONCE: Final = 200
"""Capabilities that a save may assess, which takes a twentieth of a second; with more of them it is
written without verdicts, which follow in the next."""

_SLICE: Final = 20


class TooLargeError(RagftError):
    """The project is larger than a file that can be read again."""


class ProjectEncoder:
    """Encodes one project, version after version; `prepare` may be called in between."""

    def __init__(self, rulebook: Rulebook, line_end: str = "\n") -> None:
        """Begin with nothing assessed.

        Args:
            rulebook: Gives the verdicts that are recorded.
            line_end: What ends each line.
        """
        self._rulebook = rulebook
        self._line_end = line_end
        self._assessed: dict[int, Capability] = {}
        """Those that were assessed, by their identity, which is theirs as long as they are here."""
        self._leaves_out_verdicts = self._noted = False

    def encode(self, project: Project) -> bytes:
        """Return the bytes of the project file.

        The recorded verdicts are left out if they make the file too large, and for now if many
        capabilities have to be assessed first, which `prepare` does.

        Raises:
            TooLargeError: If it is too large even so.
        """
        if len(list(islice(self._missing(project), _AT_ONCE + 1))) <= _AT_ONCE:
            data = encode_project(project, self._rulebook, self._line_end)
            self._assessed = {id(item): item for item in project.capabilities}
            if not self._problem(project, data, verdicts=True):
                self._leaves_out_verdicts = self._noted = False
                return data
            self._leaves_out_verdicts = True
        return self.encode_without_verdicts(project)

    def encode_without_verdicts(self, project: Project) -> bytes:
        """Return the bytes without the recorded verdicts, if they can be read again.

        Raises:
            TooLargeError: If they cannot.
        """
        data = self.brief(project)
        if problem := self._problem(project, data, verdicts=False):
            raise TooLargeError(problem, advice="move some capabilities to another project")
        return data

    def brief(self, project: Project) -> bytes:
        """Return the bytes of the project without the recorded verdicts, however many they are."""
        return encode_project(project, self._rulebook, self._line_end, verdicts=False)

    def prepare(self, project: Project) -> bool:
        """Assess some more capabilities for the next save, and return whether there were any."""
        items = list(islice(self._missing(project), _SLICE))
        for item in items:
            _verdict_text(item, self._rulebook)
            self._assessed[id(item)] = item
        return bool(items)

    def take_note(self) -> str:
        """Return what the user should know, once when it becomes true; else an empty text."""
        if self._noted or not self._leaves_out_verdicts:
            return ""
        self._noted = True
        return "the file is too large for the recorded verdicts, which are left out"

    def _missing(self, project: Project) -> Iterator[Capability]:
        return (item for item in project.capabilities if self._assessed.get(id(item)) is not item)

    def _problem(self, project: Project, data: bytes, *, verdicts: bool) -> str | None:
        """Return why the bytes of a project could not be read again; `None` if they could."""
        if len(data) > _WRITTEN_BYTES:
            return f"the project takes {len(data):,} bytes, and is saved up to {_WRITTEN_BYTES:,}"
        if len(data) > LARGE and not has_few_pieces(data):
            pieces = count_pieces(_tool_text(project.tool)) if project.tool else 0
            for item in project.capabilities:
                pieces += _capability_pieces(item, self._rulebook)
                pieces += _verdict_pieces(item, self._rulebook) if verdicts else 0
            if pieces > MOST_PIECES:
                return f"the project has more than {MOST_PIECES:,} keys, tables and values"
        return None


def surely_fits(project: Project, limit: int = _WRITTEN_BYTES) -> bool:
    """Return whether a project can be saved without verdicts, by the lengths of its texts alone.

    Where they do not tell, encoding does, which takes ten times as long.

    Args:
        project: The project; with text in progress or tables of other programs, they never tell.
        limit: The most bytes that are written.
    """
    items = project.capabilities
    if project.tool or project.draft or any(item.draft for item in items):
        return False
    texts = [project.name, project.description, project.rulebook]
    for name, value in project.costs:
        texts += (name, str(value))
    for item in items:
        texts += (item.id, item.name, item.description, item.notes, item.notes_by)
        for answer in item.answers:
            texts += (answer.question, answer.question, str(answer.value), answer.because)
        for pair in item.named:
            texts += pair
        if review := item.review:
            texts += (review.because, review.by, review.rulebook)
    # A character is escaped by one other, or takes four bytes; heads and fixed keys are short.
    size = sum(len(text) * (2 if text.isascii() else 4) for text in texts)
    size += 16 * len(texts) + 400 * (len(items) + 1)
    return size <= limit and 2 * len(texts) + 64 * (len(items) + 1) <= MOST_PIECES


def encode_project(
    project: Project, rulebook: Rulebook, line_end: str = "\n", *, verdicts: bool = True
) -> bytes:
    """Return a project as the bytes of its file; the same project always gives the same bytes.

    Args:
        project: The project to write.
        rulebook: Gives the order of answers, and the verdicts that are recorded.
        line_end: What ends each line; within texts it means the same to whoever reads the file.
        verdicts: Whether they are recorded.
    """
    text = "\n".join(_chunks(project, rulebook, verdicts=verdicts))
    # A stray surrogate must not keep all the rest from being saved.
    return text.replace("\n", line_end).encode(errors="replace")


@cached
def _capability_pieces(capability: Capability, rulebook: Rulebook) -> int:
    return sum(map(count_pieces, _texts(capability, rulebook)))


@cached
def _verdict_pieces(capability: Capability, rulebook: Rulebook) -> int:
    return count_pieces(_verdict_text(capability, rulebook))


def _chunks(project: Project, rulebook: Rulebook, *, verdicts: bool) -> Iterator[str]:
    yield write_toml({"format": FORMAT})
    draft = _with_named_draft(project.name, project.draft)
    table = {
        **_filled(name=project.name, description=project.description, rulebook=project.rulebook),
        **_filled(costs=dict(project.costs)),
        **_filled(
            draft={
                **_present(name=draft.name, description=draft.description),
                **_filled(costs=dict(draft.costs)),
            }
        ),
    }
    yield write_toml({"project": table})
    for item in project.capabilities:
        before, after = _texts(item, rulebook)
        yield before
        if verdicts and (verdict := _verdict_text(item, rulebook)):
            yield verdict
        if after:
            yield after
    if project.tool:
        yield _tool_text(project.tool)


# The same capability is saved again and again while others are typed.
@cached
def _texts(capability: Capability, rulebook: Rulebook) -> tuple[str, str]:
    """Return the tables of a capability before its verdict, and those after it."""
    order = [question.id for question in rulebook.questions]
    answers = {answer.question: answer.value for answer in capability.answers}
    because = {answer.question: answer.because for answer in capability.answers}
    fields = {
        "id": capability.id,
        **_filled(
            name=capability.name,
            description=capability.description,
            notes=capability.notes,
            notes_by=capability.notes_by,
        ),
    }
    given = _filled(
        answers=_ordered(answers, order),
        because=_filled(**_ordered(because, order)),
        named=_ordered(dict(capability.named), order),
    )
    draft = _with_named_draft(capability.name, capability.draft)
    review = _review_table(capability.review) if capability.review else None
    rest = _filled(review=review, draft=_draft_table(draft, order) if draft else None)
    text = f"[[capabilities]]\n{write_toml(fields)}"
    return (f"{text}\n{_of_capability(given)}" if given else text), _of_capability(rest)


def _draft_table(draft: Draft, order: Iterable[str]) -> _Table:
    return {
        **_present(
            name=draft.name,
            description=draft.description,
            notes=draft.notes,
            override=draft.override,
        ),
        **_filled(
            because=_ordered(dict(draft.because), order),
            answers=_ordered(dict(draft.answers), order),
            named=_ordered(dict(draft.named), order),
        ),
    }


@cached
def _verdict_text(capability: Capability, rulebook: Rulebook) -> str:
    """Return the table that records the verdict on a capability; empty if there is none."""
    if not capability.described:
        return ""
    assessment = verdicts.assess(capability, rulebook)
    table = {
        "type": str(assessment.type),
        "strength": str(assessment.strength),
        **_filled(
            reach=str(assessment.reach or ""),
            first_step=assessment.first_step.says if assessment.first_step else "",
            reasons=[reason.sentence for reason in assessment.reasons],
        ),
    }
    return _of_capability({"verdict": table})


def _of_capability(tables: _Table) -> str:
    return write_toml(tables, "capabilities") if tables else ""


def _review_table(review: Review) -> _Table:
    return {
        "decision": review.decision,
        **_filled(type=str(review.type or ""), because=review.because, by=review.by),
        "on": review.on,
        "judged": str(review.judged),
        "rulebook": review.rulebook,
    }


def _with_named_draft(name: str, draft: Draft) -> Draft:
    """Return a draft with an empty name if there is no name at all: without it, nothing loads."""
    return draft if name.strip() or draft.name is not None else replace(draft, name="")


def _tool_text(tool: _Table) -> str:
    import tomli_w  # other programs have values that ours never has; few projects have any

    # In a multi-line string tomli_w loses the carriage returns of other programs' texts.
    text = tomli_w.dumps({"tool": tool})
    return text if r"\r\n" in text else tomli_w.dumps({"tool": tool}, multiline_strings=True)


def _filled(**items: object) -> dict[str, object]:
    return {key: value for key, value in items.items() if value}


def _present(**items: object) -> dict[str, object]:
    return {key: value for key, value in items.items() if value is not None}


def _ordered(items: Mapping[str, object], order: Iterable[str]) -> dict[str, object]:
    """Return items in the order of the rulebook, and what it does not know after that."""
    if not items:
        return {}
    known = {key: items[key] for key in order if key in items}
    return {**known, **{key: value for key, value in items.items() if key not in known}}
