"""The main job from end to end, in a real terminal, with the installed script."""

from __future__ import annotations

import tomllib
from functools import partial
from pathlib import Path

from tests.pty.conftest import Start
from tests.support.keyscript import run_script

JOURNEYS = Path(__file__).parent / "journeys"


def test_a_project_is_described_answered_left_resumed_reviewed_and_saved(
    start: Start, tmp_path: Path
) -> None:
    run_script(JOURNEYS / "first-project.keys", partial(start, "app.toml"))

    saved = tomllib.loads((tmp_path / "work" / "app.toml").read_text())
    refund, voice = saved["capabilities"]
    assert refund["id"] == "refund-policy"
    assert refund["answers"] == {
        "volatility": "weekly",
        "citations": "required",
        "tone": "none",
        "corpus": refund["answers"]["corpus"],
    }
    assert refund["because"] == {"volatility": "Legal, 3 May"}
    assert refund["verdict"]["type"] == "retrieval"
    assert refund["verdict"]["strength"] == "lean"
    assert refund["review"]["decision"] == "accepted"
    assert voice["answers"]["tone"] == "strict"
    assert voice["answers"]["examples"] == 12
    assert voice["verdict"]["type"] == "finetuning"
    assert voice["review"]["decision"] == "overridden"
    assert voice["review"]["type"] == "both"
    assert voice["review"]["because"] == "Legal wants the sources beside it"
    assert voice["review"]["judged"] == "finetuning"
    assert "draft" not in refund
    assert "draft" not in voice
