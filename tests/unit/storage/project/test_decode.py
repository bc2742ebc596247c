from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ragft_tui.core.errors import ProblemsError, UsageError
from ragft_tui.core.model import Answer, Capability, Draft, Project, Review, VerdictType
from ragft_tui.core.rulebook import Rulebook
from ragft_tui.core.verdict import assess
from ragft_tui.storage.project import decode_project, load_project
from ragft_tui.storage.project.encode import encode_project
from ragft_tui.storage.rulebooks import load_rulebook

WHOLE = Path(__file__).parents[3] / "data" / "project-whole.toml"
"""Every key of the format, in the order and layout that it is written in."""


def whole_project() -> Project:
    return Project(
        name="Support assistant",
        description="Answers customers.",
        rulebook="small",
        draft=Draft(name="Support", description="", costs=(("rank", "3"),)),
        costs=(("documents", 0), ("pages", 2.5), ("method", "lora"), ("dora", True)),
        capabilities=(
            Capability(
                id="refund-policy",
                name="Refund policy",
                description='Quotes the current refund policy\nand links the "clause".\n',
                notes="Ask Legal.",
                answers=(
                    Answer("volatility", "weekly"),
                    Answer("citations", "required", "Legal, 3 May"),
                    Answer("tone", "unknown"),
                    Answer("examples", 0),
                ),
                review=Review(
                    decision="overridden",
                    judged=VerdictType.RETRIEVAL,
                    rulebook="small 1",
                    on=date(2026, 11, 22),
                    by="Ada",
                    type=VerdictType.BOTH,
                    because="Legal wants the house tone too.",
                ),
                draft=Draft(
                    name="Refunds",
                    description="",
                    notes="Ask Legal and",
                    override="It is",
                    because=(("volatility", "Fin"), ("tone", "")),
                    answers=(("examples", "12"),),
                    named=(("tone", "brand v"),),
                ),
                named=(("citations", "rules of the house"),),
                notes_by="Ada",
            ),
            Capability(
                id="tone",
                name="House tone",
                description="Answers in the manner of the house.",
                review=Review("accepted", VerdictType.PROMPTING, "small 1", date(2026, 11, 23)),
            ),
            Capability(id="new.one", draft=Draft(name="")),
        ),
        tool={"editor": {"folded": ["tone"], "text": "a\r\nb"}, "ci": {"strict": True}},
    )


def problems(text: str, rulebook: Rulebook) -> list[str]:
    with pytest.raises(ProblemsError) as caught:
        decode_project(text.encode(), Path("app.toml"), rulebook)[0]
    found = [str(problem) for problem in caught.value.problems]
    assert all(problem.startswith("app.toml: ") for problem in found)
    return [problem.removeprefix("app.toml: ") for problem in found]


def refusal(data: bytes, rulebook: Rulebook) -> str:
    with pytest.raises(UsageError) as caught:
        decode_project(data, Path("app.toml"), rulebook)[0]
    return str(caught.value)


def file(*capabilities: str, project: str = 'name = "App"') -> str:
    tables = "".join(f"[[capabilities]]\n{text}\n" for text in capabilities)
    return f"format = 1\n[project]\n{project}\n{tables}"


def test_the_whole_format_is_written_in_its_order(rulebook: Rulebook) -> None:
    assert encode_project(whole_project(), rulebook).decode() == WHOLE.read_text("utf-8")


def test_the_whole_format_is_read(rulebook: Rulebook) -> None:
    assert decode_project(WHOLE.read_bytes(), Path("app.toml"), rulebook)[0] == whole_project()


def test_what_is_empty_is_left_out(rulebook: Rulebook) -> None:
    project = Project("App", capabilities=(Capability("a", "A"),))
    assert encode_project(project, rulebook).decode() == (
        'format = 1\n\n[project]\nname = "App"\n\n[[capabilities]]\nid = "a"\nname = "A"\n'
    )


def test_only_a_described_capability_has_a_verdict(rulebook: Rulebook) -> None:
    named = Capability("a", "A")
    assert b"verdict" not in encode_project(Project("App", capabilities=(named,)), rulebook)
    answered = replace(named, answers=(Answer("citations", "required"),))
    assert b"verdict" in encode_project(Project("App", capabilities=(answered,)), rulebook)
    described = replace(answered, description="Quotes the policy.")
    text = encode_project(Project("App", capabilities=(described,)), rulebook).decode()
    assert '[capabilities.verdict]\ntype = "retrieval"\nstrength = "lean"\nreasons = [\n' in text


def test_a_verdict_is_recorded_with_its_first_step_and_the_way_of_its_knowledge() -> None:
    rulebook = load_rulebook()
    answers = (Answer("citations", "required"), Answer("source", "live"))
    one = Capability("a", "A", "Does it.", answers=answers)
    text = encode_project(Project("App", capabilities=(one,)), rulebook)
    record = tomllib.loads(text.decode())["capabilities"][0]["verdict"]
    assert list(record) == ["type", "strength", "reach", "first_step", "reasons"]
    assert record["reach"] == "call"
    assert record["first_step"].startswith("Take ten real questions")
    assert decode_project(text, Path("app.toml"), rulebook)[0].capabilities == (one,)


def test_a_recorded_verdict_is_not_believed(rulebook: Rulebook) -> None:
    text = file('id = "a"\nname = "A"\n[capabilities.verdict]\ntype = "both"\nreasons = ["x"]')
    project = decode_project(text.encode(), Path("app.toml"), rulebook)[0]
    assert b"both" not in encode_project(project, rulebook)


def test_answers_are_put_into_the_order_of_the_rulebook(rulebook: Rulebook) -> None:
    shuffled = file(
        'id = "a"\nname = "A"\n[capabilities.answers]\nexamples = 7\ntone = "none"\n'
        'citations = "unknown"\n[capabilities.because]\nexamples = "Ada"'
    )
    project = decode_project(shuffled.encode(), Path("app.toml"), rulebook)[0]
    assert project.capabilities[0].answers == (
        Answer("citations", "unknown"),
        Answer("tone", "none"),
        Answer("examples", 7, "Ada"),
    )


def test_answers_that_the_rulebook_does_not_know_are_still_written(rulebook: Rulebook) -> None:
    capability = Capability("a", "A", answers=(Answer("other", 1), Answer("tone", "none")))
    text = encode_project(Project("App", capabilities=(capability,)), rulebook).decode()
    assert '[capabilities.answers]\ntone = "none"\nother = 1\n' in text


def test_without_a_name_a_file_still_loads_again(rulebook: Rulebook) -> None:
    nameless = Project("", capabilities=(Capability("a"), Capability("b", "  ")))
    again = decode_project(encode_project(nameless, rulebook), Path("app.toml"), rulebook)[0]
    assert again.draft == Draft(name="")
    assert [item.draft for item in again.capabilities] == [Draft(name=""), Draft(name="")]


def test_a_stray_surrogate_does_not_keep_the_rest_from_being_saved(rulebook: Rulebook) -> None:
    assert b'name = "A?B"' in encode_project(Project("A\ud800B"), rulebook)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", 'app.toml: is empty; a project file starts with "format = 1"'),
        (b"# only this", 'app.toml: is empty; a project file starts with "format = 1"'),
        (
            b'[project]\nname = 3\n[tool.poetry]\nname = "x"',
            'app.toml: has no format number; a project file starts with "format = 1"',
        ),
        (b'format = "1"', "app.toml: format: must be 1; write format = 1"),
        (b"format = true", "app.toml: format: must be 1; write format = 1"),
        (b"format = 0", "app.toml: format: must be 1; write format = 1"),
        (
            b"format = 2\nproject = 7",
            "app.toml: format: a newer ragft-tui wrote this file; upgrade ragft-tui to open it",
        ),
        (b"format = ?", "app.toml: line 1, column 10: is not valid TOML"),
        (b"format = 1\nx = '\xff'", "app.toml: line 2: is not UTF-8 text"),
    ],
)
def test_a_file_that_is_no_project_is_refused_in_one_line(
    rulebook: Rulebook, data: bytes, said: str
) -> None:
    assert refusal(data, rulebook).startswith(said)


def test_a_number_of_thousands_of_digits_is_refused(rulebook: Rulebook) -> None:
    number = "0x" + "f" * 900
    assert "a newer ragft-tui" in refusal(f"format = {number}".encode(), rulebook)
    found = problems(
        file(
            f'id = "a"\nname = {number}\n[capabilities.answers]\nexamples = 1',
            project=f'name = "x"\ndescription = {number}',
        ),
        rulebook,
    )
    assert found == [
        "project.description: must be text in quotes, not a number that long",
        'capabilities[1, "a"].name: must be text in quotes, not a number that long',
    ]


PLACE = 'capabilities[1, "a"]'

MISTAKES = [
    ("note = 'x'", f'{PLACE}: "note" is not a known key; did you mean "notes"?'),
    ("verdict = 3", f"{PLACE}.verdict: must be a table, not 3"),
    ("named = 'x'", f'{PLACE}.named: must be a table, not "x"'),
    (
        "answers.tone = 'strict'\nnamed.tonne = 'brand voice'",
        f'{PLACE}.named: "tonne" is not a known question; did you mean "tone"?',
    ),
    (
        "named.tone = 'brand voice'",
        (
            f"{PLACE}.named.tone: belongs to an answer that is not there; "
            "add answers.tone, or remove it"
        ),
    ),
    (
        "notes_by = 'Ada'",
        f"{PLACE}.notes_by: signs notes that are not there; add the notes, or remove it",
    ),
    ("draft.nam = ''", f'{PLACE}.draft: "nam" is not a known key; did you mean "name"?'),
    ("notes = 3", f"{PLACE}.notes: must be text in quotes, not 3"),
    ("answers = 1", f"{PLACE}.answers: must be a table, not 1"),
    (
        "answers.tone = 1.5",
        (
            f"{PLACE}.answers.tone: must be text in quotes, not 1.5; "
            'it can be "none", "preferred", "strict" or "unknown"'
        ),
    ),
    (
        "answers.volatilty = 'weekly'",
        f'{PLACE}.answers: "volatilty" is not a known question; did you mean "volatility"?',
    ),
    (
        "answers.volatility = 'weekli'",
        f'{PLACE}.answers.volatility: "weekli" is not a known option; did you mean "weekly"?',
    ),
    (
        "answers.tone = 'purple'",
        (
            f'{PLACE}.answers.tone: "purple" is not a known option; '
            'it can be "none", "preferred", "strict" or "unknown"'
        ),
    ),
    (
        "answers.tone = 3",
        (
            f"{PLACE}.answers.tone: must be text in quotes, not 3; "
            'it can be "none", "preferred", "strict" or "unknown"'
        ),
    ),
    (
        "answers.examples = 'many'",
        (
            f"{PLACE}.answers.examples: must be a whole number from 0 to 1,000,000,000,000 or an "
            'option, not "many"; write the number, or "few", "enough" or "unknown"'
        ),
    ),
    (
        "answers.examples = 'enoug'",
        (
            f"{PLACE}.answers.examples: must be a whole number from 0 to 1,000,000,000,000 or an "
            'option, not "enoug"; did you mean "enough"?'
        ),
    ),
    (
        "answers.examples = -1",
        (
            f"{PLACE}.answers.examples: must be a whole number from 0 to 1,000,000,000,000 or an "
            'option, not -1; write the number, or "few", "enough" or "unknown"'
        ),
    ),
    (
        "because.tone = 'Ada'",
        (
            f"{PLACE}.because.tone: belongs to an answer that is not there; "
            "add answers.tone, or remove it"
        ),
    ),
    (
        "because.tome = 'Ada'",
        f'{PLACE}.because: "tome" is not a known question; did you mean "tone"?',
    ),
    (
        "draft.because.tome = 'Ada'",
        f'{PLACE}.draft.because: "tome" is not a known question; did you mean "tone"?',
    ),
    (
        "draft.answers.example = '1'",
        f'{PLACE}.draft.answers: "example" is not a known question; did you mean "examples"?',
    ),
    (
        "draft.answers.examples = 1",
        f"{PLACE}.draft.answers.examples: must be text in quotes, not 1",
    ),
]

REVIEW = "review.on = 2026-11-22\nreview.judged = 'both'\nreview.rulebook = 'small 1'\n"

REVIEWS = [
    (
        "review.decision = 'overridden'\nreview.type = 'both'",
        "because: is missing; say why it is overridden",
    ),
    (
        "review.decision = 'overridden'\nreview.because = ' '\nreview.type = 'both'",
        "because: is missing; say why it is overridden",
    ),
    (
        "review.decision = 'overridden'\nreview.because = 'x'",
        "type: is missing; add the type that replaces it",
    ),
    (
        "review.decision = 'accepted'\nreview.type = 'both'",
        'type: does not belong to an accepted verdict; remove it, or write decision = "overridden"',
    ),
    (
        "review.decision = 'accept'",
        'decision: must be "accepted" or "overridden", not "accept"; did you mean "accepted"?',
    ),
    (
        "review.decision = 'overridden'\nreview.because = 'x'\nreview.type = 'retreival'",
        (
            'type: must be "retrieval", "finetuning", "both" or "prompting", not "retreival"; '
            'did you mean "retrieval"?'
        ),
    ),
]


@pytest.mark.parametrize(
    ("mistake", "said"),
    [*MISTAKES, *((f"{REVIEW}{text}", f"{PLACE}.review.{said}") for text, said in REVIEWS)],
)
def test_each_mistake_is_told_with_its_place_and_the_nearest_valid_name(
    rulebook: Rulebook, mistake: str, said: str
) -> None:
    text = file(f'id = "a"\nname = "A"\ndescription = "x"\n{mistake}')
    with pytest.raises(ProblemsError) as caught:
        decode_project(text.encode(), Path("app.toml"), rulebook)[0]
    assert [str(problem) for problem in caught.value.problems] == [f"app.toml: {said}"]


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("review.on = 2026-11-22T10:00:00", "must be a date such as 2026-11-22"),
        ("review.on = 2026-11-22", ""),
    ],
)
def test_a_review_needs_its_day_its_judgement_and_its_rulebook(
    rulebook: Rulebook, key: str, said: str
) -> None:
    found = " ".join(problems(file(f'id = "a"\nname = "A"\n{key}'), rulebook))
    assert said in found
    for name in ("decision", "judged", "rulebook"):
        assert f"{PLACE}.review.{name}: is missing" in found


def test_every_mistake_is_told_at_once(rulebook: Rulebook) -> None:
    text = file(
        'id = "a"\n[capabilities.answers]\nvolatility = "x"\ntone = "y"',
        'id = "a"\nname = "B"',
        'id = "b c"\nname = "B"',
        'id = ""\nname = "B"',
        f'id = "{"x" * 81}"\nname = "B"',
        project='name = " "',
    )
    assert [problem.split("; ")[0] for problem in problems(text, rulebook)] == [
        "project.name: is empty",
        f"{PLACE}.name: is empty",
        f'{PLACE}.answers.volatility: "x" is not a known option',
        f'{PLACE}.answers.tone: "y" is not a known option',
        'capabilities[2, "a"].id: "a" is already the id of capability 1',
        'capabilities[3, "b c"].id: must be 1 to 80 letters, digits, dots, hyphens or underscores',
        "capabilities[4].id: must be 1 to 80 letters, digits, dots, hyphens or underscores",
        (
            f'capabilities[5, "{"x" * 40}"].id: must be 1 to 80 letters, digits, dots, hyphens or '
            "underscores"
        ),
    ]


@pytest.mark.parametrize(
    ("place", "key"),
    [
        (f"{PLACE}.notes", "notes"),
        (f"{PLACE}.draft.override", "draft.override"),
        (f"{PLACE}.draft.because.tone", "draft.because.tone"),
        (f"{PLACE}.because.tone", "answers.tone = 'none'\nbecause.tone"),
        (f"{PLACE}.named.tone", "answers.tone = 'none'\nnamed.tone"),
        (f"{PLACE}.notes_by", "notes = 'x'\nnotes_by"),
    ],
)
def test_a_field_over_its_limit_is_refused_with_its_place(
    rulebook: Rulebook, place: str, key: str
) -> None:
    text = "x" * (64 * 1024 + 1)
    assert problems(file(f'id = "a"\nname = "A"\n{key} = "{text}"'), rulebook) == [
        f"{place}: is too long: 65,537 characters, and a field holds 65,536; shorten it"
    ]
    lines = "x\\n" * 2000
    assert problems(file(f'id = "a"\nname = "A"\n{key} = "{lines}"'), rulebook) == [
        f"{place}: is too long: 2,001 lines, and a field holds 2,000; shorten it"
    ]


def test_control_characters_of_a_stranger_become_pictures(rulebook: Rulebook) -> None:
    text = file(
        'id = "a"\nname = "\\u001b[2J"\nnotes = "\u009b31m\u2028x"\n'
        'draft.override = "a\\r\\nb\\u0007"',
        project='name = "[/]\\u0000"',
    )
    project = decode_project(text.encode(), Path("app.toml"), rulebook)[0]
    capability = project.capabilities[0]
    assert project.name == "[/]␀"
    assert capability.name == "␛[2J"
    assert capability.notes == "\ufffd31m\nx"
    assert capability.draft.override == "a\nb␇"


def test_a_name_of_blanks_is_none(rulebook: Rulebook) -> None:
    text = file("id = 'a'\nname = 'A'\nanswers.tone = 'strict'\nnamed.tone = '  '")
    project = decode_project(text.encode(), Path("app.toml"), rulebook)[0]
    assert project.capabilities[0].named == ()


def test_a_message_about_a_strangers_file_is_one_inert_line(rulebook: Rulebook) -> None:
    text = file('id = "\\u001b[2J"\nname = "A"\n[capabilities.answers]\n"to\\u001b\\nne" = "x"')
    for problem in problems(text, rulebook):
        assert problem.isprintable()


def test_tables_of_other_programs_survive(rulebook: Rulebook) -> None:
    tool = (
        '\n[tool.other]\nlist = [\n    1,\n    { a = "x" },\n]\nwhen = 2026-01-01 00:00:00\n'
        'crlf = "a\\r\\nb\\nc"\nesc = "\\u001b"\n\n[tool.other.deep]\n"a b" = 1.5\n\n[tool.empty]\n'
    )
    text = f'format = 1\n\n[project]\nname = "App"\n{tool}'
    project = decode_project(text.encode(), Path("app.toml"), rulebook)[0]
    assert encode_project(project, rulebook).decode() == text
    assert (
        decode_project(encode_project(project, rulebook), Path("app.toml"), rulebook)[0] == project
    )


@pytest.mark.parametrize(
    ("tool", "said"),
    [
        ("tool = 3", "tool: must be a table, not 3"),
        (f'[tool.a]\n"{"k" * 1_001}" = 1', "tool.a: has a key of 1,001 characters"),
        (f"[tool.a]\nb = [0x{'f' * 20}]", "tool.a.b[1]: is a number that no program reads"),
        (f"[tool.a]\nb = {'[' * 40}{']' * 40}", f"tool.a.b{'[1]' * 31}: is nested too deeply"),
    ],
)
def test_tables_that_could_not_be_written_again_are_refused(
    rulebook: Rulebook, tool: str, said: str
) -> None:
    text = f'project = {{ name = "A" }}\nformat = 1\n{tool}'
    assert problems_without_advice(text, rulebook) == [said]


def problems_without_advice(text: str, rulebook: Rulebook) -> list[str]:
    with pytest.raises(ProblemsError) as caught:
        decode_project(text.encode(), Path("app.toml"), rulebook)[0]
    return [
        str(problem).removeprefix("app.toml: ").split("; ")[0] for problem in caught.value.problems
    ]


def test_lines_end_as_they_are_wanted_and_texts_are_the_same(rulebook: Rulebook) -> None:
    project = whole_project()
    data = encode_project(project, rulebook, "\r\n")
    assert data.count(b"\r\n") == data.count(b"\n") > 0
    assert data.replace(b"\r\n", b"\n") == encode_project(project, rulebook)
    assert decode_project(data, Path("app.toml"), rulebook)[0] == project


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a project that names the small rulebook, which stands beside it."""
    (tmp_path / "small.toml").write_bytes((WHOLE.parent / "rulebook-small.toml").read_bytes())
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


def answering(tmp_path: Path, answers: str) -> Path:
    path = tmp_path / "app.toml"
    path.write_text(file(f'id = "a"\nname = "A"\n[capabilities.answers]\n{answers}\n'))
    return path


@pytest.mark.parametrize(
    ("written", "current", "label"),
    [
        ('baseline = "yes"', 'baseline = "nothing"', "prompting, lean"),
        ('baseline = "no"', 'baseline = "unclear"', "prompting, lean"),
        ('baseline = "yes"\ntone = "strict"', 'baseline = "nothing"', "prompting, lean"),
        ('volume = "high"\nvocabulary = "specialised"', 'volume = "high"', "fine-tuning, lean"),
    ],
)
def test_an_answer_counts_by_the_option_that_it_stands_for_now(
    tmp_path: Path, written: str, current: str, label: str
) -> None:
    found, packaged = load_project(answering(tmp_path, written))
    assert assess(found.capabilities[0], packaged).label == label
    assert current in encode_project(found, packaged).decode()


@pytest.mark.parametrize(
    ("written", "near"),
    [
        ('baseline = "yess"', 'it can be "not_tried"'),
        ('baseline = "manners"', 'did you mean "manner"?'),
        ('footprint = "smal"', 'did you mean "small"?'),
        ('volume = "hihg"', 'did you mean "high"?'),
    ],
)
def test_an_answer_of_no_version_is_told_the_nearest(
    tmp_path: Path, written: str, near: str
) -> None:
    with pytest.raises(ProblemsError, match=re.escape(near)):
        load_project(answering(tmp_path, written))


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


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("documents = -1", "must be a whole number from 0 to 1,000,000,000, not -1"),
        ("documents = 2.5", "must be a whole number from 0 to 1,000,000,000, not 2.5"),
        ('gpu_price = "cheap"', 'must be a number from 0 to 1,000,000,000, not "cheap"'),
        ('method = "qlora2"', "must be one of qlora, lora, full"),
        ('dora = "yes"', "must be on or off"),
        ("mfu = nan", "must be a number from 0.01 to 1, not nan"),
        ("chunks = 5", '"chunks" is not a known input'),
    ],
)
def test_an_input_of_the_costs_is_refused_with_its_place_and_range(line: str, what: str) -> None:
    text = f'format = 1\n[project]\nname = "App"\n[project.costs]\n{line}\n'
    with pytest.raises(ProblemsError) as caught:
        decode_project(text.encode(), Path("app.toml"))
    (problem,) = caught.value.problems
    assert str(problem.location) == f"project.costs.{line.split(maxsplit=1)[0]}"
    assert problem.position is not None
    assert problem.position.line == 5
    assert what in problem.what
