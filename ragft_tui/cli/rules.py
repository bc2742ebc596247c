"""The command `rules`: the rulebook in words."""

from __future__ import annotations

import click

from ragft_tui.cli.context import RunContext
from ragft_tui.report.rules import render_rules


@click.command()
@click.pass_obj
def rules(run: RunContext) -> None:
    """Print the rules that verdicts follow from, with their sources."""
    click.echo(render_rules(run.rulebook_or_packaged()), nl=False)
