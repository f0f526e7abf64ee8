package pictures

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"remanence/app/chart"
	"remanence/app/measures"
	"remanence/app/tr"
	"remanence/app/words"
	"remanence/planner"
)

// compareKinds are the pictures of the page Compare.
func compareKinds() []Kind {
	cases := []string{"scenario", "shock"}
	return []Kind{
		{"stops", tr.T("when demand is first unmet, by part and plan"), cases, SideBySide, called(tr.T("When lines stop")), func(in Input, _ Choice) (chart.Picture, error) {
			return Stops(in, in.Found.Variants), nil
		}},
		{"bridge", tr.T("cost from one plan to another, by kind"), []string{"from", "to"}, SideBySide, nil, drawBridge},
		{"trade", tr.T("cost of the plans against an exposure"), append(cases, "by"), SideBySide, tradeTitle, drawTrade},
		{"frontier", tr.T("the plans that no other beats in cost and exposure"), []string{"by", "points"}, Frontiers, called(tr.T("What less exposure costs")), func(in Input, _ Choice) (chart.Picture, error) {
			if f := in.Found.Frontier; f != nil {
				return Frontier(in, f.Rule, f.Points), nil
			}
			return chart.Points{}, nil
		}},
		{"regret", tr.T("what each plan costs more in each scenario than the best there"), append(cases, "react", "own-plans"), Regrets, called(tr.T("Regret")), func(in Input, _ Choice) (chart.Picture, error) {
			return Regret(in.Found.Regret, in.Project.Currency), nil
		}},
		{"robust", tr.T("what the robust plan and others cost in each scenario"), append(cases, "react", "aim", "tail", "level", "weight"), Robusts, called(tr.T("Robust plan")), func(in Input, _ Choice) (chart.Picture, error) {
			return Robust(in.Found.Robust, in.Project.Currency), nil
		}},
		{"tornado", tr.T("what moves the cost, the longest bar first"), []string{"driver", "anew"}, Tornados, tornadoTitle, func(in Input, c Choice) (chart.Picture, error) {
			return Tornado(in.Found.Tornado, in.Found.Still, in.Project.Currency, c.Anew), nil
		}},
		{"crossing", tr.T("cost over two drivers at a time"), []string{"grid", "steps", "anew"}, Crossings, crossingTitle, func(in Input, _ Choice) (chart.Picture, error) {
			return Crossing(in.Project, in.Facts, in.Found.Crossing), nil
		}},
	}
}

// planNames are what the command calls the plans that are no scenario.
var planNames = map[string]string{"plan": ThePlan, "as-today": AsToday, "cheapest": Cheapest}

// variantOf is a variant by what the command calls it: plan, as-today, cheapest or
// the id of a scenario; nil where it has not been planned. The error names those
// there are.
func variantOf(in Input, name string) (*Variant, error) {
	id := cmp.Or(planNames[name], name)
	if id == name && !slices.Contains([]string{ThePlan, AsToday, Cheapest}, id) && !slices.ContainsFunc(in.Project.Scenarios, func(s planner.Scenario) bool { return s.ID == id }) {
		names := []string{"plan", "as-today", "cheapest"}
		for _, s := range in.Project.Scenarios {
			names = append(names, s.ID)
		}
		return nil, fmt.Errorf(tr.T("there is no plan %q; plans: %s"), name, strings.Join(names, ", "))
	}
	for i := range in.Found.Variants {
		if in.Found.Variants[i].ID == id {
			return &in.Found.Variants[i], nil
		}
	}
	return nil, nil
}

func drawBridge(in Input, c Choice) (chart.Picture, error) {
	from, err := variantOf(in, cmp.Or(c.From, "as-today"))
	if err != nil {
		return nil, err
	}
	to, err := variantOf(in, cmp.Or(c.To, "plan"))
	if err != nil {
		return nil, err
	}
	pic, _, err := Bridge(from, to)
	return pic, err
}

// shareOf is what cost is set against: the choice, else the first there is; false
// without plans.
func shareOf(in Input, c Choice) (measures.Measure, bool, error) {
	var plans []*planner.Plan
	for _, v := range in.Found.Variants {
		plans = append(plans, v.Plan)
	}
	list := measures.Shares(in.Project, in.Facts, plans...)
	if len(list) == 0 || c.By == "" {
		return append(list, measures.Measure{})[0], len(list) > 0, nil
	}
	w := strings.Split(c.By, ":")
	switch {
	case w[0] == "china" && len(w) == 3:
		w = []string{"country", "CN", w[1], w[2]}
	case w[0] == "largest" && len(w) == 3:
		w = []string{"largest|" + w[1] + "|" + w[2]}
	}
	i := slices.IndexFunc(list, func(m measures.Measure) bool { return m.ID == w[0] || len(w) == 4 && m.ID == "largest|"+w[2]+"|"+w[3] })
	switch {
	case i < 0:
		return measures.Measure{}, false, fmt.Errorf(tr.T("the plans have no exposure %q; write largest:Dy:separation, china:Dy:separation, country:JP:Dy:magnet or licence"), c.By)
	case len(w) == 4 && w[0] == "country":
		return measures.Exposure(words.Country(in.Facts, w[1]), planner.Exposure{Element: w[2], Stage: planner.Stage(w[3]), Country: w[1]}), true, nil
	}
	return list[i], true, nil
}

func tradeTitle(in Input, c Choice) string {
	if m, ok, _ := shareOf(in, c); ok {
		return tr.F("Cost against: %s", m.Title)
	}
	return tr.T("Cost against exposure")
}

func drawTrade(in Input, c Choice) (chart.Picture, error) {
	m, ok, err := shareOf(in, c)
	if err != nil || !ok {
		return chart.Points{}, err
	}
	return Trade(in, in.Found.Variants, m), nil
}

func tornadoTitle(_ Input, c Choice) string {
	if c.Anew {
		return tr.T("What moves the cost, planned anew")
	}
	return tr.T("What moves the cost, every order kept")
}

func crossingTitle(in Input, _ Choice) string {
	if g := in.Found.Crossing; g != nil {
		return CrossingWords(in.Project, in.Facts, g)
	}
	return tr.T("Two at a time")
}
