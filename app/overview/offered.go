package overview

import (
	"remanence/app/session"
	"remanence/app/tr"
)

// Commands are what can be done on the page.
func Commands() []session.Command {
	return session.Tabs(tr.T("Today against plan"), tr.T("Where it comes from"), tr.T("Rules"), tr.T("Why this plan"))
}
