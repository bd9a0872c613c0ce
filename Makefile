# `make` prepares an isolated environment and runs the whole pipeline, `make test` passes the tests.
# Works with GNU make 3.81 (macOS) and in a directory whose name has spaces: all paths are relative.

PYTHON ?= python3
CORES ?=
ARGS ?=
UV ?= uv

BIN := .venv/bin
# What the user's shell says about other Pythons must not leak into the environment.
unexport PYTHONPATH PYTHONHOME PIP_USER PIP_TARGET PIP_PREFIX

.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
.PHONY: all env test check script reconstruct targets simulate lock clean help

all: env ## prepare the environment and run the whole pipeline (CORES=4, ARGS="--forceall")
	$(BIN)/snakemake $(if $(CORES),--cores $(CORES)) $(ARGS)

test: env ## prepare the environment and run the tests (ARGS="tests/official -x")
	$(BIN)/python -m pytest $(ARGS)

check: env ## style, types and the linters of the workflow
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/snakefmt --check Snakefile workflow
	$(BIN)/snakemake --lint

script: web/node_modules ## types, tests and bundle of the page's script in web/ (needs Node.js)
	npm --prefix web run types
	npm --prefix web test
	npm --prefix web run bundle

web/node_modules: web/package-lock.json
	npm ci --prefix web
	@touch $@

reconstruct: env ## make the synthetic answers of the 2021 wave again from its published figures
	$(BIN)/python scripts/reconstruct_2021.py $(ARGS)

targets: env ## derive the targets of the 2021 wave again from the population file
	$(BIN)/python scripts/targets_2021.py

env: .venv/.installed ## prepare the environment only (PYTHON=python3.12 chooses the interpreter)

# Built anew when the lock changes, so that a package that left the lock leaves the environment.
.venv/.locked: requirements.lock
	@command -v "$(PYTHON)" >/dev/null || { \
		echo "saualnama needs Python 3.11 or newer: $(PYTHON) is not here (make PYTHON=python3.12)" >&2; exit 2; }
	@"$(PYTHON)" -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else 2)' || { \
		echo "saualnama needs Python 3.11 or newer: $(PYTHON) is older (make PYTHON=python3.12)" >&2; exit 2; }
	"$(PYTHON)" -m venv --clear .venv
	$(BIN)/python -m pip install --disable-pip-version-check --quiet --require-hashes -r requirements.lock
	@touch $@

.venv/.installed: .venv/.locked pyproject.toml
	$(BIN)/python -m pip install --disable-pip-version-check --quiet --no-deps --no-build-isolation -e .
	@touch $@

simulate: env ## write a simulated wave of 2023 to try new-wave with: work/simulated/2023/
	$(BIN)/python scripts/simulate_2023.py $(ARGS)

lock: ## write requirements.lock from pyproject.toml (needs uv; ARGS=--upgrade moves the pins)
	@command -v "$(UV)" >/dev/null || { \
		echo "make lock needs uv: pip install uv, or make lock UV=/path/to/uv" >&2; exit 2; }
	"$(UV)" pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
		--custom-compile-command "see docs/development.md" --extra dev $(ARGS) \
		pyproject.toml -o requirements.lock

clean: env ## delete what the pipeline wrote and nothing else (make writes it again)
	$(BIN)/snakemake --delete-all-output $(if $(CORES),--cores $(CORES))
	rm -rf logs

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' Makefile
