"""Run the fuzz targets: `python -m tests.fuzz [SECONDS [TARGET...]]`, so many seconds for each.

With atheris the search is guided by what each input reaches; where it cannot be installed, inputs
are mutated at random. What was reached stays in build/fuzz and is where the next run begins.
"""

from __future__ import annotations

import importlib.util
import pkgutil
import re
import subprocess
import sys
from pathlib import Path
from typing import Final

import tests.fuzz
from tests.fuzz import guided, unguided

_PLACE: Final = Path("build") / "fuzz"
_DONE: Final = re.compile(rb"^(?:Done |stat::number_of_executed_units: +)(\d+)", re.MULTILINE)
_DEFAULT_SECONDS: Final = 10


def main() -> None:
    """Run each target in a process of its own, and leave with 1 where one found something."""
    numbers = [word for word in sys.argv[1:] if word.isdecimal()]
    seconds = int(numbers[0]) if numbers else _DEFAULT_SECONDS
    asked = [word for word in sys.argv[1:] if not word.isdecimal()]
    has_atheris = importlib.util.find_spec("atheris") is not None
    if not has_atheris:
        sys.stdout.write("atheris is not installed: inputs are mutated at random\n")
    runner = guided if has_atheris else unguided
    found = [name for name in asked or targets() if not _run(runner.__name__, name, seconds)]
    sys.exit(1 if found else 0)


def targets() -> list[str]:
    """Return the names of all targets."""
    modules = (module.name for module in pkgutil.iter_modules(tests.fuzz.__path__))
    return sorted(name.removeprefix("fuzz_") for name in modules if name.startswith("fuzz_"))


def _run(runner: str, name: str, seconds: int) -> bool:
    """Run one target, tell what came of it, and return whether nothing was found."""
    place = _PLACE / name
    place.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", runner, name, str(seconds), str(place)]
    done = subprocess.run(command, check=False, capture_output=True)
    output = done.stdout + done.stderr
    runs = _DONE.search(output)
    told = f"{int(runs[1]):,} executions" if runs else "stopped"
    sys.stdout.write(
        f"{name:<10} {seconds} s, {told}, {'a bug' if done.returncode else 'no bug'}\n"
    )
    if done.returncode:
        sys.stdout.write(output.decode(errors="replace")[-4_000:])
    sys.stdout.flush()
    return not done.returncode


if __name__ == "__main__":
    main()
