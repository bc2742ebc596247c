"""The hooks and the pipelines of the docs name commands and options that there are."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Final

import pytest

from ragft_tui.cli.main import load_command

ROOT: Final = Path(__file__).parents[3]
HOOKS: Final = (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8")
PAGE: Final = (ROOT / "docs" / "pipelines.md").read_text("utf-8")
BLOCKS: Final = re.findall(r"^```yaml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
ENTRIES: Final = dict(re.findall(r"^- id: (\S+)\n(?:  .*\n)*?  entry: (.*)$", HOOKS, re.MULTILINE))


def commands_in(text: str) -> list[str]:
    return re.findall(r"ragft-tui [a-z]+[^`\n;]*", text)


def options_of(command: str) -> tuple[set[str], set[str]]:
    """Return the options that stand behind a command, and those that it has."""
    _, name, *words = shlex.split(command.partition(" >>")[0])
    known = {option for each in load_command(name).params for option in each.opts}
    return {word for word in words if re.fullmatch(r"--?[a-z-]+", word)}, known


@pytest.mark.parametrize(
    "command", [*ENTRIES.values(), *commands_in("\n".join(BLOCKS)), *commands_in(PAGE)]
)
def test_what_is_run_is_a_command_with_such_options(command: str) -> None:
    given, known = options_of(command)
    assert given <= known


def test_each_platform_runs_the_gate_and_a_report() -> None:
    hooks, *platforms = BLOCKS
    for block in platforms:
        found = commands_in(block)
        assert any(each.startswith("ragft-tui check --decided ") for each in found)
        assert any(each.startswith("ragft-tui report ") for each in found)
    assert len(platforms) == 2
    assert {*re.findall(r"- id: (\S+)", hooks)} == {*ENTRIES}
    assert len(ENTRIES) == 2


def test_the_arguments_of_a_hook_are_options_of_its_command() -> None:
    found = re.findall(r"- id: (\S+)\n(?: +[a-z].*\n)*? +args: \[(.*)\]", BLOCKS[0])
    assert [hook for hook, _ in found] == ["ragft-tui-decided"]
    for hook, arguments in found:
        given, known = options_of(f"{ENTRIES[hook]} {arguments.replace(',', ' ')}")
        assert "--review-after" in given
        assert given <= known
