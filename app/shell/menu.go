package shell

import (
	"fmt"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// menus is the main menu with the commands its items show.
type menus struct {
	main  *fyne.MainMenu
	items []menuItem
	// shown is what the bar was built with. The toolkit builds it whole each time,
	// which closes the menu that is open.
	shown   string
	build   func()
	open    func() bool // whether a menu is open
	soon    func(func())
	waiting bool // to be brought up to date once no menu is open
}

type menuItem struct {
	item    *fyne.MenuItem
	command *Command
}

// menuPause is how long an open menu is left alone before it is looked at again.
const menuPause = 200 * time.Millisecond

// newMenus makes the menu of the commands, for a window that tells whether a menu
// is open and runs something on the UI goroutine later.
func newMenus(commands []Command, open func() bool, soon func(func())) *menus {
	m := &menus{main: fyne.NewMainMenu(), open: open, soon: soon}
	m.build = m.main.Refresh
	byTitle := map[string]*fyne.Menu{}
	for i := range commands {
		c := &commands[i]
		menu := byTitle[c.Menu]
		if menu == nil {
			menu = fyne.NewMenu(menuTitle(c.Menu))
			byTitle[c.Menu] = menu
			m.main.Items = append(m.main.Items, menu)
		}
		if c.Gap {
			menu.Items = append(menu.Items, fyne.NewMenuItemSeparator())
		}
		item := fyne.NewMenuItem(c.Label(), func() {
			if c.Run != nil && c.enabled() {
				c.Run()
			}
		})
		item.Shortcut, item.IsQuit = c.Shortcut, c.ID == "quit"
		menu.Items = append(menu.Items, item)
		m.items = append(m.items, menuItem{item, c})
	}
	m.refresh()
	return m
}

// refresh brings titles, ticks and what is greyed out up to date; while a menu is
// open it waits, so that the menu stays under the pointer. What cannot be done any
// more does nothing when it is chosen meanwhile.
func (m *menus) refresh() {
	if m.open() {
		if !m.waiting {
			m.waiting = true
			m.soon(func() {
				m.waiting = false
				m.refresh()
			})
		}
		return
	}
	var now strings.Builder
	for _, x := range m.items {
		x.item.Label, x.item.Disabled = x.command.Label(), !x.command.enabled()
		if x.command.Checked != nil {
			x.item.Checked = x.command.Checked()
		}
		if x.command.Children != nil {
			x.item.ChildMenu = fyne.NewMenu("")
			for _, c := range x.command.Children() {
				if c.Gap {
					x.item.ChildMenu.Items = append(x.item.ChildMenu.Items, fyne.NewMenuItemSeparator())
				}
				child := fyne.NewMenuItem(c.Title, c.Run)
				child.Shortcut = c.Shortcut
				x.item.ChildMenu.Items = append(x.item.ChildMenu.Items, child)
				fmt.Fprintf(&now, "%q", c.Title)
			}
			if len(x.item.ChildMenu.Items) == 0 {
				x.item.ChildMenu, x.item.Disabled = nil, true
			}
		}
		fmt.Fprintf(&now, "%q %t %t\n", x.item.Label, x.item.Disabled, x.item.Checked)
	}
	if m.shown != now.String() {
		m.shown = now.String()
		m.build()
	}
}

// menuOpen tells whether a menu of the bar is open: the bar then has the keyboard.
func menuOpen(c fyne.Canvas) bool {
	of, ok := c.Focused().(interface{ Child() *widget.Menu })
	return ok && of.Child() != nil && of.Child().Visible()
}
