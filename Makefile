# Every verb works in a fresh clone with Python 3.11+, make and git: nothing to activate first.
# Paths are relative, so that the directory of the clone may have any name.

MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help setup run test test-pythons lint types contracts unit e2e bench torture goldens pictures \
	modules compact lexicon test-estimates format lock

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_USER := 0
# Workers of pytest read what another one compiled.
unexport PYTHONDONTWRITEBYTECODE

LOCK := requirements-dev.lock
PYTHON_IN_VENV := .venv/bin/python
PIP := $(PYTHON_IN_VENV) -m pip -qq
# Options for pytest, for instance: make unit PYTEST_ARGS="-k rulebook -x"
PYTEST_ARGS ?=
# Options for the benchmarks, for instance: make bench BENCH_ARGS="--json figures.json starting wire"
BENCH_ARGS ?=
# Options for the long run, for instance: make torture TORTURE_ARGS="--scale 0.2 links orphans"
TORTURE_ARGS ?=
LOCK_ARGS ?=
GROUP := import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["dependency-groups"]["dev"], sep="\n")
PYTEST := $(PYTHON_IN_VENV) -m pytest -n auto --dist worksteal $(PYTEST_ARGS)

# What is installed names this place: a clone that was moved or copied is installed again.
PLACE := $(shell pwd -P | cksum | cut -d ' ' -f 1)
INSTALLED := .venv/.installed-$(PLACE)
TOOLS := .venv/.tools-$(PLACE)

# What learns the lexicon is heavy, and nothing else needs it: it has a place of its own.
PYTHON_FOR_LEARNING := .venv-lexicon/bin/python
LEARNING := .venv-lexicon/.installed-$(PLACE)
CORPUS := tests/data/corpus/descriptions.jsonl tests/data/corpus/plain_words.jsonl

# So are the libraries beside which estimates are checked. Of torch, PyPI has a build for GPUs on
# some systems; this index has one for CPUs on all of them.
PYTHON_FOR_ESTIMATES := .venv-estimates/bin/python
ESTIMATES := .venv-estimates/.installed-$(PLACE)
ESTIMATES_LOCK := tests/libraries/requirements.lock
TORCH_INDEX ?= https://download.pytorch.org/whl/cpu

help: ## list these verbs
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile

setup: $(TOOLS) ## make .venv with the program, its tests and its tools

run: $(INSTALLED) ## start the program on its sample
	@.venv/bin/ragft-tui demo

test: lint types contracts $(TOOLS) ## everything that must pass: lint, types, contracts, all tests
	@$(PYTEST)

test-pythons: $(TOOLS) ## journeys with each other Python of this machine, and all else with the newest
	@$(PYTHON_IN_VENV) -m tests.pythons $(PYTEST_ARGS)

lint: $(TOOLS) ## style and formatting
	@$(PYTHON_IN_VENV) -m ruff check --quiet
	@$(PYTHON_IN_VENV) -m ruff format --check --quiet

types: $(TOOLS) ## types of package and tests
	@$(PYTHON_IN_VENV) -m mypy --no-error-summary

contracts: $(TOOLS) ## imports point inwards
	@report=$$(.venv/bin/lint-imports --no-logo 2>&1) || { printf '%s\n' "$$report"; exit 1; }

unit: $(TOOLS) ## tests without a screen
	@$(PYTEST) tests/unit tests/property

e2e: $(TOOLS) ## tests of screens and whole journeys
	@$(PYTEST) tests/pilot tests/golden tests/browser tests/pty

bench: $(TOOLS) ## what starts, keys, files, records, reports and hostile data cost, beside references
	@$(PYTHON_IN_VENV) -m benchmarks $(BENCH_ARGS)

torture: $(TOOLS) ## an hour of kills, cut links, faults, hostile text and input; prints figures
	@$(PYTHON_IN_VENV) -m tests.torture $(TORTURE_ARGS)
	@$(PIP) install 'atheris>=3' || echo "atheris has no wheel here: inputs are mutated at random"
	@$(PYTHON_IN_VENV) -m tests.fuzz 60

goldens: $(TOOLS) ## render the golden screens anew; look at the diff before you commit it
	@$(PYTEST) tests/golden --update-goldens

pictures: $(TOOLS) ## draw the pictures of the documents anew
	@$(PYTHON_IN_VENV) -m tests.pictures

modules: $(TOOLS) ## write the list of modules anew
	@$(PYTHON_IN_VENV) -m tests.support.modules

compact: $(TOOLS) ## write the compact forms of rulebook, lexicon and themes anew, which starts read
	@$(PYTHON_IN_VENV) -m tests.support.compact

lexicon: $(LEARNING) $(TOOLS) ## learn the words anew from tests/data/corpus, and measure them
	@$(PYTHON_FOR_LEARNING) -m lexicon.learn $(CORPUS) --to ragft_tui/storage/data/lexicon.tsv
	@$(PYTHON_IN_VENV) -m tests.support.compact
	@$(PYTHON_FOR_LEARNING) -m lexicon.measure $(CORPUS)

test-estimates: $(ESTIMATES) ## check estimates beside PEFT, a text splitter, FAISS and hnswlib
	@$(PYTHON_FOR_ESTIMATES) -m pytest -c tests/libraries/pytest.ini tests/libraries $(PYTEST_ARGS)

format: $(TOOLS) ## mend style and formatting where that is mechanical
	@$(PYTHON_IN_VENV) -m ruff check --quiet --fix
	@$(PYTHON_IN_VENV) -m ruff format --quiet

lock: $(PYTHON_IN_VENV) ## pin what pyproject.toml asks for; newest versions with LOCK_ARGS=--upgrade
	@$(PYTHON_IN_VENV) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11) and "The lock is made with the oldest Python supported: 3.11.")'
	@$(PIP) install --constraint $(LOCK) hatchling pip-tools
# pip-compile reads no dependency groups: it gets theirs as a second file of requirements.
	@$(PYTHON_IN_VENV) -c '$(GROUP)' | \
		CUSTOM_COMPILE_COMMAND='make lock' $(PYTHON_IN_VENV) -m piptools compile --quiet $(LOCK_ARGS) \
		--strip-extras --allow-unsafe --no-build-isolation --no-emit-options \
		--no-emit-index-url --no-emit-find-links --no-emit-trusted-host \
		--output-file $(LOCK) pyproject.toml -

# The program with what it needs to run, in the versions of the lock.
$(INSTALLED): pyproject.toml $(LOCK) $(PYTHON_IN_VENV)
	@echo 'Installing ragft-tui into .venv ...' >&2
	@$(PIP) install --constraint $(LOCK) hatchling
	@$(PIP) install --constraint $(LOCK) --no-build-isolation --editable .
	@rm -f .venv/.installed-* && touch $@

$(TOOLS): $(LOCK) $(INSTALLED)
	@echo 'Installing the tools into .venv ...' >&2
	@$(PIP) install --requirement $(LOCK)
	@rm -f .venv/.tools-* && touch $@

$(LEARNING): lexicon/requirements.lock $(PYTHON_IN_VENV)
	@echo 'Installing what learns the lexicon into .venv-lexicon ...' >&2
	@$(PYTHON_IN_VENV) -m venv --clear .venv-lexicon
	@$(PYTHON_FOR_LEARNING) -m pip -qq install --requirement lexicon/requirements.lock
	@touch $@

$(ESTIMATES): $(ESTIMATES_LOCK) $(PYTHON_IN_VENV)
	@echo 'Installing the libraries of estimates into .venv-estimates ...' >&2
	@$(PYTHON_IN_VENV) -m venv --clear .venv-estimates
	@$(PYTHON_FOR_ESTIMATES) -m pip -qq install --no-deps --extra-index-url $(TORCH_INDEX) $$(grep '^torch==' $<)
	@$(PYTHON_FOR_ESTIMATES) -m pip -qq install --requirement $<
	@touch $@

# PYTHON names the interpreter to use; without it the oldest one that is new enough, since what
# works there works with the others more often than the other way round.
$(PYTHON_IN_VENV):
	@if [ -n "$$PYTHON" ]; then set -- "$$PYTHON"; \
	else set -- python3.11 python3.12 python3.13 python3.14 python3; fi; \
	for python in "$$@"; do \
		"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
		trap 'rm -rf .venv' EXIT HUP INT TERM; \
		if "$$python" -m venv --clear .venv >&2; then trap - EXIT; exit 0; fi; \
		echo "$$python could not make .venv. On Debian and Ubuntu: apt install python3-venv" >&2; exit 1; \
	done; \
	echo "ragft-tui needs Python 3.11 or newer; $$1 is $$("$$1" --version 2>/dev/null || echo missing)." >&2; \
	echo 'To use another one: make PYTHON=/path/to/python3.12 ...' >&2; exit 1
