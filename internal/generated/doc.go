// Package generated draws projects of the shape a planner meets, at the sizes the
// aims of speed are stated for. Everything in them is made up and follows from the
// seed alone. Each can be planned within its hard rules, since shares, capacities
// and limits are laid around a plan that the generator has in mind.
package generated
