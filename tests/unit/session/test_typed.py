from __future__ import annotations

from pathlib import Path

import pytest

from ragft_tui.core.errors import UsageError
from ragft_tui.session.typed import typed_path


def test_a_name_that_was_typed_is_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert typed_path("~/app.toml") == tmp_path / "app.toml"
    assert typed_path("app.toml", new=True) == Path("app.toml")
    with pytest.raises(UsageError, match="a file name is needed"):
        typed_path(" \t")
    with pytest.raises(UsageError, match=r"~nobody-of-that-name/app\.toml: there is no such user"):
        typed_path("~nobody-of-that-name/app.toml")


def test_a_new_file_must_not_be_there_yet(tmp_path: Path) -> None:
    file = tmp_path / "app.toml"
    file.touch()
    assert typed_path(str(file)) == file
    with pytest.raises(UsageError, match="exists already; open it instead"):
        typed_path(str(file), new=True)
