package shell

import (
	"strings"

	"fyne.io/fyne/v2"

	"remanence/app/tr"
	"remanence/app/ui"
)

// places are the kinds of things the palette finds beside commands.
const (
	partPlace  = "part:"
	offerPlace = "offer:"
)

// showPalette opens the list of everything one can do or go to, with a search.
func (s *Shell) showPalette() {
	c := s.win.Canvas()
	before := c.Focused()
	size := c.Size()
	width := min(560, size.Width-40)
	at := fyne.NewPos((size.Width-width)/2, 48)
	back := func() {
		if before != nil {
			c.Focus(before)
		}
	}
	ui.ShowPick(c, at, fyne.NewSize(width, 0), s.paletteOptions(), "", "", func(id string) {
		back()
		s.doPalette(id)
	}, back)
}

// paletteOptions are the enabled commands in menu order, those of sub-menus too,
// then the parts and offers of the project.
func (s *Shell) paletteOptions() []ui.Option {
	var list []ui.Option
	for i := range s.commands {
		c := &s.commands[i]
		if c.ID == "palette" || !c.enabled() {
			continue
		}
		if c.Run != nil {
			list = append(list, ui.Option{ID: c.ID, Label: strings.TrimSuffix(c.Label(), " …"), Detail: strings.TrimPrefix(menuTitle(c.Menu)+"  "+c.Keys, "  ")})
		}
		if c.Children != nil {
			for _, child := range c.Children() {
				list = append(list, ui.Option{ID: c.ID + "/" + child.Title, Label: strings.TrimSuffix(c.Label(), " …") + ": " + strings.TrimSuffix(child.Title, " …"), Detail: strings.TrimSpace(menuTitle(c.Menu) + "  " + child.Keys)})
			}
		}
	}
	p := s.session.Project()
	for i := range p.Parts {
		list = append(list, ui.Option{ID: partPlace + p.Parts[i].ID, Label: p.Parts[i].ID, Detail: tr.T("Part") + "  " + p.Parts[i].Description})
	}
	for i := range p.Offers {
		o := &p.Offers[i]
		list = append(list, ui.Option{ID: offerPlace + o.ID, Label: o.ID + " " + o.Supplier, Detail: tr.T("Offer") + "  " + o.Item})
	}
	return list
}

func (s *Shell) doPalette(id string) {
	if part, ok := strings.CutPrefix(id, partPlace); ok {
		s.Show("demand", part)
		return
	}
	if offer, ok := strings.CutPrefix(id, offerPlace); ok {
		s.Show("sources", offer)
		return
	}
	if parent, title, ok := strings.Cut(id, "/"); ok {
		if c := s.command(parent); c != nil && c.Children != nil {
			for _, child := range c.Children() {
				if child.Title == title {
					child.Run()
					return
				}
			}
		}
	}
	s.Run(id)
}

// finder is whatever can look for text in itself, such as a grid.
type finder interface{ Find() }

// find looks for text in the table that has the keyboard, or else in the first
// one of the page.
func (s *Shell) find() {
	if f, ok := s.win.Canvas().Focused().(finder); ok {
		f.Find()
		return
	}
	if f := firstFinder(s.body); f != nil {
		f.Find()
		return
	}
	s.warn(tr.T("There is no table on this page to look in."))
}
