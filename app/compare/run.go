package compare

import (
	"context"
	"errors"
	"slices"

	"remanence/app/session"
	"remanence/app/tr"
	"remanence/app/whatif"
	"remanence/app/words"
	"remanence/planner"
	"remanence/planner/award"
	"remanence/planner/hand"
	"remanence/planner/scenario"
)

// Maker plans a project as it stands under a scenario, beside the plan of the
// window. The session's planner implements it.
type Maker interface {
	Under(ctx context.Context, p *planner.Project, progress func(text string, fraction float64)) (*planner.Plan, error)
}

// runner plans scenarios one after the other in the background. Plans belong to
// the inputs they were made from and are kept while the document is open.
type runner struct {
	session *session.Session
	told    func()
	made    map[string]Made
	queue   []string
	now     string
	text    string
	part    float64
	task    *session.Task
	by      *planner.Plan // the plan hand-changed awards were made from
}

func newRunner(s *session.Session, told func()) *runner {
	return &runner{session: s, told: told, made: map[string]Made{}}
}

// of is what was planned under a scenario: here, else what is kept with the
// project, which may have been planned with the scenario in front.
func (r *runner) of(id string) (Made, bool) {
	m, ok := r.made[id]
	if !ok && !ByHand(find(r.session.Base(), id)) {
		var u session.Under
		if u, m.Digest, ok = r.session.KeptUnder(id); ok {
			m.Plan = u.Plan
			r.made[id] = m
		}
	}
	return m, ok
}

// follow lets go of the plan of the scenario in front: the session makes it.
func (r *runner) follow() {
	if id := r.session.Front(); id != "" && id != r.now {
		delete(r.made, id)
	}
}

// able reports that scenarios can be planned now: the plan itself comes first.
func (r *runner) able() bool {
	_, able := r.session.Planner().(Maker)
	return able && r.session.Status().Kind != session.Planning && !r.session.Problems().Refused()
}

// missing are the scenarios without a plan of the inputs as they stand.
func (r *runner) missing(in Input) []string {
	var ids []string
	for i := range in.Project.Scenarios {
		s := &in.Project.Scenarios[i]
		if ByHand(s) {
			continue
		}
		if m, ok := r.of(s.ID); !ok || m.Failed != "" || m.Digest != DigestOf(in, s) {
			ids = append(ids, s.ID)
		}
	}
	return ids
}

// want plans scenarios as soon as the session has no work of its own.
func (r *runner) want(ids ...string) {
	for _, id := range ids {
		if id != r.now && !slices.Contains(r.queue, id) {
			r.queue = append(r.queue, id)
		}
	}
	r.next()
}

func (r *runner) next() {
	if r.now != "" || len(r.queue) == 0 || !r.able() {
		r.told()
		return
	}
	in := inputOf(r.session, r)
	id := r.queue[0]
	r.queue = r.queue[1:]
	s := find(in.Project, id)
	if s == nil || ByHand(s) {
		r.next()
		return
	}
	digest := DigestOf(in, s)
	project, _, _ := scenario.Apply(in.Project, in.Facts, *s)
	if ps := project.Validate(r.session.FactsOf(project)); ps.Refused() {
		r.made[id] = Made{Digest: digest, Failed: tr.F("under this scenario the inputs cannot be planned: %s", firstRefusal(ps))}
		r.next()
		return
	}
	r.now, r.text, r.part = id, tr.T("Getting ready"), -1
	maker := r.session.Planner().(Maker)
	var plan *planner.Plan
	r.task = session.Work(r.session, func(ctx context.Context, tell func(step)) (err error) {
		plan, err = maker.Under(ctx, project, func(text string, part float64) { tell(step{text, part}) })
		return err
	}, func(x step) {
		r.text, r.part = x.text, x.part
		r.told()
	}, func(err error) {
		r.now = ""
		switch {
		case plan != nil && plan.Status != planner.StatusCancelled && (err == nil || errors.Is(err, context.Canceled)):
			plan.Digest = digest
			r.made[id] = Made{Digest: digest, Plan: plan}
			r.session.KeepUnder(id, digest, session.Under{Plan: plan})
		case err != nil && !errors.Is(err, context.Canceled):
			r.made[id] = Made{Digest: digest, Failed: words.Said(err.Error())}
		default: // nobody stopped it, or this would not be heard of
			r.made[id] = Made{Digest: digest, Failed: tr.T("no plan was found in time; plan it again when the computer is less busy")}
		}
		r.next()
	})
	r.told()
}

// step is how far planning is.
type step struct {
	text string
	part float64
}

func firstRefusal(ps planner.Problems) string {
	for _, p := range ps {
		if p.Severity == planner.Refuses {
			return p.Where + ": " + p.What
		}
	}
	return ""
}

// stop ends planning; what is planned stays.
func (r *runner) stop() {
	r.task.Cancel()
	r.now, r.queue = "", nil
	r.told()
}

// forget drops everything: another document is open.
func (r *runner) forget() {
	r.task.Cancel()
	r.now, r.queue, r.made, r.by = "", nil, map[string]Made{}, nil
}

// byHand costs awards changed by hand, which needs no optimiser, and drops plans
// of scenarios that are gone.
func (r *runner) byHand(in Input) {
	for id := range r.made {
		if find(in.Project, id) == nil {
			delete(r.made, id)
		}
	}
	fresh := r.by != in.Plan
	r.by = in.Plan
	for i := range in.Project.Scenarios {
		s := &in.Project.Scenarios[i]
		if !ByHand(s) {
			continue
		}
		digest := DigestOf(in, s)
		if m, ok := r.made[s.ID]; ok && !fresh && m.Digest == digest {
			continue
		}
		delete(r.made, s.ID)
		if award.Planned(in.Plan) {
			project, _, _ := scenario.Apply(in.Project, in.Facts, *s)
			plan, notes := hand.Apply(project, r.session.FactsOf(project), in.Plan, s.HandShares)
			r.made[s.ID] = Made{Digest: digest, Plan: plan, Notes: notes}
		}
	}
}

// says is what goes on, "" for nothing.
func (r *runner) says(p *planner.Project) string {
	if r.now == "" {
		if len(r.queue) > 0 {
			return tr.T("What-ifs wait for the plan")
		}
		return ""
	}
	name := r.now
	if s := find(p, r.now); s != nil {
		name = nameOf(s)
	}
	text := name + ": " + r.text
	if n := len(r.queue); n > 0 {
		text += tr.F(" · %d more to plan", n)
	}
	return text
}

func inputOf(s *session.Session, r *runner) Input {
	plan, asToday, cheapest, stale := s.BasePlans()
	return Input{Project: s.Base(), Facts: s.Facts(), Plan: plan, AsToday: asToday, Cheapest: cheapest, Stale: stale, Digest: s.Doc().Digest(), Made: r.of,
		NameOf: func(path string) string { return whatif.NameOf(s.Base(), s.Facts(), path) }}
}
