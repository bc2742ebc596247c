"""What a project costs, in sections and sentences that all reports and both faces show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from ragft_tui.core.costs import (
    GPUS,
    INPUTS,
    Figure,
    Method,
    Source,
    Unit,
    format_bytes,
    format_input,
    format_value,
)
from ragft_tui.core.model import Axis
from ragft_tui.core.records import dataclass
from ragft_tui.core.review import Count, Need, NeedKind, ProjectCosts, Spare
from ragft_tui.core.text import as_sentence, count_noun, one_line
from ragft_tui.report.costs import fit_sentences, training_title
from ragft_tui.report.summary import (
    ADAPTER,
    INDEX,
    LIVE,
    UNREACHED,
    describe_group,
    member_name,
)

_RETRIEVAL: Final = (
    *("corpus_tokens", "chunks", "embedding_tokens", "vectors", "index_memory", "index_disk"),
    "reindex_tokens_month",
)
_PROMPTS: Final = ("query_tokens_month",)
_TRAINING: Final = (
    *("base_params", "base_file", "trainable_params", "tuned_file"),
    *("training_tokens", "training_flop", "gpu_hours"),
)
_SHARING: Final = {
    NeedKind.INDEX: INDEX,
    NeedKind.MAYBE_INDEX: UNREACHED,
    NeedKind.CALL: LIVE,
    NeedKind.ADAPTER: ADAPTER,
}
_MONEY: Final = frozenset((Unit.MONEY, Unit.MONEY_PER_MONTH))


@dataclass(frozen=True, slots=True)
class CostSection:
    """A part of what a project costs."""

    title: str
    figures: tuple[Figure, ...]
    needs: tuple[Need, ...] = ()
    """What it is for."""
    sentences: tuple[str, ...] = ()
    """What else there is to say."""
    is_memory: bool = False
    """Whether its figures are the parts of a bar, the last one their sum."""

    @property
    def lines(self) -> tuple[str, ...]:
        """What it is for and what else there is to say, in lines; of many needs only the first."""
        shown = map(describe_need, self.needs[:_PARTS])
        more = len(self.needs) - _PARTS
        rest = (f"And {more:,} more of these",) if more > 0 else ()
        return (*shown, *rest, *self.sentences)


def cost_sections(costs: ProjectCosts) -> tuple[CostSection, ...]:
    """Return the figures of a project, sums where they can be added; empty sections are left out.

    Args:
        costs: What it costs.
    """
    training = costs.one.training if costs.needs.trains else None
    per_query = costs.one.find("query_tokens")
    sections = [
        CostSection(
            f"Retrieval: {count_words(costs, 'index', 'indexes')}",
            _totals(costs, _RETRIEVAL),
            costs.needs.of(NeedKind.INDEX, NeedKind.MAYBE_INDEX),
        ),
        CostSection(
            "Prompts",
            (*([per_query] if per_query else ()), *_totals(costs, _PROMPTS)),
            costs.needs.of(NeedKind.CALL, NeedKind.PROMPT),
        ),
    ]
    if training:
        sections += [
            CostSection(
                f"Fine-tuning: {_trained_words(costs)}",
                _totals(costs, _TRAINING),
                costs.needs.of(NeedKind.ADAPTER),
            ),
            CostSection(
                f"Memory of a run: {one_line(training_title(training))}",
                (*training.memory, training.peak),
                sentences=(*fit_sentences(training), *training.notes),
                is_memory=True,
            ),
        ]
    money = tuple(figure for figure in costs.totals if figure.unit in _MONEY)
    sections.append(CostSection("Money, at the prices given", money))
    return tuple(section for section in sections if section.figures)


def costs_anything(costs: ProjectCosts) -> bool:
    """Return whether there is anything to tell: a figure, or why there is none."""
    return bool(costs.parts or costs.problems)


def _totals(costs: ProjectCosts, ids: Iterable[str]) -> tuple[Figure, ...]:
    return tuple(figure for each in ids if (figure := costs.total(each)))


def _trained_words(costs: ProjectCosts) -> str:
    if Method(costs.inputs.method) is Method.FULL:
        return count_words(costs, "tuned model", "tuned models")
    return count_words(costs, "adapter", "adapters")


_KINDS: Final = {
    "index": (NeedKind.INDEX, NeedKind.MAYBE_INDEX),
    "adapter": (NeedKind.ADAPTER,),
    "tuned model": (NeedKind.ADAPTER,),
}


def count_words(costs: ProjectCosts, one: str, many: str) -> str:
    """Return how many of something are called for, such as `3 indexes, from 1 to 5`.

    Args:
        costs: What a project costs.
        one: The word for one, `index`, `adapter` or `tuned model`.
        many: The word for several.
    """
    counts = [need.count for need in costs.needs.of(*_KINDS[one])]
    return _count(
        Count(
            sum(each.low for each in counts),
            sum(each.expected for each in counts),
            sum(each.high for each in counts),
        ),
        one,
        many,
    )


def _count(count: Count, one: str, many: str) -> str:
    words = count_noun(count.expected, one, many)
    return words if count.low == count.high else f"{words}, at least {count.low:,}"


def describe_need(need: Need) -> str:
    """Return what is called for, of which kind, and by whom, in a line."""
    members = need.group.members
    names = ", ".join(member_name(each) for each in members[:_NAMED])
    more = f" and {len(members) - _NAMED:,} more" if len(members) > _NAMED else ""
    return f"{need_title(need)}: {names}{more}"


def need_title(need: Need) -> str:
    """Return what is called for, and what those have in common who call for it."""
    match need.kind:
        case NeedKind.INDEX:
            what = _count(need.count, "index", "indexes")
        case NeedKind.MAYBE_INDEX:
            what = f"{_count(need.count, 'index', 'indexes')}, if not by call"
        case NeedKind.ADAPTER:
            what = _count(need.count, "adapter", "adapters")
        case NeedKind.CALL:
            what = "A live system, which needs no index"
        case NeedKind.PROMPT:
            return "Prompts alone"
    common = "; ".join(describe_group(need.group, _SHARING[need.kind]))
    return f"{what} ({common})"


_NAMED: Final = 4
"""The most capabilities named in one place; more are counted."""


def part_lines(costs: ProjectCosts, identity: str) -> Iterator[str]:
    """Yield what each part adds to a total, in a line; the first ones, and how many more there are.

    Args:
        costs: What a project costs.
        identity: The id of the figure.
    """
    found = [
        (part, figure) for part in costs.parts for figure in part.figures if figure.id == identity
    ]
    for part, figure in found[:_PARTS]:
        what = describe_need(part.need) if part.need else "The base model, once"
        yield f"{short_value(figure, figure.expected)}: {what}"
    if len(found) > _PARTS:
        yield f"and {len(found) - _PARTS:,} more parts"


_PARTS: Final = 20
"""The most parts, or needs of a kind, that are told in one place; more are counted."""


def cost_remarks(costs: ProjectCosts) -> Iterator[str]:
    """Yield sentences on what is and is not counted, and what could be left out first."""
    needs = costs.needs
    yield f"{describe_counted(costs)}."
    unnamed = [need for need in needs.needs if need.count.low < need.count.high]
    if unnamed:
        yield (
            "The low end takes what is alike for the same; a name beside the answer says whether "
            "it is."
        )
    if needs.retrieves:
        yield "Every index has as many documents, and every capability as many queries, as given."
    yield from map(describe_spare, needs.spares[:_PARTS])
    if len(needs.spares) > _PARTS:
        yield f"{len(needs.spares) - _PARTS:,} more need both."


def cost_problems(costs: ProjectCosts) -> Iterator[str]:
    """Yield what is wrong with inputs, a sentence each; figures that need them are missing."""
    for problem in costs.problems:
        name = str(problem.location[-1]) if problem.location else ""
        label = INPUTS[name].label if name in INPUTS else "Base model"
        # What lists all names there are is too long for a line.
        told = one_line(problem.advice) if len(problem.advice) <= _ADVICE else ""
        advice = f" ({told})" if told else ""
        yield as_sentence(f"{label}: {one_line(problem.what)}{advice}")


_ADVICE: Final = 60
"""The most characters of advice in a line."""


def describe_counted(costs: ProjectCosts) -> str:
    """Return how many capabilities count, and how many are undecided, without a full stop."""
    with_decision = " with a decision" if costs.decided_only else ""
    if not costs.needs.counted:
        wanted = "a decision" if costs.decided_only else "a verdict"
        return f"No capability has {wanted} yet, so nothing is counted"
    counted = count_noun(costs.needs.counted, "capability", "capabilities")
    counts = "counts" if costs.needs.counted == 1 else "count"
    undecided = f"; {costs.needs.undecided:,} undecided, which costs nothing yet"
    return f"{counted}{with_decision} {counts}{undecided if costs.needs.undecided else ''}"


def describe_spare(spare: Spare) -> str:
    """Return what could be left out first of a capability that needs both, and what that saves."""
    trains = spare.axis is Axis.BEHAVIOUR
    what, thing = ("fine-tuning", "adapter") if trains else ("retrieval", "index")
    kept = "knowledge" if trains else "behaviour"
    points = f"{spare.points} points against {spare.kept_points} for {kept}"
    why = f"{kept} is a must" if spare.kept_is_must else f"it has {points}"
    if spare.points == spare.kept_points and not spare.kept_is_must:
        why = "a good prompt can stand in for it" if trains else "both have as many points"
    saves = (
        f"that saves its {thing}" if spare.alone else f"others need its {thing} too, so it stays"
    )
    return f"{member_name(spare.member)} needs both; {what} could go first: {why}; {saves}."


def given_inputs(costs: ProjectCosts) -> Iterator[tuple[str, str, bool]]:
    """Yield the label of each input, its value, and whether somebody gave it."""
    for name, each in INPUTS.items():
        value = getattr(costs.inputs, name)
        yield each.label, one_line(format_input(name, value)), name in costs.given


def short_value(figure: Figure, value: float) -> str:
    """Return a value of a figure as it stands in a narrow column; bytes in decimal units alone."""
    return format_value(figure, value).partition(" (")[0]


def short_range(figure: Figure) -> str:
    """Return both ends of a band in a few words; empty for an exact figure."""
    if figure.exact:
        return ""
    return f"from {short_value(figure, figure.low)} to {short_value(figure, figure.high)}"


def figure_sources(figures: Iterable[Figure]) -> tuple[Source, ...]:
    """Return the publications that figures rest on, each once."""
    return tuple(dict.fromkeys(source for figure in figures for source in figure.sources))


def gpu_memory(costs: ProjectCosts) -> tuple[str, int]:
    """Return the GPU that was chosen, and its memory in bytes."""
    gpu = GPUS[costs.inputs.gpu]
    return gpu.name, gpu.memory


def gpu_sentence(costs: ProjectCosts) -> str:
    """Return whether the chosen GPU holds a training run; empty where nothing is trained."""
    training = costs.one.training
    if training is None or not costs.needs.trains:
        return ""
    name, memory = gpu_memory(costs)
    peak = training.peak
    if peak.high <= memory:
        held = "holds it"
    elif peak.expected <= memory:
        held = f"holds what is expected, but not the high end of {format_bytes(peak.high)}"
    else:
        held = "does not hold it"
    return f"{name} {held}."
