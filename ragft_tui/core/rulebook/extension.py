"""A rulebook that extends another: its tables on top of the other's, and what that can break."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ragft_tui.core.errors import ROOT, Index, Location, RagftError, UsageError, listed
from ragft_tui.core.rulebook.checks import repeated_ids
from ragft_tui.core.rulebook.model import Rulebook


class Extension:
    """The tables of a rulebook on top of those of the one that it extends.

    Single values replace those of the base. In a list, an entry with the id of one in the base
    stands in its place; other entries, and all keywords, which have no id, are appended.
    """

    def __init__(self, base: Mapping[str, object], own: Mapping[str, object], name: str) -> None:
        """Join the tables.

        Args:
            base: The tables of the rulebook that is extended.
            own: The tables of the one that extends it.
            name: What problems call the base.
        """
        self._name = name
        self._origins: dict[str, list[tuple[bool, int]]] = {}
        """Of each entry of a joined list, whether it is an own one, and where it stood."""
        self.tables: dict[str, object] = {**base, **own}
        """The joined tables."""
        for key, below in base.items():
            above = own.get(key, [])
            if isinstance(below, list) and isinstance(above, list):
                origins = _origins(below, above)
                self._origins[key] = origins
                self.tables[key] = [(above if mine else below)[at] for mine, at in origins]

    def origin(self, location: Location) -> Location:
        """Return where what is at a location of the joined tables was written.

        Args:
            location: In the joined tables.

        Returns:
            The location in the extension, or one such as `default guards[2]` in the base.
        """
        match location[:2]:
            case (str(table), Index(number, name)) if table in self._origins:
                mine, at = self._origins[table][number]
                key = table if mine else f"{self._name} {table}"
                return Location((key, Index(at, name), *location[2:]))
            case _:
                return location


def _origins(base: Sequence[object], own: Sequence[object]) -> list[tuple[bool, int]]:
    by_id = {found: at for at, entry in enumerate(own) if (found := entry_id(entry))}
    joined = [
        (True, by_id[entry_id(entry)]) if entry_id(entry) in by_id else (False, at)
        for at, entry in enumerate(base)
    ]
    replacing = {at for mine, at in joined if mine}
    return joined + [(True, at) for at in range(len(own)) if at not in replacing]


def entry_id(entry: object) -> str:
    """Return the id of an entry of a table; empty where it has none."""
    found = entry.get("id") if isinstance(entry, Mapping) else None
    return found if isinstance(found, str) else ""


def find_repeated_ids(own: Mapping[str, object]) -> Iterator[RagftError]:
    """Yield a problem for each entry of an extension that has the id of one before it."""
    for table, entries in own.items():
        if isinstance(entries, list):
            yield from repeated_ids(
                ROOT / table, [entry_id(each) for each in entries], needed=False
            )


def find_lost_options(rulebook: Rulebook, base: Rulebook) -> Iterator[RagftError]:
    """Yield a problem for each question that lacks options which rules and keywords still name.

    Args:
        rulebook: The joined one.
        base: The one that it extends, which has all that its own rules name.
    """
    before = {question.id: question.options for question in base.questions}
    named = {
        (question, option)
        for rules in rulebook.rules.values()
        for rule in rules
        for conditions in (rule.when, rule.unless)
        for question, options in conditions.items()
        for option in options
    }
    named |= {(keyword.subject, keyword.suggests) for keyword in rulebook.keywords}
    for number, question in enumerate(rulebook.questions):
        lost = [
            option.id
            for option in before.get(question.id, ())
            if (question.id, option.id) in named and question.option(option.id) is None
        ]
        if lost:
            yield UsageError(
                f'lack {listed(lost)}, which rules of "{base.id}" name',
                location=ROOT / "questions" / Index(number, question.id) / "options",
                advice="keep these ids and give them other words",
            )
