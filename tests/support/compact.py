"""The compact forms of packaged data: `python -m tests.support.compact` writes them anew."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ragft_tui.core.lexicon import pack_lexicon
from ragft_tui.core.rulebook import pack_rulebook
from ragft_tui.storage.compact import format_compact
from ragft_tui.storage.lexicons import load_lexicon
from ragft_tui.storage.paths import packaged
from ragft_tui.storage.rulebooks import source_rulebook
from ragft_tui.storage.themes import pack_themes


def compact_forms() -> Mapping[Path, bytes]:
    """Return each compact form as it must be, by its file."""
    rulebook, lexicon = packaged("rulebook.toml"), packaged("lexicon.tsv")
    contents = {
        rulebook: pack_rulebook(source_rulebook()),
        lexicon: pack_lexicon(load_lexicon(lexicon)),
    }
    return {
        file.with_suffix(".json"): format_compact(file.read_bytes(), content)
        for file, content in contents.items()
    } | {packaged("themes.json"): format_compact(b"", pack_themes())}


if __name__ == "__main__":
    for file, form in compact_forms().items():
        file.write_bytes(form)
