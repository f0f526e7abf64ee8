package risk

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"math"
	"testing"

	"remanence/planner"
)

// A quotation's median of 20 and 90th percentile of 60 days make a lognormal wait: half
// of the first applications are decided within the one and nine tenths within the other,
// and the mean is 20 exp(σ²/2) with σ = ln 3 ÷ 1.2816.
func TestWaitsAreThoseOfTheQuotation(t *testing.T) {
	p, plan := level(6, 100)
	o := &p.Offers[0]
	o.Licence = planner.ParseLicence("CN-2025-18")
	o.Licence.WaitP50, o.Licence.WaitP90, o.Licence.Approval = planner.Some(20.0), planner.Some(60.0), planner.Some(1.0)
	c := newCompiler(p, facts(), quiet(p))
	w := c.compile(plan, false)
	x, l := newWeather(c.finish([]*world{w}, false)), &w.lines[0]
	var days moments
	within50, within90 := 0.0, 0.0
	for pair := range draws {
		x.turn(9, pair)
		for side := range x.sky {
			v := l.p50 * x.fateOf(l.fit, 0).wait[side] * daysPerMonth
			days.add(v)
			if v <= 20 {
				within50++
			}
			if v <= 60 {
				within90++
			}
		}
	}
	sigma := math.Log(3) / 1.2816
	mean := 20 * math.Exp(sigma*sigma/2)
	within(t, "the share decided by the median", within50/days.n, 0.5, 0.005)
	within(t, "the share decided by the 90th percentile", within90/days.n, 0.9, 0.005)
	within(t, "the mean wait", days.mean(), mean, 0.02*mean)
	within(t, "its spread", math.Sqrt(days.variance()), mean*math.Sqrt(math.Exp(sigma*sigma)-1), 0.05*mean)
}

// Good pieces of an order: a factor of mean 1 and the spread asked for, which the store
// feels and the order book does not.
func TestYieldVariesWhatAnOrderBrings(t *testing.T) {
	const sigma = 0.1
	p, plan := level(3, 1000)
	c := newCompiler(p, facts(), quiet(p, planner.NamedValue{Name: YieldSpread, Value: sigma}))
	w := c.compile(plan, false)
	x, b := newWeather(c.finish([]*world{w}, false)), w.buffers()
	var first moments
	for pair := range draws {
		x.turn(12, pair)
		for side := range x.sky {
			w.path(x, side, b)
			first.add(b.arrive[0] / 100)
			if b.booked[0] != 100 {
				t.Fatalf("%g were ordered", b.booked[0])
			}
			if d := b.onOrder[0]; math.Abs(d) > 1e-9 {
				t.Fatalf("%g are on order for ever", d)
			}
		}
	}
	within(t, "what an order brings", first.mean(), 1, 0.002)
	within(t, "its variance", first.variance(), math.Exp(sigma*sigma)-1, 0.0005)
}

// A month that needs a lognormal D of mean 100 and has 60: 10 × (D − 60) is paid where
// that is above nothing. Median, 95th percentile and the mean of the worst twentieth are
// closed forms, 100 Φ(σ − z)/0.05 the last; over many seeds the 95 % bands hold them
// about as often as they promise, and are no wider than order statistics make them.
func TestBandsHoldTheClosedForm(t *testing.T) {
	const sigma, seeds, paths, z95 = 0.3, 200, 2000, 1.6448536269514722
	p := shop(1, 100, "M")
	sell(p, "A", "Alpha", "M", "CN", "5", 0, 0)
	plan := book(p, order(p, "M", "A", 0, 0, 60))
	ps := quiet(p, planner.NamedValue{Name: DemandOwn, Value: sigma})
	phi := func(x float64) float64 { return 0.5 * math.Erfc(-x/math.Sqrt2) }
	at := func(z float64) float64 { return 100 * math.Exp(sigma*z-sigma*sigma/2) }
	d1 := (math.Log(100.0/60) + sigma*sigma/2) / sigma
	want := map[string]float64{"mean": 10 * (100*phi(d1) - 60*phi(d1-sigma)), "P50": 10 * (at(0) - 60), "P95": 10 * (at(z95) - 60), "CVaR95": 10 * (100*phi(sigma-z95)/0.05 - 60)}
	held, half := map[string]float64{}, map[string]float64{}
	for seed := range int64(seeds) {
		p.Seed = seed
		d := simulate(t, p, plan, SimOptions{Paths: paths, Precision: -1, Parameters: ps}).Policies[0].Stopped
		for name, x := range map[string]Figure{"mean": d.Mean, "P50": d.P50, "P95": d.P95, "CVaR95": d.CVaR95} {
			if x.Low <= want[name] && want[name] <= x.High {
				held[name]++
			}
			half[name] += (x.High - x.Low) / 2 / seeds
			if !(x.Low <= x.Value && x.Value <= x.High) {
				t.Fatalf("%s %+v", name, x)
			}
		}
	}
	for name := range want {
		if share := held[name] / seeds; share < 0.9 {
			t.Errorf("the band of %s holds %g on %g of the seeds", name, want[name], share)
		}
	}
	// 1.96 √(q (1 − q) ÷ n) ÷ density of the lognormal at the quantile.
	density := func(z float64) float64 {
		return math.Exp(-z*z/2) / math.Sqrt(2*math.Pi) / (10 * at(z) * sigma)
	}
	within(t, "half the band of P50", half["P50"], 1.96*math.Sqrt(0.25/paths)/density(0), 0.1*half["P50"])
	within(t, "half the band of P95", half["P95"], 1.96*math.Sqrt(0.0475/paths)/density(z95), 0.1*half["P95"])
}

// It ends with the first thousand paths after which the headline, the CVaR95 of the extra
// cost, is known as closely as asked, and not before.
func TestItEndsWhenTheHeadlineIsKnown(t *testing.T) {
	p, plan := noisy(t)
	run := func(paths int, precision float64) *Simulation {
		return simulate(t, p, plan, SimOptions{Paths: paths, Precision: precision})
	}
	all := run(9000, -1)
	if all.Reached || all.Paths != 9000 {
		t.Fatalf("never is %d paths", all.Paths)
	}
	goal := all.Precision * 1.5
	x := run(9000, goal)
	if !x.Reached || x.Paths >= 9000 || x.Paths <= batch || !(x.Precision <= goal) {
		t.Fatalf("asked for %g: %d paths, known to %g", goal, x.Paths, x.Precision)
	}
	if d := x.Policies[0].Extra.CVaR95; math.Abs((d.High-d.Value)/d.Value-x.Precision) > 1e-12 {
		t.Errorf("precision %g, the headline says %+v", x.Precision, d)
	}
	if before := run(x.Paths-batch, -1); before.Precision <= goal {
		t.Errorf("after %d paths it is known to %g already", before.Paths, before.Precision)
	}
}

// Cancelled in the middle there is no answer at all, and what runs next is not touched
// by it.
func TestCancelInTheMiddleKeepsNothing(t *testing.T) {
	p, plan := noisy(t)
	whole := func() []byte {
		text, err := json.Marshal(simulate(t, p, plan, SimOptions{Paths: 4000, Precision: -1}))
		if err != nil {
			t.Fatal(err)
		}
		return text
	}
	before := whole()
	ctx, cancel := context.WithCancel(context.Background())
	told := 0
	s, err := Simulate(ctx, p, facts(), []Policy{{Name: "plan", Plan: plan}}, SimOptions{Paths: 4000, Precision: -1, Progress: func(done, all int) {
		told++
		if done == 2*batch {
			cancel()
		}
	}})
	if s != nil || !errors.Is(err, context.Canceled) || told != 2 {
		t.Errorf("%v after %d steps, an answer: %v", err, told, s != nil)
	}
	if !bytes.Equal(before, whole()) {
		t.Error("a cancelled simulation changes the next")
	}
	ctx, cancel = context.WithCancel(context.Background())
	k, err := RunKnockOut(ctx, engine, p, facts(), plan, Options{Progress: func(done, all int) {
		if done == 2 && all > 3 {
			cancel()
		}
	}})
	if k != nil || !errors.Is(err, context.Canceled) {
		t.Errorf("%v, an answer: %v", err, k != nil)
	}
}

// On every path every part's own book closes: counted again from what arrived and what
// was needed, month by month, the store ends where the path says, what was lost is lost,
// late pieces cost what they cost, and every order has come or is on its way.
func TestEveryPartBalancesOnEveryPath(t *testing.T) {
	p, plan := noisy(t)
	p.Parts[1].Application = "aftermarket" // what is late of it is lost
	for _, rush := range []bool{false, true} {
		c := newCompiler(p, facts(), DefaultParameters(p, facts()))
		w := c.compile(plan, rush)
		x, b := newWeather(c.finish([]*world{w}, false)), w.buffers()
		lost := 0.0
		for path := range 2000 {
			side := path % 2
			x.turn(p.Seed, path/2)
			out := w.path(x, side, b)
			stopped := 0.0
			for i := range w.parts {
				part, stride := &w.parts[i], w.months+1
				net := part.opening
				for m := range w.months {
					net += part.fixed[m] + b.arrive[i*stride+m] - part.need[m]*x.sky[side].demand[part.number*w.months+m]
					late := math.Max(-net, 0)
					if m < part.judged {
						stopped += part.stop * late * w.disc[m]
					} else {
						stopped += part.stop * math.Min(late, part.plannedLate[m]) * w.disc[m]
					}
					if part.lost && late > 1e-9 {
						lost, net = lost+late, 0
					}
				}
				if !(math.Abs(net-b.net[i]) <= 1e-6) {
					t.Fatalf("path %d, %s: %g units are left, the book says %g", path, part.id, b.net[i], net)
				}
				if due := b.booked[i*stride+w.months]; !(math.Abs(due-b.onOrder[i]) <= 1e-6) {
					t.Fatalf("path %d, %s: %g units on order, %g on their way", path, part.id, b.onOrder[i], due)
				}
			}
			if !(math.Abs(stopped-out.stopped) <= 1e-6*(1+stopped)) {
				t.Fatalf("path %d: lines stand still for %g, counted again %g", path, out.stopped, stopped)
			}
			for k, left := range b.left {
				if left < -1e-9 {
					t.Fatalf("path %d: plant %d has made %g too much", path, k, -left)
				}
			}
		}
		if lost == 0 {
			t.Error("on no path is anything lost")
		}
	}
}
