package session

import (
	"errors"
	"slices"

	"remanence/app/tr"
	"remanence/planner"
	"remanence/planner/award"
	"remanence/planner/hand"
	"remanence/planner/scenario"
)

// Under is what was planned under a scenario, as kept with the project.
type Under struct {
	Plan     *planner.Plan `json:"plan,omitempty"`
	AsToday  *planner.Plan `json:"as_today,omitempty"`
	Cheapest *planner.Plan `json:"cheapest,omitempty"`
}

// front is the scenario the pages show; no id is the project itself.
type front struct {
	id      string
	project *planner.Project // under it
	digest  string
	made    Under
}

// Base is the project without the scenario in front, read only and only until the
// next change. Lists of scenarios and what compares them stand over it.
func (s *Session) Base() *planner.Project { return s.doc.Project() }

// BasePlans are the plan and the baselines of the project without the scenario in
// front; stale says that the inputs changed since.
func (s *Session) BasePlans() (plan, asToday, cheapest *planner.Plan, stale bool) {
	asToday, cheapest = s.doc.Baselines()
	return s.doc.Plan(), asToday, cheapest, s.doc.Stale()
}

// Digest identifies the inputs of a plan of what the pages show.
func (s *Session) Digest() string {
	if s.front.id != "" {
		return s.front.digest
	}
	return s.doc.Digest()
}

// Front is the id of the scenario the pages show, "" for the project itself.
func (s *Session) Front() string { return s.front.id }

// SetFront lets every page show the project under a scenario, "" the project
// itself: inputs, plan, and what is changed from now on. Planning starts unless
// the plan under it is kept. False when there is no such scenario.
func (s *Session) SetFront(id string) bool {
	if id == s.front.id {
		return true
	}
	if id != "" && s.scenario(id) == nil {
		return false
	}
	s.stop()
	s.front = front{id: id}
	if id != "" {
		s.front.made, _, _ = s.KeptUnder(id)
	}
	s.inputsChanged()
	s.status = s.resting()
	s.tell(Event{Kind: ProjectChanged})
	s.tell(Event{Kind: PlanChanged})
	s.tell(Event{Kind: StatusChanged})
	if s.status.Kind != UpToDate && s.status.Kind != Failed {
		s.Replan()
	}
	return true
}

func (s *Session) scenario(id string) *planner.Scenario {
	list := s.doc.Project().Scenarios
	if i := slices.IndexFunc(list, func(x planner.Scenario) bool { return x.ID == id }); i >= 0 {
		return &list[i]
	}
	return nil
}

// layFront applies the scenario in front to the project as it stands now, and
// says what could not be applied. A scenario that is gone is left.
func (s *Session) layFront() planner.Problems {
	if s.front.id == "" {
		return nil
	}
	x := s.scenario(s.front.id)
	if x == nil {
		s.front = front{}
		return nil
	}
	base := s.doc.Project()
	p, _, notes := scenario.Apply(base, s.facts, *x)
	p.Name = base.Name + " · " + nameOf(x) // title, export and file name say what is shown
	s.front.project, s.front.digest = p, scenario.DigestUnder(base, s.doc.Digest(), *x)
	if len(x.HandShares) > 0 && s.doc.Plan() != nil {
		s.front.digest += " " + s.doc.Plan().Digest // hand-changed awards stand on the plan
	}
	return notes
}

func nameOf(x *planner.Scenario) string {
	if x.Name != "" {
		return x.Name
	}
	return x.ID
}

// KeptUnder is what was planned under a scenario and the digest of the inputs it
// was planned from.
func (s *Session) KeptUnder(id string) (Under, string, bool) {
	var u Under
	digest, ok := s.doc.Kept(underName(id), &u)
	return u, digest, ok && u.Plan != nil
}

// KeepUnder keeps what was planned under a scenario with the project.
func (s *Session) KeepUnder(id, digest string, u Under) {
	// A plan that JSON cannot hold is shown and not kept.
	_ = s.doc.Keep(underName(id), digest, u, true)
	if id == s.front.id && digest == s.front.digest {
		s.front.made = u
	}
}

func underName(id string) string { return "scenario " + id }

// Keep keeps an answer about what the pages show with the project, with the digest
// of all it depends on. asked says that the user asked for it, so that closing
// without saving would lose it.
func (s *Session) Keep(name, digest string, answer any, asked bool) {
	// What JSON cannot hold is shown and not kept.
	_ = s.doc.Keep(s.answerName(name), digest, answer, asked)
}

// Kept reads an answer about what the pages show and the digest it was found for.
func (s *Session) Kept(name string, into any) (digest string, ok bool) {
	return s.doc.Kept(s.answerName(name), into)
}

func (s *Session) answerName(name string) string {
	if s.front.id != "" {
		return name + " under " + s.front.id
	}
	return name
}

// record turns edits of what the pages show into an edit of the scenario in front.
// Edits of scenarios themselves and of the project's name and note go through.
func (s *Session) record(edits []planner.Edit) ([]planner.Edit, error) {
	if s.front.id == "" {
		return edits, nil
	}
	var through, own []planner.Edit
	trial := s.front.project.Clone()
	editor := trial.Editor()
	for _, e := range edits {
		table, _, field, err := planner.SplitPath(e.What)
		if err != nil {
			return nil, err
		}
		if table == "scenario" || e.What == "settings/name" || e.What == "settings/note" {
			through = append(through, e)
			continue
		}
		if table == "stock" && field == "" {
			return nil, errors.New(tr.T("lots of stock are added and taken out in the project itself; choose it in the header, or change the quantity of a lot here"))
		}
		before, err := editor.Cell(e.What)
		if err != nil {
			return nil, err
		}
		if field != "" || table == "settings" || e.After == "" {
			e.Before = before
		}
		if err := editor.Apply(e); err != nil {
			return nil, err
		}
		if e.After != "" {
			if now, err := editor.Cell(e.What); err == nil {
				e.After = now
			}
		}
		own = append(own, e)
	}
	if len(own) == 0 {
		return through, nil
	}
	e, err := scenario.Record(s.doc.Project(), s.front.id, own...)
	return append(through, e), err
}

// setPlan takes a plan of what the pages show.
func (s *Session) setPlan(plan *planner.Plan) {
	if s.front.id == "" {
		s.doc.SetPlan(plan)
		return
	}
	s.front.made.Plan = plan
	s.keepFront()
}

func (s *Session) setBaselines(asToday, cheapest *planner.Plan) {
	if s.front.id == "" {
		s.doc.SetBaselines(asToday, cheapest)
		return
	}
	s.front.made.AsToday, s.front.made.Cheapest = asToday, cheapest
	s.keepFront()
}

func (s *Session) keepFront() { s.KeepUnder(s.front.id, s.front.digest, s.front.made) }

// byHand makes the plan of a scenario of awards changed by hand, which needs the
// project's plan and no optimiser; false for any other.
func (s *Session) byHand() bool {
	if s.front.id == "" {
		return false
	}
	x := s.scenario(s.front.id)
	if x == nil || len(x.HandShares) == 0 {
		return false
	}
	plan := s.doc.Plan()
	if !award.Planned(plan) {
		s.setStatus(Status{Kind: Failed, Text: tr.T("Awards changed by hand stand on the plan of the project, and there is none yet.")})
		return true
	}
	made, _ := hand.Apply(s.front.project, s.facts, plan, x.HandShares)
	if made != nil {
		made.Digest = s.front.digest
	}
	s.setPlan(made)
	s.tell(Event{Kind: PlanChanged})
	s.setStatus(s.resting())
	return true
}
