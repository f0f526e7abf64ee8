package why

import (
	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/app/words"
	"remanence/planner"
	"remanence/planner/policy"
)

// TestInputs are what a test that a plan starts costs and takes, as entered, and what
// must be known besides.
func TestInputs(p *planner.Project, q *planner.QualificationStart) (inputs []Input, notes []string) {
	for _, id := range q.Offers {
		inputs = append(inputs, Entered(p, tr.F("Test of %s", id), planner.Path("offer", id, "qualification_cost"), p.Currency, "sources"),
			Entered(p, tr.F("Tooling of %s", id), planner.Path("offer", id, "tooling_cost"), "", "sources"),
			Entered(p, tr.F("Length of the test of %s", id), planner.Path("offer", id, "qualification_months"), tr.T("months"), "sources"))
	}
	if q.Tooling > 0 {
		notes = append(notes, tr.F("%s of it is tooling.", figures.Money(p.Currency, q.Tooling)))
	}
	if len(q.Offers) > 1 {
		notes = append(notes, tr.T("The offers share one test, which is paid once."))
	}
	return inputs, notes
}

// ChangeInputs are what a change of grade costs, as entered.
func ChangeInputs(p *planner.Project, d *planner.DesignChange) (out []Input) {
	for i := range p.Designs {
		if y := &p.Designs[i]; y.Part == d.Part && y.ToGrade == d.To {
			out = append(out, Input{Name: tr.T("Cost of the change"), Value: figures.Decimal(y.RedesignCost.String(), -1) + " " + y.Currency, How: tr.T("entered in the project"), Page: "demand", What: d.Part})
		}
	}
	return out
}

// Regulation is a regulation that goes into a figure, with its status and the day it
// was read; false when the library does not know it.
func Regulation(f *planner.Facts, name, id string) (Input, bool) {
	reg, ok := f.Regulation(id)
	return Input{Name: name, Value: words.RegulationStatus(reg.Status), How: tr.F("status read on %s", reg.CheckedOn), Source: reg.Source, Page: "rules", What: reg.ID}, ok
}

// LicenceInputs are what the licence of an offer rests on for goods shipped in a
// month: the quotation, the regulation that decides, the waits and the percentile. The
// project's licences are settled.
func LicenceInputs(p *planner.Project, f *planner.Facts, o *planner.Offer, shipped planner.Month) (out []Input, notes []string) {
	cell := func(field string) string { return planner.Path("offer", o.ID, field) }
	quoted := Entered(p, tr.T("Licence, as quoted"), cell("licence_rule"), "", "sources")
	if quoted.Value == figures.Missing {
		quoted.How = tr.T("the quotation is silent: need and wait come from the regulations and the evidence")
	}
	out = append(out, quoted)
	rule := o.Licence.In(shipped).Rule
	if reg, ok := Regulation(f, rule, rule); ok {
		out = append(out, reg)
	}
	if rule != "" {
		state := policy.NewBook(f, p.Regime).State(rule, policy.LastDay(shipped))
		notes = append(notes, tr.F("%s in %s: %s", rule, figures.MonthLabel(shipped), words.Reason(state.Text)))
	}
	p50, p90 := o.Licence.Waits()
	wait := policy.Wait{}
	if !o.Licence.WaitP50.OK {
		wait = policy.NewBook(f, p.Regime).Wait(rule)
		wait.Source.Default = wait.Source.Name != ""
	}
	for _, x := range []struct {
		name, field string
		days        planner.Opt[float64]
	}{{tr.T("Licence wait, median"), "licence_wait_p50_days", p50}, {tr.T("Licence wait, 90 %"), "licence_wait_p90_days", p90}} {
		in := Entered(p, x.name, cell(x.field), tr.T("days"), "sources")
		if in.Value == figures.Missing && x.days.OK && !o.Licence.WaitP50.OK {
			in.Value, in.How, in.Source = tr.F("%s days", figures.Auto(x.days.V)), words.Reason(wait.Text), wait.Source
		}
		out = append(out, in)
	}
	return append(out, percentile(p)), notes
}

// percentile is the one the plan reckons with of the waits for licences.
func percentile(p *planner.Project) Input {
	in := Input{Name: tr.T("Percentile of the wait"), Value: figures.Percent(p.Percentile(), 0), How: tr.T("entered in the project"), Page: "library", What: "settings/licence_percentile_pct"}
	if !p.LicencePercentile.OK {
		in.How = tr.T("default of the app; it can be changed in the library")
	}
	return in
}
