// Package library is the page of the facts the plan rests on: elements, grades,
// materials, suppliers, regulations, prices, duties, freight and more, each row
// with source, date, confidence and age. The buyer's own grades and materials
// stand first and are marked. topics.go and table.go know no toolkit.
package library

import (
	"fmt"
	"strings"

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
	ID     string
	Cells  []string
	Detail []string // further lines for the panel
	Source planner.Source
	Own    bool // the buyer's own, in place of a shipped one
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
		{"grades", "Grades", append([]string{"Grade", "Family", "Br T", "Hcj kA/m", "Max °C"}, append(percentHeads(), "Licence (No. 18)")...), grades},
		{"materials", "Materials", []string{"Id", "Name", "Category", "Stage", "China control", "USD per kg", "Price basis"}, materials},
		{"elements", "Elements", []string{"Element", "Name", "Group", "China mines %", "China refines %", "China USD/kg", "Ex-China USD/kg", "No. 18", "No. 57"}, func(*planner.Project, *planner.Facts) []Row { return elements(r) }},
		{"suppliers", "Suppliers", []string{"Id", "Company", "Site", "Country", "Stage", "t a year", "Status", "Chinese feed"}, func(_ *planner.Project, f *planner.Facts) []Row { return suppliers(r, f) }},
		{"regulations", "Regulations", []string{"Id", "State", "Instrument", "Kind", "From", "Status"}, func(*planner.Project, *planner.Facts) []Row { return regulations(r) }},
		{"prices", "Prices", []string{"Material", "Basis", "Period", "Low", "High", "Middle", "Currency", "USD per kg", "VAT"}, func(*planner.Project, *planner.Facts) []Row { return prices(r) }},
		{"duties", "Duties", []string{"Id", "Into", "From", "HS code", "Layer", "Rate", "Valid from", "Valid to", "Legal basis"}, func(*planner.Project, *planner.Facts) []Row { return duties(r) }},
		{"freight", "Freight", []string{"Lane", "From", "To", "By", "Low USD/kg", "Typical", "High", "Days"}, func(*planner.Project, *planner.Facts) []Row { return freight(r) }},
		{"evidence", "Licensing evidence", []string{"Period", "Origin", "Whom", "Measure", "Value", "Unit"}, func(*planner.Project, *planner.Facts) []Row { return evidence(r) }},
		{"routes", "Recycling routes", []string{"Process", "Class", "Feed", "Nd %", "Pr %", "Dy %", "Tb %", "TRL"}, func(*planner.Project, *planner.Facts) []Row { return routes(r) }},
		{"shares", "World shares", []string{"Stage", "Country", "Year", "Scope", "Tonnes", "Share %"}, func(*planner.Project, *planner.Facts) []Row { return shares(r) }},
		{"countries", "Countries", []string{"Code", "Name", "Region", "EU", "US covered", "Governance", "Export stance"}, func(*planner.Project, *planner.Facts) []Row { return countries(r) }},
		{"fx", "Exchange rates", []string{"Currency", "Name", "per USD", "USD per unit", "Date", "Basis"}, func(*planner.Project, *planner.Facts) []Row { return rates(r) }},
	}
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
		cells := []string{g.Name, g.Family, num(g.BrTesla), num(g.HcjKAm), num(g.MaxTempC)}
		for _, e := range GradeElements {
			cells = append(cells, percent(g.FractionRange(e)))
		}
		row := Row{ID: g.Name, Cells: append(cells, orDash(g.Captured)), Source: g.Source, Own: g.Source.User,
			Detail: detail("Also called", strings.Join(g.Aliases, ", "), "Yield, kg finished per kg alloy", num(g.Yield), "Composition", orDash(g.Precision)+" confidence", "Note", g.Note)}
		if row.Own {
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
		row := Row{ID: m.ID, Cells: []string{m.ID, m.Name, words.Sentence(strings.ReplaceAll(m.Category, "_", " ")), strings.ReplaceAll(m.Stage, "_", " "), strings.ReplaceAll(orDash(m.Control), "_", " "), money(m.PriceUSD), orDash(m.PriceNote)},
			Source: m.Source, Own: m.Source.User,
			Detail: detail("Form", full.Form, "Purity", full.Purity, "HS code", m.HS, "Rules", strings.Join(m.Rules, ", "), "Price of", m.PriceDate, "Price low, USD per kg", money(full.PriceLowUSD), "Price high, USD per kg", money(full.PriceHighUSD), "Uses", full.Uses, "Made by", strings.Join(full.Suppliers, ", "), "Note", full.Notes)}
		row.Cells[2] = strings.TrimSuffix(row.Cells[2], ".")
		if row.Own {
			own = append([]Row{row}, own...)
		} else {
			rest = append([]Row{row}, rest...)
		}
	}
	return append(own, rest...)
}
