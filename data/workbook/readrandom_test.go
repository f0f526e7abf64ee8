package workbook

import (
	"encoding/json"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"remanence/data/document"
	"remanence/planner"
)

// blueCell is an input cell as a reader of the file finds it.
type blueCell struct{ sheet, ref, path, column string }

// blueCells finds every input cell by the names that stand in the sheets.
func blueCells(t *testing.T, x *excelize.File, p *planner.Project) []blueCell {
	t.Helper()
	lots := map[string]int{}
	for i, name := range lotNames(p.Stock) {
		lots[name] = i
	}
	var out []blueCell
	for _, sheet := range x.GetSheetList() {
		rows, err := x.GetRows(sheet, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		for head := 1; head < len(rows); head++ {
			keyCol := slices.Index(rows[head], rowKeyHead)
			if keyCol < 0 {
				continue
			}
			for r := head + 1; r < len(rows) && !slices.Contains(rows[r], rowKeyHead); r++ {
				if keyCol >= len(rows[r]) || !strings.Contains(rows[r][keyCol], "/") {
					continue
				}
				key := rows[r][keyCol]
				if table, id, field, err := planner.SplitPath(key); err == nil && table == "stock" && field == "" {
					key = planner.Path("stock", fmt.Sprint(lots[id]))
				}
				for c, code := range rows[head-1] {
					if code == "" || c == keyCol {
						continue
					}
					path := key
					if code != cellCode {
						path += "/" + url.PathEscape(code)
					}
					if _, ours := kindOfPath(path); ours {
						table, _, field, _ := planner.SplitPath(path)
						out = append(out, blueCell{sheet, at(r+1, c+1), path, table + "/" + field})
					}
				}
			}
		}
	}
	return out
}

// another is a text a cell can hold instead of what it says; false when none of
// those tried is taken.
func another(p *planner.Project, r *rand.Rand, c blueCell, words map[string][]string) (after string, ok bool) {
	before, err := p.Cell(c.path)
	if err != nil {
		return "", false
	}
	var tries []string
	if v, err := planner.ParseNumber(before); err == nil {
		tries = append(tries, planner.FormatNumber(float64(int(v*1.37)+r.IntN(9)+1)), planner.FormatNumber(v/2))
	}
	if m, err := planner.ParseMonth(before); err == nil {
		tries = append(tries, (m + planner.Month(1+r.IntN(5))).String())
	}
	for range min(40, len(words[c.column])) {
		tries = append(tries, words[c.column][r.IntN(len(words[c.column]))])
	}
	tries = append(tries, fmt.Sprint(r.IntN(90)+1), "=1+1", "typed, as \"text\" ü 磁")
	if r.IntN(5) == 0 && !namesRow(c.path) {
		tries = slices.Insert(tries, 0, "")
	}
	for _, s := range tries {
		q := p.Clone()
		if q.Apply(planner.Edit{What: c.path, Before: before, After: s}) != nil {
			continue
		}
		if now, err := q.Cell(c.path); err == nil && now != before {
			return now, true
		}
	}
	return "", false
}

// Random changes of blue cells of every sample come back as exactly those edits.
func TestRandomEditsComeBackExactly(t *testing.T) {
	if testing.Short() {
		t.Skip("writes and reads every sample")
	}
	words := map[string][]string{} // what columns say in all samples
	edited, untried := map[string]int{}, map[string]int{}
	for _, name := range samples(t) {
		s := written(t, name)
		x, err := excelize.OpenFile(s.path)
		if err != nil {
			t.Fatal(err)
		}
		cells := blueCells(t, x, s.p)
		for _, c := range cells {
			if v, err := s.p.Cell(c.path); err == nil && v != "" {
				words[c.column] = append(words[c.column], v)
			}
		}
		h := fnv.New64a()
		h.Write([]byte(s.p.Name))
		r := rand.New(rand.NewPCG(h.Sum64(), 7))
		// Each column once, then cells at random.
		r.Shuffle(len(cells), func(i, j int) { cells[i], cells[j] = cells[j], cells[i] })
		slices.SortStableFunc(cells, func(a, b blueCell) int { return edited[a.column] - edited[b.column] })
		want, changed := map[string]string{}, s.p.Clone()
		for _, c := range cells {
			if len(want) == 60 {
				break
			}
			before, err := changed.Cell(c.path)
			if err != nil || edited[c.column] > 1 && r.IntN(4) > 0 {
				continue
			}
			if _, twice := want[c.path]; twice {
				continue
			}
			after, ok := another(changed, r, c, words)
			if !ok { // a column of few words, all of which say the same
				untried[c.column]++
				continue
			}
			if err := changed.Apply(planner.Edit{What: c.path, Before: before, After: after}); err != nil {
				t.Fatal(err)
			}
			kind, _ := kindOfPath(c.path)
			v := inputCell(kind, after).value
			if n, ok := v.(float64); ok && kind == asMonth {
				v = n - float64(r.IntN(27)) // any day of the month
			}
			if err := x.SetCellValue(c.sheet, c.ref, v); err != nil {
				t.Fatal(err)
			}
			want[c.path] = after
			edited[c.column]++
		}
		file := filepath.Join(t.TempDir(), "edited.xlsx")
		if err := x.SaveAs(file); err != nil {
			t.Fatal(err)
		}
		got, err := ReadBack(t.Context(), file, s.p)
		if err != nil {
			t.Fatal(err)
		}
		next := s.p.Clone()
		for _, e := range got.Edits {
			if after, ok := want[e.What]; !ok || after != e.After {
				t.Errorf("%s: %s comes back as %q, typed was %q", s.p.Name, e.What, e.After, after)
			}
			delete(want, e.What)
			if err := next.Apply(e); err != nil {
				t.Error(err)
			}
		}
		if len(want)+len(got.Refused)+len(got.Absent) > 0 {
			t.Errorf("%s: not back: %v; refused %v, absent %v", s.p.Name, want, got.Refused, got.Absent)
		}
		doc := document.New(s.p.Clone())
		was := doc.Digest()
		if err := doc.Apply(document.Change{Name: "Workbook read back", Edits: got.Edits}); err != nil {
			t.Error(err)
		}
		if _, ok := doc.Undo(); !ok || doc.Digest() != was {
			t.Errorf("%s: one undo does not take the edits back", s.p.Name)
		}
		a, _ := json.Marshal(changed)
		b, _ := json.Marshal(next)
		if string(a) != string(b) {
			t.Errorf("%s: the project that comes back is another one", s.p.Name)
		}
	}
	for column := range untried {
		if edited[column] == 0 {
			t.Logf("no cell of %s was changed: all samples say the same word there", column)
		}
	}
	for _, table := range []string{"part", "supplier", "offer", "stock", "pool", "profile", "stream", "design", "rule", "scenario", "settings", "index", "lane"} {
		n := 0
		for column, k := range edited {
			if strings.HasPrefix(column, table+"/") {
				n += k
			}
		}
		if n == 0 && table != "lane" && table != "index" { // those two stand in the case with every term
			t.Errorf("no cell of the table %s was tried", table)
		}
	}
}

// A row added to a list comes in with the supplier it names; rows taken out of it are
// said, and change nothing; lots of stock are found by what they are when the project has others by now.
func TestRowsAddedAndTakenOutAreSaid(t *testing.T) {
	s := written(t, "ev-traction-de")
	p := s.p
	x, err := excelize.OpenFile(s.path)
	if err != nil {
		t.Fatal(err)
	}
	last := len(p.Offers) + headRow
	for col, v := range map[string]any{"A": "NEW-1", "B": "Somebody"} {
		if err := x.SetCellValue(offerName, fmt.Sprint(col, last+1), v); err != nil {
			t.Fatal(err)
		}
	}
	if err := x.RemoveRow(offerName, headRow+2); err != nil {
		t.Fatal(err)
	}
	lot := findCell(t, x, inputsName, planner.Path("stock", lotNames(p.Stock)[0]), "pieces")
	if err := x.SetCellValue(inputsName, lot, 4321); err != nil {
		t.Fatal(err)
	}
	origin := p.Profiles[0].Rows[0]
	share := findCell(t, x, inputsName, planner.Path("profile", p.Profiles[0].ID, strings.Join([]string{origin.Element, string(origin.Stage), origin.Country, string(origin.Kind)}, "|")), cellCode)
	if err := x.SetCellValue(inputsName, share, nil); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "rows.xlsx")
	if err := x.SaveAs(file); err != nil {
		t.Fatal(err)
	}
	q := p.Clone() // meanwhile a lot was entered before all others
	q.Stock = slices.Insert(q.Stock, 0, planner.StockLot{Part: p.Parts[0].ID, Kind: planner.OnHand, Month: p.Start + 1, Pieces: 5})
	got, err := ReadBack(t.Context(), file, q)
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Edits) != 3 || got.Edits[0].What != "stock/1/pieces" || got.Edits[0].After != "4321" || got.Edits[1].What != "offer/NEW-1" || got.Edits[2].What != "supplier/Somebody" {
		t.Errorf("edits %+v", got.Edits)
	}
	if len(got.Refused) != 1 || !strings.Contains(got.Refused[0].What, "The cell is empty") {
		t.Errorf("refused %v", got.Refused)
	}
	var absent []string
	for _, a := range got.Absent {
		absent = append(absent, a.Where)
	}
	if want := []string{"offer " + p.Offers[1].ID, "stock " + strings.ReplaceAll(lotNames(q.Stock)[0], "|", ", ")}; !slices.Equal(absent, want) {
		t.Errorf("absent %q, want %q", absent, want)
	}
	if got.Digest != s.o.Digest {
		t.Errorf("digest %q, want %q", got.Digest, s.o.Digest)
	}
}
