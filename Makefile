# make demo   see a report analysed        make test    the tests
# make check  ruff and mypy                make bench   how fast a cold start is
# EXTRAS=dev,train also installs PyTorch, so that make test tries the training too; without it those tests are skipped.
PYTHON ?= python3
EXTRAS ?= dev
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: demo test check bench samples clean

demo: .venv/installed
	$(BIN)/xxgk analyze corpora/samples/chengwan-2023.docx

test: .venv/installed-dev
	$(BIN)/python -m pytest

check: .venv/installed-dev
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: .venv/installed
	$(BIN)/python benchmarks/cold_start.py

samples: .venv/installed-dev
	$(BIN)/python corpora/build_samples.py

clean:
	rm -rf .venv dist build

# Marks that say what has been installed; made anew when the dependencies change.
.venv/installed: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or later is needed: make PYTHON=python3.12 ..." if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv .venv
	$(PIP) --editable .
	touch $@

.venv/installed-dev: .venv/installed
	$(PIP) --editable '.[$(EXTRAS)]'
	touch $@
