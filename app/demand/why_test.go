package demand

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"remanence/app/parts"
	"remanence/app/session"
	"remanence/app/why"
)

// Ensure a month of a part says what it is made of: the entry, the mass, and what it
// holds of each element with the source of the composition and its age.
func TestAMonthSaysWhatItIsMadeOf(t *testing.T) {
	u := visit(t, opened(t, "ev-traction-de"))
	u.at("EA110-RO", "2027-02")
	e, ok := u.p.Why()
	text := e.Text("2026-11-23")
	if !ok || e.Title != "Feb 27 of EA110-RO" || e.Value != u.shown("EA110-RO", "2027-02") {
		t.Errorf("%+v", e)
	}
	for _, want := range []string{"× mass of a piece × content", "Demand\t" + e.Value + "\tentered in the project", "Mass of a piece\t21.5 g", "NdPr  neodymium and praseodymium\t", "Dy  dysprosium\t", "default of the app", "medium confidence"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	if err := u.p.panel.assay("N42UH", "Dy", 0.028, 0); err != nil {
		t.Fatal(err)
	}
	if e, _ := u.p.Why(); !strings.Contains(e.Text("2027-01-24"), "your own assay") || !strings.Contains(e.Text("2027-01-24"), "2 months old") {
		t.Error(e.Text("2027-01-24"))
	}
	u.press(fyne.KeyDelete)
	if e, _ := u.p.Why(); e.Value != "–" || !strings.Contains(e.Text(""), "Missing is not zero") || len(e.Inputs) != 1 {
		t.Errorf("a missing month: %+v", e)
	}
}

// Ensure the low, the typical and the high figure of an element each explain
// themselves, of one part and of all.
func TestEachFigureOfAnElementExplainsItself(t *testing.T) {
	u := visit(t, opened(t, "ev-traction-de"))
	var told why.Explanation
	leave := u.s.Subscribe(func(e session.Event) {
		if e.Kind == session.Explain {
			told = e.Why
		}
	})
	defer leave()
	look := func(whose string) {
		t.Helper()
		var row parts.Row
		for _, r := range u.p.panel.elements.Rows() {
			if strings.HasPrefix(r.Cells[0].Text, "Dy ") {
				row = r
			}
		}
		if len(row.Cells) != 4 || row.Cells[0].Why != nil {
			t.Fatalf("%+v", row)
		}
		values := map[string]bool{}
		for i, word := range []string{"low", "typical", "high"} {
			row.Cells[i+1].Why()
			formula := map[string]string{"low": "lowest content", "typical": "typical content", "high": "highest content"}[word]
			if !strings.HasSuffix(told.Title, whose+", "+word) || !strings.Contains(told.Formula, formula) || !strings.HasPrefix(told.Value, row.Cells[i+1].Text) {
				t.Errorf("%s of %s, %q: %q = %q, %q", word, whose, row.Cells[i+1].Text, told.Title, told.Value, told.Formula)
			}
			values[told.Value] = true
		}
		if len(values) != 3 {
			t.Errorf("%s: %v", whose, values)
		}
	}
	u.at("EA110-RO", "mass_g")
	look("EA110-RO")
	u.p.grid.Select(u.p.table.Rows()-1, 1)
	look("all parts")
}
