// Package bench measures what a user waits for, on the built-in samples: how
// long a new plan takes after an input has changed. Run it with "make bench".
package bench
