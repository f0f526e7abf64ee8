package shell

import "fyne.io/fyne/v2"

// menus is the main menu with the commands its items show.
type menus struct {
	main  *fyne.MainMenu
	items []menuItem
}

type menuItem struct {
	item    *fyne.MenuItem
	command *Command
}

func newMenus(commands []Command) *menus {
	m := &menus{main: fyne.NewMainMenu()}
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

// refresh brings titles, ticks and what is greyed out up to date.
func (m *menus) refresh() {
	for _, x := range m.items {
		x.item.Label, x.item.Disabled = x.command.Label(), !x.command.enabled()
		if x.command.Checked != nil {
			x.item.Checked = x.command.Checked()
		}
		if x.command.Children != nil {
			x.item.ChildMenu = fyne.NewMenu("")
			for _, c := range x.command.Children() {
				x.item.ChildMenu.Items = append(x.item.ChildMenu.Items, fyne.NewMenuItem(c.Title, c.Run))
			}
			if len(x.item.ChildMenu.Items) == 0 {
				x.item.ChildMenu, x.item.Disabled = nil, true
			}
		}
	}
	m.main.Refresh()
}
