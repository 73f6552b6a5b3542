# make run     installs Tandem here, loads the demo and starts it on http://127.0.0.1:8000 (DEMO=no: without the demo; PORT=8080: elsewhere)
# make test    installs what the tests need and runs all of them
# make check   style and types
# make fuzz    sends 50,000 hostile changes through what reads, judges and applies them
# make bench    measures pages and starts, and keeps the figures in benchmarks/
# make bench-live  measures joint editing beside other servers, about a quarter of an hour
# make clean   removes what the targets above made; never the database in instance/

ifndef PYTHON
PYTHON := $(shell for each in python3 python3.14 python3.13 python3.12 python3.11; do \
	if $$each -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then echo $$each; exit; fi; done; echo python3)
endif
DEMO ?= yes
PORT ?= 8000
BIN := .venv/bin
# What is installed belongs to this folder and to the Python of .venv: elsewhere, or after that one went, anew.
STAMPS := .venv/stamps-$(shell pwd | cksum | cut -d ' ' -f 1)
GONE := $(shell $(BIN)/python -c 'import pip' 2>/dev/null || rm -rf $(STAMPS))
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
BROWSER := hatch_build.py $(wildcard facilitation/browser/*.* facilitation/browser/live/*.* facilitation/static/*.css facilitation/static/*.svg)
CATALOGUES := $(wildcard translations/*/LC_MESSAGES/*.po)

.PHONY: help machine run test check fuzz bench clean
.DELETE_ON_ERROR:

help: machine
	@echo 'Nothing is missing on this machine: "make run" starts Tandem, "make test" tests it.'

machine:
	@missing=; \
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
		|| missing="$$missing, python3 (3.11 or newer)"; \
	$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || missing="$$missing, venv for python3 (on Debian and Ubuntu: python3-venv)"; \
	command -v git >/dev/null 2>&1 || missing="$$missing, git"; \
	if [ -n "$$missing" ]; then echo "This machine still needs: $${missing#, }." >&2; exit 1; fi

run: $(STAMPS)/run $(STAMPS)/built
	@exec $(BIN)/facilitation start --port $(PORT) $(if $(filter no,$(DEMO)),--no-example)

test: $(STAMPS)/test $(STAMPS)/built
	@$(BIN)/python -m tests.machine
	@$(BIN)/python -m tests.halves

check: $(STAMPS)/test $(STAMPS)/built
	@$(BIN)/ruff check
	@$(BIN)/mypy

fuzz: $(STAMPS)/test $(STAMPS)/built
	@$(BIN)/python -m tests.live.fuzz

clean:
	rm -rf .venv facilitation/static/dist facilitation/browser/node_modules benchmarks/live/peers/node_modules

$(STAMPS)/venv:
	@$(MAKE) --no-print-directory --silent machine
	@echo 'Making a place for the packages in .venv'
	@$(PYTHON) -m venv --clear .venv
	@mkdir -p $(STAMPS)
	@touch $@

# First what builds, then what is built: so the build's own sentences reach the reader, and a change of
# the style sheet or of a catalogue needs no network.
$(STAMPS)/build: pyproject.toml $(STAMPS)/venv
	@echo 'Fetching what builds the pages (once; a minute or two on a slow line)'
	@$(PIP) install $$($(BIN)/python -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["build-system"]["requires"])')
	@touch $@

$(STAMPS)/built: $(STAMPS)/build $(BROWSER) $(CATALOGUES)
	@$(BIN)/python hatch_build.py
	@touch $@

$(STAMPS)/run: pyproject.toml $(STAMPS)/build | $(STAMPS)/built
	@echo 'Installing Tandem'
	@$(PIP) install --no-build-isolation --editable .
	@touch $@

# The wheels are what the test of the wheel installs from, so that a second run needs no network.
$(STAMPS)/test: pyproject.toml $(STAMPS)/build | $(STAMPS)/built
	@echo 'Installing Tandem and what tests it'
	@$(PIP) install --no-build-isolation --editable '.[test]'
	@$(PIP) download --no-build-isolation --dest .venv/wheels .
	@touch $(STAMPS)/run $@

bench: $(STAMPS)/test $(STAMPS)/built
	@$(BIN)/python -m benchmarks.pages

bench-live: $(STAMPS)/test $(STAMPS)/built
	@$(BIN)/python -m benchmarks.live
