package whatif

import (
	"errors"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"remanence/app/entry"
	"remanence/app/session"
	"remanence/app/tr"
	"remanence/app/ui"
	"remanence/app/ui/figures"
	"remanence/planner"
	"remanence/planner/scenario"
)

// AskUnder asks what if a cell that a scenario changes were changed to something
// else. The scenario stays; the what-if builds on it.
func AskUnder(s *session.Session, w fyne.Window, over planner.Scenario, c Cell) {
	value := ui.NewEntry(tr.T("another value"))
	ui.ShowForm(w, ui.Form{Title: tr.F("What if %s were …", c.Name),
		Fields: []ui.Field{{Label: tr.T("Would be"), Widget: value, Hint: tr.F("Now %s. %s", c.now(), tr.T("The scenario stays as it is; the what-if builds on it and is planned at once."))}},
		OK:     tr.T("Compare@@do"), Done: func() error {
			typed, err := held(c, value.Text)
			if err != nil {
				return err
			}
			id, err := KeepUnder(s, over, c, typed)
			return follow(s, id, err)
		}})
}

// KeepUnder adds the scenario in which a cell that another scenario changes holds
// something else, and returns its id.
func KeepUnder(s *session.Session, over planner.Scenario, c Cell, value string) (string, error) {
	p, _, _ := scenario.Apply(s.Base(), s.Facts(), over)
	return keepIn(s, p, over.ID, c, value)
}

// AskShare asks what if a group got another share of a part. over holds the shares
// given by hand already; now is the share it has, from 0 to 1.
func AskShare(s *session.Session, w fyne.Window, over planner.Scenario, part, group string, now float64) {
	value := ui.NewEntry(tr.T("another share, in percent"))
	ui.ShowForm(w, ui.Form{Title: tr.F("What if %s got another share of %s?", group, part),
		Fields: []ui.Field{{Label: tr.T("Share, %"), Widget: value,
			Hint: tr.F("Now %s. %s", figures.Percent(now, 1), tr.T("The orders of the plan are shared out anew and costed; nothing else moves."))}},
		OK: tr.T("Compare@@do"), Done: func() error {
			a, _, err := entry.Number(strings.TrimSuffix(strings.TrimSpace(value.Text), "%"), "40")
			if err != nil {
				return err
			}
			pct, err := planner.ParseNumber(a.Digits)
			if err != nil {
				return err
			}
			id, err := KeepShare(s, over, planner.HandShare{Part: part, Group: group, Share: pct / 100})
			return follow(s, id, err)
		}})
}

// KeepShare adds the scenario in which a group gets a share of a part by hand,
// beside the shares and changes of another one, and returns its id.
func KeepShare(s *session.Session, over planner.Scenario, h planner.HandShare) (string, error) {
	if h.Share < 0 || h.Share > 1 {
		return "", errors.New(tr.T("a share is between 0 and 100 %"))
	}
	same := func(x planner.HandShare) bool { return x.Part == h.Part && x.Group == h.Group }
	over.ID, over.Locked, over.Note = "", "", ""
	over.Name = tr.F("%s gets %s of %s", h.Group, figures.Percent(h.Share, 1), h.Part)
	over.HandShares = append(slices.DeleteFunc(slices.Clone(over.HandShares), same), h)
	return add(s, over)
}

// follow shows a what-if that was kept.
func follow(s *session.Session, id string, err error) error {
	if err == nil {
		s.Navigate("compare", planner.Path("scenario", id))
	}
	return err
}
