from __future__ import annotations

from pathlib import Path

import pytest

from ragft_tui.core.errors import ProblemsError, UsageError
from ragft_tui.core.rulebook.model import Rulebook
from ragft_tui.storage.project.load import load_project

DATA = Path(__file__).parents[3] / "data"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a project that names the small rulebook, which stands beside it."""
    (tmp_path / "small.toml").write_bytes((DATA / "rulebook-small.toml").read_bytes())
    path = tmp_path / "app.toml"
    path.write_text(
        'format = 1\n[project]\nname = "App"\nrulebook = "small.toml"\n'
        '[[capabilities]]\nid = "a"\nname = "A"\n[capabilities.answers]\nvolatility = "weekly"\n'
    )
    return path


def test_a_project_comes_with_the_rulebook_that_it_names(project: Path) -> None:
    found, rulebook = load_project(project)
    assert (found.name, found.rulebook, rulebook.edition) == ("App", "small.toml", "small 1")


def test_without_a_name_it_is_the_packaged_one(tmp_path: Path) -> None:
    path = tmp_path / "app.toml"
    path.write_text('format = 1\n[project]\nname = "App"\n')
    assert load_project(path)[1].id == "default"


def test_what_the_user_chose_goes_before_and_the_file_it_names_is_not_even_read(
    project: Path, rulebook: Rulebook
) -> None:
    project.with_name("small.toml").write_text("broken")
    assert load_project(project, rulebook)[1] is rulebook


def test_the_answers_must_fit_the_rulebook_that_is_named(project: Path) -> None:
    project.write_text(project.read_text().replace('"weekly"', '"daily"'))
    with pytest.raises(ProblemsError, match='"daily" is not a known option'):
        load_project(project)


@pytest.mark.parametrize(
    ("rulebook", "told"),
    [
        ('"gone.toml"', 'the rulebook "gone.toml" does not exist'),
        ('"../small.toml"', 'app.toml: project.rulebook: "../small.toml" is not the name of a .t'),
        ('"app.toml"', "app.toml: is not a rulebook"),
        ('"\\u0000.toml"', '.toml" does not exist'),
        ("5", "app.toml: project.rulebook: must be text in quotes, not 5"),
        ('["small.toml"]', "app.toml: project.rulebook: must be text in quotes, not a list"),
    ],
)
def test_a_rulebook_that_cannot_be_had_is_told(project: Path, rulebook: str, told: str) -> None:
    project.write_text(project.read_text().replace('"small.toml"', rulebook))
    with pytest.raises(UsageError) as caught:
        load_project(project)
    assert told in str(caught.value)


def test_a_broken_rulebook_is_told_with_its_own_file_and_place(project: Path) -> None:
    file = project.with_name("small.toml")
    file.write_text(file.read_text().replace('suggests = "required"', 'suggests = "requird"'))
    with pytest.raises(ProblemsError) as caught:
        load_project(project)
    assert [str(problem) for problem in caught.value.problems] == [
        f'{file}: keywords[1].suggests: "requird" is not a known option; did you mean "required"?'
    ]
