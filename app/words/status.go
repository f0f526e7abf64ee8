package words

import (
	"regexp"
	"slices"
	"strings"

	"remanence/app/tr"
)

// RegulationStatus is the status of a regulation as people read it.
func RegulationStatus(status string) string {
	switch status {
	case "suspended_extension_agreed_notice_not_seen":
		return tr.T("suspended; extension disputed")
	case "extension_agreed_notice_not_seen":
		return tr.T("extension disputed")
	case "agreed_formal_notices_not_seen":
		return tr.T("agreed; notices not seen")
	case "", "unknown":
		return tr.T("unknown")
	}
	if x := statusUntil.FindStringSubmatch(status); x != nil {
		if x[1] == "ended" {
			return tr.F("ended %s", x[2])
		}
		return tr.F("in force to %s", x[2])
	}
	if text := strings.ReplaceAll(status, "_", " "); slices.Contains(statuses, text) {
		return tr.Known(text)
	}
	return strings.ReplaceAll(status, "_", " ")
}

var statusUntil = regexp.MustCompile(`^(ended|in_force_to)_(\d{4}-\d{2}-\d{2})$`)

// statuses are those of the table of regulations that need no words of their own.
var statuses = []string{
	tr.Mark("in force"),
	tr.Mark("reported"),
	tr.Mark("political"),
	tr.Mark("scheduled"),
	tr.Mark("paragraph 2 suspended"),
	tr.Mark("in force tightening"),
	tr.Mark("expired"),
	tr.Mark("open"),
	tr.Mark("no tariff"),
	tr.Mark("stay extension reported"),
	tr.Mark("in force with phase out"),
	tr.Mark("pending implementing act"),
	tr.Mark("pending delegated act"),
	tr.Mark("proposal"),
	tr.Mark("planned 2026"),
	tr.Mark("draft or published"),
	tr.Mark("in force or deferred"),
	tr.Mark("bidding"),
	tr.Mark("ongoing"),
	tr.Mark("suspended"),
}
