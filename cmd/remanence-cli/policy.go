package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"strings"
	"time"

	"remanence/data/reference"
	"remanence/planner"
	"remanence/planner/policy"
)

var policyCommand = command{
	name: "policy", args: "FILE [options]",
	summary: "what export and procurement rules ask of each offer",
	about: `Lists for every offer and part what the rules of the library ask: is an export
licence needed, how long does one take, which stage lies in an excluded country.
Each answer names its rule, the rule's standing on the date, source and age, and
the inputs it rests on. It tells no one that something is legal. A suspension
whose end is open has branches; --branch chooses one, also for a single rule.`,
	prepare: func(f *flag.FlagSet) work {
		var o policyOptions
		f.Var(&o.date, "date", "ship on this `DATE`, year-month-day (default: end of the plan's first month)")
		f.Var(&o.asOf, "as-of", "count the age of sources from this `DATE` (default: the day the rules were read)")
		f.Var(&o.branch, "branch", "let a rule stand otherwise: `ID=BRANCH`, for example CN-2025-70=lapses; may be repeated")
		f.Var(&o.offers, "offer", "only these `OFFERS`: O01,O02; may be repeated")
		f.BoolVar(&o.all, "all", false, "also what does not reach an offer")
		f.BoolVar(&o.json, "json", false, "print one JSON object")
		return func(_ context.Context, c *call, args []string) error { return c.policy(args, o) }
	},
}

type policyOptions struct {
	date, asOf day
	branch     branches
	offers     names
	all, json  bool
}

// day is a full date.
type day string

func (d *day) String() string { return "" }

func (d *day) Set(text string) error {
	if _, err := time.Parse(time.DateOnly, text); err != nil {
		return fmt.Errorf("%q is not a date; write year-month-day, for example 2027-01-31", text)
	}
	*d = day(text)
	return nil
}

func (d day) or(otherwise string) string {
	if d == "" {
		return otherwise
	}
	return string(d)
}

// branches are choices of a regime.
type branches planner.Regime

func (b *branches) String() string { return "" }

func (b *branches) Set(text string) error {
	c, err := planner.ParseRegimeChoice(text)
	if err == nil {
		*b = branches(planner.Regime(*b).With(c))
	}
	return err
}

func (c *call) policy(args []string, o policyOptions) error {
	arg, err := one(args, "The file or folder")
	if err != nil {
		return err
	}
	in, err := open(arg)
	if err != nil {
		return c.unreadable(arg, err, o.json)
	}
	if in.problems.Refused() {
		return c.refuse(in, o.json)
	}
	p := in.project().Clone()
	for _, x := range o.branch {
		p.Regime = p.Regime.With(x)
	}
	for _, id := range o.offers {
		if p.Offer(id) == nil {
			return usage("There is no offer %q.", id)
		}
	}
	for _, problem := range policy.Problems(p, in.facts) {
		if strings.HasPrefix(problem.Where, "Settings") && len(o.branch) > 0 {
			return usage("%s %s", problem.What, problem.Mend)
		}
	}
	r := policyResult(p, in.facts, o)
	if o.json {
		return writeJSON(c.out, r)
	}
	printPolicy(c.out, p, r, o)
	return nil
}

// policyAnswer is the JSON form.
type policyAnswer struct {
	Status    string            `json:"status"`
	Date      string            `json:"date"`
	AsOf      string            `json:"as_of"`
	Regime    []string          `json:"regime"`
	Questions []policy.Question `json:"questions"`
	Licences  []policyLicence   `json:"licences"`
	Decisions []policy.Decision `json:"decisions"`
	Problems  []planner.Problem `json:"problems"`
	Benchmark []policy.Decision `json:"benchmarks"`
}

// policyLicence is what a plan assumes of an offer on the date.
type policyLicence struct {
	Offer    string               `json:"offer"`
	Entered  string               `json:"entered"`
	Derived  bool                 `json:"derived"`
	Needed   bool                 `json:"needed"`
	Unknown  bool                 `json:"unknown"`
	Barred   bool                 `json:"barred"`
	Rule     string               `json:"rule,omitempty"`
	Approval planner.Opt[float64] `json:"approval,omitzero"`
	P50      planner.Opt[float64] `json:"wait_p50_days,omitzero"`
	P90      planner.Opt[float64] `json:"wait_p90_days,omitzero"`
	Planned  float64              `json:"wait_planned_days"`
}

func policyResult(p *planner.Project, f *planner.Facts, o policyOptions) policyAnswer {
	q := policy.Query{Date: o.date.or(policy.LastDay(p.Start)), AsOf: o.asOf.or(reference.AsOf)}
	b := policy.NewBook(f, p.Regime)
	r := policyAnswer{Status: statusOK, Date: q.Date, AsOf: q.AsOf, Regime: []string{}, Questions: b.Questions(), Licences: []policyLicence{},
		Decisions: []policy.Decision{}, Problems: []planner.Problem{}, Benchmark: b.Benchmarks(q)}
	for _, x := range p.Regime {
		r.Regime = append(r.Regime, x.String())
	}
	wanted := func(id string) bool {
		if len(o.offers) == 0 {
			return true
		}
		for _, x := range o.offers {
			if x == id {
				return true
			}
		}
		return false
	}
	settled := policy.Settle(p, f)
	month, _ := planner.ParseMonth(q.Date[:len("2006-01")])
	for i := range settled.Offers {
		if x := &settled.Offers[i]; wanted(x.ID) {
			r.Licences = append(r.Licences, licenceOf(x, month, p.Percentile()))
		}
	}
	for i := range p.Parts {
		for _, fit := range p.Fits(&p.Parts[i], f) {
			if !wanted(fit.Offer.ID) {
				continue
			}
			for _, d := range b.Of(p, fit, q) {
				if o.all || d.Need != policy.NeedNo {
					r.Decisions = append(r.Decisions, d)
				}
			}
		}
	}
	r.Problems = append(r.Problems, policy.Problems(p, f)...)
	return r
}

func licenceOf(o *planner.Offer, month planner.Month, percentile float64) policyLicence {
	l := policyLicence{Offer: o.ID, Entered: o.Licence.Text, Approval: o.Licence.Approval, Planned: o.Licence.WaitDaysIn(month, percentile)}
	if t, ok := o.Licence.Terms(); ok {
		l.Derived = t.Derived
	}
	now := o.Licence.In(month)
	l.Needed, l.Unknown, l.Barred, l.Rule = now.Needed, now.Unknown, now.Barred, now.Rule
	l.P50, l.P90 = o.Licence.Waits()
	return l
}

func printPolicy(w io.Writer, p *planner.Project, r policyAnswer, o policyOptions) {
	fmt.Fprintf(w, "%s\nShipped on %s, ages from %s\n", p.Name, r.Date, r.AsOf)
	if len(r.Regime) > 0 {
		fmt.Fprintf(w, "Regime: %s\n", strings.Join(r.Regime, ", "))
	}
	section(w, "Left open by the table of regulations")
	for _, q := range r.Questions {
		fmt.Fprintf(w, "  %s: %s\n", q.ID, q.Text)
		for _, x := range q.Branches {
			fmt.Fprintf(w, "    %s=%s: %s\n", q.ID, x.Branch, x.Text)
		}
	}
	section(w, "Licences as a plan takes them")
	t := newTable("offer", "supplier", "licence", "rule", ">median days", ">90 % days", ">planned days", "from")
	for _, l := range r.Licences {
		from := "quotation: " + l.Entered
		if l.Derived {
			from = "default: the rules decide"
		}
		t.add(l.Offer, p.Offer(l.Offer).Supplier, need(l), l.Rule, daysText(l.P50), daysText(l.P90), figure(l.Planned, 0), from)
	}
	t.write(w)
	section(w, "Decisions")
	seen := map[string]bool{}
	for _, d := range r.Decisions {
		// The parts of an offer of one grade share their answers; one line tells it.
		key := strings.Join([]string{d.Offer, d.Item, d.Rule, string(d.Kind), d.Text}, "\x00")
		if seen[key] {
			continue
		}
		seen[key] = true
		fmt.Fprintf(w, "  %s %s: %s\n      %s; %s%s\n", d.Offer, d.Item, d.Text, inputs(d), source(d.Source), ageText(d))
	}
	for _, d := range r.Benchmark {
		fmt.Fprintf(w, "  %s\n      %s%s\n", d.Text, source(d.Source), ageText(d))
	}
	if len(r.Problems) > 0 {
		section(w, "Quotations and rules that disagree")
		printProblems(w, r.Problems)
	}
	if !o.all {
		fmt.Fprintln(w, "\nWhat does not reach an offer is left out; --all lists it.")
	}
}

func need(l policyLicence) string {
	switch {
	case l.Barred:
		return "refused"
	case l.Needed:
		return "needed"
	case l.Unknown:
		return "not known"
	}
	return "none needed on this date"
}

func daysText(v planner.Opt[float64]) string {
	if !v.OK {
		return ""
	}
	return figure(v.V, 0)
}

func inputs(d policy.Decision) string {
	var out []string
	for _, x := range d.Inputs {
		out = append(out, fmt.Sprintf("%s: %s (%s)", x.Name, x.Value, x.From))
	}
	return strings.Join(out, ", ")
}

func source(s planner.Source) string {
	text := s.Name
	if text == "" {
		text = "no source"
	}
	if s.Confidence != "" {
		text += ", confidence " + s.Confidence
	}
	return text
}

func ageText(d policy.Decision) string {
	text := ""
	switch {
	case d.Undated:
		text = ", undated"
	case d.SourceAge.OK:
		text = ", " + count(d.SourceAge.V, "day") + " old"
	}
	if d.CheckedOn != "" {
		text += ", read on " + d.CheckedOn
	}
	return text
}
