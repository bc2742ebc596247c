"""The commands, and the one way in which each of them ends.

What a command needs is imported when it runs, so that `--help` and `--version` answer at once.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from ragft_tui import __version__
from ragft_tui.cli.chosen import Chosen
from ragft_tui.cli.streams import finish, prepare, use_utf8

if TYPE_CHECKING:
    from ragft_tui.cli.check import CheckFormat
    from ragft_tui.cli.keys import KeysFormat
    from ragft_tui.report.batch import OutputFormat
    from ragft_tui.report.differences import DifferenceFormat

__all__ = ["commands", "main"]

# Click would refuse a file without permission in words of its own.
_FILE: Final = click.Path(path_type=Path, readable=False)
_ABORTED: Final = 130
_PROBLEMS_TOLD: Final = 20
_FORMATS: Final = ("text", "json", "jsonl", "csv")


class _FileOrCommand(click.Group):
    """A group in which a first word that is no command is taken for a project file."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that a line means; `ragft-tui FILE` means `edit FILE`."""
        if args[0] not in self.commands:
            if meant := self._mistyped(args[0]):
                raise click.UsageError(
                    f"No such command '{args[0]}'. Did you mean '{meant}'? "
                    f"A new file of that name is written ./{args[0]}",
                    ctx,
                )
            args = ["edit", *args]
        return super().resolve_command(ctx, args)

    def _mistyped(self, word: str) -> str:
        """Return the command that a word was meant for; a file would be started in its name."""
        from difflib import get_close_matches

        if not word.isalpha() or Path(word).exists():
            return ""
        names = [name for name, command in self.commands.items() if not command.hidden]
        return next(iter(get_close_matches(word, names, n=1, cutoff=0.7)), "")


@click.group(
    cls=_FileOrCommand,
    invoke_without_command=True,
    subcommand_metavar="[FILE] | COMMAND ...",
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="A FILE that has the name of a command is written ./NAME.",
)
@click.version_option(__version__, message="ragft-tui %(version)s")
@click.option("--theme", default="dark", metavar="NAME", help="How it looks: dark or light.")
@click.option("--rulebook", type=_FILE, metavar="FILE", help="Assess by the rules in FILE.")
@click.option("--read-only", is_flag=True, help="Look at projects, and change nothing.")
@click.pass_context
def commands(context: click.Context, theme: str, rulebook: Path | None, *, read_only: bool) -> None:
    """Decide what your LLM application needs: retrieval, fine-tuning, both, or neither yet.

    With a FILE, open that project, or start it where there is none; without, show the sessions of
    this machine.
    """
    context.obj = chosen = Chosen(theme, rulebook, read_only)
    if context.invoked_subcommand is None:
        from ragft_tui.cli import fullscreen

        fullscreen.run(None, chosen)


@commands.command(hidden=True)
@click.argument("file", type=_FILE)
@click.pass_obj
def edit(chosen: Chosen, file: Path) -> None:
    """Open a project file, or start it where there is none."""
    from ragft_tui.cli import fullscreen

    fullscreen.run(file, chosen, create=True)


@commands.command()
@click.argument("file", type=_FILE)
@click.pass_obj
def new(chosen: Chosen, file: Path) -> None:
    """Start a project in a FILE that does not exist yet."""
    from ragft_tui.cli import fullscreen

    fullscreen.run_new(file, chosen)


@commands.command("open")
@click.argument("file", type=_FILE)
@click.pass_obj
def open_(chosen: Chosen, file: Path) -> None:
    """Open the project in FILE."""
    from ragft_tui.cli import fullscreen

    fullscreen.run(file, chosen)


@commands.command()
@click.pass_obj
def resume(chosen: Chosen) -> None:
    """Open the project that was open last on this machine."""
    from ragft_tui.cli import fullscreen

    fullscreen.run_last(chosen)


@commands.command()
@click.pass_obj
def demo(chosen: Chosen) -> None:
    """Open a sample application, in a file that you may keep."""
    from ragft_tui.cli import fullscreen, headless
    from ragft_tui.store.sample import demo_file

    if fullscreen.has_terminal():
        fullscreen.run_demo(chosen)
    else:
        click.echo("ragft-tui: no terminal here; these are the verdicts of the sample.", err=True)
        click.echo(headless.table(demo_file(), chosen.rulebook()), nl=False)


@commands.command()
@click.argument("text", nargs=-1)
@click.option("--from", "source", type=_FILE, help="Records: .jsonl, .csv, .txt, or - for stdin.")
@click.option(
    "--format",
    "output",
    type=click.Choice(_FORMATS),
    default="text",
    show_default=True,
)
@click.pass_obj
def classify(
    chosen: Chosen, text: tuple[str, ...], source: Path | None, output: OutputFormat
) -> int:
    """Say what a description points to, and why; or each record of a file."""
    if bool(text) == (source is not None):
        raise click.UsageError("give either TEXT or --from FILE")
    from ragft_tui.cli import batch, headless

    if output != "text":
        use_utf8()
    rulebook = chosen.rulebook_or_packaged()
    if source is not None:
        return 0 if batch.classify_records(source, output, rulebook) else 1
    click.echo(headless.classify(" ".join(text), output, rulebook), nl=False)
    return 0


@commands.command()
@click.argument("project", nargs=-1, required=True, type=_FILE)
@click.option(
    "--format",
    "output",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
)
@click.pass_obj
def check(chosen: Chosen, project: tuple[Path, ...], output: CheckFormat) -> int:
    """Check project files: say what is wrong in each, and where."""
    from ragft_tui.cli.check import check_files

    if output != "text":
        use_utf8()
    return 0 if check_files(project, output, chosen.rulebook()) else 1


@commands.command()
@click.argument("old")
@click.argument("new")
@click.option(
    "--format",
    "output",
    type=click.Choice(("text", "md", "json")),
    default="text",
    show_default=True,
)
@click.option("--exit-code", is_flag=True, help="Leave with status 1 where they differ.")
@click.pass_obj
def diff(chosen: Chosen, old: str, new: str, output: DifferenceFormat, *, exit_code: bool) -> int:
    """Say which answers, verdicts and reviews differ from OLD to NEW.

    Each is a project file, or REVISION:PATH as git keeps it, such as HEAD:app.toml.
    """
    from ragft_tui.cli import headless

    if output == "json":
        use_utf8()
    text, differ = headless.diff(old, new, output, chosen.rulebook())
    click.echo(text, nl=False)
    return 1 if differ and exit_code else 0


@commands.command()
@click.pass_obj
def rules(chosen: Chosen) -> None:
    """Print the rules that verdicts follow from, with their sources."""
    from ragft_tui.report.rules import rules_text

    click.echo(rules_text(chosen.rulebook_or_packaged()), nl=False)


@commands.command("keys")
@click.option(
    "--format", "output", type=click.Choice(("text", "md")), default="text", show_default=True
)
def keys_(output: KeysFormat) -> None:
    """Print all keys of the full screen, and what they do."""
    from ragft_tui.cli.keys import keys_page

    click.echo(keys_page(output), nl=False)


@commands.command("paths")
def paths_() -> None:
    """Print where this program keeps its files."""
    from ragft_tui.store import paths

    for words, path in paths.all_paths():
        click.echo(f"{words + ':':<18} {paths.display(path)}")


def main() -> None:
    """Run the command line, and leave with its status."""
    prepare()
    try:
        status = commands.main(prog_name="ragft-tui", standalone_mode=False)
        finish()
    except click.exceptions.Abort:
        sys.exit(_ABORTED)
    except click.ClickException as error:
        _show(error)
        sys.exit(error.exit_code)
    except Exception as error:  # noqa: BLE001 - here whatever went wrong is told to the user
        status = _tell(error)
        with suppress(OSError):
            finish()
        sys.exit(status)
    sys.exit(status if isinstance(status, int) else 0)


def _show(error: click.ClickException) -> None:
    """Say what is wrong with the words of a command, which it may quote."""
    import io

    from ragft_tui.core.text import one_line, visible

    shown = io.StringIO()
    error.show(shown)
    told = error.format_message()
    click.echo(visible(shown.getvalue().replace(told, one_line(told))), err=True, nl=False)


def _tell(error: Exception) -> int:
    """Say in lines on stderr what is wrong, and return the status to leave with."""
    from ragft_tui.core.errors import ProblemsError, RagftError

    if isinstance(error, OSError):  # such as a full disk behind stdout
        fault = error.strerror or type(error).__name__
        error = RagftError(fault, where=str(error.filename or ""))
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
