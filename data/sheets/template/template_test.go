package template

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"remanence/data/reference"
	"remanence/data/sheets"
	"remanence/data/sheets/book"
	"remanence/planner"
)

func project() *planner.Project {
	p := &planner.Project{Name: "t", Currency: "EUR", Start: planner.MonthOf(2027, 1), Months: 6}
	for i, id := range []string{"MOT-100", "MOT-200"} {
		part := planner.Part{ID: id, Description: "rotor", Grade: "N42SH", Unit: planner.Pieces, MassG: planner.Some(25.0 - float64(i)*5), Currency: "EUR"}
		for range p.Months {
			part.Demand = append(part.Demand, planner.Some(1000.0))
		}
		p.Parts = append(p.Parts, part)
	}
	p.Parts = append(p.Parts, planner.Part{ID: "Dy line", Material: "M004", Unit: planner.Kilograms, Currency: "EUR", Demand: make([]planner.Opt[float64], 6)})
	return p
}

func env(p *planner.Project) sheets.Env {
	return sheets.Env{Project: p, Facts: reference.Shipped().WithUser(nil, nil)}
}

// back reads a filled-in template as the app does.
func back(t *testing.T, p *planner.Project, data []byte) (*sheets.Result, []sheets.Question) {
	t.Helper()
	b, err := book.Read(context.Background(), "back.xlsx", bytes.NewReader(data), int64(len(data)), book.Options{})
	if err != nil {
		t.Fatal(err)
	}
	e := env(p)
	table := sheets.Find(b)[0]
	m := e.Guess(table, "")
	qs := e.Questions(table, m)
	res, err := e.Preview(context.Background(), sheets.Request{Table: table, Mapping: m})
	if err != nil {
		t.Fatal(err)
	}
	return res, qs
}

func TestDemandUnchangedChangesNothing(t *testing.T) {
	p := project()
	data, err := Demand(p, env(p).Facts)
	if err != nil {
		t.Fatal(err)
	}
	res, qs := back(t, p, data)
	if len(res.Edits) != 0 || len(qs) != 0 || res.Same != 3 || res.Mapping.Kind != sheets.Demand {
		t.Errorf("%s: %d edits %+v, questions %+v, rows %+v", res.Mapping.Kind, len(res.Edits), res.Edits, qs, res.Rows)
	}
	again, _ := Demand(p, env(p).Facts)
	if !bytes.Equal(data, again) {
		t.Error("the same project gives other bytes")
	}
}

// TestQuotesComeBack fills the request in as a supplier does: values, a moved
// column, a coloured cell, an added row, in every language.
func TestQuotesComeBack(t *testing.T) {
	for _, language := range Languages {
		p := project()
		data, err := Quotes(p, "Beta Magnet Co", language, nil)
		if err != nil {
			t.Fatal(err)
		}
		f, err := excelize.OpenReader(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		w := texts[language]
		sheet := w.quoteSheet
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		head, at := 0, map[string]string{}
		for i, r := range rows {
			for c, text := range r {
				if text == w.quote.part {
					head = i + 1
				}
				if head == i+1 {
					at[text] = book.ColumnName(c)
				}
			}
		}
		if head == 0 {
			t.Fatalf("%s: no header in %v", language, rows)
		}
		set := func(name string, row int, v any) {
			if at[name] == "" {
				t.Fatalf("%s: no column %q in %v", language, name, at)
			}
			if err := f.SetCellValue(sheet, fmt.Sprintf("%s%d", at[name], head+1+row), v); err != nil {
				t.Fatal(err)
			}
		}
		q := w.quote
		for i, price := range []float64{4.2, 3.4} {
			set(q.price, i+1, price)
			set(q.currency, i+1, "USD")
			set(q.moq, i+1, 1000)
			set(q.lead, i+1, 12)
			set(q.incoterm, i+1, "FOB")
			set(q.country, i+1, "CN")
			set(q.valid, i+1, "2027-05")
			set(q.recycled, i+1, 15)
			set(q.note, i+1, "ok")
		}
		set(q.part, 3, "N35")
		set(q.price, 3, 61)
		set(q.per, 3, "kg")
		set(q.currency, 3, "USD")
		set(q.lead, 3, 9)
		red, _ := f.NewStyle(&excelize.Style{Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"FF0000"}}})
		f.SetCellStyle(sheet, fmt.Sprintf("%s%d", at[q.price], head+2), fmt.Sprintf("%s%d", at[q.price], head+2), red)
		// the price column moves to the end
		cols := len(at)
		last := book.ColumnName(cols)
		for r := head; r < head+6; r++ {
			v, _ := f.GetCellValue(sheet, fmt.Sprintf("%s%d", at[q.price], r), excelize.Options{RawCellValue: true})
			f.SetCellValue(sheet, fmt.Sprintf("%s%d", at[q.price], r), nil)
			if v != "" {
				f.SetCellValue(sheet, fmt.Sprintf("%s%d", last, r), v)
			}
		}
		var buf bytes.Buffer
		if err := f.Write(&buf); err != nil {
			t.Fatal(err)
		}
		res, qs := back(t, p, buf.Bytes())
		if len(qs) > 0 {
			t.Errorf("%s: asks %+v", language, qs)
		}
		if res.New != 3 || res.Waiting+res.Refused > 0 || res.Mapping.Kind != sheets.Offers {
			for _, r := range res.Rows {
				t.Logf("%+v", r)
			}
			t.Fatalf("%s: %d new, %d wait, %d refused", language, res.New, res.Waiting, res.Refused)
		}
		after := p.Clone()
		for _, e := range res.Edits {
			if err := after.Apply(e); err != nil {
				t.Fatal(err)
			}
		}
		o := after.Offers[0]
		if o.Supplier != "Beta Magnet Co" || o.Item != "MOT-100" || o.Price.V.String() != "4.2" || o.PriceUnit != planner.PerPiece || o.Currency != "USD" ||
			o.OrderMinKg.V != 25 || o.LeadWeeks.V != 12 || o.Incoterm != "FOB" || o.Country != "CN" || o.ValidTo.V.String() != "2027-05" || o.RecycledShare.V != 0.15 || !strings.Contains(o.Terms, "ok") {
			t.Errorf("%s: %+v", language, o)
		}
		if g := after.Offers[2]; g.For != planner.ForGrade || g.PriceUnit != planner.PerKg || g.Item != "N35" {
			t.Errorf("%s: %+v", language, g)
		}
	}
}

func TestUnknownLanguage(t *testing.T) {
	if _, err := Quotes(project(), "X", "xx", nil); err == nil || !strings.Contains(err.Error(), "en, de, ja, zh") {
		t.Error(err)
	}
	if _, err := Quotes(project(), "", "en", nil); err == nil {
		t.Error("a request to nobody")
	}
}
