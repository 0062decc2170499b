# Everything a developer does with the tree. `make` alone says what there is.

PYTHON := .venv/bin/python
PIP_COMPILE := .venv/bin/pip-compile --quiet --strip-extras --allow-unsafe --generate-hashes \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-header $(UPGRADE)

.DEFAULT_GOAL := help
.PHONY: crawl bench-event-log bench-printing bench-cards fuzz bench-screens monkey readings bench-speech soak-speech help setup demo run test lint units coverage screens screens-all check-screens lock clean setup-tests

help: ## say what there is
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' Makefile | column -t -s '|'

setup: ## make the machine ready; does only what is missing
	@scripts/set_up

setup-tests: ## the same, and what only the tests need
	@scripts/set_up tests

demo: setup ## the whole kiosk on this computer, with pretended devices and people
	$(PYTHON) kiosk_main.py --demo --out build/demo

run: setup ## the kiosk as an installed terminal, with config/kiosk.toml
	$(PYTHON) kiosk_main.py --config config/kiosk.toml

test: setup-tests lint ## all checks and all tests, on every core
	$(PYTHON) -m pytest --numprocesses=auto --dist=loadfile

lint: setup units ## style, types, floors and units
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	PYTHONPATH=. .venv/bin/lint-imports --no-cache

units: setup ## the systemd units alone
	$(PYTHON) scripts/check_units.py systemd

coverage: setup-tests ## the tests, with the lines and branches they do not reach
	$(PYTHON) -m pytest --cov --cov-report=term-missing

bench-screens: setup ## touch to pixel, memory and rest beside a web kiosk's (needs chromium, xvfb)
	PYTHONPATH=. $(PYTHON) scripts/bench_screens.py

monkey: setup ## ten thousand touches, slides, holds and keys, 5,000 of a real window, on a driven clock
	YINLING_MONKEY_TOUCHES=10000 YINLING_FINGER_TOUCHES=5000 $(PYTHON) -m pytest -q --timeout=1800 \
		tests/kiosk/test_monkey.py tests/screens/test_fingers.py

crawl: setup-tests ## tap every choice of every page for four people, nine taps far; minutes
	YINLING_CRAWL_WHOLE=1 $(PYTHON) -m pytest --numprocesses=auto --timeout=1800 tests/journeys/test_crawler.py

screens: setup ## draw the catalogue of screens into docs/screens
	$(PYTHON) kiosk_main.py --screens docs/screens

screens-all: setup ## the same in sizes, themes, languages and for four people, into build/screens
	$(PYTHON) kiosk_main.py --screens build/screens/upright --extent upright
	$(PYTHON) kiosk_main.py --screens build/screens/lying --extent lying

check-screens: setup-tests ## measure every page in every size, theme and language, on its pixels
	YINLING_EVERY_SCREEN=1 $(PYTHON) -m pytest -q --timeout=7200 --numprocesses=auto \
		tests/screens/test_every_page.py

readings: setup ## print how many words of the field and surnames are read right
	$(PYTHON) scripts/measure_readings.py

bench-cards: setup ## measure card to greeting, beside the bare exchange (as root, needs pcscd and vpcd)
	PYTHONPATH=. $(PYTHON) scripts/bench_cards.py

fuzz: setup ## feed each parser of devices' bytes half a minute of fuzz; FUZZ_SECONDS=600 for more
	for target in chip id_card code stripe keys; do \
		mkdir -p build/fuzz/$$target; \
		PYTHONPATH=. $(PYTHON) scripts/fuzz.py $$target -max_total_time=$(or $(FUZZ_SECONDS),30) \
			-max_len=4096 -artifact_prefix=build/fuzz/ build/fuzz/$$target || exit 1; done

bench-event-log: setup ## measure recording, signing and verifying events
	PYTHONPATH=. $(PYTHON) scripts/bench_event_log.py

bench-printing: setup ## tap to paper at a simulated printer, beside python-escpos' own image()
	PYTHONPATH=. $(PYTHON) scripts/bench_printing.py

bench-speech: setup-tests ## measure touch to sound, beside espeak-ng alone; starts a sound server
	$(PYTHON) scripts/bench_speech.py

soak-speech: setup-tests ## ten minutes of random pages through the real voice; MINUTES=60 takes an hour
	$(PYTHON) scripts/soak_speech.py --minutes $(or $(MINUTES),10)

lock: setup ## pin the dependencies again; UPGRADE=--upgrade takes newer ones
	$(PIP_COMPILE) --output-file requirements/runtime.txt pyproject.toml
	$(PIP_COMPILE) --output-file requirements/dev.txt --extra dev \
		--constraint requirements/runtime.txt pyproject.toml
	$(PIP_COMPILE) --output-file requirements/build.txt --constraint requirements/runtime.txt requirements/build.in

clean: ## take away all that was made here
	rm -rf .venv build .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
