from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest

from ragft_tui.core.costs import INPUTS, CostInputs, Estimate, Figure, TrainingEstimate
from ragft_tui.report.costs import ESTIMATE_FORMATS, band, fit_sentences, model_lines
from ragft_tui.session.costs import all_base_models, estimate_costs

INPUT = CostInputs(gpu_price=2.5)
ESTIMATE = estimate_costs(INPUT).estimate


def training() -> TrainingEstimate:
    assert ESTIMATE.training
    return ESTIMATE.training


@pytest.mark.parametrize("figure", ESTIMATE.figures, ids=lambda each: each.id)
def test_every_format_has_every_figure_with_its_sources(figure: Figure) -> None:
    for name, render in ESTIMATE_FORMATS.items():
        text = render(ESTIMATE, INPUT)
        assert figure.name in text, name
        assert all(source.url in text for source in figure.sources), name


def test_text_fits_a_terminal_but_for_addresses() -> None:
    lines = ESTIMATE_FORMATS["text"](ESTIMATE, INPUT).splitlines()
    assert all(len(line) <= 80 or "https://" in line for line in lines)


def test_text_and_markdown_tell_every_input() -> None:
    for name in ("text", "md"):
        text = ESTIMATE_FORMATS[name](ESTIMATE, INPUT)
        assert all(each.label in text for each in INPUTS.values()), name


def test_csv_has_a_row_for_each_figure_in_plain_numbers() -> None:
    text = ESTIMATE_FORMATS["csv"](ESTIMATE, INPUT).removeprefix("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["id"] for row in rows] == [figure.id for figure in ESTIMATE.figures]
    params = next(row for row in rows if row["id"] == "base_params")
    assert (params["low"], params["exact"], params["unit"]) == ("8030261248", "yes", "parameters")


def test_json_has_numbers_inputs_and_gpus() -> None:
    data = json.loads(ESTIMATE_FORMATS["json"](ESTIMATE, INPUT))
    assert data["inputs"]["gpu_price"] == 2.5
    assert data["training"]["fit"]["count"] == 1
    parts = data["training"]["memory"]
    assert data["training"]["peak"]["high"] == sum(part["high"] for part in parts)
    assert data["retrieval"][0]["sources"][0]["url"].startswith("https://")


def test_a_half_that_is_missing_is_left_out() -> None:
    for name, render in ESTIMATE_FORMATS.items():
        text = render(Estimate(retrieval=ESTIMATE.retrieval), INPUT)
        assert "Memory at its peak" not in text, name


def test_an_exact_figure_is_one_number_and_another_a_band() -> None:
    exact, wide = ESTIMATE.find("base_params"), ESTIMATE.find("chunks")
    assert exact
    assert wide
    assert band(exact) == "8,030,261,248"
    assert band(wide) == "5,000, from 5,000 to 8,000"


def test_gpus_are_named_with_what_they_must_hold() -> None:
    first, second = fit_sentences(training())
    assert first.startswith("The high end fits L4 24 GB: it needs ")
    assert second.startswith("What is expected fits T4 16 GB: it needs ")
    assert len(list(fit_sentences(replace(training(), tight=training().fit)))) == 1
    none = replace(training(), fit=None, tight=None)
    assert list(fit_sentences(none)) == [
        "No common GPU holds the high end, however many: make the batch or the sequence smaller."
    ]


def test_models_are_listed_with_day_and_source() -> None:
    models = all_base_models()
    lines = list(model_lines(models.values()))
    assert len(lines) == len(models)
    for model, line in zip(models.values(), lines, strict=True):
        assert model.name in line
        assert str(model.read) in line
        assert model.source in line
