# The house's commands. `make help` lists them; CONTRIBUTING.md says what each is for.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
LOCKED := --require-hashes --only-binary :all:
PIP_TOOLS := pip-tools==7.6.2

# The first Python that is new enough and can make an environment (on Debian that takes python3-venv).
find_python = python=none; for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	if $$name -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; \
	then python=$$name; break; fi; done

# The Debian packages that are missing, by what they give: a list for apt-get.
find_missing = $(find_python); missing=""; \
	if [ $$python = none ]; then missing="python3 python3-venv"; fi; \
	if ! command -v git >/dev/null; then missing="$$missing git"; fi

# The browser in which the tests look at pages; UNDERSIGNED_CHROMIUM names one that has another name or place.
find_browser = missing=""; \
	if [ -z "$${UNDERSIGNED_CHROMIUM:-}" ] && ! command -v chromium >/dev/null && \
		! command -v chromium-browser >/dev/null && ! command -v google-chrome >/dev/null; \
	then missing="chromium"; fi

# What Spark runs on; JAVA_HOME names one of another place.
find_java = missing=""; if [ -z "$${JAVA_HOME:-}" ] && ! command -v java >/dev/null; then missing="openjdk-17-jre-headless"; fi

# What the validators' environment is built with, besides: pyicu has no wheel.
find_builders = $(find_python); missing=""; \
	for name in pkg-config g++; do command -v $$name >/dev/null || missing="$$missing $$name"; done; \
	pkg-config --exists icu-i18n 2>/dev/null || missing="$$missing libicu-dev"; \
	$$python -c 'import os, sysconfig as s, sys; sys.exit(not os.path.exists(s.get_path("include") + "/Python.h"))' \
		|| missing="$$missing python3-dev"

# Runs $(1), which says what is $$missing; as root on Debian that is installed, else it is said, and nothing is changed.
define provide
	@set -eu; $(1); \
	if [ -n "$$missing" ] && [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "Installing the Debian packages:" $$missing; \
		export DEBIAN_FRONTEND=noninteractive; \
		apt-get -qq update </dev/null; \
		apt-get -qq install -y --no-install-recommends $$missing </dev/null; \
		$(1); \
	fi; \
	if [ -n "$$missing" ]; then \
		echo "This machine lacks (Debian's names$(2)):" $$missing >&2; \
		echo "On Debian, as root: apt-get install" $$missing >&2; \
		exit 1; \
	fi
endef

.PHONY: help
help: ## List these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-7s %s\n", $$1, $$2}' Makefile

.PHONY: setup
setup: .venv/installed ## Make .venv with the locked dependencies and the `undersigned` command
	@echo "The command is $(BIN)/undersigned; or: source $(BIN)/activate"

.PHONY: demo
demo: .venv/installed ## Run the main job on the invented sample, in ./demo, publish its site, and serve a campaign
	@$(BIN)/undersigned demo demo --serve

.PHONY: check
check: .venv/developing ## Format, lint, types, floors and house tests, in under a minute
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/pytest tests/house

.PHONY: test
test: browser java check .venv-validators/installed .venv/spark ## All that CI runs: check, then every other test
	UNDERSIGNED_NEEDS_BROWSER=1 UNDERSIGNED_NEEDS_SPARK=1 UNDERSIGNED_NEEDS_VALIDATORS=1 $(BIN)/pytest --ignore=tests/house

.PHONY: score
score: .venv/installed ## Measure makers and companies against the labels
	@$(BIN)/python -m bench.score

.PHONY: bench
bench: .venv/developing ## Measure speed, memory and what a kill loses; takes more than an hour
	@$(BIN)/python -m bench.speed
	@$(BIN)/python -m bench.growth
	@$(BIN)/python -m bench.publishing
	@$(BIN)/python -m bench.surge
	@$(BIN)/python -m bench.kill

.PHONY: docs
docs: .venv/installed ## Write the generated pages of the reference again
	@$(BIN)/python -m docs.generate

.PHONY: lock
lock: needs ## Write the lock files again; UPGRADE=--upgrade takes the newest versions
	@set -eu; $(find_python); tools=$$(mktemp -d); trap 'rm -rf "$$tools"' EXIT; \
	$$python -m venv "$$tools"; \
	"$$tools/bin/pip" install --quiet --disable-pip-version-check '$(PIP_TOOLS)'; \
	compile() { echo "$$1"; CUSTOM_COMPILE_COMMAND='make lock' "$$tools/bin/pip-compile" --quiet --generate-hashes \
		--allow-unsafe --strip-extras --no-emit-options --annotation-style line $(UPGRADE) --output-file "$$@"; }; \
	compile requirements.lock --all-build-deps pyproject.toml; \
	compile requirements-dev.lock --all-build-deps --extra dev --constraint requirements.lock pyproject.toml; \
	compile requirements-spark.lock --constraint requirements.lock tests/engine/requirements.in; \
	compile requirements-validators.lock tests/validators/requirements.in

.PHONY: clean
clean: ## Remove .venv, ./demo, builds and caches
	rm -rf .venv .venv-validators demo demo-campaign build dist .coverage .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find src tests bench docs -name __pycache__ -type d -prune -exec rm -rf {} +

# What the machine must have, and what its tests need more.
.PHONY: needs
needs:
	$(call provide,$(find_missing),; Python must be 3.11 or newer)

.PHONY: browser
browser:
	$(call provide,$(find_browser),; UNDERSIGNED_CHROMIUM names a Chromium or Chrome of another place)

.PHONY: java
java:
	$(call provide,$(find_java),; JAVA_HOME names a Java 17 of another place)

.PHONY: builders
builders:
	$(call provide,$(find_builders),)

# Each file below is empty and says by its date that a step is done.
.venv/locked: requirements.lock | needs
	@set -eu; $(find_python); \
	echo "Installing the locked dependencies into .venv ($$($$python --version))"; \
	$$python -m venv --clear .venv
	@$(PIP) install $(LOCKED) -r requirements.lock
	@touch $@

.venv/installed: .venv/locked pyproject.toml
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@$(PIP) check
	@touch $@

.venv/developing: .venv/installed requirements-dev.lock
	@echo "Installing the locked tools of development into .venv"
	@$(PIP) install $(LOCKED) -r requirements-dev.lock
	@touch $@

# The lines of a lock, $(2), that are about some packages.
locked = awk -v wanted='^($(1))==' '/^[a-z]/ { on = $$0 ~ wanted } on' $(2)

# Spark is a source archive alone, of 450 MB; what builds it is installed first, from the same lock.
.venv/spark: .venv/developing requirements-spark.lock
	@echo "Installing the locked Spark into .venv (a large archive; it takes some minutes)"
	@$(call locked,setuptools,requirements-spark.lock) > .venv/build-spark.txt
	@$(PIP) install $(LOCKED) -r .venv/build-spark.txt
	@$(PIP) install --require-hashes --prefer-binary --use-pep517 --no-build-isolation -r requirements-spark.lock
	@touch $@

VALIDATORS := .venv-validators
VALIDATORS_PIP := $(VALIDATORS)/bin/python -m pip --disable-pip-version-check --quiet

# The validators of what is exported; AGPL among them, so they are a program that tests run, and no part of ours.
# The schemas of OCDS are in source archives alone: they are kept as they come, and the tests read them offline.
.venv-validators/installed: requirements-validators.lock | needs builders
	@set -eu; $(find_python); \
	echo "Installing the locked validators into $(VALIDATORS) (pyicu is compiled)"; \
	$$python -m venv --clear $(VALIDATORS); \
	$(call locked,setuptools,$<) > $(VALIDATORS)/build.txt; \
	$(call locked,ocdskit|ocdsextensionregistry,$<) > $(VALIDATORS)/archives.txt
	@$(VALIDATORS_PIP) install $(LOCKED) -r $(VALIDATORS)/build.txt
	@$(VALIDATORS_PIP) install --require-hashes --prefer-binary --no-build-isolation -r requirements-validators.lock
	@$(VALIDATORS_PIP) download --require-hashes --no-deps --no-binary :all: --no-build-isolation \
		--dest $(VALIDATORS)/archives -r $(VALIDATORS)/archives.txt
	@touch $@
