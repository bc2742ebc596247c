"""Words of the lexicon are found whole, inflected, with negation and spans."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest

from ragft_tui.core.model import UNKNOWN, Answer
from ragft_tui.core.rulebook import Keyword, Option, Question
from ragft_tui.core.rulebook.phrases import PhraseIndex, inflect, parse_phrase
from ragft_tui.core.verdict import assess, suggest_answer
from ragft_tui.core.verdict.keywords import find_keywords
from ragft_tui.core.words import tokenize
from tests.support.projects import described, wordy_rulebook
from tests.support.steps import assert_linear, steps

RULEBOOK = wordy_rulebook()


def fits(phrase: str, text: str) -> bool:
    index, tokens = PhraseIndex([parse_phrase(phrase)]), tokenize(text)
    return any(True for start in range(len(tokens)) for _ in index.matches_at(tokens, start))


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("cite", "citing"),
        ("cite", "cited"),
        ("policy", "policies"),
        ("search", "searches"),
        ("stop", "stopped"),
        ("brand", "brand's"),
        ("apply", "applied"),
        ("key", "keys"),
    ],
)
def test_a_word_is_inflected(word: str, form: str) -> None:
    assert form in inflect(word)


@pytest.mark.parametrize("word", ["no", "às", "4x"])
def test_a_short_or_foreign_word_stays_as_it_is(word: str) -> None:
    assert inflect(word) == {word}


@pytest.mark.parametrize(
    ("phrase", "text", "expected"),
    [
        ("tone", "Monotone", False),
        ("tone", "two TONES", True),
        ("=live", "he lives", False),
        ("=live", "Live!", True),
        ("up-to-date", "up to date", True),
        ("up to date", "Up-To-Date", True),
        ("red|green light", "a green light", True),
        ("red|green light", "a blue light", False),
        ("change * daily", "changes daily", True),
        ("change * daily", "changed once or twice daily", True),
        ("change * daily", "changed as far as we know daily", False),
        ("change * daily", "changes. Daily", False),
        ("change * daily", "changes not daily", False),
        ("# page", "15,000 pages", True),
        ("# page", "three pages", True),
        ("# page", "some pages", False),
        ("don't know", "I don’t know", True),
        ("tone voice", "tone\nvoice", True),
        ("tone voice", "tone\n\nvoice", False),
        ("tone voice", "- tone\n- voice", False),
        ("tone voice", "tone (voice)", False),
    ],
)
def test_a_phrase_fits(phrase: str, text: str, *, expected: bool) -> None:
    assert fits(phrase, text) is expected


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("no citations needed", True),
        ("Citations are not needed.", True),
        ("Citations, and they are not cheap", False),
        ("need not be up to date", True),
        ("without a fixed format", True),
        ("not only in a consistent tone", False),
        ("doesn’t need a consistent style", True),
        ("never answers without citing", False),
        ("never answers a customer of the bank without citing", False),
        ("does not need to know and goes without citing", True),
        ("not hard, without citations", True),
        ("does not need no citations", True),
        ("w/o citations", True),
        ("Cites no sources", True),
        ("Cites nothing", True),
        ("Cites no fewer than three pages", False),
        ("Tone does not matter", True),
        ("no rhyme, tone or reason", True),
        ("Citations as ever or never", False),
        ("in a rather formal tone", False),
        ("not only the tone", False),
        ("Has not only the tone", False),
        ("Answers all of the mail of the day with no rhyme, tone or reason", True),
        ("Answers all of the mail of the day with no rhyme, tone", False),
        ("rather than a fixed format", True),
        ("instead of citations", True),
        ("citations are optional", True),
        ("citations are not optional", False),
        ("not cheap, but with citations", False),
        ("Not today. With citations", False),
        ("We do not know yet whether it has a tone", False),
    ],
)
def test_negation(text: str, *, negated: bool) -> None:
    matches = find_keywords(text, RULEBOOK)
    assert matches
    assert all(match.negated is negated for match in matches)


def test_a_match_tells_where_it_stands() -> None:
    text = "It cites the clause, up-to-date."
    matches = find_keywords(text, RULEBOOK)
    assert [text[match.start : match.end] for match in matches] == ["cites", "up-to-date"]
    assert [match.text for match in matches] == ["cites", "up-to-date"]


def test_the_longer_phrase_wins_and_matches_do_not_overlap() -> None:
    matches = find_keywords("Speaks in our brand voice", RULEBOOK)
    assert [match.text for match in matches] == ["in our brand voice"]


@pytest.mark.parametrize("text", ["", "   ", "答えは文書から", "🙂" * 9, "...", "\n\n"])
def test_a_text_without_words_of_the_lexicon_says_nothing(text: str) -> None:
    assert find_keywords(text, RULEBOOK) == ()


@pytest.mark.parametrize("mark", ["'", "’", "‘", "‛", "´", "`", "ʼ", "′", "＇", "ʹ", ""])
@pytest.mark.parametrize("verb", ["does", "is", "need", "would", "ca", "wo"])
def test_a_denial_is_one_with_every_apostrophe_and_without(verb: str, mark: str) -> None:
    matches = find_keywords(f"It {verb}n{mark}t cite the sources", RULEBOOK)
    assert matches
    assert all(match.negated for match in matches)


@pytest.mark.parametrize("verb", ["does'nt", "doesn''t", "doesn&#39;t", "doesn&rsquo;t", "doesn t"])
def test_a_denial_is_one_however_it_is_misspelt(verb: str) -> None:
    matches = find_keywords(f"It {verb} cite the sources", RULEBOOK)
    assert matches
    assert all(match.negated for match in matches)


@pytest.mark.parametrize(
    "between",
    [
        *(
            ". ",
            ", ",
            "; ",
            ";",
            ": ",
            " - ",
            " -- ",
            " – ",
            "—",
            " -> ",
            " => ",
            "|",
            " | ",
            " • ",
        ),
        *('." ', ".** ", "._ ", "\n\n", "\n- ", "\n* ", "\n+ ", "\n# ", "\n> ", "\n2. "),
    ],
)
def test_a_denial_ends_with_its_clause(between: str) -> None:
    assert not fits("tone voice", f"tone{between}voice")
    matches = find_keywords(f"not today{between}With citations", RULEBOOK)
    assert [match.negated for match in matches] == [False]


@pytest.mark.parametrize("mark", ["'", "´", "`", "ʼ", "′", "＇", ""])
def test_no_phrase_reaches_over_a_denial(mark: str) -> None:
    assert not fits("quotes * source", f"quotes but doesn{mark}t name a source")
    assert fits("quotes * source", "quotes and names a source")


@pytest.mark.parametrize(
    "name",
    [
        "https://example.com/tone/of/voice?tone=voice",
        "HTTP://TONE.VOICE",
        "ftp://tone/voice",
        "www.tone-voice.com",
        "tone.example.com/voice",
        "tone.voice@example.com",
        "mailto:tone@voice.org",
        "`tone voice`",
        "```\ntone voice\n```",
        "/tone/voice",
        "./tone/voice",
        "../tone/voice",
        "~/tone/voice.md",
        "C:\\tone\\voice",
        "c:/tone/voice",
        "\\\\server\\tone",
        "file:///tone/voice",
    ],
)
def test_words_inside_addresses_paths_and_code_say_nothing(name: str) -> None:
    assert not fits("tone", name)
    assert not fits("voice", f"See {name}, please.")
    assert not fits("tone voice", f"tone {name} voice")
    assert fits("tone", f"{name}. Tone matters.")
    assert fits("voice", f"The voice ({name}) matters.")


@pytest.mark.parametrize(
    "text",
    [
        "tone/style",
        "tone / style",
        "and/or tone",
        "24/7 tone",
        "tone, style",
        "the ´tone´",
        "tone:",
        '"tone"/"style"',
        "the source.Tone/style",
        "<https://example.com/a>tone",
        '"https://example.com/a"tone',
        "https://example.com/a|tone",
    ],
)
def test_words_beside_a_slash_or_in_quotes_are_words(text: str) -> None:
    assert fits("tone", text)


def test_a_clause_ends_behind_an_address_as_well() -> None:
    matches = find_keywords("No login at https://example.com/a. Answers with citations", RULEBOOK)
    assert matches
    assert not any(match.negated for match in matches)


@pytest.mark.parametrize("piece", ["a", "a.", "`", "` ", "/", "a@", "a://", "~/", "a.b/", "``` "])
def test_looking_for_addresses_takes_time_in_proportion(piece: str) -> None:
    steps = [len(tokenize((piece * size)[:size])) for size in (20_000, 40_000)]
    assert steps[1] <= 2 * steps[0] + 2


@pytest.mark.parametrize("joint", [" ", " * "])
def test_phrases_of_one_word_take_hardly_longer_the_more_there_are(joint: str) -> None:
    def search(phrases: int) -> Callable[[], object]:
        words = tuple(
            joint.join(["a"] * (number % 5 + 1) + [f"b{number}"]) for number in range(phrases)
        )
        entries = (replace(RULEBOOK.keywords[0], words=words),)
        rulebook = replace(RULEBOOK, id=f"with {phrases} of {joint}", keywords=entries)
        find_keywords("ready", rulebook)
        return lambda: find_keywords("a " * 500, rulebook)

    few, many = steps(search(10)), steps(search(300))
    assert many < 1.5 * few


def test_the_same_text_twice_takes_twice_as_long() -> None:
    phrases = tuple(" ".join(["a"] * number) for number in range(1, 13))
    entries = (replace(RULEBOOK.keywords[0], words=phrases),)
    rulebook = replace(RULEBOOK, id="repetitive", keywords=entries)
    assert_linear(lambda size: partial(find_keywords, "a " * size, rulebook), 1_000)


def suggested(description: str, question: str, name: str = "Test") -> str | None:
    found = suggest_answer(described(name, description), RULEBOOK.question(question), RULEBOOK)
    return found.option.id if found else None


@pytest.mark.parametrize(
    ("description", "question", "expected"),
    [
        ("Prices change daily.", "volatility", "daily"),
        ("It must cite its SOURCES.", "citations", "required"),
        ("No citations needed.", "citations", "none"),
        ("Deletion requests and personal data.", "access", "yes"),
        ("It holds no personal data.", "access", "no"),
        ("Does it.", "volatility", None),
        ("配送を追跡する", "volatility", None),
    ],
)
def test_the_words_imply_an_option(description: str, question: str, expected: str | None) -> None:
    assert suggested(description, question) == expected


def test_the_name_speaks_as_well_and_the_words_stand_as_they_are_written() -> None:
    capability = described("DAILY prices", "Does it.")
    found = suggest_answer(capability, RULEBOOK.question("volatility"), RULEBOOK)
    assert found
    assert found.option.id == "daily"
    assert found.quotes[0].startswith("DAILY")


@pytest.mark.parametrize("value", ["static", "daily", UNKNOWN])
def test_an_answered_question_has_no_suggestion(value: str) -> None:
    capability = described("Test", "Prices change daily.", volatility=value)
    assert suggest_answer(capability, RULEBOOK.question("volatility"), RULEBOOK) is None


@pytest.mark.parametrize("description", ["Millions of requests a month.", "Not at scale."])
def test_words_imply_no_number(description: str) -> None:
    assert suggested(description, "volume") is None


OPTIONS = tuple(Option(id=name, text=name) for name in ("none", "some", "all"))
QUESTION = Question(id="moons", stage="further", title="Moons", text="?", why=".", options=OPTIONS)


def of_words(description: str, *keywords: tuple[str, str, int], ordered: bool = True) -> str | None:
    """Return what is suggested where a lexicon of words, options and points is all there is."""
    question = replace(QUESTION, ordered=ordered)
    rulebook = replace(
        RULEBOOK,
        questions=(question,),
        keywords=tuple(
            Keyword(
                subject="moons", words=(word,), suggests=option, points=points, says="", source=""
            )
            for word, option, points in keywords
        ),
    )
    found = suggest_answer(described("Test", description), question, rulebook)
    return found.option.id if found else None


def test_the_weightiest_words_win_also_where_they_speak_against_the_axis() -> None:
    words = ("red", "some", 1), ("blue", "all", 3), ("green", "none", -4)
    assert of_words("red blue", *words) == "all"
    assert of_words("red blue green", *words) == "none"


def test_among_equals_the_first_told_wins_whatever_the_order_of_the_lexicon() -> None:
    words = ("red", "some", 2), ("blue", "all", 2)
    for lexicon in (words, words[::-1]):
        assert of_words("blue then red", *lexicon) == "all"
        assert of_words("red then blue", *lexicon) == "some"


def test_affirmed_words_go_before_denied_ones() -> None:
    assert of_words("without blue but red", ("red", "some", 1), ("blue", "all", 4)) == "some"


def test_denied_words_imply_the_first_option_of_an_ordered_question_alone() -> None:
    assert of_words("without blue", ("blue", "all", 4)) == "none"
    assert of_words("without blue", ("blue", "all", 4), ordered=False) is None


def test_what_asks_for_nothing_implies_nothing_where_it_is_denied() -> None:
    assert of_words("never red", ("red", "none", 0)) is None


def test_words_that_suggest_nothing_are_passed_over() -> None:
    assert of_words("red", ("red", "", 9)) is None
    assert of_words("without red", ("red", "", 9)) is None


def test_a_suggestion_counts_only_when_it_is_accepted() -> None:
    capability = described("Test", "Prices change daily.")
    before = assess(capability, RULEBOOK)
    found = suggest_answer(capability, RULEBOOK.question("volatility"), RULEBOOK)
    assert found
    assert assess(capability, RULEBOOK) == before
    assert "volatility" not in {reason.question for reason in before.reasons if reason.firm}
    accepted = replace(capability, answers=(Answer("volatility", found.option.id),))
    assert assess(accepted, RULEBOOK) != before
