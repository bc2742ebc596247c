"""Files of any rights, saved by any user who may write them: nobody may do more afterwards."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from tests.support.other_user import OtherUser, common_ground, need_acl
from tests.torture.bench import Bench
from tests.torture.tally import Tally

__all__ = ["rights_of_saves"]

_OLD, _NEW = b"old\n" * 400, b"new\n" * 500

# A save and a copy beside, and before each of their calls the process may kill itself.
_SAVE: Final = """
import os, signal, sys
from pathlib import Path
from ragft_tui.storage.atomic import write_atomically
from ragft_tui.storage.atomic import copy_beside
from ragft_tui.storage.rights import rights_of
path, umask, calls = Path(sys.argv[1]), int(sys.argv[2], 8), int(sys.argv[3])
os.umask(umask)
def watch(owner, name):
    real = getattr(owner, name)
    def call(*given, **named):
        global calls
        calls -= 1
        if calls == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*given, **named)
    setattr(owner, name, call)
for name in ("fchmod", "fchown", "setxattr", "removexattr", "write", "pread", "ftruncate", "fsync"):
    watch(os, name)
watch(Path, "replace")
with path.open("rb") as file:
    rights = rights_of(file.fileno())
print("in place" if write_atomically(path, b"new\\n" * 500) else "replaced")
copy_beside(path, "mine", b"new\\n" * 500, rights)
"""


class _Round:
    """One file in one directory, and those who may or may not use it."""

    def __init__(self, directory: Path, dice: random.Random) -> None:
        self.directory, self._dice = directory, dice
        ids = [OtherUser(number).id for number in range(3)]
        groups = [60_001, 60_002]
        self.users = [
            OtherUser(number, [group for group in groups if dice.random() < 0.5])
            for number in range(3)
        ]
        self.file = directory / "app.toml"
        self.file.write_bytes(_OLD)
        os.chown(self.file, dice.choice([*ids[:2], 0]), dice.choice([*groups, *ids]))
        self.file.chmod(0o600 | dice.getrandbits(6))
        self.told = [f"mode {self.file.stat().st_mode & 0o777:o}"]
        if dice.random() < 0.6:
            self._acl(self.file, ids, groups)
        if dice.random() < 0.3:
            os.setxattr(self.file, "user.origin", b"scanned")
        directory.chmod(dice.choice([0o777, 0o2777, 0o1777]))
        os.chown(directory, dice.choice([0, *ids]), dice.choice([0, *groups]))
        if dice.random() < 0.5:
            self._acl(directory, ids, groups, "-d")

    def _acl(self, path: Path, ids: Sequence[int], groups: Sequence[int], *more: str) -> None:
        kinds = [f"{kind}:{i}" for kind, all_ in (("u", ids), ("g", groups)) for i in all_]
        entries = self._dice.sample(kinds, self._dice.randint(1, 3))
        letters = ["", "r", "rw", "w"]
        wanted = ",".join(f"{entry}:{self._dice.choice(letters) or '-'}" for entry in entries)
        if self._dice.random() < 0.3:
            wanted += f",m::{self._dice.choice(letters) or '-'}"
        self.told.append(f"{' '.join(more)} {wanted}")
        subprocess.run(["setfacl", *more, "-m", wanted, str(path)], check=True)

    def access(self, file: Path) -> Mapping[int, str]:
        return {user.id: user.may(file) for user in self.users}

    def save(self, writer: OtherUser | None, calls: int) -> str:
        umask = self._dice.choice(["0", "22", "77"])
        command = [sys.executable, "-c", _SAVE, str(self.file), umask, str(calls)]
        runs = [*(writer.run_as() if writer else ()), *command]
        done = subprocess.run(runs, check=False, capture_output=True, text=True)
        assert calls or done.returncode == 0, done.stderr
        return done.stdout.strip()


def rights_of_saves(bench: Bench, rounds: int, seed: int) -> Tally:
    """Save files of random rights, and kill every third save at one of its calls."""
    need_acl(bench.root)
    tally = Tally("rights of saves", seed)
    tally.counts.update({"replaced": 0, "in_place": 0, "killed": 0, "copies": 0})
    for turn in range(rounds):
        with tally.round(turn) as dice, common_ground() as directory:
            one = _Round(directory, dice)
            before = one.access(one.file)
            owner = one.file.stat().st_uid
            writers = [user for user in one.users if before[user.id] == "rw"]
            writer = dice.choice([None, *writers, *writers, *writers])
            calls = dice.randint(1, 16) if turn % 3 == 2 else 0
            way = one.save(writer, calls)
            tally.counts["killed" if not way else way.replace(" ", "_")] += 1
            who = writer.id if writer else "root"
            told = f"{one.told}, {who} wrote, {way or f'killed at {calls}'}"
            after = one.access(one.file)
            assert after == before, f"{told}: {before} before, {after} after"
            assert one.file.stat().st_uid == owner, f"{told}: the owner changed"
            if way:
                assert one.file.read_bytes() == _NEW, told
            for copy in directory.iterdir():
                if copy != one.file:
                    tally.counts["copies"] += 1
                    _check_copy(copy, one.access(copy), before, told)
    return tally


def _check_copy(
    copy: Path, access: Mapping[int, str], before: Mapping[int, str], told: str
) -> None:
    """Those who do not own a copy may do with it what they might with the file, or less."""
    for user, may in access.items():
        wider = set(may) - set(before[user])
        assert copy.stat().st_uid == user or not wider, f"{told}: {copy.name} gives {user} {wider}"
