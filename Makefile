# Every verb a person needs. The environment lives in .venv and is made again when the lock file changes.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
export DO_NOT_TRACK := 1
export GX_ANALYTICS_ENABLED := false

.PHONY: help setup demo test faults check ui site docs bench bench-months lock licences clean
.DEFAULT_GOAL := help

help: ## list the verbs
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(READY) ## make the environment in .venv from the lock file

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' || \
	  { echo "Credscope needs Python 3.11, 3.12 or 3.13; $(PYTHON) is $$($(PYTHON) --version). Name one: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@echo "Setting up .venv (about 170 pinned packages; a minute or two the first time)"
	@$(PYTHON) -m venv --clear .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(READY)

demo: $(READY) ## take the embedded sample all the way to a release and print the headline table
	@$(BIN)/credscope demo

# Test files that run at once; each may start Dagster, so more need more memory (some 3 GB each).
WORKERS ?= 2

test: $(READY) ## run every test: WORKERS=2 files at once
	@$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile

faults: $(READY) ## kills, full disks, readers during writers, planted faults at every gate: all of it, and a table at the end
	@CREDSCOPE_FAULTS=full $(BIN)/python -m pytest tests/faults -n $(WORKERS) --dist loadfile --durations 40

check: $(READY) ## ruff, types, SQL style, Dagster definitions, layer rules
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/sqlfluff lint --processes 2 dbt_project/models dbt_project/tests
	$(BIN)/dg check defs
	$(BIN)/python -m pytest tests/test_layer_rules.py

ui: $(READY) ## Dagster's UI and daemon on this machine only
	@$(BIN)/credscope ui

site: $(READY) ## write the documentation as a site to site/, and docs/commands.md from the command line itself
	@$(BIN)/python -m typer credscope.cli utils docs --name credscope > docs/commands.md
	@$(BIN)/zensical build --strict

docs: $(READY) ## open dbt's documentation of the current release
	@$(BIN)/credscope docs

# Sizes and peers of the benchmark; BENCH_DIR (default ./data-bench) holds samples, homes and results.
SCALES ?= 0.01 0.1
PEERS ?= pandas pandas-tuned spark spark-tuned
HISTORIES ?= 12 60 131
# Parquet with descriptions (default: the sample's), repeated to so many megabytes, that reading is measured on.
READING_TEXTS ?=
READING_MEGABYTES ?= 1000
SPARK_READY := .venv-bench/.ready
export BENCH_DIR

bench: $(READY) ## measure every stage beside floor and peers: SCALES="0.01 0.1" PEERS="pandas spark-tuned" BENCH_DIR=…
	@$(MAKE) --no-print-directory $(SPARK_READY) || true
	@$(BIN)/python -m benchmarks run --scales $(SCALES) --peers $(PEERS)
	@$(BIN)/python -m benchmarks reading --texts $(READING_TEXTS) --megabytes $(READING_MEGABYTES)

bench-months: $(READY) ## measure one new month after short and long histories: SCALES="0.1" HISTORIES="12 60 131"
	@$(BIN)/python -m benchmarks months --scales $(SCALES) --histories $(HISTORIES)

$(SPARK_READY): benchmarks/requirements.lock
	@echo "Setting up .venv-bench for the peers (hyperscan, and pyspark with about 500 MB)"
	@$(PYTHON) -m venv --clear .venv-bench
	@.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r benchmarks/requirements.lock
	@touch $(SPARK_READY)

LOCK := uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-strip-extras
lock: $(READY) ## make both lock files anew from their requirements.in (needs uv)
	$(LOCK) requirements.in --output-file requirements.lock
	$(LOCK) benchmarks/requirements.in --output-file benchmarks/requirements.lock

licences: $(READY) ## write docs/licences.md anew, after `make lock`
	@$(BIN)/python tests/licence_list.py

clean: ## remove the environments, caches, benchmarks and the sample's home; real data under ./data stays
	rm -rf .venv .venv-bench site data-sample data-bench dbt_project/target dbt_project/logs logs .pytest_cache .mypy_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
