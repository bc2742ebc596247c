"""A bench to torture the program on: a directory, a project file, a home of its own."""

from __future__ import annotations

import random
import shutil
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from ragft_tui.core.model import Answer, Capability, Project
from ragft_tui.storage.project import decode_project
from ragft_tui.storage.project.encode import encode_project
from tests.support.process import user_environment
from tests.support.projects import packaged_rulebook, project_of
from tests.support.typist import Program, Typist
from tests.support.warm_screen import WarmScreen

__all__ = ["SCRIPT", "Bench", "need_tmux", "texts_of"]

_DESCRIPTION: Final = "Quotes the current refund policy, word for word."
_MANY: Final = 2_000

SCRIPT: Final = Path(sys.executable).parent / "ragft-tui"
_PROGRAM: Final = (str(SCRIPT),)


def need_tmux() -> None:
    """Skip the test where there is no tmux."""
    if shutil.which("tmux") is None:
        pytest.skip("tmux is not installed")


class Bench:
    """Where a scenario works; a round begins with `prepare` or with what the last one left."""

    def __init__(self, root: Path, warm: WarmScreen | None = None) -> None:
        """Make the directories.

        Args:
            root: The directory that everything is in.
            warm: What starts our program, where nothing stands before it, instead of the system.
        """
        if sys.platform != "linux":
            pytest.skip("only Linux tells in /proc what a process does")
        self.root = root
        self._warm = warm
        self.work = root / "work"
        self.file = self.work / "app.toml"
        self.state = root / "home" / "state"
        self.environment = {**user_environment(root), "ESCDELAY": "25"}
        self.work.mkdir(parents=True, exist_ok=True)

    def prepare(self, capabilities: int, *, answered: bool = False) -> None:
        """Put a project of some capabilities into the file, or take it away for none."""
        if capabilities:
            self.file.write_bytes(_project(capabilities, answered=answered))
        else:
            self.file.unlink(missing_ok=True)

    def open(
        self,
        *words: str,
        wrap: Sequence[str] = (),
        program: Sequence[str] = _PROGRAM,
        cwd: Path | None = None,
    ) -> Program:
        """Open the file in the program, or what is named instead."""
        command = [*wrap, *program, *(words or (self.file.name,))]
        is_ours = not wrap and program == _PROGRAM
        warm = self._warm if is_ours else None
        return Program(command, cwd=cwd or self.work, env=self.environment, warm=warm)

    def typist(self, program: Program, dice: random.Random) -> Typist:
        """Wait for the program, and return who types into the name of a new capability."""
        begun = ("What must the app", " to go", "Decision")
        program.wait_until(lambda text: any(words in text for words in begun))
        if "What must the app" not in program.screen_text():
            if "Decision" not in program.screen_text():
                program.press("f2")
                program.wait_for("Decision")
            program.press("+")
            program.wait_for("What must the app")
        return Typist(program, dice)

    def load(self) -> Project | None:
        """Read the project as the program does; there is none before the first save.

        Raises:
            RagftError: Where it does not load.
        """
        if not self.file.exists():
            return None
        return decode_project(self.file.read_bytes(), self.file, None)[0]

    def strays(self, *known: str) -> list[str]:
        """Return the files beside the project file that nobody asked for."""
        return sorted(
            path.name for path in self.work.iterdir() if path.name not in (self.file.name, *known)
        )

    def leave(self) -> None:
        """Start the program once more and leave it, as the user does next."""
        with self.open() as program:
            program.wait_for("F1 keys")
            program.press("f10")
            status = program.wait_exit()
            assert status == 0, f"the next start ended with status {status}"


def texts_of(project: Project | None) -> list[str]:
    """Return the names in a project, accepted or being typed."""
    capabilities = project.capabilities if project else ()
    return [text for item in capabilities for text in (item.name, item.draft.name or "")]


@cache
def _project(capabilities: int, *, answered: bool) -> bytes:
    answers = _all_answers() if answered else ()
    items = [
        Capability(f"c{number}", f"Capability{number}", _DESCRIPTION, answers=answers)
        for number in range(capabilities)
    ]
    # Of many, the recorded verdicts would not fit.
    return encode_project(project_of(*items), packaged_rulebook(), verdicts=capabilities < _MANY)


def _all_answers() -> tuple[Answer, ...]:
    return tuple(
        Answer(question.id, 12 if question.numeric else question.options[0].id, "Legal, 3 May")
        for question in packaged_rulebook().questions
    )
