package planner

import (
	"encoding/json"
	"fmt"
	"reflect"
	"testing"
)

// Thousands of rows read ahead on all processors stand as rows applied one by one,
// equal ones too, and share nothing with each other.
func TestEditsReadAheadStandAsOneByOne(t *testing.T) {
	var edits []Edit
	row := func(table, id string, at int, r any) {
		b, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		edits = append(edits, Edit{What: Path(table, id), After: string(b), Row: at})
	}
	for i := range 3 * ReadyAt {
		id := fmt.Sprint("O", i)
		row("offer", id, i, Offer{ID: id, Supplier: "S", Formula: Some(PriceFormula{Terms: []FormulaTerm{{Element: "Dy"}}})})
	}
	for i := range 300 { // a lot has no id: all are the same text
		row("stock", fmt.Sprint(i), i, StockLot{Part: "A", Pieces: 5})
	}
	edits = append(edits, Edit{What: Path("offer", "O7", "price"), After: "12.5"})
	one, all := &Project{Currency: "EUR"}, &Project{Currency: "EUR"}
	single, many := one.Editor(), all.Editor()
	for _, e := range edits {
		if err := single.Apply(e); err != nil {
			t.Fatal(err)
		}
	}
	if err := many.ApplyAll(edits); err != nil {
		t.Fatal(err)
	}
	single.Done()
	many.Done()
	if !reflect.DeepEqual(one, all) || len(all.Offers) != 3*ReadyAt || len(all.Stock) != 300 {
		t.Errorf("%d offers and %d lots, not %d and %d", len(all.Offers), len(all.Stock), len(one.Offers), len(one.Stock))
	}
	all.Offers[1].Formula.V.Terms[0].Element = "Tb"
	if all.Offers[2].Formula.V.Terms[0].Element != "Dy" {
		t.Error("two offers share their terms")
	}
	again := all.Editor()
	if err := again.ApplyAll(edits[:2*ReadyAt]); err == nil {
		t.Error("rows that are there already were put in again")
	}
}
