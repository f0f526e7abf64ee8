package pictures

import (
	"math"
	"os"
	"strings"
	"testing"

	"remanence/app/chart"
	"remanence/app/plantest"
	"remanence/app/ui/figures"
	"remanence/data/reference"
	"remanence/data/shipped"
	"remanence/planner"
	"remanence/planner/policy"
)

// What the tip of a month's stock names is the whole account: it adds up to the
// stock, and to what is late.
func TestTheAccountOfAMonthAddsUp(t *testing.T) {
	months, late := 0, 0.0
	dirs, err := os.ReadDir("../../assets/samples")
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range dirs {
		made, ok := shipped.Read(d.Name())
		if !ok {
			continue
		}
		p := plantest.Project(t, os.DirFS("../../assets/samples/"+d.Name()))
		for _, plan := range []*planner.Plan{made.Plan, made.AsToday} {
			in := Input{Project: p, Facts: reference.Shipped().Facts(), Plan: plan}
			for _, f := range plan.Flows {
				b, _ := bookOf(in, f.Part)
				for m := range f.Stock {
					sum := 0.0
					for _, e := range b.account(m) {
						sum += e.v
					}
					if left := f.Stock[m] - f.Backlog[m]; math.Abs(sum-left) > 1e-3*(1+math.Abs(left)) {
						t.Errorf("%s, %s %s month %d: the account comes to %g, the stock is %g", d.Name(), plan.Name, f.Part, m, sum, left)
					}
					months, late = months+1, late+f.Backlog[m]+f.Lost[m]
				}
			}
		}
	}
	if months < 500 || late == 0 {
		t.Errorf("%d months with %g late", months, late)
	}
}

func tips(pic chart.Picture) string {
	var out []string
	for _, m := range pic.Scene(900, 500, false).Targets() {
		out = append(out, m.Tip)
	}
	return strings.Join(out, "\n---\n")
}

// A tip gives the figure as tables do and what it is worked out from.
func TestTipsNameTheExactFigureAndItsInputs(t *testing.T) {
	in := sample(t)
	var a planner.Award
	for _, x := range in.Plan.Awards {
		if x.Pieces > a.Pieces && x.Arrives < in.Project.Start+planner.Month(in.Project.Months) {
			a = x
		}
	}
	part := in.Project.Part(a.Part)
	want := func(name string, pic chart.Picture, texts ...string) {
		t.Helper()
		all := tips(pic)
		for _, w := range texts {
			if !strings.Contains(all, w) {
				t.Errorf("%s: no tip says %q:\n%.1500s", name, w, all)
			}
		}
	}
	f, _ := bookOf(in, part.ID)
	last := in.Project.Months - 1
	want("months", Months(in, part.ID), a.Offer+": "+amount(part, a.Pieces)+", ordered in "+figures.MonthLabel(a.Ordered)+", landed at "+figures.Money("EUR", a.Landed)+" per kg",
		"Stock at the end of "+f.month(last-1)+": "+amount(part, f.flow.Stock[last-1]), "−\u00a0"+amount(part, f.flow.Demand[last])+" demand")
	v := part.Demand[0].V
	want("demand", Demand(in.Project, part.ID), amount(part, v)+"\n"+mass(v*part.MassKg().V)+" of "+mass(part.MassKg().V)+" a piece")
	list, _ := needs(in.Project, 0)
	want("demand of all", Demand(in.Project, ""), list[0].part.ID+": "+mass(list[0].kg))
	p, duties := policy.Settle(in.Project, in.Facts), 0
	for _, q := range Quotes(p, in.Facts, p.Part(part.ID)) {
		if !q.Priced() {
			continue
		}
		pic := Landed("EUR", []Quote{q})
		want("landed", pic, "Goods · "+q.Fit.Offer.ID+"\n"+figures.Money("EUR", q.Base.Goods)+" per kg\nPrice ", "Landed: "+figures.Money("EUR", q.Base.Landed)+" per kg")
		if q.Base.Duty > 0 {
			want("landed", pic, figures.Percent(q.Base.DutyRate, 2)+" of the goods' price duty")
			duties++
		}
	}
	if duties == 0 {
		t.Error("no duty was looked at")
	}
	for i := range in.Project.Indices {
		x := &in.Project.Indices[i]
		end := in.Project.Start + planner.Month(last)
		want("prices", Prices(in.Project), x.ID+", "+figures.MonthLabel(end)+"\n"+figures.Money(x.Currency, x.At(end).V)+" per kg\n"+figures.Percent(x.At(end).V/x.At(in.Project.Start).V, 2)+" of the first month's")
	}
	goods := in.Plan.ByKind()[planner.CostGoods]
	before := in.AsToday.ByKind()[planner.CostGoods]
	want("walk", CostWalk(in), moneyChange("EUR", goods-before)+"\nplan "+figures.Money("EUR", goods)+", as today "+figures.Money("EUR", before))
	bridge, _, err := Bridge(&Variant{ID: "a", Name: "A", Plan: in.AsToday}, &Variant{ID: "b", Name: "B", Plan: in.Plan})
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range bridge.Steps[1 : len(bridge.Steps)-1] {
		want("bridge", bridge, s.Label+"\n"+moneyChange("EUR", s.Value)+"\n")
	}
	links := Chain(in, in.Plan, "Dy", ByMass).Links
	want("chain", Chain(in, in.Plan, "Dy", ByMass), mass(links[0].Value), "of what leaves")
	for _, r := range in.Plan.Rules {
		if r.Excess == 0 && r.Binding {
			pic := Course(in, r.Rule)
			want("rule", pic, "limit ", "at its limit")
			break
		}
	}
}

// Nothing in a tip of these pictures is cut to thousands or millions.
func TestNoTipIsRounded(t *testing.T) {
	in := sample(t)
	part := in.Plan.Flows[0].Part
	p := policy.Settle(in.Project, in.Facts)
	for name, pic := range map[string]chart.Picture{"months": Months(in, part), "demand": Demand(in.Project, part), "landed": Landed("EUR", Quotes(p, in.Facts, p.Part(part))), "walk": CostWalk(in), "cover": Cover(in), "sites": Sites(in, ""), "chain": Chain(in, in.Plan, "all", ByMass)} {
		for _, line := range strings.Split(tips(pic), "\n") {
			for _, sign := range []string{"\u00a0k", "\u00a0M", "\u00a0bn", "\u00a0t"} {
				if strings.HasSuffix(line, sign) {
					t.Errorf("%s: %q", name, line)
				}
			}
		}
	}
}
