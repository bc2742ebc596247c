"""Measure a lexicon: on domains that it was not learned from, and on published cases.

Usage: python -m lexicon.measure CORPUS.jsonl... [--cases CASES.jsonl ...] [--except IDS.txt]

Thresholds are chosen anew for each fold from the others, so that no figure is of a description
that anything was chosen by. In a case a question without an answer counts as not implied.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from lexicon.corpus import FOLDS, read_corpus
from lexicon.learn import SAME_OPTION, Learned, choose_threshold, learn
from ragft_tui.core.lexicon import LANGUAGE, Lexicon, Target

VIEWS: Final = ("answers", "interview")


@dataclass(slots=True)
class Tally:
    """How often something was suggested, implied, and both."""

    suggested: int = 0
    implied: int = 0
    both: int = 0

    def add(self, *, suggested: bool, implied: bool) -> None:
        """Count one text."""
        self.suggested += suggested
        self.implied += implied
        self.both += suggested and implied

    def __str__(self) -> str:
        """Return precision, recall and the number of texts that imply it."""
        precision = f"{self.both / self.suggested:.2f}" if self.suggested else "-"
        recall = f"{self.both / self.implied:.2f}" if self.implied else "-"
        return f"{precision:>6}{recall:>6}{self.implied:>6}"


def on_folds(learned: Learned, folds: Sequence[int]) -> Tally:
    """Measure a target on each fold by the threshold that the others choose."""
    tally, fold_of = Tally(), np.array(folds)
    for fold in range(FOLDS):
        others = fold_of != fold
        threshold, _, _ = choose_threshold(learned.scores[others], learned.truth[others])
        for log_odds, truth in zip(learned.scores[~others], learned.truth[~others], strict=True):
            above = threshold is not None and 1 / (1 + np.exp(-log_odds)) >= threshold
            tally.add(suggested=bool(above), implied=bool(truth))
    return tally


def on_cases(
    lexicon: Lexicon, target: Target, cases: Sequence[Mapping[str, object]], view: str
) -> Tally:
    """Measure a target on labelled cases that have a view."""
    tally = Tally()
    for case in cases:
        answers = case.get(view)
        if isinstance(answers, dict):
            scores = lexicon.score(str(case["title"]), str(case["description"]))
            answer = str(answers.get(target.question, ""))
            option = SAME_OPTION.get((target.question, answer), answer)
            tally.add(suggested=scores.suggested(target), implied=option in target.options)
    return tally


def report(files: Sequence[Path], cases: Sequence[Mapping[str, object]]) -> Iterator[str]:
    """Yield a line for each target."""
    corpus = read_corpus(files)
    lexicon, learned = learn(corpus, LANGUAGE)
    folds = corpus.folds()
    yield f"{'precision, recall, number':38}{'at':>4}{'folds':>14}" + "".join(
        f"{view:>18}" for view in VIEWS if cases
    )
    for each in learned:
        target = each.target
        at = "never" if target.threshold is None else f"{target.threshold:.2f}"
        views = "".join(str(on_cases(lexicon, target, cases, view)) for view in VIEWS if cases)
        yield f"{target!s:36}{at:>6}{on_folds(each, folds)}{views}"


def main(arguments: Sequence[str]) -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("corpus", type=Path, nargs="+", metavar="CORPUS.jsonl")
    parser.add_argument("--cases", type=Path, nargs="+", default=[], metavar="CASES.jsonl")
    parser.add_argument("--except", type=Path, dest="without", metavar="IDS.txt")
    options = parser.parse_args(arguments)
    without = options.without.read_text("utf-8").split() if options.without else []
    cases = [
        case
        for path in options.cases
        for case in map(json.loads, path.read_text("utf-8").splitlines())
        if case["id"] not in without
    ]
    sys.stdout.write("".join(f"{line}\n" for line in report(options.corpus, cases)))


if __name__ == "__main__":
    main(sys.argv[1:])
