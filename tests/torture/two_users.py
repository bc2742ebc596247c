"""Two users in one directory: whoever may write the file may work on it, after a kill as well."""

from __future__ import annotations

import itertools
import os
import random
import signal
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from tests.support.other_user import OtherUser, common_ground, need_acl
from tests.support.typist import Program
from tests.torture.bench import SCRIPT, Bench
from tests.torture.tally import Tally

__all__ = ["CASES", "two_users", "work_in_turn"]

_GROUP: Final = 60_003
_SHARED_BY: Final = ("mode", "group", "acl")
_PROJECT: Final = "format = 1\n\n[project]\nname = 'App'\n\n[[capabilities]]\nid = 'a'\n"
_TEXT: Final = _PROJECT + "name = 'Greeting'\ndescription = 'Says hello.'\n"
_ROWS: Final = 40

CASES: Final[Sequence[tuple[str, str, bool, str, str]]] = [
    *itertools.product(
        _SHARED_BY, ("022", "077"), (False, True), ("first", "second"), ("killed", "alive")
    )
]
"""How the file is shared, the umask of both, whether the directory is sticky, whose the file is,
and what became of the first session when the second begins."""


def work_in_turn(
    bench: Bench, by: str, umask: str, whose: str, first_is: str, *, sticky: bool
) -> None:
    """Let one user work on a file and then another, who may write it just as well."""
    ada, ben = (OtherUser(number, [_GROUP] if by == "group" else ()) for number in range(2))
    with common_ground() as directory:
        file = _shared(directory, by, ada if whose == "first" else ben, (ada, ben), sticky=sticky)
        before = _access(file, ada, ben)
        assert before == ["rw", "rw"], f"the case is wrong: {before}"
        with _session(bench, directory, ada, umask, "ada") as first:
            first.wait_for("F1 keys")
            _answer(first, file, "weekly")
            if first_is == "killed":
                first.signal(signal.SIGKILL)
                first.wait_exit()
            with _session(bench, directory, ben, umask, "ben") as second:
                if first_is == "alive":
                    _look(second, file)
                else:
                    second.wait_for("F1 keys")
                    assert "read-only" not in second.screen_text(), second.screen_text()
                    _answer(second, file, "required")
                second.press("f10")
                status = second.wait_exit()
                assert status == 0, second.screen_text()
            if first_is == "alive":
                first.press("f10")
                status = first.wait_exit()
                assert status == 0, first.screen_text()
        assert _access(file, ada, ben) == before, "somebody may do more, or less"
        left = [path.name for path in directory.glob(".ragft-*") if path.stat().st_size]
        assert not left, f"left beside the file: {left}"


def _shared(
    directory: Path, by: str, owner: OtherUser, users: Sequence[OtherUser], *, sticky: bool
) -> Path:
    """Make a file that two users may write, in a directory where both may make files."""
    file = directory / "app.toml"
    file.write_text(_TEXT)
    group = _GROUP if by == "group" else owner.id
    os.chown(file, owner.id, group)
    file.chmod({"mode": 0o666, "group": 0o660, "acl": 0o600}[by])
    if by == "acl":
        for user in users:
            subprocess.run(["setfacl", "-m", f"u:{user.id}:rw", str(file)], check=True)
    directory.chmod(0o1777 if sticky else 0o777)
    return file


def _access(file: Path, *users: OtherUser) -> list[str]:
    return [user.may(file) for user in users]


def _session(bench: Bench, directory: Path, user: OtherUser, umask: str, name: str) -> Program:
    state = directory / f".home-{user.id}"
    state.mkdir(exist_ok=True)
    os.chown(state, user.id, user.id)
    environment = bench.environment | {
        "HOME": str(state),
        "RAGFT_TUI_HOME": str(state),
        "USER": name,
        "LOGNAME": name,
    }
    command = ["sh", "-c", f'umask {umask} && exec "$@"', "sh", str(SCRIPT), "app.toml"]
    return Program([*user.run_as(), *command], cwd=directory, env=environment, rows=_ROWS)


def _answer(program: Program, file: Path, value: str) -> None:
    """Answer the question that is shown by its third option, and wait until that is in the file."""
    program.press("3", "enter")
    program.wait_until(lambda _: f'"{value}"' in file.read_text(), f"{value} is in the file")
    program.wait_for("saved ")


def _look(program: Program, file: Path) -> None:
    """Be told who has the file, find that it cannot be taken over, and look at it."""
    program.wait_for("In use")
    said = "".join(program.screen_text().split())
    assert "isinusebyada" in said, said
    assert "Itcannotbetakenover:itbelongstoada" in said, said
    assert "Takeover:itsaves" not in said, said
    held = file.read_bytes()
    program.press("1", "enter")
    program.wait_for("read-only")
    assert file.read_bytes() == held


def two_users(bench: Bench, rounds: int, seed: int) -> Tally:
    """Work in turn in every case, in random order."""
    need_acl(bench.root)
    tally = Tally("two users", seed)
    cases = list(CASES)
    random.Random(seed).shuffle(cases)  # noqa: S311 - to be repeated, not secret
    for turn in range(rounds):
        by, umask, sticky, whose, first_is = cases[turn % len(cases)]
        with tally.round(f"{turn}: {by}, {umask}, {sticky=}, {whose}, {first_is}"):
            work_in_turn(bench, by, umask, whose, first_is, sticky=sticky)
    return tally
