"""The `config.json` of a model, as transformers writes it."""

from __future__ import annotations

from pathlib import Path

import msgspec

from ragft_tui.core.errors import UsageError
from ragft_tui.storage.files import read_file
from ragft_tui.storage.paths import display


def load_model_config(path: Path) -> dict[str, object]:
    """Return the content of a file in JSON that holds an object.

    Args:
        path: The file, or the directory of a model that has one named `config.json`.

    Raises:
        UsageError: If it cannot be read, or holds no object.
    """
    file = path / "config.json" if path.is_dir() else path
    source, data = display(file), read_file(file)
    advice = "use the config.json of a model on Hugging Face"
    try:
        content: object = msgspec.json.decode(data)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise UsageError("is not valid JSON", source=source, advice=advice) from error
    if not isinstance(content, dict):
        raise UsageError("holds no object", source=source, advice=advice)
    return content
