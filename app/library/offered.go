package library

import (
	"remanence/app/entry"
	"remanence/app/session"
	"remanence/app/tr"
)

// Commands are what can be done on the page.
func Commands() []session.Command {
	list := []session.Command{{Title: tr.T("Search the library"), Keys: "F6", Do: session.On(func(p *Page) { entry.Focus(p.search) })}}
	for _, t := range Topics() {
		list = append(list, session.Command{Title: t.Title, Tab: true, Do: session.On(func(p *Page) { p.Shown(t.ID) })})
	}
	// What can be done with the row that is chosen.
	return append(list, session.Buttons(tr.T("Enter your assay …"), tr.T("Enter your figures …"), tr.T("Enter your price …"), tr.T("Enter your rate …"), tr.T("Enter your reading …"), tr.T("New duty …"), tr.T("New lane …"), tr.T("New grade …"), tr.T("New material …"), tr.T("New evidence …"), tr.T("Enter your figure …"), tr.T("New regulation …"), tr.T("New share …"), tr.T("Enter your share …"), tr.T("Back to the shipped row"), tr.T("Delete"),
		tr.T("Change …"), tr.T("Back to the default"), tr.T("Use in project"), tr.T("Use this rate"), tr.T("In the project: show offers"), tr.T("Show with the rules"), tr.T("Show on Recycling"), tr.T("Show where it is set"))...)
}
