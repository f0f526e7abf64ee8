package highs

import "time"

// Stopwatch starts a clock and gives the function that reads it, in seconds on the
// wall. The planner has no clock of its own; a limit on time must count what it does
// besides the optimiser.
func Stopwatch() func() float64 {
	start := time.Now()
	return func() float64 { return time.Since(start).Seconds() }
}
