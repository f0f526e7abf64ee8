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
	for _, x := range []struct {
		title, topic string
		ask          func(*Page)
	}{{tr.T("New grade …"), "grades", (*Page).askNewGrade}, {tr.T("New material …"), "materials", (*Page).askNewMaterial}, {tr.T("New regulation …"), "regulations", (*Page).askNewRegulation}, {tr.T("New duty …"), "duties", (*Page).askNewDuty},
		{tr.T("New lane …"), "freight", (*Page).askLane}, {tr.T("New evidence …"), "evidence", (*Page).askNewEvidence}, {tr.T("New share …"), "shares", (*Page).askNewShare}} {
		list = append(list, session.Command{Title: x.title, Do: session.On(func(p *Page) {
			p.Shown(x.topic)
			p.wondering = false
			x.ask(p)
		})})
	}
	// What can be done with the row that is chosen.
	return append(list, session.Buttons(tr.T("Enter your assay …"), tr.T("Enter your figures …"), tr.T("Enter your price …"), tr.T("Enter your rate …"), tr.T("Enter your reading …"), tr.T("Enter your figure …"), tr.T("Enter your share …"), tr.T("Back to the shipped row"), tr.T("Delete"),
		tr.T("Change …"), tr.T("Back to the default"), tr.T("Use in project"), tr.T("Use this rate"), tr.T("In the project: show offers"), tr.T("Show with the rules"), tr.T("Show on Recycling"), tr.T("Show where it is set"))...)
}
