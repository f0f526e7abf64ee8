package workbook

import (
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"remanence/planner"
)

// hostile are texts that become formulas, break a file or change a sum in
// careless programs.
var hostile = []string{
	`=1+1`, `=HYPERLINK("http://x.invalid","click")`, `+SUM(A1:A9)`, `-2+3`, `@SUM(A1)`, `  =cmd|' /C calc'!A0`, "\t=1+1", "\r=1", "＝1+1", "x\x00y\x1bz",
	`_x000D_=1`, `A*`, `>5`, `"<&>]]>` + "\u2028", "\xff\xfe", "0042", "TRUE",
}

// poison puts hostile words before every text of a value, each time another
// one; what the planner reads as a word of its own stays.
func poison(v reflect.Value, n *int) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			poison(v.Elem(), n)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Field(i); f.CanSet() {
				poison(f, n)
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			poison(v.Index(i), n)
		}
	case reflect.String:
		if v.Type() == reflect.TypeFor[string]() && v.CanSet() {
			*n++
			v.SetString(hostile[*n%len(hostile)] + " " + v.String())
		}
	}
}

// Text of the user never becomes a formula, never breaks the file, and never
// changes a figure.
func TestTextStaysText(t *testing.T) {
	p, f := sample(t, "ev-traction-de")
	plan := handPlan(p, f)
	clean, err := build(p, f, plan, options())
	if err != nil {
		t.Fatal(err)
	}
	rename(p, plan)
	n := 0
	for _, v := range []any{&p.Remarks, &plan.Reasons, &plan.Assumptions, &plan.Conflicts} {
		poison(reflect.ValueOf(v).Elem(), &n)
	}
	for _, s := range []*string{&p.Name, &plan.Name, &plan.Solver, &plan.KPIs.CoverLeastPart} {
		n++
		*s = hostile[n%len(hostile)]
	}
	o := options()
	o.AppVersion, o.AsOf = `=1+1&"&P`, "+1"
	b, err := build(p, f, plan, o)
	if err != nil {
		t.Fatal(err)
	}
	if b.sum.totalValue != clean.sum.totalValue || !b.checks.allTrue {
		t.Errorf("words changed the figures: %v, was %v; checks %v", b.sum.totalValue, clean.sum.totalValue, b.checks.allTrue)
	}
	ours := map[string]int{}
	for _, s := range b.sheets {
		for _, cells := range s.rows {
			for _, c := range cells {
				if c.formula != "" {
					ours[s.name]++
				}
			}
		}
	}
	path := save(t, p, f, plan, o)
	for name, cells := range readCells(t, path) {
		got, quoted := 0, 0
		for at, c := range cells {
			got += count(c.formula != "")
			if c.kind == "text" && c.formula == "" && looksLive(c.value) {
				if quoted++; !c.quoted {
					t.Errorf("%s!%s holds %.40q without the mark of text", name, at, c.value)
				}
			}
			if len([]rune(c.value)) > maxText || strings.ContainsAny(c.value, "\x00\x1b\r\n\t") {
				t.Errorf("%s!%s holds text that may not stand in a cell: %.40q", name, at, c.value)
			}
		}
		if got != ours[name] {
			t.Errorf("%s has %d formulas in the file, %d are ours", name, got, ours[name])
		}
		if quoted == 0 && name != checkName && name != otherName {
			t.Logf("%s shows no hostile text", name)
		}
	}
	if !testing.Short() {
		agree(t, path, filepath.Join(startOffice(t).convert(t, path), filepath.Base(path)))
	}
}

// rename gives parts, offers, suppliers, groups and grades hostile names, the
// same everywhere they are spoken of.
func rename(p *planner.Project, plan *planner.Plan) {
	n := 0
	names := map[string]string{}
	turn := func(s *string) {
		if *s == "" {
			return
		}
		if _, ok := names[*s]; !ok {
			n++
			names[*s] = hostile[n%len(hostile)] + " " + *s
		}
		*s = names[*s]
	}
	for i := range p.Parts {
		turn(&p.Parts[i].ID)
		p.Parts[i].Description = hostile[i%len(hostile)]
	}
	p.Parts[0].Description = strings.Repeat("=long ", 9000)
	for i := range p.Designs {
		turn(&p.Designs[i].Part)
	}
	for i := range p.Stock {
		turn(&p.Stock[i].Part)
		turn(&p.Stock[i].Offer)
	}
	for i := range p.Suppliers {
		turn(&p.Suppliers[i].Name)
		turn(&p.Suppliers[i].Group)
	}
	for i := range p.Offers {
		o := &p.Offers[i]
		turn(&o.ID)
		turn(&o.Supplier)
		if o.For == planner.ForPart {
			turn(&o.Item)
		}
		for k := range o.AppliesTo {
			turn(&o.AppliesTo[k])
		}
		o.Terms = hostile[i%len(hostile)]
		o.Incoterm = hostile[(i+3)%len(hostile)]
	}
	for i := range p.Rules {
		turn(&p.Rules[i].ID)
	}
	for i := range plan.Rules {
		turn(&plan.Rules[i].Rule)
	}
	for i := range plan.Awards {
		a := &plan.Awards[i]
		turn(&a.Part)
		turn(&a.Offer)
		turn(&a.Supplier)
		turn(&a.Group)
	}
	for i := range plan.Flows {
		turn(&plan.Flows[i].Part)
	}
	for i := range plan.Costs {
		turn(&plan.Costs[i].Part)
		turn(&plan.Costs[i].Offer)
	}
}
