package sources

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"remanence/app/tr"
	"remanence/app/ui"
	"remanence/app/ui/figures"
	"remanence/app/why"
	"remanence/app/words"
	"remanence/planner"
)

// sliders reprice the comparison while they are dragged.
type sliders struct {
	page    *Page
	object  fyne.CanvasObject
	element *ui.Pick
	country *ui.Pick
	follow  *ui.Tick
	back    *ui.Button
	rows    []*slider
}

type slider struct {
	slide *ui.Slider
	value *widget.Label
	what  fyne.CanvasObject // value, with where it comes from
	tip   string            // what it does
	write func(float64) string
}

const (
	slidePrice = iota
	slideDuty
	slideWait
	slideVolume
)

// restsAt is where each slider stands while nothing is asked.
var restsAt = []float64{slidePrice: 1, slideDuty: 0, slideWait: 0, slideVolume: 0}

func newSliders(p *Page) *sliders {
	s := &sliders{page: p}
	changed := func() { s.changed() }
	s.element = ui.NewPick(nil, func(string) { changed() })
	s.country = ui.NewPick(nil, func(string) { changed() })
	s.follow = ui.NewTick(tr.T("fixed prices follow too"), func(bool) { changed() })
	s.follow.Checked = true
	s.back = ui.NewButton(tr.T("Set back"), theme.ContentUndoIcon(), tr.T("Back to the prices of the project"), s.reset)
	add := func(from, to, step, at float64, write func(float64) string) *slider {
		x := &slider{slide: ui.NewSlider(from, to), value: widget.NewLabelWithStyle("", fyne.TextAlignTrailing, fyne.TextStyle{Bold: true}), write: write}
		told := ui.NewTipped(x.value, "")
		told.Why = func() { p.session.Explain(s.whyOf(x)) }
		x.what = told
		x.slide.Step, x.slide.Value = step, at
		x.slide.OnChanged = func(float64) { changed() }
		s.rows = append(s.rows, x)
		return x
	}
	add(0.25, 5, 0.05, 1, func(v float64) string { return "× " + figures.Number(v, 2) })
	add(-0.25, 1, 0.01, 0, func(v float64) string { return tr.F("%s points", figures.Signed(100*v, 0)) })
	add(-60, 240, 5, 0, func(v float64) string { return tr.F("%s days", figures.Signed(v, 0)) })
	add(0, 2, 0.05, 0, func(v float64) string {
		if v == 0 {
			return tr.T("base price")
		}
		return tr.F("%s of need", figures.Percent(v, 0))
	})
	wait, volume := widget.NewLabel(tr.T("Licence wait")), widget.NewLabel(tr.T("Volume to one supplier"))
	room := max(190, wait.MinSize().Width, volume.MinSize().Width)
	lines := container.New(&slideLines{room: room})
	line := func(i int, head fyne.CanvasObject, tip string) {
		lines.Objects = append(lines.Objects, head, ui.NewTipped(s.rows[i].slide, tip), s.rows[i].what)
		s.rows[i].tip = tip
	}
	pair := func(text string, pick *ui.Pick) fyne.CanvasObject {
		return container.NewBorder(nil, nil, widget.NewLabel(text), nil, pick)
	}
	line(slidePrice, pair(tr.T("Price of"), s.element), tr.T("The price of the element on every index, and with the tick in fixed prices as well, as if their next quotation followed"))
	line(slideDuty, pair(tr.T("Duty on"), s.country), tr.T("Added to the duty of goods whose last stage is in the country"))
	line(slideWait, wait, tr.T("Added to the wait of every offer that needs a licence; it moves the first delivery"))
	line(slideVolume, volume, tr.T("The price step that this share of the part's yearly need reaches"))
	s.object = container.NewVScroll(container.New(layout.NewCustomPaddedVBoxLayout(0), lines, container.NewBorder(nil, nil, s.follow, s.back)))
	return s
}

// whyOf explains what a slider says.
func (s *sliders) whyOf(x *slider) why.Explanation {
	i := slices.Index(s.rows, x)
	title := []string{slidePrice: tr.F("Price of %s", words.Element(s.element.Selected())), slideDuty: tr.F("Duty on %s", words.Country(s.page.session.Facts(), s.country.Selected())), slideWait: tr.T("Licence wait"), slideVolume: tr.T("Volume to one supplier")}[i]
	return why.Explanation{Title: title, Value: x.value.Text, Formula: tr.T("set with the slider: the comparison is repriced with it, nothing in the project changes"),
		Inputs: []why.Input{{Name: tr.T("As the project has it"), Value: x.write(restsAt[i]), How: tr.T("what Set back returns to")}}, Notes: []string{x.tip}}
}

// what is what the sliders say.
func (s *sliders) what() WhatIf {
	v := func(i int) float64 { return s.rows[i].slide.Value }
	w := WhatIf{Element: s.element.Selected(), Price: v(slidePrice), Follow: s.follow.Checked, Country: s.country.Selected(), Duty: v(slideDuty), WaitDays: v(slideWait), Volume: v(slideVolume)}
	if w.Element == "" {
		w.Price = 1
	}
	return w
}

func (s *sliders) changed() {
	s.write()
	s.page.reprice()
}

func (s *sliders) write() {
	for _, x := range s.rows {
		x.value.SetText(x.write(x.slide.Value))
	}
	if s.what().Active() {
		s.back.Enable()
	} else {
		s.back.Disable()
	}
}

func (s *sliders) reset() {
	for i, at := range restsAt {
		s.rows[i].slide.Value = at
		s.rows[i].slide.Refresh()
	}
	s.changed()
}

// choices are the elements of the part and the countries of its offers.
func (s *sliders) choices(c *Comparison, f *planner.Facts) {
	var elements, countries []ui.Option
	for _, e := range mainElements(f, c.part, c.sources) {
		label := words.Element(e)
		if fyne.MeasureText(label, theme.TextSize(), fyne.TextStyle{}).Width > 84 { // too long for its place
			label = e
		}
		elements = append(elements, ui.Option{ID: e, Label: label, Detail: words.Element(e)})
	}
	for _, x := range c.sources {
		if code := x.offer.Country; code != "" && !slices.ContainsFunc(countries, func(o ui.Option) bool { return o.ID == code }) {
			countries = append(countries, ui.Option{ID: code, Label: words.Country(f, code)})
		}
	}
	keep := func(p *ui.Pick, list []ui.Option, wish string) {
		p.SetOptions(list)
		if p.Selected() == "" && len(list) > 0 {
			p.SetSelected(list[0].ID)
			if slices.ContainsFunc(list, func(o ui.Option) bool { return o.ID == wish }) {
				p.SetSelected(wish)
			}
		}
	}
	keep(s.element, elements, "Dy")
	keep(s.country, countries, "CN")
	s.write()
}
