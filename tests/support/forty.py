"""A project of forty capabilities with every state in it, as a company could have it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from ragft_tui.core.model import (
    Answer,
    AnswerValue,
    Capability,
    Draft,
    Project,
    Review,
    VerdictType,
)
from ragft_tui.core.rulebook import Rulebook
from ragft_tui.core.text import slug
from ragft_tui.core.verdict import assess

__all__ = ["forty", "many"]

_Answers = dict[str, AnswerValue]

_POLICY: Final[_Answers] = {
    "volatility": "weekly",
    "citations": "required",
    "tone": "none",
    "source": "collection",
    "private_knowledge": "large",
    "format": "free",
    "vocabulary": "general",
    "baseline": "facts",
    "access": "no",
    "corpus": "scattered",
}
_LIVE: Final[_Answers] = {
    "volatility": "realtime",
    "citations": "none",
    "tone": "preferred",
    "source": "live",
    "private_knowledge": "large",
    "format": "free",
    "baseline": "not_tried",
    "access": "yes",
}
_VOICE: Final[_Answers] = {
    "volatility": "static",
    "citations": "none",
    "tone": "strict",
    "source": "none",
    "private_knowledge": "none",
    "format": "free",
    "baseline": "manner",
    "volume": 40_000,
    "footprint": "no",
    "vocabulary": "general",
    "examples": 12,
}
_BOTH: Final[_Answers] = {
    "volatility": "weekly",
    "citations": "helpful",
    "tone": "strict",
    "source": "live",
    "format": "structured",
    "baseline": "both",
    "examples": 180,
    "corpus": "scattered",
}
_PLAIN: Final[_Answers] = {
    "volatility": "static",
    "citations": "none",
    "tone": "none",
    "source": "none",
    "private_knowledge": "none",
    "format": "free",
    "baseline": "nothing",
}
_SMALL: Final[_Answers] = {**_VOICE, "footprint": "small", "volume": 2_000_000, "examples": 900}

_ROWS: Final[tuple[tuple[str, str, _Answers], ...]] = (
    ("Refund policy", "Quotes the refund policy in force and links the clause.", _POLICY),
    ("Brand voice in replies", "Every reply sounds like us: short, dry, first names.", _VOICE),
    ("Order status", "Tells a customer where their parcel is now.", _LIVE),
    ("Escalation protocol", "Decides when a conversation goes to which team.", _BOTH),
    ("Small talk", "Answers greetings and thanks.", _PLAIN),
    ("Returns by photo", "Returns.", {}),
    ("Care instructions", "Says how a garment is washed, from the sheets of the makers.", _POLICY),
    ("Tone of dunning letters", "Reminds politely, firmly, and always the same way.", _VOICE),
    ("Warranty terms", "Says what the warranty of a product covers, clause by clause.", _POLICY),
    ("Stock in branches", "Says which branch has a size in stock at this moment.", _LIVE),
    ("Claims triage", "Sorts claims as our adjusters would, by this month's thresholds.", _BOTH),
    ("Spelling of addresses", "Corrects an address to the form of the post office.", _PLAIN),
    ("Intent of a message", "Sorts two million messages a month into forty intents.", _SMALL),
    ("配送状況のお知らせ", "お客様に荷物の現在地と到着予定をお知らせします。", _LIVE),
    ("سياسة الإرجاع", "يقتبس سياسة الإرجاع السارية ويربط البند.", _POLICY),
    ("Gift cards", "Says what a card is worth and where it can be used.", _LIVE),
    ("Size advice", "Recommends a size from measurements and past returns.", _BOTH),
    ("Product comparison", "Compares two products in a table, with where it stands.", _POLICY),
    ("Summaries of tickets", "Sums a ticket up in three lines for whoever takes over.", _PLAIN),
    ("House style of articles", "Writes help articles in the manner of the editors.", _VOICE),
    ("Opening hours", "Says when a branch is open, holidays included.", _LIVE),
    ("Data protection enquiries", "Answers what is kept on whom, and why.", _POLICY),
    ("Negotiating with carriers", "Answers carriers as our two senior buyers do.", _BOTH),
    ("Translation of labels", "Translates labels with the words of the trade.", _VOICE),
    ("Recall notices", "Says whether an item is recalled, citing the notice.", _POLICY),
    ("Alt texts", "Describes pictures of products.", _PLAIN),
    ("Loyalty points", "Says how many points somebody has, and when they expire.", _LIVE),
    ("Complaint replies", "Answers complaints; every sentence is judged by Legal.", _BOTH),
    ("Search by description", "Finds the product that somebody describes in their words.", _POLICY),
    ("Fraud signals", "Marks orders that look like fraud, in 50 ms.", _SMALL),
    ("Supplier contracts", "Finds the clause in four hundred contracts.", _POLICY),
    ("Shift handover", "Handover.", {}),
    ("Repair instructions", "Leads through a repair, step by step, from the manuals.", _POLICY),
    ("Objection handling", "Answers objections as the best of our sales people do.", _VOICE),
    ("Price promises", "Says whether we match a price, by today's rules.", _LIVE),
    ("Newsletter drafts", "Drafts the weekly letter.", _PLAIN),
    ("Sustainability questions", "Answers from the certificates, and shows them.", _POLICY),
    ("Internal wiki", "Answers colleagues from 12,000 pages.", _POLICY),
    ("Survey comments", "Groups comments of surveys.", {"tone": "none"}),
)
_PEOPLE: Final = ("Mara", "Jonas", "Ngozi Okonkwo-Łukasiewicz", "")
_FIRST: Final = date(2026, 9, 1)
_LONG_NAME: Final = "Answers to tenders of public bodies " * 6
_LONG_TEXT: Final = (
    "Reads a tender of several hundred pages, finds every question in it, and drafts an answer to "
    "each from what we answered before.\n\n"
) * 12
_REASONS: Final = (
    "Until the rota has an interface we start with a checklist in the prompt.",
    "The board wants one thing after the other.",
    f"Legal says so. {'It was discussed at length. ' * 12}",
)
_CLASHES: Final = 4
_CLASH: Final[_Answers] = {"source": "supplied", "private_knowledge": "large"}
_HOSTILE: Final = "<script>alert(1)</script> | [x](javascript:alert(1)) @team #12 & <!-- -->"


def forty(rulebook: Rulebook) -> Project:
    """Return the project; accepted, overridden, stale, undecided and contradictory are in it.

    Args:
        rulebook: What is accepted are its verdicts.
    """
    rows = [*_ROWS, (_LONG_NAME.strip(), _LONG_TEXT.strip(), _POLICY)]
    found = tuple(_capability(at, *row, rulebook) for at, row in enumerate(rows))
    return Project(
        "Customer service 2027",
        "What the assistant of a shop for outdoor gear is to do, in chat, by e-mail and in the "
        "branches, and for the colleagues who take over where it cannot.",
        capabilities=found,
    )


def many(rulebook: Rulebook, count: int) -> Project:
    """Return a project of many capabilities, the forty again and again.

    Args:
        rulebook: What is accepted are its verdicts.
        count: How many.
    """
    project = forty(rulebook)
    items = tuple(
        replace(item, id=f"{item.id}-{at}", name=f"{item.name} {at}")
        for at in range(count)
        for item in (project.capabilities[at % len(project.capabilities)],)
    )
    return replace(project, capabilities=items)


def _capability(
    at: int, name: str, description: str, answers: _Answers, rulebook: Rulebook
) -> Capability:
    because = {"citations": "Legal, 3 May", "tone": "Brand book, chapter 4"} if at % 2 else {}
    if at % 8 == _CLASHES:
        answers = {**answers, **_CLASH}
    item = Capability(
        slug(name),
        name,
        description,
        answers=tuple(Answer(key, value, because.get(key, "")) for key, value in answers.items()),
        named=_named(at, answers),
    )
    if at % 6 == 1:
        item = replace(item, notes=f"Ask Marketing.\n{_HOSTILE}", notes_by=_PEOPLE[at % 4])
    if at % 9 == 5:
        item = replace(item, draft=Draft(notes="Being typed"))
    return replace(item, review=_review(at, item, rulebook))


def _named(at: int, answers: _Answers) -> tuple[tuple[str, str], ...]:
    if answers.get("tone") == "strict":
        return (("tone", ("brand voice", "legal letters")[at % 2]),)
    if answers.get("source") == "collection" and at % 3:
        return (("source", "help centre"),)
    return ()


def _review(at: int, item: Capability, rulebook: Rulebook) -> Review | None:
    verdict = assess(item, rulebook)
    by, on = _PEOPLE[at // 3 % 4], _FIRST + timedelta(days=2 * at)
    if verdict.verdict is None or at % 5 == 4:
        return None
    others = [kind for kind in VerdictType if kind is not verdict.type]
    if at % 7 == 3:
        other = others[at % 3]
        return Review("overridden", verdict.type, rulebook.edition, on, by, other, _REASONS[at % 3])
    if at % 11 == 6:
        return Review("accepted", others[0], "default 1", on, by)
    return Review("accepted", verdict.type, rulebook.edition, on, by)
