"""The errors that end a command, printed on stderr; a fault of the program with its report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

if TYPE_CHECKING:
    from ragft_tui.core.rulebook import Rulebook

FAULT_STATUS: Final = 70
"""The status for a fault of the program, as in sysexits.h."""

_MOST_REPORTED: Final = 20


def report_usage(error: click.ClickException) -> None:
    """Print what is wrong with a command line, which the message may quote.

    Args:
        error: The error that click raised.
    """
    import io

    from ragft_tui.core.text import one_line, visible

    shown = io.StringIO()
    error.show(shown)
    message = error.format_message()
    click.echo(visible(shown.getvalue().replace(message, one_line(message))), err=True, nl=False)


def report_error(error: Exception) -> int:
    """Print what ended a command, and return the status to exit with.

    Args:
        error: What ended it; an error that nobody foresaw is a fault of the program.
    """
    from ragft_tui.core.errors import RagftError

    if not isinstance(error, RagftError):
        from ragft_tui.storage.files import used_up

        error = used_up(error) or error
    if isinstance(error, OSError):
        from ragft_tui.cli.streams import stdout_name

        # What has no name of its own, such as a full disk, is behind stdout.
        fault = error.strerror or type(error).__name__
        error = RagftError(fault, source=str(error.filename or stdout_name()))
    if not isinstance(error, RagftError):
        click.echo(f"ragft-tui: {_report_fault(error)}", err=True)
        return FAULT_STATUS
    problems = error.problems
    for problem in problems[:_MOST_REPORTED]:
        click.echo(f"ragft-tui: {problem}", err=True)
    if len(problems) > _MOST_REPORTED:
        click.echo(f"ragft-tui: and {len(problems) - _MOST_REPORTED:,} more problems", err=True)
    return error.exit_status


def report_lexicon(rulebook: Rulebook) -> None:
    """Print why learned words do not count, if they do not; it loads them.

    Args:
        rulebook: What was assessed by.
    """
    from ragft_tui.report.view import describe_lexicon_problem

    if problem := describe_lexicon_problem(rulebook):
        click.echo(f"ragft-tui: {problem}", err=True)


def report_foreign(count: int) -> None:
    """Print how many descriptions are in another language than the learned words, if any are."""
    if count:
        from ragft_tui.core.text import count_noun

        those = count_noun(count, "description is", "descriptions are")
        whose = "its" if count == 1 else "their"
        click.echo(f"ragft-tui: {those} not in English, so {whose} words do not count", err=True)


def _report_fault(error: Exception) -> str:
    """Write a report of a fault, and return a line with its kind, its place and the report.

    The line holds none of the user's text.
    """
    import traceback
    from pathlib import Path

    from ragft_tui.storage.crashes import write_report
    from ragft_tui.storage.paths import display

    frames = traceback.extract_tb(error.__traceback__)
    package = Path(__file__).parent.parent.name
    ours = [frame for frame in frames if package in Path(frame.filename).parts]
    place = f" at {Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else ""
    report = write_report(error)
    attached = f" with {display(report)}, which holds none of your text" if report else ""
    return f"the program has a fault ({type(error).__name__}{place}); please report it{attached}"
