# dondoc: what a developer does. `make help` lists the targets.
GO ?= go
FUZZTIME ?= 30s

.DEFAULT_GOAL := help
.PHONY: help check test race fuzz bench demo golden build

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

build: ## the program, as ./dondoc
	$(GO) build -trimpath -o dondoc .

test: ## all tests, as the README says
	$(GO) test ./...

check: ## formatting, vet, linters, tests
	@test -z "$$(gofmt -l .)" || { gofmt -l .; exit 1; }
	$(GO) vet ./...
	golangci-lint run ./...
	$(GO) test ./...

race: ## all tests with the race detector, in another order
	$(GO) test -race -shuffle=on ./...

fuzz: ## every fuzz target for FUZZTIME (30s)
	@.ci/fuzz $(FUZZTIME)

bench: ## the benchmarks of docs/SPEED.md
	$(GO) test -run '^$$' -bench . -benchmem ./...

demo: ## the chat page on this machine
	$(GO) run . demo

golden: ## rewrite golden files and the transcripts of scenarios; read the diff
	$(GO) test . -run 'TestScenarios|TestConfigMistakes' -update
