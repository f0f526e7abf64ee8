package overview

import (
	"remanence/app/measures"
	"remanence/app/ui/palette"
)

// CompareRow is one figure of the three plans side by side.
type CompareRow struct {
	ID                      string
	Title                   string
	AsToday, Cheapest, Plan string
	Change                  string       // plan against as today
	Tint                    palette.Tint // of the change: Ok better, Bad worse
	Tip                     string
}

// Compare sets today, the cheapest plan and the plan side by side.
func Compare(in Input) []CompareRow {
	var rows []CompareRow
	for _, m := range measures.Headline(in.Project, in.Facts, in.AsToday, in.Plan, in.Cheapest) {
		r := CompareRow{ID: m.ID, Title: m.Title, Tip: m.Tip}
		_, r.AsToday = m.Read(in.AsToday)
		_, r.Cheapest = m.Read(in.Cheapest)
		_, r.Plan = m.Read(in.Plan)
		r.Change, r.Tint = m.Against(in.AsToday, in.Plan)
		rows = append(rows, r)
	}
	return rows
}
