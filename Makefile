# One task runner: `make` alone lists what there is. Everything runs from .venv, which `make setup` makes.

PYTHON ?= python3
ANSWERS ?= examples/maya.yaml
EVAL ?=
ONCE ?=
PART ?=
PROFILE ?= local
export PYTHONPATH := $(CURDIR):$(CURDIR)/clients/python

PY := .venv/bin/python
STACK := $(PY) -m services.stack.main

.DEFAULT_GOAL := help
.PHONY: help setup run up down status logs migrate operator test test-all test-web screens web test-diffusion faults faults-long faults-mutations lint fmt generate contact-sheet pictures story-eval clean

help:  ## Lists the targets
	@$(PYTHON) services/stack/tasks/targets.py Makefile

setup:  ## Installs everything into .venv and prepares the models (again: nothing to do)
	@$(PYTHON) services/stack/tasks/setup.py

run: setup  ## Starts the stack and makes a film: ANSWERS=examples/maya.yaml, ONCE=1 stops it afterwards
	@$(STACK) run $(ANSWERS) $(if $(ONCE),--once) --profile $(PROFILE)

up: setup  ## Starts the stack and leaves it running: PROFILE=ha with copies that stand in for each other
	@$(STACK) up --profile $(PROFILE)

down:  ## Stops the stack
	@$(STACK) down

status:  ## Shows each part with its port, health and memory
	@$(STACK) status

logs:  ## Follows the logs: PART=script for one part
	@$(STACK) logs $(PART) --follow

migrate: setup  ## Brings the databases of the running stack to this version
	@$(STACK) migrate

operator: setup  ## Makes an account an operator: EMAIL=maya@example.com, REVOKE=1 takes it back
	@$(STACK) operator $(EMAIL) $(if $(REVOKE),--revoke)

test: setup  ## Runs the tests but the slowest
	@$(PY) -m pytest -n 2 --dist loadgroup -m "not slow"

test-all: setup  ## Runs all tests
	@$(PY) -m pytest -n 2 --dist loadgroup

web: setup  ## Builds the dashboard into clients/web/dist, whatever is there
	@$(PY) -m services.stack.tasks.dashboard build

test-web: setup  ## Tests the dashboard: its own tests, then in a browser on the stack: SPEC=account GREP="signs up"
	@$(PY) -m services.stack.tasks.dashboard npm run --silent test
	@$(STACK) status > /dev/null 2>&1 || $(STACK) up --profile $(PROFILE)
	@$(PY) -m services.stack.tasks.dashboard npm run --silent e2e -- $(SPEC) $(if $(GREP),--grep "$(GREP)")

screens: setup  ## Takes pictures of every page of the dashboard into docs/screens
	@$(STACK) status > /dev/null 2>&1 || $(STACK) up --profile $(PROFILE)
	@ENCOMPASS_SCREENS=1 $(PY) -m services.stack.tasks.dashboard npm run --silent e2e -- screens

test-diffusion: setup  ## Tests the GPU's scene_video with a tiny pipeline on the CPU (installs torch, 6 GB)
	@.venv/bin/uv venv --quiet --allow-existing .venv/diffusion
	@.venv/bin/uv pip sync --quiet --require-hashes --python .venv/diffusion/bin/python requirements/diffusion.lock
	@.venv/diffusion/bin/python -m pytest -c tests/diffusion/pytest.ini --rootdir . tests/diffusion

faults: setup  ## Lets faults strike while people work: SEED=7 FAULT=kill-nats,several N=3 (a few minutes as it is)
	@$(PY) -m tests.faults --seed $(or $(SEED),1) --fault $(or $(FAULT),short) --runs $(or $(N),1)

faults-long: setup  ## Every fault, again and again: SEED=7 N=4 (over 200 runs, an hour and more)
	@$(PY) -m tests.faults --seed $(or $(SEED),1) --fault $(or $(FAULT),all) --runs $(or $(N),4)

faults-mutations: setup  ## Switches off fencing, the outbox and the step check, one at a time: each has to be found
	@$(PY) -m tests.faults.mutations

lint: setup  ## Checks style, types, layers, contracts, generated code and configuration
	@$(PY) -m services.stack.tasks.lint

fmt: setup  ## Formats Python and protos
	@$(PY) -m services.stack.tasks.fmt

generate: setup  ## Generates the clients' code from protos/
	@$(PY) clients/generate.py

clean: down  ## Throws the local data and films away (not .venv)
	@rm -rf .encompass out .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

contact-sheet: setup  ## Paints every setting in two moods into out/contact-sheet.jpg: SHEET="shots --settings ocean"
	.venv/models/bin/python evaluation/film/contact_sheet.py $(or $(SHEET),settings)

pictures: setup  ## Records how films look, and raises PICTURES if they look different: after changes to painting or lettering
	@$(PY) -m evaluation.film.pictures record

story-eval: setup  ## Writes and judges forty stories: EVAL="--model-off", EVAL="--compare bank model" (docs/story-eval.md)
	@$(PY) -m evaluation.story $(EVAL)

bench-%: setup  ## Measures: make bench-rpc prints a table and a line of JSON
	@$(PY) -m benchmarks.$*
