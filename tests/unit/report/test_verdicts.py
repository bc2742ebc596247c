from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from datetime import date

import pytest
from rich.cells import cell_len

from ragft_tui.core.decision import make_acceptance
from ragft_tui.core.errors import ROOT, UsageError
from ragft_tui.core.model import Capability, Draft, Project, VerdictType
from ragft_tui.core.verdict import find_flips
from ragft_tui.report.cells import BYTE_ORDER_MARK
from ragft_tui.report.verdicts import (
    OutputFormat,
    assessment_object,
    batch_writer,
    render_json,
    render_table,
    render_verdict,
)
from ragft_tui.report.view import CapabilityView
from tests.support.projects import (
    HOSTILE,
    described,
    packaged_rulebook,
    project_of,
    small_rulebook,
)

RULEBOOK = small_rulebook()
FACTS = described("Facts", volatility="weekly", citations="required")
VOICE = described("Voice", tone="strict")
PROBLEMS = (UsageError("is wrong", location=ROOT / "name"), UsageError('"x" is not known'))
COLUMNS = (
    "id,name,line,verdict,reach,strength,settled,first_step,knowledge,behaviour,"
    "reasons,suggestions,flips,readiness,contradictions,unknown_fields,errors"
)
FORMATS: list[OutputFormat] = ["text", "json", "jsonl", "csv"]


def written(output: OutputFormat, *items: Capability | int) -> str:
    """Return what is written for capabilities, and for faults in the lines of these numbers."""
    writer = batch_writer(output)
    parts = [
        writer.result(CapabilityView(item, RULEBOOK))
        if isinstance(item, Capability)
        else writer.fault(item, PROBLEMS)
        for item in items
    ]
    return writer.begin() + writer.between.join(parts) + writer.end()


def rows(*items: Capability | int) -> list[dict[str, str]]:
    text = written("csv", *items).removeprefix(BYTE_ORDER_MARK)
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_json_is_one_array_of_objects_and_errors_in_their_order() -> None:
    found = json.loads(written("json", FACTS, 2, VOICE))
    assert found == [
        assessment_object(CapabilityView(FACTS, RULEBOOK)),
        {"id": "", "name": "", "line": 2, "errors": ["name: is wrong", '"x" is not known']},
        assessment_object(CapabilityView(VOICE, RULEBOOK)),
    ]


def test_nothing_is_an_empty_array_or_no_line_or_the_heading_alone() -> None:
    assert json.loads(written("json")) == []
    assert written("jsonl") == ""
    assert written("text") == ""
    assert written("csv") == f"{BYTE_ORDER_MARK}{COLUMNS}\n"


def test_each_line_of_json_is_whole_as_soon_as_it_is_written() -> None:
    writer = batch_writer("jsonl")
    for piece in (
        writer.result(CapabilityView(FACTS, RULEBOOK)),
        writer.fault(2, PROBLEMS),
        writer.result(CapabilityView(VOICE, RULEBOOK)),
    ):
        assert piece.endswith("}\n")
        assert json.loads(piece)
    assert (writer.begin(), writer.end()) == ("", "")


def test_csv_has_a_row_for_each_and_the_line_where_there_is_an_error() -> None:
    good, bad = rows(FACTS, 2)
    assert ",".join(good) == COLUMNS
    assert (good["id"], good["verdict"], good["strength"]) == ("facts", "retrieval", "lean")
    assert (good["settled"], good["knowledge"], good["behaviour"]) == ("false", "8", "0")
    assert good["reasons"].count(" | ") == 1
    assert good["flips"] == 'Tone: "Yes" would make it both'
    assert (good["name"], good["line"], good["errors"]) == ("Facts", "", "")
    assert {column: cell for column, cell in bad.items() if cell} == {
        "line": "2",
        "errors": 'name: is wrong | "x" is not known',
    }


def test_what_was_read_and_what_was_not_understood_stands_beside_the_result() -> None:
    for output in FORMATS:
        writer = batch_writer(output)
        told = writer.result(CapabilityView(FACTS, RULEBOOK), 7, ("volatilty", "priority"))
        assert "volatilty" in told
        assert "priority" in told
        assert ("7" in told) == (output != "text")


def test_where_no_single_answer_changes_it_the_data_are_empty() -> None:
    knowledge = replace(RULEBOOK, id="knowledge", questions=RULEBOOK.questions[:2])
    sure = described("One", volatility="weekly", citations="required")
    told = {
        output: batch_writer(output).result(CapabilityView(sure, knowledge)) for output in FORMATS
    }
    [row] = csv.reader([told["csv"]])
    assert row[COLUMNS.split(",").index("flips")] == ""
    assert json.loads(told["jsonl"])["flips"] == []
    assert "No single answer would change this verdict" in told["text"]


def test_a_record_without_evidence_is_undecided_where_people_read_it() -> None:
    [row] = rows(described("One"))
    assert (row["verdict"], row["strength"]) == ("undecided", "open")
    assert written("text", described("One")).splitlines()[1] == "undecided"


def test_text_has_a_heading_for_each_and_the_line_before_each_error() -> None:
    lines = written("text", FACTS, 2).splitlines()
    assert lines[0] == "facts Facts"
    assert lines[1] == "retrieval, lean"
    assert lines[-3:] == ["line 2: name: is wrong", 'line 2: "x" is not known', ""]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("output", FORMATS)
def test_nothing_that_a_terminal_obeys_comes_through(output: OutputFormat, text: str) -> None:
    lines = written(output, described("Plain", "Quotes it.")).count("\n")
    kept = text.replace("\ud800", "")  # no reader lets one through
    for name in (kept, f"\u202e{kept}\x9b\u2028"):
        found = written(output, Capability(name, name, "Quotes it."))
        assert found.count("\n") == lines
        assert not [char for char in found if char < " " and char != "\n"]
        assert not set(found) & set("\x7f\x9b\u2028\u202e\u2066")


@pytest.mark.parametrize("output", ["json", "jsonl"])
def test_json_still_holds_what_it_escapes(output: OutputFormat) -> None:
    found = json.loads(written(output, Capability("\x1b\x7f\u202e\u2066\u2028配", "A")))
    item = found[0] if output == "json" else found
    assert item["id"] == "\x1b\x7f\u202e\u2066\u2028配"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1+1", "\n=1"])
def test_a_cell_of_csv_is_never_a_formula(text: str) -> None:
    [row] = rows(Capability(text, "A"))
    assert row["id"].startswith("'")


def test_a_number_in_csv_stays_a_number_below_zero_too() -> None:
    writer = batch_writer("csv")
    found = writer.result(
        CapabilityView(described("A", private_knowledge="none"), packaged_rulebook())
    )
    [row] = csv.reader([found])
    assert row[COLUMNS.split(",").index("knowledge")] == "-1"
    assert found.startswith("a,A,,prompting,,lean,false,")


def test_all_that_an_assessment_says_is_there() -> None:
    capability = described(
        "Facts", "Quotes it.", volatility="weekly", citations="none", tone="strict", examples=12
    )
    assert assessment_object(CapabilityView(capability, RULEBOOK), line=3, unknown=["price"]) == {
        "id": "facts",
        "name": "Facts",
        "line": 3,
        "verdict": "both",
        "reach": None,
        "strength": "clear",
        "settled": True,
        "first_step": None,
        "knowledge": 4,
        "behaviour": 4,
        "reasons": [
            {
                "axis": "behaviour",
                "points": 4,
                "because": "the manner is part of the product",
                "source": "handbook",
                "evidence": 'Tone: "Yes"',
            },
            {
                "axis": "knowledge",
                "points": 4,
                "because": "the facts change too often to be trained in",
                "source": "handbook",
                "evidence": 'Volatility: "Every week"',
            },
            {
                "axis": "knowledge",
                "points": 0,
                "because": "nobody asks for sources",
                "source": "handbook",
                "evidence": 'Citations: "No"',
            },
        ],
        "suggestions": [],
        "flips": [
            {"question": "volatility", "answer": "monthly", "verdict": "finetuning"},
            {"question": "tone", "answer": "preferred", "verdict": "retrieval"},
        ],
        "readiness": ["There are 12 examples; collect 50 examples before fine-tuning"],
        "contradictions": [],
        "unknown_fields": ["price"],
    }


class TestSuggestions:
    """Answers that the words imply stand in each result."""

    LEARNED = CapabilityView(
        described("Fares", "Answers questions about this week's fares, in our brand voice."),
        packaged_rulebook(),
    )
    OWN = CapabilityView(described("Facts", "With a citation or a quote."), RULEBOOK)

    def test_in_json_with_how_likely_they_are_and_the_words(self) -> None:
        item = assessment_object(self.LEARNED)
        found = {each["question"]: each for each in json.loads(render_json(item["suggestions"]))}
        tone = found["tone"]
        assert list(tone) == ["question", "option", "confidence", "evidence"]
        assert tone["option"] == "strict"
        assert 0.62 <= tone["confidence"] <= 0.99
        assert tone["confidence"] == round(tone["confidence"], 2)
        assert "brand voice" in tone["evidence"][0]

    def test_by_keywords_of_the_rulebook_alone_without_a_confidence(self) -> None:
        assert assessment_object(self.OWN)["suggestions"] == [
            {
                "question": "citations",
                "option": "required",
                "confidence": None,
                "evidence": ["citation"],
            }
        ]

    def test_none_for_a_question_that_is_answered(self) -> None:
        answered = described("Facts", "With a citation.", citations="none")
        assert assessment_object(CapabilityView(answered, RULEBOOK))["suggestions"] == []

    def test_in_text_a_line_each(self) -> None:
        assert '  suggested: Citations: "Yes", by "citation"\n' in render_verdict(self.OWN)
        [tone] = [
            each
            for each in render_verdict(self.LEARNED).splitlines()
            if "particular way, by" in each
        ]
        assert tone.startswith(
            "  suggested: it must always write or judge in one particular way, by "
        )
        assert tone.endswith("of 10 descriptions with these words mean this")

    def test_in_csv_one_column(self) -> None:
        writer = batch_writer("csv")
        text = writer.begin()[1:] + writer.result(self.OWN) + writer.result(self.LEARNED)
        own, learned = csv.DictReader(io.StringIO(text, newline=""))
        assert own["suggestions"] == 'citations required ("citation")'
        assert re.search(r' \| tone strict 0\.[6-9]\d \(".*"\)', learned["suggestions"])


@pytest.mark.parametrize(
    ("source", "reach", "label"),
    [
        ("collection", "search", "by search"),
        ("live", "call", "by call"),
        ("both", "both", "by search and by call"),
        ("unknown", None, "by search or by call: not known yet"),
    ],
)
def test_every_format_says_how_knowledge_reaches_the_model(
    source: str, reach: str | None, label: str
) -> None:
    item = CapabilityView(described("A", citations="required", source=source), packaged_rulebook())
    assert assessment_object(item)["reach"] == reach
    [row] = csv.reader([batch_writer("csv").result(item)])
    assert row[COLUMNS.split(",").index("reach")] == label
    assert f"  knowledge {label}" in render_verdict(item).splitlines()


def test_a_verdict_without_knowledge_says_nothing_of_how_it_reaches_the_model() -> None:
    item = CapabilityView(described("A", tone="strict", source="live"), packaged_rulebook())
    assert item.verdict == "both"
    item = CapabilityView(described("A", tone="strict"), packaged_rulebook())
    assert (item.verdict, assessment_object(item)["reach"], item.reach) == ("fine-tuning", None, "")
    assert "  knowledge by" not in render_verdict(item)


def test_the_first_step_is_the_first_line_of_a_verdict_and_of_what_comes_before_it() -> None:
    rulebook = packaged_rulebook()
    item = CapabilityView(described("A", tone="strict"), rulebook)
    found = assessment_object(item)
    step = next(step for step in rulebook.first_steps if step.id == "prompt-first")
    assert found["first_step"] == {"says": step.says, "source": step.source}
    assert found["readiness"] == [step.says, "Not known yet: how many good examples there are"]
    heading, first, source, *rest = render_verdict(item).splitlines()
    assert (heading, first) == ("fine-tuning, lean", f"  first step: {step.says}")
    cited = rulebook.source(step.source)
    assert source == f"    source: {cited.title}, {cited.url}"
    assert [line for line in rest if step.says in line] == []
    [row] = csv.reader([batch_writer("csv").result(item)])
    assert row[COLUMNS.split(",").index("first_step")] == step.says


def test_without_evidence_the_reason_has_no_axis() -> None:
    found = assessment_object(CapabilityView(Capability("a", description="Does it."), RULEBOOK))
    assert (found["verdict"], found["strength"], found["settled"]) == ("prompting", "open", False)
    [reason] = json.loads(json.dumps(found["reasons"]))
    assert (reason["axis"], reason["points"]) == (None, 0)


def test_a_flip_of_a_number_is_a_number_and_contradictions_are_told() -> None:
    rulebook = packaged_rulebook()
    capability = described("A", citations="required", source="none", volume=100)
    found = assessment_object(CapabilityView(capability, rulebook))
    assert found["contradictions"]
    assert isinstance(found["flips"], list)
    assert [flip["answer"] for flip in found["flips"]] == [
        flip.option.id for flip in find_flips(capability, rulebook)
    ]


def test_every_object_can_be_written_as_json() -> None:
    found = assessment_object(CapabilityView(described("A", tone="strict"), packaged_rulebook()))
    assert json.loads(json.dumps(found)) == found


def test_an_error_names_its_line_and_each_problem() -> None:
    problems = (
        UsageError("is wrong", location=ROOT / "name", advice="mend it"),
        UsageError("\x1b\nbad"),
    )
    assert json.loads(batch_writer("jsonl").fault(7, problems, "a", "A")) == {
        "id": "a",
        "name": "A",
        "line": 7,
        "errors": ["name: is wrong; mend it", "␛ bad"],
    }


ANSWERED = described("Facts", citations="required", volatility="weekly")
ACCEPTED = make_acceptance(ANSWERED, RULEBOOK, by="Ada", on=date(2026, 11, 22))

OVERRIDDEN = replace(
    ACCEPTED, decision="overridden", type=VerdictType.BOTH, because="Legal.", by="ada"
)


def test_the_table_has_a_line_for_each_capability() -> None:
    settled = described("Voice", volatility="static", citations="none", tone="strict", examples=9)
    project = project_of(
        replace(ANSWERED, review=ACCEPTED),
        settled,
        described("Open"),
        replace(settled, name="Changed", review=ACCEPTED),
        Capability("new", draft=Draft(description="Inv")),
        replace(ANSWERED, name="Overridden", review=OVERRIDDEN),
    )
    assert render_table(project, RULEBOOK) == (
        "App\n"
        "\n"
        " #   Capability          Verdict             Decision\n"
        " ────────────────────────────────────────────────────────────\n"
        " 1   Facts               ◆ retrieval, lean   ✓ accepted\n"
        " 2   Voice               ▲ fine-tuning       –\n"
        " 3   Open                ? undecided         3 questions open\n"
        " 4   Changed             ▲ fine-tuning       stale decision\n"
        " 5   (being described)   ? undecided         –\n"
        " 6   Overridden          ◆ retrieval, lean   ◈ both, ada\n"
    )


def test_a_project_without_capabilities_has_a_heading() -> None:
    assert "Capability" in render_table(Project("App"), RULEBOOK)


@pytest.mark.parametrize("name", [*HOSTILE, "漢字" * 30, "עברית " * 12, "👩‍👩‍👧‍👦" * 25])
def test_whatever_the_names_the_table_is_inert_narrow_and_in_line(name: str) -> None:
    project = project_of(replace(ANSWERED, name=name), replace(ANSWERED, name="Plain"))
    table = render_table(replace(project, name=name), RULEBOOK)
    *_, hostile, plain = table.splitlines()
    assert hostile[: hostile.index("retrieval")].rstrip()
    before = [line[: line.index("retrieval")] for line in (hostile, plain)]
    assert cell_len(before[0]) == cell_len(before[1])
    assert all(cell_len(line) <= 100 for line in table.splitlines())
    assert not {char for char in table if ord(char) < 32 or 127 <= ord(char) < 160} - {"\n"}
    assert not set("\u202e\u2066") & set(table)


def test_markup_in_a_name_is_text() -> None:
    name = "[/] [red]x[/] [link=https://a]"
    project = replace(project_of(replace(ANSWERED, name=name)), name=name)
    title, *_, row = render_table(project, RULEBOOK).splitlines()
    assert title == name
    assert name in row


def test_a_long_name_is_cut_with_an_ellipsis() -> None:
    row = render_table(project_of(replace(ANSWERED, name="x" * 50)), RULEBOOK).splitlines()[-1]
    assert f" {'x' * 39}… " in row


def test_the_verdict_is_told_with_every_reason_and_its_source() -> None:
    assert render_verdict(
        CapabilityView(described("One", tone="strict", citations="none"), RULEBOOK)
    ) == (
        "fine-tuning, lean\n"
        '  behaviour, +4 points: Tone: "Yes"; the manner is part of the product\n'
        "    source: A handbook, https://example.org/handbook\n"
        '  knowledge: Citations: "No"; nobody asks for sources\n'
        "    source: A handbook, https://example.org/handbook\n"
        "  missing: Not known yet: the answer to “How many good examples are there?”\n"
        '  would change it: Volatility: "Every week" or Citations: "Yes" would make it both\n'
        '  would change it: Tone: "It would be nice", for example, would make it prompting\n'
    )


def test_without_evidence_it_is_undecided_and_says_why() -> None:
    assert render_verdict(CapabilityView(described("One"), RULEBOOK)) == (
        "undecided\n"
        "  prompting: No evidence yet: nothing asks for more than a prompt\n"
        "    source: A handbook, https://example.org/handbook\n"
        '  would change it: Volatility: "Every week" or Citations: "Yes" would make it retrieval\n'
        '  would change it: Tone: "Yes" would make it fine-tuning\n'
    )


def test_contradictions_are_told() -> None:
    quoting = replace(RULEBOOK.keywords[0], points=RULEBOOK.threshold)
    rulebook = replace(RULEBOOK, id="louder", keywords=(quoting,))
    one = described("One", "Must quote the clause.", citations="none")
    told = render_verdict(CapabilityView(one, rulebook)).splitlines()
    assert (
        '  contradiction: the description says "quote", which contradicts the '
        'answer Citations: "No"'
    ) in told


def test_words_of_a_stranger_in_rulebook_or_description_are_inert() -> None:
    source = replace(RULEBOOK.sources[0], title="\x1b]0;title\x07", url="https://a\u202eb\n")
    rulebook = replace(RULEBOOK, id="other", sources=(source,))
    text = render_verdict(CapabilityView(described("One", "quote\x1b[2J"), rulebook))
    assert "␛]0;title␇, https://a⟨U+202E⟩b" in text
    assert not {char for char in text if ord(char) < 32} - {"\n"}


def test_the_decision_and_who_stands_behind_an_answer_are_told_with_the_verdict() -> None:
    answers = (replace(ANSWERED.answers[0], because="Legal, 3 May"), *ANSWERED.answers[1:])
    item = replace(ANSWERED, answers=answers, review=ACCEPTED, notes="Ask\nOps.", notes_by="Ada")
    lines = render_verdict(CapabilityView(item, RULEBOOK)).splitlines()
    assert lines[:2] == [
        "Verdict: retrieval, lean, by search or by call: not known yet",
        "Decision: retrieval (accepted by Ada on 2026-11-22, under the small rulebook, edition 1)",
    ]
    assert any("(because: Legal, 3 May)" in line for line in lines)
    assert lines[-1] == "  note by Ada: Ask Ops."
