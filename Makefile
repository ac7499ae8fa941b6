# Two commands do everything, set-up included:   make scan   make test
#
#   make scan DIR=/mnt/share OUT=./out ARGS="--lang en --workers 4"

DIR    ?= sample_data/share
OUT    ?= out
ARGS   ?=
PYTHON ?= # the first of these that is 3.11 or newer
PYTHONS := python3.11 python3 python3.12 python3.13 python3.14 /usr/bin/python3
VENV   := .venv
BIN    := $(VENV)/bin

# Nothing of the caller's own Python leaks into ours.
unexport PYTHONPATH PYTHONHOME PYTHONSTARTUP PYTHONDONTWRITEBYTECODE VIRTUAL_ENV
export PYTHONNOUSERSITE := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_INPUT := 1
export PIP_ROOT_USER_ACTION := ignore

.PHONY: bench-accuracy bench-huge scan test lint types check format bench sample lock clean
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

# Status 1 means: the inventory is complete and some files could not be read.  That is an
# answer, which the summary gives, and no accident; the sample holds such files on purpose.
scan: $(VENV)/.ready
	@status=0; $(BIN)/handover scan "$(DIR)" --out "$(OUT)" $(ARGS) || status=$$?; \
	case $$status in \
	0|1) ;; \
	*) exit $$status ;; \
	esac

test: $(VENV)/.dev
	@$(BIN)/python -m pytest --numprocesses=auto --dist=loadfile --no-loadscope-reorder $(ARGS)

lint: $(VENV)/.dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: $(VENV)/.dev
	@$(BIN)/mypy

check: lint types test

format: $(VENV)/.dev
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

bench: $(VENV)/.dev
	@$(BIN)/python -m bench $(ARGS)

bench-accuracy: $(VENV)/.dev
	@$(BIN)/python -m bench.accuracy $(ARGS)

bench-huge: $(VENV)/.dev
	@$(BIN)/python -m bench.huge $(ARGS)

sample: $(VENV)/.ready
	@$(BIN)/python -m sample_data.make

# Set-up.  A stamp is written last, so an interrupted set-up starts over; a changed lock
# builds the environment anew, a changed pyproject.toml only installs ourselves again.

$(VENV)/.runtime: requirements/runtime.lock
	@for candidate in $(or $(strip $(PYTHON)),$(PYTHONS)); do \
	    if $$candidate -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' \
	        >/dev/null 2>&1; then found=$$candidate; break; fi; \
	done; \
	if [ -z "$$found" ]; then \
	    echo "Python 3.11 or newer with its venv module is needed (Debian: apt install python3.11-venv)." >&2; \
	    exit 2; \
	fi; \
	echo "Setting up $(VENV) with $$($$found --version) and pinned packages (once, a minute or two) ..."; \
	rm -rf $(VENV) && $$found -m venv $(VENV) && \
	$(BIN)/python -m pip install --quiet --require-hashes --requirement $<
	@touch $@

$(VENV)/.ready: $(VENV)/.runtime pyproject.toml
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q scanner recognizers  # whoever scans may lack the right to
	@touch $@

$(VENV)/.dev: requirements/dev.lock $(VENV)/.runtime | $(VENV)/.ready
	@echo "Setting up the tools for tests, lint and types ..."
	@$(BIN)/python -m pip install --quiet --require-hashes --requirement $<
	@touch $@

# The locks pin every package with its hashes, for all systems and Pythons from 3.11 on.
# Run it to take up newer versions; uv lives in a throw-away environment of its own.
UV_COMPILE = $(VENV)-lock/bin/uv pip compile --quiet --upgrade --universal --python-version 3.11 \
	--generate-hashes --no-header --no-emit-index-url --no-emit-find-links pyproject.toml

lock: $(VENV)/.runtime
	@$(BIN)/python -m venv $(VENV)-lock
	@$(VENV)-lock/bin/python -m pip install --quiet uv
	@$(UV_COMPILE) --extra build --output-file requirements/runtime.lock
	@$(UV_COMPILE) --extra build --extra dev --constraint requirements/runtime.lock \
	    --output-file requirements/dev.lock
	@rm -rf $(VENV)-lock

clean:
	rm -rf $(VENV) $(VENV)-lock $(OUT) build
