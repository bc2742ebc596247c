"""What a project costs: its inputs, its estimate, and two alternatives side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ragft_tui.core.costs import (
    INPUTS,
    Method,
    Value,
    format_input,
    parse_input,
    read_inputs,
)
from ragft_tui.core.errors import UsageError
from ragft_tui.core.interview import edits
from ragft_tui.core.interview.drafts import set_text
from ragft_tui.core.model import Project
from ragft_tui.core.records import dataclass
from ragft_tui.core.review import Needs, ProjectCosts, find_needs
from ragft_tui.core.rulebook import Rulebook
from ragft_tui.estimate.application import cost_parts, cost_totals
from ragft_tui.session.costs import all_base_models, choose_base_model, estimate_costs

if TYPE_CHECKING:
    from ragft_tui.session.session import Session


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another way that a project could go, to be compared with the one of its file."""

    changes: tuple[tuple[str, Value], ...] = ()
    """Pairs of input and value that differ from those of the project."""
    decided_only: bool = False
    """Whether only capabilities with a decision are counted."""


AS_IT_IS: Final = Alternative()
"""The project as its file has it, with all capabilities."""


class CostDesk:
    """Works out what a project costs; what depends on its capabilities is gathered once."""

    def __init__(self, rulebook: Rulebook) -> None:
        """Begin with nothing gathered.

        Args:
            rulebook: What capabilities are assessed by.
        """
        self._rulebook = rulebook
        self._project: Project | None = None
        self._needs: dict[bool, Needs] = {}

    def needs(self, project: Project, *, decided_only: bool = False) -> Needs:
        """Return what the decisions of a project call for."""
        known = self._project
        if known is None or known.capabilities is not project.capabilities:
            self._project, self._needs = project, {}
        if decided_only not in self._needs:
            self._needs[decided_only] = find_needs(
                project, self._rulebook, decided_only=decided_only
            )
        return self._needs[decided_only]

    def costs(self, project: Project, way: Alternative = AS_IT_IS) -> ProjectCosts:
        """Return what a project costs.

        Args:
            project: The project.
            way: How it differs from its file.
        """
        needs = self.needs(project, decided_only=way.decided_only)
        return _costs(dict(project.costs) | dict(way.changes), needs, way)


def project_costs(
    project: Project, rulebook: Rulebook, way: Alternative = AS_IT_IS
) -> ProjectCosts:
    """Return what a project costs.

    Args:
        project: The project.
        rulebook: What its capabilities are assessed by.
        way: How it differs from its file.
    """
    return CostDesk(rulebook).costs(project, way)


def _costs(given: Mapping[str, object], needs: Needs, way: Alternative) -> ProjectCosts:
    inputs, problems = read_inputs(given)
    found = estimate_costs(inputs, problems, retrieval=needs.retrieves, training=needs.trains)
    parts = cost_parts(needs, inputs, found.estimate)
    return ProjectCosts(
        inputs=inputs,
        given=tuple(given),
        decided_only=way.decided_only,
        needs=needs,
        one=found.estimate,
        parts=parts,
        totals=cost_totals(parts),
        problems=found.problems,
    )


def set_input(session: Session, name: str, text: str) -> str:
    """Give an input of the project a value, or its default, and return what it is now.

    Args:
        session: The session.
        name: The name of the input.
        text: What was typed; nothing for the default.

    Raises:
        RagftError: If it is no such value, with the valid range; or no such base model.
    """
    try:
        value = parse_input(name, text) if text.strip() else None
    except UsageError as error:
        what = f"{INPUTS[name].label} {error.what}"
        raise UsageError(what, advice=error.advice) from error
    if name == "model" and isinstance(value, str):
        value = edits.check_line(value, "the base model")
        choose_base_model(value)
    put_input(session, name, value)
    return f"{INPUTS[name].label}: {format_input(name, _value(session.project, name))}"


def input_so_far(project: Project, name: str) -> str:
    """Return the text of an input as one types it, or that of another one in progress."""
    value = _value(project, name)
    shown = f"{value:.10g}" if isinstance(value, float) else str("" if value is None else value)
    return dict(project.draft.costs).get(name, shown)


def draft_input(session: Session, name: str, text: str) -> None:
    """Keep an input as text in progress."""
    session.go(session.interview.on(_with_draft(session.project, name, text)))


def _with_draft(project: Project, name: str, text: str | None) -> Project:
    costs = set_text(project.draft.costs, name, text)
    return replace(project, draft=replace(project.draft, costs=costs))


def put_input(session: Session, name: str, value: Value | None) -> None:
    """Give an input of the project a value that is valid; `None` for its default."""
    project = _with_draft(session.project, name, None)
    kept = {key: old for key, old in session.project.costs if key != name}
    given = kept if value is None else kept | {name: value}
    if given != dict(session.project.costs):
        label = f"the input “{INPUTS[name].label}”"
        session.edit(label, edits.set_costs(project, given))
    elif project != session.project:
        session.go(session.interview.on(project))


def step_input(session: Session, name: str, by: int) -> bool:
    """Give an input its next value, or the one before, and return whether there is one.

    Names go by their order, switches turn, and numbers go 1, 2, 5, 10, 20, 50 and so on.

    Args:
        session: The session.
        name: The name of the input.
        by: 1 for the next value, -1 for the one before.
    """
    now = _value(session.project, name)
    following = next_value(name, now, by)
    if following is None or following == now:
        return False
    put_input(session, name, following)
    return True


def choices_of(name: str) -> tuple[str, ...]:
    """Return the values that an input is chosen from; empty for a number."""
    if name == "model":
        return tuple(all_base_models())
    return ("on", "off") if INPUTS[name].is_switch else INPUTS[name].choices


def alternatives(project: Project) -> Iterable[tuple[str, Alternative]]:
    """Yield what a project can be compared with, each with its name.

    Args:
        project: The project.
    """
    method = _value(project, "method")
    for other in Method:
        if other.value != method:
            yield _METHODS[other], Alternative((("method", other.value),))
    yield "only the capabilities with a decision", Alternative(decided_only=True)
    model = _value(project, "model")
    for name in all_base_models():
        if name != model:
            yield f"base model {name}", Alternative((("model", name),))


_METHODS: Final = {
    Method.QLORA: "QLoRA",
    Method.LORA: "LoRA",
    Method.FULL: "full fine-tuning",
}


def _value(project: Project, name: str) -> Value | None:
    return dict(project.costs).get(name, INPUTS[name].default)


def next_value(name: str, now: Value | None, by: int) -> Value | None:
    """Return the value of an input after another one, or before it; `None` if there is none.

    Args:
        name: The name of the input.
        now: The value; `None` if it has none.
        by: 1 for the next value, -1 for the one before.
    """
    wanted = INPUTS[name]
    if isinstance(now, bool):
        return not now
    if wanted.is_number:
        return _next_number(name, float(now) if isinstance(now, int | float) else 0.0, by)
    values = choices_of(name)
    if now not in values:
        return values[0] if values else None
    return values[(values.index(str(now)) + by) % len(values)]


_DOUBLING: Final = frozenset(
    ("chunk", "dimensions", "links", "lists", "rank", "batch", "sequence", "gpus")
)
"""Inputs that people double and halve."""
_SMALLEST: Final = 0.01
"""The smallest step of numbers with fractions."""


def _next_number(name: str, now: float, by: int) -> Value:
    """Return the next number of 1, 2, 5, 10 and so on, or the double, within the range."""
    wanted = INPUTS[name]
    if name in _DOUBLING:
        found = now * 2 if by > 0 else now // 2
    else:
        smallest = 1.0 if wanted.whole else _SMALLEST
        found = _step_up(now, smallest) if by > 0 else _step_down(now, smallest)
    low, high = wanted.low or 0.0, wanted.high or found
    kept = min(max(found, low), high)
    return int(kept) if wanted.whole else round(kept, 2)


def _ladder(smallest: float) -> Iterable[float]:
    size = smallest
    while True:
        yield from (size, 2 * size, 5 * size)
        size *= 10


def _step_up(now: float, smallest: float) -> float:
    return next(each for each in _ladder(smallest) if each > now * (1 + _SLACK))


def _step_down(now: float, smallest: float) -> float:
    below = 0.0
    for each in _ladder(smallest):
        if each >= now * (1 - _SLACK):
            return below
        below = each
    return below


_SLACK: Final = 1e-9
"""What sums of binary fractions may be off."""
