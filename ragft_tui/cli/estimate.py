"""The command `estimate`: memory and compute of retrieval and of fine-tuning."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ragft_tui.cli.context import FILE, RunContext, format_option
from ragft_tui.cli.errors import report_error, report_lexicon
from ragft_tui.cli.streams import use_utf8
from ragft_tui.core.costs import INPUTS, Input, format_input, read_inputs
from ragft_tui.core.errors import ROOT, RagftError, UsageError
from ragft_tui.core.rulebook import Rulebook
from ragft_tui.core.text import capitalize
from ragft_tui.report.costs import ESTIMATE_FORMATS, input_lines, model_lines
from ragft_tui.report.project_cost_formats import COST_FORMATS
from ragft_tui.session.costs import all_base_models, estimate_costs
from ragft_tui.session.project_costs import Alternative, project_costs
from ragft_tui.storage.paths import display
from ragft_tui.storage.project import load_project

if TYPE_CHECKING:
    from click.decorators import FC


def _input_options() -> Callable[[FC], FC]:
    """Return an option for every input; values are read as those of files and forms are."""

    def add(command: FC) -> FC:
        for each in reversed(tuple(INPUTS.values())):
            command = click.option(
                each.option, each.name, metavar=_metavar(each), help=_help(each)
            )(command)
        return command

    return add


def _metavar(each: Input) -> str:
    return "NUMBER" if each.is_number else "ON|OFF" if each.is_switch else "NAME"


def _help(each: Input) -> str:
    unit = f" ({each.unit})" if each.unit and each.default is None else ""
    default = each.default is not None
    told = f" Default: {format_input(each.name, each.default)}." if default else ""
    choices = f" {capitalize(each.range)}." if each.choices else ""
    return f"{each.label}{unit}.{choices}{told}"


@click.command()
@click.argument("project", type=FILE, required=False)
@format_option(*ESTIMATE_FORMATS)
@click.option("--decided", is_flag=True, help="Of a project, count only what has a decision.")
@click.option("--models", is_flag=True, help="List the base models that have a name.")
@click.option("--inputs", is_flag=True, help="Print a page on all inputs, in Markdown.")
@_input_options()
@click.pass_obj
def estimate(
    run: RunContext,
    /,
    project: Path | None,
    output: str,
    *,
    decided: bool,
    models: bool,
    inputs: bool,
    **given: str | None,
) -> int:
    """Estimate what retrieval and fine-tuning need: memory, tokens and GPU-hours.

    What is left out has its default, and every figure tells what it rests on. --model is the name
    of a base model, or the path of a config.json.

    With a PROJECT, it is estimated what its decisions call for; options stand in the place of the
    inputs in its file.
    """
    if models:
        click.echo("\n".join(model_lines(all_base_models().values())))
        return 0
    if inputs:
        use_utf8()
        click.echo("\n".join(input_lines()), nl=False)
        return 0
    typed = {name: text for name, text in given.items() if text is not None}
    if project is not None:
        return _print_project(project, typed, run.rulebook(), output, decided_only=decided)
    if decided:
        raise UsageError("--decided counts the capabilities of a project", advice="name its file")
    read, problems = read_inputs(typed)
    costs = estimate_costs(read, problems)
    if costs.estimate.figures:
        click.echo(ESTIMATE_FORMATS[output](costs.estimate, read), nl=False)
    return max((report_error(_of_option(each)) for each in costs.problems), default=0)


def _print_project(
    path: Path,
    typed: Mapping[str, str],
    rulebook: Rulebook | None,
    output: str,
    *,
    decided_only: bool,
) -> int:
    """Print what the decisions of a project cost, and what is wrong with its inputs."""
    found, chosen = load_project(path, rulebook)
    way = Alternative(tuple(typed.items()), decided_only=decided_only)
    costs = project_costs(found, chosen, way)
    click.echo(COST_FORMATS[output](costs), nl=False)
    status = 0
    for problem in costs.problems:
        name = str(problem.location[-1]) if problem.location else ""
        if name in typed or name not in dict(found.costs):
            status = max(status, report_error(_of_option(problem)))
        else:
            location = ROOT / "project" / "costs" / name
            status = max(status, report_error(problem.placed(display(path), location=location)))
    report_lexicon(chosen)
    return status


def _of_option(problem: RagftError) -> RagftError:
    """Return a problem of an input as one of its option."""
    wanted = INPUTS.get(str(problem.location[-1])) if len(problem.location) == 1 else None
    if wanted is None or problem.source:
        return problem
    return problem.placed(wanted.option, location=ROOT)
