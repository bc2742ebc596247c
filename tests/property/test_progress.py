"""The number of questions to go falls with each answer, and rises only with its reason."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from ragft_tui.core.interview import Interview
from tests.support.projects import (
    answer_values,
    described,
    packaged_rulebook,
    project_of,
    small_rulebook,
)


@given(data=st.data(), small=st.booleans(), text=st.text(max_size=60))
@settings(max_examples=150)
def test_it_falls_unless_a_question_is_named_and_ends_at_zero(
    data: st.DataObject, *, small: bool, text: str
) -> None:
    rulebook = small_rulebook() if small else packaged_rulebook()
    item = described(f"One {text}".strip())
    interview = Interview.resume(project_of(item), rulebook)
    while (question := interview.question) is not None:
        before = interview.progress
        skips = data.draw(st.booleans())
        value = data.draw(answer_values(question))
        interview = interview.skip() if skips else interview.answer(value)
        if interview.question is None:
            break
        after = interview.progress
        assert after.to_go >= 1
        assert after.to_go < before.to_go or after.new is not None
        if after.new is not None:
            assert after.new.id in after.waiting
    assert interview.progress.to_go == 0 or interview.capability is None
