package risk

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"remanence/planner"
	"remanence/planner/award"
)

// linked is a project in which every kind of node takes other offers along: two plants
// of Alpha, who needs licences and shares an owner with Beta; Delta ships from the same
// country without; Gamma makes everything at the buyer's.
func linked(seed uint64) *planner.Project {
	p := shop(8, 0, "M", "N")
	r := seed*977 + 5
	draw := func(n int) float64 {
		r = r*6364136223846793005 + 1442695040888963407
		return float64((r >> 33) % uint64(n))
	}
	for i := range p.Parts {
		part := &p.Parts[i]
		for t := range part.Demand {
			part.Demand[t] = planner.Some(60 + draw(60))
		}
		stock(p, part.ID, 60+draw(120))
		part.ShortageCost = money(fmt.Sprint(500 + 100*i))
		for _, s := range [][2]string{{"Alpha", "CN"}, {"Beta", "JP"}, {"Gamma", "DE"}, {"Delta", "CN"}} {
			o := sell(p, s[0][:1]+part.ID, s[0], part.ID, s[1], fmt.Sprint(4+draw(4)), int(draw(3)), 25+draw(30))
			switch s[0] {
			case "Alpha":
				o.Site = "plant " + part.ID
				o.Licence = planner.ParseLicence("CN-2025-18")
				o.Licence.WaitP50 = planner.Some(0.0)
			case "Beta":
				o.FreightMode = "air"
			}
		}
	}
	for _, s := range []string{"Alpha", "Beta"} {
		p.SupplierNamed(s).Parent = "Holding"
	}
	for _, k := range Kinds {
		p.Recovery = append(p.Recovery, planner.NamedValue{Name: string(k), Value: 8})
	}
	return p
}

// Whatever is out for the whole plan, a plant, an owner, a country, a stage, an export
// rule or a lane, is as if it had never been: lines stand still for what they do in the
// plan made without its offers, which are told by hand here.
func TestEveryKindOfNodeIsAsIfItHadNeverBeen(t *testing.T) {
	takes := map[string][]string{
		"site:Alpha/plant M": {"AM"}, "site:Alpha/plant N": {"AN"},
		"supplier:Alpha": {"AM", "AN"}, "supplier:Beta": {"BM", "BN"}, "supplier:Gamma": {"GM", "GN"}, "supplier:Delta": {"DM", "DN"},
		"parent:Holding": {"AM", "BM", "AN", "BN"},
		"country:CN":     {"AM", "DM", "AN", "DN"}, "country:JP": {"BM", "BN"}, "country:DE": {"GM", "GN"},
		"stage:NdPr:separation:CN": {"AM", "DM", "AN", "DN"}, "stage:all:magnet:JP": {"BM", "BN"},
		"licence:CN-2025-18": {"AM", "AN"},
		"lane:CN>DE":         {"AM", "DM", "AN", "DN"}, "lane:JP>DE>air": {"BM", "BN"},
	}
	seen := map[Kind]bool{}
	for seed := range uint64(3) {
		p := linked(seed)
		made := func(without []string) *planner.Plan {
			q := p.Clone()
			q.Offers = slices.DeleteFunc(q.Offers, func(o planner.Offer) bool { return slices.Contains(without, o.ID) })
			plan, err := award.Make(context.Background(), engine, q, facts(), award.Options{WithoutRules: []string{"all"}, Gap: 1e-7})
			if err != nil {
				t.Fatal(err)
			}
			return plan
		}
		plan := made(nil)
		k := knock(t, p, plan, 0, Options{})
		for id, offers := range takes {
			x := node(t, k, id)
			got := slices.Clone(x.Offers)
			slices.Sort(got)
			want := slices.Clone(offers)
			slices.Sort(want)
			if !slices.Equal(got, want) {
				t.Errorf("%s takes %v along, by hand %v", id, got, want)
			}
			near(t, fmt.Sprintf("seed %d without %s", seed, id), x.Stopped, lateness(p, made(offers))-lateness(p, plan))
			seen[x.Kind] = seen[x.Kind] || x.Stopped > 1
		}
	}
	for _, k := range Kinds {
		if !seen[k] {
			t.Errorf("no line stands still for want of a %s", k)
		}
	}
}

// By hand: 100 a month, 150 in stock, half of the orders with each source; both deliver
// in the month and make at most 60. With the owner of Alpha out, who owns its trading
// house too, or its export rule refusing, 40 a month are missing: the stock of 150 feeds
// three months and leaves 30. Out for five, 10 and 50 are late, and then 30 and 10 until
// 120 a month have caught up.
func TestKnockOutOfAnOwnerAndAnExportRuleByHand(t *testing.T) {
	for months, want := range map[int]float64{3: 0, 5: 10 * (10 + 50 + 30 + 10)} {
		p := shop(10, 100, "M")
		stock(p, "M", 150)
		licence := planner.ParseLicence("CN-2025-18")
		licence.WaitP50 = planner.Some(0.0)
		sell(p, "A", "Alpha", "M", "CN", "5", 0, 60).Licence = licence
		trade := sell(p, "A2", "Alpha Trade", "M", "CN", "50", 0, 0)
		trade.Pool, trade.Licence = "Alpha", licence
		sell(p, "B", "Beta", "M", "JP", "6", 0, 60)
		p.SupplierNamed("Alpha").Parent, p.SupplierNamed("Alpha Trade").Parent = "Holding", "Holding"
		ids := []string{"parent:Holding", "licence:CN-2025-18"}
		for _, k := range ids {
			p.Recovery = append(p.Recovery, planner.NamedValue{Name: k, Value: float64(months)})
		}
		var awards []planner.Award
		for m := range 10 {
			awards = append(awards, order(p, "M", "A", m, m, 50), order(p, "M", "B", m, m, 50))
		}
		k := knock(t, p, book(p, awards...), 0, Options{})
		for _, id := range ids {
			near(t, fmt.Sprintf("%s out for %d months", id, months), node(t, k, id).Stopped, want)
		}
	}
}
