"""A rulebook that makes no sense is refused, with every problem and its place."""

from __future__ import annotations

from dataclasses import replace
from time import process_time

import pytest

from ragft_tui.core.errors import ROOT, Index, Location, ProblemsError
from ragft_tui.core.model import Axis, VerdictType
from ragft_tui.core.rulebook import (
    Conflict,
    FirstStep,
    Gate,
    Guard,
    Keyword,
    Option,
    Question,
    Rulebook,
    Softener,
    Source,
    Support,
)
from ragft_tui.core.rulebook.checks import check_rulebook

PAGE = Source(id="page", title="A page", url="https://example.org/page", says="it is so")
FACTS = Question(
    id="facts",
    stage="core",
    axis=Axis.KNOWLEDGE,
    title="Facts",
    text="Do facts change?",
    why="It decides.",
    source="page",
    options=(
        Option(id="no", text="No"),
        Option(id="some", text="Some", points=1, says="some change"),
        Option(id="yes", text="Yes", points=4, sufficient=True, says="facts change"),
    ),
)
VOICE = replace(FACTS, id="voice", axis=Axis.BEHAVIOUR, title="Voice")
TRIED = Question(
    id="tried",
    stage="further",
    ordered=False,
    title="Tried",
    text="Was it tried?",
    why="It decides.",
    options=(Option(id="no", text="No"), Option(id="yes", text="Yes")),
)
COUNT = Question(
    id="count",
    stage="readiness",
    axis=Axis.BEHAVIOUR,
    title="Count",
    text="How many?",
    why="It decides.",
    unit="examples",
    options=(
        Option(id="few", text="Few", at_least=0, missing="collect more"),
        Option(id="many", text="Many", at_least=50),
    ),
)
GUARD = Guard(
    id="changing", axis=Axis.KNOWLEDGE, when={"facts": ("yes",)}, says="they do", source="page"
)
GATE = Gate(id="does-it", when={"tried": ("yes",)}, says="it does", source="page")
SUPPORT = Support(
    id="both",
    axis=Axis.BEHAVIOUR,
    when={"voice": ("some", "yes"), "tried": ("no",)},
    says="together they do",
    source="page",
)
STEP = FirstStep(id="try", types=(VerdictType.RETRIEVAL,), says="Try it.", source="page")
WORDS = Keyword(subject="voice", words=("tone",), points=2, says="a tone", source="page")
SOUND = Rulebook(
    id="small",
    version=1,
    title="Small",
    threshold=4,
    words_limit=4,
    nothing_says="nothing asks for it",
    nothing_source="page",
    sources=(PAGE,),
    questions=(FACTS, VOICE, TRIED, COUNT),
    guards=(GUARD,),
    supports=(SUPPORT,),
    gates=(GATE,),
    first_steps=(STEP,),
    keywords=(WORDS,),
)


def problems(rulebook: Rulebook) -> list[str]:
    with pytest.raises(ProblemsError) as caught:
        check_rulebook(rulebook)
    return [str(problem) for problem in caught.value.problems]


def test_the_other_location_that_a_problem_names_is_where_its_author_wrote_it() -> None:
    twice = replace(SOUND, keywords=(WORDS, replace(WORDS, words=("Tone",))))
    with pytest.raises(ProblemsError) as caught:
        check_rulebook(twice, lambda location: Location(("base words", *location[1:])))
    what = '"Tone" is already at base words[1].words[1]'
    assert [problem.what for problem in caught.value.problems] == [what]
    (location,) = (problem.location for problem in caught.value.problems)
    assert location == ROOT / "keywords" / Index(1) / "words" / Index(0)


def with_question(question: Question) -> Rulebook:
    return replace(SOUND, questions=(FACTS, VOICE, TRIED, question))


def with_options(*options: Option) -> Rulebook:
    return replace(SOUND, questions=(replace(FACTS, options=options), VOICE, TRIED, COUNT))


def test_a_sound_rulebook_passes() -> None:
    check_rulebook(SOUND)


@pytest.mark.parametrize(
    ("rulebook", "place", "what"),
    [
        (replace(SOUND, id="two words"), "id", "one word"),
        (
            replace(SOUND, sources=(PAGE, PAGE)),
            'sources[2, "page"].id',
            "already the id of entry 1",
        ),
        (replace(SOUND, sources=(replace(PAGE, url="a book"),)), ".url", "not a web address"),
        (replace(SOUND, nothing_source="pag"), "nothing_source", 'did you mean "page"?'),
        (
            replace(SOUND, supports=(), threshold=99),
            "threshold",
            "behaviour can reach 99: the most is 4",
        ),
        (replace(SOUND, questions=(TRIED, COUNT)), "questions", "no question is of the core"),
        (with_question(FACTS), 'questions[4, "facts"].id', "already the id of entry 1"),
        (with_question(replace(COUNT, axis=None)), "axis", "is missing"),
        (with_question(replace(COUNT, unit="")), "unit", "a number to ask for"),
        (with_question(replace(COUNT, source="book")), "source", "not a known source"),
        (with_question(replace(COUNT, options=COUNT.options[:1])), "options", "at least two"),
        (with_question(replace(COUNT, options=COUNT.options[::-1])), "options", "start at 0"),
        (
            with_question(replace(COUNT, options=(COUNT.options[0],) * 2)),
            "options",
            "the bands must rise",
        ),
        (
            with_question(replace(COUNT, options=(Option(id="a", text="A"), COUNT.options[1]))),
            "options",
            "needs at_least",
        ),
        (
            with_question(
                replace(
                    COUNT,
                    source="page",
                    options=(COUNT.options[0], replace(COUNT.options[1], points=1, says="so")),
                )
            ),
            'options[2, "many"].points',
            "its question is not weighed",
        ),
        (with_options(*FACTS.options[::-1]), "options", 'fewer points than "yes"'),
        (with_options(Option(id="unknown", text="?"), *FACTS.options), "id", "every question"),
        *(
            (
                with_options(replace(FACTS.options[0], aliases=(alias,)), *FACTS.options[1:]),
                'options[1, "no"].aliases',
                f'"{alias}" is already another answer',
            )
            for alias in ("yes", "no", "unknown")
        ),
        (
            with_options(*(replace(option, aliases=("old",)) for option in FACTS.options)),
            'options[2, "some"].aliases',
            '"old" is already another answer',
        ),
        (
            with_options(*FACTS.options[:2], Option(id="yes", text="Yes", points=4)),
            'questions[1, "facts"].options[3, "yes"]',
            "gives no reason",
        ),
        (
            with_options(*FACTS.options[:2], replace(FACTS.options[2], points=3)),
            "points",
            "do not reach 4",
        ),
        (
            with_options(*FACTS.options[:2], replace(FACTS.options[2], source="pge")),
            "source",
            'did you mean "page"?',
        ),
        (
            with_options(*FACTS.options[:2], replace(FACTS.options[2], missing="more")),
            "missing",
            "for readiness questions",
        ),
        (
            replace(SOUND, guards=(GUARD, replace(GUARD, when={"fact": ("yes",)}))),
            'guards[2, "changing"].when.fact',
            'did you mean "facts"?',
        ),
        (
            replace(SOUND, guards=(replace(GUARD, when={"facts": ("yess",)}),)),
            ".when.facts",
            'did you mean "yes"?',
        ),
        (replace(SOUND, guards=(replace(GUARD, when={}),)), ".when", "no condition"),
        (replace(SOUND, guards=(replace(GUARD, when={"facts": ()}),)), ".when.facts", "never hold"),
        (replace(SOUND, guards=(replace(GUARD, says=""),)), ".says", "no reason"),
        (replace(SOUND, guards=(replace(GUARD, source=""),)), ".source", "names no source"),
        (
            replace(SOUND, guards=(replace(GUARD, when={"count": ("few",)}),)),
            ".when.count",
            "cannot decide",
        ),
        (
            replace(SOUND, guards=(replace(GUARD, unless={"facts": ("yes", "no")}),)),
            ".unless.facts",
            "never hold",
        ),
        (
            replace(
                SOUND,
                guards=(
                    GUARD,
                    replace(GUARD, id="both", when={"facts": ("yes",), "voice": ("yes",)}),
                ),
            ),
            'guards[2, "both"].when',
            'the guard "changing" stands',
        ),
        (
            replace(SOUND, gates=(replace(GATE, axis=Axis.KNOWLEDGE, when={"facts": ("yes",)}),)),
            'gates[1, "does-it"].when',
            "never decides",
        ),
        (
            replace(
                SOUND,
                conflicts=(Conflict(id="c", when={"facts": ("yes",)}, says="no", source="page"),),
            ),
            'conflicts[1, "c"].when',
            "deny itself",
        ),
        (
            replace(
                SOUND,
                softeners=(
                    Softener(
                        id="s",
                        axis=Axis.KNOWLEDGE,
                        when={"facts": ("yes",)},
                        unless={"tried": ("maybe",)},
                        says="softer",
                        source="page",
                    ),
                ),
            ),
            'softeners[1, "s"].unless.tried',
            "not a known option",
        ),
        *(
            (replace(SOUND, supports=(replace(SUPPORT, **change),)), place, what)
            for change, place, what in (
                ({"when": {}}, 'supports[1, "both"].when', "no condition"),
                ({"when": {"voice": ()}}, ".when.voice", "never hold"),
                ({"when": {"voce": ("some",)}}, ".when.voce", 'did you mean "voice"?'),
                ({"when": {"voice": ("som",)}}, ".when.voice", 'did you mean "some"?'),
                ({"when": {"count": ("many",)}}, ".when.count", "cannot decide"),
                ({"unless": {"tried": ("yes", "no")}}, ".unless.tried", "never hold"),
                ({"when": {"voice": ("some",)}}, ".when.voice", "leaves out an answer"),
                ({"says": ""}, ".says", "no reason"),
                ({"source": "pge"}, ".source", 'did you mean "page"?'),
            )
        ),
        (
            replace(
                SOUND,
                supports=(
                    replace(SUPPORT, axis=Axis.KNOWLEDGE, when={**SUPPORT.when, "facts": ("yes",)}),
                ),
            ),
            'supports[1, "both"].when',
            'the guard "changing" stands',
        ),
        (
            replace(
                SOUND, supports=(SUPPORT, replace(SUPPORT, id="less", when={"tried": ("no",)}))
            ),
            'supports[1, "both"].when',
            'the support "less" stands',
        ),
        (replace(SOUND, first_steps=(replace(STEP, types=()),)), ".types", "names no verdict"),
        (replace(SOUND, first_steps=(replace(STEP, says=""),)), ".says", "no reason"),
        (
            replace(SOUND, first_steps=(replace(STEP, when={"tried": ("maybe",)}),)),
            'first_steps[1, "try"].when.tried',
            "not a known option",
        ),
        (
            replace(SOUND, keywords=(WORDS, replace(WORDS, words=("Tone",)))),
            "keywords[2].words[1]",
            "is already at keywords[1].words[1]",
        ),
        (replace(SOUND, keywords=(replace(WORDS, words=()),)), ".words", "has no words"),
        (replace(SOUND, keywords=(replace(WORDS, words=("* tone",)),)), "words[1]", "cannot be"),
        (replace(SOUND, keywords=(replace(WORDS, words=("to(ne",)),)), "words[1]", "not a word"),
        (replace(SOUND, keywords=(replace(WORDS, subject="voce"),)), ".subject", '"voice"?'),
        (replace(SOUND, keywords=(replace(WORDS, suggests="yep"),)), ".suggests", '"yes"?'),
        (replace(SOUND, keywords=(replace(WORDS, axis=Axis.KNOWLEDGE),)), ".axis", "its own"),
        (replace(SOUND, keywords=(replace(WORDS, subject=""),)), "[1]", "neither subject nor axis"),
        (
            replace(
                SOUND, keywords=(replace(WORDS, subject="", axis=Axis.KNOWLEDGE, suggests="x"),)
            ),
            ".suggests",
            "no question",
        ),
        (replace(SOUND, keywords=(replace(WORDS, points=-1),)), ".points", "counts that way"),
        (replace(SOUND, keywords=(replace(WORDS, subject="tried"),)), ".points", "counts that way"),
        (replace(SOUND, keywords=(replace(WORDS, says=""),)), ".says", "no reason"),
    ],
)
def test_a_problem_is_told_with_its_place(rulebook: Rulebook, place: str, what: str) -> None:
    found = problems(rulebook)
    assert any(place in line.partition(": ")[0] and what in line for line in found), found


def test_a_rulebook_that_would_take_minutes_is_refused_before_it_is_checked() -> None:
    guards = tuple(replace(SOUND.guards[0], id=f"g{number}") for number in range(100_000))
    began = process_time()
    assert problems(replace(SOUND, guards=guards)) == [
        "guards: are 100,000, and a rulebook has at most 200; leave out what seldom counts"
    ]
    assert process_time() - began < 2


def test_every_problem_is_told_at_once() -> None:
    broken = replace(
        SOUND,
        nothing_source="x",
        guards=(replace(GUARD, source="y", when={"z": ("yes",)}),),
        keywords=(replace(WORDS, subject="w"),),
    )
    assert len(problems(broken)) == 4
