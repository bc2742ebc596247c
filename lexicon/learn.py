"""Learn the lexicon from descriptions, and write it as a table.

Usage: python -m lexicon.learn CORPUS.jsonl... --to TABLE.tsv [--language en]

For each option with enough examples a logistic regression over word n-grams is fitted, as Wang and
Manning do in "Baselines and bigrams", 2012: each n-gram is scaled by its naive Bayes log-count
ratio, and here by its rarity as well. The strongest n-grams are kept and fitted again. Scores on
domains that were not learned from calibrate the probabilities (Platt, 1999) and choose thresholds.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from lexicon.corpus import FOLDS, Corpus, Description, read_corpus
from ragft_tui.core.lexicon import AXIS, LANGUAGE, Lexicon, Target, Weights, format_lexicon

Vector = np.ndarray[tuple[int], np.dtype[np.float64]]
Flags = np.ndarray[tuple[int], np.dtype[np.bool_]]

TOGETHER: Final = (("volatility", ("weekly", "daily", "realtime")),)
"""Options that words tell better together than one by one."""
NOT_LEARNED: Final = frozenset({"task", "volume", "examples"})
"""What the descriptions say that is no question, or is answered by a number."""
AXES: Final = {
    "retrieval": ("knowledge",),
    "finetuning": ("behaviour",),
    "both": ("knowledge", "behaviour"),
    "prompting": (),
}
"""The axes that a verdict of each type rests on; they are learned as if they were answers."""
SAME_OPTION: Final = {("baseline", "yes"): "nothing", ("baseline", "no"): "unclear"}
"""Ids that options had when the descriptions were written."""
FEWEST_EXAMPLES: Final = 50
FEWEST_DESCRIPTIONS: Final = 4
"""The descriptions that must have an n-gram, and the domains that they must be from."""
KEPT: Final = 1000
"""The n-grams that are kept for each target."""
QUANTUM: Final = 10
LEAST_PROBABLE: Final = 0.62
"""The lowest threshold; at it the suggestions of all targets together are precise enough."""
LEAST_PRECISE: Final = 0.82
"""The precision that each target must have at its threshold, of those chosen by and so a little
more than is promised."""
LEAST_RECALL: Final = 0.25
"""The recall that makes a suggestion worth it."""
_RARITY: Final = 0.2
_SMOOTHING: Final = 1.0
_STRENGTH: Final = 0.05
"""The inverse of the strength of the L2 penalty."""
_FREE: Final = 1e6
"""The same for the calibration, which needs no penalty."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """A linear model of one target."""

    weights: Vector
    """Of each n-gram, most of them zero."""
    bias: float


@dataclass(frozen=True, slots=True)
class Learned:
    """A target with its model and how good it is."""

    target: Target
    model: Fitted
    scores: Vector
    """The calibrated log-odds of each description, by a model that has not seen its domain."""
    truth: Flags


def vocabulary(descriptions: Sequence[Description]) -> dict[str, int]:
    """Return the n-grams that are frequent enough, numbered in alphabetical order."""
    counts: Counter[str] = Counter()
    domains: defaultdict[str, set[str]] = defaultdict(set)
    for each in descriptions:
        counts.update(each.grams.keys())
        for gram in each.grams:
            domains[gram].add(each.domain)
    frequent = (
        gram
        for gram, count in counts.items()
        if count >= FEWEST_DESCRIPTIONS and len(domains[gram]) >= FEWEST_DESCRIPTIONS
    )
    return {gram: number for number, gram in enumerate(sorted(frequent))}


def matrix(descriptions: Sequence[Description], grams: dict[str, int]) -> csr_matrix:
    """Return which n-gram stands in which description."""
    columns: list[int] = []
    ends = [0]
    for each in descriptions:
        columns += sorted(grams[gram] for gram in each.grams if gram in grams)
        ends.append(len(columns))
    shape = (len(descriptions), len(grams))
    return csr_matrix((np.ones(len(columns)), columns, ends), shape=shape)


def options_of(description: Description) -> set[tuple[str, tuple[str, ...]]]:
    """Return the targets that a description implies."""
    implied = {(AXIS, (axis,)) for axis in AXES[description.label]}
    for question, answer in description.answers.items():
        if question not in NOT_LEARNED:
            option = SAME_OPTION.get((question, str(answer)), str(answer))
            implied.add((question, (option,)))
            implied |= {each for each in TOGETHER if question == each[0] and option in each[1]}
    return implied


@dataclass(frozen=True, slots=True)
class Examples:
    """Descriptions as a model takes them."""

    features: csr_matrix
    """Which n-gram stands in which description."""
    weights: Vector
    folds: Vector

    def fold(self, number: int) -> Flags:
        """Return which descriptions are in a fold."""
        return self.folds == number


def fit(features: csr_matrix, truth: Flags, weights: Vector) -> Fitted:
    """Fit a model of one target: all n-grams first, then the strongest anew."""
    with_it = features.T @ (weights * truth)
    counts = features.T @ weights
    ratio = _log_count_ratio(with_it, counts - with_it, truth, weights)
    scale = np.hypot(ratio, _RARITY * (np.log((1 + weights.sum()) / (1 + counts)) + 1))
    first = _regression(features.multiply(scale).tocsr(), truth, weights, _STRENGTH)
    strength = np.abs(first.weights * scale) * np.sqrt(counts)
    kept = np.sort(np.argsort(-strength, kind="stable")[:KEPT])
    few = features[:, kept].multiply(scale[kept]).tocsr()
    again = _regression(few, truth, weights, _STRENGTH)
    found = np.zeros(len(counts))
    found[kept] = again.weights * scale[kept]
    return Fitted(found, again.bias)


def _log_count_ratio(with_it: Vector, without: Vector, truth: Flags, weights: Vector) -> Vector:
    yes, no = weights[truth].sum(), weights[~truth].sum()
    shares = (yes + 2 * _SMOOTHING) / (no + 2 * _SMOOTHING)
    return np.log((with_it + _SMOOTHING) / (without + _SMOOTHING) / shares)


def _regression(
    features: csr_matrix | Vector, truth: Flags, weights: Vector, strength: float
) -> Fitted:
    model = LogisticRegression(C=strength, solver="liblinear", random_state=0, max_iter=1000)
    model.fit(features, truth, sample_weight=weights)
    return Fitted(model.coef_[0], float(model.intercept_[0]))


def unseen_scores(examples: Examples, truth: Flags) -> Vector:
    """Return the score of each description by a model of the domains of the other folds."""
    scores = np.zeros(len(truth))
    for number in range(FOLDS):
        mine = examples.fold(number)
        model = fit(examples.features[~mine], truth[~mine], examples.weights[~mine])
        scores[mine] = examples.features[mine] @ model.weights + model.bias
    return scores


def learn_target(
    question: str, options: tuple[str, ...], examples: Examples, truth: Flags
) -> Learned:
    """Fit one target, calibrate it, and choose its threshold."""
    scores = unseen_scores(examples, truth)
    alike = np.ones(len(truth))
    calibration = _regression(scores.reshape(-1, 1), truth, alike, _FREE)
    slope = calibration.weights[0]
    calibrated = slope * scores + calibration.bias
    model = fit(examples.features, truth, examples.weights)
    model = Fitted(slope * model.weights, float(slope * model.bias + calibration.bias))
    threshold, precision, recall = choose_threshold(calibrated, truth)
    bias = round(model.bias * QUANTUM)
    target = Target(question, options, bias, threshold, precision, recall, int(truth.sum()))
    return Learned(target, model, calibrated, truth)


def choose_threshold(log_odds: Vector, truth: Flags) -> tuple[float | None, float, float]:
    """Return the lowest probability, in whole percent, that is precise enough, and how good it is.

    Returns:
        The threshold, or `None` if there is none; then precision and recall at 0.5.
    """
    probabilities = 1 / (1 + np.exp(-log_odds))
    for percent in range(round(LEAST_PROBABLE * 100), 100):
        precision, recall = measure(probabilities, truth, percent / 100)
        if precision >= LEAST_PRECISE and recall >= LEAST_RECALL:
            return percent / 100, precision, recall
    return None, *measure(probabilities, truth, 0.5)


def measure(probabilities: Vector, truth: Flags, threshold: float) -> tuple[float, float]:
    """Return precision and recall at a threshold."""
    above = probabilities >= threshold
    right = int((above & truth).sum())
    return right / max(int(above.sum()), 1), right / max(int(truth.sum()), 1)


def learn(corpus: Corpus, language: str) -> tuple[Lexicon, list[Learned]]:
    """Learn a lexicon from a corpus; return the models of its targets, too."""
    grams = vocabulary(corpus.descriptions)
    examples = Examples(
        matrix(corpus.descriptions, grams),
        np.array([float(each.weight) for each in corpus.descriptions]),
        np.array(corpus.folds()),
    )
    implied = [options_of(each) for each in corpus.descriptions]
    counts = Counter(target for each in implied for target in each)
    learned = [
        learn_target(*target, examples, np.array([target in each for each in implied]))
        for target, count in sorted(counts.items())
        if count >= FEWEST_EXAMPLES
    ]
    quantised = [np.rint(each.model.weights * QUANTUM).astype(int) for each in learned]
    weights = {}
    for gram, column in grams.items():
        found = ((number, int(each[column])) for number, each in enumerate(quantised))
        if some := {number: weight for number, weight in found if weight}:
            weights[gram] = some
    targets = tuple(each.target for each in learned)
    known = _least_known(corpus.descriptions, weights)
    forms = usual_forms(corpus.descriptions, weights)
    return Lexicon(language, corpus.checksum, QUANTUM, known, targets, weights, forms), learned


def usual_forms(descriptions: Sequence[Description], weights: dict[str, Weights]) -> dict[str, str]:
    """Return the words that each n-gram mostly stands for, where they are not its stems."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for each in descriptions:
        for gram, form in each.grams.items():
            if gram in weights:
                counts[gram][form] += 1
    usual = {gram: min(found, key=lambda f: (-found[f], f)) for gram, found in counts.items()}
    return {gram: form for gram, form in usual.items() if form != gram}


def _least_known(descriptions: Sequence[Description], weights: dict[str, Weights]) -> float:
    """Return three fifths of the share of known words that all but one text in a thousand have."""
    shares = sorted(
        sum(stem in weights for stem in each.stems) / len(each.stems)
        for each in descriptions
        if each.stems
    )
    return int(60 * shares[len(shares) // 1000]) / 100


def main(arguments: Sequence[str]) -> None:
    """Learn a lexicon and write it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("corpus", type=Path, nargs="+", metavar="CORPUS.jsonl")
    parser.add_argument("--to", type=Path, required=True, metavar="TABLE.tsv")
    parser.add_argument("--language", default=LANGUAGE, help="of the descriptions")
    options = parser.parse_args(arguments)
    lexicon, _ = learn(read_corpus(options.corpus), options.language)
    options.to.write_text(format_lexicon(lexicon), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
