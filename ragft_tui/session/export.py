"""Exports: a report on the project of a file or of a session, written beside it or elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from ragft_tui import __version__
from ragft_tui.core.errors import RagftError, UsageError, raise_problems
from ragft_tui.core.model import Project
from ragft_tui.core.rulebook import Rulebook
from ragft_tui.core.text import count_noun
from ragft_tui.report.adr import ChangedRecordError
from ragft_tui.report.formats import DirectoryFormat, FileFormat, Format
from ragft_tui.report.project_report import ProjectReport, Provenance
from ragft_tui.session.project_costs import project_costs
from ragft_tui.session.typed import typed_path
from ragft_tui.storage.atomic import sync_directory, write_atomically
from ragft_tui.storage.files import (
    ensure_writable,
    is_there,
    read_file,
    read_project_file,
    real_path,
    saving,
)
from ragft_tui.storage.paths import display
from ragft_tui.storage.project import decode_project
from ragft_tui.storage.project.encode import encode_project
from ragft_tui.threads import share_out

if TYPE_CHECKING:
    from ragft_tui.session.session import Session

_WRITERS: Final = 4
"""How many files are written at a time: each waits until the disk has it."""

_Advance = Callable[[int], object]
"""Is told how many pieces of a report are there."""
_Piece = TypeVar("_Piece")


def now() -> datetime:
    """Return the moment at which a report is made, in the zone of this machine."""
    return datetime.now().astimezone()


def load_report(path: Path, rulebook: Rulebook | None, *, made: datetime | None) -> ProjectReport:
    """Return the report on a project file.

    Args:
        path: The file.
        rulebook: What the user chose; `None` for the one that the project names.
        made: When it is made; `None` leaves that out.

    Raises:
        UsageError: If the file, or its rulebook, cannot be read.
        ProblemsError: If it can; with every problem in it.
    """
    data = read_project_file(path)
    project, chosen = decode_project(data, path, rulebook)
    return _report(project, chosen, path, data, made)


def session_report(session: Session) -> ProjectReport:
    """Return the report on the project of a session, as it is now."""
    project, rulebook, path = session.project, session.rulebook, session.path
    data = b""
    with suppress(RagftError):
        found = read_project_file(path)
        if decode_project(found, path, rulebook)[0] == project:
            data = found
    data = data or encode_project(project, rulebook)  # what the file is to hold in a moment
    return _report(project, rulebook, path, data, now())


def export(session: Session, form: Format, typed: str = "", *, force: bool = False) -> str:
    """Write a report on the project of a session, as it is now, and say so in a sentence.

    Args:
        session: The session.
        form: The format.
        typed: Where it goes, as it was typed; nothing for the proposed place.
        force: As of `write_report`.

    Raises:
        RagftError: As `write_report` does; `can_be_forced` says whether `force` helps.
    """
    target = typed_path(typed) if typed.strip() else proposed_path(session.path, form)
    write_report(session_report(session), form, target, force=force)
    return f"The report is in {display(target)}."


def can_be_forced(error: RagftError) -> bool:
    """Return whether a report is written all the same if `force` is given."""
    return all(isinstance(each, (ExistsError, ChangedRecordError)) for each in error.problems)


def _report(
    project: Project, rulebook: Rulebook, path: Path, data: bytes, made: datetime | None
) -> ProjectReport:
    digest = sha256(data).hexdigest()
    provenance = Provenance(path.name, digest, __version__, rulebook.edition, made)
    return ProjectReport(project, rulebook, provenance, project_costs)


def proposed_path(project: Path, form: Format) -> Path:
    """Return where a report goes if nobody says otherwise: beside the project file."""
    return project.with_name(f"{project.stem}{form.suffix}")


def write_report(
    report: ProjectReport,
    form: Format,
    target: Path,
    *,
    force: bool = False,
    advance: _Advance = lambda _: None,
) -> tuple[Path, ...]:
    """Write a report, all of it or nothing; of a directory, every file whole.

    Args:
        report: The report.
        form: Its format.
        target: The file, or the directory where the format is one of many files.
        force: Whether a file that exists is overwritten, or a record that a person changed where it
            is written anew. Records are updated in any case, and keep what a person added.
        advance: Is told how many pieces are there.

    Returns:
        The records that were replaced although a person had changed them.

    Raises:
        ExistsError: If the file exists.
        RagftError: If it cannot be written, or a record is not ours to update.
    """
    if isinstance(form, FileFormat):
        write_pieces(_counted(form.render(report), advance), target, force=force)
        return ()
    files, replaced = _updated(report, form, target, advance, force=force)
    with saving(target):
        target.mkdir(exist_ok=True)
    written: list[Path] = []

    def write(file: tuple[Path, str]) -> None:
        write_atomically(file[0], file[1].encode(), sync=False)
        written.append(file[0])

    try:
        share_out(files, write, _WRITERS)
    except RagftError as error:
        raise _interrupted(error, len(written), len(files)) from error
    finally:
        with saving(target):
            sync_directory(target)
    return replaced


def _interrupted(error: RagftError, done: int, total: int) -> RagftError:
    """Return an error that ended the writing of many files, with how far it came."""
    written = f"{done:,} of {count_noun(total, 'record')} {'was' if total == 1 else 'were'} written"
    advice = f"{error.advice or 'mend it'}, then run it again; {written}"
    return RagftError(error.what, source=error.source, advice=advice)


def write_pieces(pieces: Iterable[str], target: Path, *, force: bool) -> None:
    """Write the pieces of a text into a file, all of it or nothing.

    Raises:
        ExistsError: If the file exists, and may not be overwritten.
        RagftError: If it cannot be written.
    """
    check_target(target, force=force)
    write_atomically(target, "".join(pieces).encode())


class ExistsError(UsageError):
    """A report would overwrite a file."""

    def __init__(self, target: Path) -> None:
        """Build the error.

        Args:
            target: The file.
        """
        super().__init__("exists already", source=display(target), advice="--force overwrites it")


def check_target(target: Path, *, force: bool) -> None:
    """Raise if a report cannot be written to a file.

    Raises:
        ExistsError: If it exists, and may not be overwritten.
        UsageError: If it is no file, or may be a project, or cannot be written.
    """
    ensure_writable(target, of_any_size=True)
    if not is_there(target):
        return
    if real_path(target).suffix == ".toml":
        # Whoever mixes up the names must not lose a project.
        raise UsageError(
            "may be a project, which no report overwrites",
            source=display(target),
            advice="choose another name",
        )
    if not force:
        raise ExistsError(target)


def _updated(
    report: ProjectReport,
    form: DirectoryFormat,
    target: Path,
    advance: _Advance,
    *,
    force: bool,
) -> tuple[list[tuple[Path, str]], tuple[Path, ...]]:
    """Return the files that are to be written, before any is: what is new, and what has changed.

    With them come those that are replaced although a person had changed them.

    Raises:
        ProblemsError: With every file that is not ours to update.
    """
    if is_there(target) and not target.is_dir():
        advice = f"--format {form.name} makes a directory: choose another name"
        raise UsageError("is a file", source=display(target), advice=advice)
    changed: list[tuple[Path, str]] = []
    replaced: list[Path] = []
    problems: list[RagftError] = []
    names: set[str] = set()
    for name, rendered in _counted(form.render(report), advance):
        path = target / name
        names.add(name)
        found: str | None = None
        try:
            found = _text_of(path)
            text = rendered if found is None else form.update(found, rendered)
        except ChangedRecordError as error:
            if found is None or not force:
                problems.append(error.placed(display(path)))
                continue
            text = form.rewrite(found, rendered)
            replaced.append(path)
        except RagftError as error:
            problems += [each.placed(display(path)) for each in error.problems]
            continue
        if text != found:
            changed.append((path, text))
    raise_problems(iter(problems))
    return [*changed, *_retired(report, form, target, names)], tuple(replaced)


def _retired(
    report: ProjectReport, form: DirectoryFormat, target: Path, names: set[str]
) -> Iterator[tuple[Path, str]]:
    """Yield the records of capabilities that are gone, as they are to be."""
    for path in sorted(target.glob("*.md")):
        if path.name in names:
            continue
        with suppress(RagftError):  # of another, whatever it is
            found = _text_of(path)
            text = form.retire(found, report.provenance) if found is not None else None
            if text is not None and text != found:
                yield path, text


def _text_of(path: Path) -> str | None:
    """Return the text of a file; `None` if there is none."""
    if not is_there(path):
        return None
    try:
        return read_file(path).decode()
    except UnicodeDecodeError:
        raise UsageError("is not UTF-8", advice="move it away first") from None


def _counted(pieces: Iterable[_Piece], advance: _Advance) -> Iterator[_Piece]:
    for number, piece in enumerate(pieces, start=1):
        yield piece
        advance(number)
