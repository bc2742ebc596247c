"""Decision records in the manner of MADR 4.0, one file a capability, and how one is updated.

All above a marked line is ours and is written anew; all below it is a person's and stays. A hash
tells whether somebody changed what is ours.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from hashlib import sha256
from typing import Final

from ragft_tui.core.decision import ReviewState
from ragft_tui.core.errors import RagftError, UsageError
from ragft_tui.core.model import VerdictType
from ragft_tui.core.patterns import pattern
from ragft_tui.core.records import dataclass
from ragft_tui.core.text import capitalize, one_line, slug, uncapitalize
from ragft_tui.report.markdown_text import md_line, md_link, md_paragraphs
from ragft_tui.report.project_report import ProjectReport, Provenance
from ragft_tui.report.sentences import CONTRADICTION, FIRST_STEP, MISSING
from ragft_tui.report.unknowns import describe_unknowns
from ragft_tui.report.view import CapabilityView, name_of

YOURS: Final = "<!-- Below this line is yours: what you write there stays. -->"
"""The marked line."""

_STATUS: Final = {
    ReviewState.NONE: "proposed",
    ReviewState.ACCEPTED: "accepted",
    ReviewState.OVERRIDDEN: "accepted",
    ReviewState.STALE: "superseded",
}
_GONE: Final = "deprecated"
_GONE_SAYS: Final = "The project no longer has this capability."
_SAFE: Final = pattern(r"[^\W_A-Z][\w.-]*")
_LONGEST: Final = 200
"""The longest id that is the name of a file as it is, in bytes."""
_DEVICES: Final = pattern(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
"""What Windows takes for a device."""
_SEAL: Final = pattern(
    r"^<!-- ragft-tui: record of (?P<file>\".*\"), sha256 (?P<hash>[0-9a-f]{64}) -->$",
    re.MULTILINE,
)
_MADE: Final = pattern(r"^_Made .*_$", re.MULTILINE)


class ChangedRecordError(RagftError):
    """A record was changed above the marked line."""


def render_records(report: ProjectReport) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each record."""
    for item in report.capabilities:
        body = "\n".join(_record(item, report))
        yield file_name(item.capability.id), _sealed(body, _quoted(report.provenance.file), "\n")


def file_name(capability_id: str) -> str:
    """Return the name of a record, the same for ever: the id, where every disk takes it as a name.

    Args:
        capability_id: The id of the capability.
    """
    name = capability_id
    usual = unicodedata.normalize("NFC", name).lower() == name and _SAFE.fullmatch(name)
    if not usual or len(name.encode()) > _LONGEST or _DEVICES.fullmatch(name):
        digest = sha256(name.encode("utf-8", "surrogatepass")).hexdigest()
        name = f"{slug(capability_id)}-{digest[:8]}"
    return f"{name}.md"


def update_record(found: str, rendered: str) -> str:
    """Return a record as it is to be now: what is ours is new, what is a person's stays.

    It stays as it was where only what it was made from has changed.

    Args:
        found: The text that it has.
        rendered: What is ours of the text that it should have.

    Raises:
        ChangedRecordError: If a person changed what is ours.
        UsageError: If it is no record, or one of another project.
    """
    old, new = _parse(found), _parse(rendered)
    if old is None or new is None:
        raise UsageError("is no decision record of ours", advice="move it away first")
    if old.file != new.file:
        raise UsageError(
            f"is a record of {one_line(old.file)}, another project",
            advice="choose another directory",
        )
    if old.changed:
        raise ChangedRecordError(
            "was changed above the marked line, where it is written anew",
            advice="move that below the line, or replace it with --force",
        )
    same = _MADE.sub("", old.body) == _MADE.sub("", new.body)
    return found if same else rewrite_record(found, rendered)


def rewrite_record(found: str, rendered: str) -> str:
    """Return a record that is written anew although it was changed; what is a person's stays.

    Args:
        found: The text that it has.
        rendered: What is ours of the text that it should have.
    """
    old, new = _parse(found), _parse(rendered)
    if old is None or new is None:
        return found
    return _sealed(new.body, new.file, old.yours)


def retire_record(found: str, provenance: Provenance) -> str | None:
    """Return a record whose capability is gone: deprecated, and otherwise as it was.

    Args:
        found: The text that it has.
        provenance: What the records of the others are made from.

    Returns:
        The text; `None` where it is not a record of this project, or was changed.
    """
    old = _parse(found)
    if old is None or old.file != _quoted(provenance.file) or old.changed:
        return None
    if old.body.startswith(f"---\nstatus: {_GONE}\n"):
        return found
    body = re.sub(r"\A---\nstatus: .*\n", f"---\nstatus: {_GONE}\n", old.body)
    body = re.sub(r"^# .*$", rf"\g<0>\n\n{_GONE_SAYS}", body, count=1, flags=re.MULTILINE)
    return _sealed(body, old.file, old.yours)


@dataclass(frozen=True, slots=True)
class _Parsed:
    """A record in its parts."""

    body: str
    file: str
    """The name of the project file, in quotes."""
    yours: str
    changed: bool


def _parse(text: str) -> _Parsed | None:
    """Return the parts of a record; `None` where it is none."""
    text = text.replace("\r\n", "\n")
    above, marked, yours = text.partition(YOURS)
    seals = list(_SEAL.finditer(above))
    if not marked or not seals:
        return None
    seal = seals[-1]
    body, file = above[: seal.start()].rstrip("\n"), seal["file"]
    behind = above[seal.end() :].strip()
    return _Parsed(body, file, yours, bool(behind) or seal["hash"] != _hash(body))


def _sealed(body: str, file: str, yours: str) -> str:
    body = body.rstrip("\n")
    seal = f"<!-- ragft-tui: record of {file}, sha256 {_hash(body)} -->"
    return f"{body}\n\n{seal}\n{YOURS}{yours}"


def _quoted(file: str) -> str:
    """Return the name of a file as it may stand in a comment."""
    return json.dumps(one_line(file)).replace("--", "-\\u002d").replace(">", "\\u003e")


def _hash(body: str) -> str:
    return sha256(body.encode("utf-8", "surrogatepass")).hexdigest()


def _record(item: CapabilityView, report: ProjectReport) -> Iterator[str]:
    """Yield the lines of what is ours of a record."""
    capability = item.capability
    yield from _front_matter(item)
    yield f"# {md_line(item.name)}: {name_of(item.effective)}"
    yield from ("", "## Context and Problem Statement", "")
    if capability.description:
        yield from (md_paragraphs(capability.description), "")
    options = ", ".join(kind.label for kind in list(VerdictType)[:-1])
    yield (
        f"{md_line(report.name)} must do this. Does it rest on {options}, "
        f"or on {VerdictType.PROMPTING.label} alone?"
    )
    yield from ("", "## Decision Drivers", "")
    for each in item.reasons:
        because = f" (“{md_line(each.reason.because)}”)" if each.reason.because else ""
        cited = md_link(each.source.title, each.source.url)
        yield f"* {md_line(each.reason.sentence)}{because} [{cited}]"
    clashes = item.contradictions
    yield from (f"* {capitalize(CONTRADICTION)}: {md_line(each)}" for each in clashes)
    yield from ("", "## Considered Options", "")
    yield from (f"* {kind.label}" for kind in VerdictType)
    yield from ("", "## Decision Outcome", "", _outcome(item))
    yield from ("", "### Consequences", "")
    if first := item.first_step:
        cited = md_link(first.source.title, first.source.url)
        yield f"* {capitalize(FIRST_STEP)}: {md_line(first.says)} [{cited}]"
    yield from (f"* {capitalize(MISSING)}: {md_line(each)}" for each in item.missing)
    yield from ("", "### Confirmation", "", f"{item.changes_title}:", "")
    yield from (f"* {md_line(each)}" for each in item.changes)
    yield from ("", "## More Information", "")
    yield from _answers(item)
    if capability.notes:
        yield from (f"{md_line(item.note_label)}:", "", md_paragraphs(capability.notes), "")
    yield f"_{md_line(report.provenance.sentence)}._"


def _front_matter(item: CapabilityView) -> Iterator[str]:
    review = item.capability.review
    yield from ("---", f"status: {_STATUS[item.state]}")
    if review:
        yield f"date: {review.on.isoformat()}"
        if review.by:
            yield f"decision-makers: {json.dumps(one_line(review.by), ensure_ascii=False)}"
    yield from ("---", "")


def _outcome(item: CapabilityView) -> str:
    review = item.capability.review
    reach = f" ({item.reach})" if item.reach else ""
    if item.effective is None:
        outcome = "No option is chosen: there is no evidence to speak of yet."
    elif item.overrides and review:
        because = md_line(review.because)
        outcome = f'Chosen option: "{item.effective.label}"{reach}, because: “{because}”'
    else:
        kind = "Chosen" if item.decision else "Proposed"
        because = md_line(_clause(item.reasons[0].reason.sentence))
        outcome = f'{kind} option: "{item.effective.label}"{reach}, because {because}.'
    rows = "\n".join(f"* {label}: {md_line(text)}" for label, text in item.outcome)
    return f"{outcome}\n\n{rows}"


def _clause(sentence: str) -> str:
    """Return a sentence as it stands within another one."""
    text = one_line(sentence).removesuffix(".")
    return uncapitalize(text) if text[1:2].islower() or text[1:2] == " " else text


def _answers(item: CapabilityView) -> Iterator[str]:
    answered = item.answered
    if answered:
        yield from ("Answers:", "")
    for each in answered:
        because = f" (“{md_line(each.because)}”)" if each.because else ""
        yield f"* {md_line(each.question.title)}: {md_line(each.text)}{because}"
    if answered:
        yield ""
    if open_ones := describe_unknowns(item):
        yield from ("Open questions:", "", *(f"* {md_line(each)}" for each in open_ones), "")
