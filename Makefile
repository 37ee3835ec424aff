# Two commands matter: `make up` runs the platform, `make test` proves it.
PYTHON  ?= python3
VENV    ?= .venv
BIN     := $(VENV)/bin
PORT    ?= 8000
DATA    ?= data
READY   := $(VENV)/.ready
TESTING := $(VENV)/.testing
# Each of our many processes would compile everything anew.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help up test test-in-order test-fast test-pages test-flows test-scale test-browser test-newest check check-fast format messages transitions lock vendor clean

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

up: $(READY) ## set everything up and run the platform with demo content
	$(BIN)/kundenkreis up --port $(PORT) --data $(DATA)

test: $(TESTING) ## linters and types beside the fast tests, then those of a browser (skipped, visibly, without Chromium)
	$(MAKE) --no-print-directory --jobs=2 check test-in-order

test-in-order:
	$(MAKE) --no-print-directory test-fast
	$(MAKE) --no-print-directory test-pages

test-fast: $(TESTING) ## what answers while you work: rules, actions, walls, the contract
	$(BIN)/pytest -n 2 --dist worksteal -m "not browser and not slow and not flow" -q

test-pages: $(TESTING) ## every page and the journeys, in a browser
	$(BIN)/pytest -n 2 --dist worksteal -m "browser and not slow" -q -rs

test-flows: $(TESTING) ## what goes a longer way: through many actions, or many doors
	$(BIN)/pytest -n 2 --dist worksteal -m "flow and not slow and not browser" -q

test-scale: $(TESTING) ## what takes long by nature: whole processes, kill -9, many at once, real imports, hostile texts
	$(BIN)/pytest -n 2 --dist loadfile -m "slow and not browser" -q -rs

test-browser: $(TESTING) ## all tests that drive a real Chromium, dark and wide too
	$(BIN)/pytest -m browser -q -rs

test-newest: ## all fast tests on Python 3.13 with Django 6.1, where that Python is present
	@newest=$$(command -v python3.13 || true); \
	if [ -z "$$newest" ] || ! "$$newest" --version >/dev/null 2>&1; then \
	  newest=$$(ls $$HOME/.pyenv/versions/3.13*/bin/python3.13 2>/dev/null | tail -1); fi; \
	if [ -z "$$newest" ]; then echo "SKIPPED: no Python 3.13 on this machine"; exit 0; fi; \
	$(MAKE) PYTHON="$$newest" VENV=.venv-newest .venv-newest/.testing && \
	.venv-newest/bin/pytest -n 2 --dist worksteal -m "not browser and not slow" -q

check: $(TESTING) ## all linters, types, contracts, migrations: seconds first
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-cache
	$(BIN)/djlint kundenkreis --lint --quiet
	$(BIN)/mypy kundenkreis tests conftest.py
	$(BIN)/python manage.py makemigrations --check --dry-run

format: $(TESTING) ## let ruff lay out the code
	$(BIN)/ruff check --fix-only -q .
	$(BIN)/ruff format -q .

transitions: $(TESTING) ## write docs/transitions.md anew from the table in the code
	$(BIN)/python -m kundenkreis.stages.marketplace.transition_table > docs/transitions.md

messages: $(TESTING) ## collect the sentences of pages and code, merge and compile the catalogues
	$(BIN)/python tools/messages.py

lock: $(READY) ## write the hash-pinned requirements anew
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --extra embedded --extra meaning pyproject.toml -o requirements/base.txt
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --extra embedded --extra meaning --extra stripe --extra dev pyproject.toml -o requirements/dev.txt

vendor: ## copy the pinned front-end libraries into the tree (needs npm)
	npm ci --ignore-scripts --no-audit --no-fund
	sh tools/vendor.sh

clean: ## remove the environment and everything generated
	rm -rf $(VENV) .venv-newest build *.egg-info .mypy_cache .ruff_cache

$(VENV)/bin/uv:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --disable-pip-version-check uv

$(READY): requirements/base.txt pyproject.toml | $(VENV)/bin/uv
	VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install -q --require-hashes -r requirements/base.txt
	VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install -q --no-deps -e .
	touch $@

$(TESTING): requirements/dev.txt $(READY)
	VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install -q --require-hashes -r requirements/dev.txt
	touch $@
