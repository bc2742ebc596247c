from __future__ import annotations

import pytest

from ragft_tui.core.interview.pasted import split_list

LONG = "Answers questions about the invoices of the customer and cites the invoice number"


@pytest.mark.parametrize(
    ("line", "name", "description"),
    [
        ("Refunds", "Refunds", "Refunds"),
        ("  Refunds \t", "Refunds", "Refunds"),
        ("- Refunds", "Refunds", "Refunds"),
        ("* Refunds", "Refunds", "Refunds"),
        ("•Refunds", "Refunds", "Refunds"),
        ("– Refunds", "Refunds", "Refunds"),
        ("1. Refunds", "Refunds", "Refunds"),
        ("12) Refunds", "Refunds", "Refunds"),
        ("(3) Refunds", "Refunds", "Refunds"),
        ("- [x] Refunds", "Refunds", "Refunds"),
        ("- 1. Refunds", "Refunds", "Refunds"),
        ("## Refunds", "Refunds", "Refunds"),
        ("Refunds: quotes the policy", "Refunds", "quotes the policy"),
        ("- **Refunds**: quotes the policy", "Refunds", "quotes the policy"),
        ("- **Refunds:** quotes the policy", "Refunds", "quotes the policy"),
        ("Refunds\tquotes the policy", "Refunds", "quotes the policy"),
        ("Refunds:\tquotes: all of it\tand more", "Refunds", "quotes: all of it\tand more"),
        ("Refunds:", "Refunds", "Refunds:"),
        (": quotes", ": quotes", ": quotes"),
        ("see https://example.org", "see https://example.org", "see https://example.org"),
        ("-5 degrees", "-5 degrees", "-5 degrees"),
        ("24 hours a day", "24 hours a day", "24 hours a day"),
        ("3.5 stars", "3.5 stars", "3.5 stars"),
        (LONG, "Answers questions about the invoices of the", LONG),
        (f"{LONG}: {LONG}", "Answers questions about the invoices of the", f"{LONG}: {LONG}"),
        ("Refunds - and more", "Refunds - and more", "Refunds - and more"),
        (f"{'x' * 41} 123456 more", f"{'x' * 41} 123456", f"{'x' * 41} 123456 more"),
        ("x" * 60, "x" * 48, "x" * 60),
        ("x" * 47 + ", and so on", "x" * 47, "x" * 47 + ", and so on"),
        ("配送: 配送状況を答える", "配送", "配送状況を答える"),
    ],
)
def test_a_line_has_a_name_and_a_description(line: str, name: str, description: str) -> None:
    assert split_list(line) == ((name, description),)


@pytest.mark.parametrize("text", ["", "\n\n", " \t\r\n", "-\n*\n1.\n---", "\u2028"])
def test_lines_that_say_nothing_are_left_out(text: str) -> None:
    assert split_list(text) == ()


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\n\n \n"])
def test_lines_may_end_in_any_way(end: str) -> None:
    assert split_list(end.join(["One", "Two", "Three"])) == (
        ("One", "One"),
        ("Two", "Two"),
        ("Three", "Three"),
    )


def test_control_characters_do_not_come_through() -> None:
    assert split_list("Refunds\x1b[2J: quotes\x07") == (("Refunds␛[2J", "quotes␇"),)
