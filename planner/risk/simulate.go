package risk

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"remanence/planner"
	"remanence/planner/policy"
)

// Policy is a way to run the supply on the paths: a plan with its reorder rule.
type Policy struct {
	Name string
	Plan *planner.Plan
	// Expedite asks for faster transport, where an offer sells it, as soon as a
	// store holds less than half of what the plan has then.
	Expedite bool
}

// SimOptions of a simulation. The zero value is the usual one.
type SimOptions struct {
	Paths     int     // at most; 0 is DefaultPaths
	Precision float64 // stop when the band of the headline figure is that share of it either way; 0 is DefaultPrecision, negative never
	Workers   int     // 0 is one for each processor; results do not depend on it
	Progress  func(done, all int)
	// Still takes all chance away: one path, which is the plan.
	Still bool
	// Parameters replace the defaults and what the project sets; nil is those.
	Parameters Parameters
}

// Usual limits of a simulation (model §3.10).
const (
	DefaultPaths     = 20000
	DefaultPrecision = 0.02
)

// batch is how many paths are lived through between two looks at the precision.
const batch = 1000

// Simulation is what became of each policy on the same paths.
type Simulation struct {
	Currency   string         `json:"currency"`
	Start      planner.Month  `json:"start"`
	Months     int            `json:"months"`
	Seed       int64          `json:"seed"`
	Paths      int            `json:"paths"`
	Reached    bool           `json:"precision_reached"`
	Precision  float64        `json:"precision"` // of the headline: CVaR95 of the extra cost of the first policy
	Policies   []PolicyResult `json:"policies"`
	Behind     *Behind        `json:"behind,omitempty"` // why the plan's lines stand still for more than another's
	Parameters Parameters     `json:"parameters"`
	Unpriced   []string       `json:"parts_without_line_stop_cost"`
	Notes      []string       `json:"notes"`
}

// Figure is a measure with its 95 % confidence band.
type Figure struct {
	Value float64 `json:"value"`
	Low   float64 `json:"low"`
	High  float64 `json:"high"`
}

// Distribution is what a figure was on all paths.
type Distribution struct {
	Mean   Figure `json:"mean"`
	P50    Figure `json:"p50"`
	P95    Figure `json:"p95"`
	CVaR95 Figure `json:"cvar95"` // mean of the worst 5 %
	// Edges and Counts are a histogram; a count lies between two edges. The last hundredth
	// of the paths stands in one bin, so that a few far out do not blur the rest.
	Edges  []float64 `json:"edges"`
	Counts []int     `json:"counts"`
}

// PolicyResult is one policy on all paths. Money is discounted to the start.
type PolicyResult struct {
	Name     string       `json:"name"`
	Planned  float64      `json:"planned_cost"` // of the plan, when nothing happens
	Cost     Distribution `json:"total_cost"`
	Extra    Distribution `json:"extra_cost"` // total cost beyond what the plan says
	Stopped  Distribution `json:"line_stop_cost"`
	Days     Distribution `json:"days_stopped"` // days on which some line stands still
	StopRisk Figure       `json:"chance_of_a_stop"`
	// FirstStop is the month of the first line stop on half and on one in twenty of
	// the paths; missing where so few stop.
	FirstHalf   planner.Opt[planner.Month] `json:"first_stop_p50,omitzero"`
	FirstEarly  planner.Opt[planner.Month] `json:"first_stop_p5,omitzero"`
	OnTime      float64                    `json:"share_on_time"` // of the units asked for
	StopByMonth []float64                  `json:"chance_of_a_stop_by_month"`
	Parts       []PartRisk                 `json:"parts"` // largest line-stop cost first
}

// PartRisk is how often the line of a part stands still at some time, and what
// that costs in the mean, discounted.
type PartRisk struct {
	Part    string  `json:"part"`
	Chance  float64 `json:"chance_of_a_stop"`
	Stopped float64 `json:"line_stop_cost"`
}

// Simulate lets policies live through the same random worlds: export desks that
// slow and stop, applications refused and made again, waits, lead times, yield,
// scrap, late ramps and qualifications, demand by programme, index prices and
// currencies (model §3.10). The seed of the project and the number of a path
// decide every draw, so that results are the same on every machine and with any
// number of workers. Cancelling returns the error of ctx.
func Simulate(ctx context.Context, p *planner.Project, f *planner.Facts, policies []Policy, o SimOptions) (*Simulation, error) {
	if len(policies) == 0 {
		return nil, errors.New("there is no plan to simulate; make a plan first")
	}
	for _, x := range policies {
		if x.Plan == nil || len(x.Plan.Flows) == 0 {
			return nil, fmt.Errorf("%s is no plan that could be followed; make it first", x.Name)
		}
	}
	p = policy.Settle(p, f)
	ps := o.Parameters
	if ps == nil {
		ps = DefaultParameters(p, f)
	}
	plan := policies[0].Plan
	out := &Simulation{Currency: plan.Currency, Start: plan.Start, Months: plan.Months, Seed: p.Seed, Parameters: ps, Unpriced: []string{}, Notes: notesOf(p, policies)}
	for i := range p.Parts {
		if part := &p.Parts[i]; !part.ShortageCost.OK {
			out.Unpriced = append(out.Unpriced, part.ID)
		}
	}
	c := newCompiler(p, f, ps)
	worlds := make([]*world, len(policies))
	for i, x := range policies {
		worlds[i] = c.compile(x.Plan, x.Expedite)
	}
	most := o.Paths
	if most <= 0 {
		most = DefaultPaths
	}
	if o.Still {
		most = 1
	}
	goal := o.Precision
	if goal == 0 {
		goal = DefaultPrecision
	}
	shared := c.finish(worlds, o.Still)
	first := p.Months
	for _, w := range worlds {
		for i := range w.parts {
			first = min(first, w.parts[i].judged)
		}
	}
	if first < p.Months {
		out.Notes = append(out.Notes, fmt.Sprintf("From %s on plans run the stock of some parts down; what is late of these beyond the plan is not counted, since the next plan would order again.", (plan.Start+planner.Month(first)).Label()))
	}
	r := newRunner(worlds, shared, p.Seed, most, o.Workers)
	for done := 0; done < most; {
		next := min(done+batch, most)
		if err := r.live(ctx, done, next); err != nil {
			return nil, err
		}
		done = next
		out.Paths = done
		if o.Progress != nil {
			o.Progress(done, most)
		}
		d := r.distribution(0, done, func(x *outcome) float64 { return x.cost - plan.TotalCost }, false)
		out.Precision = math.Inf(1)
		if v := math.Abs(d.CVaR95.Value); v > 0 {
			out.Precision = (d.CVaR95.High - d.CVaR95.Value) / v
		} else if d.CVaR95.High == d.CVaR95.Low {
			out.Precision = 0
		}
		if out.Precision <= goal {
			out.Reached = true
			break
		}
	}
	if math.IsInf(out.Precision, 1) {
		out.Precision = 1
	}
	out.Policies = make([]PolicyResult, len(policies))
	var wg sync.WaitGroup
	for i, x := range policies {
		wg.Go(func() { out.Policies[i] = r.result(i, x, out.Paths) })
	}
	wg.Wait()
	var err error
	if !o.Still {
		out.Behind, err = r.behind(ctx, c.stage, policies, out.Policies)
	}
	return out, err
}

func notesOf(p *planner.Project, policies []Policy) []string {
	out := []string{"Order lots, tiers, price caps and floors are those of the plan; what is ordered beyond it costs what its source costs in the plan."}
	if len(p.Streams) > 0 {
		out = append(out, "What scrap brings varies; what is collected does not.")
	}
	hasty := slices.ContainsFunc(policies, func(x Policy) bool { return x.Expedite })
	if hasty && !slices.ContainsFunc(p.Offers, func(o planner.Offer) bool { return o.Expeditable() }) {
		out = append(out, "No offer sells faster transport, so that expediting changes nothing.")
	}
	return out
}

// runner lives paths through and keeps what became of them.
type runner struct {
	worlds  []*world
	same    []int // by policy: the one whose paths it shares, itself when none
	seed    int64
	all     [][]outcome // by policy and path
	parts   [][]int     // by policy and part, paths on which it stops
	lost    [][]int     // by policy and part, line-stop cost in hundredths
	months  [][]int     // by policy and month, paths on which something stops
	workers []*liver
}

// liver is what one worker needs.
type liver struct {
	weather       *weather
	spare         []*buffers // by policy
	parts, months [][]int
}

func newRunner(worlds []*world, s *stage, seed int64, most, workers int) *runner {
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	r := &runner{worlds: worlds, seed: seed}
	counts := func() (parts, months [][]int) {
		for _, w := range worlds {
			parts, months = append(parts, make([]int, len(w.parts))), append(months, make([]int, w.months))
		}
		return parts, months
	}
	r.parts, r.months = counts()
	r.lost, _ = counts()
	for i, w := range worlds {
		same := slices.IndexFunc(worlds[:i], func(x *world) bool { return w.plan != nil && x.plan == w.plan && x.rush == w.rush })
		if same < 0 {
			r.same, r.all = append(r.same, i), append(r.all, make([]outcome, most))
			continue
		}
		r.same, r.all = append(r.same, same), append(r.all, r.all[same])
		r.parts[i], r.months[i], r.lost[i] = r.parts[same], r.months[same], r.lost[same]
	}
	for range max(workers, 1) {
		x := &liver{weather: newWeather(s)}
		x.parts, x.months = counts()
		for _, w := range worlds {
			x.spare = append(x.spare, w.buffers())
		}
		r.workers = append(r.workers, x)
	}
	return r
}

// live lives paths from an even number up to another through, every policy on
// each. A worker takes the next pair when it is done with one, so that none waits
// for a slower one; what becomes of a path depends on its number alone.
func (r *runner) live(ctx context.Context, from, to int) error {
	var wg sync.WaitGroup
	var taken atomic.Int64
	for _, x := range r.workers {
		wg.Go(func() {
			for ctx.Err() == nil {
				pair := from/2 + int(taken.Add(1)) - 1
				if 2*pair >= to {
					return
				}
				x.weather.turn(r.seed, pair)
				for i, w := range r.worlds {
					if r.same[i] != i {
						continue
					}
					for side := range min(2, to-2*pair) {
						r.all[i][2*pair+side] = w.path(x.weather, side, x.spare[i])
						count(x.parts[i], x.spare[i].stopped)
						count(x.months[i], x.spare[i].stopMonth)
					}
				}
			}
		})
	}
	wg.Wait()
	for _, x := range r.workers {
		for i := range r.worlds {
			if r.same[i] != i {
				continue
			}
			drain(r.parts[i], x.parts[i])
			drain(r.months[i], x.months[i])
			drain(r.lost[i], x.spare[i].lost)
		}
	}
	return ctx.Err()
}

func count(into []int, happened []bool) {
	for k, yes := range happened {
		if yes {
			into[k]++
		}
	}
}

func drain(into, from []int) {
	for k, v := range from {
		into[k] += v
		from[k] = 0
	}
}

// result is one policy on the paths lived through.
func (r *runner) result(i int, x Policy, n int) PolicyResult {
	w := r.worlds[i]
	out := PolicyResult{Name: x.Name, Planned: x.Plan.TotalCost}
	out.Cost = r.distribution(i, n, func(x *outcome) float64 { return x.cost }, true)
	out.Extra = r.distribution(i, n, func(y *outcome) float64 { return y.cost - x.Plan.TotalCost }, true)
	out.Stopped = r.distribution(i, n, func(x *outcome) float64 { return x.stopped }, true)
	out.Days = r.distribution(i, n, func(x *outcome) float64 { return x.days }, true)
	first := make([]int, n)
	stops, served := 0, 0.0
	for k := range n {
		y := &r.all[i][k]
		first[k] = y.first
		served += y.served
		if y.first < w.months {
			stops++
		}
	}
	out.OnTime = served / float64(n)
	out.StopRisk = chance(stops, n)
	slices.Sort(first)
	month := func(q float64) planner.Opt[planner.Month] {
		if t := first[min(n-1, int(q*float64(n)))]; t < w.months {
			return planner.Some(x.Plan.Start + planner.Month(t))
		}
		return planner.Opt[planner.Month]{}
	}
	out.FirstHalf, out.FirstEarly = month(0.5), month(0.05)
	for _, v := range r.months[i] {
		out.StopByMonth = append(out.StopByMonth, float64(v)/float64(n))
	}
	out.Parts = []PartRisk{}
	for k := range w.parts {
		out.Parts = append(out.Parts, PartRisk{w.parts[k].id, float64(r.parts[i][k]) / float64(n), float64(r.lost[i][k]) / 100 / float64(n)})
	}
	slices.SortStableFunc(out.Parts, func(a, b PartRisk) int {
		return cmp.Or(-cmp.Compare(a.Stopped, b.Stopped), -cmp.Compare(a.Chance, b.Chance))
	})
	return out
}

// StopIn is the chance that a line stands still in a month of the simulation, of a
// policy by its place, with its 95 % band; all zero where there is no such month.
func (s *Simulation) StopIn(policy, month int) Figure {
	if policy < 0 || policy >= len(s.Policies) || month < 0 || month >= len(s.Policies[policy].StopByMonth) || s.Paths < 1 {
		return Figure{}
	}
	return chance(int(math.Round(s.Policies[policy].StopByMonth[month]*float64(s.Paths))), s.Paths)
}

// chance is a share of paths with its Wilson band.
func chance(k, n int) Figure {
	const z = 1.96
	p, m := float64(k)/float64(n), float64(n)
	mid := (p + z*z/(2*m)) / (1 + z*z/m)
	half := float64(z / (1 + z*z/m) * math.Sqrt(p*(1-p)/m+z*z/(4*m*m)))
	return Figure{p, math.Max(0, mid-half), math.Min(1, mid+half)}
}

// distribution measures a figure over the first n paths. The mean counts pairs,
// since the paths of a pair mirror each other; quantiles take their band from
// order statistics, CVaR from its asymptotic variance (Trindade, Uryasev,
// Shapiro, Zrazhevsky 2007).
func (r *runner) distribution(i, n int, of func(*outcome) float64, withBins bool) Distribution {
	v := make([]float64, n)
	for k := range v {
		v[k] = of(&r.all[i][k])
	}
	d := Distribution{Mean: pairMean(v)}
	slices.Sort(v)
	d.P50, d.P95 = quantileOf(v, 0.5), quantileOf(v, 0.95)
	d.CVaR95 = tailMean(v, 0.95)
	if !withBins {
		return d
	}
	d.Edges, d.Counts = histogram(v)
	return d
}

func pairMean(v []float64) Figure {
	var sum, squares float64
	n := 0
	for k := 0; k < len(v); k += 2 {
		x := v[k]
		if k+1 < len(v) {
			x = (v[k] + v[k+1]) / 2
		}
		n++
		was := sum
		sum += (x - sum) / float64(n)
		squares += float64((x - was) * (x - sum))
	}
	half := 0.0
	if n > 1 {
		half = float64(1.96 * math.Sqrt(squares/float64(n-1)/float64(n)))
	}
	return Figure{sum, sum - half, sum + half}
}

func quantileOf(sorted []float64, q float64) Figure {
	n := float64(len(sorted))
	at := func(k float64) float64 { return sorted[int(math.Min(math.Max(k, 0), n-1))] }
	half := float64(1.96 * math.Sqrt(n*q*(1-q)))
	return Figure{at(math.Ceil(n*q) - 1), at(math.Floor(float64(n*q)-half) - 1), at(math.Ceil(float64(n*q) + half))}
}

func tailMean(sorted []float64, q float64) Figure {
	n := len(sorted)
	from := min(n-1, int(math.Ceil(float64(n)*q)))
	tail := sorted[from:]
	mean, edge := 0.0, sorted[max(0, from-1)]
	for _, x := range tail {
		mean += x / float64(len(tail))
	}
	variance := 0.0
	for _, x := range tail {
		variance += (x - mean) * (x - mean) / float64(len(tail))
	}
	half := float64(1.96 * math.Sqrt((variance+float64(q*(mean-edge)*(mean-edge)))/(float64(n)*(1-q))))
	return Figure{mean, mean - half, mean + half}
}
