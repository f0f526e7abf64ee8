// Package risk is the page that takes away what a plan stands on, one thing at a
// time: which lines stop when, how long they last, what safety costs and when it
// pays. Files named model and nodes prepare what is shown and know no
// toolkit.
package risk

import (
	"context"
	"fmt"
	"strings"

	"remanence/app/pictures"
	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/app/ui/palette"
	"remanence/app/words"
	"remanence/planner"
	"remanence/planner/award"
	"remanence/planner/risk"
)

// Knocker removes every node of a plan in turn. The session's planner implements
// it; the same question asked twice is answered from memory.
type Knocker interface {
	KnockOut(ctx context.Context, p *planner.Project, plan *planner.Plan, at planner.Opt[planner.Month], progress func(done, all int)) (*risk.KnockOut, error)
}

// Input is what the page is made from. The plans may be nil.
type Input struct {
	Project                 *planner.Project
	Facts                   *planner.Facts
	Plan, AsToday, Cheapest *planner.Plan
	Stale                   bool
}

// The plans whose nodes can be removed.
const (
	ThePlan  = "plan"
	AsToday  = "today"
	Cheapest = "cheapest"
)

// Of is the plan of a choice; nil when it is not made or its rules clash.
func (in Input) Of(which string) *planner.Plan {
	plan := in.Plan
	switch which {
	case AsToday:
		plan = in.AsToday
	case Cheapest:
		plan = in.Cheapest
	}
	if !award.Planned(plan) {
		return nil
	}
	return plan
}

// PlanName is how a choice is called.
func PlanName(which string) string { return tr.Known(heldName(which)) }

// heldName is the name of a choice in results that are kept: they know no language.
func heldName(which string) string {
	switch which {
	case AsToday:
		return pictures.NameAsToday
	case Cheapest:
		return pictures.NameCheapest
	}
	return pictures.NamePlan
}

// KindName is what a kind of node is called on screen.
func KindName(k risk.Kind) string { return words.NodeKind(k) }

// Summary is the outcome in a sentence.
func Summary(k *risk.KnockOut) string {
	short := 0
	for i := range k.Nodes {
		if k.Nodes[i].Short {
			short++
		}
	}
	text := tr.F("%s from %s: ", tr.N(len(k.Nodes), "%s outage", "%s outages"), figures.MonthLabel(k.At))
	if !k.First.OK {
		return tr.F("%snone stops a line before it is over.", text)
	}
	text += tr.F("%s a line before they are over; the first stops after %s without %s", stopWords(short), tr.N(int(k.First.V.Days), "%s day@@after", "%s days@@after"), words.Node(k.First.V.Node, k.First.V.Name))
	if n := len(k.First.V.Parts); n > 0 {
		text += " (" + words.List(k.First.V.Parts[:min(n, 3)]) + ")"
	}
	return text + tr.T(".")
}

func stopWords(n int) string {
	if n == 1 {
		return tr.T("1 stops")
	}
	return tr.F("%s stop", figures.Number(float64(n), 0))
}

// Story tells what the loss of a node does.
func Story(k *risk.KnockOut, l *risk.Loss) []Line {
	var out []Line
	say := func(t palette.Tint, format string, args ...any) {
		out = append(out, Line{Text: fmt.Sprintf(format, args...), Tint: t})
	}
	weeks := func(v float64) string { return tr.F("%s weeks", figures.Number(v, 1)) }
	recovery := figures.Number(l.Recovery.Months*planner.WeeksPerMonth, 1)
	switch {
	case l.Short:
		say(palette.Bad, tr.T("The lines last %s at best; %s needs %s weeks to recover."), weeks(l.SurviveWeeks.V), words.Node(l.ID, l.Name), recovery)
	case l.SurviveWeeks.OK:
		say(palette.Ok, tr.T("The lines last %s at best, longer than the %s weeks it needs to recover."), weeks(l.SurviveWeeks.V), recovery)
	default:
		say(palette.Ok, "%s", tr.T("No line ever misses it in the months looked at."))
	}
	if l.IdleWeeks.OK {
		say(palette.Warn, tr.T("If nobody acts, %s stops after %s."), l.IdlePart, weeks(l.IdleWeeks.V))
	}
	for _, x := range l.Parts {
		text := tr.F("%s stops after %s, in %s, for %s", x.Part, weeks(x.Weeks), figures.MonthLabel(x.From), tr.N(x.Months, "%s month", "%s months"))
		if x.Cost.OK {
			text += tr.F("; that costs %s", figures.MoneyShort(k.Currency, x.Cost.V))
		} else {
			text += tr.T("; what a stopped line costs is not entered")
		}
		out = append(out, Line{Text: text + tr.T("."), Tint: palette.Bad, Part: x.Part})
	}
	if l.Extra > 0.5 {
		say(palette.Info, tr.T("Dearer sources in its place cost %s more."), figures.MoneyShort(k.Currency, l.Extra))
	}
	if l.Hidden {
		say(palette.Warn, tr.T("Hidden common node: %s look apart and hang on it together."), words.List(l.Groups))
	}
	if l.Unknown > 1e-9 {
		say(palette.Warn, tr.T("Up to %s counts only because nobody has stated an origin."), figures.Percent(l.Unknown, 0))
	}
	say(palette.Auto, tr.T("Time to recover: %s months, %s."), figures.Auto(l.Recovery.Months), words.Said(l.Recovery.Why))
	return out
}

// Line is a sentence of a story; Part is where a click leads.
type Line struct {
	Text, Part string
	Tint       palette.Tint
}

// Origin is where a recovery time comes from.
func Origin(r risk.Recovery) string {
	out := []string{words.Reason(r.Why)}
	if r.Source.Name != "" && r.Source.Name != "project" && !strings.Contains(r.Why, r.Source.Name) {
		text := tr.F("Source: %s", r.Source.Name)
		if r.Source.Date != "" {
			text += ", " + r.Source.Date
		}
		out = append(out, text+tr.T("."))
	}
	if r.Source.Default {
		out = append(out, tr.T("This is a default: type your own."))
	}
	return strings.Join(out, "\n")
}
