"""The command line: the options before a command, the table of commands, and the exit status."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, Final

import click

from ragft_tui import __version__
from ragft_tui.cli.context import FILE, RunContext
from ragft_tui.cli.errors import report_error, report_usage
from ragft_tui.cli.streams import finish, prepare, use_ascii

if TYPE_CHECKING:
    from pathlib import Path

_ABORTED: Final = 130
_WIDEST_HELP: Final = 80
_NARROWEST_HELP: Final = 50

_COMMANDS: Final = {
    "check": ("check:check", "Check project files: what is wrong, and where."),
    "classify": (
        "classify:classify",
        "Classify a description, with reasons, or each record of a file.",
    ),
    "demo": ("projects:demo", "Open a sample application, in a file that you may keep."),
    "diff": ("diff:diff", "Show which answers, verdicts and decisions differ between OLD and NEW."),
    "edit": ("projects:edit", ""),
    "estimate": (
        "estimate:estimate",
        "Estimate what retrieval and fine-tuning need: memory, tokens and GPU-hours.",
    ),
    "import": (
        "importing:import_",
        "Import capabilities from lists, tables, API descriptions and other projects.",
    ),
    "keys": ("keys:keys", "Print all keys of the full screen, and what they do."),
    "new": ("projects:new", "Start a project in a FILE that does not exist yet."),
    "open": ("projects:open_", "Open the project in FILE."),
    "paths": ("paths:paths", "Print where this program keeps its files."),
    "report": (
        "report:report",
        "Write reports on projects, for those who open no terminal.",
    ),
    "resume": ("projects:resume", "Open the project that was open last on this machine."),
    "rules": ("rules:rules", "Print the rulebook: questions, rules, words and sources."),
    "settings": ("settings:settings", "Print all settings, and where each was chosen."),
    "themes": ("themes:themes", "List, show, export and check themes: how the full screen looks."),
}
"""Each command with its module and function, and its line in the help; `edit` is what FILE means.

A command is imported when it runs, so that `--help` and `--version` answer at once.
"""


def load_command(name: str) -> click.Command:
    """Import the command of a name."""
    module, _, function = _COMMANDS[name][0].partition(":")
    command: click.Command = getattr(import_module(f"ragft_tui.cli.{module}"), function)
    return command


class _FileOrCommand(click.Group):
    """A group that takes a first word which is no command for a project file."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the options; behind a FILE they may stand as well as before it."""
        ctx.allow_interspersed_args = ctx.ignore_unknown_options = True
        parser = self.make_parser(ctx)
        ctx.allow_interspersed_args = ctx.ignore_unknown_options = False
        with suppress(click.UsageError):  # what is wrong is reported when they are read for good
            words = parser.parse_args(list(args))[1]
            ctx.allow_interspersed_args = bool(words) and words[0] not in _COMMANDS
        return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Import the command that a line means; `ragft-tui FILE` edits FILE."""
        name, *rest = args
        if name in _COMMANDS:
            command = load_command(name)
            self._refuse_stray_option(ctx, command, name, rest)
            return name, command, rest
        if meant := self._nearest_command(name):
            raise click.UsageError(
                f"No such command '{name}'. Did you mean '{meant}'? "
                f"A new file of that name is written ./{name}",
                ctx,
            )
        if rest:
            raise click.UsageError(f"One FILE at a time, but '{rest[0]}' is a second one.", ctx)
        return "edit", load_command("edit"), ["--", name]

    def _refuse_stray_option(
        self, ctx: click.Context, command: click.Command, name: str, words: list[str]
    ) -> None:
        """Raise if an option stands behind a command that belongs before it."""
        own = {option for each in command.params for option in each.opts}
        ours = {option for each in self.params for option in (*each.opts, *each.secondary_opts)}
        if "--" in words:
            words = words[: words.index("--")]
        stray = next((word for word in words if word in ours - own), None)
        if stray is not None:
            raise click.UsageError(f"'{stray}' belongs before the command '{name}'.", ctx)

    def _nearest_command(self, word: str) -> str | None:
        """Return the command that a word was meant for; otherwise a file would get its name."""
        from difflib import get_close_matches
        from pathlib import Path

        if not word.isalpha() or Path(word).exists():
            return None
        names = [name for name, command in self.commands.items() if not command.hidden]
        return next(iter(get_close_matches(word, names, n=1, cutoff=0.7)), None)


@click.group(
    cls=_FileOrCommand,
    # Stubs for the help; a command that runs is imported.
    commands=[
        click.Command(name, help=line, hidden=not line) for name, (_, line) in _COMMANDS.items()
    ],
    invoke_without_command=True,
    subcommand_metavar="[FILE] | COMMAND ...",
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="A FILE that has the name of a command is written ./NAME.",
)
@click.version_option(__version__, message="ragft-tui %(version)s")
@click.option("--plain/--full-screen", default=None, help="Work line by line, without a screen.")
@click.option("--theme", metavar="NAME", help="The theme; `themes list` lists them.")
@click.option("--ascii/--unicode", "ascii_", default=None, help="Draw with ASCII alone.")
@click.option(
    "--mouse/--no-mouse", default=None, help="React to clicks, or let the terminal select."
)
@click.option("--by", metavar="NAME", help="Who decides in reviews.")
@click.option("--rulebook", type=FILE, metavar="FILE", help="Use the rulebook in FILE.")
@click.option("--read-only", is_flag=True, help="Open projects read-only.")
@click.pass_context
def commands(
    context: click.Context,
    /,
    rulebook: Path | None,
    *,
    read_only: bool,
    ascii_: bool | None,
    **settings: object,
) -> None:
    """Decide what your LLM application needs: retrieval, fine-tuning, both, or neither yet.

    With a FILE, open that project, or start it where there is none; without, show the sessions of
    this machine.
    """
    glyphs = None if ascii_ is None else "ascii" if ascii_ else "unicode"
    given = [(name, value, _option(context, name, value)) for name, value in settings.items()]
    given.append(("glyphs", glyphs, _option(context, "ascii_", ascii_)))
    context.obj = run = RunContext(
        [each for each in given if each[1] is not None], rulebook, read_only=read_only
    )
    use_ascii(run.settings.values.glyphs, run.profile)
    if context.invoked_subcommand is None:
        from ragft_tui.cli.projects import open_project

        open_project(None, run)


def _option(context: click.Context, name: str, value: object) -> str:
    """Return an option as it was given, for errors name it."""
    option = next(each for each in context.command.params if each.name == name)
    return (option.secondary_opts if value is False else option.opts)[0]


def help_width() -> int:
    """Return how many columns help has: those that click would find by a module slow to import."""
    columns = 0
    with suppress(ValueError):
        columns = int(os.environ.get("COLUMNS", ""))
    if columns <= 0:
        columns = _WIDEST_HELP
        with suppress(OSError):  # closed, or no terminal
            columns = os.get_terminal_size().columns or _WIDEST_HELP
    return max(min(columns, _WIDEST_HELP) - 2, _NARROWEST_HELP)


def main() -> None:
    """Run the command line, and exit with its status."""
    prepare()
    try:
        status = commands.main(
            prog_name="ragft-tui", standalone_mode=False, terminal_width=help_width()
        )
        finish()
    except click.exceptions.Abort:
        sys.exit(_ABORTED)
    except click.ClickException as error:
        report_usage(error)
        sys.exit(error.exit_code)
    except Exception as error:  # noqa: BLE001 - whatever it is, the user gets a line
        status = report_error(error)
        with suppress(OSError):
            finish()
    sys.exit(status if isinstance(status, int) else 0)
