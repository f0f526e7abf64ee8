package compare

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"remanence/app/session"
	"remanence/app/tr"
	"remanence/app/why"
	"remanence/app/words"
	"remanence/planner"
	"remanence/planner/award"
	work "remanence/planner/compare"
	"remanence/planner/scenario"
)

// Studier answers the questions that take many plans. The session's planner
// implements it; found is told what there is so far, done after each plan.
type Studier interface {
	Frontier(ctx context.Context, p *planner.Project, axis planner.Rule, found func(work.Point), done func(done, of int, what string)) (work.Frontier, error)
	Regret(ctx context.Context, p *planner.Project, plans []*planner.Plan, done func(done, of int, what string)) (work.Regret, error)
	Robust(ctx context.Context, p *planner.Project, ask work.RobustAsk, done func(done, of int, what string)) (work.Robust, error)
	Tornado(ctx context.Context, p *planner.Project, plan *planner.Plan, rivals []*planner.Plan, found func([]work.Bar), done func(done, of int, what string)) ([]work.Bar, error)
	Grid(ctx context.Context, p *planner.Project, plan *planner.Plan, x, y string, fixed bool, found func(work.Grid), done func(done, of int, what string)) (work.Grid, error)
}

// studies are the answers; one question is asked at a time.
type studies struct {
	session *session.Session
	told    func()
	task    *session.Task
	now     string
	text    string
	failed  string
	of      map[string]string // by question: what the answer on screen depends on
	stand   map[string]string // by question: what it would depend on as things stand

	axis     planner.Rule
	points   []work.Point
	ended    bool // the frontier is whole
	proven   bool
	whole    bool // no plan between the points is missed
	regret   *work.Regret
	bars     []work.Bar
	grid     *work.Grid
	choice   robustChoice
	robustly *work.Robust    // the robust plan
	equal    bool            // its weights are the default
	cut      map[string]bool // by question: what is on screen is not whole
}

// frontierAnswer is a frontier as kept with the project.
type frontierAnswer struct {
	Axis   planner.Rule `json:"axis"`
	Points []work.Point `json:"points"`
	Ended  bool         `json:"ended"`
	Proven bool         `json:"proven"`
	// Complete says that no plan between the points is missed.
	Complete bool `json:"complete"`
}

// follow notes what answers depend on as things stand, stops a question whose
// inputs are gone, and takes back what is kept with the project.
func (x *studies) follow(in Input) {
	stand := map[string]string{}
	if award.Planned(in.Plan) {
		of := fmt.Sprintf("%s %s %.6f", in.Digest, in.Plan.Digest, in.Plan.Objective)
		stand["frontier"], stand["tornado"], stand["grid"] = of, of, of
		stand["regret"] = of + scenario.Digest("", in.Project.Scenarios...)
		stand["robust"] = stand["regret"] + chances(in.Project)
	}
	if x.now != "" && stand[x.now] != x.stand[x.now] {
		x.task.Cancel()
		x.now = ""
	}
	x.stand = stand
	if x.of == nil {
		x.recall()
	}
}

// recall takes what is kept with the project.
func (x *studies) recall() {
	x.of, x.cut = map[string]string{}, map[string]bool{}
	doc := x.session.Doc()
	var fr frontierAnswer
	if digest, ok := doc.Kept("frontier", &fr); ok && len(fr.Points) > 0 {
		x.axis, x.points, x.ended, x.proven, x.whole, x.of["frontier"] = fr.Axis, fr.Points, fr.Ended, fr.Proven, fr.Complete, digest
	}
	var r work.Regret
	if digest, ok := doc.Kept("regret", &r); ok && len(r.Plans) > 0 {
		x.regret, x.of["regret"] = &r, digest
	}
	var a robustAnswer
	if digest, ok := doc.Kept("robust", &a); ok && len(a.Robust.Judged) > 0 {
		x.robustly, x.equal, x.choice, x.of["robust"] = &a.Robust, a.Equal, a.choice(), digest
	}
	var bars []work.Bar
	if digest, ok := doc.Kept("tornado", &bars); ok && len(bars) > 0 {
		x.bars, x.of["tornado"] = bars, digest
	}
	var g work.Grid
	if digest, ok := doc.Kept("grid", &g); ok && len(g.Above) > 0 {
		x.grid, x.of["grid"] = &g, digest
	}
}

// forget drops everything: another document is open.
func (x *studies) forget() {
	x.task.Cancel()
	*x = studies{session: x.session, told: x.told, choice: anyRobust}
}

// keep keeps an answer with the project.
func (x *studies) keep(name, digest string, answer any) {
	x.of[name] = digest
	// What JSON cannot hold is shown and not kept.
	_ = x.session.Doc().Keep(name, digest, answer, true)
}

// old reports that the answer on screen belongs to other inputs.
func (x *studies) old(name string) bool { return x.of[name] != "" && x.of[name] != x.stand[name] }

// oldWords is what to say of the figures of a picture when they are out of date.
func (x *studies) oldWords(kind string, stale bool) string {
	if kind == "crossing" {
		kind = "grid"
	}
	switch {
	case x.old(kind):
		return why.OldAnswer()
	case x.of[kind] == "" && stale: // of the plan and its variants
		return why.OldPlan()
	}
	return ""
}

func (x *studies) able(in Input) (Studier, bool) {
	s, ok := x.session.Planner().(Studier)
	return s, ok && award.Planned(in.Plan) && !in.Stale && x.session.Status().Kind != session.Planning
}

// news is what comes in while a question is worked on.
type news struct {
	text   string
	point  *work.Point
	robust *work.Robust // the best so far
	bars   []work.Bar   // so far
	grid   *work.Grid   // so far
}

func (x *studies) ask(name string, do func(ctx context.Context, tell func(news)) error, done func()) {
	x.task.Cancel()
	x.now, x.text, x.failed = name, "", ""
	x.task = session.Work(x.session, do, func(n news) {
		if n.point != nil {
			x.points = append(x.points, *n.point)
			slices.SortStableFunc(x.points, func(a, b work.Point) int { return cmp.Compare(b.Exposure, a.Exposure) })
		}
		if n.robust != nil {
			x.robustly = n.robust
		}
		if n.bars != nil {
			x.bars = n.bars
			x.partly(name)
		}
		if n.grid != nil {
			x.grid = n.grid
			x.partly(name)
		}
		if n.text != "" {
			x.text = n.text
		}
		x.told()
	}, func(err error) {
		x.now = ""
		if err == nil {
			done()
		} else if !errors.Is(err, context.Canceled) {
			x.failed = words.Sentence(tr.F("This could not be found out: %s", words.Said(err.Error())))
		}
		x.told()
	})
	x.told()
}

// partly notes that what shows of a question is what there is so far.
func (x *studies) partly(name string) {
	x.of[name], x.cut[name] = x.stand[name], true
}

func told(tell func(news)) func(int, int, string) {
	return func(done, of int, what string) {
		tell(news{text: tr.F("%d of %d plans · %s", done, of, what)})
	}
}

func (x *studies) frontier(in Input, axis planner.Rule) {
	s, ok := x.able(in)
	if !ok {
		return
	}
	x.axis, x.points, x.ended = axis, nil, false
	digest := x.stand["frontier"]
	x.of["frontier"] = digest
	var fr work.Frontier
	x.ask("frontier", func(ctx context.Context, tell func(news)) (err error) {
		fr, err = s.Frontier(ctx, in.Project, axis, func(p work.Point) { tell(news{point: &p}) }, told(tell))
		return err
	}, func() {
		x.points, x.ended, x.proven, x.whole = fr.Points, true, fr.Proven, fr.Complete
		x.keep("frontier", digest, frontierAnswer{axis, fr.Points, true, fr.Proven, fr.Complete})
	})
}

func (x *studies) regrets(in Input) {
	s, ok := x.able(in)
	if !ok {
		return
	}
	var plans []*planner.Plan
	for _, p := range []*planner.Plan{in.AsToday, in.Cheapest, in.Plan} {
		if award.Planned(p) {
			plans = append(plans, p)
		}
	}
	digest := x.stand["regret"]
	var r work.Regret
	x.ask("regret", func(ctx context.Context, tell func(news)) (err error) {
		r, err = s.Regret(ctx, in.Project, plans, told(tell))
		return err
	}, func() {
		x.regret = &r
		x.keep("regret", digest, r)
	})
}

func (x *studies) tornado(in Input) {
	s, ok := x.able(in)
	if !ok {
		return
	}
	var rivals []*planner.Plan
	for _, p := range []*planner.Plan{in.AsToday, in.Cheapest} {
		if award.Planned(p) {
			rivals = append(rivals, p)
		}
	}
	digest := x.stand["tornado"]
	var bars []work.Bar
	x.ask("tornado", func(ctx context.Context, tell func(news)) (err error) {
		bars, err = s.Tornado(ctx, in.Project, in.Plan, rivals, func(bars []work.Bar) { tell(news{bars: bars}) }, told(tell))
		return err
	}, func() {
		x.bars = bars
		delete(x.cut, "tornado")
		x.keep("tornado", digest, bars)
	})
}

// still is how many drivers of a whole tornado of the inputs as they stand have no
// bar, because they move nothing.
func (x *studies) still(in Input) int {
	if len(x.bars) == 0 || x.cut["tornado"] || x.old("tornado") || x.now == "tornado" {
		return 0
	}
	return max(0, len(work.Drivers(in.Project, in.Facts))-len(x.bars))
}

func (x *studies) stop() {
	x.task.Cancel()
	x.now = ""
	x.told()
}
