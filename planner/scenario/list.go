package scenario

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"remanence/planner"
)

// From makes a scenario of a shock of the library. chosen replaces the ? of what
// it strikes; start and months are its time, a month of 0 the start of the plan
// and months of 0 the length the library gives. A rule that returns on a date is
// in force from the first day of the start, and to the last day of a length where
// the shock is that rule alone (a plant that comes late besides takes the length).
func From(k planner.KnownShock, chosen string, start planner.Month, months int) planner.Scenario {
	s := planner.Scenario{Name: k.Name, Shock: k.Shock, Edits: slices.Clone(k.Edits), Note: k.Size}
	if chosen != "" {
		s.Shock.Hits = strings.ReplaceAll(s.Shock.Hits, "?", chosen)
		s.Name += ": " + chosen
	}
	if start != 0 && s.Shock.Hits != "" {
		s.Shock.Start = planner.Some(start)
	}
	if months > 0 && s.Shock.Hits != "" {
		s.Shock.Months = planner.Some(months)
	}
	until := planner.Month(0)
	if s.Shock.Hits == "" && months > 0 {
		until = start + planner.Month(months-1)
	}
	for i := range s.Edits {
		if s.Edits[i].What == regimePath && start != 0 {
			s.Edits[i].After = dated(s.Edits[i].After, start, until)
		}
	}
	return s
}

// NewID is the first free id S1, S2 … of a project.
func NewID(p *planner.Project) string {
	for n := 1; ; n++ {
		id := "S" + strconv.Itoa(n)
		if !slices.ContainsFunc(p.Scenarios, func(s planner.Scenario) bool { return strings.EqualFold(s.ID, id) }) {
			return id
		}
	}
}

// Add is the edit that puts a scenario at the end of the list, with an id where
// it has none and the digest of the base it is made over.
func Add(p *planner.Project, s planner.Scenario, digest string) (planner.Edit, error) {
	if s.ID == "" {
		s.ID = NewID(p)
	}
	if s.Name == "" {
		s.Name = s.ID
	}
	s.Name = freeName(p, s.Name)
	s.Base = digest
	text, err := json.Marshal(s)
	return planner.Edit{What: planner.Path("scenario", s.ID), After: string(text), Row: len(p.Scenarios)}, err
}

func freeName(p *planner.Project, name string) string {
	taken := func(n string) bool {
		return slices.ContainsFunc(p.Scenarios, func(s planner.Scenario) bool { return strings.EqualFold(s.Name, n) })
	}
	out := name
	for n := 2; taken(out); n++ {
		out = fmt.Sprintf("%s (%d)", name, n)
	}
	return out
}

// Duplicate is the edit that copies a scenario under a new id.
func Duplicate(p *planner.Project, id, digest string) (planner.Edit, error) {
	s, err := find(p, id)
	if err != nil {
		return planner.Edit{}, err
	}
	s.ID, s.Locked = "", ""
	return Add(p, s, digest)
}

// Rename is the edit that gives a scenario another name. No two scenarios share
// one.
func Rename(p *planner.Project, id, name string) (planner.Edit, error) {
	s, err := find(p, id)
	if err != nil {
		return planner.Edit{}, err
	}
	if name = strings.TrimSpace(name); name == "" {
		return planner.Edit{}, errors.New("a scenario needs a name")
	}
	for _, x := range p.Scenarios {
		if x.ID != id && strings.EqualFold(x.Name, name) {
			return planner.Edit{}, fmt.Errorf("there is another scenario %q already; choose another name", x.Name)
		}
	}
	was := s
	s.Name = name
	return replace(p, was, s)
}

// Remove is the edit that takes a scenario out. One that others build on stays.
func Remove(p *planner.Project, id string) (planner.Edit, error) {
	s, err := find(p, id)
	if err != nil {
		return planner.Edit{}, err
	}
	for _, x := range p.Scenarios {
		if slices.Contains(x.With, id) {
			return planner.Edit{}, fmt.Errorf("%s builds on %s; take that one out first", nameOf(&x), nameOf(&s))
		}
	}
	e, err := replace(p, s, s)
	e.After = ""
	return e, err
}

// Branch is the edit that adds a scenario that builds on another and changes
// nothing more yet: what is changed in the other later holds in it too.
func Branch(p *planner.Project, id, digest string) (planner.Edit, error) {
	s, err := find(p, id)
	if err != nil {
		return planner.Edit{}, err
	}
	return Add(p, planner.Scenario{Name: nameOf(&s) + " and more", With: []string{id}}, digest)
}

// Combine is the edit that adds a scenario in which several hold together.
func Combine(p *planner.Project, ids []string, digest string) (planner.Edit, error) {
	var names []string
	for _, id := range ids {
		s, err := find(p, id)
		if err != nil {
			return planner.Edit{}, err
		}
		names = append(names, nameOf(&s))
	}
	return Add(p, planner.Scenario{Name: strings.Join(names, " + "), With: slices.Clone(ids)}, digest)
}

// Record is the edit that adds changes to a scenario: the later of two changes
// of one cell stays, with the value the first started from, and a cell that is
// back at that value is taken out. A locked baseline refuses.
func Record(p *planner.Project, id string, edits ...planner.Edit) (planner.Edit, error) {
	s, err := find(p, id)
	if err != nil {
		return planner.Edit{}, err
	}
	if s.Locked != "" {
		return planner.Edit{}, locked(&s)
	}
	was := s
	s.Edits = slices.Clone(s.Edits)
	for _, e := range edits {
		i := slices.IndexFunc(s.Edits, func(x planner.Edit) bool { return x.What == e.What })
		switch {
		case i < 0:
			s.Edits = append(s.Edits, e)
		case s.Edits[i].Before == e.After:
			s.Edits = slices.Delete(s.Edits, i, i+1)
		default:
			s.Edits[i].After = e.After
		}
	}
	return replace(p, was, s)
}

// Revise is the edit that puts a scenario in the place of the one with its id. A
// locked baseline refuses.
func Revise(p *planner.Project, now planner.Scenario) (planner.Edit, error) {
	s, err := find(p, now.ID)
	if err != nil {
		return planner.Edit{}, err
	}
	if s.Locked != "" {
		return planner.Edit{}, locked(&s)
	}
	return replace(p, s, now)
}

// Fields is a scenario with other texts in its fields, by their names in the
// interchange format: start_month, duration_months, price_factor, probability …
func Fields(s planner.Scenario, texts map[string]string) (planner.Scenario, error) {
	set := 0
	for _, f := range planner.ScenarioFields {
		if text, ok := texts[f.Name]; ok && f.Name != "scenario_id" {
			if err := f.Set(&s, text); err != nil {
				return s, fmt.Errorf("%s: %w", strings.ToLower(f.Title), err)
			}
			set++
		}
	}
	if set < len(texts) {
		return s, errors.New("a scenario has the fields start_month, duration_months, hits, capacity_left_pct, extra_wait_days, wait_to_days, price_factor, demand_factor, extra_duty_pct, probability, with, name and note")
	}
	_, month := texts["start_month"]
	_, length := texts["duration_months"]
	if s.Shock.Hits == "" && (s.Shock.Start.OK && month || s.Shock.Months.OK && length) {
		return s, errors.New("the scenario strikes nothing, so that a month and a length of its own change nothing; write the dates of its rule into the regime, such as settings/regime=CN-2025-61b=in_force@2027-05-01/2027-10-31")
	}
	return s, nil
}

func locked(s *planner.Scenario) error {
	return fmt.Errorf("%s was locked as a baseline on %s; duplicate it to change it", nameOf(s), s.Locked)
}

// Lock is the edit that makes a scenario a dated baseline, which takes no more
// changes; date is a full date.
func Lock(p *planner.Project, id, date, digest string) (planner.Edit, error) {
	s, err := find(p, id)
	if err != nil {
		return planner.Edit{}, err
	}
	if s.Locked != "" {
		return planner.Edit{}, fmt.Errorf("%s was locked already on %s", nameOf(&s), s.Locked)
	}
	was := s
	s.Locked, s.Base = date, digest
	return replace(p, was, s)
}

func replace(p *planner.Project, was, now planner.Scenario) (planner.Edit, error) {
	before, err1 := json.Marshal(was)
	after, err2 := json.Marshal(now)
	at := slices.IndexFunc(p.Scenarios, func(s planner.Scenario) bool { return s.ID == was.ID })
	return planner.Edit{What: planner.Path("scenario", was.ID), Before: string(before), After: string(after), Row: at}, errors.Join(err1, err2)
}

func find(p *planner.Project, id string) (planner.Scenario, error) {
	for _, s := range p.Scenarios {
		if s.ID == id {
			return s, nil
		}
	}
	return planner.Scenario{}, fmt.Errorf("there is no scenario %q", id)
}

// Stale reports whether the base has changed since the scenario was made or
// locked; never for one that was imported without a digest.
func Stale(s planner.Scenario, digest string) bool { return s.Base != "" && s.Base != digest }

// Digest identifies a base under scenarios, for plans made of it.
func Digest(base string, list ...planner.Scenario) string {
	if len(list) == 0 {
		return base
	}
	text := base
	for _, s := range list {
		s.Name, s.Note, s.Probability, s.Base, s.Locked = "", "", planner.Opt[float64]{}, "", ""
		b, _ := json.Marshal(s)
		text += "\n" + string(b)
	}
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// Chain lists what a scenario of a project builds on and then the scenario
// itself, each once.
func Chain(p *planner.Project, s planner.Scenario) []planner.Scenario {
	var out []planner.Scenario
	var add func(s planner.Scenario, above []string)
	add = func(s planner.Scenario, above []string) {
		above = append(above, s.ID)
		for _, id := range s.With {
			if x, err := find(p, id); err == nil && !slices.Contains(above, id) {
				add(x, above)
			}
		}
		out = append(out, s)
	}
	add(s, nil)
	return out
}

// DigestUnder identifies the inputs under a scenario and all it builds on; base is
// the digest of the project.
func DigestUnder(p *planner.Project, base string, s planner.Scenario) string {
	return Digest(base, Chain(p, s)...)
}

// Difference is one way in which two scenarios differ.
type Difference struct {
	Path string `json:"path,omitempty"`
	A    string `json:"a"`
	B    string `json:"b"`
}

// Differences lists the cells in which two lists of scenarios, applied to one
// base, differ, and then the shocks only one of them has.
func Differences(base *planner.Project, f *planner.Facts, a, b []planner.Scenario) []Difference {
	pa, ca, _ := Apply(base, f, a...)
	pb, cb, _ := Apply(base, f, b...)
	var out []Difference
	seen := map[string]bool{}
	for _, c := range append(slices.Clone(ca), cb...) {
		if c.Path == "" || seen[c.Path] {
			continue
		}
		seen[c.Path] = true
		x, _ := pa.Cell(c.Path)
		y, _ := pb.Cell(c.Path)
		if x != y {
			out = append(out, Difference{c.Path, x, y})
		}
	}
	only := func(from, other []Change, left bool) {
		for _, c := range from {
			if c.Path != "" || slices.ContainsFunc(other, func(x Change) bool { return x.Path == "" && x.Text == c.Text }) {
				continue
			}
			if left {
				out = append(out, Difference{A: c.Text})
			} else {
				out = append(out, Difference{B: c.Text})
			}
		}
	}
	only(ca, cb, true)
	only(cb, ca, false)
	return out
}
