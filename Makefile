# Everything is set up by itself, and only what is missing: `make site` and `make test` suffice.

VENV := .venv
BIN := $(VENV)/bin
STAMPS := .make

.PHONY: site test check serve lint bench clean

site: $(STAMPS)/installed
	@$(BIN)/vises build

check: $(STAMPS)/installed
	@$(BIN)/vises check

serve: $(STAMPS)/installed
	@$(BIN)/vises serve

test: $(STAMPS)/installed-tests
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/python -m pytest -n 2 --cov --cov-report=term

bench: $(STAMPS)/installed-tests
	@$(BIN)/python bench/run.py

clean:
	rm -rf site imprimerie .vises

# A stamp is as new as what it was made from; the system is looked at again when it is not
$(STAMPS)/installed: pyproject.toml constraints.txt bootstrap.sh
	@./bootstrap.sh run
	@test -x $(BIN)/python || python3 -m venv $(VENV)
	@echo "Installation des paquets Python…" >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/installed-tests: $(STAMPS)/installed
	@./bootstrap.sh test
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[test]'
	@touch $@
