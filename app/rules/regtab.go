package rules

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"remanence/app/entry"
	"remanence/app/grid"
	"remanence/app/parts"
	"remanence/app/tr"
	"remanence/app/ui"
	"remanence/app/ui/palette"
	"remanence/app/whatif"
	"remanence/app/why"
	"remanence/planner"
)

// regulationTab shows the states' rules: a table packed by regime and beside it
// all that is known of the chosen one.
type regulationTab struct {
	page   *Page
	object fyne.CanvasObject
	table  *Regulations
	grid   *grid.Grid
	search *ui.Entry
	title  *widget.Label
	story  *parts.Lines
	chosen string
}

func newRegulationTab(p *Page) *regulationTab {
	t := &regulationTab{page: p, table: NewRegulations(p.session.Project(), p.session.Facts(), p.today())}
	t.grid = grid.New(t.table)
	t.grid.RowNumbers, t.grid.ReadOnly, t.grid.KeepOrder, t.grid.FrozenColumns = false, true, true, 1
	t.grid.ReadOnlyWhy, t.grid.EmptyText = tr.T("Regulations are facts with a source."), tr.T("nothing matches")
	t.grid.OnSelected = func(row, _ int) {
		if r := t.table.At(row); r != nil && r.ID != t.chosen { // along a row there is nothing new to show
			t.show(row)
		}
	}
	t.grid.OnKey = func(k *fyne.KeyEvent) {
		if k.Name == fyne.KeyF6 {
			entry.Focus(t.search)
		}
	}
	t.grid.OnContext = t.menu
	t.search = ui.NewEntry(tr.T("search: China, magnet, licence, suspended …"))
	t.search.OnChanged = func(text string) {
		t.table.Search(text)
		t.grid.Refresh()
		t.choose(t.chosen)
	}
	t.search.OnSubmitted = func(string) { entry.Focus(t.grid) }
	t.title = widget.NewLabelWithStyle("", fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	t.title.SizeName, t.title.Wrapping = theme.SizeNameSubHeadingText, fyne.TextWrapWord
	t.story = parts.NewLines(tr.T("Choose a regulation."))
	left := container.NewBorder(t.search, nil, nil, nil, t.grid)
	t.grid.Beside = ui.NewVeil(container.NewBorder(t.title, nil, nil, nil, container.NewVScroll(t.story.Object())))
	split := container.NewHSplit(ui.NewPanel(left), ui.NewPanel(t.grid.Beside))
	split.Offset = 0.73
	t.object = split
	return t
}

func (t *regulationTab) reload(in Input) {
	t.table = NewRegulations(in.Project, in.Facts, in.Today)
	t.table.Search(t.search.Text)
	t.grid.Model = t.table
	t.grid.Refresh()
	row := t.table.Find(t.chosen)
	if row < 0 {
		row = 1
	}
	t.show(row)
}

func (t *regulationTab) choose(id string) {
	row := t.table.Find(id)
	if row < 0 {
		row = min(1, t.table.Rows()-1) // below the first heading
	}
	if row >= 0 {
		t.grid.Select(row, 0)
		t.show(row)
	}
}

// menu is the context menu of a regulation: what if another of its branches held.
func (t *regulationTab) menu(row, _ int, at fyne.Position) {
	c, r := entry.CanvasOf(t.grid), t.table.At(row)
	if c == nil || r == nil {
		return
	}
	t.show(row)
	var items []*fyne.MenuItem
	for _, w := range Ways(t.page.session.Project(), t.page.session.Facts(), r.ID) {
		if !w.Chosen {
			items = append(items, fyne.NewMenuItem(tr.F("What if: %s", w.Text), func() { t.page.done(t.wonder(w)) }))
		}
	}
	items = append(items, fyne.NewMenuItem(tr.T("Show in the library"), func() { t.page.session.Navigate("library", "regulations/"+r.ID) }))
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), c, at)
}

// wonder keeps the scenario in which a branch holds and shows it.
func (t *regulationTab) wonder(w Way) error {
	s := t.page.session
	before, err := s.Project().Cell(regimePath)
	if err != nil {
		return err
	}
	id, err := whatif.KeepEdits(s, w.Text, planner.Edit{What: regimePath, Before: before, After: planner.Regime{w.choice}.String()})
	if err == nil {
		s.Navigate("compare", planner.Path("scenario", id))
	}
	return err
}

// explain shows where what is told of a regulation comes from.
func (t *regulationTab) explain(id string) {
	p, f := t.page.session.Project(), t.page.session.Facts()
	in, ok := why.Regulation(f, tr.T("Status"), id)
	reg, _ := f.Regulation(id)
	if !ok {
		return
	}
	e := why.Explanation{Title: reg.ID + " · " + reg.Instrument, Value: in.Value, Formula: tr.T("as the library has read it, with your own reading in its place where you entered one"), Inputs: []why.Input{in}}
	for _, used := range t.table.used[id] {
		x := why.Input{Name: tr.T("Used by"), Value: used, How: tr.T("offer that needs a licence under it"), Page: "sources", What: planner.Path("offer", used)}
		if ruleOf(p, used) != nil {
			x.How, x.Page, x.What = tr.T("rule of the project modelled on it"), "rules", used
		}
		e.Inputs = append(e.Inputs, x)
	}
	t.page.session.Explain(e)
}

func (t *regulationTab) show(row int) {
	r := t.table.At(row)
	if r == nil {
		return
	}
	t.chosen = r.ID
	t.title.SetText(r.Instrument)
	var lines []parts.Line
	branches := Branches(r)
	for _, s := range t.table.Story(r) {
		l := parts.Line{Text: s, Why: func() { t.explain(r.ID) }}
		for _, b := range branches {
			if s == b {
				l.Tint = palette.Info
				if len(branches) > 1 {
					l.Tint = palette.Warn
				}
			}
		}
		lines = append(lines, l)
	}
	for _, w := range Ways(t.page.session.Project(), t.page.session.Facts(), r.ID) {
		l := parts.Line{Text: w.Text, Tip: tr.T("The plan is made again with this branch; undo takes it back"), Do: func() { t.page.done(Choose(t.page.session, w)) }}
		if w.Chosen {
			l.Text, l.Tint, l.Do = tr.F("Chosen: %s", w.Text), palette.Ok, nil
		}
		lines = append(lines, l)
	}
	for _, id := range t.table.used[r.ID] {
		if ruleOf(t.page.session.Project(), id) != nil {
			lines = append(lines, parts.Line{Text: tr.F("Go to rule %s", id), Do: func() { t.page.Shown(id) }})
		} else {
			lines = append(lines, parts.Line{Text: tr.F("Go to offer %s", id), Do: func() { t.page.session.Navigate("sources", id) }})
		}
	}
	t.story.Set(lines)
}
