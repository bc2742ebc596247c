"""Imports: what was read is previewed beside the project, and taken in as one change."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from ragft_tui.core.errors import RagftError, UsageError
from ragft_tui.core.importing import (
    CHANGING,
    HowToRead,
    ImportPlan,
    PlanRow,
    RowState,
    Unread,
    apply_plan,
    make_plan,
)
from ragft_tui.core.interview import edits
from ragft_tui.core.model import Draft, Project
from ragft_tui.core.records import dataclass
from ragft_tui.core.rulebook import Rulebook
from ragft_tui.core.text import count_noun
from ragft_tui.session.config import RunConfig
from ragft_tui.session.history import count_or_name
from ragft_tui.session.interview import Moved, move
from ragft_tui.session.opening import open_session
from ragft_tui.session.reading import Reading, read, read_typed
from ragft_tui.session.review import dropped_sentence
from ragft_tui.session.session import Session
from ragft_tui.storage.paths import display
from ragft_tui.storage.project.encode import ProjectEncoder

PASTED: Final = "the pasted list"
"""What a paste is called."""


class Preview:
    """What an import does to a project, and which of its rows are ticked."""

    def __init__(self, project: Project, readings: Sequence[Reading]) -> None:
        """Plan the import; every row that makes a difference is ticked.

        Args:
            project: The project as it is.
            readings: What was read.
        """
        self.readings = tuple(readings)
        self.plan = self._planned(project)
        self.ticked = self.plan.indices(*CHANGING)
        """The indices of rows that are taken in."""

    def _planned(self, project: Project) -> ImportPlan:
        return make_plan(
            project, [each for reading in self.readings for each in reading.found.candidates]
        )

    @property
    def rows(self) -> tuple[PlanRow, ...]:
        """The rows of the plan."""
        return self.plan.rows

    @property
    def unread(self) -> tuple[tuple[str, Unread], ...]:
        """What could not be read, each with the name of its file."""
        return tuple(each for reading in self.readings for each in reading.unread)

    def name_of(self, index: int) -> str:
        """Return the name of the file that a row comes from."""
        for reading in self.readings:
            if index < len(reading.found.candidates):
                return reading.name
            index -= len(reading.found.candidates)
        raise IndexError(index)

    def refresh(self, project: Project) -> None:
        """Plan anew if the project has changed; what was unticked stays so."""
        if project != self.plan.project:
            unticked = self.plan.indices(*CHANGING) - self.ticked
            self.plan = self._planned(project)
            self.ticked = self.plan.indices(*CHANGING) - unticked

    def read_again(self, at: int, how: HowToRead, rulebook: Rulebook) -> None:
        """Read one of the files in another way, and plan anew with all rows ticked.

        Args:
            at: The index of the file.
            how: How it is to be read.
            rulebook: Gives the questions and options that answers may name.

        Raises:
            UsageError: If nothing of it can be read that way; nothing is changed.
        """
        reading = read(self.readings[at].name, self.readings[at].data, rulebook, how)
        self.readings = (*self.readings[:at], reading, *self.readings[at + 1 :])
        self.plan = self._planned(self.plan.project)
        self.ticked = self.plan.indices(*CHANGING)

    def tick(self, indices: frozenset[int]) -> None:
        """Tick some rows, as far as they make a difference."""
        self.ticked |= indices & self.plan.indices(*CHANGING)

    def untick(self, indices: frozenset[int]) -> None:
        """Untick some rows."""
        self.ticked -= indices

    def toggle(self, indices: frozenset[int]) -> None:
        """Tick some rows, or untick them if all of them are ticked."""
        able = indices & self.plan.indices(*CHANGING)
        self.ticked = self.ticked - able if able <= self.ticked else self.ticked | able

    @property
    def every(self) -> frozenset[int]:
        """The indices of all rows."""
        return frozenset(range(len(self.rows)))

    @property
    def result(self) -> Project:
        """The project once the ticked rows are taken in."""
        return apply_plan(self.plan, self.ticked)

    @property
    def counts(self) -> str:
        """How many of the ticked rows are new and change something, and how many there are."""
        parts = []
        for state, said in _COUNTED.items():
            rows = self.plan.indices(state)
            ticked = len(rows & self.ticked)
            some = f"{ticked:,} of " if state in CHANGING and ticked < len(rows) else ""
            parts += [f"{some}{len(rows):,} {said}"] if rows else []
        if self.unread:
            parts.append(f"{count_noun(len(self.unread), 'row')} not read")
        return ", ".join(parts) or "nothing to import"


_COUNTED: Final = {
    RowState.NEW: "new",
    RowState.CHANGED: "changed",
    RowState.SAME: "the same",
}


def preview_file(session: Session, typed: str) -> Preview:
    """Return what importing a file does, whose name was typed.

    Raises:
        UsageError: If it is no name, or nothing of the file can be read.
    """
    return Preview(session.project, [read_typed(typed, session.rulebook)])


def preview_paste(session: Session, text: str) -> Preview | None:
    """Return what importing a pasted text does; `None` if it is no list, but one description.

    Raises:
        UsageError: If nothing of it can be read.
    """
    reading = read(PASTED, text, session.rulebook, HowToRead())
    entries = len(reading.found.candidates) + len(reading.found.unread)
    return Preview(session.project, [reading]) if entries > 1 else None


def take_in(session: Session, preview: Preview, undo: str) -> str:
    """Take the ticked rows in as one change, and say so in a sentence.

    The first capability that it adds is the one that is selected in the review.

    Args:
        session: The session.
        preview: The preview, which is brought up to date first.
        undo: The key or the command that undoes the change; empty where nothing does.

    Raises:
        RagftError: If nothing is ticked, or the project would be too large; nothing is changed.
    """
    preview.refresh(session.project)
    change = _checked(session, preview)
    session.edit(change.label, change.project)
    if change.added and session.reviewing is not None:
        session.reviewing = change.added[0]
    return change.sentence(undo)


def import_into(path: Path, config: RunConfig, preview: Preview) -> str:
    """Take the ticked rows in to a project file, and return what was done in a sentence.

    Args:
        path: The project file; one that is missing is created.
        config: What to assess by.
        preview: The preview.

    Raises:
        RagftError: If the file is not the project of the preview any more, or cannot be written;
            nothing is changed then.
    """
    session = open_session(path, config)
    try:
        _ensure_same(session, preview)
        told = take_in(session, preview, "")
    finally:
        trouble = session.close()
    if trouble:
        raise RagftError(trouble)
    return told


def _ensure_same(session: Session, preview: Preview) -> None:
    """Raise UsageError if a preview is not of what a session may change."""
    if session.read_only_reason:
        what = f"cannot be changed: {session.read_only_reason}"
        raise UsageError(what, source=display(session.path))
    if session.project != preview.plan.project:
        raise UsageError(
            "was changed meanwhile, and nothing is imported",
            source=display(session.path),
            advice="start the import again",
        )


def take_in_list(session: Session, preview: Preview, draft: Draft, undo: str) -> tuple[Moved, str]:
    """Take a pasted list in as one change, and go to the first capability that it adds.

    Args:
        session: The session.
        preview: The preview, which is brought up to date first.
        draft: The texts in progress from before the list was pasted. They are put back, and undo
            leads to them.
        undo: The key or the command that undoes the change.

    Returns:
        Where that led, and what was done, in a sentence.

    Raises:
        RagftError: As `take_in` does.
    """
    before = session.interview.drafted(draft)
    preview.refresh(before.project)
    change = _checked(session, preview)
    session.go(before)
    after = before.on(change.project)
    if change.added:
        after = before.imported(change.project, change.added[0])
    return move(session, after, change.label), change.sentence(undo)


@dataclass(frozen=True, slots=True)
class _Import:
    """What an import changes."""

    before: Project
    project: Project
    added: tuple[str, ...]
    """The ids of new capabilities."""
    changed: tuple[str, ...]
    """The ids of those that it changes."""
    kept_decisions: int
    """How many other decisions it brings, where a person has decided."""
    shared_ids: int
    """How many new capabilities have another id than the import gives them."""

    @property
    def label(self) -> str:
        """What undo calls it."""
        ids = {*self.added, *self.changed}
        items = [item for item in self.project.capabilities if item.id in ids]
        return f"the import of {count_or_name(items, 'capabilities')}"

    def sentence(self, undo: str) -> str:
        """Return what was done in sentences; `undo` is empty where nothing undoes it."""
        done = []
        if self.added:
            done.append(f"{count_noun(len(self.added), 'capability', 'capabilities')} added")
        if self.changed:
            done.append(f"{len(self.changed):,} changed")
        sentences = [f"{', '.join(done)}{f'; {undo} undoes it' if undo else ''}."]
        if self.shared_ids:
            rows = count_noun(self.shared_ids, "row")
            sentences.append(f"{rows} with the id of another got another id.")
        if self.kept_decisions:
            decisions = count_noun(self.kept_decisions, "decision")
            sentences.append(f"{decisions} not taken: what was decided here stays.")
        sentences.append(dropped_sentence(edits.lost_becauses(self.before, self.project), undo))
        return " ".join(filter(None, sentences))


def _checked(session: Session, preview: Preview) -> _Import:
    """Return what an import changes.

    Raises:
        RagftError: If that is nothing, or the project would be too large.
    """
    rows = [preview.rows[at] for at in sorted(preview.ticked)]
    if not rows:
        raise UsageError("nothing is ticked", advice="nothing is imported")
    project = preview.result
    ProjectEncoder(session.rulebook).encode_without_verdicts(project)
    return _Import(
        preview.plan.project,
        project,
        tuple(row.after.id for row in rows if row.state is RowState.NEW),
        tuple(row.after.id for row in rows if row.state is RowState.CHANGED),
        sum(row.keeps_decision for row in preview.rows),
        sum(row.shares_id_with is not None for row in rows),
    )
