package planner

import (
	"encoding/json"
	"testing"
)

func small() *Project {
	p := &Project{Name: "small", Currency: "EUR", Start: MonthOf(2027, 1), Months: 3}
	for _, id := range []string{"A", "B/1", "C"} {
		p.Parts = append(p.Parts, Part{ID: id, Unit: Pieces, Grade: "N42", MassG: Some(2.5), Demand: []Opt[float64]{Some(1.0), Some(2.0), {}}})
	}
	p.Offers = []Offer{{ID: "O1", Supplier: "S", For: ForGrade, Item: "N42", Currency: "EUR", PriceUnit: PerKg, Status: Qualified}}
	p.Designs = []Design{{Part: "A", FromGrade: "N42", ToGrade: "N45", MassFactor: 1}}
	p.Stock = []StockLot{{Part: "A", Kind: OnHand, Month: p.Start, Pieces: 5}, {Part: "C", Kind: OnHand, Month: p.Start, Pieces: 7}}
	p.Pools = []Pool{{ID: "P"}}
	p.Profiles = []Profile{{ID: "X"}}
	p.Streams = []Stream{{ID: "T1"}}
	p.FX = []Rate{}
	return p
}

func text(t *testing.T, p *Project) string {
	t.Helper()
	b, err := json.Marshal(p)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// Ensure every edit changes the project and its inverse brings it back, with
// renamed rows, removed rows in the middle and inserted rows among them.
func TestInverseRestores(t *testing.T) {
	row := func(path string) string { s, _ := small().Cell(path); return s }
	for _, e := range []Edit{
		{What: "settings/currency", After: "USD"},
		{What: "settings/fx_EUR_USD", After: "1.16"},
		{What: "settings/note", After: "a note"},
		{What: "settings/seed", After: "7"},
		{What: Path("part", "B/1", "mass_g"), After: "3"},
		{What: Path("part", "A", "2027-03"), After: "12"},
		{What: Path("part", "A", "part"), After: "Z/9"},
		{What: Path("offer", "O1", "offer_id"), After: "O2"},
		{What: Path("offer", "O1", "tier3_price"), After: "9.5"},
		{What: Path("offer", "O1", "applies_to"), After: "A|C"},
		{What: Path("offer", "O1", "licence_rule"), After: "CN-2025-18 general licence"},
		{What: Path("design", "A>N42", "to_grade"), After: "N48"}, // no such row: an error, nothing changes
		{What: Path("design", "A>N45", "to_grade"), After: "N48"},
		{What: Path("design", "A>N45", "part"), After: "C"},
		{What: Path("pool", "P", "2027-02"), After: "120"},
		{What: Path("profile", "X", "Dy|separation|CN|primary"), After: "80"},
		{What: Path("stream", "T1", "yield_co_pct"), After: "90"},
		{What: Path("stock", "1", "pieces"), After: "8"},
		{What: Path("part", "B/1"), After: ""},
		{What: Path("stock", "0"), After: ""},
		{What: Path("part", "D"), After: `{"id":"D","unit":"pcs","demand":[]}`, Row: 1},
		{What: Path("part", "A"), After: `{"id":"E","unit":"pcs","demand":[]}`},
		{What: Path("stock", "2"), After: `{"part":"A","kind":"on_hand","month":"2027-01","pieces":1}`, Row: 2},
	} {
		p := small()
		before := text(t, p)
		var err error
		if e.Before, err = p.Cell(e.What); err != nil && e.What != "design/A%3EN42/to_grade" {
			t.Errorf("%s: %v", e.What, err)
			continue
		}
		if e.After == "" && e.What == Path("part", "B/1") {
			e.Row = 1
		}
		if err := p.Apply(e); err != nil {
			if text(t, p) != before {
				t.Errorf("%s: refused, but the project changed", e.What)
			}
			continue
		}
		if text(t, p) == before {
			t.Errorf("%s: nothing changed", e.What)
		}
		if err := p.Apply(e.Inverse()); err != nil {
			t.Errorf("undo of %s: %v", e.What, err)
		} else if got := text(t, p); got != before {
			t.Errorf("undo of %s:\n%s\nwant\n%s", e.What, got, before)
		}
	}
	if row("part/A") == "" {
		t.Error("a row has no JSON")
	}
}

// Ensure an edit that would give two rows one name is refused.
func TestRenameTaken(t *testing.T) {
	p := small()
	for _, e := range []Edit{
		{What: Path("part", "A", "part"), Before: "A", After: "C"},
		{What: Path("part", "A"), Before: "x", After: `{"id":"C","unit":"pcs","demand":[]}`},
		{What: Path("part", "A"), Before: "", After: `{"id":"A","unit":"pcs","demand":[]}`},
	} {
		if err := p.Apply(e); err == nil {
			t.Errorf("%+v: accepted", e)
		}
	}
	if text(t, p) != text(t, small()) {
		t.Error("the project changed")
	}
}
