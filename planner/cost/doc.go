// Package cost is landed cost: what a kilogram costs at the buyer's door, what
// a whole plan costs by kind and month, and how money is discounted.
//
// The award model is built from these unit costs and a finished plan is booked
// again from its awards alone (Book), so that the two check each other.
package cost
