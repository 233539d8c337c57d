# Cổng tĩnh. `make demo` shows the main job on real input, `make test` proves what must hold.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready
# Hundreds of processes are started: what was compiled once is kept, whatever the machine's habit is.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help demo test a11y lint docs lock format clean venv preflight validate screenshots bench-check bench-gate mutants bench-search

help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

venv: $(STAMP) ## Make the virtual environment from requirements.lock

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Cần Python từ 3.11 trở lên (python3 --version)."; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || \
	  { echo "Thiếu gói python3-venv. Cài: apt-get install python3-venv"; rm -rf $(VENV); exit 1; }
	@echo "Đang cài các thư viện đã khóa phiên bản vào $(VENV)/ …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@$(BIN)/python -m compileall -q pipeline
	@touch $(STAMP)

demo: $(STAMP) ## Play six merge requests on real repositories, publish, serve (DEMO_SERVE=0 to end instead)
	@$(BIN)/congtinh demo

test: preflight $(STAMP) ## Everything that must hold: ruff, mypy, pytest
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n 2 --dist loadgroup

a11y: preflight $(STAMP) ## axe on every page kind in light and dark, at 320, 768 and 1280 px, with menu, search and filters in use
	CONGTINH_A11Y=1 $(BIN)/pytest -q -n 2 tests/browser/test_browser_axe.py

preflight: ## Name, and as root install, what the tests need besides Python
	@$(PYTHON) tests/preflight.py

lint: $(STAMP) ## Style and types only
	$(BIN)/ruff check .
	$(BIN)/mypy

format: $(STAMP) ## Format the code
	$(BIN)/ruff check --fix -q . ; $(BIN)/ruff format -q .

docs: $(STAMP) ## Make the generated pages anew (docs/quy-tac)
	$(BIN)/python -m tests.generate_docs

bench-check: $(STAMP) ## What checking 20,000 articles costs (BENCH_ARTICLES=n for another size)
	$(BIN)/python -m tests.bench.check --articles $(or $(BENCH_ARTICLES),20000)

bench-gate: $(STAMP) ## What judging a history of 10,000 steps costs (BENCH_STEPS=n for another length)
	$(BIN)/python -m tests.bench.gate --steps $(or $(BENCH_STEPS),10000)

bench-search: $(STAMP) ## What searching 20,000 articles costs (BENCH_ARTICLES=n for another size)
	$(BIN)/python -m tests.bench.search --articles $(or $(BENCH_ARTICLES),20000)

mutants: $(STAMP) ## Do the cases notice small changes of the rules? (MUTANTS="SD BM009" for some, MUTANTS="--sample 5")
	$(BIN)/python -m tests.mutants --write $(MUTANTS)

validate: $(STAMP) ## The Nu HTML checker on all pages, Lighthouse on three, as built for the public (needs npm, java)
	$(BIN)/python -m tests.validate $(VALIDATE)

screenshots: preflight $(STAMP) ## Pictures of the sample sites, for docs/hinh
	$(BIN)/python -m tests.screenshots

lock: ## Resolve requirements.lock anew from pyproject.toml (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
	  --extra dev pyproject.toml -o requirements.lock

clean: ## Remove everything that can be made again
	rm -rf var build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
