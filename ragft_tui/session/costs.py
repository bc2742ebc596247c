"""What a decision costs: estimates from inputs, and base models by what somebody calls them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from ragft_tui.core.costs import BaseModel, CostInputs, Estimate, Group, find_problems, group_of
from ragft_tui.core.errors import RagftError
from ragft_tui.core.records import dataclass
from ragft_tui.estimate.model_config import read_config
from ragft_tui.estimate.retrieval import estimate_retrieval
from ragft_tui.estimate.training import estimate_training
from ragft_tui.session.typed import typed_path
from ragft_tui.storage.base_models import find_base_model, load_base_models
from ragft_tui.storage.files import is_there
from ragft_tui.storage.model_configs import load_model_config
from ragft_tui.storage.paths import display

_CONFIG: Final = ".json"


@dataclass(frozen=True, slots=True)
class Costs:
    """An estimate, and what is wrong with the inputs of the figures that it lacks."""

    inputs: CostInputs
    estimate: Estimate
    problems: tuple[RagftError, ...] = ()


def estimate_costs(
    inputs: CostInputs,
    problems: Iterable[RagftError] = (),
    *,
    retrieval: bool = True,
    training: bool = True,
) -> Costs:
    """Return what inputs amount to; a half with a wrong input is left out, the other stays.

    Args:
        inputs: The inputs.
        problems: What is wrong with values that are not among them.
        retrieval: Whether an index is needed.
        training: Whether a model is tuned.
    """
    wrong_values = [*problems, *find_problems(inputs)]
    wrong = {group_of(problem) for problem in wrong_values}
    found = Estimate()
    if retrieval and Group.RETRIEVAL not in wrong:
        found = Estimate(retrieval=estimate_retrieval(inputs))
    if training and Group.TRAINING not in wrong:
        try:
            trained = estimate_training(inputs, choose_base_model(inputs.model))
            found = Estimate(retrieval=found.retrieval, training=trained)
        except RagftError as error:
            wrong_values += error.problems
    return Costs(inputs, found, tuple(wrong_values))


def choose_base_model(name: str) -> BaseModel:
    """Return a base model.

    Args:
        name: That of a model that is known, as it is shown or as hubs call it; or the path of a
            `config.json` or of a directory with one.

    Raises:
        RagftError: If there is no such model, or its config cannot be counted.
    """
    path = typed_path(name)
    if name.endswith(_CONFIG) or (is_there(path) and name not in load_base_models()):
        return read_config(load_model_config(path), _name(path), display(path))
    return find_base_model(name)


def all_base_models() -> Mapping[str, BaseModel]:
    """Return all models that have a name, in the order of their families.

    Raises:
        RagftError: If the file of the user cannot be read.
    """
    return load_base_models()


def _name(path: Path) -> str:
    """Return what to call the model of a file: its directory, if the file has the usual name."""
    file = path.absolute()
    return file.parent.name if file.name == "config.json" else file.stem
