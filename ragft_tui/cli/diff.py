"""The command `diff`: what differs between two versions of a project."""

from __future__ import annotations

import click

from ragft_tui.cli.context import RunContext, format_option
from ragft_tui.core.review import diff_with_verdicts
from ragft_tui.report.differences import DifferenceFormat, render_differences
from ragft_tui.storage.git import read_version
from ragft_tui.storage.project import decode_project


@click.command()
@click.argument("old")
@click.argument("new")
@format_option("text", "md", "json")
@click.option("--exit-code", is_flag=True, help="Leave with status 1 where they differ.")
@click.pass_obj
def diff(run: RunContext, old: str, new: str, output: DifferenceFormat, *, exit_code: bool) -> int:
    """Say which answers, verdicts and reviews differ from OLD to NEW.

    Each is a project file, or REVISION:PATH as git keeps it, such as HEAD:app.toml.
    """
    rulebook = run.rulebook()
    (before, one), (after, other) = (
        decode_project(data, path, rulebook) for data, path in map(read_version, (old, new))
    )
    # The same one for both: what was worked out by equal ones is looked up by comparing them.
    found = diff_with_verdicts((before, one), (after, one if other == one else other))
    click.echo(render_differences(found, output), nl=False)
    return 1 if found and exit_code else 0
