# Each verb does all of its own set-up: it needs make, Python 3.11 or newer, and pip's package index.
#   make run     index the sample archive, then start the bot (with a token) or a chat in this terminal
#   make test    the tests
#   make check   ruff, format, mypy
#   make cards   every Discord card as a picture, into cards/

VENV ?= .venv
PYTHON ?=
PY := $(VENV)/bin/python
PINS := pyproject.toml constraints.txt

# Set-up talks on stderr and reads nothing, so that `printf 'question\n' | make run | less` carries only the chat.
# A stamp is touched last: an install that was cut off leaves none and is done again.
define SET_UP
@if ! $(PY) -m pip --version >/dev/null 2>&1 </dev/null; then \
  found=; \
  for python in $(or $(PYTHON),python3.11 python3); do \
    if "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 </dev/null; then found=$$python; break; fi; \
  done; \
  if [ -z "$$found" ]; then \
    echo 'Dateline needs Python 3.11 or newer: install it, or name yours with  make PYTHON=/path/to/python3.11' >&2; exit 1; \
  fi; \
  echo 'Setting up $(VENV); the first time takes a few minutes.' >&2; \
  "$$found" -m venv --clear $(VENV) >&2 </dev/null || exit 1; \
fi
@$(PY) -m pip install --disable-pip-version-check -c constraints.txt -e '$(1)' >&2 </dev/null
endef

.PHONY: run test check cards

run: $(VENV)/.installed
	@$(PY) -m bot.start

test: $(VENV)/.installed-dev
	@$(PY) -m pytest --numprocesses auto --maxprocesses 4 --dist loadgroup

check: $(VENV)/.installed-dev
	@$(PY) -m ruff check
	@$(PY) -m ruff format --check
	@$(PY) -m mypy

cards: $(VENV)/.installed-dev
	@$(PY) -m bench.cards

$(VENV)/.installed: $(PINS)
	$(call SET_UP,.)
	@touch $@

# With the tools comes all that the product needs, so this serves `make run` too.
$(VENV)/.installed-dev: $(PINS)
	$(call SET_UP,.[dev])
	@touch $(VENV)/.installed $@
