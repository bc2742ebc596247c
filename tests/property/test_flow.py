"""Whatever is done in an interview, it stands somewhere, loses nothing, and comes to an end."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from ragft_tui.core.errors import InvalidAnswerError
from ragft_tui.core.interview import (
    DESCRIBE,
    NEW,
    VERDICT,
    Interview,
    InterviewPosition,
    asked_questions,
    edits,
)
from ragft_tui.core.model import UNKNOWN, AnswerValue, Capability, Draft, Project
from tests.support.projects import (
    answer_values,
    drafts,
    packaged_rulebook,
    projects,
    small_rulebook,
    texts,
)

NEW_PAGE = InterviewPosition(NEW, DESCRIBE)
Kept = set[tuple[str, ...]]
"""Every text and value of a project, each with its place."""


def kept(project: Project) -> Kept:
    return {(item.id, *entry) for item in project.capabilities for entry in entries(item)}


def entries(item: Capability) -> Iterable[tuple[str, ...]]:
    draft = item.draft
    yield "name", item.name
    yield "description", item.description
    yield "notes", item.notes
    yield "review", repr(item.review)
    for answer in item.answers:
        yield "answer", answer.question, repr(answer.value)
        yield "because", answer.question, answer.because
    for pair in item.named:
        yield "named", *pair
    for pair in draft.named:
        yield "draft named", *pair
    for pair in draft.because:
        yield "draft because", *pair
    for pair in draft.answers:
        yield "draft answer", *pair
    for field in ("name", "description", "notes", "override"):
        yield "draft", field, repr(getattr(draft, field))


def stands(interview: Interview) -> bool:
    """Tell whether the place of an interview is one that a user can be at."""
    here = interview.position
    if here is None or here == NEW_PAGE:
        return True
    item = interview.project.capability(here.capability)
    if item is None:
        return False
    asks = any(question.id == here.step for question in interview.rulebook.questions)
    return here.step == DESCRIBE or (item.described and (asks or here.step == VERDICT))


def steps_to_end(interview: Interview, step: Callable[[Interview], Interview]) -> int:
    """Count the steps to the end; there are never more than the places, once each way."""
    questions = len(interview.rulebook.questions) + 2
    most = (len(interview.project.capabilities) + 2) * questions + len(interview.ahead) + 1
    for count in range(most):
        if interview.position is None:
            return count
        interview = step(interview)
    raise AssertionError(f"no end after {most} steps, at {interview.position}")


def answered(interview: Interview) -> Interview:
    return interview.answer(UNKNOWN) if interview.question else interview.skip()


class Interviews(RuleBasedStateMachine):
    """A user, or a script, that does anything at any moment."""

    interview: Interview

    @initialize(data=st.data(), small=st.booleans())
    def begin(self, data: st.DataObject, *, small: bool) -> None:
        rulebook = small_rulebook() if small else packaged_rulebook()
        self.interview = Interview.resume(data.draw(projects(rulebook)), rulebook)

    def take(self, interview: Interview, *changed: str) -> None:
        """Go on with a step; of the capability it was at, only what is named may be lost."""
        before = self.interview
        at = before.position.capability if before.position else NEW
        lost = kept(before.project) - kept(interview.project)
        unasked = {entry for entry in lost if entry[0] != at or entry[1] not in changed}
        assert not unasked
        self.interview = interview

    @rule(data=st.data())
    def answer(self, data: st.DataObject) -> None:
        question, item = self.interview.question, self.interview.capability
        if question is None or item is None:
            return
        value: AnswerValue = data.draw(answer_values(question))
        because = dict(item.draft.because).get(question.id)
        after = self.interview.answer(value)
        lost = kept(self.interview.project) - kept(after.project)
        assert all(entry[:1] == (item.id,) and question.id in entry for entry in lost)
        new = after.project.capability(item.id)
        assert new is not None
        given_answer = new.answer(question.id)
        assert given_answer is not None
        assert given_answer.value == value
        if because is not None:
            assert given_answer.because == edits.check_because(because)
        assert after.trail[-1] == self.interview.position
        self.interview = after

    @rule(value=st.text(max_size=5) | st.integers())
    def answer_anything(self, value: AnswerValue) -> None:
        try:
            after = self.interview.answer(value)
        except InvalidAnswerError:
            return
        self.take(after, "answer", "because", "draft because", "draft answer")

    @rule(text=texts)
    def say_because(self, text: str) -> None:
        try:
            after = self.interview.because(text)
        except InvalidAnswerError:
            assert self.interview.question is None
            return
        assert after.position == self.interview.position
        self.take(after, "because", "draft because")

    @rule()
    def skip(self) -> None:
        after = self.interview.skip()
        assert after.project is self.interview.project
        assert after.position != self.interview.position or after.position is None
        self.interview = after

    @rule()
    def back(self) -> None:
        after = self.interview.back()
        assert after.project is self.interview.project
        self.interview = after

    @precondition(lambda self: self.interview.position is not None)
    @rule()
    def go_on_and_back(self) -> None:
        after = self.interview.skip().back()
        assert after.position == self.interview.position
        assert after.project is self.interview.project
        assert after.only == self.interview.only

    @precondition(lambda self: self.interview.position is not None)
    @rule()
    def go_back_and_on(self) -> None:
        before = self.interview.back()
        assume(before.position != self.interview.position)
        after, seen = before, []
        while after.position is not None:
            after = after.skip()
            seen.append(after.position)
        here, item = self.interview.question, self.interview.capability
        if self.interview.position not in seen:
            # Only a question that nothing depends on any more is left out.
            assert here is not None
            assert item is not None
            assert here not in asked_questions(item, self.interview.rulebook)

    @rule(data=st.data(), only=st.booleans())
    def jump(self, data: st.DataObject, *, only: bool) -> None:
        ids = [item.id for item in self.interview.project.capabilities]
        names = [question.id for question in self.interview.rulebook.questions]
        place = InterviewPosition(
            data.draw(st.sampled_from([NEW, "gone", *ids])),
            data.draw(st.sampled_from([DESCRIBE, "gone", *names])),
        )
        after = replace(self.interview.jump(place), only=only)
        assert after.position in {place, self.interview.position}
        assert after.project is self.interview.project
        self.interview = after

    @rule()
    def finish(self) -> None:
        after = self.interview.finish()
        assert after.position is None
        assert after.project is self.interview.project
        self.interview = after

    @rule(name=texts, description=texts)
    def describe(self, name: str, description: str) -> None:
        old = self.interview.capability
        try:
            after = self.interview.describe(name, description)
        except InvalidAnswerError:
            return
        if old is not None and not old.name:
            # It has got its lasting id: what is lost is all of the page that was in progress.
            others = kept(edits.remove(self.interview.project, old.id))
            assert others <= kept(after.project)
            self.interview = after
        else:
            self.take(after, "name", "description", "draft")
            assert old is None or after.project.capability(old.id) is not None

    @rule(data=st.data())
    def draft(self, data: st.DataObject) -> None:
        draft = data.draw(st.just(Draft()) | drafts(self.interview.rulebook))
        after = self.interview.drafted(draft)
        new = after.capability
        assert new is None if not draft and not self.named() else new is not None
        assert new is None or new.draft == draft
        drafted = ("draft", "draft because", "draft answer", "draft named")
        gone = () if new else ("name", "description", "notes", "review")
        self.take(after, *drafted, *gone)

    def named(self) -> bool:
        item = self.interview.capability
        return bool(item and item.name)

    @rule(data=st.data())
    def change_elsewhere(self, data: st.DataObject) -> None:
        ids = [item.id for item in self.interview.project.capabilities]
        assume(ids)
        project = edits.remove(self.interview.project, data.draw(st.sampled_from(ids)))
        after = self.interview.on(project)
        assert after.project is project
        self.interview = after

    @rule()
    def leave_and_resume(self) -> None:
        left = self.interview
        after = Interview.resume(left.project, left.rulebook, left.position)
        assert after.position == left.position or left.position in {None, NEW_PAGE}
        self.interview = after

    @invariant()
    def stands_somewhere(self) -> None:
        assert stands(self.interview)
        progress = self.interview.progress
        assert bool(progress.to_go) == bool(progress.waiting)
        assert progress.to_go <= len(progress.waiting)

    @invariant()
    def ids_are_unique(self) -> None:
        ids = [item.id for item in self.interview.project.capabilities]
        assert len(set(ids)) == len(ids)
        for item in self.interview.project.capabilities:
            questions = [answer.question for answer in item.answers]
            assert len(set(questions)) == len(questions)

    def teardown(self) -> None:
        if not hasattr(self, "interview"):
            return
        steps_to_end(self.interview, Interview.skip)
        steps_to_end(self.interview, answered)
        interview = self.interview
        while interview.back() != interview:
            before, interview = interview, interview.back()
            assert stands(interview)
            assert len(interview.trail) < len(before.trail) or not interview.trail


Interviews.TestCase.settings = settings(max_examples=60, stateful_step_count=25, print_blob=True)
TestInterviews = Interviews.TestCase


@given(data=st.data())
@settings(max_examples=60)
def test_answering_everything_leaves_nothing_open_in_the_next_interview(
    data: st.DataObject,
) -> None:
    rulebook = packaged_rulebook()
    project = data.draw(projects(rulebook))
    for item in project.capabilities:
        project = edits.remove(project, item.id) if not item.name else project
    interview = Interview.resume(project, rulebook)
    while interview.question is not None or (interview.position and interview.position != NEW_PAGE):
        question = interview.question
        interview = (
            interview.skip()
            if question is None
            else interview.answer(data.draw(answer_values(question)))
        )
    again = Interview.resume(interview.project, rulebook)
    drafted = any(item.draft for item in project.capabilities)
    assert again.position in {None, NEW_PAGE} or drafted
    assert again.question is None
