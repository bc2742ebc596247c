"""Projects to test with: builders for examples, strategies for properties."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Final

from hypothesis import strategies as st

from ragft_tui.core.model import (
    UNKNOWN,
    Answer,
    AnswerValue,
    Capability,
    Draft,
    Project,
    Review,
    VerdictType,
)
from ragft_tui.core.rulebook import LARGEST_NUMBER, Question, Rulebook
from ragft_tui.session.config import RunConfig
from ragft_tui.storage.rulebooks import load_rulebook
from ragft_tui.storage.settings import Settings
from ragft_tui.terminal.profile import terminal_profile

__all__ = [
    "HOSTILE",
    "answer_values",
    "capabilities",
    "described",
    "drafts",
    "packaged_rulebook",
    "project_of",
    "projects",
    "run_config",
    "small_rulebook",
    "texts",
]

HOSTILE: Final = (
    "",
    " \t ",
    "\n\nbetween\r\nlines\r",
    "[/] [red]x[/] [link=https://example.org]y[/link] [@click=app.quit]z[/]",
    "\x1b[2J\x1b]0;title\x07\x00\x7f\x9b",
    "\u202eoverridden\u202c \u2066isolated\u2069",
    "עברית العربية",
    "👩‍👩‍👧‍👦 🏳️‍🌈 漢字かな",
    "e\u0301" + "\u0301" * 60,
    "\ud800 alone",
    "line\u2028and\u2029paragraph\x85next",
    "x" * 300,
)
"""Texts that a stranger could type, paste or put into a file."""

texts: Final = st.sampled_from(HOSTILE) | st.text(
    st.characters() | st.sampled_from("\n\t\r \x1b[]/\u202e\u0301"), max_size=30
)


@cache
def small_rulebook() -> Rulebook:
    """Return three core questions, one readiness question, and nothing further."""
    return load_rulebook(Path(__file__).parents[1] / "data" / "rulebook-small.toml")


@cache
def wordy_rulebook() -> Rulebook:
    """Return the packaged rulebook with keywords for everything, and without a lexicon."""
    rulebook = load_rulebook(Path(__file__).parents[1] / "data" / "rulebook-words.toml")
    return replace(rulebook, learned=())


@cache
def packaged_rulebook() -> Rulebook:
    """Return the rulebook of the package."""
    return load_rulebook()


def described(name: str, description: str = "", /, **answers: AnswerValue) -> Capability:
    """Return a described capability, its id the name in lower case.

    Args:
        name: Its name, a word.
        description: What it does; a text without words of a lexicon where it is left out.
        answers: Values by question.
    """
    given = tuple(Answer(question, value) for question, value in answers.items())
    return Capability(name.lower(), name, description or f"Does {name}.", answers=given)


def project_of(*capabilities: Capability) -> Project:
    """Return a project of some capabilities."""
    return Project("App", capabilities=capabilities)


def answer_values(question: Question) -> st.SearchStrategy[AnswerValue]:
    """Return what a question accepts."""
    if question.numeric:
        numbers = st.integers(0, 200) | st.integers(0, LARGEST_NUMBER)
        return numbers | st.just(UNKNOWN)
    return st.sampled_from([UNKNOWN, *(option.id for option in question.options)])


@st.composite
def drafts(draw: st.DrawFn, rulebook: Rulebook) -> Draft:
    """Return texts in progress, or none."""
    ids = st.sampled_from([question.id for question in rulebook.questions])
    pairs = st.dictionaries(ids, texts, max_size=2).map(lambda found: tuple(found.items()))
    maybe = st.none() | texts
    typed = (draw(maybe), draw(maybe), draw(maybe), draw(maybe))
    return Draft(*typed, draw(pairs), draw(pairs), draw(pairs))


@st.composite
def capabilities(draw: st.DrawFn, rulebook: Rulebook, capability_id: str) -> Capability:
    """Return a capability, described or still in progress."""
    draft = draw(st.just(Draft()) | drafts(rulebook))
    if draw(st.integers(0, 4)) == 0:
        return Capability(capability_id, draft=draft or Draft(name=""))
    answers = tuple(
        Answer(question.id, draw(answer_values(question)), draw(st.sampled_from(["", "Legal"])))
        for question in rulebook.questions
        if draw(st.booleans())
    )
    name = draw(st.sampled_from(["Refunds", "House tone", "配送"]))
    description = draw(st.sampled_from(["Does it.", "Must quote the source.", "No citations."]))
    review = None
    if draw(st.booleans()):
        judged = draw(st.sampled_from(VerdictType))
        review = Review("accepted", judged, rulebook.edition, draw(st.dates()))
        if draw(st.booleans()):
            other = draw(st.sampled_from(VerdictType))
            review = replace(review, decision="overridden", type=other, because="Legal says so.")
    named = tuple((answer.question, "house") for answer in answers if draw(st.booleans()))
    notes, by = draw(st.sampled_from([("", ""), ("Ask.", ""), ("Ask.", "ada")]))
    return Capability(*(capability_id, name, description, notes, answers, review, draft, named, by))


@st.composite
def projects(draw: st.DrawFn, rulebook: Rulebook) -> Project:
    """Return a project of a few capabilities."""
    ids = draw(st.lists(st.sampled_from(["a", "b", "c", "new", "refunds"]), unique=True))
    return Project("App", capabilities=tuple(draw(capabilities(rulebook, item)) for item in ids))


def run_config(*, by: str = "") -> RunConfig:
    """Return the configuration of a run without a terminal, with the packaged rulebook."""
    return RunConfig(
        profile=terminal_profile({}, is_terminal=False),
        settings=Settings(by=by),
        rulebook=packaged_rulebook(),
    )
