package risk

import (
	"remanence/app/session"
	"remanence/app/tr"
)

// Commands are what can be done on the page.
func Commands() []session.Command {
	list := session.Buttons(tr.T("Find out"), tr.T("Stop"), tr.T("Price the safety"), tr.T("Simulate"))
	return append(list, session.Tabs(tr.T("Who stops when"), tr.T("How long lines last"), tr.T("Cover"), tr.T("Insurance"), tr.T("Outage by outage"), tr.T("With and without"),
		tr.T("Simulation"), tr.T("On the same paths"), tr.T("Distribution"), tr.T("Cumulative"), tr.T("Chance of a stop"), tr.T("What is assumed"), tr.T("Times to recover"))...)
}
