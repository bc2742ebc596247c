"""What ends a command, told in lines on stderr."""

from __future__ import annotations

from typing import Final

import click

_PROBLEMS_TOLD: Final = 20


def tell_usage(error: click.ClickException) -> None:
    """Say what is wrong with the words of a command, which it may quote.

    Args:
        error: What the command line is refused for.
    """
    import io

    from ragft_tui.core.text import one_line, visible

    shown = io.StringIO()
    error.show(shown)
    told = error.format_message()
    click.echo(visible(shown.getvalue().replace(told, one_line(told))), err=True, nl=False)


def tell(error: Exception) -> int:
    """Say in lines on stderr what is wrong, and return the status to leave with.

    Args:
        error: What ended the command; one that nobody foresaw is a fault of the program.
    """
    from ragft_tui.core.errors import ProblemsError, RagftError

    if not isinstance(error, RagftError):
        from ragft_tui.storage.os_errors import refused

        error = refused(error) or error
    if isinstance(error, OSError):  # such as a full disk behind stdout
        fault = error.strerror or type(error).__name__
        error = RagftError(fault, source=str(error.filename or ""))
    if not isinstance(error, RagftError):
        from ragft_tui.cli.fault import FAULT_STATUS, fault_line

        click.echo(f"ragft-tui: {fault_line(error)}", err=True)
        return FAULT_STATUS
    problems = error.problems if isinstance(error, ProblemsError) else (error,)
    for problem in problems[:_PROBLEMS_TOLD]:
        click.echo(f"ragft-tui: {problem}", err=True)
    if len(problems) > _PROBLEMS_TOLD:
        click.echo(f"ragft-tui: and {len(problems) - _PROBLEMS_TOLD:,} more problems", err=True)
    return error.exit_status
