// Package highs solves linear and mixed-integer linear programs. It is the only
// package that knows which optimiser the app uses: HiGHS, compiled to WebAssembly
// and run inside the process by a runtime written in Go. No C compiler, no shared
// library and no file access are needed, and the same model gives the same bits on
// every platform.
//
// Load compiles the optimiser once (some seconds, or a fraction of one from the
// cache on disk) into an Engine. Engine.New starts a Solver with memory of its own;
// a Solver is given a Model, run, changed in place and run again from where it
// stood. Independent solvers run in parallel on several goroutines. A solve that
// throws, aborts or runs out of memory ends in a *Failure: that Solver is spent,
// the Engine and everything else go on.
//
// Models minimise. Masses, money and time are whatever the caller makes of them:
// the package sees numbers only.
package highs

//go:generate go run ./internal/gentable
