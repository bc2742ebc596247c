"""What people read: every text that a rich project gives is in sentences, without any id."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.projects import described, packaged_rulebook, project_of, small_rulebook
from tests.support.prose import forbidden, offences, prose_of, rich_project, with_statements

RULEBOOK = packaged_rulebook()


def test_no_text_of_a_rich_project_holds_an_id_or_a_bare_number() -> None:
    pattern = forbidden(RULEBOOK)
    found = {
        (where, offence)
        for where, text in prose_of(rich_project(RULEBOOK), RULEBOOK)
        for offence in offences(text, pattern)
    }
    assert not found, "\n".join(f"{where}: {offence!r}" for where, offence in sorted(found)[:40])


def test_every_option_of_the_packaged_rulebook_is_in_a_rich_project() -> None:
    given = {(a.question, a.value) for c in rich_project(RULEBOOK).capabilities for a in c.answers}
    wanted = {(each.id, option.id) for each in RULEBOOK.questions for option in each.options}
    assert wanted <= given


@pytest.mark.parametrize(
    "text",
    [
        "volatility realtime: facts change",
        "private_knowledge",
        "tone is strict",
        "under default 2",
        "finetuning, lean",
        "knowledge +9",
        "source: openai-accuracy",
        "Undo takes it back.",
    ],
)
def test_what_was_said_once_would_be_found(text: str) -> None:
    assert offences(text, forbidden(RULEBOOK))


def test_a_rulebook_without_statements_is_told_in_its_own_words() -> None:
    rulebook = small_rulebook()
    project = project_of(described("One", volatility="weekly", citations="none"))
    texts = "\n".join(text for _, text in prose_of(project, rulebook))
    assert 'Volatility: "Every week"; ' in texts
    assert not offences(texts, forbidden(rulebook))


def test_every_option_says_what_is_true_in_one_clause_that_is_its_own() -> None:
    sentences = with_statements(RULEBOOK)
    assert "." not in sentences
    assert len(set(sentences)) == len(sentences)
    assert all(len(each) <= 90 for each in sentences)
    assert all(each.short for each in RULEBOOK.questions)
    assert all(each.not_known for each in RULEBOOK.questions if each.tells_readiness)


def test_an_option_without_a_statement_is_noticed() -> None:
    first = RULEBOOK.questions[0]
    silent = replace(first.options[0], statement="")
    changed = replace(first, options=(silent, *first.options[1:]))
    rulebook = replace(RULEBOOK, questions=(changed, *RULEBOOK.questions[1:]))
    assert "." in with_statements(rulebook)
