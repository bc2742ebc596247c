from __future__ import annotations

from ragft_tui.session import labels
from tests.support.projects import described

ONE, TWO = described("Refunds"), described("Prices")
NAMELESS = described("")


def test_a_label_names_one_capability_and_counts_several() -> None:
    assert labels.capabilities("move", [ONE]) == "move “Refunds”"
    assert labels.capabilities("remove", [ONE, TWO]) == "remove 2 capabilities"
    assert labels.verdicts("accept", [ONE]) == "accept “Refunds”"
    assert labels.verdicts("accept", [ONE, TWO]) == "accept 2 verdicts"
    assert labels.capabilities("move", [NAMELESS]) == "move the text in progress"


def test_a_label_takes_one_line_whatever_a_name_holds() -> None:
    assert labels.describe("a\nb\x1b") == "describe “a b␛”"
    assert labels.quote_name(described("a\nb")) == "“a b”"
