package session

// Command is something that can be done on a page, so that the window can offer it in
// its menus, in the palette and in the list of keys.
type Command struct {
	Title string // as its button or its tab says
	Keys  string // as people write it: F6; "" for none
	Tab   bool   // it brings a tab to the front
	// Do does it on the page; nil presses the button, or chooses the tab, of the title.
	Do func(Page)
}

// Tabs are the commands that bring the tabs of a page to the front.
func Tabs(titles ...string) []Command {
	var out []Command
	for _, t := range titles {
		out = append(out, Command{Title: t, Tab: true})
	}
	return out
}

// Buttons are the commands that press the buttons of a page.
func Buttons(titles ...string) []Command {
	var out []Command
	for _, t := range titles {
		out = append(out, Command{Title: t})
	}
	return out
}

// On makes a command's deed of one on a kind of page.
func On[P Page](do func(P)) func(Page) {
	return func(p Page) {
		if mine, ok := p.(P); ok {
			do(mine)
		}
	}
}
