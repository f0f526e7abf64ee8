package overview

import (
	"context"

	"remanence/app/session"
	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/app/why"
	"remanence/app/words"
	"remanence/planner"
	"remanence/planner/award"
	"remanence/planner/risk"
)

// Knocker removes every node of a plan in turn. The session's planner implements
// it.
type Knocker interface {
	KnockOut(ctx context.Context, p *planner.Project, plan *planner.Plan, at planner.Opt[planner.Month], progress func(done, all int)) (*risk.KnockOut, error)
}

// outages is what is known of the plan's outages, kept with the project or found
// out in the background once the plan is up to date.
type outages struct {
	task  *session.Task
	known *risk.KnockOut
	// least is the first answer: how long the lines run when nobody acts.
	least planner.Opt[risk.FirstStop]
	key   string // of what it speaks of
	front string // the scenario it speaks of
	asked bool   // it was, whatever became of it
}

// OutagesOfPlan is the name under which the outages of the plan are kept, here and
// by the page that shows them all.
const OutagesOfPlan = "outages-plan"

// ask finds out how long the lines run, unless that is known.
func (p *Page) ask() {
	plan, stale := p.session.Plan()
	project, facts := p.session.Project(), p.session.Facts()
	x := &p.outages
	if x.front != p.session.Front() {
		x.task.Cancel()
		*x = outages{front: p.session.Front()}
	}
	if !award.Planned(plan) {
		return
	}
	var kept risk.KnockOut
	if stale {
		// What is known belongs to the plan on screen and is as old as that.
		if _, ok := p.session.Kept(OutagesOfPlan, &kept); ok && x.known == nil {
			x.known = &kept
		}
		return
	}
	key := risk.Key(p.session.Digest(), project, plan, planner.Opt[planner.Month]{})
	if x.key != key {
		x.task.Cancel()
		*x = outages{key: key, front: x.front}
		if digest, ok := p.session.Kept(OutagesOfPlan, &kept); ok && digest == key {
			x.known, x.asked = &kept, true
		}
	}
	k, able := p.session.Planner().(Knocker)
	if !able || x.asked || p.session.Status().Kind != session.UpToDate {
		return
	}
	x.asked = true
	var found *risk.KnockOut
	x.task = session.Work(p.session, func(ctx context.Context, tell func(risk.FirstStop)) (err error) {
		if least, ok := risk.AtLeast(project, facts, plan, planner.Opt[planner.Month]{}); ok {
			tell(least)
		}
		found, err = k.KnockOut(ctx, project, plan, planner.Opt[planner.Month]{}, func(int, int) {})
		return err
	}, func(least risk.FirstStop) {
		x.least = planner.Some(least)
		p.showCards(p.input())
	}, func(err error) {
		if err == nil {
			x.known = found
			p.session.Keep(OutagesOfPlan, key, found, false)
		}
		p.showCards(p.input())
	})
}

// OutageWhy takes the days to the first line stop apart.
func OutageWhy(k *risk.KnockOut) why.Explanation {
	e := why.Explanation{Title: tr.T("Days to first line stop"), Value: tr.T("none"), Formula: tr.T("the shortest time every line can run when one thing the plan stands on is gone, over all of them; planned again with what is qualified by then, from the stock and the orders under way")}
	if k.First.OK {
		e.Value = tr.F("%s days without %s", figures.Number(k.First.V.Days, 1), words.Node(k.First.V.Node, k.First.V.Name))
	}
	for i := range k.Nodes[:min(len(k.Nodes), 12)] {
		l := &k.Nodes[i]
		in := why.Input{Name: tr.F("Without %s", words.Node(l.ID, l.Name)), Value: tr.T("lines run on"), How: tr.F("recovers in %s months, %s", figures.Auto(l.Recovery.Months), words.Said(l.Recovery.Why)), Page: "risk", What: l.ID}
		if l.SurviveWeeks.OK {
			in.Value = tr.F("%s days", figures.Number(7*l.SurviveWeeks.V, 1))
		}
		e.Inputs = append(e.Inputs, in)
	}
	e.Notes = append(e.Notes, tr.F("Outages begin in %s; the page Risk takes another month.", figures.MonthLabel(k.At)))
	return e
}
