from __future__ import annotations

import pytest
from hypothesis import given

from ragft_tui.core.formulas import disarm, undisarm
from tests.support.projects import texts


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1 555",
        "-x",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        " =1",
        "＝1",
        "＋1",
        "－1",
        "＠x",
    ],
)
def test_what_a_spreadsheet_would_compute_begins_with_an_apostrophe(text: str) -> None:
    assert disarm(text) == f"'{text}"
    assert undisarm(disarm(text)) == text


def test_an_apostrophe_of_the_text_is_doubled_so_that_it_can_be_told_apart() -> None:
    assert disarm("'tis") == "''tis"
    assert undisarm("''tis") == "'tis"


@pytest.mark.parametrize("text", ["", "plain", "1 + 1", "a=b", "12", "x@example.org"])
def test_what_is_harmless_stays_as_it_is(text: str) -> None:
    assert disarm(text) == undisarm(text) == text


@given(texts)
def test_every_text_comes_back(text: str) -> None:
    assert undisarm(disarm(text)) == text
