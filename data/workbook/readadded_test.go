package workbook

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"remanence/data/document"
	"remanence/planner"
)

// below is the row under the list of a sheet whose rows are of a table,
// and the columns of its fields and titles.
func below(t *testing.T, x *excelize.File, sheet, table string) (row int, col map[string]int) {
	t.Helper()
	rows, err := x.GetRows(sheet, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	for head := 1; head < len(rows); head++ {
		keyCol := slices.Index(rows[head], rowKeyHead)
		if keyCol < 0 {
			continue
		}
		last := 0
		for r := head + 1; r < len(rows) && !slices.Contains(rows[r], rowKeyHead); r++ {
			if keyCol < len(rows[r]) && strings.HasPrefix(rows[r][keyCol], table) {
				last = r
			}
		}
		if last == 0 {
			continue
		}
		col = map[string]int{}
		for c, title := range rows[head] {
			col[title] = c + 1
		}
		for c, code := range rows[head-1] {
			col[code] = c + 1
		}
		return last + 2, col
	}
	t.Fatalf("%s has no list of %s", sheet, table)
	return 0, nil
}

// addRow inserts a row under a list and types into it.
func addRow(t *testing.T, x *excelize.File, sheet, table string, cells map[string]any) {
	t.Helper()
	row, col := below(t, x, sheet, table)
	if err := x.InsertRows(sheet, row, 1); err != nil {
		t.Fatal(err)
	}
	for name, v := range cells {
		c, ok := col[name]
		if !ok {
			t.Fatalf("%s, %s: no column %q in %v", sheet, table, name, col)
		}
		if err := x.SetCellValue(sheet, at(row, c), v); err != nil {
			t.Fatal(err)
		}
	}
}

// Rows that somebody adds to a list come in as rows of the project, with the others
// as one change; a row that is not whole is named with what it misses.
func TestAddedRowsComeBack(t *testing.T) {
	p, f := sample(t, "wind-generator-dk")
	p.Months = 12 // every row put in moves every formula
	p.Indices = []planner.Index{{ID: "Dy here", Element: "Dy", Basis: planner.ExChina, Form: planner.OxideForm, Currency: "USD"}}
	p.BuyerCountry = "DK"
	for i := range p.Offers { // a lane of the project's own heads the list
		o := &p.Offers[i]
		o.FreightPerKg, o.FreightMode, o.Incoterm = planner.Opt[planner.Decimal]{}, "sea", "FCA"
		lane := planner.Lane{From: o.ShipsFrom(), To: "DK", Mode: "sea", Currency: p.Currency}
		if !slices.Contains(p.Lanes, lane) {
			p.Lanes = append(p.Lanes, lane)
		}
	}
	p.Indices[0].Points = []planner.IndexPoint{{From: p.Start, Price: planner.Decimal{}}}
	plan := handPlan(p, f)
	x, err := excelize.OpenFile(save(t, p, f, plan, options()))
	if err != nil {
		t.Fatal(err)
	}
	part, supplier := p.Parts[0].ID, p.Suppliers[0].Name
	month := (p.Start + 3).String()
	addRow(t, x, inputsName, "part/", map[string]any{"Row": "NEW-1", "grade": "N42SH", "mass_g": 25, "demand_unit": "pcs"})
	addRow(t, x, demandName, "part/", map[string]any{"Line": "NEW-1", month: 500})
	addRow(t, x, inputsName, "supplier/", map[string]any{"Row": "Nordic Magnets", "supplier_group": "Nordic"})
	addRow(t, x, offerName, "offer/", map[string]any{"supplier": supplier, "item_type": "part", "item": part, "price": 7.5, "price_unit": "piece", "currency": "EUR", "lead_time_weeks": 9})
	addRow(t, x, offerName, "offer/", map[string]any{"Offer": "N-1", "supplier": "Unheard Of Ltd", "item": part, "price": 8, "price_unit": "piece", "currency": "EUR"})
	addRow(t, x, offerName, "offer/", map[string]any{"Offer": "BAD", "supplier": supplier, "item_type": "part", "item": part, "price": "soon", "price_unit": "piece", "currency": "EUR"})
	addRow(t, x, inputsName, "scenario/", map[string]any{"Row": "S-NEW", "name": "Port strike"})
	addRow(t, x, inputsName, "stock/", map[string]any{"part": part, "kind": "on_hand", "pieces": 40})
	addRow(t, x, marketName, "settings/fx_", map[string]any{"Currency": "CHF", cellCode: 0.95})
	addRow(t, x, marketName, "index/", map[string]any{"Index": "Dy here", "From (month end)": month, cellCode: 512})
	addRow(t, x, marketName, "index/", map[string]any{"Index": "Tb ours", "Element": "Tb", "Market": "ex_china", "Form": "oxide", "Currency": "USD", cellCode: 1100})
	addRow(t, x, inputsName, "profile/", map[string]any{"Profile": p.Profiles[0].ID, "Element": "Gd", "Stage": "separation", "Country": "Australia", "Origin": "primary", "Share (%)": 1})
	addRow(t, x, marketName, "settings/fx_", map[string]any{"Currency": "SEK"})
	addRow(t, x, marketName, "lane/", map[string]any{"From": "Vietnam", "To": "DK", "Mode": "Air", "Currency": "usd", cellCode: 1.25})
	addRow(t, x, inputsName, "supplier/", map[string]any{"Row": "Name Alone GmbH"})
	addRow(t, x, inputsName, "pool/", map[string]any{"Row": "POOL-NEW", p.Pools[0].Steps[0].From.String(): 700})
	// After an empty line, by people who like their own rows apart.
	addRow(t, x, inputsName, "rule/", map[string]any{"Row": "R-APART", "type": "country_share_max", "scope": "all", "value_from": 40})
	row, _ := below(t, x, inputsName, "rule/")
	if err := x.InsertRows(inputsName, row, 1); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "added.xlsx")
	if err := x.SaveAs(file); err != nil {
		t.Fatal(err)
	}
	got, err := ReadBack(t.Context(), file, p)
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Edits) != len(got.Lines) {
		t.Fatalf("%d edits, %d lines", len(got.Edits), len(got.Lines))
	}
	doc := document.New(p)
	was := doc.Digest()
	if err := doc.Apply(document.Change{Name: "Workbook read back", Edits: got.Edits}); err != nil {
		t.Fatal(err)
	}
	n := doc.Project()
	cell := func(path, want string) {
		t.Helper()
		if v, err := n.Cell(path); err != nil || v != want {
			t.Errorf("%s is %q, %v; want %q", path, v, err, want)
		}
	}
	cell("part/NEW-1/grade", "N42SH")
	cell("part/NEW-1/mass_g", "25")
	cell("part/NEW-1/"+month, "500")
	cell("part/NEW-1/demand_unit", "pcs")
	cell("supplier/Nordic%20Magnets/supplier_group", "Nordic")
	cell("supplier/Unheard%20Of%20Ltd/supplier", "Unheard Of Ltd")
	cell("offer/N-1/price", "8")
	cell("offer/N-1/item_type", "part")
	cell("settings/fx_"+p.Currency+"_CHF", "0.95")
	cell(planner.Path("index", "Dy here", month), "512")
	cell("index/Tb%20ours/flat", "1100")
	cell("index/Tb%20ours/basis", "ex_china")
	cell(planner.Path("profile", p.Profiles[0].ID, "Gd|separation|AU|primary"), "100")
	cell("lane/VN%3EDK%3Eair/cost_per_kg", "1.25")
	cell("lane/VN%3EDK%3Eair/currency", "USD")
	cell("supplier/Name%20Alone%20GmbH/supplier", "Name Alone GmbH")
	cell("rule/R-APART/type", "country_share_max")
	cell(planner.Path("pool", "POOL-NEW", p.Pools[0].Steps[0].From.String()), "700")
	if o := n.Offers[len(p.Offers)+1]; o.Supplier != supplier || o.Price.V.String() != "7.5" || o.ID == "" || o.Status != planner.NotStarted {
		t.Errorf("the offer without a name: %+v", o)
	}
	if lot := n.Stock[len(n.Stock)-1]; len(n.Stock) != len(p.Stock)+1 || lot.Part != part || lot.Pieces != 40 {
		t.Errorf("stock %+v", lot)
	}
	if len(n.Scenarios) != len(p.Scenarios)+1 || n.Offer("BAD") != nil {
		t.Error("scenarios, or an offer that cannot be read")
	}
	open := func(path string) bool {
		return slices.ContainsFunc(got.Open, func(p planner.Problem) bool { return strings.HasPrefix(p.Path, path) })
	}
	if !open("part/NEW-1") || !open("offer/N-1") || open("supplier/Nordic") {
		t.Errorf("open: %v", got.Open)
	}
	if len(got.Refused) != 2 || !strings.Contains(got.Refused.Error(), "soon") || !strings.Contains(got.Refused.Error(), "SEK has no value") {
		t.Errorf("refused: %v", got.Refused)
	}
	if _, ok := doc.Undo(); !ok || doc.Digest() != was {
		t.Error("one undo does not take everything back")
	}
}
