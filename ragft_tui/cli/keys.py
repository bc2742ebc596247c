"""The command `keys`: the table of keys, to read outside of the full screen."""

from __future__ import annotations

from typing import Literal

import click

from ragft_tui.cli.context import RunContext, format_option
from ragft_tui.keys import CONTEXTS, Keymap

KeysFormat = Literal["text", "md"]


@click.command()
@format_option("text", "md")
@click.option("--ids", is_flag=True, help="List the ids by which settings give other keys.")
@click.pass_obj
def keys(run: RunContext, output: KeysFormat, *, ids: bool) -> None:
    """Print all keys of the full screen, and what they do."""
    if ids:
        click.echo(render_ids(), nl=False)
    else:
        config = run.config(themed=False)
        config.raise_problems()
        click.echo(render_keys(config.keymap, output), nl=False)


def render_keys(keymap: Keymap, output: KeysFormat) -> str:
    """Return every key and what it does, by the contexts in which it works.

    Args:
        keymap: The keys.
        output: `text` for a terminal, `md` for a page.
    """
    lines = ["# Keys", ""] if output == "md" else []
    for context, title in CONTEXTS.items():
        keys = keymap.of(context)
        if output == "md":
            rows = [f"| {_cell(key.labels)} | {_cell(key.tooltip)} |" for key in keys]
            lines += [f"## {title}", "", "| key | does |", "| --- | --- |", *rows, ""]
        else:
            lines += [title, *(f"  {key.labels:<22} {key.tooltip}" for key in keys), ""]
    return "\n".join(lines)


def render_ids() -> str:
    """Return the ids of all actions whose keys can be changed, with their built-in keys.

    The settings are not asked: whoever mends them looks here.
    """
    return "".join(
        f"{key.id:<20} {key.labels:<22} {key.tooltip}\n"
        for key in Keymap().keys
        if not key.shows_keys_of and not key.is_family
    )


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("*", "\\*")
