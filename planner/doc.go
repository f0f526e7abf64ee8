// Package planner is the vocabulary of Remanence: the words in which a buyer's
// demand, quotations, origins, rules and plans are spoken of everywhere else.
//
// It holds types, their text form, validation and the edits that change them.
// It knows no file, screen, clock or solver. The mathematics lives in the
// packages below it: chain (where each gram has been), cost (landed cost),
// policy (is a licence needed), award (the optimal plan) and highs (the
// optimiser).
//
// Conventions: masses are kilograms, money is an exact decimal beside its ISO
// currency, shares and rates are fractions (0.02 is 2 %) unless a name ends in
// Pct, waits are days or weeks as named, months are calendar months. A value
// that may be missing is an Opt; missing is never zero.
package planner
