# Works with the make of macOS (GNU make 3.81) as well.
PYTHON ?= python3
BIN := .venv/bin
SETUP := @$(PYTHON) tools/environment.py

.DEFAULT_GOAL := help
.PHONY: help demo setup test test-fast test-fresh lint types update wheel lock clean

help: ## List these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

demo: ## Build every book in sources/ into output/, from nothing
	$(SETUP)
	@$(BIN)/publish build
	@printf '\nThe books are in %s\n' "$(CURDIR)/output"

setup: ## Put the environment in .venv, if it is not there yet
	$(SETUP)

test: ## Run the whole test suite
	$(SETUP) --dev
	@$(BIN)/pytest --numprocesses auto

test-fast: ## Run the tests that take no time
	$(SETUP) --dev
	@$(BIN)/pytest --numprocesses auto -m "not slow"

test-fresh: ## Prove demo and test in an empty Debian (as root; needs debootstrap)
	@tests/fresh/run

lint: ## Look for faults of style, and for files that are not formatted
	$(SETUP) --dev
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check

types: ## Check the types
	$(SETUP) --dev
	@$(BIN)/mypy

update: ## Write what the code does now into tests/cases; then read the diff
	$(SETUP) --dev
	@PUBLISH_UPDATE_CASES=1 $(BIN)/pytest --numprocesses auto
	@git --no-pager diff --stat -- tests

wheel: ## Build the wheel into dist/
	$(SETUP)
	@$(BIN)/python -m pip --quiet wheel --no-deps --no-build-isolation --wheel-dir dist .
	@ls dist/*.whl

lock: ## Choose the newest allowed versions anew, and lock them (needs uv)
	@tools/lock

clean: ## Remove what was built: output/, dist/ and caches; keep .venv
	@rm -rf output dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	@find publish tests tools -name __pycache__ -type d -prune -exec rm -rf {} +
