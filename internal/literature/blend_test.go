package literature

import (
	"strings"
	"testing"

	"remanence/planner"
)

// The cat food of the PuLP tutorial (Mitchell 2009): 100 g of six ingredients at
// least cost with at least 8 g protein and 6 g fat and at most 2 g fibre and
// 0.4 g salt. Printed optimum 0.52: 60 g beef and 40 g gel. A nutrient is a
// country of origin at a stage, a limit on it a share rule; "at least" is "at
// most of what is not it".
func TestBlendingCatFood(t *testing.T) {
	type ingredient struct {
		name                            string
		cost, protein, fat, fibre, salt float64
	}
	list := []ingredient{
		{"Chicken", 0.013, 0.100, 0.080, 0.001, 0.002}, {"Beef", 0.008, 0.200, 0.100, 0.005, 0.005}, {"Mutton", 0.010, 0.150, 0.110, 0.003, 0.007},
		{"Rice", 0.002, 0.000, 0.010, 0.100, 0.002}, {"Wheat", 0.005, 0.040, 0.010, 0.150, 0.008}, {"Gel", 0.001, 0.000, 0.000, 0.000, 0.000}}
	var cost, sum, protein, fat, fibre, salt strings.Builder
	p := project("Cat food", 1)
	customer(p, "CAN", 100)
	for _, x := range list {
		lane(p, x.name, x.name, "CAN", x.cost).Profile = x.name
		pr := planner.Profile{ID: x.name}
		for stage, v := range map[planner.Stage]float64{planner.Mine: 1 - x.protein, planner.Separation: 1 - x.fat, planner.Metal: x.fibre, planner.Magnet: x.salt} {
			pr.Rows = append(pr.Rows, planner.Origin{Element: "NdPr", Stage: stage, Country: "CN", Share: v, Kind: planner.Primary},
				planner.Origin{Element: "NdPr", Stage: stage, Country: "DE", Share: 1 - v, Kind: planner.Primary})
		}
		p.Profiles = append(p.Profiles, pr)
		for b, v := range map[*strings.Builder]float64{&cost: x.cost, &sum: 1, &protein: x.protein, &fat: x.fat, &fibre: x.fibre, &salt: x.salt} {
			b.WriteString(" + " + number(v).V.String() + " " + x.name + "\n")
		}
	}
	for _, r := range []struct {
		id    string
		stage planner.Stage
		most  float64
	}{{"PROTEIN", planner.Mine, 92}, {"FAT", planner.Separation, 94}, {"FIBRE", planner.Metal, 2}, {"SALT", planner.Magnet, 0.4}} {
		p.Rules = append(p.Rules, planner.Rule{ID: r.id, Type: planner.CountryShareMax, Scope: "all", Elements: []string{"NdPr"}, Stages: []planner.Stage{r.stage},
			Countries: []string{"CN"}, ValueFrom: planner.Some(r.most), ValueTo: planner.Some(r.most), Window: planner.WholePlan, Hard: true})
	}
	published(t, "Minimize\n cost:"+cost.String()+"Subject To\n all:"+sum.String()+" = 100\n p:"+protein.String()+" >= 8\n f:"+fat.String()+
		" >= 6\n i:"+fibre.String()+" <= 2\n s:"+salt.String()+" <= 0.4\nEnd\n", 0.52)
	plan := best(t, p, 0.52)
	kg := map[string]float64{}
	for _, a := range plan.Awards {
		kg[a.Offer] += a.Kg
	}
	if within(kg["Beef"], 60) != nil || within(kg["Gel"], 40) != nil {
		t.Errorf("the can holds %v", kg)
	}
}

// Total quantity discount (all units) of two suppliers over two items, after
// Goossens, Maas, Spieksma and van de Klundert (2007): a supplier's total sets
// the price of everything bought of it, and buying more than needed is allowed.
func TestAllUnitsDiscount(t *testing.T) {
	p := project("Total quantity discount", 1)
	customer(p, "A", 60)
	customer(p, "B", 70)
	quotes := []struct {
		supplier   string
		base, tier [2]float64
		from       float64
	}{{"S1", [2]float64{10, 12}, [2]float64{8.5, 10}, 100}, {"S2", [2]float64{9, 13}, [2]float64{7, 12.5}, 75}}
	lp := "Minimize\n cost:"
	rows := " a: x10A + x11A + x20A + x21A >= 60\n b: x10B + x11B + x20B + x21B >= 70\n"
	for i, q := range quotes {
		n := string(rune('1' + i))
		for k, part := range []string{"A", "B"} {
			o := lane(p, q.supplier+part, q.supplier, part, q.base[k])
			o.TierRule, o.TierScope = planner.AllUnits, planner.TierSupplier
			o.Tiers = []planner.Tier{{FromKg: q.from, Price: number(q.tier[k]).V}}
			lp += " + " + number(q.base[k]).V.String() + " x" + n + "0" + part + " + " + number(q.tier[k]).V.String() + " x" + n + "1" + part
		}
		from := number(q.from).V.String()
		rows += " l" + n + ": x" + n + "1A + x" + n + "1B - " + from + " v" + n + " >= 0\n u" + n + ": x" + n + "1A + x" + n + "1B - 1000 v" + n + " <= 0\n" +
			" z" + n + ": x" + n + "0A + x" + n + "0B + 1000 v" + n + " <= 1000\n"
	}
	lp += "\nSubject To\n" + rows + "Binaries\n v1\n v2\nEnd\n"
	// By hand: S1 alone at its tier 510 + 700 = 1,210. S2's tier for A needs 75, which
	// is 60·7 + 15 of B at 12.50, and 55 of B at S1's 12: 1,267.50; 75 of A, 15 left
	// over: 525 + 70·12 = 1,365. Without tiers 540 + 840 = 1,380. So 1,210.
	published(t, lp, 1210)
	best(t, p, 1210)
}

// Incremental discount of one supplier against a flat one: 100 at 10 and what is
// above at 6, against 9 flat for at most 120; 250 are needed. By hand: all of the
// first costs 1,000 + 150·6 = 1,900; with 120 of the other 1,000 + 30·6 + 1,080 =
// 2,260. At 140 needed: 1,240 against 120·9 + 20·10 = 1,280.
func TestIncrementalDiscount(t *testing.T) {
	for _, c := range []struct{ need, want float64 }{{250, 1900}, {140, 1240}, {119, 1071}} {
		p := project("Incremental discount", 1)
		customer(p, "A", c.need)
		o := lane(p, "STEP", "S1", "A", 10)
		o.TierRule, o.Tiers = planner.Incremental, []planner.Tier{{FromKg: 100, Price: number(6).V}}
		lane(p, "FLAT", "S2", "A", 9).Pool = capacity(p, "FLAT", 120)
		lp := "Minimize\n cost: 10 x0 + 6 x1 + 9 f\nSubject To\n d: x0 + x1 + f >= " + number(c.need).V.String() +
			"\n full: x0 - 100 v >= 0\n open: x1 - 1000 v <= 0\nBounds\n x0 <= 100\n f <= 120\nBinaries\n v\nEnd\n"
		published(t, lp, c.want)
		best(t, p, c.want)
	}
}
