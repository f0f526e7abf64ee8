package reference

import (
	"slices"
	"strings"

	"remanence/planner"
)

// layer picks the rows of one layer that count. Known is false when the table
// has lines below the code asked for that differ, so that nothing can be said.
func (ask question) layer(candidates []DutyRow, layer string, s *DutyStack) (found []DutyLayer, known bool) {
	rows := filter(candidates, func(r DutyRow) bool { return r.Layer == layer })
	finer := filter(rows, ask.finer)
	if covering := ask.nearest(filter(rows, ask.covered)); len(covering) > 0 {
		for _, r := range covering {
			found = append(found, DutyLayer{DutyRow: r, Applied: true})
			ask.sayStart(r, s)
		}
		if i := slices.IndexFunc(finer, func(r DutyRow) bool { return !sameRate(r, covering[0]) }); i >= 0 {
			s.caveat("The line %s below %s has another %s duty; give the full code.", finer[i].Prefix, ask.hs, layer)
		}
		return found, true
	}
	lines := ask.lines(finer)
	if len(lines) == 0 {
		return nil, true
	}
	for _, r := range lines[1:] {
		if !sameRate(r, lines[0]) {
			s.caveat("The code %s is too short for the %s duty: its lines %s and %s differ; give the full code.",
				ask.hs, layer, lines[0].Prefix, r.Prefix)
			return nil, false
		}
	}
	s.caveat("The code %s is shorter than the line %s whose %s duty is used; check the full code.",
		ask.hs, lines[0].Prefix, layer)
	ask.sayStart(lines[0], s)
	return []DutyLayer{{DutyRow: lines[0], Applied: true, Assumed: true}}, true
}

// nearest keeps the rows with the longest prefix and, among those, the nearest
// origin. Rows that are equal in both are different duties of one layer (the
// fentanyl and the reciprocal duty of 2025) and all count.
func (ask question) nearest(rows []DutyRow) []DutyRow {
	rank := func(r DutyRow) int {
		length := 0
		if r.Prefix != "*" {
			length = len(r.Prefix)
		}
		return length*10 + ask.nearness(r)
	}
	best := -1
	for _, r := range rows {
		best = max(best, rank(r))
	}
	return filter(rows, func(r DutyRow) bool { return rank(r) == best })
}

// lines resolves each line below the code on its own.
func (ask question) lines(finer []DutyRow) []DutyRow {
	var picked []DutyRow
	var done []string
	for _, r := range finer {
		if slices.Contains(done, r.Prefix) {
			continue
		}
		done = append(done, r.Prefix)
		picked = append(picked, ask.nearest(filter(finer, func(o DutyRow) bool { return o.Prefix == r.Prefix }))...)
	}
	return picked
}

func sameRate(a, b DutyRow) bool {
	return a.RateType == b.RateType && a.RatePct.OK == b.RatePct.OK && a.RatePct.V.Equal(b.RatePct.V) &&
		a.SpecificRate == b.SpecificRate
}

// sayStart warns when a row without a start is asked about a day before anyone
// read it.
func (ask question) sayStart(r DutyRow, s *DutyStack) {
	read, ok := firstDay(r.Source.Date)
	if !ok {
		read = AsOf
	}
	if r.From == "" && ask.day < read {
		s.caveat("The start of the %s duty %s is not known; it was read in %s.", r.Layer, r.ID, read)
	}
}

// stack applies the exceptions, gives each layer what it adds, and sums.
func (s *DutyStack) stack(ask question, complete bool) {
	s.replaceBase(ask)
	base := planner.Opt[planner.Decimal]{}
	for i := range s.Layers {
		l := &s.Layers[i]
		if !l.Applied {
			continue
		}
		if l.Layer == "base" || l.Layer == "preference" {
			base = l.RatePct
		}
		l.AddPct = add(l.DutyRow, base)
		if !l.AddPct.OK {
			s.caveat("What the %s duty %s adds is not a known percentage (%s %s).", l.Layer, l.ID, l.RateType, l.SpecificRate)
			complete = false
		}
	}
	if !slices.ContainsFunc(s.Layers, func(l DutyLayer) bool { return l.Applied && (l.Layer == "base" || l.Layer == "preference") }) {
		s.caveat("No base duty is known for %s imported into %s from %s.", ask.hs, ask.importer[0], ask.origin[0])
		complete = false
	}
	if !complete {
		return
	}
	sum := planner.Decimal{}
	for _, l := range s.Layers {
		if l.Applied {
			sum = sum.Add(l.AddPct.V)
		}
	}
	s.SumPct = planner.Some(sum)
}

// add is what a row adds to a known or unknown base. A combined minimum states
// the total of base and duty.
func add(r DutyRow, base planner.Opt[planner.Decimal]) planner.Opt[planner.Decimal] {
	if r.RateType != "combined_minimum" {
		return r.RatePct
	}
	if !base.OK || !r.RatePct.OK {
		return planner.Opt[planner.Decimal]{}
	}
	rest := r.RatePct.V.Sub(base.V)
	if rest.IsNegative() {
		rest = planner.Decimal{}
	}
	return planner.Some(rest)
}

// replaceBase settles base, preference and column 2 against one another.
func (s *DutyStack) replaceBase(ask question) {
	preferred := slices.ContainsFunc(s.Layers, func(l DutyLayer) bool { return l.Layer == "preference" }) && ask.preference
	for i := range s.Layers {
		l := &s.Layers[i]
		switch {
		case l.Layer == "base" && preferred, l.Layer == "preference" && !preferred:
			l.Applied = false
		case l.Layer == "base" && columnTwo(l.DutyRow, ask.origin[0]):
			l.Applied = false
			s.caveat("Goods from %s pay column 2, whose rate for %s is not in the table.", ask.origin[0], ask.hs)
		case preferred && strings.Contains(l.Notes, "USMCA-originating goods exempt"):
			l.Applied = false
		}
	}
}

// columnTwo reads from the stacking note that the row's rate does not hold for
// an origin, when the row is the one for all origins. Better no sum than the
// ordinary rate for goods that pay ten times as much.
func columnTwo(r DutyRow, origin string) bool {
	_, list, ok := strings.Cut(r.Stacking, "column 2 for ")
	return ok && r.Origin == "*" && slices.Contains(strings.Split(list, ", "), origin)
}
