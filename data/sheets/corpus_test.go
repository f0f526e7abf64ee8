package sheets

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"remanence/data/reference"
	"remanence/data/sheets/book"
	"remanence/planner"
)

// sample is the project the corpus is imported into.
func sample() *planner.Project {
	p := &planner.Project{Name: "corpus", Currency: "EUR", Start: planner.MonthOf(2027, 1), Months: 12, FX: []planner.Rate{{Currency: "USD", PerUnit: dec("1.16")}, {Currency: "CNY", PerUnit: dec("8.2")}}}
	for _, x := range []struct {
		id, grade string
		mass      float64
	}{{"MOT-100", "N42SH", 25}, {"MOT-200", "N35", 10}, {"SEN-300", "SmCo 28", 4}} {
		part := planner.Part{ID: x.id, Grade: x.grade, Unit: planner.Pieces, MassG: planner.Some(x.mass), Currency: "EUR"}
		for range p.Months {
			part.Demand = append(part.Demand, planner.Some(1000.0))
		}
		p.Parts = append(p.Parts, part)
	}
	p.Suppliers = []planner.Supplier{{Name: "Alpha Magnetics", Group: "Alpha"}, {Name: "Beta Magnet Co", Group: "Beta Magnet Co"}}
	p.Offers = []planner.Offer{{ID: "O01", Supplier: "Alpha Magnetics", For: planner.ForPart, Item: "MOT-100", Price: planner.Some(dec("5")), PriceUnit: planner.PerPiece, Currency: "EUR", LeadWeeks: planner.Some(8.0), Status: planner.Qualified}}
	p.Pools = []planner.Pool{{ID: "Alpha line 1", Steps: []planner.CapacityStep{{From: p.Start, KgPerMonth: 500}}}}
	p.Profiles = []planner.Profile{{ID: "Alpha chain", Rows: []planner.Origin{{Element: "Dy", Stage: planner.Separation, Country: "CN", Share: 1, Kind: planner.Primary}}}}
	p.Stock = []planner.StockLot{{Part: "MOT-100", Kind: planner.OnHand, Month: p.Start, Pieces: 300}}
	return p
}

func dec(s string) planner.Decimal {
	d, err := planner.ParseMoney(s)
	if err != nil {
		panic(err)
	}
	return d
}

func env() Env { return Env{Project: sample(), Facts: reference.Shipped().WithUser(nil, nil)} }

// pattern is one sheet as people make it. Cells are apart by |; see put for what
// a cell may be, and make for the directives.
type pattern struct {
	name   string // as in docs/import.md
	sheet  string
	answer string // "key=value key=value" given to the questions
	mode   Mode
	want   string // kind, then what changes, then rows that stay out
}

// file builds the file of a pattern.
func (x pattern) file(t testing.TB) *book.Book {
	t.Helper()
	lines := strings.Split(strings.Trim(x.sheet, "\n"), "\n")
	name := "list.xlsx"
	var text []string
	f := excelize.NewFile()
	defer f.Close()
	sheet := "Sheet1"
	as, row, opened := "xlsx", 0, ""
	var hidden []string
	for _, l := range lines {
		arg := strings.Fields(l)
		switch {
		case strings.HasPrefix(l, "!csv"), strings.HasPrefix(l, "!clip"):
			as = arg[0][1:]
		case strings.HasPrefix(l, "!name"):
			name = arg[1]
		case strings.HasPrefix(l, "!sheet"):
			next := strings.TrimSpace(strings.TrimPrefix(l, "!sheet"))
			if row == 0 && opened == "" {
				f.SetSheetName(sheet, next)
			} else {
				f.NewSheet(next)
			}
			sheet, row, opened = next, 0, next
		case strings.HasPrefix(l, "!merge"):
			a, b, _ := strings.Cut(arg[1], ":")
			f.MergeCell(sheet, a, b)
		case strings.HasPrefix(l, "!hide"):
			switch arg[1] {
			case "row":
				n, _ := strconv.Atoi(arg[2])
				f.SetRowVisible(sheet, n, false)
			case "col":
				f.SetColVisible(sheet, arg[2], false)
			case "sheet":
				hidden = append(hidden, sheet)
			}
		case l == "!1904":
			yes := true
			f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &yes})
		default:
			row++
			if as != "xlsx" {
				text = append(text, l)
				continue
			}
			for c, cell := range strings.Split(l, "|") {
				put(t, f, sheet, c, row, strings.TrimSpace(cell))
			}
		}
	}
	ctx := context.Background()
	switch as {
	case "csv":
		data := []byte(strings.Join(text, "\n"))
		b, err := book.Read(ctx, "list.csv", bytes.NewReader(data), int64(len(data)), book.Options{})
		if err != nil {
			t.Fatalf("%s: %v", x.name, err)
		}
		return b
	case "clip":
		b, err := book.Paste(strings.ReplaceAll(strings.Join(text, "\r\n"), "|", "\t"))
		if err != nil {
			t.Fatalf("%s: %v", x.name, err)
		}
		return b
	}
	if len(hidden) > 0 {
		at, _ := f.GetSheetIndex(sheet)
		f.SetActiveSheet(at)
	}
	for _, h := range hidden {
		f.SetSheetVisible(h, false)
	}
	var buf bytes.Buffer
	if err := f.Write(&buf); err != nil {
		t.Fatal(err)
	}
	b, err := book.Read(ctx, name, bytes.NewReader(buf.Bytes()), int64(buf.Len()), book.Options{})
	if err != nil {
		t.Fatalf("%s: %v", x.name, err)
	}
	return b
}

// put writes a cell: 12.5 a number, 'text a text, d:2027-01-31 a date, p:0.05 a
// percentage, e:12.5 euros, k:1.5 kilograms, =B2*2 a formula without a result,
// #N/A an error, \n a line end.
func put(t testing.TB, f *excelize.File, sheet string, col, row int, cell string) {
	t.Helper()
	at, _ := excelize.CoordinatesToCellName(col+1, row)
	styled := func(code string) {
		id, err := f.NewStyle(&excelize.Style{CustomNumFmt: &code})
		if err != nil {
			t.Fatal(err)
		}
		f.SetCellStyle(sheet, at, at, id)
	}
	tag, rest, tagged := strings.Cut(cell, ":")
	v, numeric := strconv.ParseFloat(rest, 64)
	switch n, plain := strconv.ParseFloat(cell, 64); {
	case cell == "":
	case plain == nil:
		f.SetCellValue(sheet, at, n)
	case strings.HasPrefix(cell, "'"):
		f.SetCellStr(sheet, at, cell[1:])
	case tagged && tag == "d":
		d, err := time.Parse("2006-01-02", rest)
		if err != nil {
			t.Fatal(err)
		}
		f.SetCellValue(sheet, at, d)
		styled("mmm yy")
	case tagged && numeric == nil && (tag == "p" || tag == "e" || tag == "k"):
		f.SetCellValue(sheet, at, v)
		styled(map[string]string{"p": "0.0%", "e": `#,##0.00 "€"`, "k": `0.00 "kg"`}[tag])
	case strings.HasPrefix(cell, "="):
		f.SetCellFormula(sheet, at, cell[1:])
	case strings.HasPrefix(cell, "#"):
		f.SetCellStr(sheet, at, cell)
	default:
		f.SetCellStr(sheet, at, strings.ReplaceAll(cell, `\n`, "\n"))
	}
}

// read imports a pattern and says in words what happened.
func (x pattern) read(t testing.TB) (string, *Result) {
	t.Helper()
	e := env()
	tables := Find(x.file(t))
	if len(tables) == 0 {
		return "no table", nil
	}
	table := tables[0]
	m := e.Guess(table, "")
	for _, a := range strings.Fields(x.answer) {
		k, v, _ := strings.Cut(a, "=")
		m.Answer(table, k, strings.ReplaceAll(v, "_", " "))
	}
	out := []string{string(m.Kind)}
	for _, q := range e.Questions(table, m) {
		out = append(out, "?"+q.Key)
	}
	res, err := e.Preview(context.Background(), Request{Table: table, Mapping: m, Mode: x.mode})
	if err != nil {
		t.Fatal(err)
	}
	after := e.Project.Clone()
	for _, edit := range res.Edits {
		if err := after.Apply(edit); err != nil {
			t.Errorf("%s: %+v: %v", x.name, edit, err)
		}
	}
	out = append(out, changes(e.Project, after)...)
	for i := range res.Rows {
		r := &res.Rows[i]
		if r.Status != Good {
			for _, p := range r.Problems {
				if p.Severity != Remark {
					out = append(out, fmt.Sprintf("[%s %s]", r.Status, strings.TrimPrefix(p.Place, "list.xlsx, ")))
				}
			}
		}
	}
	if len(tables) > 1 {
		out = append(out, fmt.Sprintf("+%d tables", len(tables)-1))
	}
	return strings.Join(out, " "), res
}

// changes lists every cell that differs between two projects.
func changes(a, b *planner.Project) []string {
	var out []string
	add := func(id, field, before, after string) {
		if before != after {
			out = append(out, strings.ReplaceAll(id+"."+field+"="+after, " ", "_"))
		}
	}
	months := func(p *planner.Project) []planner.Field[planner.Part] {
		fs := planner.PartFields
		for t := range p.Months {
			fs = append(slices.Clip(fs), planner.DemandField(p, p.Start+planner.Month(t)))
		}
		return fs
	}
	list(a.Parts, b.Parts, func(r *planner.Part) string { return r.ID }, months(b), add, planner.Part{Unit: planner.Pieces, Currency: b.Currency})
	offers := slices.Clip(planner.OfferFields)
	for i := 2; i < 6; i++ {
		for _, w := range []string{"from", "price"} {
			f, _ := planner.TierField(fmt.Sprintf("tier%d_%s", i, w))
			offers = append(offers, f)
		}
	}
	list(a.Suppliers, b.Suppliers, func(r *planner.Supplier) string { return r.Name }, append(slices.Clip(planner.SupplierFields), siteField), add, planner.Supplier{})
	list(a.Offers, b.Offers, func(r *planner.Offer) string { return r.ID }, offers, add, planner.Offer{Status: planner.NotStarted})
	list(a.Streams, b.Streams, func(r *planner.Stream) string { return r.ID }, planner.StreamFields, add, planner.Stream{Currency: b.Currency})
	list(a.Rules, b.Rules, func(r *planner.Rule) string { return r.ID }, planner.RuleFields, add, planner.Rule{Hard: true})
	for _, x := range []struct{ before, after string }{{pools(a), pools(b)}, {profiles(a), profiles(b)}, {stock(a), stock(b)}, {rates(a), rates(b)}, {indices(a), indices(b)}} {
		if x.before != x.after {
			out = append(out, x.after)
		}
	}
	return out
}

func list[T any](a, b []T, id func(*T) string, fs []planner.Field[T], add func(id, field, before, after string), zero T) {
	for i := range a {
		if !slices.ContainsFunc(b, func(x T) bool { return id(&x) == id(&a[i]) }) {
			add(id(&a[i]), "removed", "", "yes")
		}
	}
	for i := range b {
		old := zero
		at := slices.IndexFunc(a, func(x T) bool { return id(&x) == id(&b[i]) })
		if at >= 0 {
			old = a[at]
		}
		for _, f := range fs {
			add(id(&b[i]), f.Name, f.Get(&old), f.Get(&b[i]))
		}
	}
}

func pools(p *planner.Project) string {
	out := "pools:"
	for _, x := range p.Pools {
		for _, s := range x.Steps {
			out += fmt.Sprintf("%s@%s=%g;", strings.ReplaceAll(x.ID, " ", "_"), s.From, s.KgPerMonth)
		}
	}
	return out
}

func profiles(p *planner.Project) string {
	out := "profiles:"
	for _, x := range p.Profiles {
		for _, o := range x.Rows {
			out += fmt.Sprintf("%s/%s/%s/%s/%s=%s;", strings.ReplaceAll(x.ID, " ", "_"), o.Element, o.Stage, o.Country, o.Kind, planner.FormatPercent(o.Share))
		}
	}
	return out
}

func stock(p *planner.Project) string {
	out := "stock:"
	for _, x := range p.Stock {
		out += fmt.Sprintf("%s/%s/%s=%g;", x.Part, x.Kind, x.Month, x.Pieces)
	}
	return out
}

func rates(p *planner.Project) string {
	out := "fx:"
	for _, x := range p.FX {
		out += x.Currency + "=" + x.PerUnit.String() + ";"
	}
	return out
}

func indices(p *planner.Project) string {
	out := "index:"
	for _, x := range p.Indices {
		out += fmt.Sprintf("%s/%s/%s/%s/%s", strings.ReplaceAll(x.ID, " ", "_"), x.Element, x.Basis, x.Form, x.Currency)
		for _, pt := range x.Points {
			out += fmt.Sprintf("@%s=%s", pt.From, pt.Price)
		}
		out += ";"
	}
	return out
}

// TestCorpus reads every pattern of docs/import.md and compares with what a person
// would have read.
func TestCorpus(t *testing.T) {
	names := map[string]bool{}
	for _, x := range corpus {
		if names[x.name] {
			t.Errorf("two patterns are called %q", x.name)
		}
		names[x.name] = true
		t.Run(strings.ReplaceAll(x.name, " ", "_"), func(t *testing.T) {
			got, _ := x.read(t)
			if got != strings.Join(strings.Fields(x.want), " ") {
				t.Errorf("%s reads\n  %s\nwant\n  %s", x.name, got, strings.Join(strings.Fields(x.want), " "))
			}
		})
	}
	if len(corpus) < 80 {
		t.Errorf("the corpus holds %d patterns, 80 are promised", len(corpus))
	}
}

// TestCorpusIsDocumented compares the names with docs/import.md.
func TestCorpusIsDocumented(t *testing.T) {
	text, err := os.ReadFile("../../docs/import.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range corpus {
		if !bytes.Contains(text, []byte("| "+x.name+" |")) {
			t.Errorf("docs/import.md does not list the pattern %q", x.name)
		}
	}
}

// Sentences of the readers of words begin whole, also where they begin with a quote.
func TestSentencesAreWhole(t *testing.T) {
	x := pattern{name: "country", sheet: `
Supplier | Part | Price (EUR/pc) | Country of origin
Alpha Magnetics | MOT-100 | 5.2 | Narnia`}
	_, res := x.read(t)
	if got := res.Rows[0].Problems[0]; got.What != "“Narnia” is no country known here." || got.Mend != "Write its two-letter code, or ?? if it is unknown." {
		t.Errorf("%q %q", got.What, got.Mend)
	}
}
