package policy

import (
	"slices"

	"remanence/planner"
)

// Settle is the project with the licence terms its regime gives every offer, so
// that lead times and shares follow the rules month by month. It shares all
// other rows with p. A project already settled comes back as it is.
//
// What a quotation says of its licence wins. "none" is none. A named rule asks
// for a licence unless the regime takes it out of force; a rule "if the
// suspension lapses" asks for one in the months in which it applies. Where the
// quotation is silent the rules decide: a need that is certain counts with the
// wait of the evidence; one that is not known adds no wait and counts as needed
// in shares. A month counts as its last day. A rule that refuses an export bars
// the offer whatever its licence says.
func Settle(p *planner.Project, f *planner.Facts) *planner.Project {
	if p.LicencesDecided() {
		return p
	}
	q := *p
	q.Offers = slices.Clone(p.Offers)
	s := newSettler(p, f)
	for i := range q.Offers {
		o := &q.Offers[i]
		o.Licence = o.Licence.Decide(s.terms(&p.Offers[i]))
	}
	q.MarkDecided()
	return &q
}

// Matters reports whether the facts on rules, waits and suppliers change the
// terms of any offer; otherwise the quotations say it all.
func Matters(p *planner.Project) bool {
	return len(p.Regime) > 0 || slices.ContainsFunc(p.Offers, func(o planner.Offer) bool {
		return o.Licence.Text == "" && o.Licence.Rule == "" || o.Licence.Rule != "" && !o.Licence.WaitP50.OK
	})
}

type settler struct {
	p    *planner.Project
	b    *Book
	fits map[string][]planner.Fit // by offer, only those that can differ
	at   map[string][]Standing    // rule → standing by plan month
	wait map[string]Wait
}

func newSettler(p *planner.Project, f *planner.Facts) *settler {
	s := &settler{p: p, b: NewBook(f, p.Regime), fits: map[string][]planner.Fit{}, at: map[string][]Standing{}, wait: map[string]Wait{}}
	for i := range p.Parts {
		for _, fit := range p.Fits(&p.Parts[i], s.b.f) {
			id := fit.Offer.ID
			// A price a piece is another price a kilogram for each part; all else is the
			// same for all parts of an offer.
			if len(s.fits[id]) == 0 || fit.Offer.PriceUnit == planner.PerPiece {
				s.fits[id] = append(s.fits[id], fit)
			}
		}
	}
	return s
}

// standings of a rule in each month of the plan.
func (s *settler) standings(rule string) []Standing {
	if s.at[rule] == nil {
		for t := range max(s.p.Months, 1) {
			s.at[rule] = append(s.at[rule], s.b.State(rule, LastDay(s.p.Start+planner.Month(t))).Standing)
		}
	}
	return s.at[rule]
}

func (s *settler) waitOf(rule string) Wait {
	w, ok := s.wait[rule]
	if !ok {
		w = s.b.Wait(rule)
		s.wait[rule] = w
	}
	return w
}

// terms of one offer.
func (s *settler) terms(o *planner.Offer) planner.LicenceTerms {
	entered := o.Licence
	silent := entered.Text == "" && entered.Rule == ""
	t := planner.LicenceTerms{Derived: silent}
	months := make([]planner.LicencePeriod, max(s.p.Months, 1))
	bans, asks := s.findings(o, silent)
	for i := range months {
		m := &months[i]
		m.From = s.p.Start + planner.Month(i)
		if !silent {
			m.Needed, m.Rule = s.enteredNeed(entered, i), entered.Rule
		}
		if entered.Rule != "" && o.LicenceWoken(m.From) {
			m.Needed = true
		}
		for _, x := range asks {
			switch needOf(x.reach, s.standings(x.rule)[i]) {
			case NeedYes:
				if !m.Needed {
					m.Needed, m.Rule = true, x.rule
				}
			case NeedUnknown:
				m.Unknown = true
			}
		}
		m.Unknown = m.Unknown && !m.Needed
		for _, x := range bans {
			if needOf(x.reach, s.standings(x.rule)[i]) == NeedYes {
				m.Barred, m.Rule = true, x.rule
			}
		}
	}
	for i := range months {
		m := months[i]
		if m.Needed && !t.P50.OK {
			w := s.waitOf(m.Rule)
			t.P50, t.P90 = w.P50, w.P90
		}
		if n := len(t.Periods); n == 0 || !same(t.Periods[n-1], m) {
			t.Periods = append(t.Periods, m)
		}
	}
	return t
}

func same(a, b planner.LicencePeriod) bool {
	return a.Needed == b.Needed && a.Unknown == b.Unknown && a.Barred == b.Barred && a.Rule == b.Rule
}

// findings on bans, and on licences when the quotation is silent.
func (s *settler) findings(o *planner.Offer, silent bool) (bans, asks []finding) {
	for _, fit := range s.fits[o.ID] {
		l := newLine(s.p, s.b.f, fit.Offer, fit.Part, fit.Grade)
		bans = append(bans, exportBans(s.b, l)...)
		if !silent {
			continue
		}
		for _, x := range append(directExport(s.b, l), foreignMade(s.b, l)...) {
			if x.kind.licensing() && s.b.has(x.rule) {
				asks = append(asks, x)
			}
		}
	}
	return bans, asks
}

// enteredNeed is whether a quotation's own licence is needed in a plan month.
func (s *settler) enteredNeed(l planner.Licence, month int) bool {
	if l.Rule == "" {
		return false
	}
	_, chosen := s.b.choice(l.Rule)
	r, known := s.b.f.Regulation(l.Rule)
	if l.Dormant {
		return (chosen || known && r.SuspendedFrom != "") && s.standings(l.Rule)[month] == InForce
	}
	if !chosen {
		return true
	}
	now := s.standings(l.Rule)[month]
	return now == InForce || now == Unsettled
}

// NeededIfLapsed are the offers that need a licence at the start of the plan once
// every suspension of the table has lapsed. A quotation that names a rule counts
// with it in any case.
func NeededIfLapsed(p *planner.Project, f *planner.Facts) map[string]bool {
	q := *p
	q.Regime = nil
	for _, x := range NewBook(f, nil).Questions() {
		q.Regime = append(q.Regime, planner.RegimeChoice{Regulation: x.ID, Branch: planner.BranchLapses})
	}
	s := newSettler(&q, f)
	out := map[string]bool{}
	for i := range p.Offers {
		o := &p.Offers[i]
		out[o.ID] = o.Licence.Rule != ""
		if o.Licence.Rule == "" && o.Licence.Text == "" {
			for _, x := range s.terms(o).Periods[:1] {
				out[o.ID] = x.Needed || x.Unknown
			}
		}
	}
	return out
}
