#!/bin/sh
# `make test`: every check, each step with its time. The window, whose build keeps one
# core busy for minutes the first time, and the first ten minutes in it go beside lint
# and the race detector; the headless tests come last and alone, so that no time limit
# in them meets a busy machine.
set -u
make=${MAKE:-make}
unset MAKEFLAGS MFLAGS MAKELEVEL
here=$(dirname "$0")
start=$(date +%s)
failed=
times=

# since SECOND: the seconds gone since then.
since() { echo $(($(date +%s) - $1)); }

# ended NAME CODE SECONDS: prints and remembers how a step went.
ended() {
	if [ "$2" = 0 ]; then
		echo "== $1: ok, $3 s"
	else
		echo "== $1: FAILED, $3 s"
		failed="$failed $1"
	fi
	times="$times${times:+, }$1 $3 s"
}

# step NAME COMMAND…
step() {
	name=$1
	shift
	began=$(date +%s)
	echo "== $name: $*"
	"$@"
	ended "$name" $? "$(since "$began")"
}

# finish: the last line, and the exit code.
finish() {
	if [ -n "$failed" ]; then
		echo "test: FAILED in $(since "$start") s:$failed ($times)"
		exit 1
	fi
	echo "test: passed in $(since "$start") s ($times)"
	exit 0
}

step packages sh "$here/install.sh" build window test
[ -z "$failed" ] || finish
step deps "$make" -s deps
[ -z "$failed" ] || finish

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# aside NAME: a step beside the others; told by `heard NAME` when they are done.
aside() {
	began=$(date +%s)
	"$make" "$1" >"$work/$1.log" 2>&1 </dev/null
	echo "$? $(since "$began")" >"$work/$1"
}
heard() {
	cat "$work/$1.log"
	read -r code seconds <"$work/$1" || { code=1 seconds=0; }
	ended "$1" "$code" "$seconds"
}

echo "== smoke, e2e: beside the next steps"
(
	aside smoke
	aside e2e
) &
window=$!

step lint "$make" lint
step race "$make" race

wait "$window"
heard smoke
heard e2e

step headless "$make" headless
finish
