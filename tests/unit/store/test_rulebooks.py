from __future__ import annotations

from pathlib import Path

import pytest

from ragft_tui.core.errors import ProblemsError, UsageError
from ragft_tui.store.rulebooks import load_rulebook

SMALL = Path(__file__).parents[2] / "data" / "rulebook-small.toml"


def problems(tmp_path: Path, old: str, new: str) -> list[str]:
    file = tmp_path / "rules.toml"
    text = SMALL.read_text()
    assert old in text
    file.write_text(text.replace(old, new, 1))
    with pytest.raises(ProblemsError) as caught:
        load_rulebook(file)
    found = [str(problem) for problem in caught.value.problems]
    assert all(problem.startswith(f"{file}: ") for problem in found)
    return [problem.removeprefix(f"{file}: ") for problem in found]


def test_the_packaged_rulebook_is_the_default() -> None:
    assert load_rulebook().id == "default"


def test_a_rulebook_is_read_whole() -> None:
    rulebook = load_rulebook(SMALL)
    assert rulebook.edition == "small 1"
    assert [question.id for question in rulebook.questions] == [
        "volatility",
        "citations",
        "tone",
        "examples",
    ]
    assert rulebook.question("examples").numeric
    assert rulebook.guards[0].when == {"citations": ("required",)}


def test_a_wrong_shape_is_told_with_file_and_place(tmp_path: Path) -> None:
    assert problems(tmp_path, 'title = "Volatility"', 'titel = "Volatility"') == [
        'questions[1, "volatility"]: "titel" is not a known key; did you mean "title"?',
        'questions[1, "volatility"].title: is missing; add it',
    ]


def test_a_wrong_meaning_is_told_with_the_file(tmp_path: Path) -> None:
    found = problems(tmp_path, 'when = { citations = ["required"] }', 'when = { cite = ["x"] }')
    assert "cite" in found[0]


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"id = ", "is not valid TOML"), (b"\xff", "is not UTF-8"), (None, "does not exist")],
)
def test_a_file_that_is_no_toml_is_refused(
    tmp_path: Path, content: bytes | None, said: str
) -> None:
    file = tmp_path / "rules.toml"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(UsageError, match=said):
        load_rulebook(file)
