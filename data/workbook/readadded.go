package workbook

import (
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"remanence/data/reference"
	foreign "remanence/data/sheets/book"
	"remanence/planner"
)

// addition is a row that somebody added to a list of the workbook.
type addition struct {
	place, path string
	table, id   string
	words       []string // what its cells say
	sheets      []*foreign.Sheet
	bad         bool // a cell of it was refused
}

// additions finds the rows added to lists that name whole rows, and makes each in
// next, so that cells of other lists may speak of them.
func (x *comparison) additions(b *foreign.Book) {
	for i := range b.Sheets {
		s := &b.Sheets[i]
		for head := 1; head < len(s.Rows); head++ {
			for k := range s.Rows[head].Cells {
				c := &s.Rows[head].Cells[k]
				if c.Kind == foreign.Text && c.Text == rowKeyHead && s.Rows[head-1].N == s.Rows[head].N-1 {
					x.addedTo(b, s, head, int(c.Col))
				}
			}
		}
	}
}

// addedTo finds the rows added to one list: those without a name of ours, and copies
// of a row that bear another name.
func (x *comparison) addedTo(b *foreign.Book, s *foreign.Sheet, head, keyCol int) {
	codes := codesOf(&s.Rows[head-1], keyCol)
	if len(codes) == 0 || codes[0].Text == cellCode {
		return
	}
	table, whole := "", false
	label := max(named(&s.Rows[head], "Row"), named(&s.Rows[head], "Offer"))
	line, byMonth := named(&s.Rows[head], "Line"), slices.ContainsFunc(codes, func(c foreign.Cell) bool { return isMonth(c.Text) })
	seen := map[string]bool{}
	for i := head + 1; i < len(s.Rows); i++ {
		row := &s.Rows[i]
		key := row.At(keyCol)
		if headsList(row) || headsNext(s, i) || !byMonth && headsBlock(s, i) {
			return
		}
		if !key.Empty() {
			of, id, field, err := planner.SplitPath(key.Text)
			if err != nil || field != "" {
				continue
			}
			if table == "" {
				table, whole = of, i == head+1
			}
			// A copy of a row that bears another name.
			copied := whole && seen[key.Text] && table != "stock" && label >= 0
			seen[key.Text] = true
			if name := said(row, label); copied && name != "" && name != shownID(id) {
				x.add(b.Place(s, row.N, label), rowAt{s, row.N}, table, name)
			}
			continue
		}
		filled := slices.ContainsFunc(codes, func(c foreign.Cell) bool {
			v := row.At(int(c.Col))
			return !v.Empty() && !v.Formula && (!byMonth || isMonth(c.Text))
		})
		switch {
		case table == "":
		case !filled: // a name alone; after an empty line it may be the heading of what follows
			if name := said(row, label); whole && !byMonth && name != "" && row.N == s.Rows[i-1].N+1 {
				x.add(b.Place(s, row.N, label), rowAt{s, row.N}, table, name)
			}
		case table == "part" && byMonth:
			// A line with the number of a part nobody knows where the others have their name.
			part := said(row, line)
			if part == "" || part == "Line" || slices.Contains(lineNames, part) || x.p.RowOf(planner.Path("part", part)) >= 0 {
				continue
			}
			if a := x.add(b.Place(s, row.N, line), rowAt{s, row.N}, table, part); a != nil && said(row, named(&s.Rows[head], "Unit")) == string(planner.Kilograms) {
				if x.next.Apply(planner.Edit{What: a.path + "/demand_unit", After: string(planner.Kilograms)}) == nil {
					a.words = append(a.words, "demand unit kg")
				}
			}
		case whole && label >= 0:
			x.add(b.Place(s, row.N, label), rowAt{s, row.N}, table, said(row, label))
		}
	}
}

// lineNames head the lines of a block of the demand sheet.
var lineNames = []string{lnStart, lnOpen, lnArrive, lnApart, lnScrap, lnAvailable, lnLateStart, lnDemand, lnLost, lnOwed, lnHeld, lnSent, lnStock, lnLate, lnBalance}

// said is the text of a cell, "" for none.
func said(row *foreign.Row, col int) string {
	if col < 0 || row.At(col).Empty() {
		return ""
	}
	return strings.TrimSpace(row.At(col).String())
}

func isMonth(text string) bool {
	_, err := planner.ParseMonth(text)
	return err == nil
}

// shownID is how a list shows the id of a row.
func shownID(id string) string { return strings.ReplaceAll(id, ">", " → ") }

// named is the column of a title, -1 when there is none.
func named(head *foreign.Row, title string) int {
	for _, c := range head.Cells {
		if c.Kind == foreign.Text && c.Text == title {
			return int(c.Col)
		}
	}
	return -1
}

// titled is the column of a title that begins so, -1 when there is none.
func titled(head *foreign.Row, title string) int {
	for _, c := range head.Cells {
		if c.Kind == foreign.Text && strings.HasPrefix(c.Text, title) {
			return int(c.Col)
		}
	}
	return -1
}

// rowAt is a row of a sheet.
type rowAt struct {
	sheet *foreign.Sheet
	n     int
}

// add makes a row of next, and remembers where it stands in the workbook.
func (x *comparison) add(place string, at rowAt, table, name string) *addition {
	refuse := func(what, mend string) *addition {
		x.refuse(place, planner.Path(table, name), what, mend)
		x.newRows[at] = nil
		return nil
	}
	id := strings.Join(strings.Fields(name), " ")
	switch table {
	case "stock":
		id = fmt.Sprint(len(x.next.Stock))
	case "design":
		part, grade, ok := strings.Cut(strings.ReplaceAll(id, "→", ">"), ">")
		if !ok {
			return refuse("The new design change does not name part and grade.", "Write them in the first column as PART → GRADE.")
		}
		id = strings.TrimSpace(part) + ">" + strings.TrimSpace(grade)
	case "offer":
		for n := len(x.next.Offers) + 1; id == ""; n++ {
			if try := fmt.Sprintf("O%02d", n); x.next.Offer(try) == nil {
				id = try
			}
		}
	}
	if id == "" {
		return refuse("The new row has no name.", "Type it in the first column of the list.")
	}
	path := planner.Path(table, id)
	if a := x.added[path]; a != nil && table == "part" { // its demand stands on another sheet than its terms
		if slices.Contains(a.sheets, at.sheet) {
			return refuse("The new part "+id+" stands in "+a.place+" as well.", "Keep one of the two rows.")
		}
		a.sheets = append(a.sheets, at.sheet)
		x.newRows[at] = a
		return a
	}
	if table != "stock" && x.next.RowOf(path) >= 0 {
		return refuse("A row was added, but there is a "+table+" "+shownID(id)+" already.", "Choose another name, or change the row that is there.")
	}
	text, err := json.Marshal(x.fresh(table, id))
	if err == nil {
		err = x.next.Apply(planner.Edit{What: path, After: string(text), Row: 1 << 30})
	}
	if err != nil {
		return refuse("A row was added that the project cannot take: "+err.Error()+".", "Add it in the app.")
	}
	a := &addition{place: place, path: path, table: table, id: id, sheets: []*foreign.Sheet{at.sheet}}
	x.added[path], x.newRows[at] = a, a
	x.addedOrder = append(x.addedOrder, a)
	return a
}

// fresh is a new row before its cells are read, with what the app gives new rows.
func (x *comparison) fresh(table, id string) any {
	switch table {
	case "part":
		return planner.Part{ID: id, Unit: planner.Pieces, Currency: x.p.Currency, Demand: make([]planner.Opt[float64], max(0, x.p.Months))}
	case "supplier":
		return planner.Supplier{Name: id, Group: id}
	case "offer":
		return planner.Offer{ID: id, Status: planner.NotStarted}
	case "stock":
		return planner.StockLot{Kind: planner.OnHand, Month: x.p.Start}
	case "pool":
		return planner.Pool{ID: id}
	case "profile":
		return planner.Profile{ID: id}
	case "stream":
		return planner.Stream{ID: id, Currency: x.p.Currency}
	case "design":
		part, grade, _ := strings.Cut(id, ">")
		return planner.Design{Part: part, ToGrade: grade}
	case "rule":
		return planner.Rule{ID: id, Hard: true, Scope: "all"}
	case "scenario":
		return planner.Scenario{ID: id}
	}
	return struct{}{}
}

// addedCells reads the cells of an added row.
func (x *comparison) addedCells(b *foreign.Book, s *foreign.Sheet, row *foreign.Row, a *addition, codes []foreign.Cell) {
	for _, code := range codes {
		if c := row.At(int(code.Col)); !c.Empty() {
			x.addedCell(b.Place(s, row.N, int(code.Col)), a, code.Text, c, s.From1904)
		}
	}
}

func (x *comparison) addedCell(place string, a *addition, field string, c *foreign.Cell, from1904 bool) {
	path := a.path + "/" + url.PathEscape(field)
	kind, ok := kindOfPath(path)
	if !ok {
		return
	}
	text, _, problem := read(kind, "", c, from1904)
	if problem == "" && text != "" {
		if err := x.next.Apply(planner.Edit{What: path, After: text}); err != nil {
			problem = fmt.Sprintf("%q is not taken: %v.", text, err)
		}
	}
	if problem != "" {
		a.bad = true
		x.refuse(place, path, problem, "Correct the cell and import the workbook again; the new row waits for it.")
		return
	}
	if text != "" {
		a.words = append(a.words, strings.ReplaceAll(field, "_", " ")+" "+text)
	}
}

// settleAdded turns the added rows into edits, those with a refused cell excepted. What
// they still lack is open, as with a row added in the app.
func (x *comparison) settleAdded() {
	if len(x.addedOrder) == 0 {
		return
	}
	for _, a := range slices.Clone(x.addedOrder) { // suppliers nobody knows come with their quotation, as with a quote
		if a.table != "offer" {
			continue
		}
		o := x.next.Offer(a.id)
		if o.For == "" && x.next.RowOf(planner.Path("part", o.Item)) >= 0 {
			o.For = planner.ForPart
		}
		if o.Supplier != "" && x.next.RowOf(planner.Path("supplier", o.Supplier)) < 0 && !a.bad {
			x.add(a.place, rowAt{}, "supplier", o.Supplier)
		}
	}
	for _, p := range x.next.Validate(nil) {
		of := func(a *addition) bool { return !a.bad && (p.Path == a.path || strings.HasPrefix(p.Path, a.path+"/")) }
		if p.Severity == planner.Refuses && slices.ContainsFunc(x.addedOrder, of) {
			x.out.Open = append(x.out.Open, p)
		}
	}
	count := map[string]int{}
	lengths := x.p.Editor()
	for _, a := range x.addedOrder {
		if a.bad {
			continue
		}
		text, err := x.next.Cell(a.path)
		if err != nil {
			continue
		}
		row := lengths.Len(a.table) + count[a.table]
		count[a.table]++
		path := a.path
		if a.table == "stock" {
			path = planner.Path("stock", fmt.Sprint(row))
		}
		name := a.table + " " + shownID(a.id)
		if a.table == "stock" {
			name = "lot of stock"
		}
		x.out.Edits = append(x.out.Edits, planner.Edit{What: path, After: text, Row: row})
		x.out.Lines = append(x.out.Lines, ReturnedLine{a.place, "new " + name, "", orText(strings.Join(a.words, ", "), "added")})
	}
}

// unnamed reads a row without a name of ours in a list of single values: a currency,
// a month of an index, an origin, a lane. What such lists show beside the project's
// own rows has no name either, and is passed over.
func (x *comparison) unnamed(b *foreign.Book, s *foreign.Sheet, head *foreign.Row, row *foreign.Row, code foreign.Cell) {
	value := row.At(int(code.Col))
	if !value.Empty() && value.Formula {
		return
	}
	text := func(title string) string { return said(row, titled(head, title)) }
	place := b.Place(s, row.N, int(code.Col))
	first := ""
	if len(head.Cells) > 0 {
		first = head.Cells[0].Text
	}
	switch {
	case value.Empty():
		if name := said(row, 0); name != "" && (slices.Contains([]string{"Currency", "Index", "Profile"}, first) || first == "From" && text("To") != "") {
			x.out.Refused = append(x.out.Refused, planner.Problem{Severity: planner.Refuses, Where: place, What: "The row of " + name + " has no value.", Mend: "Type it, or empty the row."})
		}
	case first == "From" && titled(head, "Freight (per kg)") >= 0:
		lane := planner.Lane{From: countryCode(text("From")), To: countryCode(text("To")), Mode: strings.ToLower(text("Mode")), Currency: orText(strings.ToUpper(text("Currency")), x.p.Currency), Source: planner.Source{User: true}}
		path := planner.Path("lane", lane.ID())
		if text("Source") != "" {
			return // of the library
		}
		if lane.From == "" || lane.To == "" || lane.Mode == "" {
			x.refuse(place, path, "The new lane does not say from where, to where and how.", "Fill in From, To and Mode, for example CN, DE, sea.")
			return
		}
		if x.p.RowOf(path) >= 0 {
			x.refuse(place, path, "A row was added, but the project has this lane already.", "Change the row that is there.")
			return
		}
		x.unnamedValue(place, rowAt{s, row.N}, "lane", lane.ID(), lane, "cost_per_kg", value, s.From1904)
	case first == "Currency" && titled(head, "Rate (units") >= 0:
		x.unnamedRate(place, strings.ToUpper(text("Currency")), value, s.From1904)
	case first == "Index" && titled(head, "From (month") >= 0:
		from := "flat"
		if c := row.At(max(0, titled(head, "From (month"))); !c.Empty() && c.Kind == foreign.Number {
			day := dayOf(c.Num, s.From1904)
			from = fmt.Sprintf("%04d-%02d", day.Year(), day.Month())
		} else if m, err := planner.ParseMonth(text("From (month")); err == nil {
			from = m.String()
		}
		fresh := planner.Index{ID: text("Index"), Element: text("Element"), Basis: planner.MarketBasis(text("Market")), Currency: text("Currency"), Source: planner.Source{User: true}}
		if form := text("Form"); form != "metal" {
			fresh.Form = planner.IndexForm(form)
		}
		if x.next.RowOf(planner.Path("index", fresh.ID)) < 0 && (fresh.ID == "" || text("Source")+text("Confidence") != "") {
			return // of the library
		}
		x.unnamedValue(place, rowAt{s, row.N}, "index", fresh.ID, fresh, from, value, s.From1904)
	case first == "Profile" && titled(head, "Share") >= 0:
		id, kind := text("Profile"), orText(text("Origin"), string(planner.Primary))
		if id == "" {
			x.refuse(place, "profile/", "The new origin names no profile.", "Type it in the first column.")
			return
		}
		field := strings.Join([]string{text("Element"), text("Stage"), countryCode(text("Country")), kind}, "|")
		x.unnamedValue(place, rowAt{s, row.N}, "profile", id, planner.Profile{ID: id}, field, value, s.From1904)
	}
}

// countryCode is the code of a country by its name or code.
func countryCode(text string) string {
	if strings.EqualFold(text, "unknown") {
		return planner.UnknownCountry
	}
	if c, ok := reference.Shipped().Country(text); ok && text != "" {
		return c.ISO2
	}
	return text
}

func (x *comparison) unnamedRate(place, currency string, value *foreign.Cell, from1904 bool) {
	if currency == x.p.Currency || currency == "" {
		return
	}
	path := "settings/fx_" + x.p.Currency + "_" + currency
	switch before, err := x.p.Cell(path); {
	case err != nil || len(currency) != 3:
		x.refuse(place, path, "“"+currency+"” is no currency.", "Write its three letters, for example USD.")
	case before != "":
		x.refuse(place, path, "A row was added, but the project has a rate of "+currency+" already.", "Change the row that is there.")
	default:
		x.cell(place, path, value, from1904)
	}
}

// unnamedValue takes a value of a row that is there, or makes the row first.
func (x *comparison) unnamedValue(place string, at rowAt, table, id string, fresh any, field string, value *foreign.Cell, from1904 bool) {
	row := planner.Path(table, id)
	path := row + "/" + url.PathEscape(field)
	if _, ok := kindOfPath(path); !ok {
		x.refuse(place, path, "The new row does not say what it is of.", "Fill in its first columns as those above.")
		return
	}
	if x.p.RowOf(row) >= 0 {
		if before, err := x.p.Cell(path); err == nil && before == "" {
			x.cell(place, path, value, from1904)
		}
		return
	}
	a := x.added[row]
	if a == nil {
		text, err := json.Marshal(fresh)
		if err == nil {
			err = x.next.Apply(planner.Edit{What: row, After: string(text), Row: 1 << 30})
		}
		if err != nil {
			x.refuse(place, row, "A row was added that the project cannot take: "+err.Error()+".", "Add it in the app.")
			return
		}
		a = &addition{place: place, path: row, table: table, id: id}
		x.added[row] = a
		x.addedOrder = append(x.addedOrder, a)
	}
	x.addedCell(place, a, field, value, from1904)
}
