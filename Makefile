# Works with GNU make 3.81, the make of macOS.
PYTHON ?= python3
BIN := .venv/bin
SETUP := @$(PYTHON) tools/environment.py

.DEFAULT_GOAL := help
.PHONY: help pictures demo setup test test-fast test-thorough test-long test-fresh lint types docs update wheel lock clean

help: ## List these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

demo: ## Build every book in sources/ into output/, from nothing
	$(SETUP)
	@$(BIN)/publish build
	@printf '\nThe books are in %s\n' "$(CURDIR)/output"

setup: ## Create the environment .venv where it is missing or old
	$(SETUP)

test: ## Run the test suite, but for the tests that CI alone runs
	$(SETUP) --dev
	@$(BIN)/pytest --numprocesses auto -m "not thorough"

test-fast: ## Run the tests that take less than a second each
	$(SETUP) --dev
	@$(BIN)/pytest --numprocesses auto -m "not slow and not thorough"

test-thorough: ## Run the tests of more than half a second each; a third of them with SHARE=1/3
	$(SETUP) --dev
	@PUBLISH_TEST_SHARE=$(SHARE) $(BIN)/pytest --numprocesses auto -m thorough

test-long: ## Run the tests that take many seconds each; a third of them with SHARE=1/3
	$(SETUP) --dev
	@PUBLISH_TEST_SHARE=$(SHARE) PUBLISH_TEST_LONG=1 $(BIN)/pytest --numprocesses auto -m long

test-fresh: ## Run demo and test in an empty Debian (as root; needs debootstrap)
	@tests/fresh/run

lint: ## Check style, formatting and patterns
	$(SETUP) --dev
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/python -m tests.structure.repetitions

types: ## Check the types
	$(SETUP) --dev
	@$(BIN)/mypy

docs: ## Build the documentation as a site into dist/docs, and check its links
	$(SETUP) --dev
	@$(BIN)/python -m tools.documentation

update: ## Write the present results into tests/cases; then read the diff
	$(SETUP) --dev
	@PUBLISH_UPDATE_CASES=1 $(BIN)/pytest --numprocesses auto
	@git --no-pager diff --stat -- tests

pictures: ## Draw the pictures of the README, the gallery and the desk (needs Chromium)
	$(SETUP) --dev
	@$(BIN)/python tools/pictures.py
	@$(BIN)/python tools/pictures_desk.py
	@$(BIN)/python tools/pictures_printer.py
	@$(BIN)/python tools/pictures_binds.py
	@$(BIN)/python tools/pictures_covers.py
	@$(BIN)/python tools/pictures_press.py
	@$(BIN)/python tools/pictures_verses.py

wheel: ## Build the wheel into dist/
	$(SETUP)
	@$(BIN)/python -m pip --quiet wheel --no-deps --no-build-isolation --wheel-dir dist .
	@ls dist/*.whl

lock: ## Lock the newest allowed versions (needs uv)
	@tools/lock

clean: ## Remove output/, dist/ and caches; keep .venv
	@rm -rf output dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	@find publish tests tools -name __pycache__ -type d -prune -exec rm -rf {} +
