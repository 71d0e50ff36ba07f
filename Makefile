# `make` builds everything and the shipped course; see the targets below. Each works as the first command on a machine
# that has Swift and nothing else; a second run does nothing needless.

SWIFT ?= swift
PREFIX ?= /usr/local
LESSONS := .build/release/lessons

.PHONY: all packages release course test sanitize mutants lint format bench bench-peers fuzz install uninstall clean

all: course
	@echo
	@echo "The course is in output/. Open output/index.html"

packages:
	@scripts/install-packages

release: packages
	@SWIFT="$(SWIFT)" scripts/build-release lessons

course: release
	@$(LESSONS) build
	@$(LESSONS) build docs/guide --output-dir output/guide

test: packages
	@scripts/install-packages --optional cmark graphviz
	@scripts/install-packages --optional python3-numpy
	@$(SWIFT) test

# The suite and the course under the address, undefined-behaviour and thread sanitizers; an hour, most of it two builds.
sanitize:
	@scripts/sanitize

# Small faults in the sources, one at a time: which of them the tests notice. Hours; `scripts/mutants/run --only Markup` for some.
mutants: packages
	@SWIFT="$(SWIFT)" scripts/mutants/run

lint:
	@scripts/lint

format:
	@$(SWIFT) format -i -r -p Sources Tests Benchmarks Fuzzing Package.swift

bench: release
	@scripts/install-packages cmark
	@SWIFT="$(SWIFT)" Benchmarks/run $(LESSONS)

# NumPy, JAX and PyTorch on the same work, in turn with ours; they take some gigabytes and a few minutes to install.
bench-peers: release
	@SWIFT="$(SWIFT)" Benchmarks/peers/run $(LESSONS)

# `make fuzz SECONDS=600`: inputs that break the program, looked for as long in each target; see Fuzzing/README.md.
SECONDS ?= 60
fuzz: packages
	@SWIFT="$(SWIFT)" scripts/fuzz --seconds $(SECONDS)

install: release
	@install -d "$(DESTDIR)$(PREFIX)/bin"
	@install -m 755 $(LESSONS) "$(DESTDIR)$(PREFIX)/bin/lessons"
	@echo "Installed $(DESTDIR)$(PREFIX)/bin/lessons"

uninstall:
	@rm -f "$(DESTDIR)$(PREFIX)/bin/lessons"

# What is committed under output/ stays.
clean:
	@rm -rf .build .lessons-cache docs/.lessons-cache
