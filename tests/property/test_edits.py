"""Whatever is edited, ids stay unique and stable, and undo and redo lose no text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from hypothesis import example, given
from hypothesis import strategies as st

from ragft_tui.core.interview import edits
from ragft_tui.core.interview.drafts import restore_drafts
from ragft_tui.core.model import Answer, Draft, Project, Review, VerdictType
from ragft_tui.core.text import is_blank
from ragft_tui.storage.importing import read_text_candidates
from tests.support.projects import answer_values, drafts, projects, small_rulebook, texts

RULEBOOK = small_rulebook()
Edit = Callable[[Project], Project]

words = texts.filter(lambda text: not is_blank(text))


@st.composite
def accepted_edits(draw: st.DrawFn, project: Project) -> Edit:
    """Return an edit of a kind that undo takes back."""
    name, description = draw(words), draw(words)
    if not project.capabilities or draw(st.booleans()):
        return lambda old: edits.add(old, name, description)[0]
    item = draw(st.sampled_from(project.capabilities))
    question = draw(st.sampled_from(RULEBOOK.questions))
    answer = Answer(question.id, draw(answer_values(question)), draw(st.sampled_from(["", "Le"])))
    index = draw(st.integers(0, len(project.capabilities) - 1))
    override = Review(
        *("overridden", VerdictType.BOTH, "small 1", date(2026, 11, 22)),
        type=VerdictType.RETRIEVAL,
        because=description,
    )
    kinds: list[Edit] = [
        lambda old: edits.describe(old, item.id, name, description)[0],
        lambda old: edits.answer(old, item.id, answer.question, answer.value, answer.because),
        lambda old: edits.set_because(old, item.id, question.id, "Legal"),
        lambda old: edits.set_notes(old, item.id, description, "ada"),
        lambda old: edits.set_review(old, item.id, override),
        lambda old: edits.set_review(old, item.id, None),
        lambda old: edits.rename(old, name),
        lambda old: edits.duplicate(old, item.id)[0] if item.name else old,
        lambda old: edits.move(old, item.id, index),
    ]
    if item.answer(question.id) is not None:
        kinds.append(lambda old: edits.set_name(old, item.id, question.id, description))
    if item.answer(question.id) is None and question.id in dict(item.draft.because):
        # Without an answer the draft is where an accepted because is kept, so it is replaced.
        del kinds[2]
    return draw(st.sampled_from(kinds))


@given(st.data())
def test_ids_stay_unique_and_those_of_the_described_stay_the_same(data: st.DataObject) -> None:
    project = data.draw(projects(RULEBOOK))
    for _ in range(data.draw(st.integers(0, 8))):
        described = {item.id for item in project.capabilities if item.name}
        project = data.draw(accepted_edits(project))(project)
        ids = [item.id for item in project.capabilities]
        assert len(set(ids)) == len(ids)
        assert described <= set(ids)


def without_drafts(project: Project) -> Project:
    kept = (replace(item, draft=Draft()) for item in project.capabilities if item.name)
    return replace(project, capabilities=tuple(kept), draft=Draft())


def spoken(project: Project) -> set[str]:
    """Return every word of every text of a project, in progress or accepted."""
    found: list[str] = [project.name, project.description]
    for draft in (project.draft, *(item.draft for item in project.capabilities)):
        found += [draft.name or "", draft.description or "", draft.notes or ""]
        found += [draft.override or "", *(text for _, text in draft.of_questions)]
    for item in project.capabilities:
        found += [item.name, item.description, item.notes, *(name for _, name in item.named)]
        found += [item.review.because if item.review else ""]
        found += [text for answer in item.answers for text in (str(answer.value), answer.because)]
    return {word for text in found for word in text.split()}


def given_with(project: Project) -> set[str]:
    """Return the words of all answers, and of who stands behind them."""
    answers = [answer for item in project.capabilities for answer in item.answers]
    return {word for each in answers for word in f"{each.value} {each.because}".split()}


@given(st.data())
def test_undo_and_redo_come_to_the_same_and_lose_no_text_in_progress(data: st.DataObject) -> None:
    before = data.draw(projects(RULEBOOK))
    after = data.draw(accepted_edits(before))(before)
    undone = restore_drafts(before, after)
    assert without_drafts(undone) == without_drafts(before)
    # What the answer was given with that is undone comes back with it.
    assert spoken(before) - spoken(undone) <= given_with(after)

    redone = restore_drafts(after, undone)
    assert without_drafts(redone) == without_drafts(after)
    assert spoken(after) <= spoken(redone)


@given(st.data())
def test_what_is_typed_after_undo_is_there_after_redo(data: st.DataObject) -> None:
    before = data.draw(projects(RULEBOOK))
    after = data.draw(accepted_edits(before))(before)
    typed = restore_drafts(before, after)
    item = data.draw(st.sampled_from([None, *typed.capabilities]))
    draft = data.draw(drafts(RULEBOOK))
    typed, page = edits.set_draft(typed, item.id if item else "", draft)
    redone = restore_drafts(after, typed)
    progress = typed.capability(page)
    assert progress is None or spoken(replace(typed, capabilities=(progress,))) <= (
        spoken(redone) | spoken(without_drafts(before)) | spoken(without_drafts(after))
    )


@given(projects(RULEBOOK), projects(RULEBOOK))
def test_bringing_drafts_along_twice_is_bringing_them_once(one: Project, other: Project) -> None:
    brought = restore_drafts(one, other)
    assert restore_drafts(brought, other) == brought
    assert without_drafts(brought) == without_drafts(one)


@given(st.lists(st.text() | texts).map("\n".join))
@example("0000000000000000`\n00000000\n\ud800 alone\n000000000000000`")
@example("name\tdescription\nCites\t\u200b\nQuotes\tclauses")
@example("\n:\t")
def test_a_list_that_was_read_can_be_added(text: str) -> None:
    for each in read_text_candidates(text, RULEBOOK).candidates:
        assert edits.check_line(each.name, "the name") == each.name
        # A row of a table may be a name alone.
        assert not each.description or edits.check_text(each.description, "it") == each.description
