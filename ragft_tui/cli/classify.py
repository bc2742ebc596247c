"""The command `classify`: one description with its reasons, or each record of a file."""

from __future__ import annotations

from pathlib import Path
from typing import Final, get_args

import click

from ragft_tui.cli.context import FILE, RunContext, format_option, separator_option
from ragft_tui.cli.errors import report_foreign, report_lexicon
from ragft_tui.core.importing import FORMATS, Format, HowToRead
from ragft_tui.core.interview import check_text
from ragft_tui.core.model import Capability
from ragft_tui.report.verdicts import OutputFormat, batch_writer, render_verdict
from ragft_tui.report.view import CapabilityView

_MOST_JOBS: Final = 256


def _count_jobs(context: click.Context, option: click.Parameter, given: str) -> int:
    """Return how many processes classify."""
    if given == "auto":
        from ragft_tui.session.processes import processors

        return min(processors(), _MOST_JOBS)
    if not (given.isdecimal() and 1 <= int(given) <= _MOST_JOBS):
        what = f"give a number from 1 to {_MOST_JOBS}, or auto"
        raise click.BadParameter(what, context, option)
    return int(given)


@click.command()
@click.argument("text", nargs=-1)
@click.option("--from", "source", type=FILE, help="A table, list or JSON; - is stdin.")
@click.option(
    "--input-format",
    "given",
    type=click.Choice(FORMATS),
    help="How the file is written; detected if left out.",
)
@format_option(*get_args(OutputFormat))
@separator_option()
@click.option("--strict", is_flag=True, help="Refuse records with an unknown field.")
@click.option(
    "--jobs",
    metavar="N",
    default="1",
    show_default=True,
    callback=_count_jobs,
    help="How many processes classify a file; auto is one a processor.",
)
@click.pass_obj
def classify(  # noqa: PLR0913 - one for each option
    run: RunContext,
    text: tuple[str, ...],
    source: Path | None,
    given: Format | None,
    output: OutputFormat,
    separator: str,
    *,
    strict: bool,
    jobs: int,
) -> int:
    """Classify a description, with reasons, or each record of a file."""
    if bool(text) == (source is not None):
        raise click.UsageError("give either TEXT or --from FILE")
    if given and source is None:
        raise click.UsageError("--input-format is for --from FILE")
    if jobs != 1 and source is None:
        raise click.UsageError("--jobs is for --from FILE")
    if separator != "," and output != "csv":
        raise click.UsageError("--separator is for --format csv")
    rulebook = run.rulebook_or_packaged()
    if source is not None:
        # The readers of files are many, and one description needs none.
        from ragft_tui.cli.batch import classify_records

        how = HowToRead(format=given or "")
        writer = batch_writer(output, separator)
        done = classify_records(source, how, writer, rulebook, strict=strict, jobs=jobs)
        return 0 if done else 1
    description = check_text(" ".join(text), "the description")
    item = CapabilityView(Capability("described", description=description), rulebook)
    click.echo(render_classification(item, output), nl=False)
    report_lexicon(rulebook)
    report_foreign(int(item.assessment.foreign))
    return 0


def render_classification(item: CapabilityView, output: OutputFormat) -> str:
    """Return what the words of a description point to, with reasons and sources."""
    if output == "text":
        return render_verdict(item)
    writer = batch_writer(output)
    return writer.begin() + writer.result(item) + writer.end()
