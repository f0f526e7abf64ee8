package plan

import (
	"remanence/app/session"
	"remanence/app/tr"
)

// Commands are what can be done on the page.
func Commands() []session.Command {
	list := session.Buttons(tr.T("What would a step looser bring?"), tr.T("Find other plans"), tr.T("Stop"), tr.T("Take back"), tr.T("Keep as scenario"), tr.T("Back to the plan"))
	return append(list, session.Tabs(tr.T("Months"), tr.T("Cost"), tr.T("Qualification and redesign"), tr.T("What binds and why"), tr.T("Why not?"), tr.T("Other plans"), tr.T("Cover"), tr.T("Elements"), tr.T("Assumptions"))...)
}
