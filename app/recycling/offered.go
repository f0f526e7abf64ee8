package recycling

import (
	"remanence/app/session"
	"remanence/app/tr"
)

// Commands are what can be done on the page.
func Commands() []session.Command {
	return append(session.Buttons(tr.T("Add stream"), tr.T("Delete")),
		session.Tabs(tr.T("Months"), tr.T("Break-even against new"), tr.T("Mass balance"), tr.T("Routes"))...)
}
