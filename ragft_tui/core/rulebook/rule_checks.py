"""Whether the guards, gates, softeners and conflicts of a rulebook make sense."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from ragft_tui.core.errors import RagftError, UsageError
from ragft_tui.core.model import Axis
from ragft_tui.core.rulebook.model import Conditions, Conflict, Gate, Guard, Rulebook, Softener
from ragft_tui.core.rulebook.places import numbered, repeated
from ragft_tui.core.strict import problem_with_name

_Rule = Guard | Gate | Softener | Conflict
_FEWEST_IN_CONFLICT = 2


def problems(rulebook: Rulebook, known: set[str]) -> Iterator[RagftError]:
    """Yield every problem of the rules.

    Args:
        rulebook: Where the rules are.
        known: The ids of its sources.
    """
    tables: dict[str, tuple[_Rule, ...]] = {
        "guards": rulebook.guards,
        "gates": rulebook.gates,
        "softeners": rulebook.softeners,
        "conflicts": rulebook.conflicts,
    }
    for table, rules in tables.items():
        yield from repeated(table, [rule.id for rule in rules])
        for number, rule in enumerate(rules, start=1):
            place = numbered(table, number, rule.id)
            yield from name_problems("source", rule.source, known, f"{place}.source", needed=True)
            if not rule.says:
                yield UsageError("gives no reason", where=f"{place}.says", advice="add a clause")
            yield from _condition_problems(rule, rulebook, place)
    yield from _dead_guards(rulebook)
    yield from _dead_gates(rulebook)


def name_problems(
    what: str, name: str, known: Collection[str], where: str, *, needed: bool = False
) -> Iterator[RagftError]:
    """Yield the problem of a name that is missing or not among the known ones.

    Args:
        what: What it names, such as "source".
        name: The name; empty for none.
        known: The names that could stand there.
        where: Its place.
        needed: Whether there must be one.
    """
    if name and name not in known:
        yield problem_with_name(what, name, known, where)
    elif needed and not name:
        yield UsageError(f"names no {what}", where=where, advice="a rule says who published it")


def _condition_problems(rule: _Rule, rulebook: Rulebook, place: str) -> Iterator[RagftError]:
    unless = rule.unless if isinstance(rule, Guard | Softener) else {}
    yield from _known_problems(rule.when, rulebook, f"{place}.when")
    yield from _known_problems(unless, rulebook, f"{place}.unless")
    if not rule.when:
        yield UsageError("has no condition", where=f"{place}.when", advice="say when it holds")
    if isinstance(rule, Conflict) and len(rule.when) == 1:
        yield UsageError(
            "one answer cannot deny itself",
            where=f"{place}.when",
            advice=f"name at least {_FEWEST_IN_CONFLICT} questions",
        )
    for question, options in unless.items():
        if question in rule.when and set(rule.when[question]) <= set(options):
            yield UsageError(
                "needs an answer that it excludes, so it can never hold",
                where=f"{place}.unless.{question}",
            )


def _known_problems(conditions: Conditions, rulebook: Rulebook, where: str) -> Iterator[RagftError]:
    questions = {
        question.id: question for question in rulebook.questions if question.stage != "readiness"
    }
    late = {question.id for question in rulebook.stage("readiness")}
    for name, options in conditions.items():
        place = f"{where}.{name}"
        if name in late:
            yield UsageError(
                "a question of readiness cannot decide", where=place, advice="use another"
            )
        elif name not in questions:
            yield problem_with_name("question", name, questions, place)
        else:
            valid = [option.id for option in questions[name].options]
            if not options:
                yield UsageError("names no option, so it can never hold", where=place)
            for option in options:
                yield from name_problems("option", option, valid, place, needed=True)


def _dead_guards(rulebook: Rulebook) -> Iterator[RagftError]:
    """Yield the guards that stand only where another one on their axis stands anyway."""
    for number, guard in enumerate(rulebook.guards, start=1):
        for other in rulebook.guards:
            if other is guard or other.axis is not guard.axis or not _plain(other):
                continue
            if _covers(other.when, guard.when) and not _covers(guard.when, other.when):
                yield UsageError(
                    f'never decides: the guard "{other.id}" stands wherever it does',
                    where=f"{numbered('guards', number, guard.id)}.when",
                )


def _dead_gates(rulebook: Rulebook) -> Iterator[RagftError]:
    """Yield the gates that hold only where guards outweigh them."""
    for number, gate in enumerate(rulebook.gates, start=1):
        axes = Axis if gate.axis is None else (gate.axis,)
        if all(
            any(
                guard.axis is axis and _plain(guard) and _covers(guard.when, gate.when)
                for guard in rulebook.guards
            )
            for axis in axes
        ):
            yield UsageError(
                "never decides: a guard stands wherever it does",
                where=f"{numbered('gates', number, gate.id)}.when",
            )


def _plain(guard: Guard) -> bool:
    return not guard.unless and not guard.needs_evidence


def _covers(wide: Conditions, narrow: Conditions) -> bool:
    """Tell whether `wide` holds wherever `narrow` does."""
    return all(
        question in narrow and set(narrow[question]).issubset(options)
        for question, options in wide.items()
    )
