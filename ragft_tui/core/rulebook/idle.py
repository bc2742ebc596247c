"""Rules that never decide, since firmer ones hold wherever they do, or that decide backwards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ragft_tui.core.errors import ROOT, Index, Location, RagftError, UsageError
from ragft_tui.core.model import Axis
from ragft_tui.core.rulebook.model import Rulebook
from ragft_tui.core.rulebook.rules import Conditions, Guard, Support

_Problems = Iterator[RagftError]


def idle_rule_problems(rulebook: Rulebook) -> _Problems:
    """Yield a problem for each guard, support and gate that could as well be left out."""
    guards, supports = rulebook.guards, rulebook.supports
    for number, guard in enumerate(guards):
        yield from _covered_problems(guard, guards, ROOT / "guards" / Index(number, guard.id))
    for number, support in enumerate(supports):
        location = ROOT / "supports" / Index(number, support.id)
        yield from _covered_problems(support, (*guards, *supports), location)
        yield from _order_problems(support, rulebook, location / "when")
    for number, gate in enumerate(rulebook.gates):
        if all(
            any(
                guard.axis is axis and _plain(guard) and _covers(guard.when, gate.when)
                for guard in guards
            )
            for axis in (Axis if gate.axis is None else (gate.axis,))
        ):
            yield UsageError(
                "never decides: a guard stands wherever it does",
                location=ROOT / "gates" / Index(number, gate.id) / "when",
            )


def _covered_problems(
    rule: Guard | Support, firmer: Sequence[Guard | Support], location: Location
) -> _Problems:
    """Yield the problem of a rule that holds only where another one on its axis does."""
    for other in firmer:
        covered = _plain(other) and _covers(other.when, rule.when)
        same = type(other) is type(rule) and _covers(rule.when, other.when)
        if other.axis is rule.axis and covered and not same:
            kind = "guard" if isinstance(other, Guard) else "support"
            yield UsageError(
                f'never decides: the {kind} "{other.id}" stands wherever it does',
                location=location / "when",
            )


def _order_problems(support: Support, rulebook: Rulebook, location: Location) -> _Problems:
    """Yield the problem of answers that support an axis while a stronger one does not."""
    for question in rulebook.questions:
        named = support.when.get(question.id, ())
        enough = [option.id in named for option in question.options]
        if question.ordered and question.axis is support.axis and enough != sorted(enough):
            yield UsageError(
                "leaves out an answer that asks for more than one that it names",
                location=location / question.id,
                advice="name every option from the first that is enough to the last",
            )


def _plain(rule: Guard | Support) -> bool:
    return not rule.unless and not (isinstance(rule, Guard) and rule.needs_evidence)


def _covers(wide: Conditions, narrow: Conditions) -> bool:
    """Return whether `wide` holds wherever `narrow` does."""
    return all(
        question in narrow and set(narrow[question]).issubset(options)
        for question, options in wide.items()
    )
