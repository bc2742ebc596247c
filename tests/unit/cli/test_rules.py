from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from ragft_tui.cli.rules import render_rules, render_words
from ragft_tui.core.lexicon import AXIS, Target
from ragft_tui.core.model import Axis, Reach, VerdictType
from ragft_tui.core.rulebook import (
    Conflict,
    FirstStep,
    Gate,
    Keyword,
    Rulebook,
    Softener,
    Support,
)
from tests.support.lexicon import CITED, FAST, LEXICON
from tests.support.opens import count_opens
from tests.support.projects import HOSTILE, packaged_rulebook, small_rulebook
from tests.unit.cli.conftest import Run

SMALL = small_rulebook()
SIDES = (("for", 1), ("against", -1))


def test_the_rules_are_told_from_the_title_to_the_sources() -> None:
    lines = render_rules(SMALL).splitlines()
    assert lines[0] == "A small rulebook for tests of the store (the small rulebook, edition 1)"
    assert lines[1].startswith("An axis is part of the verdict from 3 points on")
    assert [line for line in lines if line.partition(":")[0].isupper()] == [
        "QUESTIONS",
        "GUARDS: while one stands, no score outvotes it",
        "SUPPORTS: answers that suffice together, unless a gate holds their axis back",
        "GATES: what they hold back is no part of the verdict, unless a guard is",
        "SOFTENERS: no more than lean",
        "FIRST STEPS: what to do before anything large is built; the first one that holds",
        "CONFLICTS: answers that deny one another",
        "LEARNED WORDS: what descriptions say of an axis as a whole",
        "KEYWORDS",
        "SOURCES",
    ]
    assert lines[-2:] == [
        "  [handbook] A handbook: it depends",
        "      https://example.org/handbook",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Where nothing counts: nothing asks for more than a prompt [handbook]",
        "  volatility, Volatility (core, knowledge): How often do the facts change?",
        "      Facts that change cannot be trained in. [handbook]",
        "      monthly, +2: Every month; the facts change now and then [handbook]",
        "      required, +4 alone: Yes; answers must be verifiable against a source [handbook]",
        "      few, from 0 examples: Fewer than 50; collect 50 examples before fine-tuning",
        "      enough, from 50 examples: 50 or more",
        "  citations-required: citations is required => knowledge",
        "      answers must be verifiable against a source [handbook]",
        "  citations +2, suggests required: the description speaks of sources [handbook]",
        "      citation; quote",
    ],
)
def test_each_rule_is_told_with_its_source(line: str) -> None:
    assert line in render_rules(SMALL).splitlines()


def test_what_a_rule_holds_for_and_against_is_told() -> None:
    when, unless = {"tone": ("strict", "preferred")}, {"volatility": ("weekly",)}
    rulebook = replace(
        SMALL,
        guards=(replace(SMALL.guards[0], unless=unless, needs_evidence=True),),
        gates=(
            Gate(id="both", when=when, says="x", source="handbook"),
            Gate(id="one", when=when, says="x", source="handbook", axis=Axis.KNOWLEDGE),
        ),
        softeners=(
            Softener(
                id="soft",
                axis=Axis.BEHAVIOUR,
                when={**when, "citations": ("none",)},
                unless={**unless, "citations": ("helpful",)},
                says="x",
                source="handbook",
            ),
        ),
        conflicts=(Conflict(id="clash", when={**when, **unless}, says="x", source="handbook"),),
        keywords=(
            Keyword(
                words=("latency",), says="x", source="handbook", points=-2, axis=Axis.BEHAVIOUR
            ),
        ),
    )
    lines = render_rules(rulebook).splitlines()
    told = [
        line for line in lines if (line.startswith("  ") and ": tone is " in line) or "=>" in line
    ]
    assert told == [
        (
            "  citations-required: citations is required, unless volatility is weekly, "
            "where there is other evidence for knowledge => knowledge"
        ),
        "  both: tone is strict or preferred => knowledge and behaviour",
        "  one: tone is strict or preferred => knowledge",
        (
            "  soft: tone is strict or preferred and citations is none, "
            "unless volatility is weekly or citations is helpful => behaviour"
        ),
        "  clash: tone is strict or preferred and volatility is weekly",
    ]
    assert "  behaviour -2: x [handbook]" in lines


def test_answers_that_suffice_together_and_first_steps_are_told() -> None:
    when: dict[str, tuple[str, ...]] = {"tone": ("preferred",), "examples": ("enough",)}
    rulebook = replace(
        SMALL,
        supports=(Support(id="pair", axis=Axis.BEHAVIOUR, when=when, says="x", source="handbook"),),
        first_steps=(
            FirstStep(
                id="first",
                types=(VerdictType.FINETUNING, VerdictType.BOTH),
                unless={"tone": ("none",)},
                says="Try it.",
                source="handbook",
            ),
        ),
    )
    lines = render_rules(rulebook).splitlines()
    assert "  pair: tone is preferred and examples is enough => behaviour" in lines
    assert "  first: always, unless tone is none => finetuning or both" in lines
    assert "      Try it. [handbook]" in lines


def test_a_question_says_when_it_is_asked_and_an_option_what_it_stands_for() -> None:
    volatility, *others = SMALL.questions
    static, monthly, weekly = volatility.options
    options = (
        static,
        replace(monthly, axis=Axis.BEHAVIOUR, aliases=("rare", "seldom")),
        replace(weekly, reach=Reach.BOTH),
    )
    question = replace(volatility, always=True, deferrable=True, options=options)
    lines = render_rules(replace(SMALL, questions=(question, *others))).splitlines()
    asked = "asked wherever knowledge is part of the verdict"
    deferrable = '"I don\'t know" leaves a verdict clear'
    heading = f"  volatility, Volatility (core, knowledge, {asked}, {deferrable}): "
    assert heading + volatility.text in lines
    told = [line.split(": ")[0] for line in lines if line.startswith("      ")]
    assert "      monthly, +2 behaviour, once rare or seldom" in told
    assert "      weekly, +4 alone, by search and by call" in told


@pytest.mark.parametrize("rulebook", [SMALL, packaged_rulebook()], ids=lambda rulebook: rulebook.id)
def test_every_rule_every_word_and_every_source_is_there(rulebook: Rulebook) -> None:
    text = render_rules(rulebook)
    for rules in rulebook.rules.values():
        for rule in rules:
            assert f"  {rule.id}: " in text
            assert f"{rule.says} [{rule.source}]" in text
    for question in rulebook.questions:
        assert all(f"{option.text}" in text for option in question.options)
    for learned in rulebook.learned:
        assert f"  {learned.axis}: {learned.says} [{learned.source}]" in text
    for keyword in rulebook.keywords:
        assert "; ".join(keyword.words) in text
    assert all(source.url in text for source in rulebook.sources)


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_a_rulebook_says_is_inert_text_on_its_own_line(text: str) -> None:
    [source] = SMALL.sources
    hostile = replace(
        SMALL, title=text, sources=(replace(source, title=text, says=text, url=text),)
    )
    found = render_rules(hostile)
    assert len(found.splitlines()) == len(render_rules(SMALL).splitlines())
    assert not [char for char in found if char < " " and char != "\n"]
    assert not set(found) & set("\x7f\x9b\u2028\u202e\u2066\ud800")


def test_the_words_of_a_question_are_told_for_and_against_with_what_they_add() -> None:
    lines = render_words("citations", SMALL, LEXICON).splitlines()
    assert lines[0] == "citations, Citations: Must answers name their source?"
    at = lines.index("  required, suggested from 60% on: 90% right, 50% of 120 found")
    assert lines[at + 1 : at + 3] == [
        "      for: cite +2.5; source +1.2; cites the source +1.0; the +0.1",
        "      against: !cite -1.5; opinion -0.9",
    ]
    assert lines[-3:] == [
        "KEYWORDS, which count before learned words",
        "  citations +2, suggests required: the description speaks of sources [handbook]",
        "      citation; quote",
    ]


def test_no_more_than_the_twenty_strongest_words_are_told_on_either_side() -> None:
    weights = {f"{side}{n}": {0: sign * (n + 1)} for n in range(30) for side, sign in SIDES}
    text = render_words("citations", SMALL, replace(LEXICON, weights=weights, forms={}))
    for side, _ in SIDES:
        assert [each for each in range(30) if f" {side}{each} " in text] == [*range(10, 30)]


def test_options_without_learned_words_are_named() -> None:
    text = render_words("citations", SMALL, LEXICON)
    others = [option.id for option in SMALL.question("citations").options[:-1]]
    assert f"  none were learned for {' or '.join(others)}\n" in text


def test_a_question_of_options_that_the_rulebook_does_not_have_has_no_learned_words() -> None:
    assert "daily" not in render_words("volatility", SMALL, LEXICON)


def test_a_question_without_learned_words_or_keywords_says_so() -> None:
    text = render_words("examples", SMALL, LEXICON)
    assert text.endswith("\n\nNO WORDS WERE LEARNED\n\nNO KEYWORDS\n")


def test_without_a_lexicon_there_are_keywords_alone() -> None:
    lines = render_words("citations", SMALL, None).splitlines()
    assert lines[2:5] == ["NO WORDS WERE LEARNED", "", "KEYWORDS, which count before learned words"]


def test_what_words_do_not_tell_well_enough_is_said() -> None:
    weekly = replace(FAST, options=("weekly",))
    text = render_words("volatility", SMALL, replace(LEXICON, targets=(CITED, weekly)))
    never = "never suggested, for words do not tell it well enough"
    assert f"  weekly, {never}: 70% right, 40% of 80 found\n" in text


def test_the_words_of_an_axis_are_those_that_a_verdict_rests_on() -> None:
    about = Target(AXIS, ("knowledge",), 0, 0.62, 0.9, 0.8, 100)
    text = render_words("knowledge", SMALL, replace(LEXICON, targets=(about, FAST)))
    assert text.startswith("knowledge: whether a verdict rests on it\n")
    assert "      for: cite +2.5; " in text
    assert "citations +2, suggests required" in text
    assert "none were learned" not in text


def test_the_nearest_question_is_named_for_one_that_is_not_known(run: Run) -> None:
    done = run("rules", "--words", "volatilty")
    assert done.returncode == 2
    assert 'volatilty" is not a known question; did you mean "volatility"?' in done.stderr
    assert not done.stdout


def test_the_words_of_each_question_of_the_packaged_rulebook_can_be_told(run: Run) -> None:
    for question in packaged_rulebook().questions:
        done = run("rules", "--words", question.id)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.startswith(f"{question.id}, ")
    assert "this week +" in run("rules", "--words", "volatility").stdout


@pytest.mark.parametrize(
    ("arguments", "opened"),
    [
        (("--help",), 0),
        (("--version",), 0),
        (("rules",), 0),
        (("check", "ok.toml"), 0),
        (("keys",), 0),
        (("settings",), 0),
        (("--plain", "new.toml"), 0),
        (("rules", "--words", "tone"), 1),
        (("classify", "Cites the source of every answer."), 1),
        (("demo",), 1),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_learned_words_are_read_only_where_a_description_is_scored_and_once(
    arguments: tuple[str, ...],
    opened: int,
    directory: Path,
    variables: dict[str, str],
    tmp_path: Path,
) -> None:
    found = count_opens(arguments, "lexicon.tsv", tmp_path / "count", cwd=directory, env=variables)
    assert found == opened
