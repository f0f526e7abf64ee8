// Package award builds the optimisation model of a project, solves it and reads
// the plan back.
//
// The mathematics is one monthly mixed-integer model: what is ordered from whom
// in which month, stock, backlog, which tests and design changes start when,
// which price tiers and order lots apply. docs/model.md states it term by term.
// A returned plan is booked again by package cost and checked again by Check,
// neither of which knows the model.
package award
