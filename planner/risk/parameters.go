package risk

import (
	"fmt"
	"slices"
	"strings"

	"remanence/planner"
)

// Parameter is a figure of the simulation with where it comes from.
type Parameter struct {
	Name   string         `json:"name"` // key of the setting simulation
	Title  string         `json:"title"`
	Unit   string         `json:"unit"`
	Value  float64        `json:"value"`
	Why    string         `json:"why"`
	Source planner.Source `json:"source"`
}

// Parameters are what the simulation assumes of the world, in the order shown.
type Parameters []Parameter

// Get is a parameter's value; 0 for a name there is not.
func (ps Parameters) Get(name string) float64 {
	for _, x := range ps {
		if x.Name == name {
			return x.Value
		}
	}
	return 0
}

// Names of the parameters.
const (
	DeskStop      = "desk_stop"      // chance a month that a working export desk stops
	DeskSlow      = "desk_slow"      // chance a month that a working desk slows
	DeskResume    = "desk_resume"    // chance a month that a stopped desk decides again, slowly
	DeskNormal    = "desk_normal"    // chance a month that a slow desk is normal again
	SlowFactor    = "slow_factor"    // wait under a slow desk over the usual wait
	Approval      = "approval"       // chance that an application is approved
	Reapply       = "reapply_days"   // lost by a refusal before the next application
	FeedMonths    = "feed_months"    // a maker elsewhere lives on its own stock of feed
	LeadSpread    = "lead_spread"    // of lead and transit time
	YieldSpread   = "yield_spread"   // of what an order brings
	ScrapSpread   = "scrap_spread"   // of what scrap brings
	RampSlip      = "ramp_slip"      // mean months by which new capacity is late
	TestSlip      = "test_slip"      // mean months by which a qualification is late
	DemandCommon  = "demand_common"  // spread of a programme's demand
	DemandStay    = "demand_persist" // of a programme's deviation, month to month
	DemandOwn     = "demand_own"     // spread of a part's own demand
	PriceSpread   = "price_spread"   // of an index, a month
	PriceReturn   = "price_return"   // share of a deviation that vanishes in a month
	PriceTogether = "price_together" // share of the spread that all indices have in common
	JumpChance    = "jump_chance"    // a month
	JumpSize      = "jump_size"      // mean of the jump, as a share of the price
	JumpSpread    = "jump_spread"    // of the jump
	FXSpread      = "fx_spread"      // of a currency, a month
)

// DefaultParameters are the parameters with their defaults and sources. What the
// evidence table tells comes from it; what no paper tells is assumed and marked
// so. The setting simulation replaces any.
func DefaultParameters(p *planner.Project, f *planner.Facts) Parameters {
	assumed := planner.Source{Name: "assumed", Confidence: "low", Default: true}
	out := Parameters{
		{DeskStop, "Export desk: chance of a stop", "a month", 0.05, "assumed", assumed},
		{DeskSlow, "Export desk: chance of slowing down", "a month", 0.05, "assumed", assumed},
		{DeskResume, "Stopped desk: chance of deciding again", "a month", 0.5, "assumed", assumed},
		{DeskNormal, "Slow desk: chance of becoming normal", "a month", 0.5, "assumed", assumed},
		{SlowFactor, "Wait under a slow desk", "× usual wait", 2, "assumed", assumed},
		{Approval, "Chance of approval, where the quotation states none", "an application", 0.5, "assumed", assumed},
		{Reapply, "Lost by a refusal", "days", 45, "assumed", assumed},
		{FeedMonths, "Feed that makers elsewhere hold", "months", 2, "assumed", assumed},
		{LeadSpread, "Spread of lead and transit time", "share", 0.10, "assumed", assumed},
		{YieldSpread, "Spread of good pieces in an order", "share", 0.02, "assumed", assumed},
		{ScrapSpread, "Spread of what scrap brings", "share", 0.15, "assumed", assumed},
		{RampSlip, "New capacity is late by", "months, mean", 2, "assumed", assumed},
		{TestSlip, "Qualification is late by", "months, mean", 1, "assumed", assumed},
		{DemandCommon, "Spread of a programme's demand", "share", 0.08, "assumed", assumed},
		{DemandStay, "Deviation of a programme that stays", "from month to month", 0.8, "assumed", assumed},
		{DemandOwn, "Spread of a part's own demand", "share", 0.05, "assumed", assumed},
		{PriceSpread, "Spread of a price index", "a month", 0.06, "assumed", assumed},
		{PriceReturn, "Deviation of an index that vanishes", "a month", 0.08, "assumed", assumed},
		{PriceTogether, "Spread that all indices share", "share of variance", 0.5, "assumed", assumed},
		{JumpChance, "Chance of a price jump", "a month", 0.02, "assumed", assumed},
		{JumpSize, "Mean size of a price jump", "share", 0.4, "assumed", assumed},
		{JumpSpread, "Spread of the size of a price jump", "share", 0.1, "assumed", assumed},
		{FXSpread, "Spread of a currency", "a month", 0.025, "assumed; the reference holds rates of one day only", assumed},
	}
	out.fromEvidence(f)
	out = append(out, marketParameters(p, f, &out)...)
	for i := range out {
		general, _, _ := strings.Cut(out[i].Name, ":")
		for _, name := range []string{general, out[i].Name} { // its own setting counts last
			if v, ok := p.Simulation.Get(name); ok {
				out[i].Value, out[i].Why, out[i].Source = v, "set in this project", planner.Source{Name: "project", User: true}
			}
		}
	}
	return out
}

// of is a parameter of one thing, such as a market, or the general one.
func (ps Parameters) of(name, thing string) float64 {
	for _, x := range ps {
		if x.Name == name+":"+thing {
			return x.Value
		}
	}
	return ps.Get(name)
}

// set gives a parameter a default with a source.
func (ps Parameters) set(name string, v float64, why string, s planner.Source) {
	s.Default = true
	for i := range ps {
		if ps[i].Name == name {
			ps[i].Value, ps[i].Why, ps[i].Source = v, why, s
		}
	}
}

// fromEvidence reads what the table of evidence tells of desks, approvals and
// refusals.
func (ps Parameters) fromEvidence(f *planner.Facts) {
	var exports []planner.Evidence
	newest := map[string]planner.Evidence{}
	for _, e := range f.Evidence {
		if !e.Value.OK {
			continue
		}
		if e.Metric == "monthly_magnet_exports_t" && e.Population == "World" {
			exports = append(exports, e)
		}
		if old, ok := newest[e.Metric]; !ok || e.Period > old.Period {
			newest[e.Metric] = e
		}
	}
	if e, ok := newest["approval_share"]; ok {
		ps.set(Approval, e.Value.V/100, "newest share of applications approved, "+e.Period, e.Source)
	}
	if e, ok := newest["restart_penalty"]; ok {
		ps.set(Reapply, e.Value.V, "days added when an application came back, "+e.Period, e.Source)
	}
	slices.SortStableFunc(exports, func(a, b planner.Evidence) int { return strings.Compare(a.Period, b.Period) })
	if len(exports) < 3 {
		return
	}
	first, last := exports[0], exports[len(exports)-1]
	from, err1 := planner.ParseMonth(first.Period)
	to, err2 := planner.ParseMonth(last.Period)
	stops, stopped, was := 0, 0, false
	var source planner.Source
	for _, e := range exports[1:] {
		now := e.Value.V < first.Value.V/2
		if now {
			stopped++
			if !was {
				stops++
				source = e.Source
			}
		}
		was = now
	}
	if err1 != nil || err2 != nil || stops == 0 || to <= from {
		return
	}
	record := int(to-from) + 1
	ps.set(DeskStop, float64(stops)/float64(record), fmt.Sprintf("exports of magnets fell below half %d time in %d months of record, %s to %s", stops, record, first.Period, last.Period), source)
	ps.set(DeskResume, float64(stops)/float64(stopped), fmt.Sprintf("exports of magnets stayed below half for %d months", stopped), source)
}
