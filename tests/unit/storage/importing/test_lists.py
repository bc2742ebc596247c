"""Lists and tables in a text, as people write, paste and publish them."""

from __future__ import annotations

from textwrap import dedent

import pytest

from ragft_tui.core.importing import Candidate
from ragft_tui.storage.importing import read_text_candidates
from tests.support.projects import small_rulebook
from tests.support.steps import assert_linear

RULEBOOK = small_rulebook()


def read(text: str) -> tuple[Candidate, ...]:
    return read_text_candidates(dedent(text).strip("\n"), RULEBOOK).candidates


def pairs(text: str) -> list[tuple[str, str]]:
    return [(each.name, each.description) for each in read(text)]


def names(text: str) -> list[str]:
    return [each.name for each in read(text)]


@pytest.mark.parametrize(
    "line",
    [
        *(
            "- Refunds",
            "* Refunds",
            "+ Refunds",
            "•Refunds",
            "•\tRefunds",
            "– Refunds",
            "‣ Refunds",
        ),
        *("▪ Refunds", "1. Refunds", "1) Refunds", "(1) Refunds", "1.1 Refunds", "1.2.3. Refunds"),
        *("1、Refunds", "- [ ] Refunds", "- [x] Refunds", "☐ Refunds", "✓ Refunds", "- 1. Refunds"),
        *("- 🚀 Refunds", "- :rocket: Refunds", "- **Refunds**", "- `Refunds`", "- [Refunds](/r)"),
        *("    - Refunds", "- ![](a.png) Refunds", "- [Refunds]", "Refunds"),
    ],
)
def test_the_mark_of_an_item_is_no_part_of_it(line: str) -> None:
    text = read_text_candidates(f"{line}\n{line.replace('Refunds', 'Maps')}", RULEBOOK)
    expected = ["[Refunds]", "[Maps]"] if line == "- [Refunds]" else ["Refunds", "Maps"]
    assert [each.name for each in text.candidates] == expected


@pytest.mark.parametrize(
    ("item", "name", "description"),
    [
        ("Refunds: quotes it", "Refunds", "quotes it"),
        ("Refunds : quotes it", "Refunds", "quotes it"),
        ("Refunds\u00a0: quotes it", "Refunds", "quotes it"),
        ("Refunds:quotes all of it", "Refunds", "quotes all of it"),
        ("退款：引用政策", "退款", "引用政策"),
        ("Refunds – quotes it", "Refunds", "quotes it"),
        ("Refunds — quotes it", "Refunds", "quotes it"),
        ("Refunds - quotes it", "Refunds", "quotes it"),
        ("Refunds -- quotes it", "Refunds", "quotes it"),
        ("**Refunds** - quotes it", "Refunds", "quotes it"),
        ("**Refunds**: quotes it", "Refunds", "quotes it"),
        ("**Refunds:** quotes it", "Refunds", "quotes it"),
        ("**Refunds.** Quotes it", "Refunds", "Quotes it"),
        ("**Refunds** Quotes it", "Refunds", "Quotes it"),
        ("**Fast** to compile", "Fast to compile", "Fast to compile"),
        ("[Refunds](https://example.org) - quotes it", "Refunds", "quotes it"),
        ("[Refunds](/a) [[doc](/b)] - quotes it", "Refunds", "quotes it"),
        ("[Refunds](/a) (v2) - quotes it", "Refunds (v2)", "quotes it"),
        ("[Refunds](/a) - quotes it ![CI](c.svg) [![x](y)](z)", "Refunds", "quotes it"),
        ("[fzf](/a) is a finder", "fzf", "fzf is a finder"),
        ("`/quote` – quotes it", "/quote", "quotes it"),
        ("see https://example.org", "see https://example.org", "see https://example.org"),
        ("npm:package", "npm:package", "npm:package"),
        ("24 hours a day", "24 hours a day", "24 hours a day"),
        ("writes snake_case_names", "writes snake_case_names", "writes snake_case_names"),
        ("writes <name> tags", "writes <name> tags", "writes <name> tags"),
        ("is <b>bold</b> here", "is bold here", "is bold here"),
        (
            "Answers questions about the invoices of the customer and cites the number",
            "Answers questions about the invoices",
            "Answers questions about the invoices of the customer and cites the number",
        ),
        (
            "Multi-Tab Support, Cross-directory selection, Scrollable Preview of files",
            "Multi-Tab Support, Cross-directory selection",
            "Multi-Tab Support, Cross-directory selection, Scrollable Preview of files",
        ),
    ],
)
def test_an_item_has_a_name_and_a_description(item: str, name: str, description: str) -> None:
    assert pairs(f"- {item}\n- last") == [(name, description), ("last", "last")]


def test_a_wrapped_item_is_one_with_its_whole_text() -> None:
    text = """
        - **Refunds** - quotes the policy
          and links the clause
        - answers in the tone of the house,
        as the guide has it

        - last

          with a second paragraph
    """
    assert pairs(text) == [
        ("Refunds", "quotes the policy and links the clause"),
        (
            "answers in the tone of the house",
            "answers in the tone of the house, as the guide has it",
        ),
        ("last", "last\nwith a second paragraph"),
    ]
    assert [each.line for each in read(text)] == [1, 3, 6]


def test_headings_are_groups() -> None:
    found = read("# App\n- a\n## Billing\n- b\n1. c\n\nTone\n----\n- d")
    assert [(each.group, each.name) for each in found] == [
        ("App", "a"),
        ("Billing", "b"),
        ("Billing", "c"),
        ("Tone", "d"),
    ]


def test_below_a_label_are_capabilities_and_below_a_text_its_parts() -> None:
    text = """
        - Billing:
          - Refunds
          - Invoices
        - Search - finds things
          - fast
            - very
          - everywhere
        - Maps
            * Shows them
    """
    assert [(each.group, each.name, each.description) for each in read(text)] == [
        ("Billing", "Refunds", "Refunds"),
        ("Billing", "Invoices", "Invoices"),
        ("", "Search", "finds things\n- fast\n  - very\n- everywhere"),
        ("Maps", "Shows them", "Shows them"),
    ]


def test_other_bullets_in_the_same_column_are_a_level_below() -> None:
    text = "• Billing\no\tRefunds\no\tInvoices\n▪ first\n• Maps: shows them"
    assert [(each.group, each.name) for each in read(text)] == [
        ("Billing", "Refunds"),
        ("Invoices", "first"),
        ("", "Maps"),
    ]


def test_letters_count_as_marks_where_they_count() -> None:
    assert names("a) Refunds\nb) Maps") == ["Refunds", "Maps"]
    assert names("i. Refunds\nii. Maps") == ["Refunds", "Maps"]
    assert names("x) Refunds\n\ny) Maps") == ["x) Refunds", "y) Maps"]


def test_a_table_of_contents_is_none() -> None:
    text = "- [Intro](#intro)\n  - [More](#more)\n- [Use](#use)\n\n# Use\n- quotes it"
    assert names(text) == ["quotes it"]


def test_text_between_lists_is_left_out_and_that_is_told() -> None:
    found = read_text_candidates("Hello.\n\n- a\n- b\n\nSee you.", RULEBOOK)
    assert [each.name for each in found.candidates] == ["a", "b"]
    assert found.source.notes == (
        "2 paragraphs were left out, because only lists and tables were read.",
    )


def test_what_stands_between_fences_is_no_list() -> None:
    assert names("- a\n- b\n\n```\n- no\n• nor this\n```\n") == ["a", "b"]


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("| Name | Description |", "| Refunds | quotes **it** |"),
        ("Name | Description", "Refunds | quotes it"),
        ("| Tool | What for |", "| [Refunds](/r) | quotes it |"),
        ("| ID | Titel | Beschreibung |", "| 7 | Refunds | quotes it |"),
    ],
)
def test_a_table_of_markdown_has_neither_header_nor_rule_as_a_row(header: str, row: str) -> None:
    rule = "|".join(["---"] * (header.strip("|").count("|") + 1))
    found = read(f"# G\n\n{header}\n{rule}\n{row}\n")
    assert [(each.group, each.name, each.description, each.line) for each in found] == [
        ("G", "Refunds", "quotes it", 5)
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\n\n \n"])
def test_without_marks_each_line_is_one(end: str) -> None:
    assert names(end.join(["One", "Two: of it", "Three"])) == ["One", "Two", "Three"]


def test_plain_prose_stays_one() -> None:
    text = (
        "The assistant answers questions about refunds and it quotes\n"
        "the clause of the policy. It must never guess, and where it\n"
        "does not know it says so.\n\nIt speaks as we do."
    )
    [found] = read(text)
    assert found.description == text
    assert found.name == "The assistant answers questions about refunds"


def test_a_wrapped_line_of_several_is_joined() -> None:
    text = """
        Answers questions about the invoices of customers, and
        quotes the number
        Tracks deliveries
    """
    assert pairs(text) == [
        (
            "Answers questions about the invoices of customers",
            "Answers questions about the invoices of customers, and quotes the number",
        ),
        ("Tracks deliveries", "Tracks deliveries"),
    ]


def test_lines_as_long_as_one_another_are_not_joined() -> None:
    lines = ["Cites the source of every answer to our staff", "Tracks the deliveries of all orders"]
    assert names("\n".join(lines)) == [*lines]


@pytest.mark.parametrize("text", ["", "\n\n", " \t\r\n", "-\n*\n1.\n---", "\u2028", "**\n**"])
def test_what_says_nothing_is_none(text: str) -> None:
    assert read(text) == ()


def test_control_characters_do_not_come_through() -> None:
    assert pairs("Refunds\x1b[2J: quotes\x07\nb") == [("Refunds␛[2J", "quotes␇"), ("b", "b")]


@pytest.mark.parametrize(
    "unit", ["- **a** - - 1. b\n", "• a\no\tb\n", "[a](", "* a\n  * b\n", "| a "]
)
def test_twice_as_much_takes_twice_as_long(unit: str) -> None:
    assert_linear(lambda size: lambda: read(unit * size), 100)
