#!/bin/sh
# Fetches the optimiser (npm package highs, pinned by package-lock.json) and puts
# its WebAssembly file where go:embed reads it. Does nothing when the right file
# is there already. Called by `make deps`; needs npm only when something is missing.
set -eu
cd "$(dirname "$0")"

target=run-make-deps-first/highs.wasm
want=$(cat wasm.sha256)

# sum FILE: the SHA-256 of a file, by whichever tool this system has.
sum() {
	if command -v sha256sum >/dev/null 2>&1; then
		sha256sum "$1" | cut -d ' ' -f 1
	elif command -v shasum >/dev/null 2>&1; then
		shasum -a 256 "$1" | cut -d ' ' -f 1
	else
		openssl dgst -sha256 -r "$1" | cut -d ' ' -f 1
	fi
}

if [ -f "$target" ] && [ "$(sum "$target")" = "$want" ]; then
	exit 0
fi

source=node_modules/highs/build/highs.wasm
if [ ! -f "$source" ] || [ "$(sum "$source")" != "$want" ]; then
	if ! command -v npm >/dev/null 2>&1; then
		echo "planner/highs: npm is needed once to fetch the optimiser. Install Node.js (package npm), then run: make deps" >&2
		exit 1
	fi
	npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
fi

got=$(sum "$source")
if [ "$got" != "$want" ]; then
	echo "planner/highs: $source has checksum $got, expected $want." >&2
	echo "After an upgrade of package.json: put the new checksum into wasm.sha256, then run: make deps && go generate ./planner/highs" >&2
	exit 1
fi

# Copied under another name and renamed, so that an interrupted copy is never embedded.
mkdir -p run-make-deps-first
cp "$source" "$target.part"
mv "$target.part" "$target"
