from __future__ import annotations

from ragft_tui.report.columns import cut


def test_a_text_that_fits_stays_as_it_is() -> None:
    assert cut("Refund policy", 13) == "Refund policy"


def test_a_text_that_is_too_wide_ends_in_an_ellipsis_without_a_blank_before_it() -> None:
    assert cut("Refund policy", 8) == "Refund…"
    assert cut("漢字かな", 6) == "漢字…"
