"""The packaged lexicon: where it comes from, what it is about, and files that are none."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

import pytest

from ragft_tui.core.errors import LexiconError
from ragft_tui.core.lexicon import AXIS
from ragft_tui.core.model import Axis
from ragft_tui.storage.lexicons import load_lexicon
from ragft_tui.storage.paths import packaged
from ragft_tui.storage.rulebooks import load_rulebook

CORPUS: Final = Path(__file__).parents[2] / "data" / "corpus"
LARGEST: Final = 400 * 1024


def test_the_packaged_lexicon_was_learned_from_the_corpus_in_the_tree() -> None:
    files = [CORPUS / "descriptions.jsonl", CORPUS / "plain_words.jsonl"]
    learned_from = b"".join(file.read_bytes() for file in files)
    assert load_lexicon().corpus == hashlib.sha256(learned_from).hexdigest()


def test_it_is_small() -> None:
    assert packaged("lexicon.tsv").stat().st_size <= LARGEST


def test_it_is_about_options_of_the_packaged_rulebook() -> None:
    rulebook = load_rulebook()
    for target in load_lexicon().targets:
        if target.question == AXIS:
            assert Axis(target.options[0])
        else:
            assert all(rulebook.question(target.question).option(each) for each in target.options)


def test_what_is_suggested_is_precise_on_domains_that_were_not_learned_from() -> None:
    suggested = [each for each in load_lexicon().targets if each.threshold is not None]
    assert len(suggested) >= 12
    assert all(each.precision >= 0.8 for each in suggested)


def test_it_is_read_once() -> None:
    assert load_lexicon() is load_lexicon()


def test_a_lexicon_of_a_house_is_read_from_its_file(tmp_path: Path) -> None:
    file = tmp_path / "words.tsv"
    file.write_bytes(packaged("lexicon.tsv").read_bytes().replace(b"language\ten", b"language\tnl"))
    assert load_lexicon(file, "nl").language == "nl"
    with pytest.raises(LexiconError, match='is for the language "nl", and "en" is needed'):
        load_lexicon(file)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"[questions]\n", b"\0" * 100])
def test_a_file_that_is_no_lexicon_is_refused(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "words.tsv"
    file.write_bytes(content)
    with pytest.raises(LexiconError, match=r"words\.tsv"):
        load_lexicon(file)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="does not exist"):
        load_lexicon(tmp_path / "none.tsv")
