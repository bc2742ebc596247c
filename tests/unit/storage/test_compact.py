"""Compact forms are those of their sources, and one that does not fit is passed over."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from zlib import crc32

import pytest

import ragft_tui
from ragft_tui.storage.lexicons import load_lexicon
from ragft_tui.storage.paths import packaged
from ragft_tui.storage.rulebooks import load_rulebook, source_rulebook
from tests.support.compact import compact_forms

DESCRIPTION = "Answers questions of staff from the policy handbook and cites the clause."
NAMES = ("rulebook", "lexicon")


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the package, so that its data can be damaged."""
    place = tmp_path_factory.mktemp("installed") / "ragft_tui"
    shutil.copytree(Path(ragft_tui.__file__).parent, place)
    return place


def classified(package: Path) -> str:
    """Return what the command of a copy says of a description."""
    command = [sys.executable, "-m", "ragft_tui", "classify", DESCRIPTION, "--format", "json"]
    found = subprocess.run(command, cwd=package.parent, capture_output=True, text=True, check=True)
    assert not found.stderr
    return found.stdout


def test_compact_forms_are_those_of_their_sources() -> None:
    for file, form in compact_forms().items():
        assert file.read_bytes() == form, f"{file.name} is stale: make compact"


def test_what_is_read_from_them_is_the_same() -> None:
    assert load_rulebook() == source_rulebook()
    compact, whole = load_lexicon(), load_lexicon(packaged("lexicon.tsv"))
    assert compact == whole
    assert len(compact.weights) == len(whole.weights)
    assert all(compact.strongest(each) == whole.strongest(each) for each in whole.targets)
    with pytest.raises(KeyError):
        compact.weights["no such words"]


def of_other_fields(form: bytes) -> bytes:
    """Return a form as another version packs it, with right checksums."""
    head, _, _ = form.partition(b"\n")
    body = json.dumps({"fields": "others"}).encode()
    return b"%s %08x\n%s\n" % (head.rpartition(b" ")[0], crc32(body), body)


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "truncated": lambda form: form[: len(form) // 2],
    "no more than its head": lambda form: form.partition(b"\n")[0],
    "one byte is another": lambda form: form.replace(b'"text":"', b'"text":"X', 1)[:-3] + b"}\n",
    "of another version": lambda form: form.replace(b"compact 1 ", b"compact 2 ", 1),
    "of another source": lambda form: b"ragft-tui compact 1 00000000" + form[28:],
    "of other fields": of_other_fields,
    "no text": lambda _: bytes(range(256)),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_one_that_does_not_fit_is_passed_over(copy: Path, damage: str) -> None:
    expected = classified(Path(ragft_tui.__file__).parent)
    for name in NAMES:
        file = copy / "storage" / "data" / f"{name}.json"
        file.write_bytes(DAMAGES[damage](packaged(f"{name}.json").read_bytes()))
    assert classified(copy) == expected


@pytest.mark.parametrize("kind", ["missing", "directory"])
def test_one_that_cannot_be_read_is_passed_over(copy: Path, kind: str) -> None:
    expected = classified(Path(ragft_tui.__file__).parent)
    for name in NAMES:
        file = copy / "storage" / "data" / f"{name}.json"
        file.unlink()
        if kind == "directory":
            file.mkdir()
    try:
        assert classified(copy) == expected
    finally:
        for name in NAMES:
            file = copy / "storage" / "data" / f"{name}.json"
            if file.is_dir():
                file.rmdir()
            file.touch()


def test_a_source_that_was_changed_counts(copy: Path) -> None:
    for name in NAMES:
        shutil.copy(packaged(f"{name}.json"), copy / "storage" / "data")
    source = copy / "storage" / "data" / "rulebook.toml"
    text = source.read_text("utf-8")
    title = load_rulebook().question("volatility").title
    source.write_text(text.replace(f'title = "{title}"', 'title = "Movement"'), "utf-8")
    command = [sys.executable, "-m", "ragft_tui", "rules"]
    found = subprocess.run(command, cwd=copy.parent, capture_output=True, text=True, check=True)
    assert "Movement" in found.stdout
