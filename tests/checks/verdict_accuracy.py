"""How often the verdicts agree with labelled cases, and how firmly.

Usage: python tests/checks/verdict_accuracy.py FILE.jsonl [--description-only] [--brief]
           [--only IDS.txt] [--except IDS.txt]

A case is an object with `id`, `title`, `description`, `label` and `answers` (see
tests/data/cases/README.md). Printed are the accuracy, a confusion table, the accuracy and share of
each strength, how many questions an interview takes until the type is settled, each miss with its
reasons, and the phrases of the lexicon that speak in one case only.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ragft_tui.core.model import UNKNOWN, Answer, Capability, Strength, VerdictType
from ragft_tui.core.rulebook import Question, Rulebook
from ragft_tui.core.verdict import Assessment, assess, deciding_questions, is_settled
from ragft_tui.storage.rulebooks import load_rulebook

TYPES = [verdict.value for verdict in VerdictType]


@dataclass(frozen=True)
class Case:
    """One labelled case and the verdict on it."""

    id: str
    label: str
    capability: Capability
    verdict: Assessment

    @property
    def right(self) -> bool:
        """Whether verdict and label agree."""
        return self.verdict.type.value == self.label


def main(arguments: Sequence[str]) -> int:
    """Print the figures for a file of cases."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("file", type=Path, metavar="FILE.jsonl")
    parser.add_argument("--description-only", action="store_true", help="leave the answers out")
    parser.add_argument("--only", type=Path, metavar="IDS.txt", help="score the ids listed here")
    parser.add_argument("--except", type=Path, metavar="IDS.txt", dest="without")
    parser.add_argument("--brief", action="store_true", help="figures only, no misses, no phrases")
    options = parser.parse_args(arguments)
    rulebook = load_rulebook()
    cases = list(read_cases(options.file, rulebook, answered=not options.description_only))
    if options.only:
        cases = [case for case in cases if case.id in ids(options.only)]
    if options.without:
        cases = [case for case in cases if case.id not in ids(options.without)]
    if not cases:
        sys.stderr.write("no case to score\n")
        return 2
    lines = [*accuracy(cases), *strengths(cases), *questions(cases, rulebook)]
    if not options.brief:
        lines += [*misses(cases), *single_phrases(cases)]
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


def ids(path: Path) -> frozenset[str]:
    """Return the ids listed in a file."""
    return frozenset(path.read_text(encoding="utf-8").split())


def read_cases(path: Path, rulebook: Rulebook, *, answered: bool) -> Iterator[Case]:
    """Yield each case of a file with its verdict.

    Args:
        path: The file, one JSON object a line.
        rulebook: The rules to assess by.
        answered: Whether the answers count, or the name and description alone.
    """
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip():
            continue
        record = json.loads(line)
        given = record.get("answers", {}) if answered else {}
        capability = Capability(
            record["id"],
            record.get("title", ""),
            record["description"],
            answers=tuple(Answer(question, value) for question, value in given.items()),
        )
        yield Case(record["id"], record["label"], capability, assess(capability, rulebook))


def questions_until_settled(capability: Capability, rulebook: Rulebook) -> int:
    """Count the questions of an interview until its type is settled.

    The core comes first, then always the most decisive question. What the capability does not
    answer is answered with "I don't know".
    """
    asked = 0
    told = Capability("", capability.name, capability.description)
    while not is_settled(told, rulebook):
        question = _next(told, rulebook)
        answer = capability.answer(question.id) or Answer(question.id, UNKNOWN)
        told = replace(told, answers=(*told.answers, answer))
        asked += 1
    return asked


def _next(capability: Capability, rulebook: Rulebook) -> Question:
    core = [q for q in rulebook.stage("core") if capability.answer(q.id) is None]
    return core[0] if core else deciding_questions(capability, rulebook)[0]


def accuracy(cases: Sequence[Case]) -> Iterator[str]:
    """Yield the accuracy and the confusion table; "undecided" has a column of its own."""
    decided = [case for case in cases if case.verdict.strength is not Strength.OPEN]
    strict = 100 * sum(case.right for case in decided) / len(cases)
    yield f"accuracy   {share(cases)} of all cases"
    yield f"           {share(decided)} of those with a verdict"
    yield f"           {strict:.0f} % where undecided counts as a miss"
    yield ""
    yield f"{'label':12}" + "".join(f"{name:>12}" for name in [*TYPES, "undecided"])
    for label in TYPES:
        row = Counter(case.verdict.verdict_label for case in cases if case.label == label)
        yield f"{label:12}" + "".join(f"{row[name]:12}" for name in [*TYPES, "undecided"])


def strengths(cases: Sequence[Case]) -> Iterator[str]:
    """Yield the share and accuracy of each strength."""
    yield ""
    yield "strength       share   accuracy"
    for strength in Strength:
        mine = [case for case in cases if case.verdict.strength is strength]
        yield f"{strength.value:12}{100 * len(mine) / len(cases):6.0f} %   {share(mine)}"


def questions(cases: Sequence[Case], rulebook: Rulebook) -> Iterator[str]:
    """Yield how many questions it takes until the type is settled, by verdict."""
    counts: dict[str, list[int]] = defaultdict(list)
    for case in cases:
        count = questions_until_settled(case.capability, rulebook)
        counts[case.verdict.type.value].append(count)
        counts["all"].append(count)
    yield ""
    yield "questions until settled   median   least   most"
    for name in [*TYPES, "all"]:
        if mine := counts[name]:
            yield f"{name:26}{statistics.median(mine):6}{min(mine):8}{max(mine):7}"


def misses(cases: Sequence[Case]) -> Iterator[str]:
    """Yield each miss with its reasons."""
    for case in cases:
        if case.right:
            continue
        verdict = case.verdict
        yield ""
        found = f"{verdict.verdict_label}, {verdict.strength}"
        yield f"miss {case.id}: label {case.label}, verdict {found}"
        for reason in verdict.reasons:
            axis = reason.axis.value if reason.axis else ""
            yield f"    {axis:10}{reason.points:+3}  {reason.sentence}"
        for contradiction in verdict.contradictions:
            yield f"    {'!':13}  {contradiction}"


def single_phrases(cases: Iterable[Case]) -> Iterator[str]:
    """Yield the words that speak in one case only: many are a sign of a lexicon that fits these."""
    where: dict[str, set[str]] = defaultdict(set)
    for case in cases:
        for match in (*case.verdict.name_matches, *case.verdict.matches):
            where[match.text.casefold()].add(case.id)
    single = sorted((next(iter(found)), text) for text, found in where.items() if len(found) == 1)
    yield ""
    yield f"phrases that hit a single case: {len(single)} of {len(where)}"
    for name, text in single:
        yield f"    {text:40} {name}"


def share(cases: Sequence[Case]) -> str:
    """Return how many cases are right, and of how many."""
    right = sum(case.right for case in cases)
    percent = f"{100 * right / len(cases):.0f} %" if cases else "none"
    return f"{percent} ({right}/{len(cases)})"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
