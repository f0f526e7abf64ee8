package compare

import (
	"remanence/app/session"
	"remanence/app/tr"
)

// Commands are what can be done on the page.
func Commands() []session.Command {
	list := session.Buttons(tr.T("What if …"), tr.T("Another figure …"), tr.T("Plan all"), tr.T("Stop"), tr.T("Find the frontier"), tr.T("Work out the regrets"), tr.T("Find a robust plan …"), tr.T("Find what moves the cost"), tr.T("Cross them"),
		tr.T("Plan it"), tr.T("Both at a time …"), tr.T("Branch"), tr.T("Duplicate"), tr.T("Rename …"), tr.T("What if otherwise …"), tr.T("Change …"), tr.T("Lock"), tr.T("Delete"))
	return append(list, session.Tabs(tr.T("What it changes"), tr.T("Line stops"), tr.T("Bridge"), tr.T("Cost against exposure"), tr.T("Frontier"), tr.T("Regret"), tr.T("Robust plan"), tr.T("Tornado"), tr.T("Two at a time"))...)
}
