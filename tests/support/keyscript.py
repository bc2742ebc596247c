"""Journeys as readable files: run a script of keys against a program in a terminal.

One step a line; blank lines and lines that start with `#` are for the reader.

    start                   open the program, in a terminal of its own
    wait REGEX              wait until the screen shows it (`^` and `$` match at rows)
    gone REGEX              wait until the screen no longer shows it
    type TEXT               type the rest of the line as it is
    press KEY [KEY ...]     press keys: enter shift+tab f10 ctrl+q alt+enter x ...
    paste <<END             paste the lines that follow, up to a line that says END
    resize COLSxROWS        change the size of the window
    signal NAME             send a signal: TERM, INT, KILL ...
    leave                   hang up, as a lost connection does, and wait for the program to end
    exit STATUS             wait for the program to end, with this status

A script ends with no program open; after `leave` or `exit`, `start` opens it again.
"""

from __future__ import annotations

import re
import signal
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from tests.support.keys import encode_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.support.terminal import Terminal

    Action = Callable[[Terminal], None]


class KeyScriptError(AssertionError):
    """A step that cannot be read or that failed; the message starts with file and line."""


@dataclass(frozen=True, slots=True)
class _Step:
    place: str
    line: str
    action: Action | None
    """What to do with the open program; `None` to open it."""

    def error(self, message: object) -> KeyScriptError:
        return KeyScriptError(f"{self.place}: {self.line}\n{message}")


def run_script(path: Path, start: Callable[[], Terminal]) -> Terminal:
    """Run a script of keys.

    Args:
        path: The script.
        start: Opens the program; called by every step `start`.

    Returns:
        The last terminal, closed, for a look at what it showed in the end.

    Raises:
        KeyScriptError: A line cannot be understood, or a step failed.
    """
    steps = list(_read(path))
    terminal: Terminal | None = None
    with ExitStack() as terminals:
        for step in steps:
            is_open = terminal is not None and not terminal.closed
            if step.action is None and is_open:
                raise step.error("the program is open already")
            if step.action is None:
                terminal = terminals.enter_context(start())
                continue
            if terminal is None or not is_open:
                raise step.error("the program is not open: `start` opens it")
            try:
                step.action(terminal)
            except AssertionError as error:
                raise step.error(error) from None
        if terminal is None or not terminal.closed:
            raise KeyScriptError(f"{path}: the script must end with `exit STATUS` or `leave`")
    return terminal


def _read(path: Path) -> Iterator[_Step]:
    lines = iter(enumerate(path.read_text(encoding="utf-8").split("\n"), 1))
    for number, line in lines:
        verb, _, argument = line.lstrip().partition(" ")
        if not verb or verb.startswith("#"):
            continue
        step = _Step(f"{path}:{number}", line.strip(), None)
        try:
            if verb == "paste":
                argument = _here_document(argument.strip(), (text for _, text in lines))
            if verb == "start":
                _no_argument(argument)
                yield step
            elif verb in _VERBS:
                yield replace(step, action=_VERBS[verb](argument))
            else:
                raise step.error("no such step")
        except (ValueError, re.error) as error:
            raise step.error(error) from None


def _here_document(marker: str, lines: Iterator[str]) -> str:
    """Take the lines up to the one that repeats the word after `<<`."""
    if not re.fullmatch(r"<<\w+", marker):
        raise ValueError("expected: paste <<END")
    text: list[str] = []
    for line in lines:
        if line.strip() == marker[2:]:
            return "\n".join(text)
        text.append(line)
    raise ValueError(f"no line says {marker[2:]}")


def _wait(argument: str) -> Action:
    pattern = re.compile(_required(argument), re.MULTILINE)
    return lambda terminal: terminal.wait_for(pattern)


def _gone(argument: str) -> Action:
    pattern = re.compile(_required(argument), re.MULTILINE)
    return lambda terminal: terminal.wait_gone(pattern)


def _type(argument: str) -> Action:
    def type_and_see(terminal: Terminal) -> None:
        # Several lines that come in one read are a paste: what is seen was read before the next.
        terminal.type(argument)
        terminal.wait_for(argument.rsplit(maxsplit=1)[-1])

    return type_and_see


def _press(argument: str) -> Action:
    names = _required(argument).split()
    for name in names:
        encode_key(name)
    return lambda terminal: terminal.press(*names)


def _paste(argument: str) -> Action:
    return lambda terminal: terminal.paste(argument)


def _resize(argument: str) -> Action:
    cols, rows = (int(number) for number in argument.split("x"))
    return lambda terminal: terminal.resize(cols, rows)


def _signal(argument: str) -> Action:
    try:
        number = signal.Signals[f"SIG{argument.strip()}"]
    except KeyError:
        raise ValueError("no such signal") from None
    return lambda terminal: terminal.signal(number)


def _leave(argument: str) -> Action:
    _no_argument(argument)

    def leave(terminal: Terminal) -> None:
        terminal.hang_up()
        terminal.wait_exit()
        terminal.close()

    return leave


def _exit(argument: str) -> Action:
    expected = int(argument)

    def wait_exit(terminal: Terminal) -> None:
        if terminal.wait_exit() != expected:
            terminal.fail(f"expected: the program ends with status {expected}")
        terminal.close()

    return wait_exit


def _required(argument: str) -> str:
    """Give an argument without the blanks around it."""
    if not argument.strip():
        raise ValueError("this step needs an argument")
    return argument.strip()


def _no_argument(argument: str) -> None:
    if argument.strip():
        raise ValueError("this step takes no argument")


_VERBS: Final[dict[str, Callable[[str], Action]]] = {
    "wait": _wait,
    "gone": _gone,
    "type": _type,
    "press": _press,
    "paste": _paste,
    "resize": _resize,
    "signal": _signal,
    "leave": _leave,
    "exit": _exit,
}
