// Package risk tells what happens to a plan when something it stands on is
// taken away, without a probability: every site, supplier, parent, country,
// stage of an element, licence rule and freight lane is removed in turn for as
// long as it needs to recover (model §3.7). It simulates a fixed plan by its
// reorder rule, and prices safety as an insurance.
package risk
