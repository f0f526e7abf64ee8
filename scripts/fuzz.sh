#!/bin/sh
# Runs every fuzz target of the module for a while, one after another:
#
#   sh scripts/fuzz.sh 60s
#
# A target that finds something leaves the input in its package's testdata and the
# run goes on; the exit code is 1.
set -u
time=${1:-60s}
failed=0
for file in $(grep -rl --include='*_test.go' '^func Fuzz' . | sort); do
	for name in $(sed -n 's/^func \(Fuzz[A-Za-z0-9_]*\)(.*/\1/p' "$file"); do
		echo "fuzz: $name in $(dirname "$file") for $time"
		# Shortening what is merely new would take the whole time: Go gives each input a minute.
		go test -tags ci "$(dirname "$file")" -run '^$' -fuzz "^$name\$" -fuzztime "$time" -fuzzminimizetime 10x || failed=1
	done
done
exit $failed
