package shell

import (
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"remanence/app/session"
	"remanence/app/tr"
	"remanence/app/ui"
	"remanence/app/ui/figures"
	"remanence/app/ui/palette"
	"remanence/app/why"
	"remanence/app/words"
	"remanence/planner"
)

// header is the line over the pages: the project, the state of its plan, and
// what everyone looks for.
type header struct {
	name        *ui.Line
	about       *ui.Line
	said        string     // what about says where there is room for all of it
	size        *ui.Tipped // the line of about
	chip        *ui.Chip
	bar         *widget.ProgressBar
	barBox      fyne.CanvasObject
	cancel      *ui.Button
	plan        *ui.Button
	export      *ui.Button
	object      fyne.CanvasObject
	row         *fyne.Container // everything
	left        *fyne.Container // the name, what there is to say of it, and the picker of scenarios
	scenario    *ui.Pick
	scenarioBox fyne.CanvasObject
	scenarios   ScenarioPicker
}

func newHeader(s *Shell) *header {
	h := &header{name: ui.NewTitle(), about: ui.NewLine(""), chip: ui.NewChip(palette.Neutral, ""), bar: widget.NewProgressBar()}
	h.bar.TextFormatter = func() string { return "" }
	h.barBox = container.NewCenter(container.NewGridWrap(fyne.NewSize(90, 10), h.bar))
	run := func(id string) func() { return func() { s.Run(id) } }
	h.cancel = ui.NewButton(tr.T("Stop"), theme.MediaStopIcon(), tr.T("Stop planning and keep the best plan so far (Ctrl+.)"), run("cancel"))
	h.plan = ui.NewButton(tr.T("Plan now"), theme.ViewRefreshIcon(), tr.T("Make the plan again (F5)"), run("plan"))
	h.export = ui.NewButton(tr.T("Export"), theme.DocumentSaveIcon(), tr.T("Write the finance workbook (Ctrl+E)"), run("export"))
	h.export.Importance = widget.HighImportance
	h.chip.OnTapped = func() { s.Show("overview", "") }
	h.chip.Why = func() {
		plan, _ := s.session.Plan()
		s.session.Explain(why.Plan(plan, h.chip.Text(), s.session.Status().Text))
	}
	h.size = ui.NewTipped(h.about, "")
	h.size.Why = func() { s.session.Explain(why.Extent(s.session.Project(), h.said)) }
	right := container.New(layout.NewCustomPaddedHBoxLayout(8), h.chip, h.barBox, h.cancel, h.plan, h.export)
	h.left = container.New(lead{h}, h.name)
	h.left.Add(h.size)
	h.row = container.NewBorder(nil, nil, nil, right, h.left)
	h.object = container.NewBorder(nil, widget.NewSeparator(), nil, nil, container.New(layout.NewCustomPaddedLayout(6, 6, 8, 10), h.row))
	return h
}

// show brings the header up to date.
func (h *header) show(s *session.Session, path string, dirty, canExport bool) {
	p := s.Project()
	base := s.Base()
	name := base.Name
	if name == "" {
		name = tr.T("Unnamed project")
	}
	if dirty {
		name += " *"
	}
	h.name.SetText(name)
	about := aboutProject(p, path)
	if s.Front() != "" {
		about = tr.T("Changes belong to the scenario") + apart + about
	}
	h.said = about
	h.showScenario()
	st := s.Status()
	tint, text := chipOf(s, st)
	h.chip.Tip = words.Sentence(st.Text)
	h.chip.Set(tint, text)
	planning := st.Kind == session.Planning
	if planning {
		h.said = words.Sentence(st.Text)
	}
	set(h.cancel, planning)
	set(h.plan, !planning)
	set(h.barBox, planning && st.Fraction >= 0)
	h.bar.SetValue(min(max(st.Fraction, 0), 1))
	if canExport {
		h.export.Enable()
	} else {
		h.export.Disable()
	}
	h.about.SetText(h.said)
	h.size.Tip = h.said
	h.left.Refresh()
	h.row.Refresh() // the chip has another width, and buttons came or went
	canvas.Refresh(h.object)
}

func set(o fyne.CanvasObject, visible bool) {
	if visible {
		o.Show()
	} else {
		o.Hide()
	}
}

func aboutProject(p *planner.Project, path string) string {
	text := tr.N(len(p.Parts), "%s part", "%s parts") + ", " + tr.N(len(p.Offers), "%s offer", "%s offers")
	if p.Months > 0 {
		text += tr.F("  ·  %s to %s  ·  %s", figures.MonthLabel(p.Start), figures.MonthLabel(p.Start+planner.Month(p.Months-1)), p.Currency)
	}
	if path != "" {
		text += apart + filepath.Base(path)
	}
	return text
}

// chipOf is the plan's state in two words.
func chipOf(s *session.Session, st session.Status) (palette.Tint, string) {
	switch st.Kind {
	case session.UpToDate:
		if plan, _ := s.Plan(); plan != nil && plan.Status == planner.StatusInfeasible {
			return palette.Bad, tr.T("Rules clash")
		}
		return palette.Ok, tr.T("Plan up to date")
	case session.OutOfDate:
		return palette.Warn, tr.T("Plan out of date")
	case session.Planning:
		if st.Fraction >= 0 {
			return palette.Info, tr.F("Planning %s", figures.Percent(st.Fraction, 0))
		}
		return palette.Info, tr.T("Planning …")
	case session.Failed:
		if p := s.Project(); len(p.Parts) == 0 && len(p.Offers) == 0 {
			return palette.Neutral, tr.T("No data yet")
		}
		if s.Problems().Refused() {
			return palette.Bad, tr.T("Entries to mend")
		}
		return palette.Bad, tr.T("Planning failed")
	}
	return palette.Neutral, tr.T("No plan yet")
}
