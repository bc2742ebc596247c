"""Whatever is typed, a filter is read or refused with its place; and its terms are logic."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from ragft_tui.core.decision import effective_type, review_state
from ragft_tui.core.model import Project, VerdictType
from ragft_tui.core.review import FilterError, Order, parse_filter, sort_capabilities
from ragft_tui.core.review.filter import FLAGS
from ragft_tui.core.verdict import assess
from tests.support.projects import projects, small_rulebook, texts

RULEBOOK = small_rulebook()

_VALUES = ["both", "retrieval", "undecided", "none", "accepted", "stale", "open", "strict", "few"]
_WORDS = [
    "verdict",
    "decision",
    "review",
    "strength",
    "tone",
    "volatility",
    "nonsense",
    *FLAGS,
    "refunds",
]

terms = st.one_of(
    st.sampled_from(_WORDS),
    st.builds(
        lambda word, values: f"{word}:{','.join(values)}",
        st.sampled_from(_WORDS),
        st.lists(st.sampled_from(_VALUES), min_size=1, max_size=3),
    ),
    st.text(st.characters(exclude_characters='"'), max_size=8).map(lambda text: f'"{text}"'),
)


def is_read(text: str) -> bool:
    try:
        parse_filter(text, RULEBOOK)
    except FilterError:
        return False
    return True


good_terms = terms.filter(is_read)


def chosen(text: str, project: Project, marked: frozenset[str]) -> frozenset[str]:
    found = parse_filter(text, RULEBOOK)
    items = project.capabilities
    return frozenset(item.id for item in items if found.matches(item, marked=item.id in marked))


@given(st.lists(terms | texts | st.text(max_size=10)).map(" ".join) | texts | st.text())
def test_whatever_is_typed_is_read_or_refused_with_a_place_in_it(text: str) -> None:
    try:
        parse_filter(text, RULEBOOK)
    except FilterError as error:
        problem = error
    else:
        return
    assert 1 <= problem.column <= len(text) + 1
    assert "\n" not in problem.sentence


@given(projects(RULEBOOK), st.sets(st.sampled_from("abc")), good_terms, good_terms)
def test_two_filters_together_find_what_both_find(
    project: Project, marks: set[str], one: str, other: str
) -> None:
    marked = frozenset(marks)
    both = chosen(f"{one} {other}", project, marked)
    assert both == chosen(one, project, marked) & chosen(other, project, marked)


@given(projects(RULEBOOK), st.sets(st.sampled_from("abc")), good_terms)
def test_a_minus_finds_what_the_term_does_not(project: Project, marks: set[str], term: str) -> None:
    marked = frozenset(marks)
    everything = frozenset(item.id for item in project.capabilities)
    assert chosen(f"-{term}", project, marked) == everything - chosen(term, project, marked)


@given(projects(RULEBOOK))
def test_a_type_finds_what_counts_as_it_and_each_capability_counts_once(project: Project) -> None:
    found: list[str] = []
    for kind in (*VerdictType, None):
        word = kind.value if kind else "undecided"
        counts = [x.id for x in project.capabilities if effective_type(x, RULEBOOK) is kind]
        assert chosen(f"decision:{word}", project, frozenset()) == frozenset(counts)
        assert chosen(word, project, frozenset()) == frozenset(counts)
        assert chosen(kind.label if kind else word, project, frozenset()) == frozenset(counts)
        judged = [x.id for x in project.capabilities if assess(x, RULEBOOK).verdict is kind]
        assert chosen(f"verdict:{word}", project, frozenset()) == frozenset(judged)
        found += counts
    assert sorted(found) == sorted(item.id for item in project.capabilities)


@given(projects(RULEBOOK))
def test_the_decision_counts_once_it_holds_and_the_verdict_until_then(project: Project) -> None:
    for item in project.capabilities:
        state, review = review_state(item, RULEBOOK), item.review
        undecided = replace(item, review=None)
        judged = assess(item, RULEBOOK).verdict
        assert effective_type(undecided, RULEBOOK) is judged
        if review is None or state.pending:
            assert effective_type(item, RULEBOOK) is judged
        else:
            assert effective_type(item, RULEBOOK) is (review.type or review.judged)


@given(projects(RULEBOOK), st.sampled_from(Order))
def test_sorting_loses_nothing_either_way(project: Project, order: Order) -> None:
    items = project.capabilities
    for backwards in (False, True):
        found = sort_capabilities(range(len(items)), items, RULEBOOK, order, backwards=backwards)
        assert sorted(found) == list(range(len(items)))
