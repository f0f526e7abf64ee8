package sources

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"remanence/app/entry"
	"remanence/app/tr"
	"remanence/app/whatif"
	"remanence/app/words"
)

// copyOffer starts another quotation from the selected one.
func (p *Page) copyOffer() {
	p.grid.CommitEdit()
	_, col := p.grid.Active()
	id, err := CopyOffer(p.session, p.compare.Offer(max(1, col)))
	p.done(id, err)
}

func (p *Page) deleteOffer() {
	p.grid.CommitEdit()
	_, col := p.grid.Active()
	if id := p.compare.Offer(max(1, col)); id != "" {
		p.done("", DeleteOffer(p.session, id))
	}
}

// done shows what a command made, or why it could not.
func (p *Page) done(offer string, err error) {
	if err != nil {
		p.notTaken = words.Said(err.Error())
		p.status.SetText(p.notTaken)
		p.status.Show()
		p.upper.Refresh()
	}
	if offer != "" {
		p.showOffer(offer, "supplier")
	}
	entry.Focus(p.grid)
}

func (p *Page) menu(_, col int, at fyne.Position) {
	c := entry.CanvasOf(p.grid)
	if c == nil {
		return
	}
	p.inIndices = false
	items := []*fyne.MenuItem{
		fyne.NewMenuItem(tr.T("Why this figure? (Ctrl+I)"), p.explain),
		fyne.NewMenuItem(tr.F("%s (Ctrl+J)", whatif.Title()), p.whatIf),
		fyne.NewMenuItem(tr.T("Show the part's demand"), func() { p.session.Navigate("demand", p.part) }),
		fyne.NewMenuItem(tr.T("Show in the plan"), func() { p.session.Navigate("plan", p.part) }),
	}
	if id := p.compare.Offer(col); id != "" {
		items = append([]*fyne.MenuItem{fyne.NewMenuItem(tr.F("Copy %s", id), p.copyOffer), fyne.NewMenuItem(tr.F("Delete %s", id), p.deleteOffer), fyne.NewMenuItemSeparator()}, items...)
	}
	widget.ShowPopUpMenuAtPosition(fyne.NewMenu("", items...), c, at)
}
