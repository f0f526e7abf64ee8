package shell

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"remanence/app/compare"
	"remanence/app/demand"
	"remanence/app/library"
	"remanence/app/overview"
	"remanence/app/plan"
	"remanence/app/recycling"
	"remanence/app/risk"
	"remanence/app/rules"
	"remanence/app/session"
	"remanence/app/sources"
	"remanence/app/tr"
	"remanence/assets"
	"remanence/data/shipped"
	"remanence/planner"
)

// Pages is the table of pages in the order of the rail. A new page is one line
// here.
func Pages() []PageMaker {
	return []PageMaker{
		{"overview", tr.T("Overview"), theme.HomeIcon, func(s *session.Session, w fyne.Window) session.Page { return overview.New(s, w) }, overview.Commands},
		{"demand", tr.T("Demand"), theme.ListIcon, func(s *session.Session, _ fyne.Window) session.Page { return demand.New(s) }, demand.Commands},
		{"sources", tr.T("Sources"), theme.AccountIcon, func(s *session.Session, _ fyne.Window) session.Page { return sources.New(s) }, sources.Commands},
		{"recycling", tr.T("Recycling"), theme.MediaReplayIcon, func(s *session.Session, w fyne.Window) session.Page { return recycling.New(s, w) }, recycling.Commands},
		{"rules", tr.T("Rules"), theme.CheckButtonCheckedIcon, func(s *session.Session, w fyne.Window) session.Page { return rules.New(s, w) }, rules.Commands},
		{"plan", tr.T("Plan"), theme.CalendarIcon, func(s *session.Session, w fyne.Window) session.Page { return plan.New(s, w) }, plan.Commands},
		{"compare", tr.T("Compare"), theme.GridIcon, func(s *session.Session, w fyne.Window) session.Page { return compare.New(s, w) }, compare.Commands},
		{"risk", tr.T("Risk"), theme.WarningIcon, func(s *session.Session, w fyne.Window) session.Page { return risk.New(s, w) }, risk.Commands},
		{"library", tr.T("Library"), theme.StorageIcon, func(s *session.Session, w fyne.Window) session.Page { return library.New(s, w) }, library.Commands},
	}
}

// Samples are the built-in projects with the plans that ship with them.
func Samples() []Sample {
	var out []Sample
	for _, x := range assets.Samples() {
		out = append(out, Sample{ID: x.ID, Title: x.Name, Files: x.FS, Plans: func() (plan, asToday, cheapest *planner.Plan) {
			made, _ := shipped.Read(x.ID)
			return made.Plan, made.AsToday, made.Cheapest
		}})
	}
	return out
}
