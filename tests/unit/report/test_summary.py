from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from ragft_tui.core.model import Capability, Draft, VerdictType
from ragft_tui.core.review import summarize
from ragft_tui.report.summary import summary_sections
from tests.support.projects import described, packaged_rulebook, project_of

if TYPE_CHECKING:
    from ragft_tui.report.summary import Section

RULEBOOK = packaged_rulebook()
VOICE = described("Voice", tone="strict", examples=12)


def sections(*capabilities: Capability, width: int = 74) -> tuple[Section, ...]:
    return summary_sections(summarize(project_of(*capabilities), RULEBOOK), width)


def lines(*capabilities: Capability, width: int = 74) -> list[str]:
    found = sections(*capabilities, width=width)
    return [line for section in found for line in (section.title, *section.lines)]


def test_verdicts_and_reviews_are_counted_at_the_top() -> None:
    (counts, *_) = sections(VOICE, described("Empty"), described("Empty too"))
    assert counts.title == "3 capabilities, counted by decision, or else by verdict"
    assert counts.lines == (
        "  ▲ fine-tuning   1  1 lean",
        "  ? undecided     2",
        "  decisions: 3 not decided",
    )
    assert counts.types == (VerdictType.FINETUNING, None)


def test_the_next_steps_are_numbered_and_name_the_capabilities() -> None:
    told = lines(VOICE, described("Empty"))
    at = told.index("Next")
    assert told[at + 1 : at + 5] == [
        "  1  Answer questions, for there is no evidence yet",
        "     2 Empty",
        "  2  Accept or override the verdict",
        "     1 Voice",
    ]


def test_the_same_style_is_not_said_to_share_an_adapter() -> None:
    told = lines(
        VOICE, replace(VOICE, id="b", name="Also"), described("Facts", citations="required")
    )
    at = told.index("Fine-tuning: one adapter for one voice and form")
    assert told[at + 1 : at + 5] == [
        "  Tone: Yes, every time: a lapse would be noticed; Format: not known yet",
        "     1 Voice, 2 Also",
        "     The same style, which is not yet the same adapter: name the voice to",
        "     say so.",
    ]
    assert "  The source is not known" in told


def test_two_voices_are_two_adapters_and_one_source_is_one_index() -> None:
    brand = replace(VOICE, named=(("tone", "brand voice"),))
    legal = replace(VOICE, id="c", name="Letters", named=(("tone", "legal letters"),))
    same = replace(brand, id="b", name="Also", named=(("tone", "Brand  voice"),))
    texts = replace(
        described("Texts", citations="required", source="collection", access="no"),
        named=(("source", "help centre"),),
    )
    more = replace(texts, id="more", name="More")
    told = lines(brand, same, legal, texts, more)
    at = told.index("Fine-tuning: one adapter for one voice and form")
    assert told[at + 1 : at + 6] == [
        "  Tone: brand voice; Format: not known yet",
        "     1 Voice, 2 Also",
        "     They share one adapter if they have the same format.",
        "  Tone: legal letters; Format: not known yet",
        "     3 Letters",
    ]
    at = told.index("Retrieval by search: one index for one source with the same access rules")
    assert told[at + 1 : at + 4] == [
        "  Source: help centre; Access rules: No",
        "     4 Texts, 5 More",
        "     They share one index.",
    ]


def test_what_is_found_by_search_and_what_is_got_by_a_call_have_headings_of_their_own() -> None:
    found = {
        section.title: section.lines[-1]
        for section in sections(
            described("Texts", citations="required", source="collection"),
            described("Orders", citations="required", source="live"),
            described("Else", citations="required"),
        )
    }
    by_search, by_call, unknown = (title for title in found if title.startswith("Retrieval"))
    assert (by_search.split(":")[0], found[by_search]) == ("Retrieval by search", "     1 Texts")
    assert (by_call.split(":")[0], found[by_call]) == ("Retrieval by call", "     2 Orders")
    assert unknown == "Retrieval by search or by call: not known yet"
    assert found[unknown] == "     3 Else"


def test_first_steps_are_told_before_anything_else_there_is_to_do() -> None:
    titles = [section.title for section in sections(VOICE)]
    assert titles[:3] == [
        "1 capability, counted by decision, or else by verdict",
        "First, before anything large is built",
        "Next",
    ]
    first = sections(VOICE)[1]
    assert first.lines[0].startswith("  1  Start with a good prompt on ten real cases;")
    assert first.lines[-1] == "     1 Voice"


def test_what_has_nothing_to_say_is_left_out() -> None:
    assert [section.title for section in sections(described("Empty"))][1:] == ["Next"]
    assert [section.title for section in sections()] == ["0 capabilities"]


@pytest.mark.parametrize("width", [60, 74])
def test_lines_keep_to_the_width_and_many_names_are_counted(width: int) -> None:
    many = [described(f"Capability {number}", tone="strict") for number in range(1, 31)]
    long = replace(VOICE, id="long", name="配送" * 60)
    told = [line for section in sections(long, *many, width=width) for line in section.lines]
    assert "and 23 more" in "\n".join(told)
    assert max(map(cell_len, told)) <= width


def test_hostile_names_are_one_visible_line() -> None:
    told = lines(Capability("a", "\x1b[2J\nA\u202eb", "Does.", draft=Draft()))
    assert "␛[2J A⟨U+202E⟩b" in " ".join(told)


def test_a_name_is_told_as_far_as_it_is_typed() -> None:
    assert "     1 Refu" in lines(Capability("new", draft=Draft(name="Refu")))


def test_a_capability_without_a_name_is_told_as_being_described() -> None:
    assert "     1 (being described)" in lines(Capability("new", draft=Draft(description="B")))
