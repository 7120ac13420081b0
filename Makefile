# Two commands do everything: `make site` and `make test`. `make help` lists the rest.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help site dist serve test bench-extract bench-match bench-search vectors lexicon translations check release mutants lock clean browser lighthouse

help: ## say what each target does
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

site: $(VENV)/site.done ## build the data packages and the site, then say where they are
	@$(BIN)/digiavustukset build
	@$(BIN)/digiavustukset site
	@echo
	@echo "The site is in build/site: open build/site/index.html, or run 'make serve'."

dist: $(VENV)/site.done ## the site for a host, compressed: make dist BASE_URL=https://example.org/
	@$(BIN)/digiavustukset build
	@$(BIN)/digiavustukset site --compress $(if $(BASE_URL),--base-url $(BASE_URL))

serve: $(VENV)/site.done ## serve build/site on http://127.0.0.1:8000/
	@$(BIN)/digiavustukset serve

test: $(VENV)/test.done browser servers ## everything: lint, types, unit, golden, data and browser tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/digiavustukset build
	$(BIN)/digiavustukset site
	$(BIN)/pytest -n auto --maxprocesses 4 --dist worksteal

bench-match: $(VENV)/test.done browser ## how well prior projects are found for ideas, across languages
	@$(BIN)/python -m benchmarks.match
	@$(BIN)/python -m benchmarks.match.page

bench-search: $(VENV)/test.done browser ## our search beside others (needs Node); N=10000 for more projects
	@cd benchmarks/search && npm install --no-save --ignore-scripts --no-audit --no-fund --silent
	@$(BIN)/python -m benchmarks.search --count $(or $(N),150)

vectors: .venv-vectors/done ## renew the vectors of the concepts whose labels changed (x86-64, AVX2)
	@.venv-vectors/bin/python -m benchmarks.match.vectors

.PHONY: word-vectors
word-vectors: .venv-vectors/done ## renew what words mean (lexicon/README.md says how)
	@.venv-vectors/bin/python -m lexicon.word_vectors

lexicon: .venv-lexicon/done ## read the new words of data/published, learn how words end
	@.venv-lexicon/bin/python -m lexicon

translations: $(VENV)/site.done ## read the pairs of words in two languages anew
	@$(BIN)/python -m lexicon.translations

check: $(VENV)/site.done ## look for problems in data/raw without writing anything
	@$(BIN)/digiavustukset check

bench-extract: $(VENV)/test.done ## how well documents are read, fact by fact
	@$(BIN)/python -m benchmarks.extract

release: $(VENV)/site.done ## keep the published packages for good in data/releases
	@$(BIN)/digiavustukset build
	@$(BIN)/digiavustukset release

mutants: $(VENV)/test.done ## spoil the invented raw world in thousands of ways and count what is caught
	@$(BIN)/python -m tests.publish_faults

lighthouse: $(VENV)/test.done browser ## scores of every kind of page by Lighthouse (needs Node; a quiet machine)
	@$(BIN)/python -m benchmarks.lighthouse

browser:
	@.ci/need-browser

.PHONY: servers
servers:
	@.ci/need-servers

lock: ## renew the pinned requirements (needs uv)
	uv pip compile -q --universal --generate-hashes --no-annotate --no-header --python-version 3.11 \
	  pyproject.toml --extra build -o requirements.txt
	uv pip compile -q --universal --generate-hashes --no-annotate --no-header --python-version 3.11 \
	  pyproject.toml --extra build --extra test -c requirements.txt -o requirements-test.txt
	uv pip compile -q --universal --generate-hashes --no-annotate --no-header --python-version 3.11 \
	  --group pyproject.toml:lexicon -c requirements.txt -o requirements-lexicon.txt

clean: ## remove everything that can be made again
	rm -rf build $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(VENV)/bin/python:
	@.ci/need-python "$(PYTHON)"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/site.done: requirements.txt pyproject.toml | $(VENV)/bin/python
	@echo "Installing the pinned packages into $(VENV) ..."
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.txt
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/test.done: requirements-test.txt pyproject.toml $(VENV)/site.done
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-test.txt
	@touch $@

.venv-vectors/done: requirements-vectors.txt
	@$(PYTHON) -m venv .venv-vectors
	@.venv-vectors/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r $<
	@touch $@

.venv-lexicon/done: requirements-lexicon.txt
	@$(PYTHON) -m venv .venv-lexicon
	@.venv-lexicon/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r $<
	@touch $@
