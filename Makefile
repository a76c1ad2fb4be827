# Two commands do everything: `make serve` and `make test`. Each creates its environment on first use.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000

.PHONY: serve test check fix build train clean

serve: $(VENV)/.ready
	$(BIN)/proofwort serve --port $(PORT)

test: $(VENV)/.ready-dev
	@$(BIN)/python tests/find_chromium.py
	$(BIN)/python -m pytest -n auto

check: $(VENV)/.ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/proofwort check

fix: $(VENV)/.ready-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# The wheel carries the knowledge and a prebuilt evidence file.
build: $(VENV)/.ready-dev
	$(BIN)/proofwort build --evidence proofwort/data/evidence.sqlite
	$(BIN)/python -m build --wheel

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.ready: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(VENV)/.ready-dev: $(VENV)/.ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@

clean:
	rm -rf $(VENV) build dist proofwort/data/evidence.sqlite
