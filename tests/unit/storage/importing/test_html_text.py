"""Descriptions in HTML, as Azure DevOps exports them."""

from __future__ import annotations

import pytest

from ragft_tui.storage.importing.html_text import html_to_text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<div>Quotes the policy.</div>", "Quotes the policy."),
        ("<div>One &amp; two<br></div><div><b>three</b></div>", "One & two\nthree"),
        ("<p>Does:</p><ul><li>a</li><li>b</li></ul>", "Does:\n- a\n- b"),
        ('<span style="x">a</span><style>p {}</style>', "a"),
        ("Writes <p> tags", "Writes <p> tags"),
        ("<name> is asked for", "<name> is asked for"),
        ("a < b > c", "a < b > c"),
        ("", ""),
    ],
)
def test_tags_that_no_person_types_are_taken_out(html: str, text: str) -> None:
    assert html_to_text(html) == text
