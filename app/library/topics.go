// Package library is the page of the facts the plan rests on: elements, grades,
// materials, suppliers, regulations, prices, duties, freight and more, each row
// with source, date, confidence and age. The buyer's own grades and materials
// stand first and are marked. topics.go and table.go know no toolkit.
package library

import (
	"fmt"
	"slices"
	"strings"

	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/app/words"
	"remanence/data/reference"
	"remanence/planner"
)

// Topic is one table of the library.
type Topic struct {
	ID, Title string
	Heads     []string
	Rows      func(p *planner.Project, f *planner.Facts) []Row
}

// Row is one fact.
type Row struct {
	ID      string
	Cells   []string
	Detail  []string // further lines for the panel
	Source  planner.Source
	Own     bool   // the buyer's own, in place of a shipped one
	Added   bool   // the buyer's own, where nothing ships
	Default bool   // its value is a default of the app
	Of      string // what it is a row of, where the id does not say: a material
}

func num(v planner.Opt[float64]) string {
	if !v.OK {
		return figures.Missing
	}
	return figures.Auto(v.V)
}

func whole(v planner.Opt[int]) string {
	if !v.OK {
		return figures.Missing
	}
	return fmt.Sprint(v.V)
}

func money(v planner.Opt[planner.Decimal]) string {
	if !v.OK {
		return figures.Missing
	}
	return figures.Decimal(v.V.String(), -1)
}

func orDash(s string) string {
	if strings.TrimSpace(s) == "" {
		return figures.Missing
	}
	return s
}

func detail(pairs ...string) []string {
	var out []string
	for i := 0; i+1 < len(pairs); i += 2 {
		if strings.TrimSpace(pairs[i+1]) != "" && pairs[i+1] != figures.Missing {
			out = append(out, pairs[i]+": "+pairs[i+1])
		}
	}
	return out
}

// GradeElements are the columns of a grade's composition.
var GradeElements = []string{"Nd", "Pr", "Dy", "Tb", "Sm", "Co"}

// Topics are the tables in the order of the page.
func Topics() []Topic {
	r := reference.Shipped()
	return []Topic{
		{"grades", tr.T("Grades"), append([]string{tr.T("Grade"), tr.T("Family"), tr.T("Br T"), tr.T("Hcj kA/m"), tr.T("Max °C")}, append(percentHeads(), tr.T("Licence (No. 18)"))...), grades},
		{"materials", tr.T("Materials"), []string{tr.T("Id"), tr.T("Name"), tr.T("Category"), tr.T("Stage"), tr.T("China control"), tr.T("USD per kg"), tr.T("Price basis")}, materials},
		{"elements", tr.T("Elements"), []string{tr.T("Element"), tr.T("Name"), tr.T("Group"), tr.T("China mines %"), tr.T("China refines %"), tr.T("China USD/kg"), tr.T("Ex-China USD/kg"), tr.T("No. 18"), tr.T("No. 57")}, func(p *planner.Project, _ *planner.Facts) []Row { return elements(r, p) }},
		{"suppliers", tr.T("Suppliers"), []string{tr.T("Id"), tr.T("Company"), tr.T("Site"), tr.T("Country"), tr.T("Stage"), tr.T("t a year"), tr.T("Status"), tr.T("Chinese feed")}, func(_ *planner.Project, f *planner.Facts) []Row { return suppliers(r, f) }},
		{"regulations", tr.T("Regulations"), []string{tr.T("Id"), tr.T("State@@land"), tr.T("Instrument"), tr.T("Kind"), tr.T("From"), tr.T("Status")}, func(p *planner.Project, _ *planner.Facts) []Row { return regulations(r, p) }},
		{"prices", tr.T("Prices"), []string{tr.T("Material"), tr.T("Basis"), tr.T("Period"), tr.T("Low"), tr.T("High"), tr.T("Middle"), tr.T("Currency"), tr.T("USD per kg"), tr.T("VAT")}, func(p *planner.Project, _ *planner.Facts) []Row { return prices(r, p) }},
		{"duties", tr.T("Duties"), []string{tr.T("Id"), tr.T("Into"), tr.T("From"), tr.T("HS code"), tr.T("Layer"), tr.T("Rate"), tr.T("Valid from"), tr.T("Valid to"), tr.T("Legal basis")}, func(p *planner.Project, _ *planner.Facts) []Row { return duties(r, p) }},
		{"freight", tr.T("Freight"), []string{tr.T("Lane"), tr.T("From"), tr.T("To"), tr.T("By"), tr.T("Low USD/kg"), tr.T("Typical"), tr.T("High"), tr.T("Days")}, func(p *planner.Project, _ *planner.Facts) []Row { return freight(r, p) }},
		{"evidence", tr.T("Licensing evidence"), []string{tr.T("Period"), tr.T("Origin"), tr.T("Whom"), tr.T("Measure"), tr.T("Value"), tr.T("Unit")}, func(p *planner.Project, _ *planner.Facts) []Row { return evidence(r, p) }},
		{"routes", tr.T("Recycling routes"), []string{tr.T("Process"), tr.T("Class"), tr.T("Feed"), tr.T("Nd %"), tr.T("Pr %"), tr.T("Dy %"), tr.T("Tb %"), "TRL"}, func(*planner.Project, *planner.Facts) []Row { return routes(r) }},
		{"shares", tr.T("World shares"), []string{tr.T("Stage"), tr.T("Country"), tr.T("Year"), tr.T("Scope"), tr.T("Tonnes"), tr.T("Share %")}, func(p *planner.Project, _ *planner.Facts) []Row { return shares(r, p) }},
		{"countries", tr.T("Countries"), []string{tr.T("Code"), tr.T("Name"), tr.T("Region"), "EU", tr.T("US covered"), tr.T("Governance"), tr.T("Export stance")}, func(p *planner.Project, _ *planner.Facts) []Row { return countries(r, p) }},
		{"fx", tr.T("Exchange rates"), []string{tr.T("Currency"), tr.T("Name"), tr.T("per USD"), tr.T("USD per unit"), tr.T("Date"), tr.T("Basis")}, func(p *planner.Project, _ *planner.Facts) []Row { return rates(r, p) }},
		{"settings", tr.T("Project settings"), []string{tr.T("Setting"), tr.T("Value"), tr.T("Unit")}, func(p *planner.Project, _ *planner.Facts) []Row { return settings(p) }},
	}
}

// ownFirst puts the buyer's own rows before the others.
func ownFirst(rows []Row) []Row {
	slices.SortStableFunc(rows, func(a, b Row) int {
		switch {
		case a.Own == b.Own:
			return 0
		case a.Own:
			return -1
		}
		return 1
	})
	return rows
}

func percentHeads() []string {
	var out []string
	for _, e := range GradeElements {
		out = append(out, e+" %")
	}
	return out
}

func grades(_ *planner.Project, f *planner.Facts) []Row {
	var own, rest []Row
	seen := map[string]bool{}
	for i := len(f.Grades) - 1; i >= 0; i-- {
		g := f.Grades[i]
		if seen[g.Name] {
			continue // the buyer's own stands in its place
		}
		seen[g.Name] = true
		cells := []string{g.Name, words.Term(g.Family), num(g.BrTesla), num(g.HcjKAm), num(g.MaxTempC)}
		for _, e := range GradeElements {
			cells = append(cells, percent(g.FractionRange(e)))
		}
		row := Row{ID: g.Name, Cells: append(cells, words.Term(orDash(g.Captured))), Source: g.Source, Own: g.Source.User,
			Detail: detail(tr.T("Also called"), strings.Join(g.Aliases, ", "), tr.T("Yield, kg finished per kg alloy"), num(g.Yield), tr.T("Composition"), tr.F("%s confidence", tr.Known(orDash(g.Precision))), tr.T("Note"), g.Note)}
		if row.Own {
			row.Added = !slices.ContainsFunc(reference.Shipped().Grades, func(x reference.GradeRow) bool { return planner.NameKey(x.Name) == planner.NameKey(g.Name) })
			own = append([]Row{row}, own...)
		} else {
			rest = append([]Row{row}, rest...)
		}
	}
	return append(own, rest...)
}

// percent writes a content, with its range where it has one.
func percent(r planner.Range) string {
	if r.High == 0 {
		return "0"
	}
	text := figures.Auto(100 * r.Typical)
	if d := r.High - r.Typical; d > 1e-9 {
		text += " ± " + figures.Auto(100*d)
	}
	return text
}

func materials(_ *planner.Project, f *planner.Facts) []Row {
	var own, rest []Row
	seen := map[string]bool{}
	for i := len(f.Materials) - 1; i >= 0; i-- {
		m := f.Materials[i]
		if seen[m.ID] {
			continue
		}
		seen[m.ID] = true
		full, _ := reference.Shipped().Material(m.ID)
		row := Row{ID: m.ID, Cells: []string{m.ID, m.Name, words.Capital(words.Term(m.Category)), words.Term(m.Stage), words.Term(orDash(m.Control)), money(m.PriceUSD), orDash(m.PriceNote)},
			Source: m.Source, Own: m.Source.User,
			Detail: detail(tr.T("Form"), full.Form, tr.T("Purity"), full.Purity, tr.T("HS code"), m.HS, tr.T("Rules"), strings.Join(m.Rules, ", "), tr.T("Price of"), m.PriceDate, tr.T("Price low, USD per kg"), money(full.PriceLowUSD), tr.T("Price high, USD per kg"), money(full.PriceHighUSD), tr.T("Uses"), full.Uses, tr.T("Made by"), strings.Join(full.Suppliers, ", "), tr.T("Note"), full.Notes)}
		if row.Own {
			row.Added = full.ID != m.ID
			own = append([]Row{row}, own...)
		} else {
			rest = append([]Row{row}, rest...)
		}
	}
	return append(own, rest...)
}
