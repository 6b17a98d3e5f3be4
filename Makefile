# One word per daily task. `make` alone lists them.
SHELL := /bin/sh
PYTHON ?= python3
IN := exec $(PYTHON) -m config.bootstrap
QUICK := exec $(PYTHON) -m config.bootstrap --no-assets

.DEFAULT_GOAL := help
.PHONY: help setup run test check bench reset format lint types docs lock migrations stop

help: ## list these words
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: ## the environment and the assets, nothing started
	@$(IN)

run: ## everything: web, worker, beat, PostgreSQL, Redis, the demo (PORT, HOST, DATA_DIR)
	@$(IN) -- -m config.run

test: ## every test; what could not run fails it unless ALLOW_SKIPS=1
	@$(IN) --browser -- -m config.quality test

check: ## lint, format, types, contracts, migrations, docs, settings, then every test
	@$(IN) --browser -- -m config.quality check

bench: ## the benchmarks: prints a table, writes bench/results.json
	@$(IN) -- -m tests.bench

reset: ## throw the local data away
	@$(QUICK) -- -m config.local_services reset

stop: ## stop PostgreSQL and Redis if nobody uses them
	@$(QUICK) -- -m config.local_services release

format: ## put the code in order
	@$(QUICK) -- -m config.quality format

lint: ## the quick checks only, no tests
	@$(IN) -- -m config.quality lint

docs: ## write the generated documents anew
	@$(QUICK) -- manage.py write_docs

migrations: ## name them: make migrations APP=cases NAME=what_it_does
	@$(QUICK) -- manage.py makemigrations $(APP) $(if $(NAME),-n $(NAME))

lock: ## compile requirements/*.txt anew from pyproject.toml
	@$(QUICK) -- -m config.quality lock
