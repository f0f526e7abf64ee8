package shell

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"

	"remanence/app/grid"
	"remanence/app/session"
	"remanence/app/tr"
	"remanence/app/ui"
	"remanence/app/ui/palette"
)

// pageCommands is the menu of what can be done on each page, a sub-menu a page.
func (s *Shell) pageCommands() []Command {
	var list []Command
	for _, m := range s.makers {
		if m.Commands == nil {
			continue
		}
		list = append(list, Command{ID: "on-" + m.ID, Menu: "Pages", Title: m.Title, Children: func() []Command {
			var out []Command
			tabs := false
			for _, c := range m.Commands() {
				x := Command{Title: c.Title, Keys: c.Keys, Gap: c.Tab && len(out) > 0 && !tabs, Run: func() { s.onPage(m.ID, c) }}
				if tabs = c.Tab; c.Keys != "" {
					x.Shortcut = &desktop.CustomShortcut{KeyName: fyne.KeyName(c.Keys)} // shown beside it; the page takes the key
				}
				out = append(out, x)
			}
			return out
		}})
	}
	return list
}

// onPage shows a page and does something on it.
func (s *Shell) onPage(id string, c session.Command) {
	if s.current != id {
		s.Show(id, "")
	}
	switch {
	case c.Do != nil:
		c.Do(s.pages[id])
	case c.Tab && s.reveal(func(fyne.CanvasObject) bool { return false }, c.Title):
	case !c.Tab && s.push(c.Title):
	default:
		ui.Toast(s.win, ui.Notice{Text: tr.F("“%s” cannot be done now. It may need another choice on the page, or a plan that is up to date.", c.Title), Tint: palette.Info})
	}
}

// push presses the button with a text on the page in front: one in sight before one
// behind a tab, which it brings to the front. False where none can be pressed.
func (s *Shell) push(text string) bool {
	var found *ui.Button
	fits := func(o fyne.CanvasObject) bool {
		b, ok := o.(*ui.Button)
		if ok = ok && b.Text == text && b.Visible() && !b.Disabled() && b.OnTapped != nil; ok {
			found = b
		}
		return ok
	}
	if inSight(s.body, func(o fyne.CanvasObject) bool { return !fits(o) }) && !s.reveal(fits, "") {
		return false
	}
	found.OnTapped()
	return true
}

// reveal brings the tabs to the front that lead to an object, or to the tab of a
// title; false where the page has neither.
func (s *Shell) reveal(fits func(fyne.CanvasObject) bool, tab string) bool {
	var seek, within func(o fyne.CanvasObject) bool
	seek = func(o fyne.CanvasObject) bool { return o != nil && o.Visible() && (fits(o) || within(o)) }
	within = func(o fyne.CanvasObject) bool {
		tabs, ok := o.(*container.AppTabs)
		if !ok {
			return slices.ContainsFunc(ui.Children(o), seek)
		}
		for i, item := range tabs.Items { // what a tab holds is hidden while another is in front
			if tab != "" && item.Text == tab || fits(item.Content) || within(item.Content) {
				tabs.SelectIndex(i)
				return true
			}
		}
		return false
	}
	return seek(s.body)
}

// pageKey does what a key without a modifier stands for on the page in front. A table
// hands its keys to the page itself.
func (s *Shell) pageKey(key string) {
	if g, table := s.win.Canvas().Focused().(*grid.Grid); table && !g.Report {
		return
	}
	for _, m := range s.makers {
		if m.ID != s.current || m.Commands == nil {
			continue
		}
		for _, c := range m.Commands() {
			if c.Keys == key {
				s.onPage(m.ID, c)
			}
		}
	}
}
