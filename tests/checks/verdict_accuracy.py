"""How often the verdicts agree with labelled cases, and how firmly.

Usage: python tests/checks/verdict_accuracy.py FILE.jsonl [--description-only] [--only IDS.txt]

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
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ragft_tui.core.assess import Assessment, assess
from ragft_tui.core.flips import deciding_questions, settled
from ragft_tui.core.model import UNKNOWN, Answer, Capability, Strength, VerdictType
from ragft_tui.core.rulebook import Question, Rulebook
from ragft_tui.core.rulebook_checks import check
from ragft_tui.core.strict import read

RULEBOOK = Path(__file__).parents[2] / "ragft_tui" / "store" / "data" / "rulebook.toml"
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
    parser.add_argument("--brief", action="store_true", help="figures only, no misses, no phrases")
    options = parser.parse_args(arguments)
    rulebook = packaged_rulebook()
    only = set(options.only.read_text(encoding="utf-8").split()) if options.only else None
    cases = [
        case
        for case in read_cases(options.file, rulebook, answered=not options.description_only)
        if only is None or case.id in only
    ]
    if not cases:
        print("no case to score", file=sys.stderr)
        return 2
    print_accuracy(cases)
    print_strengths(cases)
    print_questions(cases, rulebook)
    if not options.brief:
        print_misses(cases)
        print_single_phrases(cases)
    return 0


def packaged_rulebook() -> Rulebook:
    """Return the rulebook of the package."""
    rulebook = read(tomllib.loads(RULEBOOK.read_text(encoding="utf-8")), Rulebook)
    check(rulebook)
    return rulebook


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
    while not settled(told, rulebook):
        question = _next(told, rulebook)
        answer = capability.answer(question.id) or Answer(question.id, UNKNOWN)
        told = replace(told, answers=(*told.answers, answer))
        asked += 1
    return asked


def _next(capability: Capability, rulebook: Rulebook) -> Question:
    core = [q for q in rulebook.stage("core") if capability.answer(q.id) is None]
    return core[0] if core else deciding_questions(capability, rulebook)[0]


def print_accuracy(cases: Sequence[Case]) -> None:
    """Print the accuracy and the confusion table; "undecided" has a column of its own."""
    decided = [case for case in cases if case.verdict.strength is not Strength.OPEN]
    print(f"accuracy   {share(cases)} of all cases")
    print(f"           {share(decided)} of those with a verdict")
    undecided_are_misses = sum(case.right for case in decided)
    percent = 100 * undecided_are_misses / len(cases)
    print(f"           {percent:.0f} % where undecided counts as a miss\n")
    print(f"{'label':12}" + "".join(f"{name:>12}" for name in [*TYPES, "undecided"]))
    for label in TYPES:
        row = Counter(case.verdict.shown for case in cases if case.label == label)
        print(f"{label:12}" + "".join(f"{row[name]:12}" for name in [*TYPES, "undecided"]))


def print_strengths(cases: Sequence[Case]) -> None:
    """Print the share and accuracy of each strength."""
    print("\nstrength       share   accuracy")
    for strength in Strength:
        mine = [case for case in cases if case.verdict.strength is strength]
        print(f"{strength.value:12}{100 * len(mine) / len(cases):6.0f} %   {share(mine)}")


def print_questions(cases: Sequence[Case], rulebook: Rulebook) -> None:
    """Print how many questions it takes until the type is settled, by verdict."""
    counts: dict[str, list[int]] = defaultdict(list)
    for case in cases:
        count = questions_until_settled(case.capability, rulebook)
        counts[case.verdict.type.value].append(count)
        counts["all"].append(count)
    print("\nquestions until settled   median   least   most")
    for name in [*TYPES, "all"]:
        if mine := counts[name]:
            print(f"{name:26}{statistics.median(mine):6}{min(mine):8}{max(mine):7}")


def print_misses(cases: Sequence[Case]) -> None:
    """Print each miss with its reasons."""
    for case in cases:
        if case.right:
            continue
        verdict = case.verdict
        print(f"\nmiss {case.id}: label {case.label}, verdict {verdict.shown}, {verdict.strength}")
        for reason in verdict.reasons:
            axis = reason.axis.value if reason.axis else ""
            print(f"    {axis:10}{reason.points:+3}  {reason.sentence}")
        for contradiction in verdict.contradictions:
            print(f"    {'!':13}  {contradiction}")


def print_single_phrases(cases: Iterable[Case]) -> None:
    """Print the words that speak in a single case: a sign of a lexicon that fits only these."""
    where: dict[str, set[str]] = defaultdict(set)
    for case in cases:
        for match in (*case.verdict.name_matches, *case.verdict.matches):
            where[match.text.casefold()].add(case.id)
    single = sorted((ids.pop(), words) for words, ids in where.items() if len(ids) == 1)
    print(f"\nphrases that hit a single case: {len(single)} of {len(where)}")
    for name, words in single:
        print(f"    {words:40} {name}")


def share(cases: Sequence[Case]) -> str:
    """Return how many cases are right, and of how many."""
    right = sum(case.right for case in cases)
    percent = f"{100 * right / len(cases):.0f} %" if cases else "none"
    return f"{percent} ({right}/{len(cases)})"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
