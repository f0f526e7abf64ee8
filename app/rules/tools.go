package rules

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"remanence/app/entry"
	"remanence/app/tr"
	"remanence/app/ui"
	"remanence/planner"
)

// toolbar holds what can be done with rules.
type toolbar struct {
	page                   *Page
	object                 fyne.CanvasObject
	copy, remove           *ui.Button
	priceOne, priceAll, no *ui.Button
	progress               *widget.Label
	sentence               *ui.Entry // a new rule in plain words
}

func newToolbar(p *Page) *toolbar {
	t := &toolbar{page: p}
	add := ui.NewButton(tr.T("Add rule"), theme.ContentAddIcon(), tr.T("Add a rule from a list of usual ones; its blanks are filled in place"), nil)
	add.OnTapped = func() { p.addFrom(add) }
	t.copy = ui.NewButton(tr.T("Duplicate"), theme.ContentCopyIcon(), tr.T("Add a copy of the chosen rule below it"), p.duplicate)
	t.remove = ui.NewButton(tr.T("Delete"), theme.DeleteIcon(), tr.T("Delete the chosen rule; undo brings it back"), p.remove)
	t.priceOne = ui.NewButton(tr.T("Price this rule"), nil, tr.T("Plan again without the chosen rule: the difference is what it costs"), func() { p.prices.start(p.chosen) })
	t.priceAll = ui.NewButton(tr.T("Price all"), nil, tr.T("Plan again without each rule in turn"), func() { p.prices.startAll() })
	t.no = ui.NewButton(tr.T("Stop"), theme.CancelIcon(), tr.T("Stop pricing; what is priced stays"), func() { p.prices.stop() })
	t.progress = widget.NewLabel("")
	t.progress.Importance = widget.LowImportance
	t.sentence = ui.NewEntry(tr.T("or write it: At most 60 % of magnets from China, by calendar year, from Jan 2028."))
	t.sentence.Tip = tr.T("A new rule in plain words; Enter adds it")
	t.sentence.OnSubmitted = p.read
	bar := ui.NewToolbar([]fyne.CanvasObject{add, t.copy, t.remove}, []fyne.CanvasObject{t.progress, t.priceOne, t.priceAll, t.no})
	t.object = container.NewVBox(bar, container.New(layout.NewCustomPaddedLayout(0, 2, 6, 6), t.sentence))
	return t
}

// show enables what can be done now.
func (t *toolbar) show(x *pricing, chosen bool) {
	able := func(b *ui.Button, on bool) {
		if on {
			b.Enable()
		} else {
			b.Disable()
		}
	}
	able(t.copy, chosen)
	able(t.remove, chosen)
	able(t.priceOne, chosen && x.possible())
	able(t.priceAll, x.possible())
	if x.busy() {
		t.priceOne.Hide()
		t.priceAll.Hide()
		t.no.Show()
		t.progress.SetText(tr.F("Pricing %s, %d to go", x.now, len(x.queue)))
	} else {
		t.priceOne.Show()
		t.priceAll.Show()
		t.no.Hide()
		t.progress.SetText(x.why())
	}
	t.object.Refresh()
}

func (p *Page) addFrom(button *ui.Button) {
	c := entry.CanvasOf(button)
	if c == nil {
		return
	}
	list := Templates(p.session.Project(), p.session.Facts())
	var options []ui.Option
	for i, t := range list {
		options = append(options, ui.Option{ID: fmt.Sprint(i), Label: t.Title})
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(button)
	ui.ShowPick(c, at, fyne.NewSize(320, button.Size().Height), options, "", "", func(id string) {
		for i, t := range list {
			if fmt.Sprint(i) == id {
				p.added(Add(p.session, t.Rule))
			}
		}
	}, func() { c.Focus(button) })
}

// read adds a rule written in plain words. What is not understood is said and
// stays to be corrected.
func (p *Page) read(text string) {
	if strings.TrimSpace(text) == "" {
		return
	}
	r, err := planner.ReadRule(p.session.Project(), p.session.Facts(), text)
	if err != nil {
		ui.ShowError(p.window, tr.T("The sentence was not understood."), err)
		return
	}
	id, err := Add(p.session, r)
	if err == nil {
		p.bar.sentence.SetText("")
	}
	p.added(id, err)
}

func (p *Page) duplicate() { p.added(Duplicate(p.session, p.chosen)) }

func (p *Page) remove() { p.done(Delete(p.session, p.chosen)) }

// added shows a new rule with its first blank ready.
func (p *Page) added(id string, err error) {
	if err != nil {
		p.done(err)
		return
	}
	p.prices.want(id)
	p.choose(id)
	if r := p.rowOf(id); r != nil {
		p.scroll.ScrollToOffset(fyne.NewPos(0, max(0, r.Position().Y-80)))
	}
	p.focusGap(id, "value_from")
}

// showPrices writes the prices beside the rules.
func (p *Page) showPrices() {
	currency := p.session.Project().Currency
	for _, r := range p.rows {
		price, known := p.prices.of(r.data.ID)
		switch {
		case p.prices.now == r.data.ID && !known:
			r.say(tr.T("pricing …"), true, nil)
		case known:
			text := price.Text(currency)
			if p.prices.old {
				text += tr.T(" (old)")
			}
			r.say(text, p.prices.old || price.About, func() { p.explainPrice(r.data.ID) })
		default:
			r.say("", true, nil)
		}
	}
	if p.bar != nil {
		p.bar.show(p.prices, p.chosen != "")
	}
	if p.notes != nil {
		p.showDetail(p.input())
	}
}
