# The commands of the project. `make` alone lists them.

# The first of these that runs and is new enough; name another with `make setup PYTHON=...`.
CANDIDATES := python3 python3.11 python3.12 python3.13
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
ifndef PYTHON
PYTHON := $(shell for each in $(CANDIDATES); do \
	"$$each" -c '$(NEW_ENOUGH)' 2>/dev/null && { echo "$$each"; break; }; done)
endif

# Compiled modules are kept, whatever the caller's environment says: making them anew costs seconds.
export PYTHONDONTWRITEBYTECODE :=

BIN := .venv/bin
# A test run settles its own examples; benchmarks are measured alone, by `make bench`.
PYTEST := $(BIN)/pytest --verbosity=0 -rfEs -n 2 --benchmark-disable
INSTALLED := .venv/.installed

.DEFAULT_GOAL := help
.PHONY: help setup run quotes test check test-sqlite test-postgres test-browser fast bench screens format lint \
	lint-types lint-rest test-pythons clean

help: ## Show these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

MESSAGES := $(shell find src/lumencare/locale -name '*.po')

setup: $(INSTALLED) .venv/.messages ## Install everything into .venv (a second call is instant)

.venv/.messages: $(INSTALLED) $(MESSAGES) scripts/messages
	@$(BIN)/python scripts/messages compile
	@touch $@

$(INSTALLED): pyproject.toml uv.lock scripts/setup
	@scripts/setup '$(PYTHON)'
	@touch $@

run: setup ## Serve a made-up office on http://127.0.0.1:8000 until Ctrl-C
	@$(BIN)/lumencare demo

quotes: setup ## Make the quotations of the example portfolio
	@$(BIN)/lumencare quote examples/portfolio.xlsx --out out/quotations

test: check ## Install, then run every check and every test

check: lint test-sqlite test-postgres test-browser ## Every check: lint, and tests on SQLite, PostgreSQL and in a browser

test-sqlite: setup ## All tests but the browser's, on SQLite
	$(PYTEST) --ignore tests/e2e

test-postgres: setup ## The tests that use a database, on PostgreSQL
	@scripts/test-postgres

test-browser: setup ## The pages of the made-up office, in Chromium
	$(PYTEST) --dist loadgroup tests/e2e

# Types alone take as long as all the rest: side by side, each with its own words.
lint: setup ## Every check of the code that runs none of it
	@$(MAKE) --no-print-directory --jobs 2 --output-sync lint-types lint-rest

lint-types: setup
	$(BIN)/mypy

lint-rest: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports --no-logo
	$(BIN)/python scripts/messages
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/bandit --quiet --recursive --configfile pyproject.toml src

fast: setup ## The inner loop: lint and the tests of rules, data and house
	@$(BIN)/ruff check .
	@$(PYTEST) -m 'not slow' tests/domain tests/data tests/house

bench: setup ## Measure the speed of what has to be fast
	@set -e; for each in bench/[a-z]*.py; do echo "$$each"; $(BIN)/python "$$each"; done

screens: setup ## Pictures of the main pages, to out/screens
	@$(BIN)/python scripts/screens

format: setup ## Format the code and mend what the linter can mend
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

test-pythons: setup ## Run the tests on Python 3.12 and 3.13 as well, where they are installed
	@scripts/test-on 3.12
	@scripts/test-on 3.13

clean: ## Remove environments, caches and builds (documents in out/ stay)
	@rm -rf .venv .tools build dist .benchmarks .hypothesis .*_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
