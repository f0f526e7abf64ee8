// Package bench measures what a user waits for, on the built-in samples and on
// generated projects of three sizes: how long a first plan, a proven one and a new
// plan after an input has changed take, beside other optimisers on the same model.
// Run it with "make bench".
package bench
