"""Scripts of keys, run against small real programs."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

import pytest

from tests.support.keyscript import KeyScriptError, run_script
from tests.support.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PROGRAM = """
echo opened $(wc -l < log)
while read line; do
    case $line in
        quit) exit 3 ;;
        size) stty size ;;
        clear) printf '\\033[H\\033[J' ;;
        *) echo "$line" >> log; echo "noted $line" ;;
    esac
done
"""


@pytest.fixture
def start(tmp_path: Path) -> Callable[[], Terminal]:
    (tmp_path / "log").touch()
    env = {"PATH": os.defpath}
    return partial(Terminal, ["sh", "-c", PROGRAM], cwd=tmp_path, env=env)


@pytest.fixture
def script(tmp_path: Path) -> Callable[[str], Path]:
    def write(text: str) -> Path:
        path = tmp_path / "journey.keys"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_a_whole_journey(
    tmp_path: Path, start: Callable[[], Terminal], script: Callable[[str], Path]
) -> None:
    terminal = run_script(
        script("""
# First visit: the line drops.
start
wait ^opened 0$
type  with  blanks
press enter
wait noted +with
type clear
press ctrl+j
gone noted
leave

start
wait ^opened 1$
resize 40x15
type size
press enter
wait ^15 40$
paste <<END
# not a comment
  two
END
press enter
wait noted two
type quit
press enter
exit 3

start
wait ^opened 3$
signal TERM
exit 143
"""),
        start,
    )
    assert (tmp_path / "log").read_text().splitlines() == ["with  blanks", "# not a comment", "two"]
    assert terminal.closed
    assert terminal.line(0) == "opened 3"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("start\n\nwhistle tune", r"keys:3: whistle tune\nno such step"),
        ("press enter escape", r"keys:1: press enter escape\nno terminal sends .* 'escape'"),
        ("press", r"keys:1: press\nthis step needs an argument"),
        ("wait (", r"keys:1: wait \(\n.*unterminated"),
        ("# c\npaste <<END\ntext", r"keys:2: paste <<END\nno line says END"),
        ("paste text", r"keys:1: paste text\nexpected: paste <<END"),
        ("resize 40", r"keys:1: resize 40\n"),
        ("signal SIGTERM", r"keys:1: signal SIGTERM\nno such signal"),
        ("exit", r"keys:1: exit\n"),
        ("start now", r"keys:1: start now\nthis step takes no argument"),
        ("leave now", r"keys:1: leave now\nthis step takes no argument"),
    ],
)
def test_a_mistake_is_named_before_anything_runs(
    text: str, message: str, script: Callable[[str], Path]
) -> None:
    def start() -> Terminal:
        pytest.fail("the program was started")

    with pytest.raises(KeyScriptError, match=message):
        run_script(script(text), start)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("wait x", r"keys:1: wait x\nthe program is not open"),
        ("start\nstart", r"keys:2: start\nthe program is open already"),
        ("start\nleave\ntype x", r"keys:3: type x\nthe program is not open"),
        ("start\nwait opened", r"must end with `exit STATUS` or `leave`"),
        (
            "start\nwait opened\ntype quit\npress enter\nexit 0",
            r"keys:5: exit 0\nexpected: the program ends with status 0\n.*ended with status 3",
        ),
        (
            "start\nwait opened\ntype quit\npress enter\nwait noted",
            r"keys:5: wait noted\n(.*\n)+opened 0",
        ),
    ],
)
def test_a_step_that_fails_is_named(
    text: str, message: str, start: Callable[[], Terminal], script: Callable[[str], Path]
) -> None:
    with pytest.raises(KeyScriptError, match=message):
        run_script(script(text), start)
