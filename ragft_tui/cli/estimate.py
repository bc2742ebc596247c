"""The command `estimate`: memory and compute of retrieval and of fine-tuning."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from ragft_tui.cli.context import format_option
from ragft_tui.cli.errors import report_error
from ragft_tui.core.costs import INPUTS, Input, format_input, read_inputs
from ragft_tui.core.errors import ROOT, RagftError
from ragft_tui.core.text import capitalize
from ragft_tui.report.costs import ESTIMATE_FORMATS, model_lines
from ragft_tui.session.costs import all_base_models, estimate_costs

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
@format_option(*ESTIMATE_FORMATS)
@click.option("--models", is_flag=True, help="List the base models that have a name.")
@_input_options()
def estimate(output: str, *, models: bool, **given: str | None) -> int:
    """Estimate what retrieval and fine-tuning need: memory, tokens and GPU-hours.

    What is left out has its default, and every figure tells what it rests on. --model is the name
    of a base model, or the path of a config.json.
    """
    if models:
        click.echo("\n".join(model_lines(all_base_models().values())))
        return 0
    typed = {name: text for name, text in given.items() if text is not None}
    inputs, problems = read_inputs(typed)
    costs = estimate_costs(inputs, problems)
    if costs.estimate.figures:
        click.echo(ESTIMATE_FORMATS[output](costs.estimate, inputs), nl=False)
    return max((report_error(_of_option(each)) for each in costs.problems), default=0)


def _of_option(problem: RagftError) -> RagftError:
    """Return a problem of an input as one of its option."""
    wanted = INPUTS.get(str(problem.location[-1])) if len(problem.location) == 1 else None
    if wanted is None or problem.source:
        return problem
    return problem.placed(wanted.option, location=ROOT)
