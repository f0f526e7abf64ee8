package rules

import (
	"remanence/app/entry"
	"remanence/app/session"
	"remanence/app/tr"
)

// Commands are what can be done on the page.
func Commands() []session.Command {
	list := append(session.Buttons(tr.T("Add rule"), tr.T("Duplicate"), tr.T("Delete"), tr.T("Price this rule"), tr.T("Price all"), tr.T("Stop")),
		session.Command{Title: tr.T("Write a rule"), Do: session.On(func(p *Page) {
			p.tabs.SelectIndex(0)
			entry.Focus(p.bar.sentence)
		})},
		session.Command{Title: tr.T("Search the regulations"), Keys: "F6", Do: session.On(func(p *Page) {
			p.tabs.SelectIndex(1)
			entry.Focus(p.regs.search)
		})})
	return append(list, session.Tabs(tr.T("Your rules"), tr.T("Regulations"))...)
}
