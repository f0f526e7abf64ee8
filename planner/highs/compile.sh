#!/bin/sh
# Compiles the optimiser to machine code for the window (build tag `compiled`): the
# WebAssembly file, translated to C by wasm2c (package wabt) and compiled by gcc. Takes
# some minutes of one processor, once: the result is kept and used until the file, the
# translator or the flags change. Called by `make engine`.
set -eu
cd "$(dirname "$0")"

case "$(uname -s)" in
Linux | Darwin) ;;
*)
	echo "planner/highs: machine code is for Linux and macOS; here the window runs the WebAssembly." >&2
	exit 1
	;;
esac

target=run-make-engine-first
wasm=run-make-deps-first/highs.wasm
# Wrong addresses fault instead of being checked (compiled_runtime.c); the other flags
# keep every floating-point result as WebAssembly defines it.
flags='-O2 -fPIC -fno-optimize-sibling-calls -frounding-math -fsignaling-nans -ffp-contract=off
	-DWASM_RT_MEMCHECK_SIGNAL_HANDLER=1 -DWASM_RT_USE_STACK_DEPTH_COUNT=0 -w'

version=$(wasm2c --version)
case "$version" in
1.0.3[0-2]*) ;;
*)
	echo "planner/highs: wasm2c $version is not one of 1.0.30 to 1.0.32, whose C this code knows. The window works without: it then runs the WebAssembly." >&2
	exit 1
	;;
esac
key="$(cat wasm.sha256) wasm2c $version $(gcc -dumpmachine) $(gcc -dumpfullversion) $(echo $flags) $(cksum <compiled.h) $(cksum <internal/gendispatch/main.go)"
if [ -f $target/libhighs.a ] && [ "$(cat $target/key 2>/dev/null)" = "$key" ]; then
	exit 0
fi

echo "engine: compiling the optimiser to machine code (once; several minutes on one processor)"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
wasm2c "$wasm" -n highs -o "$work/highs.c"
runtime=$(for folder in /usr/include /usr/local/include /opt/homebrew/include "${MSYSTEM_PREFIX:-/mingw64}/include"; do
	[ -f "$folder/wasm-rt.h" ] && echo "$folder/wasm-rt.h" && break
done)
cp "$runtime" "$work/wasm-rt.h"
go run ./internal/gendispatch "$work/highs.h" "$work/dispatch.c"
gcc -c $flags -I"$work" -o "$work/highs.o" "$work/highs.c"
gcc -c $flags -I"$work" -I. -o "$work/dispatch.o" "$work/dispatch.c"
ar rcs "$work/libhighs.a" "$work/highs.o" "$work/dispatch.o"
mkdir -p $target
cp "$work/wasm-rt.h" "$work/libhighs.a" $target/
echo "$key" >$target/key
