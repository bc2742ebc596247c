"""The commands that need no screen."""

from __future__ import annotations

from pathlib import Path

from ragft_tui.core.errors import ProblemsError, RagftError
from ragft_tui.core.model import Capability
from ragft_tui.core.text import clean
from ragft_tui.report.batch import OutputFormat, batch_writer
from ragft_tui.report.text import verdict_table, verdict_text
from ragft_tui.report.view import view
from ragft_tui.store import codec, files, paths
from ragft_tui.store.rulebooks import load_rulebook

__all__ = ["classify", "problems", "table"]


def table(path: Path) -> str:
    """Return the verdict table of a project file.

    Raises:
        RagftError: Where the file cannot be read, or is not a project.
    """
    rulebook = load_rulebook()
    project = codec.decode(files.read_project_file(path), rulebook, paths.display(path))
    return verdict_table(project, rulebook)


def classify(text: str, output: OutputFormat) -> str:
    """Return what the words of a description point to, with reasons and sources."""
    rulebook = load_rulebook()
    capability = Capability("described", description=clean(text))
    if output == "text":
        return verdict_text(view(capability, rulebook))
    writer = batch_writer(output, rulebook)
    return writer.begin() + writer.result(capability) + writer.end()


def problems(path: Path) -> tuple[RagftError, ...]:
    """Return everything that is wrong with a project file."""
    try:
        codec.decode(files.read_project_file(path), load_rulebook(), paths.display(path))
    except ProblemsError as error:
        return error.problems
    except RagftError as error:
        return (error,)
    return ()
