from __future__ import annotations

from ragft_tui.core.model import Capability
from ragft_tui.report.adr import render_records
from ragft_tui.report.formats import FORMATS, FileFormat
from ragft_tui.report.unknowns import describe_unknowns
from ragft_tui.report.view import CapabilityView
from tests.support.projects import described, packaged_rulebook, project_of
from tests.support.reports import report_of

RULEBOOK = packaged_rulebook()
ASKED = described("Facts", volatility="unknown")
LINE = f"{RULEBOOK.question('volatility').text} (not known)"


def unknowns(item: Capability) -> tuple[str, ...]:
    return describe_unknowns(CapabilityView(item, RULEBOOK))


def test_what_nobody_knows_stands_behind_what_is_open() -> None:
    view = CapabilityView(ASKED, RULEBOOK)
    assert unknowns(ASKED) == (*(each.text for each in view.open), LINE)


def test_a_known_answer_is_none_of_them() -> None:
    assert not any("not known" in each for each in unknowns(described("a", volatility="daily")))


def test_every_report_for_readers_lists_it() -> None:
    report = report_of(project_of(ASKED))
    for name in ("md", "html", "text", "csv"):
        form = FORMATS[name]
        assert isinstance(form, FileFormat)
        assert LINE in "".join(form.render(report)).replace("\\", ""), name
    assert any(LINE in text for _, text in render_records(report))
