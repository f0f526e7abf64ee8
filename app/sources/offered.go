package sources

import (
	"remanence/app/entry"
	"remanence/app/session"
	"remanence/app/tr"
)

// Commands are what can be done on the page.
func Commands() []session.Command {
	list := append(session.Buttons(tr.T("Copy offer"), tr.T("Delete"), tr.T("Set back"), tr.T("Add index")),
		session.Command{Title: tr.T("Search the parts"), Keys: "F6", Do: session.On(func(p *Page) { entry.Focus(p.search) })})
	return append(list, session.Tabs(tr.T("Why"), tr.T("What if"), tr.T("Map"), tr.T("Indices"), tr.T("Price paths"))...)
}
