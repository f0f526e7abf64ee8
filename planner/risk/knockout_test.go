package risk

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"testing"

	"remanence/planner"
	"remanence/planner/award"
	"remanence/planner/highs"
)

var engine *highs.Engine

func TestMain(m *testing.M) {
	dir, err := os.UserCacheDir()
	if err != nil {
		dir = os.TempDir()
	}
	engine, err = highs.Load(context.Background(), filepath.Join(dir, "remanence", "test-optimiser"))
	if err != nil {
		panic(err)
	}
	code := m.Run()
	engine.Close()
	os.Exit(code)
}

func money(s string) planner.Opt[planner.Decimal] {
	d, err := planner.ParseMoney(s)
	if err != nil {
		panic(err)
	}
	return planner.Some(d)
}

// shop is a project of parts of a kilogram, each with the same need every month
// and a line-stop cost of 10 a piece and month.
func shop(months int, need float64, parts ...string) *planner.Project {
	p := &planner.Project{Name: "test", Currency: "EUR", Start: planner.MonthOf(2027, 1), Months: months, EndStock: planner.EndStockNone, BuyerCountry: "DE"}
	for _, id := range parts {
		x := planner.Part{ID: id, Grade: "N42", Unit: planner.Pieces, MassG: planner.Some(1000.0), Currency: "EUR", ShortageCost: money("10")}
		for range months {
			x.Demand = append(x.Demand, planner.Some(need))
		}
		p.Parts = append(p.Parts, x)
	}
	return p
}

// months is a lead time of whole months.
func months(n int) planner.Opt[float64] { return planner.Some(float64(n) * planner.WeeksPerMonth) }

// sell adds an offer for a part from a country that makes the whole magnet.
func sell(p *planner.Project, id, supplier, part, country, price string, lead int, capacity float64) *planner.Offer {
	if p.SupplierNamed(supplier) == nil {
		p.Suppliers = append(p.Suppliers, planner.Supplier{Name: supplier, Group: supplier})
	}
	o := planner.Offer{ID: id, Supplier: supplier, Country: country, For: planner.ForPart, Item: part, Price: money(price), PriceUnit: planner.PerPiece,
		Currency: "EUR", LeadWeeks: months(lead), TransitWeeks: planner.Some(0.0), FreightPerKg: money("0"), Duty: planner.Some(0.0), Status: planner.Qualified, Profile: country}
	if capacity > 0 {
		o.Pool = supplier
		if p.Pool(supplier) == nil {
			p.Pools = append(p.Pools, planner.Pool{ID: supplier, Steps: []planner.CapacityStep{{From: p.Start, KgPerMonth: capacity}}})
		}
	}
	p.Offers = append(p.Offers, o)
	if p.Profile(country) == nil {
		var rows []planner.Origin
		for _, s := range []planner.Stage{planner.Mine, planner.Separation, planner.Metal, planner.Magnet} {
			rows = append(rows, planner.Origin{Element: "NdPr", Stage: s, Country: country, Share: 1, Kind: planner.Primary})
		}
		p.Profiles = append(p.Profiles, planner.Profile{ID: country, Rows: rows})
	}
	return &p.Offers[len(p.Offers)-1]
}

func facts() *planner.Facts {
	third := planner.Range{Low: 0.3, Typical: 0.3, High: 0.3}
	return &planner.Facts{
		Grades:    []planner.Grade{{Name: "N42", Family: "sintered NdFeB", Content: map[string]planner.Range{"NdPr": third}}},
		Countries: []planner.Country{{ISO2: "DE", Name: "Germany"}, {ISO2: "CN", Name: "China"}, {ISO2: "JP", Name: "Japan"}},
	}
}

// book is a plan that orders as told; its book is kept here, by hand.
func book(p *planner.Project, awards ...planner.Award) *planner.Plan {
	plan := &planner.Plan{Name: "plan", Status: planner.StatusOptimal, Currency: p.Currency, Start: p.Start, Months: p.Months, Awards: awards, LicencePercentile: 0.8}
	for i := range p.Parts {
		part := &p.Parts[i]
		n := p.Months
		fl := planner.PartFlow{Part: part.ID, Demand: make([]float64, n), Open: make([]float64, n), Arrivals: make([]float64, n), Apart: make([]float64, n),
			Scrapped: make([]float64, n), Lost: make([]float64, n), Stock: make([]float64, n), Backlog: make([]float64, n)}
		for _, s := range p.Stock {
			switch {
			case s.Part != part.ID:
			case s.Kind == planner.OnHand:
				fl.Opening += s.Pieces
			default:
				fl.Open[s.Month-p.Start] += s.Pieces
			}
		}
		for _, a := range awards {
			if a.Part == part.ID {
				fl.Arrivals[a.Arrives-p.Start] += a.Pieces
			}
		}
		net := fl.Opening
		for t := range n {
			fl.Demand[t] = part.Need(t)
			net += fl.Open[t] + fl.Arrivals[t] - fl.Demand[t]
			fl.Stock[t], fl.Backlog[t] = math.Max(net, 0), math.Max(-net, 0)
		}
		plan.Flows = append(plan.Flows, fl)
	}
	return plan
}

func order(p *planner.Project, part, offer string, ordered, arrives int, pieces float64) planner.Award {
	return planner.Award{Part: part, Offer: offer, Ordered: p.Start + planner.Month(ordered), Arrives: p.Start + planner.Month(arrives), Pieces: pieces, Kg: pieces}
}

func stock(p *planner.Project, part string, pieces float64) {
	p.Stock = append(p.Stock, planner.StockLot{Part: part, Kind: planner.OnHand, Month: p.Start, Pieces: pieces})
}

func knock(t *testing.T, p *planner.Project, plan *planner.Plan, at int, o Options) *KnockOut {
	t.Helper()
	o.At = planner.Some(p.Start + planner.Month(at))
	k, err := RunKnockOut(context.Background(), engine, p, facts(), plan, o)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func node(t *testing.T, k *KnockOut, id string) *Loss {
	t.Helper()
	for i := range k.Nodes {
		if k.Nodes[i].ID == id {
			return &k.Nodes[i]
		}
	}
	t.Fatalf("no node %s", id)
	return nil
}

func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if !(math.Abs(got-want) <= 1e-4*(1+math.Abs(want))) {
		t.Errorf("%s is %g, expected %g", what, got, want)
	}
}

// 150 pieces in stock for a need of 100 a month last a month and a half. The
// second source brings 40 a month from the fourth on, the first is back after
// four months and brings all that is late two months later:
// 50 + 150 + 210 + 270 + 330 piece-months are late.
func TestOutageByHand(t *testing.T) {
	p := shop(16, 100, "M")
	stock(p, "M", 150)
	sell(p, "A", "Alpha", "M", "CN", "5", 2, 0)
	sell(p, "B", "Beta", "M", "JP", "6", 3, 40)
	p.Recovery = planner.NamedValues{{Name: "supplier:Alpha", Value: 4}}
	var plan []planner.Award
	for t := 2; t < 16; t++ {
		plan = append(plan, order(p, "M", "A", t-2, t, 100))
	}
	k := knock(t, p, book(p, plan...), 0, Options{})
	x := node(t, k, "supplier:Alpha")
	// Before anything arrives from anybody, months 1 (50) and 2 are short in any case
	// of an empty pipeline: only Alpha's two months of lead, 50 in month 1, are base.
	near(t, "line-stop cost", x.Stopped, 10*(50+150+210+270+330)-10*50)
	near(t, "time to survive", x.SurviveWeeks.V, 2*planner.WeeksPerMonth)
	if !x.Short || x.Rank == 0 || len(x.Parts) != 1 || x.Parts[0].Part != "M" {
		t.Errorf("%+v", x)
	}
	if b := node(t, k, "supplier:Beta"); !(b.Stopped <= 1e-6) || b.SurviveWeeks.OK || b.Short {
		t.Errorf("the second source is not missed: %+v", b)
	}
}

// With two months on the way nothing is short before the outage. It begins in
// month 4 and holds what has not left: the 100 ordered in month 3 arrive after
// the recovery.
// A plan that is late itself: A makes half of what is needed. Without A another half a
// month's need is late in the first month, in which the line ran for half a month; what
// the plan owes anyway is not laid to the outage.
func TestWhatThePlanOwesAnywayIsNotLaidToTheOutage(t *testing.T) {
	p := shop(12, 100, "M")
	sell(p, "A", "Alpha", "M", "CN", "5", 0, 50)
	var awards []planner.Award
	for t := range 12 {
		awards = append(awards, order(p, "M", "A", t, t, 50))
	}
	k := knock(t, p, book(p, awards...), 4, Options{})
	a := node(t, k, "supplier:Alpha")
	near(t, "weeks to survive", a.SurviveWeeks.V, 0.5*planner.WeeksPerMonth)
	near(t, "weeks without action", a.IdleWeeks.V, 0.5*planner.WeeksPerMonth)
	near(t, "weeks to the stop", a.Parts[0].Weeks, 0.5*planner.WeeksPerMonth)
}

func TestGoodsNotYetShippedAreHeld(t *testing.T) {
	p := shop(16, 100, "M")
	stock(p, "M", 250)
	sell(p, "A", "Alpha", "M", "CN", "5", 2, 0)
	p.Recovery = planner.NamedValues{{Name: "supplier", Value: 3}}
	var awards []planner.Award
	for t := 2; t < 16; t++ {
		awards = append(awards, order(p, "M", "A", t-2, t, 100))
	}
	k := knock(t, p, book(p, awards...), 4, Options{})
	x := node(t, k, "supplier:Alpha")
	// At the end of month 3 there are 50 in stock, 100 shipped arrive in month 4
	// (ordered in 2), 100 held arrive in 5+3 = 8; new orders from month 7 arrive in 9.
	// Late: month 5: 50, 6: 150, 7: 250, 8: 250, 9: 0.
	near(t, "line-stop cost", x.Stopped, 10*(50+150+250+250))
	near(t, "time to survive", x.SurviveWeeks.V, 1.5*planner.WeeksPerMonth)
	near(t, "time to survive without action", x.IdleWeeks.V, 1.5*planner.WeeksPerMonth)
	if k.First.V.Node == "" || !(math.Abs(k.First.V.Days-7*1.5*planner.WeeksPerMonth) <= 1e-3) {
		t.Errorf("first stop %+v", k.First)
	}
	// The country, its stages and the lane take the same goods along.
	for _, id := range []string{"country:CN", "stage:NdPr:separation:CN", "stage:all:magnet:CN", "lane:CN>DE"} {
		if y := node(t, k, id); len(y.Offers) != 1 || y.Offers[0] != "A" || y.SurviveWeeks != x.SurviveWeeks {
			t.Errorf("%s: %+v", id, y)
		}
	}
}

// Two suppliers that look apart buy their metal in one country. Alpha keeps the
// 40 % that come from elsewhere.
func TestHiddenCommonNode(t *testing.T) {
	p := shop(18, 100, "M")
	sell(p, "A", "Alpha", "M", "DE", "5", 0, 100)
	sell(p, "B", "Beta", "M", "JP", "6", 0, 100)
	p.Profiles[0].Rows[2].Share = 0.4
	p.Profiles[0].Rows = append(p.Profiles[0].Rows, planner.Origin{Element: "NdPr", Stage: planner.Metal, Country: "CN", Share: 0.6})
	p.Profiles[1].Rows[2].Country = "CN"
	p.Recovery = planner.NamedValues{{Name: "stage:NdPr:metal:CN", Value: 2}}
	var awards []planner.Award
	for t := range 18 {
		awards = append(awards, order(p, "M", "A", t, t, 50), order(p, "M", "B", t, t, 50))
	}
	k := knock(t, p, book(p, awards...), 6, Options{})
	x := node(t, k, "stage:NdPr:metal:CN")
	if !x.Hidden || fmt.Sprint(x.Groups) != "[Alpha Beta]" {
		t.Errorf("%+v", x)
	}
	// 60 a month are missing for two months, the third month makes 200: 60 + 120 + 20 late.
	near(t, "line-stop cost", x.Stopped, 10*(60+120+20))
	near(t, "time to survive", x.SurviveWeeks.V, 0.4*planner.WeeksPerMonth)
	if k.Nodes[0].Index != 1 || k.Nodes[0].Rank != 1 {
		t.Errorf("the worst node has index %g", k.Nodes[0].Index)
	}
	if x := node(t, k, "supplier:Alpha"); !(x.Stopped <= 1e-6) || x.Hidden {
		t.Errorf("Beta alone is enough: %+v", x)
	}
}

// Unknown origin counts to the country that others name, and says so.
func TestUnknownOriginIsTheWorstCase(t *testing.T) {
	p := shop(12, 100, "M")
	sell(p, "A", "Alpha", "M", "CN", "5", 0, 100)
	sell(p, "B", "Beta", "M", "JP", "6", 0, 100)
	p.Profiles[1].Rows = p.Profiles[1].Rows[3:] // only the magnet stage is stated
	plan := book(p)
	x := node(t, knock(t, p, plan, 0, Options{}), "stage:NdPr:mine:CN")
	if x.Unknown != 1 || len(x.Offers) != 2 {
		t.Errorf("%+v", x)
	}
	p.Unknown = planner.UnknownLeftOut
	if x := node(t, knock(t, p, plan, 0, Options{}), "stage:NdPr:mine:CN"); x.Unknown != 0 || len(x.Offers) != 1 {
		t.Errorf("%+v", x)
	}
}

// A source out for the whole plan is a source that never existed: the line-stop
// cost is that of the plan made without its offers.
func TestKnockOutAgreesWithAPlanWithoutTheNode(t *testing.T) {
	for seed := range 4 {
		p := shop(8, 0, "M", "N")
		r := uint64(seed)*977 + 5
		draw := func(n int) float64 {
			r = r*6364136223846793005 + 1442695040888963407
			return float64((r >> 33) % uint64(n))
		}
		for i := range p.Parts {
			for t := range p.Parts[i].Demand {
				p.Parts[i].Demand[t] = planner.Some(40 + draw(60))
			}
			stock(p, p.Parts[i].ID, 60+draw(120))
			p.Parts[i].ShortageCost = money(fmt.Sprint(500 + 100*i))
			for _, s := range []string{"Alpha", "Beta", "Gamma"} {
				lead, capacity := int(draw(3)), 50+draw(40)
				switch {
				case seed%2 == 0:
				case s == "Gamma": // has as much as is asked for
					lead, capacity = 2, 0
				default: // and is needed
					capacity *= 0.4
				}
				sell(p, s[:1]+p.Parts[i].ID, s, p.Parts[i].ID, map[string]string{"Alpha": "CN", "Beta": "JP", "Gamma": "DE"}[s], fmt.Sprint(4+draw(4)), lead, capacity)
			}
		}
		p.Recovery = planner.NamedValues{{Name: "supplier", Value: 8}}
		o := award.Options{WithoutRules: []string{"all"}, Gap: 1e-7}
		make := func(without string) *planner.Plan {
			q := p.Clone()
			q.Offers = nil
			for _, x := range p.Offers {
				if x.Supplier != without {
					q.Offers = append(q.Offers, x)
				}
			}
			plan, err := award.Make(context.Background(), engine, q, facts(), o)
			if err != nil {
				t.Fatal(err)
			}
			return plan
		}
		plan := make("")
		k := knock(t, p, plan, 0, Options{Kinds: []Kind{Supplier}})
		for _, s := range []string{"Alpha", "Beta", "Gamma"} {
			near(t, fmt.Sprintf("seed %d without %s", seed, s), node(t, k, "supplier:"+s).Stopped, lateness(p, make(s))-lateness(p, plan))
		}
	}
}

// The same bytes from one worker and from two, and acting never stops a line
// sooner than waiting.
func TestWorkersDoNotMatter(t *testing.T) {
	p := shop(14, 100, "M", "N")
	for _, part := range []string{"M", "N"} {
		stock(p, part, 130)
		sell(p, "A"+part, "Alpha", part, "CN", "5", 1, 150)
		sell(p, "B"+part, "Beta", part, "JP", "6", 2, 90)
	}
	var awards []planner.Award
	for t := 1; t < 14; t++ {
		awards = append(awards, order(p, "M", "AM", t-1, t, 100), order(p, "N", "BN", max(t-2, 0), max(t, 2), 80))
	}
	var text [2]bytes.Buffer
	for i := range text {
		k := knock(t, p, book(p, awards...), 3, Options{Workers: i + 1})
		if err := json.NewEncoder(&text[i]).Encode(k); err != nil {
			t.Fatal(err)
		}
		for _, l := range k.Nodes {
			if l.IdleWeeks.OK && l.SurviveWeeks.OK && !(l.SurviveWeeks.V >= l.IdleWeeks.V-1e-3) {
				t.Errorf("%s: %g weeks with action, %g without", l.ID, l.SurviveWeeks.V, l.IdleWeeks.V)
			}
		}
	}
	if !bytes.Equal(text[0].Bytes(), text[1].Bytes()) {
		t.Errorf("two workers give another answer than one:\n%s\n%s", text[0].String(), text[1].String())
	}
}

func TestKnockOutSaysWhatIsMissing(t *testing.T) {
	p := shop(6, 10, "M")
	if _, err := RunKnockOut(context.Background(), engine, p, facts(), &planner.Plan{}, Options{}); err == nil {
		t.Error("a plan without flows")
	}
	sell(p, "A", "Alpha", "M", "CN", "5", 0, 0)
	p.Parts[0].ShortageCost = planner.Opt[planner.Decimal]{}
	k := knock(t, p, book(p), 0, Options{})
	x := node(t, k, "supplier:Alpha")
	if len(k.Unpriced) != 1 || x.Stopped != 0 || len(x.Parts) != 1 || x.Parts[0].Cost.OK || x.Parts[0].Pieces == 0 {
		t.Errorf("no line-stop cost is stated: %+v %v", x, k.Unpriced)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := RunKnockOut(ctx, engine, p, facts(), book(p), Options{}); err == nil {
		t.Error("a cancelled run has no answer")
	}
}

func TestRecoveryTimesHaveSources(t *testing.T) {
	p := shop(6, 10, "M")
	o := sell(p, "A", "Alpha", "M", "CN", "5", 0, 0)
	o.QualificationMonths = planner.Some(14)
	f := facts()
	for i, v := range []float64{5000, 2600, 1200, 3100, 5500} {
		f.Evidence = append(f.Evidence, planner.Evidence{Period: fmt.Sprintf("2025-%02d", 3+i), Population: "World", Metric: "monthly_magnet_exports_t",
			Value: planner.Some(v), Source: planner.Source{Name: "customs"}})
	}
	d := Defaults(p, f)
	if d[Supplier].Months != 14 || d[Licence].Months != 4 || d[Licence].Source.Name != "customs" || !d[Licence].Source.Default || d[Country].Months != 8 {
		t.Errorf("%+v", d)
	}
	p.Recovery = planner.NamedValues{{Name: "supplier", Value: 5}, {Name: "supplier:Alpha", Value: 2}}
	if r := recoveryOf(p, &Node{ID: "supplier:Alpha", Kind: Supplier}, d); r.Months != 2 || !r.Source.User {
		t.Errorf("%+v", r)
	}
	if r := recoveryOf(p, &Node{ID: "supplier:Beta", Kind: Supplier}, d); r.Months != 5 {
		t.Errorf("%+v", r)
	}
}

// lateness is what the pieces of a plan that are late cost, month by month.
func lateness(p *planner.Project, plan *planner.Plan) float64 {
	sum := 0.0
	for _, s := range plan.Shortfalls {
		sum += s.Pieces * p.Part(s.Part).ShortageCost.V.InexactFloat64()
	}
	return sum
}
