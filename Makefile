# Every verb a person needs. The environment lives in .venv and is made again when the lock file changes.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
export DO_NOT_TRACK := 1
export GX_ANALYTICS_ENABLED := false

.PHONY: help setup demo test check ui docs lock clean
.DEFAULT_GOAL := help

help: ## list the verbs
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

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

test: $(READY) ## run every test
	@$(BIN)/python -m pytest

check: $(READY) ## ruff, types, SQL style, Dagster definitions, layer rules
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/sqlfluff lint --processes 2 dbt_project/models dbt_project/tests
	$(BIN)/dg check defs
	$(BIN)/python -m pytest tests/test_layer_rules.py

ui: $(READY) ## Dagster's UI and daemon on this machine only
	@$(BIN)/credscope ui

docs: $(READY) ## open dbt's documentation of the current release
	@$(BIN)/credscope docs

lock: $(READY) ## make requirements.lock anew from requirements.in (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-strip-extras \
	  requirements.in --output-file requirements.lock

clean: ## remove the environment, caches and the sample's home; real data under ./data stays
	rm -rf .venv data-sample dbt_project/target dbt_project/logs logs .pytest_cache .mypy_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
