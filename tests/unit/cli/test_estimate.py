from __future__ import annotations

import json
from pathlib import Path

import pytest

from ragft_tui.core.costs import INPUTS
from tests.unit.cli.conftest import Run

PAGE = Path(__file__).parents[3] / "docs" / "cost-inputs.md"


def test_it_runs_without_a_project(run: Run) -> None:
    done = run("estimate", "--documents", "1,000", "--model", "Qwen/Qwen2.5-7B-Instruct")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Fine-tuning: QLoRA on qwen2.5-7b" in done.stdout


def test_every_input_is_an_option(run: Run) -> None:
    help_text = run("estimate", "--help").stdout
    assert all(each.option in help_text for each in INPUTS.values())


def test_options_change_the_figures(run: Run) -> None:
    done = run(
        *("estimate", "--format", "json", "--method", "lora", "--rank", "8"),
        *("--targets", "q_proj,v_proj", "--model", "llama-2-7b", "--checkpointing", "off"),
    )
    data = json.loads(done.stdout)
    figures = {each["id"]: each for each in data["training"]["figures"]}
    assert figures["trainable_params"]["expected"] == 4_194_304
    assert data["inputs"]["checkpointing"] is False


@pytest.mark.parametrize(
    ("options", "what"),
    [
        (("--rank", "0"), "--rank: must be a whole number from 1 to 8,192, not 0"),
        (("--documents", "-5"), "--documents: must be a whole number from 0 to 1,000,000,000"),
        (("--documents", "1e30"), "--documents: must be a whole number from 0"),
        (("--overlap", "1024"), "--overlap: must be smaller than the chunk"),
        (("--model", "lama-3-8b"), '--model: "lama-3-8b" is not a known base model; did you mean'),
        (("--gpu-price", "cheap"), "--gpu-price: must be a number from 0 to 1,000,000,000"),
        (("--dora", "maybe"), "--dora: must be on or off"),
        (("--targets", "q"), '--targets: "q" is not a known module of this model'),
    ],
)
def test_what_is_wrong_is_told_with_the_valid_range_and_the_rest_is_printed(
    run: Run, options: tuple[str, ...], what: str
) -> None:
    done = run("estimate", *options)
    assert done.returncode == 2
    assert what in done.stderr
    assert "Prompt tokens added" in done.stdout or "Memory at its peak" in done.stdout


def test_a_config_is_read_with_what_is_not_counted(run: Run, directory: Path) -> None:
    config = {
        "model_type": "bert",
        "hidden_size": 768,
        "num_hidden_layers": 12,
        "num_attention_heads": 12,
        "intermediate_size": 3_072,
        "vocab_size": 28_996,
        "max_position_embeddings": 512,
    }
    (directory / "config.json").write_text(json.dumps(config), "utf-8")
    done = run("estimate", "--model", "config.json")
    assert done.returncode == 0
    assert "It is an encoder, which writes no answers" in " ".join(done.stdout.split())


def test_what_is_wrong_in_a_config_names_the_file(run: Run, directory: Path) -> None:
    (directory / "config.json").write_text('{"hidden_size": 0}', "utf-8")
    done = run("estimate", "--model", "config.json")
    assert done.returncode == 2
    assert "config.json: hidden_size: must be a whole number from 1" in done.stderr
    assert "Chunks" in done.stdout


def test_models_are_listed(run: Run) -> None:
    done = run("estimate", "--models")
    assert done.returncode == 0
    assert "llama-3.1-8b" in done.stdout
    assert "2026-" in done.stdout


def test_the_page_of_inputs_is_what_the_command_prints(run: Run) -> None:
    assert run("estimate", "--inputs").stdout == PAGE.read_text("utf-8"), (
        "write it anew: ragft-tui estimate --inputs > docs/cost-inputs.md"
    )


PROJECT = """format = 1

[project]
name = "App"

[project.costs]
documents = 2000
overlap = 30

[[capabilities]]
id = "facts"
name = "Facts"
description = "Quotes the policy."

[capabilities.answers]
citations = "required"
source = "collection"

[[capabilities]]
id = "voice"
name = "Voice"
description = "Writes letters."

[capabilities.answers]
tone = "strict"
format = "free"
"""


def test_a_project_costs_what_its_decisions_call_for(run: Run, directory: Path) -> None:
    (directory / "app.toml").write_text(PROJECT, "utf-8")
    costs = json.loads(run("estimate", "app.toml", "--format", "json").stdout)
    assert (costs["counted"], costs["given"]) == (2, ["documents", "overlap"])
    totals = {figure["id"]: figure["expected"] for figure in costs["totals"]}
    assert totals["corpus_tokens"] == 10_000_000
    assert {part["need"] and part["need"]["kind"] for part in costs["parts"]} == {
        *(None, "index", "adapter")
    }


def test_options_come_before_the_inputs_of_a_project(run: Run, directory: Path) -> None:
    (directory / "app.toml").write_text(PROJECT, "utf-8")
    done = run("estimate", "app.toml", "--documents", "1,000", "--format", "json")
    totals = {figure["id"]: figure["expected"] for figure in json.loads(done.stdout)["totals"]}
    assert totals["corpus_tokens"] == 5_000_000


@pytest.mark.parametrize("output", ["text", "md", "csv"])
def test_a_project_is_printed_in_every_format(run: Run, directory: Path, output: str) -> None:
    (directory / "app.toml").write_text(PROJECT, "utf-8")
    done = run("estimate", "app.toml", "--format", output)
    assert done.returncode == 0
    for part in ("Retrieval: 1 index", "Fine-tuning: 1 adapter", "Memory at its peak"):
        assert part in done.stdout


def test_nothing_decided_counts_nothing(run: Run, directory: Path) -> None:
    (directory / "app.toml").write_text(PROJECT, "utf-8")
    done = run("estimate", "app.toml", "--decided", "--format", "json")
    assert json.loads(done.stdout)["totals"] == []


def test_what_is_wrong_in_a_project_or_beside_it_is_told_where_it_is(
    run: Run, directory: Path
) -> None:
    (directory / "app.toml").write_text(PROJECT, "utf-8")
    done = run("estimate", "app.toml", "--chunk", "20", "--rank", "0")
    assert done.returncode == 2
    assert "app.toml: project.costs.overlap: must be smaller than the chunk of 20" in done.stderr
    assert "--rank: must be a whole number from 1 to 8,192, not " in done.stderr
    assert "Chunks:" not in done.stdout
    assert run("estimate", "--decided").returncode == 2
