package award

import (
	"time"

	"remanence/planner"
)

// Options of a planning run. The zero value is the usual one.
type Options struct {
	Gap               float64              // relative gap to prove; 0 is the project's own, else DefaultGap
	TimeLimit         time.Duration        // 0 is none; a limit makes results depend on the machine
	LicencePercentile planner.Opt[float64] // overrides the project's
	WithoutRules      []string             // rule ids switched off; "all" switches off every rule
	WithLots          bool                 // order lots exactly for every offer from the start
	Digest            string               // of the inputs, stamped on the plan
	Name              string               // of the plan; "" is "plan"
	Clash             Clash                // what is told where hard rules contradict each other
	Progress          func(Progress)
	// Found is called with each better plan, complete with its figures and reasons,
	// from a goroutine that plans, never from two at once. Where hard rules contradict
	// each other it comes with each plan that breaks them less and with each conflict
	// found.
	Found func(*planner.Plan)

	onlyToday bool            // the as-today baseline: today's sources at today's shares
	twist     *twist          // what a question changes
	fewParts  bool            // the search ends before it has more parts than are handed on
	spare     int             // linear programs that may be solved to prove more than the gap
	hint      *planner.Plan   // a plan of the same project, as a first answer
	ranks     map[int]float64 // least excess of each priority settled so far
}

// Clash is how much a run tells where no plan keeps every hard rule: why takes
// several times as long as that.
type Clash int

// From all that can be said to the mere fact.
const (
	ClashExplained Clash = iota // which rules clash, and how little each must give
	ClashShown                  // the plan that breaks the rules least
	ClashNamed                  // only that there is no plan
)

// DefaultGap is the gap proven for interactive use (model §3.9).
const DefaultGap = 0.003

// finer is the share of the gap that a question aims at while that is cheap, so
// that the difference of two plans says something.
const finer = 0.1

// Progress of a run.
type Progress struct {
	Phase     string // in words: "building", "first answer", "improving", "checking lots", "finding conflicts"
	Seconds   float64
	Incumbent float64 // plan currency
	Bound     float64
	Gap       float64
	HasPlan   bool
}
