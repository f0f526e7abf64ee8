// Package literature holds published benchmark problems, turned into projects of
// ours, with the optimum that was printed. Its tests plan them and have other
// optimisers, CBC and GLPK, solve both the problem as published and our own
// model of it.
package literature
