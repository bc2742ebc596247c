"""How often the verdicts agree with labelled cases, and how firmly, with 95 % intervals.

Usage: python -m tests.checks.verdict_accuracy FILE.jsonl [--only IDS.txt] [--except IDS.txt]
           [--brief] [--misses description|answers|interview]

A case is an object with `id`, `title`, `description`, `label` and `source_url` or `domain`, and
with `answers`, `interview` or both (see tests/data/cases/README.md). It is judged by its
description alone, with its answers, and with its interview. An undecided verdict counts as its
type, prompting, except where a line says otherwise.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ragft_tui.core.interview.route import open_questions
from ragft_tui.core.model import UNKNOWN, Answer, Capability, Strength, VerdictType
from ragft_tui.core.rulebook import Rulebook
from ragft_tui.core.verdict import Assessment, assess, is_settled, suggest_answer
from ragft_tui.storage.rulebooks import load_rulebook
from tests.checks.cases import ANSWERS, DESCRIPTION, INTERVIEW, VIEWS, Case, read_cases
from tests.checks.proportion import Proportion

CLUSTER = 3
"""The number of cases from which on an origin is listed."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One view of a case with its verdict."""

    case: Case
    capability: Capability
    verdict: Assessment

    @property
    def right(self) -> bool:
        """Whether verdict and label agree."""
        return self.verdict.type is self.case.label

    @property
    def decided(self) -> bool:
        """Whether there is a verdict at all."""
        return self.verdict.strength is not Strength.OPEN


def main(arguments: Sequence[str]) -> int:
    """Print the figures for a file of cases."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("file", type=Path, metavar="FILE.jsonl")
    parser.add_argument("--only", type=Path, metavar="IDS.txt", help="judge the ids listed here")
    parser.add_argument("--except", type=Path, metavar="IDS.txt", dest="without", help="the others")
    parser.add_argument("--brief", action="store_true", help="figures only, no misses")
    parser.add_argument("--misses", choices=VIEWS, help="of which view; of the fullest by default")
    options = parser.parse_args(arguments)
    rulebook = load_rulebook()
    try:
        cases = read_cases(
            options.file,
            rulebook,
            only=_ids(options.only) if options.only else None,
            without=_ids(options.without) if options.without else frozenset(),
        )
    except (OSError, ValueError) as error:
        parser.error(str(error))
    views = {view: judge(cases, view, rulebook) for view in VIEWS}
    views = {view: judged for view, judged in views.items() if judged}
    shown = options.misses or next(iter(reversed(views)), DESCRIPTION)
    if shown not in views:
        parser.error(f"no case with {shown}" if cases else "no case to judge")
    lines = [*report(views, rulebook), *refused(cases)]
    if not options.brief:
        lines += misses(views[shown], shown)
    sys.stdout.write("\n".join(line.rstrip() for line in lines) + "\n")
    return 0


def _ids(path: Path) -> frozenset[str]:
    return frozenset(path.read_text(encoding="utf-8").split())


def judge(cases: Sequence[Case], view: str, rulebook: Rulebook) -> list[Judged]:
    """Return the cases that have a view, with the verdict on it."""
    return [
        Judged(case, case.views[view], assess(case.views[view], rulebook))
        for case in cases
        if view in case.views
    ]


def report(views: dict[str, list[Judged]], rulebook: Rulebook) -> Iterator[str]:
    """Yield all figures: one column for each view, then its tables."""
    yield f"rulebook {rulebook.edition}"
    yield from figures(views, rulebook)
    for view, judged in views.items():
        yield from confusion(judged, view)
    for view in (ANSWERS, INTERVIEW):
        yield from calibration(views.get(view, []), view, rulebook)
    yield from clusters(views)


def figures(views: dict[str, list[Judged]], rulebook: Rulebook) -> Iterator[str]:
    """Yield the figures that stand beside one another for all views."""
    columns = [headline(judged, rulebook) for judged in views.values()]
    yield "".join(f"{name:26}" for name in ("", *views))
    for name in columns[0]:
        yield f"{name:26}" + "".join(f"{column[name]:26}" for column in columns)


def headline(judged: Sequence[Judged], rulebook: Rulebook) -> dict[str, str]:
    """Return the figures of one view by their names."""
    decided = [each for each in judged if each.decided]
    found = {
        "right": Proportion.of(each.right for each in judged),
        "right, undecided a miss": Proportion.of(each.right and each.decided for each in judged),
        "right where decided": Proportion.of(each.right for each in decided),
        "undecided": Proportion.of(not each.decided for each in judged),
    }
    for strength in Strength:
        mine = [each for each in judged if each.verdict.strength is strength]
        found[f"{strength}: share"] = Proportion(len(mine), len(judged))
        found[f"{strength}: right"] = Proportion.of(each.right for each in mine)
    counts = [questions_until_settled(each.capability, rulebook) for each in judged]
    asked = f"{statistics.median(counts):g} ({min(counts)} to {max(counts)})"
    return {
        **{name: str(figure) for name, figure in found.items()},
        "each origin once: right": once_an_origin(judged),
        "questions until settled": asked,
    }


def once_an_origin(judged: Sequence[Judged]) -> str:
    """Return the mean accuracy of the origins, each counting once, and their number.

    Cases of one author agree with each other more than with those of others, so the interval is
    that of as many independent cases as the spread between the origins is worth: at least one for
    each of them, at most all.
    """
    by_origin = group_by_origin(judged).values()
    shares = [statistics.fmean(each.right for each in mine) for mine in by_origin]
    mean, spread = statistics.fmean(shares), statistics.pvariance(shares)
    worth = mean * (1 - mean) / spread if spread else 1
    independent = min(len(shares) * worth, len(judged))
    return f"{Proportion(mean * independent, independent).percentage} of {len(shares)}"


def group_by_origin(judged: Sequence[Judged]) -> dict[str, list[Judged]]:
    """Return the cases of each origin, the largest group first."""
    found: defaultdict[str, list[Judged]] = defaultdict(list)
    for each in judged:
        found[each.case.origin].append(each)
    return dict(sorted(found.items(), key=lambda item: (-len(item[1]), item[0])))


def questions_until_settled(capability: Capability, rulebook: Rulebook) -> int:
    """Count the questions of an interview until no open question can change its type.

    They come in the order of the interview, the core first. What the capability does not answer is
    answered with "I don't know".
    """
    asked = 0
    interviewed = Capability("", capability.name, capability.description)
    while not is_settled(interviewed, rulebook):
        core = [each for each in rulebook.stage("core") if interviewed.answer(each.id) is None]
        question = (core or open_questions(interviewed, rulebook))[0].id
        answer = capability.answer(question) or Answer(question, UNKNOWN)
        interviewed = replace(interviewed, answers=(*interviewed.answers, answer))
        asked += 1
    return asked


def confusion(judged: Sequence[Judged], view: str) -> Iterator[str]:
    """Yield the verdicts by label; "undecided" has a column of its own."""
    columns = [*VerdictType, "undecided"]
    yield ""
    yield f"{f'label, {view}':26}" + "".join(f"{name:>12}" for name in columns)
    for label in VerdictType:
        row = Counter(
            (each.verdict.verdict or "undecided") for each in judged if each.case.label is label
        )
        yield f"{label:26}" + "".join(f"{row[name]:12}" for name in columns)


def calibration(judged: Sequence[Judged], view: str, rulebook: Rulebook) -> Iterator[str]:
    """Yield how often the option that the words suggest is the one answered, by question.

    Each is suggested from name and description alone. An answer "I don't know" is none.
    """
    answered: Counter[str] = Counter()
    agreed: defaultdict[str, defaultdict[str, list[bool]]]
    agreed = defaultdict(lambda: defaultdict(list))
    for each in judged:
        for question in rulebook.questions:
            answer = each.capability.answer(question.id)
            option = question.option(answer.value) if answer else None
            if option is None:
                continue
            answered[question.id] += 1
            if suggestion := suggest_answer(each.case.views[DESCRIPTION], question, rulebook):
                agreed[question.id][suggestion.option.id].append(suggestion.option is option)
    if not answered:
        return
    yield ""
    yield f"{'suggestions, ' + view:26}{'as answered':26}answers with a suggestion"
    totals = [found for by_option in agreed.values() for found in by_option.values()]
    made = sum(map(len, totals))
    yield _row("all", Proportion(sum(map(sum, totals)), made), Proportion(made, answered.total()))
    for question in rulebook.questions:
        if not answered[question.id]:
            continue
        options = agreed[question.id]
        made = sum(map(len, options.values()))
        right = Proportion(sum(map(sum, options.values())), made)
        yield _row(question.id, right, Proportion(made, answered[question.id]))
        for name in (option.id for option in question.options if option.id in options):
            yield _row(f"    {name}", Proportion.of(options[name]))


def _row(name: str, *cells: Proportion) -> str:
    return f"{name:26}" + "".join(f"{cell!s:26}" for cell in cells)


def clusters(views: dict[str, list[Judged]]) -> Iterator[str]:
    """Yield the origins of several cases, with their labels and how many are right in each view."""
    grouped = {view: group_by_origin(judged) for view, judged in views.items()}
    origins = grouped[DESCRIPTION]
    large = [origin for origin, mine in origins.items() if len(mine) >= CLUSTER]
    yield ""
    yield f"{len(origins)} origins, {len(large)} of them with {CLUSTER} cases or more"
    for origin in large:
        labels = Counter(each.case.label for each in origins[origin])
        yield f"{origin}: " + ", ".join(f"{count} {label}" for label, count in labels.items())
        rights = [
            Proportion.of(each.right for each in by_origin.get(origin, []))
            for by_origin in grouped.values()
        ]
        yield _row("", *rights)


def refused(cases: Sequence[Case]) -> Iterator[str]:
    """Yield the answers that the rulebook does not take, and how often each was given."""
    counts = Counter(answer for case in cases for answer in case.refused)
    if counts:
        yield ""
        yield f"{counts.total()} answers not taken by the rulebook, as if they were not given"
        yield from (f"    {answer}: {count}" for answer, count in sorted(counts.items()))


def misses(judged: Sequence[Judged], view: str) -> Iterator[str]:
    """Yield each miss of one view with its reasons."""
    for each in judged:
        if each.right:
            continue
        yield ""
        yield f"miss {each.case.id}, {view}: label {each.case.label}, verdict {each.verdict.label}"
        for reason in each.verdict.reasons:
            yield f"    {reason.axis or '':10}{reason.points:+3}  {reason.sentence}"
        for contradiction in each.verdict.contradictions:
            yield f"    {'!':13}  {contradiction}"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
