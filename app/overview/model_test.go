package overview

import (
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"remanence/app/chart"
	"remanence/app/pictures"
	"remanence/app/plantest"
	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/app/ui/palette"
	"remanence/app/why"
	"remanence/data/reference"
	"remanence/planner"
	"remanence/planner/risk"
)

func sample(t *testing.T) Input {
	t.Helper()
	p := plantest.Project(t, os.DirFS("../../assets/samples/ev-traction-de"))
	f := reference.Shipped().Facts()
	return Input{Project: p, Facts: f, Plan: plantest.Make(p, f, "plan", 3), AsToday: plantest.Make(p, f, "as today", 1), Cheapest: plantest.Make(p, f, "cheapest", 1)}
}

func TestCardsOfAPlan(t *testing.T) {
	in := sample(t)
	cards := Cards(in)
	if !strings.HasPrefix(cards[0].Value, "EUR") || !strings.Contains(cards[0].Tip, figures.Money("EUR", in.Plan.KPIs.CostPerYear)) {
		t.Errorf("cost: %+v", cards[0])
	}
	if !strings.HasSuffix(cards[1].Value, "%") || !strings.Contains(cards[1].Note, "China") || cards[1].Link.What == "" {
		t.Errorf("share: %+v", cards[1])
	}
	if cards[2].Value != "None in the plan" || cards[2].Tint == palette.Ok {
		t.Errorf("before outages are known: %+v", cards[2])
	}
	in.Asking, in.Least = true, planner.Some(risk.FirstStop{Days: 21.4, Node: "country:CN", Name: "China"})
	if c := Cards(in)[2]; c.Value != "at least 21 days" || !strings.Contains(c.Note, "China") || c.Tint == palette.Ok {
		t.Errorf("while they are found out: %+v", c)
	}
	in.Outages = &risk.KnockOut{At: planner.MonthOf(2028, 1), First: planner.Some(risk.FirstStop{Days: 45.5, Node: "country:CN", Name: "China", Parts: []string{"EPS-R"}}),
		Nodes: []risk.Loss{{Node: risk.Node{ID: "country:CN", Name: "China"}, Short: true, SurviveWeeks: planner.Some(6.5), Recovery: risk.Recovery{Months: 8, Why: "assumed"}}}}
	if c := Cards(in)[2]; c.Value != "45 days" || c.Tint != palette.Bad || !strings.Contains(c.Note, "China: EPS-R") || c.Link != (Link{"risk", "country:CN"}) {
		t.Errorf("line stop: %+v", c)
	}
	if e, ok := CardWhy(in, 2); !ok || len(e.Inputs) != 1 || !strings.Contains(e.Value, "45.5 days") {
		t.Errorf("why: %+v", e)
	}
	in.Outages.First, in.Outages.Nodes = planner.Opt[risk.FirstStop]{}, nil
	if c := Cards(in)[2]; c.Value != "None" || c.Tint != palette.Ok {
		t.Errorf("nothing stops: %+v", c)
	}
	in.Plan.KPIs.FirstShortfall = planner.Some(planner.MonthOf(2028, 3))
	in.Plan.Shortfalls = []planner.Shortfall{{Part: "EPS-R", Month: planner.MonthOf(2028, 3), Pieces: 1200}}
	c := Cards(in)[2]
	if c.Value != "Mar 28" || c.Tint != palette.Bad || !strings.Contains(c.Note, "EPS-R: 1,200") || c.Link != (Link{"plan", "EPS-R"}) {
		t.Errorf("shortage: %+v", c)
	}
}

func TestNothingIsZeroBeforeThereIsAPlan(t *testing.T) {
	in := sample(t)
	in.Plan, in.AsToday, in.Cheapest, in.Status = nil, nil, nil, "Planning …"
	for _, c := range Cards(in) {
		if c.Value != figures.Missing || c.Note != "Planning …" {
			t.Errorf("%+v", c)
		}
	}
	for _, r := range Compare(in) {
		if r.Plan != figures.Missing || r.AsToday != figures.Missing || r.Change != figures.Missing {
			t.Errorf("%+v", r)
		}
	}
	for _, r := range Rules(in) {
		if r.Value != figures.Missing || r.State != "not measured" {
			t.Errorf("%+v", r)
		}
	}
	if h := pictures.Exposure(in.pictures()); len(h.Rows) != 0 {
		t.Errorf("%+v", h)
	}
}

func TestCompareSaysWhatIsBetter(t *testing.T) {
	in := sample(t)
	in.Plan.KPIs.CostPerYear, in.AsToday.KPIs.CostPerYear = 90, 100
	rows := Compare(in)
	if rows[0].Tint != palette.Ok || !strings.Contains(rows[0].Change, "10") {
		t.Errorf("cheaper is better: %+v", rows[0])
	}
	i := slices.IndexFunc(rows, func(r CompareRow) bool { return r.Title == "Suppliers used" })
	if rows[i].Tint != palette.Ok || !strings.HasPrefix(rows[i].Change, "+") {
		t.Errorf("more suppliers are better: %+v", rows[i])
	}
	for _, want := range []string{"China share, magnets", "China share, dysprosium separation", "Needs an export licence"} {
		if !slices.ContainsFunc(rows, func(r CompareRow) bool { return r.Title == want && r.Plan != figures.Missing }) {
			t.Errorf("%q is missing", want)
		}
	}
}

func TestFlowKeepsMassAndNamesStages(t *testing.T) {
	in := sample(t)
	pic := pictures.Chain(in.pictures(), in.Plan, "Dy", pictures.ByMass)
	if len(pic.Stages) != 5 || pic.Stages[0] != "Mining" || pic.Stages[4] != "Part" {
		t.Errorf("stages %v", pic.Stages)
	}
	into, out := map[string]float64{}, map[string]float64{}
	stage := map[string]int{}
	for _, n := range pic.Nodes {
		stage[n.ID] = n.Stage
	}
	for _, l := range pic.Links {
		into[l.To] += l.Value
		out[l.From] += l.Value
		if stage[l.From] >= stage[l.To] {
			t.Errorf("%v runs backwards", l)
		}
	}
	parts := 0
	for _, n := range pic.Nodes {
		if n.Stage > 0 && n.Stage < 4 && math.Abs(into[n.ID]-out[n.ID]) > 1e-6*into[n.ID] {
			t.Errorf("%s: %g in, %g out", n.ID, into[n.ID], out[n.ID])
		}
		if n.Stage == 4 {
			parts++
		}
	}
	if parts > pictures.MaxParts+1 {
		t.Errorf("%d parts in the last column", parts)
	}
}

func TestHeatAndWhatIsBehindACell(t *testing.T) {
	in := sample(t)
	pic := pictures.Exposure(in.pictures())
	if pic.Rows[0] != "Rare earths" || len(pic.Rows) != len(pic.Cells) || len(pic.Cells[0]) != len(pic.Columns) {
		t.Fatalf("%v %v", pic.Rows, pic.Columns)
	}
	for _, row := range pic.Cells {
		for _, c := range row {
			if c.ID == "" {
				continue
			}
			title, causes := Behind(in, c.ID)
			if title == "" || len(causes) == 0 {
				t.Fatalf("nothing behind %s", c.ID)
			}
			if !slices.IsSortedFunc(causes, func(a, b Cause) int {
				if a.kg < b.kg {
					return 1
				}
				return -1
			}) {
				t.Errorf("%s: not sorted", c.ID)
			}
		}
	}
	if title, _ := Behind(in, "rubbish"); title != "" {
		t.Error("an unknown id has nothing behind it")
	}
}

func TestWarningsLeadToTheirCause(t *testing.T) {
	in := sample(t)
	in.Stale = true
	in.Problems = planner.Problems{
		{Severity: planner.Warns, Where: "Offer O07, price", Path: "offer/O07/price", What: "It has no price."},
		{Severity: planner.Refuses, Where: "Part EPS-R, mass", Path: "part/EPS-R/mass_g", What: "It has no mass.", Mend: "Enter it."}}
	in.Plan.Shortfalls = []planner.Shortfall{{Part: "EPS-R", Month: planner.MonthOf(2028, 3), Pieces: 5}, {Part: "EPS-R", Month: planner.MonthOf(2028, 4), Pieces: 9}}
	in.Plan.Rules[0].Excess = 2
	in.Plan.Conflicts = []planner.Conflict{{Rules: []string{"R01", "R07"}, Relaxations: []planner.Relaxation{{Rule: "R01", Text: "raise R01 to 70 %"}}}}
	ws := Warnings(in)
	for text, link := range map[string]Link{
		"It has no mass.":             {"demand", "part/EPS-R/mass_g"},
		"It has no price.":            {"sources", "offer/O07/price"},
		"EPS-R is short in 2 months":  {"plan", "EPS-R"},
		"R01 is missed":               {"rules", "R01"},
		"R01 and R07 cannot all hold": {"plan", "conflicts"},
		"out of date":                 {"plan", ""},
	} {
		i := slices.IndexFunc(ws, func(w Warning) bool { return strings.Contains(w.Text, text) })
		if i < 0 || ws[i].Link != link {
			t.Errorf("%q: not there or leads elsewhere (%v)", text, ws)
		}
	}
	if ws[0].Tint != palette.Bad || !strings.Contains(ws[0].Text, "no mass") {
		t.Errorf("what stands in the way comes first: %+v", ws[0])
	}
}

func TestRulesShowTheirTightestWindow(t *testing.T) {
	in := sample(t)
	in.Plan.Rules = []planner.RuleResult{{Rule: "R01", Window: "2027", Limit: 90, Value: 50}, {Rule: "R01", Window: "2028", Limit: 77.5, Value: 77.5, Binding: true}}
	r := Rules(in)[0]
	if r.Window != "2028" || r.State != "kept, at its limit" || !strings.HasPrefix(r.Limit, "77.5") || !strings.HasPrefix(r.Text, "At most 90") {
		t.Errorf("%+v", r)
	}
	if Rules(in)[1].State != "not measured" {
		t.Errorf("a rule without a result is not kept: %+v", Rules(in)[1])
	}
	in.Project.Rules[0].Off = true
	if Rules(in)[0].State != "off" {
		t.Error("off")
	}
}

// Ensure what nobody has stated the origin of is hatched in the chain on this page, and
// nothing else is, in light and dark.
func TestUnknownOriginIsHatchedInTheChain(t *testing.T) {
	in := sample(t)
	for i := range in.Project.Profiles { // nobody states where it was mined
		for k := range in.Project.Profiles[i].Rows {
			if r := &in.Project.Profiles[i].Rows[k]; r.Stage == planner.Stages[0] {
				r.Country = "??"
			}
		}
	}
	for _, dark := range []bool{false, true} {
		hatched, plain := 0, 0
		for _, m := range pictures.Chain(in.pictures(), in.Plan, "all", pictures.ByMass).Scene(1000, 400, dark).Marks {
			unknown := strings.HasPrefix(m.ID, string(planner.Stages[0])+"|")
			switch {
			case m.ID == "" || m.Kind != chart.Rect:
			case unknown && m.Hatch:
				hatched++
			case !unknown && !m.Hatch:
				plain++
			default:
				t.Errorf("%s is hatched: %t", m.ID, m.Hatch)
			}
		}
		if hatched == 0 || plain < 4 {
			t.Errorf("%d hatched places, %d others", hatched, plain)
		}
	}
}

// Ensure the cost is taken apart in every language.
func TestTheCostIsTakenApartInEveryLanguage(t *testing.T) {
	defer tr.Use("en")
	in := sample(t)
	for _, l := range tr.Languages() {
		tr.Use(l.Code)
		rows := Compare(in)
		if got, want := CompareWhy(in, rows[0]).Formula, why.CostPerYear(in.Plan).Formula; got != want {
			t.Errorf("%s: %q, want %q", l.Code, got, want)
		}
		if got, want := CompareWhy(in, rows[1]).Formula, why.Total(in.Plan).Formula; got != want {
			t.Errorf("%s: %q, want %q", l.Code, got, want)
		}
	}
}
