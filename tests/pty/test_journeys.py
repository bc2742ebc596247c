"""Whole applications entered by scripts of keys: what the file says in the end, as text."""

from __future__ import annotations

import re
import tomllib
from functools import partial
from pathlib import Path

import pytest

from tests.pty.conftest import Start
from tests.support.keyscript import run_script

pytestmark = pytest.mark.usefixtures("warm")

JOURNEYS = Path(__file__).parent / "journeys"

DECIDED_ON = re.compile(r"(?m)^on = \d{4}-\d\d-\d\d$")


@pytest.mark.parametrize("name", ["clinical-documentation", "code-migration"])
def test_an_application_is_entered_left_twice_resumed_and_reviewed(
    name: str, start: Start, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    run_script(JOURNEYS / f"{name}.keys", partial(start, "app.toml"))

    text = (tmp_path / "work" / "app.toml").read_text(encoding="utf-8")
    saved = tomllib.loads(text)
    assert len(saved["capabilities"]) >= 5
    assert not [one["id"] for one in saved["capabilities"] if "draft" in one]
    assert not list((tmp_path / "work").glob("*.tmp*"))
    saved_on_any_day = DECIDED_ON.sub("on = 2000-01-01", text)
    expected = JOURNEYS / f"{name}.expected.toml"
    if request.config.getoption("--update-goldens", default=False):
        expected.write_text(saved_on_any_day, encoding="utf-8")
    assert saved_on_any_day == expected.read_text(encoding="utf-8")
