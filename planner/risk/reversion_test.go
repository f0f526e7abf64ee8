package risk

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"remanence/planner"
)

// With steps of one length the likelihood is that of an autoregression of order
// one: slope, level and residual variance are those of least squares.
func TestReversionOfEvenStepsIsLeastSquares(t *testing.T) {
	rng := rand.New(rand.NewPCG(11, 5))
	n := 100
	at, price := make([]float64, n), make([]float64, n)
	x := math.Log(50)
	for i := range n {
		at[i], price[i] = float64(i), math.Exp(x)
		x += 0.2*(math.Log(80)-x) + 0.07*rng.NormFloat64()
	}
	r, ok := fitReversion(at, price)
	if !ok || len(r.jumps) > 0 {
		t.Fatalf("%+v", r)
	}
	var mx, my, xx, xy float64
	m := float64(n - 1)
	for i := range n - 1 {
		mx += math.Log(price[i]) / m
		my += math.Log(price[i+1]) / m
	}
	for i := range n - 1 {
		a, b := math.Log(price[i])-mx, math.Log(price[i+1])-my
		xx += a * a
		xy += a * b
	}
	slope := xy / xx
	level := (my - slope*mx) / (1 - slope)
	rss := 0.0
	for i := range n - 1 {
		d := math.Log(price[i+1]) - slope*math.Log(price[i]) - (1-slope)*level
		rss += d * d
	}
	back, spread := r.monthly()
	if !(math.Abs(1-back-slope) <= 1e-5) || !(math.Abs(r.level-level) <= 1e-4) || !(math.Abs(spread-math.Sqrt(rss/m)) <= 1e-6) {
		t.Errorf("slope %g, level %g, spread %g; least squares says %g, %g, %g", 1-back, r.level, spread, slope, level, math.Sqrt(rss/m))
	}
}

// From a long record of a known process with uneven steps and jumps the figures
// come back.
func TestReversionFindsAKnownProcess(t *testing.T) {
	const back, level, spread, jump, size = 0.15, 4.0, 0.06, 0.02, 0.5
	rng := rand.New(rand.NewPCG(1, 2))
	var at, price []float64
	x, now, jumps := level, 0.0, 0
	for range 4000 {
		at, price = append(at, now), append(price, math.Exp(x))
		dt := 0.3 + 1.2*rng.Float64()
		stay := math.Exp(-back * dt)
		x = stay*x + (1-stay)*level + spread*math.Sqrt((1-stay*stay)/(2*back))*rng.NormFloat64()
		if rng.Float64() < jump*dt {
			x += size
			jumps++
		}
		now += dt
	}
	r, _ := fitReversion(at, price)
	chance, mean, _ := r.jump()
	// A few calm steps stand out by chance too, so that jumps come out a little more
	// often and smaller.
	if !(math.Abs(r.back-back) <= 0.02) || !(math.Abs(r.spread-spread) <= 0.003) || !(math.Abs(chance-jump) <= 0.004) || !(math.Abs(mean-size) <= 0.08) {
		t.Errorf("%+v: chance %g (%d jumps of %d), mean %g", r.back, chance, len(r.jumps), jumps, mean)
	}
	if _, ok := fitReversion(at[:15], price[:15]); ok {
		t.Error("fourteen steps are too few")
	}
}

// The bits of draws that they must have on every machine.
func TestDrawsHaveTheSameBitsEverywhere(t *testing.T) {
	sum := uint64(0)
	for k := range 1000 {
		sum = mix(sum ^ math.Float64bits(quantile((float64(k)+0.5)/1000)))
	}
	if sum != bitsOfEveryMachine {
		t.Errorf("the bits are %#x, elsewhere they are %#x", sum, uint64(bitsOfEveryMachine))
	}
}

const bitsOfEveryMachine = 0x3905e1117594db3c

// An index-linked offer brings the parameters of its market; the project's own
// setting of one market counts before that of all, and that before the record.
func TestParametersOfMarkets(t *testing.T) {
	p := shop(12, 100, "M")
	o := sell(p, "A", "Alpha", "M", "CN", "5", 1, 0)
	o.Formula = planner.Some(planner.PriceFormula{Terms: []planner.FormulaTerm{{Element: "Dy", Index: "china_domestic", KgPerKg: planner.Some(0.02), Base: money("200").V}}})
	f := facts()
	f.Elements = append(f.Elements, planner.Element{Symbol: "Dy", ChinaUSD: planner.Some(250.0)})
	rng := rand.New(rand.NewPCG(7, 1))
	p.FX = []planner.Rate{{Currency: "USD", PerUnit: money("1.1").V}}
	day := planner.MonthOf(2020, 1)
	x := 5.0
	for m := range 60 {
		f.Prices = append(f.Prices, planner.PricePoint{Element: "Dy", Basis: planner.ChinaDomestic, Date: (day + planner.Month(m)).String() + "-15", Price: math.Exp(x), Source: planner.Source{Name: "gazette", Date: "2025-01"}})
		x += 0.1*(5-x) + 0.04*rng.NormFloat64()
	}
	ps := DefaultParameters(p, f)
	n := ps.market("Dy", planner.ChinaDomestic)
	if !(math.Abs(n.spread-0.04) <= 0.015) || n.jump != 0 {
		t.Errorf("%+v", n)
	}
	found := false
	for _, x := range ps {
		if x.Name == "price_spread:Dy:china_domestic" {
			found = x.Source.Name == "gazette" && x.Source.Default && strings.Contains(x.Why, "60 prices")
		}
	}
	if !found {
		t.Errorf("%+v", ps)
	}
	if other := ps.market("Tb", planner.ChinaDomestic); other.spread != n.spread || other.jump != 0.02 {
		t.Errorf("without a record of its own the mean of all holds: %+v", other)
	}
	p.Simulation = planner.NamedValues{{Name: PriceSpread, Value: 0.2}}
	if n := DefaultParameters(p, f).market("Dy", planner.ChinaDomestic); n.spread != 0.2 {
		t.Errorf("%+v", n)
	}
	p.Simulation = append(p.Simulation, planner.NamedValue{Name: "price_spread:Dy:china_domestic", Value: 0.3})
	if n := DefaultParameters(p, f).market("Dy", planner.ChinaDomestic); n.spread != 0.3 {
		t.Errorf("%+v", n)
	}
}
