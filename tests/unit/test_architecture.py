"""What the tree promises: direction of imports, size of modules, nothing of one machine."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

import ragft_tui
from tests.support.modules import modules_page

pytestmark = pytest.mark.once

ROOT: Final = Path(__file__).parents[2]
PACKAGE: Final = ROOT / "ragft_tui"
MODULES: Final = sorted(PACKAGE.rglob("*.py"))
MAX_LINES: Final = 400

IMPORT_WITHOUT_TEXTUAL: Final = '''
import importlib, json, os, sys, traceback

root = os.getcwd() + os.sep
asked = []

class Watch:
    """Refuse Textual, and note who asked for it: an ImportError alone could be swallowed."""

    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] != "textual":
            return None
        asked.append(" -> ".join(
            f"{frame.filename.removeprefix(root)}:{frame.lineno}"
            for frame in traceback.extract_stack()
            if frame.filename.startswith(root)
        ))
        raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Watch())
'''


def module_name(path: Path) -> str:
    """Name the module that a file of the package is."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


TERMINAL_WITHOUT_TEXTUAL: Final = {"ragft_tui.terminal.ascii", "ragft_tui.terminal.profile"}
FULL_SCREEN: Final = ("ragft_tui.tui.", "ragft_tui.terminal.", "ragft_tui.__main__.")
HEADLESS: Final = [
    name
    for name in map(module_name, MODULES)
    if not f"{name}.".startswith(FULL_SCREEN) or name in TERMINAL_WITHOUT_TEXTUAL
]


def in_fresh_interpreter(program: str, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_no_headless_module_imports_textual() -> None:
    """Each is imported as if it were the first; what is told is who asked for Textual."""
    program = f"""{IMPORT_WITHOUT_TEXTUAL}
found = {{}}
for name in sys.argv[1:]:
    for loaded in [loaded for loaded in sys.modules if loaded.partition(".")[0] == "ragft_tui"]:
        del sys.modules[loaded]
    asked.clear()
    try:
        importlib.import_module(name)
    except Exception as error:
        if not asked:
            asked.append(f"nobody, but the import fails: {{error!r}}")
    if asked:
        found[name] = list(asked)
print(json.dumps(found))
"""
    found: dict[str, list[str]] = json.loads(in_fresh_interpreter(program, *HEADLESS))
    lines = [f"{name}, by {chain}" for name, chains in found.items() for chain in chains]
    assert not lines, "\n".join(["Textual is imported by", *lines])


@pytest.mark.parametrize("argument", ["--help", "--version"])
def test_the_command_line_answers_without_textual(argument: str) -> None:
    program = f"""{IMPORT_WITHOUT_TEXTUAL}
from ragft_tui.cli import main
sys.argv = ["ragft-tui", sys.argv[1]]
try:
    main()
except SystemExit as end:
    print("status", end.code or 0)
assert not asked, asked
"""
    assert "status 0" in in_fresh_interpreter(program, argument)


def test_the_package_imported_is_the_one_of_this_tree() -> None:
    assert Path(ragft_tui.__file__) == PACKAGE / "__init__.py"


def test_no_module_has_grown_a_second_job() -> None:
    lines = {str(path.relative_to(ROOT)): path.read_text("utf-8").count("\n") for path in MODULES}
    too_long = [f"{name}: {count}" for name, count in lines.items() if count > MAX_LINES]
    assert not too_long, "\n".join([f"more than {MAX_LINES} lines: split off", *too_long])


def test_core_opens_no_file_and_reads_no_clock() -> None:
    """Core may name a date as a type; asking for today's is the business of the outer rings."""
    found = []
    for path in (PACKAGE / "core").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called = node.func
            built_in = isinstance(called, ast.Name) and called.id == "open"
            clock = isinstance(called, ast.Attribute) and called.attr in {"now", "today", "utcnow"}
            if built_in or clock:
                found.append(f"{path.relative_to(ROOT)}:{node.lineno} {ast.unparse(called)}()")
    assert not found, "\n".join(["core is pure, but calls", *found])


def test_nothing_asks_by_input() -> None:
    """Ruff forbids what prints; this built-in it cannot forbid."""
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "input"
    ]
    assert not found, "\n".join(["the faces read by themselves, but these ask", *found])


def test_one_module_starts_programs_and_one_more_of_this() -> None:
    programs = r"(import|from) (subprocess|pty|multiprocessing)\b|os\.(exec|spawn|popen|system)"
    starts = re.compile(rf"\b({programs})")
    found = [
        module_name(path)
        for path in MODULES
        if any(starts.search(line) for line in path.read_text(encoding="utf-8").splitlines())
    ]
    assert found == ["ragft_tui.session.processes", "ragft_tui.storage.git"]


def files_of_the_repository() -> list[Path]:
    """List the files that are in git or would be added to it."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT,
            capture_output=True,
            check=True,
        ).stdout
    except (FileNotFoundError, subprocess.CalledProcessError) as error:
        pytest.skip(f"not a git checkout: {error}")
    paths = [ROOT / name for name in listed.decode().split("\0") if name]
    return [path for path in paths if path.is_file() and not path.is_symlink()]


def machine_paths() -> re.Pattern[bytes]:
    """Match the place of this clone and anybody's home."""
    homes = [rb"/(?:home|Users)/(?!you/)\w+/", rb"/roo[t]/\w"]
    here = [str(place) for place in (ROOT, Path.home()) if len(place.parts) > 2]
    return re.compile(b"|".join([*homes, *(re.escape(f"{place}/").encode() for place in here)]))


def test_no_file_of_the_repository_names_a_path_of_one_machine() -> None:
    pattern = machine_paths()
    found = [
        f"{path.relative_to(ROOT)}:{number} {match[0].decode(errors='replace')}"
        for path in files_of_the_repository()
        for number, line in enumerate(path.read_bytes().splitlines(), start=1)
        if (match := pattern.search(line))
    ]
    assert not found, "\n".join(["examples may use /home/you/, nothing else", *found])


def test_the_lock_names_no_index_and_pins_everything() -> None:
    lines = (ROOT / "requirements-dev.lock").read_text("utf-8").splitlines()
    entries = [line for line in lines if line.strip() and not line.lstrip().startswith("#")]
    loose = [line for line in entries if not re.fullmatch(r"[a-z0-9-]+==[\w.]+", line)]
    assert not loose, "\n".join(["not of the form name==version", *loose])


ABOUT_MANY: Final = {
    "cli/test_check_hostile_files.py",
    "cli/test_classify_jobs.py",
    "cli/test_pipelines.py",
    "session/test_journey.py",
    "storage/test_naughty.py",
    "test_architecture.py",
    "test_private_names.py",
}
"""Unit tests of more than one module."""


def test_every_unit_test_has_the_place_and_the_name_of_its_module() -> None:
    unit = ROOT / "tests" / "unit"
    strays = {
        place.as_posix()
        for place in (path.relative_to(unit) for path in unit.rglob("test_*.py"))
        for module in [place.with_name(place.stem.removeprefix("test_"))]
        if not any(
            (root / module).is_dir() or (root / module).with_suffix(".py").is_file()
            for root in (PACKAGE, ROOT / "tests", ROOT)
        )
    }
    assert strays == ABOUT_MANY


def test_the_page_of_modules_is_as_they_say_themselves() -> None:
    page = (ROOT / "docs" / "modules.md").read_text("utf-8")
    assert page == modules_page(PACKAGE), "`make modules` writes it anew"
