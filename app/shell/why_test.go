package shell

import (
	"strings"
	"testing"
	"unicode"

	"fyne.io/fyne/v2"

	"remanence/app/grid"
	"remanence/app/library"
	"remanence/app/parts"
	"remanence/app/session"
	"remanence/app/ui"
	"remanence/app/why"
	"remanence/planner"
	"remanence/planner/risk"
)

// Every page explains the figure that is selected on it.
func TestCtrlIExplainsAFigureOnEveryPage(t *testing.T) {
	r := newRig(t)
	r.openExample()
	for page, want := range map[string]string{"overview": "Landed cost per year", "demand": "EA110-RO", "sources": "O", "recycling": "T1", "rules": "R01", "plan": "EA110-RO"} {
		r.run("page-" + page)
		r.run("why")
		d := r.dialog()
		if !strings.Contains(d, want) || !strings.Contains(d, "Copy Close") {
			t.Errorf("%s: %q", page, d)
			continue
		}
		r.press("Close")
	}
	r.run("new")
	r.run("page-plan")
	r.run("why")
	if d := r.dialog(); strings.Contains(d, "Copy Close") {
		t.Errorf("an empty project has nothing to explain: %q", d)
	}
}

// Ensure every figure of every table of every page says where it comes from, with a
// formula or a source: in sight, behind a tab, and for every topic of the library.
func TestEveryFigureOfEveryTableIsExplained(t *testing.T) {
	r := newRig(t)
	r.openFinished(example)
	r.answerRisk()
	heard := r.listen()
	asked := 0
	look := func(where string) {
		page := r.s.pages[r.s.current]
		for _, o := range everything(r.s.body) {
			switch x := o.(type) {
			case *parts.Table:
				for i, row := range x.Rows() {
					if !figureIn(row) {
						continue
					}
					heard.told = nil
					if row.Why != nil {
						row.Why()
						r.s.win.Canvas().Overlays().Remove(r.s.win.Canvas().Overlays().Top())
					}
					asked++
					check(t, where, i, row.Cells[0].Text, heard.told)
					for _, c := range row.Cells {
						if c.Why != nil {
							heard.told = nil
							c.Why()
							r.s.win.Canvas().Overlays().Remove(r.s.win.Canvas().Overlays().Top())
							check(t, where, i, row.Cells[0].Text+" "+c.Text, heard.told)
						}
					}
				}
			case *ui.Card:
				heard.told = nil
				if x.Why != nil {
					x.Why()
					r.s.win.Canvas().Overlays().Remove(r.s.win.Canvas().Overlays().Top())
				}
				asked++
				check(t, where, 0, "a card", heard.told)
			case *grid.Grid:
				if x.Report { // its rows explain themselves, see above
					continue
				}
				columns := x.Model.Columns()
				rows := x.Model.Rows()
				for row := 0; row < rows; row += max(1, (rows-1)/24) {
					for col := range columns {
						if text := x.Model.Cell(row, col).Text; columns[col].Title == "" || !strings.ContainsFunc(text, unicode.IsDigit) {
							continue // a column without a title names the rows
						}
						x.Select(row, col)
						asked++
						e, ok := page.(session.Explainer).Why()
						if !ok {
							check(t, where, row, columns[col].Title, nil)
							continue
						}
						check(t, where, row, columns[col].Title, &e)
					}
				}
			}
		}
	}
	for _, m := range Pages() {
		r.run("page-" + m.ID)
		if m.ID == "library" {
			for _, topic := range library.Topics() {
				r.s.Show("library", topic.ID)
				look("library, " + topic.ID)
			}
			continue
		}
		if m.ID == "demand" { // of all parts, the total row is chosen
			for _, o := range everything(r.s.body) {
				if g, ok := o.(*grid.Grid); ok {
					g.Select(g.Model.Rows()-1, 1)
				}
			}
			look("demand, all parts")
			r.s.Show("demand", "EA110-RO")
		}
		look(m.ID)
	}
	if asked < 3000 {
		t.Errorf("only %d figures", asked)
	}
}

func check(t *testing.T, where string, row int, what string, e *why.Explanation) {
	t.Helper()
	if e == nil {
		t.Errorf("%s: row %d, %q says nothing", where, row, what)
		return
	}
	sourced := e.Formula != ""
	for _, i := range e.Inputs {
		sourced = sourced || i.How != "" || i.Source.Name != ""
	}
	if !sourced || e.Title == "" || e.Value == "" {
		t.Errorf("%s: row %d, %q is explained by %+v", where, row, what, *e)
	}
}

// figureIn tells whether a row holds a number behind its name.
func figureIn(row parts.Row) bool {
	for _, c := range row.Cells[1:] {
		if strings.ContainsFunc(c.Text, unicode.IsDigit) {
			return true
		}
	}
	return false
}

// everything is all of a page, the tabs behind the one in front included.
func everything(o fyne.CanvasObject) []fyne.CanvasObject {
	if o == nil {
		return nil
	}
	out := []fyne.CanvasObject{o}
	for _, child := range ui.Children(o) {
		out = append(out, everything(child)...)
	}
	return out
}

// ear hears what the session tells the window.
type ear struct {
	told *why.Explanation // explained last
	led  bool             // somewhere else was gone to
}

// listen gives an ear until the test ends.
func (r *rig) listen() *ear {
	x := &ear{}
	r.t.Cleanup(r.s.session.Subscribe(func(e session.Event) {
		switch e.Kind {
		case session.Explain:
			x.told = &e.Why
		case session.Navigate:
			x.led = true
		}
	}))
	return x
}

// answerRisk keeps answers about insurance and simulation with the project, as if
// they had been asked for.
func (r *rig) answerRisk() {
	figure := risk.Figure{Value: 2e6, Low: 1e6, High: 3e6}
	cost := risk.Distribution{P50: figure, P95: figure, CVaR95: figure}
	r.s.session.Keep("insurance", "then", &risk.Insurance{Currency: "EUR", Plan: "plan", Reference: "cheapest", Premium: 1e5, LossReference: 2e6, LossPlan: 1e6,
		Covers: []risk.InsuredEvent{{Node: "country:CN", Name: "China", Recovery: 8, Reference: 2e6, Plan: 1e6, Reduction: 1e6, BreakEven: planner.Some(0.1)}}}, true)
	r.s.session.Keep("simulation", "then", &risk.Simulation{Currency: "EUR", Start: planner.MonthOf(2027, 1), Months: 2, Paths: 100, Seed: 1,
		Policies: []risk.PolicyResult{{Name: "Plan", Planned: 1e6, Cost: cost, StopRisk: risk.Figure{Value: 0.2}, Days: cost, StopByMonth: []float64{0, 0.2}}}}, true)
}
