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
from ragft_tui.cli.context import Chosen
from ragft_tui.cli.errors import tell, tell_usage
from ragft_tui.cli.streams import finish, prepare, use_ascii, use_utf8

if TYPE_CHECKING:
    from ragft_tui.cli.check import CheckFormat
    from ragft_tui.cli.keys import KeysFormat
    from ragft_tui.report.batch import OutputFormat
    from ragft_tui.report.differences import DifferenceFormat

# Click would refuse a file without permission in words of its own.
_FILE: Final = click.Path(path_type=Path, readable=False)
_ABORTED: Final = 130
_FORMATS: Final = ("text", "json", "jsonl", "csv")


class _FileOrCommand(click.Group):
    """A group in which a first word that is no command is taken for a project file."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the options; behind a FILE they may stand as well as before it."""
        ctx.allow_interspersed_args = ctx.ignore_unknown_options = True
        parser = self.make_parser(ctx)
        ctx.allow_interspersed_args = ctx.ignore_unknown_options = False
        with suppress(click.UsageError):  # what is wrong is told when they are read for good
            words = parser.parse_args(list(args))[1]
            ctx.allow_interspersed_args = bool(words) and words[0] not in self.commands
        return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that a line means; `ragft-tui FILE` means `edit FILE`."""
        if args[0] in self.commands:
            self._refuse_stray_option(ctx, args)
            return super().resolve_command(ctx, args)
        if meant := self._mistyped(args[0]):
            raise click.UsageError(
                f"No such command '{args[0]}'. Did you mean '{meant}'? "
                f"A new file of that name is written ./{args[0]}",
                ctx,
            )
        if len(args) > 1:
            raise click.UsageError(f"One FILE at a time, but '{args[1]}' is a second one.", ctx)
        return super().resolve_command(ctx, ["edit", "--", *args])

    def _refuse_stray_option(self, ctx: click.Context, args: list[str]) -> None:
        """Say where an option belongs that stands behind a command and is not its own."""
        own = {name for option in self.commands[args[0]].params for name in option.opts}
        ours = {name for option in self.params for name in (*option.opts, *option.secondary_opts)}
        words = args[1 : args.index("--")] if "--" in args else args[1:]
        stray = next((word for word in words if word in ours - own), None)
        if stray is not None:
            raise click.UsageError(f"'{stray}' belongs before the command '{args[0]}'.", ctx)

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
@click.option("--plain/--full-screen", default=None, help="Go line by line, without a screen.")
@click.option("--theme", metavar="NAME", help="How it looks; `themes list` names them.")
@click.option("--ascii/--unicode", "ascii_", default=None, help="Draw with ASCII alone.")
@click.option("--mouse/--no-mouse", default=None, help="Take clicks, or let the terminal select.")
@click.option("--by", metavar="NAME", help="Who decides in reviews.")
@click.option("--rulebook", type=_FILE, metavar="FILE", help="Assess by the rules in FILE.")
@click.option("--read-only", is_flag=True, help="Look at projects, and change nothing.")
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
    given = {
        name: (_option(context, name, value), value)
        for name, value in settings.items()
        if value is not None
    }
    if ascii_ is not None:
        option = _option(context, "ascii_", ascii_)
        given["glyphs"] = (option, "ascii" if ascii_ else "unicode")
    context.obj = chosen = Chosen(given, rulebook, read_only)
    use_ascii(chosen.glyphs())
    if context.invoked_subcommand is None:
        from ragft_tui.cli import opening

        opening.run(None, chosen)


def _option(context: click.Context, name: str, value: object) -> str:
    """Return an option as it was given, for errors name it."""
    option = next(each for each in context.command.params if each.name == name)
    return (option.secondary_opts if value is False else option.opts)[0]


@commands.command(hidden=True)
@click.argument("file", type=_FILE)
@click.pass_obj
def edit(chosen: Chosen, file: Path) -> None:
    """Open a project file, or start it where there is none."""
    from ragft_tui.cli import opening

    opening.run(file, chosen, create=True)


@commands.command()
@click.argument("file", type=_FILE)
@click.pass_obj
def new(chosen: Chosen, file: Path) -> None:
    """Start a project in a FILE that does not exist yet."""
    from ragft_tui.cli import opening

    opening.run_new(file, chosen)


@commands.command("open")
@click.argument("file", type=_FILE)
@click.pass_obj
def open_(chosen: Chosen, file: Path) -> None:
    """Open the project in FILE."""
    from ragft_tui.cli import opening

    opening.run(file, chosen)


@commands.command()
@click.pass_obj
def resume(chosen: Chosen) -> None:
    """Open the project that was open last on this machine."""
    from ragft_tui.cli import opening

    opening.run_last(chosen)


@commands.command()
@click.pass_obj
def demo(chosen: Chosen) -> None:
    """Open a sample application, in a file that you may keep."""
    from ragft_tui.cli import headless, opening
    from ragft_tui.core.errors import RagftError
    from ragft_tui.storage.paths import packaged
    from ragft_tui.storage.sample import demo_file

    if opening.can_open(chosen):
        opening.run_demo(chosen)
    else:
        click.echo("ragft-tui: no terminal here; these are the verdicts of the sample.", err=True)
        try:
            path = demo_file()
        except RagftError:  # nobody is there who would want to keep it
            path = packaged("sample.toml")
        click.echo(headless.table(path, chosen.rulebook()), nl=False)


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
@click.option("--strict", is_flag=True, help="Refuse records with a field that means nothing.")
@click.pass_obj
def classify(
    chosen: Chosen,
    text: tuple[str, ...],
    source: Path | None,
    output: OutputFormat,
    *,
    strict: bool,
) -> int:
    """Say what a description points to, and why; or each record of a file."""
    if bool(text) == (source is not None):
        raise click.UsageError("give either TEXT or --from FILE")
    from ragft_tui.cli import batch, headless

    if output != "text":
        use_utf8()
    rulebook = chosen.rulebook_or_packaged()
    if source is not None:
        return 0 if batch.classify_records(source, output, rulebook, strict=strict) else 1
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

    if output != "text":
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
@click.option("--ids", is_flag=True, help="List the ids by which settings give other keys.")
@click.pass_obj
def keys_(chosen: Chosen, output: KeysFormat, *, ids: bool) -> None:
    """Print all keys of the full screen, and what they do."""
    from ragft_tui.cli.keys import id_lines, keys_page
    from ragft_tui.session.config import chosen_keymap

    if output != "text":
        use_utf8()
    if ids:
        click.echo(id_lines(), nl=False)
    else:
        keymap = chosen_keymap(chosen.settings(themed=False))
        click.echo(keys_page(output, keymap), nl=False)


@commands.command("settings")
@click.option("--init", is_flag=True, help="Write a file of settings, every line explained.")
@click.pass_obj
def settings_(chosen: Chosen, *, init: bool) -> None:
    """Print all settings, and where each was chosen."""
    from ragft_tui.cli.settings import settings_lines, start_file

    if init:
        click.echo(start_file(), nl=False)
    else:
        settings = chosen.checked()
        click.echo(settings_lines(settings), nl=False)
        settings.refuse()


@commands.group("themes")
def themes_() -> None:
    """List, show, export and check themes: how the full screen looks."""


@themes_.command("list")
@click.pass_obj
def themes_list(chosen: Chosen) -> None:
    """Print all themes; the one in use is marked."""
    from ragft_tui.cli.themes import list_themes

    list_themes(chosen)


@themes_.command("show")
@click.argument("name")
def themes_show(name: str) -> None:
    """Print the colours of a theme, and how well each can be read."""
    from ragft_tui.cli.themes import show_theme

    show_theme(name)


@themes_.command("export")
@click.argument("name")
@click.option("-o", "--output", type=_FILE, metavar="FILE", help="Write it there, not to stdout.")
def themes_export(name: str, output: Path | None) -> None:
    """Print the file of a theme, to begin one of your own with."""
    from ragft_tui.cli.themes import export_theme

    use_utf8()
    export_theme(name, output)


@themes_.command("check")
@click.argument("file", nargs=-1, required=True, type=_FILE)
def themes_check(file: tuple[Path, ...]) -> int:
    """Check theme files: say what is wrong in each, and what cannot be read on the screen."""
    from ragft_tui.cli.themes import check_themes

    return 0 if check_themes(file) else 1


@commands.command("paths")
@click.option("--terminal", is_flag=True, help="Print what it makes of this terminal instead.")
@click.pass_obj
def paths_(chosen: Chosen, *, terminal: bool) -> None:
    """Print where this program keeps its files."""
    if terminal:
        from ragft_tui.cli.terminal_page import terminal_page

        settings = chosen.checked()
        click.echo(terminal_page(settings.values), nl=False)
        settings.refuse()
        return
    from ragft_tui.storage import paths

    for words, path in paths.all_paths():
        told = paths.display(path) if path else "nowhere: no home directory is known"
        click.echo(f"{words + ':':<18} {told}")


def main() -> None:
    """Run the command line, and leave with its status."""
    prepare()
    try:
        status = commands.main(prog_name="ragft-tui", standalone_mode=False)
        finish()
    except click.exceptions.Abort:
        sys.exit(_ABORTED)
    except click.ClickException as error:
        tell_usage(error)
        sys.exit(error.exit_code)
    except Exception as error:  # noqa: BLE001 - here whatever went wrong is told to the user
        status = tell(error)
        with suppress(OSError):
            finish()
        sys.exit(status)
    sys.exit(status if isinstance(status, int) else 0)
