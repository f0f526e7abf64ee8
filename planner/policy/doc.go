// Package policy decides by date and regime what export-control and procurement
// rules ask of an offer: is an export licence needed, how long does one take, is
// a line outside the chain a defence customer accepts.
//
// A rule is looked at in two steps that stay apart. Reach says whether the rule
// speaks of the goods at all, from their content, form, country and maker.
// Standing says whether the rule applies on a date: in force, suspended,
// scheduled, ended or not settled. Unknown is an answer in both.
//
// A decision shows the rule, its dates, source and age and the inputs that led
// to it. It never says that something is legal. Dates and ages are handed in;
// the package knows no clock.
package policy
