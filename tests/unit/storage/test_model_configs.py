from __future__ import annotations

from pathlib import Path

import pytest

from ragft_tui.core.errors import UsageError
from ragft_tui.storage.model_configs import load_model_config


def test_a_file_or_the_directory_of_a_model_is_read(tmp_path: Path) -> None:
    file = tmp_path / "config.json"
    file.write_text('{"hidden_size": 8}', "utf-8")
    assert load_model_config(file) == {"hidden_size": 8}
    assert load_model_config(tmp_path) == {"hidden_size": 8}


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"[1]", "holds no object"),
        (b"", "is not valid JSON"),
        (b"{", "is not valid JSON"),
        (b'{"a": "\xff"}', "is not valid JSON"),
        (b"[" * 100_000, "is not valid JSON"),
    ],
)
def test_anything_else_is_refused(tmp_path: Path, content: bytes, what: str) -> None:
    file = tmp_path / "config.json"
    file.write_bytes(content)
    with pytest.raises(UsageError, match=what) as caught:
        load_model_config(file)
    assert "config.json" in caught.value.source


def test_a_file_that_is_missing_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="does not exist"):
        load_model_config(tmp_path / "config.json")
