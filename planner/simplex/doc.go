// Package simplex solves small linear programs, some hundred rows at most, many
// times over: what one part needs when prices of what it shares with others, or the
// room the others leave, have changed. It is the bounded primal simplex method
// (Dantzig 1955) in its revised form with an explicit inverse, which for such sizes
// takes microseconds a step, and it goes on from the last basis. Large models belong
// to package highs.
package simplex
