# Remanence: see `make help`. Every target installs what it misses (scripts/packages.txt).

# The pages and looks that `make shots` and the window test open, and the screen they fit.
PAGES  ?= overview demand sources recycling rules plan compare risk library
THEMES ?= light dark
SIZE   ?= 1366x768

# Which ways `make e2e` goes.
WAYS ?= mouse keyboard

# Arguments of `make run`; without a file the built-in example opens.
ARGS ?= --page overview

# One set of flags for the window: another set compiles all of OpenGL once more (minutes).
# The toolkit's loop sleeps at rest (scripts/toolkit); without -modfile it builds too.
WINDOW := CGO_ENABLED=1 go build -modfile .cache/toolkit/go.mod
# Everything without a window: no C compiler, no OpenGL, no display.
HEADLESS := CGO_ENABLED=0

INSTALL := sh scripts/install.sh

# The window runs the optimiser as machine code once `make engine` has compiled it.
ENGINE := planner/highs/run-make-engine-first
COMPILED = $(if $(wildcard $(ENGINE)/key),$(comma)compiled)
comma := ,

# A clone that belongs to somebody else has no readable version control state.
export GOFLAGS := $(strip $(GOFLAGS) -buildvcs=false)
export PAGES THEMES SIZE

.DEFAULT_GOAL := help
.PHONY: help run test test-long app toolkit engine engine-test cli deps readers go lint headless race smoke shots e2e looks measure bench clean

help: ## this list
	@sed -n 's/^\([a-z-]*\):[^#]*## /\1\t/p' $(firstword $(MAKEFILE_LIST)) | expand -t 12

run: app ## open the app on the built-in example
	@if [ "$$(uname -s)" = Linux ] && [ -z "$${DISPLAY:-}" ]; then \
		echo "run: bin/remanence is built, but there is no screen here (DISPLAY is empty). Try: make shots" >&2; exit 1; fi
	@exec bin/remanence $(if $(ARGS),$(ARGS),--sample ev-traction-de)

test: ## everything, without a screen: lint, all tests, race detector, a real window on a virtual screen
	@MAKE="$(MAKE)" sh scripts/test.sh

app: toolkit ## build the desktop program: bin/remanence
	@$(INSTALL) build
	@[ -x bin/remanence ] || echo "app: building bin/remanence (the first build takes some minutes: OpenGL)"
	@$(WINDOW) -tags migrated_fynedo$(COMPILED) -o bin/ .

# What the window is built with: the toolkit with a loop that sleeps at rest.
toolkit: deps
	@$(HEADLESS) go run ./scripts/toolkit .cache/toolkit

engine: deps ## compile the optimiser to machine code, once: planning in the window takes about half the time
	@$(INSTALL) build engine
	@sh planner/highs/compile.sh

engine-test: engine ## the tests of the optimiser on its machine code, and the ratio of the two in one run
	CGO_ENABLED=1 go test -tags compiled ./planner/highs
	CGO_ENABLED=1 go test -tags compiled -run '^$$' -bench Engines ./planner/highs
	CGO_ENABLED=1 go test -tags ci,compiled -run '^$$' -bench MachineCode -benchtime 1x -timeout 30m ./internal/bench -limit 90s

cli: deps ## build the command without a screen: bin/remanence-cli
	@$(HEADLESS) go build -o bin/ ./cmd/remanence-cli

deps: go ## fetch the pinned optimiser and the Go modules
	@$(INSTALL) optimiser
	@sh planner/highs/fetch.sh
	@go mod download

readers: deps ## fetch the programs of others that tests read our workbooks with
	@sh scripts/readers/fetch.sh

go:
	@command -v go >/dev/null 2>&1 || { echo "Go is missing: install Go $$(sed -n 's/^go //p' go.mod) or later from the Go website, then try again." >&2; exit 1; }

lint: deps ## gofmt, go vet, staticcheck
	@unformatted=$$("$$(go env GOROOT)/bin/gofmt" -l .) || exit 1; \
		[ -z "$$unformatted" ] || { echo "gofmt would change:"; echo "$$unformatted"; exit 1; }
	$(HEADLESS) go vet -tags ci ./...
	$(HEADLESS) go tool staticcheck -tags ci ./...

headless: deps readers ## all tests without C, OpenGL or a display
	@# lint has gone through all of it with go vet.
	$(HEADLESS) go test -vet=off -timeout 30m -tags ci ./...

race: deps ## the tests of planner and data under the race detector
	@# -short leaves out what compiles the optimiser or waits for LibreOffice; headless has it all.
	@$(INSTALL) build
	@# Compiled once without the detector, the optimiser is in the tests' cache.
	@$(HEADLESS) go test -count=1 -run '^$$' ./planner/highs
	CGO_ENABLED=1 go test -vet=off -timeout 30m -race -short ./planner/... ./data/...

test-long: deps ## every fuzz target for FUZZTIME (60s)
	@$(HEADLESS) sh scripts/fuzz.sh $(or $(FUZZTIME),60s)

smoke: toolkit ## build the window with thread checks and open every page on a virtual screen
	@$(INSTALL) build window
	$(WINDOW) -tags migrated_fynedo -o bin/ .
	$(WINDOW) -tags observe -o bin/remanence-observed .
	THEMES=light sh scripts/window.sh bin/remanence-observed

shots: app ## a picture of every page, light and dark, in shots/
	@$(INSTALL) window
	@sh scripts/window.sh bin/remanence shots

e2e: cli toolkit ## the first ten minutes in the real window, by mouse and by keyboard (WAYS), pictures in shots/e2e
	@$(INSTALL) build window
	$(WINDOW) -tags observe -o bin/remanence-observed .
	$(HEADLESS) go run ./scripts/e2e -size $(SIZE) -shots shots/e2e $(WAYS)

looks: cli toolkit ## every page, tab, topic and study with LOOKS, pictures in shots/looks; what is cut off or on top of another text is printed
	@$(INSTALL) build window
	$(WINDOW) -tags observe -o bin/remanence-observed .
	$(HEADLESS) go run ./scripts/e2e -size $(SIZE) -shots shots/looks $(LOOKS) looks

measure: cli toolkit ## what the window takes: start, memory (after MINUTES of use too), processor at rest, scrolling, sliding, pasting
	@$(INSTALL) build window
	@# As it is shipped, without the thread checks of e2e.
	$(WINDOW) -tags observe,migrated_fynedo$(COMPILED) -o bin/remanence-measured .
	$(HEADLESS) go run ./scripts/e2e -app bin/remanence-measured -size $(SIZE) -shots shots/e2e -minutes $(or $(MINUTES),0) measure long

bench: deps ## all benchmarks, headless
	$(HEADLESS) go test -tags ci -timeout 60m -run '^$$' -bench . -benchmem ./...

clean: ## remove what was built
	rm -rf bin shots .cache/toolkit
