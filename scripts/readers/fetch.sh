#!/bin/sh
# Fetches the programs of others that the tests read our workbooks with (npm, pinned
# by package-lock.json): the Open XML SDK's validator and exceljs. Does nothing when
# they are there. Called by `make readers`; nothing of it is shipped.
set -eu
cd "$(dirname "$0")"

# npm leaves a copy of the lock it installed; the tests need no more than that.
if [ -f node_modules/.fetched ] && cmp -s package-lock.json node_modules/.fetched; then
	exit 0
fi
if ! command -v npm >/dev/null 2>&1; then
	echo "scripts/readers: npm is needed once to fetch the readers. Install Node.js (package npm), then run: make readers" >&2
	exit 1
fi
npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
cp package-lock.json node_modules/.fetched
