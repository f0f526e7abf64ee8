package plan

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"remanence/app/parts"
	"remanence/app/standing"
	"remanence/app/tr"
	"remanence/app/ui"
	"remanence/app/ui/figures"
	"remanence/app/ui/palette"
	"remanence/app/whatif"
	"remanence/app/why"
	"remanence/app/words"
	"remanence/planner"
	"remanence/planner/hand"
)

// byHand is the plan with shares typed over it. The project and its plan stay as
// they are until it is kept as a scenario.
type byHand struct {
	page   *Page
	steps  [][]planner.HandShare // each step is all shares so far; the last is shown
	undone [][]planner.HandShare // steps taken back, the last one first to come again
	kept   int                   // steps that are in the project as a scenario
	plan   *planner.Plan
	notes  []string
	made   *planner.Plan // the plan it was made from
	name   string        // of the scenario shown, "" for none
	title  string        // of another plan that is only looked at
	bar    *fyne.Container
	text   *widget.Label
	tip    *ui.Tipped
	scenes *ui.Pick
	back   *ui.Button
	keep   *ui.Button
	drop   *ui.Button
}

func newByHand(p *Page) *byHand {
	h := &byHand{page: p}
	h.text = widget.NewLabel("")
	h.text.Truncation = fyne.TextTruncateEllipsis
	h.tip = ui.NewTipped(h.text, "")
	h.back = ui.NewButton(tr.T("Take back"), theme.ContentUndoIcon(), tr.T("Take the last change of shares back"), h.takeBack)
	h.keep = ui.NewButton(tr.T("Keep as scenario"), theme.DocumentSaveIcon(), tr.T("Keep these shares under a name; the plan stays as it is"), h.ask)
	h.drop = ui.NewButton(tr.T("Back to the plan"), theme.CancelIcon(), tr.T("Show the plan itself again"), h.forget)
	h.scenes = ui.NewPick(nil, h.open)
	h.scenes.PlaceHolder, h.scenes.Tip = tr.T("changed by hand …"), tr.T("Shares changed by hand and kept as a scenario")
	h.bar = container.NewBorder(nil, nil, nil, container.NewHBox(h.back, h.keep, h.drop), h.tip)
	return h
}

func (h *byHand) shares() []planner.HandShare {
	if len(h.steps) == 0 {
		return nil
	}
	return h.steps[len(h.steps)-1]
}

// active reports that another plan than the session's is shown.
func (h *byHand) active() bool { return h.plan != nil }

// give adds shares to those typed before; the same cell typed again counts once.
func (h *byHand) give(shares []planner.HandShare) {
	h.title = ""
	next := slices.Clone(h.shares())
	for _, s := range shares {
		next = slices.DeleteFunc(next, func(x planner.HandShare) bool { return x.Part == s.Part && x.Group == s.Group })
		next = append(next, s)
	}
	h.steps, h.undone = append(h.steps, next), nil
	h.cost()
}

// cost books the plan with the shares.
func (h *byHand) cost() {
	base, _ := h.page.session.Plan()
	h.plan, h.notes, h.made = nil, nil, base
	if base != nil && len(h.shares()) > 0 {
		h.plan, h.notes = hand.Apply(h.page.session.Project(), h.page.session.Facts(), base, h.shares())
	}
	h.page.refresh()
}

// look shows a plan made elsewhere, such as one that costs nearly as little.
func (h *byHand) look(title string, plan *planner.Plan) {
	h.clear()
	h.name, h.notes = "", nil
	h.plan, h.title = plan, title
	h.made, _ = h.page.session.Plan()
	h.page.refresh()
}

func (h *byHand) takeBack() {
	n := len(h.steps)
	if n == 0 {
		return
	}
	h.name = ""
	h.undone = append(h.undone, h.steps[n-1])
	h.steps, h.kept = h.steps[:n-1], min(h.kept, n-1)
	h.cost()
}

// again brings back what was taken back last.
func (h *byHand) again() {
	n := len(h.undone)
	if n == 0 {
		return
	}
	h.steps, h.undone = append(h.steps, h.undone[n-1]), h.undone[:n-1]
	h.cost()
}

func (h *byHand) clear() { h.steps, h.undone, h.kept = nil, nil, 0 }

func (h *byHand) forget() {
	h.clear()
	h.name, h.title = "", ""
	h.cost()
}

// follow makes the shares anew when the plan under them changed.
func (h *byHand) follow() {
	base, _ := h.page.session.Plan()
	if h.made == base {
		return
	}
	h.made, h.plan, h.notes = base, nil, nil
	if h.title != "" {
		h.title = ""
		return
	}
	if base != nil && len(h.shares()) > 0 {
		h.plan, h.notes = hand.Apply(h.page.session.Project(), h.page.session.Facts(), base, h.shares())
	}
}

// show says what the shares cost against the plan.
func (h *byHand) show() {
	base, _ := h.page.session.Plan()
	var options []ui.Option
	for _, s := range h.page.session.Project().Scenarios {
		if len(s.HandShares) > 0 {
			options = append(options, ui.Option{ID: s.ID, Label: s.Name, Detail: tr.N(len(s.HandShares), "%s share", "%s shares")})
		}
	}
	h.scenes.SetOptions(options)
	h.scenes.SetSelected(h.name)
	if len(options) == 0 {
		h.scenes.Hide()
	} else {
		h.scenes.Show()
	}
	if !h.active() || base == nil {
		h.bar.Hide()
		return
	}
	h.bar.Show()
	if h.title != "" {
		h.back.Hide()
		h.keep.Hide()
	} else {
		h.back.Show()
		h.keep.Show()
	}
	h.text.Importance = widget.WarningImportance
	h.text.SetText(h.Sentence(base))
	h.tip.Why = func() { h.page.session.Explain(h.why(base)) }
	h.tip.Tip = strings.Join(append([]string{tr.T("Both discounted; penalties of soft rules included.")}, h.notes...), "\n")
}

// why takes what the plan shown costs more or less than the session's apart by kind.
func (h *byHand) why(base *planner.Plan) why.Explanation {
	money := func(v float64) string { return figures.Money(h.plan.Currency, v) }
	e := why.Explanation{Title: h.Sentence(base), Value: money(h.plan.Objective - base.Objective), Formula: tr.T("cost of the plan with these shares − cost of the plan, discounted, penalties of soft rules included"), Notes: h.notes,
		Inputs: []why.Input{{Name: tr.T("With these shares"), Value: money(h.plan.Objective), How: tr.T("orders of the plan shared out anew and costed"), Page: "plan", What: "cost"}, {Name: tr.T("Plan"), Value: money(base.Objective), How: tr.T("cost of the plan as it is, penalties included"), Page: "plan", What: "cost"}}}
	now, was := h.plan.ByKind(), base.ByKind()
	for _, k := range planner.CostKinds {
		if d := now[k] - was[k]; d > 0.005 || d < -0.005 {
			e.Inputs = append(e.Inputs, why.Input{Name: tr.Known(k.Label()), Value: money(d), How: tr.F("%s − %s", money(now[k]), money(was[k])), Page: "plan", What: "cost"})
		}
	}
	return e
}

// Sentence compares the plan shown with the session's.
func (h *byHand) Sentence(base *planner.Plan) string {
	d := h.plan.Objective - base.Objective
	currency := h.plan.Currency
	text := tr.T("By hand: ")
	if h.title != "" {
		text = h.title + ": "
	}
	switch {
	case d > 0.5:
		text += tr.F("%s more than the plan", figures.MoneyShort(currency, d))
	case d < -0.5:
		text += tr.F("%s less than the plan", figures.MoneyShort(currency, -d))
	default:
		text += tr.T("costs the same as the plan")
	}
	broken := 0
	for i := range h.page.session.Project().Rules {
		r := &h.page.session.Project().Rules[i]
		if s := standing.Of(h.page.session.Project(), h.plan, r); s.Broken > 0 && r.Hard {
			broken++
		}
	}
	if broken > 0 {
		text += " · " + tr.N(broken, "%s hard rule is missed", "%s hard rules are missed")
	}
	if n := len(h.plan.Shortfalls); n > 0 {
		text += tr.F(" · demand is late in %s", tr.N(n, "%s case", "%s cases"))
	}
	if len(h.notes) > 0 {
		text += " · " + tr.N(len(h.notes), "%s thing to look at", "%s things to look at")
	}
	return text
}

// lines tell what was changed and what does not fit, for the list of reasons.
func (h *byHand) lines() []parts.Line {
	if !h.active() {
		return nil
	}
	var out []parts.Line
	for _, s := range h.shares() {
		out = append(out, parts.Line{Tint: palette.Info, Text: tr.F("By hand: %s gets %s of %s.", s.Group, figures.Percent(s.Share, 1), s.Part)})
	}
	for _, n := range h.notes {
		out = append(out, parts.Line{Tint: palette.Warn, Text: words.Reason(n)})
	}
	p := h.page.session.Project()
	for i := range p.Rules {
		if s := standing.Of(p, h.plan, &p.Rules[i]); s.Broken > 0 {
			tint := palette.Warn
			if p.Rules[i].Hard {
				tint = palette.Bad
			}
			id := p.Rules[i].ID
			out = append(out, parts.Line{Tint: tint, Text: tr.F("Rule %s is missed by %s in %s.", id, s.Missed, s.Window), Do: func() { h.page.session.Navigate("rules", id) }})
		}
	}
	return out
}

func (h *byHand) ask() {
	name := ui.NewEntry(tr.T("name of the scenario"))
	if i := h.scenario(h.name); i >= 0 {
		name.SetText(h.page.session.Project().Scenarios[i].Name)
	}
	ui.ShowForm(h.page.window, ui.Form{Title: tr.T("Keep as scenario"), Intro: tr.T("The shares are kept with the project and can be looked at and compared later. The plan itself stays as it is."),
		Fields: []ui.Field{{Label: tr.T("Name"), Widget: name}}, OK: tr.T("Keep"),
		Done: func() error { return h.keepAs(strings.TrimSpace(name.Text)) }})
}

func (h *byHand) scenario(id string) int {
	return slices.IndexFunc(h.page.session.Project().Scenarios, func(s planner.Scenario) bool { return s.ID == id && id != "" })
}

// keepAs puts the shares into the project as a scenario, in place of the one of
// the same name.
func (h *byHand) keepAs(name string) error {
	if name == "" {
		return errors.New(tr.T("a scenario needs a name"))
	}
	p := h.page.session.Project()
	s := planner.Scenario{Name: name, HandShares: h.shares()}
	edit := planner.Edit{Row: len(p.Scenarios)}
	for i := range p.Scenarios {
		if strings.EqualFold(p.Scenarios[i].Name, name) {
			if len(p.Scenarios[i].HandShares) == 0 {
				return fmt.Errorf(tr.T("there is another scenario %q already; choose another name"), name)
			}
			s.ID, edit.Row = p.Scenarios[i].ID, i
			before, err := p.Cell(planner.Path("scenario", s.ID))
			if err != nil {
				return err
			}
			edit.Before = before
		}
	}
	for n := len(p.Scenarios) + 1; s.ID == ""; n++ {
		if id := fmt.Sprintf("H%d", n); h.scenario(id) < 0 {
			s.ID = id
		}
	}
	text, err := json.Marshal(s)
	if err != nil {
		return err
	}
	edit.What, edit.After = planner.Path("scenario", s.ID), string(text)
	h.name, h.kept = s.ID, len(h.steps)
	return h.page.session.Apply(tr.F("Scenario %s", name), edit)
}

func (h *byHand) open(id string) {
	i := h.scenario(id)
	if i < 0 {
		return
	}
	h.clear()
	h.name, h.title = id, ""
	h.steps, h.kept = [][]planner.HandShare{slices.Clone(h.page.session.Project().Scenarios[i].HandShares)}, 1
	h.cost()
}

// head is what stands over the matrix.
func (h *byHand) head(title, sub string) fyne.CanvasObject {
	return container.New(layout.NewCustomPaddedVBoxLayout(0), ui.NewSection(title, sub, container.NewGridWrap(fyne.NewSize(190, h.scenes.MinSize().Height), h.scenes)), h.bar)
}

// wonder is the question what if the share in a cell were another; nil where the
// cell holds none that can be given by hand.
func (p *Page) wonder(row, col int) func() {
	m := p.matrix
	if row < 0 || row >= len(m.cells) || col < 0 || col >= len(m.cells[row]) || p.byHand.title != "" {
		return nil
	}
	c, part := m.cells[row][col], m.Part(row)
	if m.give == nil || c.group == "" || c.text == "" || part == "" {
		return nil
	}
	over := planner.Scenario{HandShares: p.byHand.shares()}
	if id := p.session.Front(); id != "" {
		over.With = []string{id}
	}
	return func() { whatif.AskShare(p.session, p.window, over, part, c.group, c.share) }
}

// WhatIf asks what if the selected share were another; false where no share is.
func (p *Page) WhatIf() bool {
	ask := p.wonder(p.grid.Active())
	if ask != nil {
		ask()
	}
	return ask != nil
}
