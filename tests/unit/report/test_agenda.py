from __future__ import annotations

from ragft_tui.core.review import summarize
from ragft_tui.core.text import one_line
from ragft_tui.report.agenda import AgendaPart, agenda_of
from ragft_tui.report.formats import FORMATS, FileFormat
from ragft_tui.report.legend import READING, explain_report
from ragft_tui.report.sentences import describe_score
from tests.support.markdown import renderers
from tests.support.projects import described, packaged_rulebook, project_of
from tests.support.reports import report_of
from tests.support.reviewed import ALL, VOICE

RULEBOOK = packaged_rulebook()


def needs(*names: str) -> tuple[AgendaPart, ...]:
    items = (described(name, tone="strict") for name in names)
    return agenda_of(summarize(project_of(*items), RULEBOOK))


def rendered(name: str) -> str:
    """Return a report of every state as its reader sees it, on one line."""
    form = FORMATS[name]
    assert isinstance(form, FileFormat)
    text = "".join(form.render(report_of()))
    if name == "md":
        blocks = (token.children or () for token in renderers()[0].parse(text))
        text = " ".join(child.content for block in blocks for child in block)
    return one_line(text)


def test_first_steps_come_first_each_with_those_that_begin_with_it() -> None:
    first, to_do, *_ = needs("Voice", "Tone")
    assert (first.title, first.in_order) == ("First, before anything large is built", True)
    assert [member.name for member in first.entries[0].members] == ["Voice", "Tone"]
    assert to_do.title == "Next"
    assert all(part.entries for part in needs("Voice"))
    assert needs() == ()


def test_pages_and_documents_say_what_the_application_needs_as_a_whole() -> None:
    found = agenda_of(summarize(project_of(*ALL), RULEBOOK))
    for name in ("md", "html"):
        text = rendered(name).replace("&#39;", "'").replace("&#34;", '"')
        for part in found:
            assert part.title in text, (name, part.title)
            assert all(each.says in text for each in part.entries), name


def test_every_report_explains_its_words_at_the_end_and_says_what_it_counts() -> None:
    for name in ("md", "html", "text"):
        text = rendered(name)
        assert text.index("Refunds") < text.rindex(READING) < text.index("Made on"), name
        assert "counted by decision, or else by verdict" in text, name
        for _, means in explain_report(RULEBOOK.threshold):
            assert means in text, name


def test_every_report_says_the_points_of_both_axes() -> None:
    view = next(each for each in report_of().capabilities if each.capability is VOICE)
    for score in view.assessment.scores:
        words = describe_score(score, RULEBOOK.threshold)
        assert words in rendered("md")
        _, _, points = words.partition(": ")
        assert f"<span>{points}</span>" in rendered("html")
        assert words[1:] in rendered("text")


def test_what_is_missing_is_said_once_with_all_who_lack_it() -> None:
    lacking = [described(name, tone="strict", examples=12) for name in ("Voice", "Tone")]
    found = agenda_of(summarize(project_of(*lacking), RULEBOOK))
    (missing,) = (part for part in found if part.title == "Missing")
    (entry,) = missing.entries
    assert entry.says.startswith("There are 12 examples")
    assert [member.name for member in entry.members] == ["Voice", "Tone"]
