package demand

import (
	"remanence/app/entry"
	"remanence/app/session"
	"remanence/app/tr"
)

// Commands are what can be done on the page.
func Commands() []session.Command {
	return append(session.Buttons(tr.T("Add part"), tr.T("Delete"), tr.T("Offers")),
		session.Command{Title: tr.T("Find a part"), Keys: "F6", Do: session.On(func(p *Page) { entry.Focus(p.find) })},
		session.Command{Title: tr.T("Details"), Keys: "F7", Do: session.On((*Page).toggleDetails)},
		session.Command{Title: tr.T("Next entry to mend"), Keys: "F8", Do: session.On((*Page).nextProblem)})
}
