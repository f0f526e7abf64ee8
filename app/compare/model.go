// Package compare is the page that sets plans side by side: as today, cheapest,
// the plan, awards changed by hand and what-ifs. Files named model and figures
// prepare what is shown and know no toolkit.
package compare

import (
	"cmp"
	"slices"
	"strings"

	"remanence/app/pictures"
	"remanence/app/tr"
	"remanence/app/whatif"
	"remanence/app/words"
	"remanence/planner"
	"remanence/planner/scenario"
)

// Input is what the page is made from. The plans may be nil.
type Input struct {
	Project                 *planner.Project
	Facts                   *planner.Facts
	Plan, AsToday, Cheapest *planner.Plan
	Stale                   bool
	Digest                  string // of the inputs as they stand
	Made                    func(id string) (Made, bool)
	NameOf                  func(path string) string // of a cell, with its row; nil names none
}

// Made is what planning under a scenario gave.
type Made struct {
	Digest string // of the base and the scenario it was made under
	Plan   *planner.Plan
	Notes  []string // what could not be done as asked
	Failed string   // why there is no plan
}

// The ids of the columns that are no scenario.
const (
	AsToday  = pictures.AsToday
	Cheapest = pictures.Cheapest
	ThePlan  = pictures.ThePlan
)

// Variant is one column: a plan and what it was made under.
type Variant struct {
	ID, Name string
	State    string // in a word or two, "" when up to date
	Tip      string
	Plan     *planner.Plan // nil while there is none
	Scenario *planner.Scenario
	Old      bool // made from other inputs
}

// drawn is what pictures are made from.
func (in Input) drawn() pictures.Input {
	return pictures.Input{Project: in.Project, Facts: in.Facts, Plan: in.Plan, AsToday: in.AsToday, Cheapest: in.Cheapest}
}

// sideBySide are variants as pictures take them.
func sideBySide(vs []Variant) []pictures.Variant {
	var out []pictures.Variant
	for i := range vs {
		out = append(out, *vs[i].drawn())
	}
	return out
}

func (v *Variant) drawn() *pictures.Variant {
	if v == nil {
		return nil
	}
	return &pictures.Variant{ID: v.ID, Name: v.Name, Plan: v.Plan}
}

// ByHand reports that a scenario is awards changed by hand on the plan.
func ByHand(s *planner.Scenario) bool { return s != nil && len(s.HandShares) > 0 }

// Variants are the columns in their order: the baselines, the plan, then the
// scenarios as the project lists them.
func Variants(in Input) []Variant {
	old := ""
	if in.Stale {
		old = tr.T("out of date")
	}
	out := []Variant{
		{ID: AsToday, Name: tr.T("As today"), State: old, Tip: tr.T("Today's shares and prices continued"), Plan: in.AsToday, Old: in.Stale},
		{ID: Cheapest, Name: tr.T("Cheapest"), State: old, Tip: tr.T("The best cost with every optional rule off"), Plan: in.Cheapest, Old: in.Stale},
		{ID: ThePlan, Name: tr.T("Plan"), State: old, Tip: tr.T("The plan under all rules that are on"), Plan: in.Plan, Old: in.Stale},
	}
	for i := range in.Project.Scenarios {
		out = append(out, variantOf(in, &in.Project.Scenarios[i]))
	}
	return out
}

func variantOf(in Input, s *planner.Scenario) Variant {
	v := Variant{ID: s.ID, Name: nameOf(s), Scenario: s, Tip: Summary(in, s)}
	made, ok := in.Made(s.ID)
	switch {
	case ok && made.Failed != "":
		v.State, v.Tip = "failed", v.Tip+"\n"+words.Sentence(made.Failed)
	case ok:
		v.Plan = made.Plan
		if v.Old = made.Digest != DigestOf(in, s); v.Old {
			v.State = tr.T("out of date")
		} else if ByHand(s) {
			v.State = tr.T("by hand")
		}
		if made.Plan != nil && made.Plan.Status == planner.StatusInfeasible {
			v.State = tr.T("rules clash")
		}
		for _, n := range made.Notes {
			v.Tip += "\n" + words.Reason(n)
		}
	case ByHand(s):
		v.State = tr.T("by hand, needs the plan")
	default:
		v.State = tr.T("not planned yet")
	}
	if s.Locked != "" {
		v.State = strings.TrimPrefix(tr.F("%s, baseline of %s", v.State, s.Locked), ", ")
	}
	return v
}

func nameOf(s *planner.Scenario) string {
	if s.Name != "" {
		return s.Name
	}
	return s.ID
}

// Summary says in a line what a scenario does.
func Summary(in Input, s *planner.Scenario) string {
	var out []string
	if n := len(s.HandShares); n > 0 {
		out = append(out, tr.N(n, "%s share changed by hand", "%s shares changed by hand"))
	}
	if n := len(s.Edits); n > 0 {
		out = append(out, tr.N(n, "%s figure changed", "%s figures changed"))
	}
	if n := len(s.RulesOff) + len(s.RulesOn); n > 0 {
		out = append(out, tr.N(n, "%s rule switched", "%s rules switched"))
	}
	if s.Shock.Hits != "" {
		out = append(out, tr.F("a shock on %s", strings.ReplaceAll(s.Shock.Hits, ":", " ")))
	}
	for _, id := range s.With {
		if x := find(in.Project, id); x != nil {
			out = append(out, tr.F("builds on %s", nameOf(x)))
		}
	}
	if len(out) == 0 {
		out = append(out, tr.T("changes nothing yet"))
	}
	text := words.Sentence(words.List(out))
	if s.Note != "" {
		text += "\n" + s.Note
	}
	return text
}

func find(p *planner.Project, id string) *planner.Scenario {
	i := slices.IndexFunc(p.Scenarios, func(s planner.Scenario) bool { return s.ID == id && id != "" })
	if i < 0 {
		return nil
	}
	return &p.Scenarios[i]
}

// DigestOf identifies the inputs under a scenario and all it builds on.
func DigestOf(in Input, s *planner.Scenario) string {
	return scenario.DigestUnder(in.Project, in.Digest, *s)
}

// Story tells what a scenario changes, cell by cell and shock by shock, and what
// it cannot change.
type Story struct {
	Text, Path string
	Bad        bool
	Cell       *whatif.Cell       // what it sets, nil where it sets no cell by itself
	Share      *planner.HandShare // what it gives by hand
}

// changeWords is a change of a scenario in the language of the screen, its cell by
// the name it has on the pages.
func changeWords(in Input, c scenario.Change) string {
	name := ""
	if in.NameOf != nil {
		name = in.NameOf(c.Path)
	}
	if name == "" {
		return words.Reason(c.Text)
	}
	return tr.F("%s: %s, was %s.", name, cmp.Or(c.After, tr.T("empty")), cmp.Or(c.Before, tr.T("empty")))
}

// StoryOf applies a scenario and says what happened.
func StoryOf(in Input, s *planner.Scenario) []Story {
	var out []Story
	_, changes, problems := scenario.Apply(in.Project, in.Facts, *s)
	for _, c := range changes {
		x := Story{Text: changeWords(in, c), Path: c.Path}
		if len(s.With) > 0 {
			x.Text = c.Scenario + ": " + x.Text
		}
		if c.Moved {
			x.Text += tr.T(" The base has changed here since.")
		}
		if _, _, field, err := planner.SplitPath(c.Path); err == nil && field != "" {
			if x.Cell = (&whatif.Cell{Path: c.Path, Value: c.After}); in.NameOf != nil {
				x.Cell.Name = in.NameOf(c.Path)
			}
			x.Cell.Name = cmp.Or(x.Cell.Name, c.Path)
		}
		out = append(out, x)
	}
	for _, h := range s.HandShares {
		out = append(out, Story{Text: tr.F("%s gets %s of %s.", h.Group, percent(h.Share), h.Part), Share: &h})
	}
	for _, p := range problems {
		out = append(out, Story{Text: strings.TrimSpace(p.What + " " + p.Mend), Path: p.Path, Bad: true})
	}
	if scenario.Stale(*s, in.Digest) {
		out = append(out, Story{Text: tr.T("The inputs under this scenario have changed since it was made; it is applied to the inputs as they stand.")})
	}
	if s.Note != "" {
		out = append(out, Story{Text: s.Note})
	}
	return out
}

// Against says how a scenario differs from the one the differences are shown
// against.
func Against(in Input, s, base *planner.Scenario) []Story {
	list := scenario.Differences(in.Project, in.Facts, []planner.Scenario{*base}, []planner.Scenario{*s})
	if len(list) == 0 {
		return []Story{{Text: tr.F("It does the same as %s.", nameOf(base))}}
	}
	blank := func(text string) string {
		if text == "" {
			return tr.T("empty")
		}
		return text
	}
	var out []Story
	for _, d := range list {
		switch {
		case d.Path != "":
			_, id, field, _ := planner.SplitPath(d.Path)
			out = append(out, Story{Path: d.Path, Text: tr.F("%s, %s: %s, and %s in %s.", id, strings.ReplaceAll(field, "_", " "), blank(d.B), blank(d.A), nameOf(base))})
		case d.A != "":
			out = append(out, Story{Text: tr.F("Only in %s: %s", nameOf(base), d.A)})
		default:
			out = append(out, Story{Text: tr.F("Not in %s: %s", nameOf(base), d.B)})
		}
	}
	return out
}
