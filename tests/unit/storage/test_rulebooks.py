from __future__ import annotations

import os
from pathlib import Path

import pytest

from ragft_tui.core.errors import ProblemsError, UsageError
from ragft_tui.storage.paths import packaged
from ragft_tui.storage.rulebooks import load_rulebook, rulebook_beside

SMALL = Path(__file__).parents[2] / "data" / "rulebook-small.toml"

HOUSE = """
extends = "default"
id = "house"
title = "House rules"

[[sources]]
id = "guide"
title = "The house guide"
url = "https://example.org/guide"
says = "ask Legal first"

[[keywords]]
subject = "tone"
suggests = "strict"
points = 4
words = ["zeal of the house"]
says = "the house has a voice"
source = "guide"
"""

CONTENT = "hunter2"
"""What no message may hold."""


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


def house(tmp_path: Path, *, old: str = "", new: str = "", more: str = "") -> Path:
    file = tmp_path / "house.toml"
    assert old in HOUSE
    file.write_text((HOUSE.replace(old, new, 1) if old else HOUSE) + more)
    return file


def problems_of(file: Path) -> list[str]:
    with pytest.raises(ProblemsError) as caught:
        load_rulebook(file)
    return [str(problem).removeprefix(f"{file}: ") for problem in caught.value.problems]


class TestExtending:
    def test_what_it_says_goes_before_and_the_rest_is_taken_over(self, tmp_path: Path) -> None:
        base, found = load_rulebook(), load_rulebook(house(tmp_path))
        assert (found.edition, found.title) == (f"house {base.version}", "House rules")
        assert found.questions == base.questions
        assert found.keywords[:-1] == base.keywords
        assert found.keywords[-1].words == ("zeal of the house",)
        assert [source.id for source in found.sources][-1] == "guide"

    def test_an_entry_replaces_the_one_with_its_id(self, tmp_path: Path) -> None:
        more = """
[[guards]]
id = "changing"
axis = "knowledge"
when = { volatility = ["daily", "realtime"] }
says = "the house changes slowly"
source = "guide"
"""
        base, found = load_rulebook(), load_rulebook(house(tmp_path, more=more))
        assert [guard.id for guard in found.guards] == [guard.id for guard in base.guards]
        [changed] = [guard for guard in found.guards if guard.id == "changing"]
        assert changed.says == "the house changes slowly"

    @pytest.mark.parametrize(
        ("old", "new", "told"),
        [
            (
                'source = "guide"',
                'source = "guid"',
                'keywords[1].source: "guid" is not a known sou',
            ),
            ('says = "the house has a voice"\n', "", "keywords[1].says: is missing; add it"),
            ('id = "guide"', 'id = "aws-rag"', 'keywords[1].source: "guide" is not a known source'),
            ("zeal of the house", "latency", 'keywords[1].words[1]: "latency" is already at '),
            ('suggests = "strict"', 'suggests = "strct"', 'keywords[1].suggests: "strct" is not a'),
            ('title = "House rules"', 'titel = "x"', '"titel" is not a known key'),
            ('title = "House rules"', "questions = 5", "questions: must be a list, not 5"),
            ('title = "House rules"', "guards = [5]", "guards[1]: must be a table, not 5"),
            ('title = "House rules"', "threshold = 0", "threshold: must be a whole number from 1"),
            ('"default"', '"defualt"', 'extends: "defualt" is not a known rulebook; did you mean'),
            ('"default"', "3", 'extends: "3" is not a known rulebook; it can be "default"'),
            (
                'id = "house"',
                "",
                'id: must be given, and not be "default" as in the packaged rulebook',
            ),
            ('id = "house"', 'id = "default"', "id: must be given, and not be"),
            ('id = "house"', 'id = ["house"]', "id: must be text in quotes, not a list"),
            ('id = "house"', 'id = "our house"', "id: must be one word"),
        ],
    )
    def test_a_problem_is_told_with_the_place_in_the_file_itself(
        self, tmp_path: Path, old: str, new: str, told: str
    ) -> None:
        assert problems_of(house(tmp_path, old=old, new=new))[0].startswith(told)

    def test_what_it_breaks_in_the_packaged_rulebook_is_told_as_such(self, tmp_path: Path) -> None:
        more = """
[[questions]]
id = "citations"
stage = "core"
title = "Citations"
text = "Must answers cite?"
why = "Because."
axis = "knowledge"
options = [
  { id = "no", text = "No" },
  { id = "must", text = "Yes", points = 4, sufficient = true, says = "must", source = "guide" },
]
"""
        (told,) = problems_of(house(tmp_path, more=more))
        assert told == (
            'questions[1, "citations"].options: lack "required", which rules of "default" name; '
            "keep these ids and give them other words"
        )

    def test_what_else_it_breaks_in_the_packaged_rulebook_is_told_as_such(
        self, tmp_path: Path
    ) -> None:
        told = problems_of(house(tmp_path, old="[[sources]]", new="threshold = 5\n[[sources]]"))
        assert all(line.startswith("default questions") for line in told)
        assert told[0].endswith("is sufficient, but its 4 points do not reach 5")

    def test_a_question_with_its_options_of_before_is_told_what_rules_name_now(
        self, tmp_path: Path
    ) -> None:
        more = """
[[questions]]
id = "baseline"
stage = "further"
ordered = false
title = "Trial"
text = "Does a good prompt do it?"
why = "Because."
options = [
  { id = "not_tried", text = "Not tried" },
  { id = "no", text = "No" },
  { id = "yes", text = "Yes" },
]
"""
        (told,) = problems_of(house(tmp_path, more=more))
        assert told.startswith('questions[1, "baseline"].options: lack "nothing", "facts", "manner')
        assert told.endswith("keep these ids and give them other words")

    def test_rules_may_name_options_by_ids_of_before(self, tmp_path: Path) -> None:
        more = """
[[guards]]
id = "failed"
axis = "behaviour"
when = { baseline = ["no"], volume = ["high"] }
unless = { baseline = ["yes"] }
says = "it failed at scale"
source = "guide"
"""
        guard = load_rulebook(house(tmp_path, more=more)).guards[-1]
        assert guard.when == {"baseline": ("unclear",), "volume": ("high",)}
        assert guard.unless == {"baseline": ("nothing",)}

    @pytest.mark.parametrize("base", ["default 1", "default 2"])
    def test_a_version_is_not_what_is_extended(self, tmp_path: Path, base: str) -> None:
        (told,) = problems_of(house(tmp_path, old='"default"', new=f'"{base}"'))
        assert told == (
            f'extends: "{base}" names a version, and a rulebook extends the one that is packaged; '
            'write extends = "default"'
        )

    def test_an_entry_that_stands_twice_is_told(self, tmp_path: Path) -> None:
        again = '[[sources]]\nid = "guide"\ntitle = "x"\nurl = "https://x"\nsays = "x"\n'
        assert problems_of(house(tmp_path, more=again)) == [
            'sources[2, "guide"].id: "guide" is already the id of entry 1; choose another'
        ]

    def test_a_rulebook_that_replaces_the_packaged_one_cannot_take_its_id(
        self, tmp_path: Path
    ) -> None:
        file = tmp_path / "copy.toml"
        file.write_bytes(packaged("rulebook.toml").read_bytes())
        assert load_rulebook(file) == load_rulebook()
        file.write_text(SMALL.read_text().replace('id = "small"', 'id = "default"'))
        assert problems_of(file)[0].startswith('id: must be given, and not be "default"')


class TestBesideAProject:
    @pytest.fixture
    def project(self, tmp_path: Path) -> Path:
        (tmp_path / "outside").mkdir()
        (tmp_path / "outside" / "house.toml").write_text(HOUSE)
        directory = tmp_path / "project"
        directory.mkdir()
        (directory / "house.toml").write_text(HOUSE)
        project = directory / "app.toml"
        project.touch()
        return project

    def refused(self, name: str, project: Path) -> str:
        with pytest.raises(UsageError) as caught:
            rulebook_beside(name, project)
        told = str(caught.value)
        assert caught.value.exit_status == 2
        assert told.isprintable()
        assert CONTENT not in told
        return told

    @pytest.mark.parametrize("name", ["", "default"])
    def test_the_packaged_one_needs_no_file(self, project: Path, name: str) -> None:
        assert rulebook_beside(name, project) == load_rulebook()

    def test_a_file_in_its_directory_is_read(self, project: Path) -> None:
        assert rulebook_beside("house.toml", project).id == "house"

    def test_one_that_extends_a_version_is_told_what_to_write(self, project: Path) -> None:
        project.with_name("house.toml").write_text(HOUSE.replace('"default"', '"default 1"'))
        with pytest.raises(ProblemsError, match='write extends = "default"'):
            rulebook_beside("house.toml", project)

    @pytest.mark.parametrize(
        "name",
        [
            "../outside/house.toml",
            "./house.toml",
            "sub/house.toml",
            "/etc/passwd",
            "~/house.toml",
            "..",
            ".",
            "house.toml/",
            "..\\outside\\house.toml",
            "C:house.toml",
            "\\\\server\\share\\house.toml",
            "house",
            ".env",
            "house.toml\0.txt",
        ],
    )
    def test_any_other_place_is_refused(self, project: Path, name: str) -> None:
        told = self.refused(name, project)
        assert told.startswith('project.rulebook: "')
        assert "beside the project, or use --rulebook FILE" in told

    def test_odd_names_are_refused_in_one_line(self, project: Path) -> None:
        for name in ("\x1b[2J\n\u202e.toml", "a\0.toml", "x" * 300 + ".toml", "[red].toml"):
            assert self.refused(name, project)

    def test_a_link_within_the_directory_is_followed_and_one_out_of_it_is_not(
        self, project: Path
    ) -> None:
        inside, outside = project.with_name("in.toml"), project.with_name("out.toml")
        inside.symlink_to("house.toml")
        outside.symlink_to("../outside/house.toml")
        assert rulebook_beside("in.toml", project).id == "house"
        told = self.refused("out.toml", project)
        assert '"out.toml" is a link that leads out of the directory of the project' in told
        chained = project.with_name("chain.toml")
        chained.symlink_to("out.toml")
        assert "leads out" in self.refused("chain.toml", project)

    def test_a_project_behind_a_link_is_where_its_file_is(
        self, project: Path, tmp_path: Path
    ) -> None:
        link = tmp_path / "link.toml"
        link.symlink_to(project)
        directory = tmp_path / "linked"
        directory.symlink_to(project.parent)
        for path in (link, directory / "app.toml"):
            assert rulebook_beside("house.toml", path).id == "house"

    @pytest.mark.parametrize(
        ("content", "told"),
        [
            (f"{CONTENT} = 1", "is not a rulebook"),
            (f'id = 5\ntitle = ["{CONTENT}"]\n', "is not a rulebook"),
            (f'extends = "{CONTENT}"', "is not a rulebook"),
            (f'questions = "{CONTENT}"', "is not a rulebook"),
            (f"{CONTENT}: yes", "is not valid TOML"),
            (f"[{CONTENT}]\n[{CONTENT}]\n", "is not valid TOML"),
            (f"{CONTENT} = 1\n{CONTENT} = 2\n", "is not valid TOML"),
            (f'x = "{CONTENT}\\q"', "is not valid TOML"),
            ("a = " + "[" * 9_999, "is not valid TOML"),
            ("", "is not a rulebook"),
        ],
        ids=range(10),
    )
    def test_nothing_is_told_of_a_file_that_is_no_rulebook(
        self, project: Path, content: str, told: str
    ) -> None:
        file = project.with_name("secrets.toml")
        file.write_text(content)
        said = self.refused("secrets.toml", project)
        assert said.startswith(f"{file}: ")
        assert f"{told}; `ragft-tui --rulebook {file} rules` shows more" in said

    def test_the_place_of_a_mistake_in_its_writing_is_told(self, project: Path) -> None:
        file = project.with_name("house.toml")
        file.write_text('extends = "default"\nid = house\n')
        assert self.refused("house.toml", project).startswith(f"{file}: line 2, column 6: is not")

    def test_nothing_is_told_of_bytes_either(self, project: Path) -> None:
        project.with_name("key.toml").write_bytes(b"\xfe\xed")
        assert "0x" not in self.refused("key.toml", project)

    def test_what_is_no_file_is_told(self, project: Path) -> None:
        os.mkfifo(project.with_name("pipe.toml"))
        project.with_name("dir.toml").mkdir()
        project.with_name("loop.toml").symlink_to("loop.toml")
        assert 'the rulebook "missing.toml" does not exist' in self.refused("missing.toml", project)
        assert "pipe.toml: is a pipe" in self.refused("pipe.toml", project)
        assert "dir.toml: is a directory" in self.refused("dir.toml", project)
        assert "its links form a loop" in self.refused("loop.toml", project)

    def test_a_broken_rulebook_is_told_whole(self, project: Path) -> None:
        file = project.with_name("house.toml")
        file.write_text(HOUSE.replace('source = "guide"', 'source = "x"').replace("= 4", "= 99"))
        with pytest.raises(ProblemsError) as caught:
            rulebook_beside("house.toml", project)
        assert str(caught.value).startswith(f"{file}: keywords[1].points: must be a whole number")
