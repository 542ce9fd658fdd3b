# `make help` is the first thing to read.
.DEFAULT_GOAL := help
.PHONY: help setup office build test lint types layers templates example messages lock bench fuzz clean

PYTHON ?= python3
BIN := .venv/bin

help: ## what there is to do
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

build: setup ## set everything up and make all documents of the example campaign into output/
	$(BIN)/notice-kit build

test: setup office lint types layers ## set everything up, then style, types, layers and every test
	$(BIN)/python -m pytest

setup: .venv/ready ## a virtual environment with the locked dependencies

.venv/ready: requirements-dev.lock pyproject.toml
	$(PYTHON) -m venv .venv || { echo "Python's venv is missing: apt-get install python3-venv"; exit 1; }
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

office: ## LibreOffice and the Chinese fonts, for the tests that lay pages out (Debian, as root)
	scripts/install-office.sh || [ $$? -eq 3 ]

lint: setup ## style
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: setup ## types
	$(BIN)/mypy

layers: setup ## who may import whom
	$(BIN)/lint-imports

templates: setup ## compose templates/*/template.docx from manuscripts/
	$(BIN)/python tools/make_templates.py

example: setup ## invent the example county again: data/units.yaml and data/units.xlsx
	$(BIN)/python tools/invent_county.py
	$(BIN)/python tools/make_workbook.py

messages: setup ## collect messages for translation and compile the catalogue
	$(BIN)/python tools/make_messages.py

lock: setup ## renew the lock files
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate --no-header pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --group dev pyproject.toml -o requirements-dev.lock
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate --no-header -c requirements.lock benchmarks/requirements.in -o benchmarks/requirements.lock

bench: benchmarks/.venv/ready benchmarks/node_modules/.package-lock.json ## measure notice_kit beside its peers; writes docs/benchmarks.md
	benchmarks/.venv/bin/python -m benchmarks $(ARGS)
	benchmarks/.venv/bin/python -m benchmarks.binding

benchmarks/.venv/ready: requirements.lock benchmarks/requirements.lock pyproject.toml
	$(PYTHON) -m venv benchmarks/.venv
	benchmarks/.venv/bin/python -m pip install --quiet --require-hashes -r requirements.lock -r benchmarks/requirements.lock
	benchmarks/.venv/bin/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

benchmarks/node_modules/.package-lock.json: benchmarks/package.json benchmarks/package-lock.json
	cd benchmarks && npm ci --no-audit --no-fund

FUZZ_SECONDS ?= 300
FUZZ_TARGETS ?= yaml csv xlsx sheet package tags template document styles
fuzz: setup ## look for inputs that break the readers, FUZZ_SECONDS for each (Linux)
	for target in $(FUZZ_TARGETS); do \
		$(BIN)/python -m tests.fuzz $$target -max_total_time=$(FUZZ_SECONDS) || exit 1; \
	done
	$(BIN)/python -m pytest tests/batch/test_killed.py -q --kills 200

clean: ## remove what was made
	rm -rf .venv benchmarks/.venv benchmarks/node_modules benchmarks/work build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find output -mindepth 1 ! -name .gitkeep -delete
