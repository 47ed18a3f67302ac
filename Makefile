# Everything runs in .venv, which the first command makes; needed beforehand: Python 3.11 or newer with pip.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin

.PHONY: help setup demo test postgresql chromium train bench pictures
.SILENT:

help:  ## Show what can be made
	sed -n 's/^\([a-z]*\):.*## /make \1\t/p' $(MAKEFILE_LIST) | expand -t 16

setup: .venv/installed  ## Make .venv and install Whence with its test tools

demo: setup  ## Read the example reports, store them in demo.db, and say where to look at them
	$(BIN)/whence read examples
	$(BIN)/whence add examples --db demo.db
	echo "The desk over them: $(BIN)/whence serve --db demo.db, then http://127.0.0.1:8311 in a browser"

test: setup postgresql chromium  ## Check style, types and behaviour
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/pytest -n auto --dist loadgroup

postgresql:
	command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || \
		sh tests/install.sh PostgreSQL postgresql

chromium:
	command -v chromium >/dev/null || sh tests/install.sh Chromium chromium fonts-dejavu-core

train: setup  ## Train the reader anew (installs torch)
	$(BIN)/pip install --quiet --editable '.[train]'
	$(BIN)/python -m training

bench: setup  ## Measure speed and memory
	$(BIN)/python -m bench.read

pictures: setup chromium  ## Draw the README's pictures anew
	$(BIN)/python docs/pictures.py
	PICTURES=docs/img $(BIN)/pytest tests/desk/test_pictures.py

.venv/installed: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[test]'
	touch $@
