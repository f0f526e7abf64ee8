package shell

import (
	"fyne.io/fyne/v2/container"

	"remanence/app/session"
	"remanence/app/tr"
	"remanence/app/ui"
	"remanence/planner"
)

// ScenarioPicker is what the header's picker shows: the names of the scenarios
// over the project, the base first, and which one is in front. Choose switches
// to one; the session tells of the change by its own events.
type ScenarioPicker interface {
	Names() []string
	Current() string
	Choose(name string)
}

// FrontOf is the picker of a session: the project itself and its scenarios, one of
// which every page shows.
func FrontOf(s *session.Session) ScenarioPicker { return fronts{s} }

type fronts struct{ s *session.Session }

// Names implements ScenarioPicker.
func (f fronts) Names() []string {
	out := []string{tr.T("The project itself")}
	for _, x := range f.s.Base().Scenarios {
		out = append(out, scenarioName(x))
	}
	return out
}

func scenarioName(x planner.Scenario) string {
	if x.Name == "" {
		return x.ID
	}
	return x.Name
}

// Current implements ScenarioPicker.
func (f fronts) Current() string {
	for i, x := range f.s.Base().Scenarios {
		if x.ID == f.s.Front() {
			return f.Names()[i+1]
		}
	}
	return f.Names()[0]
}

// Choose implements ScenarioPicker.
func (f fronts) Choose(name string) {
	for i, n := range f.Names() {
		switch {
		case n != name:
		case i == 0:
			f.s.SetFront("")
			return
		default:
			f.s.SetFront(f.s.Base().Scenarios[i-1].ID)
			return
		}
	}
}

// pick puts the picker of scenarios into the header.
func (h *header) pick(p ScenarioPicker) {
	h.scenarios = p
	if p == nil {
		return
	}
	h.scenario = ui.NewPick(nil, func(name string) {
		if name != p.Current() {
			p.Choose(name)
		}
	})
	h.scenario.Tip = tr.T("What every page shows: the project itself, or the project under a scenario. What is changed under a scenario belongs to it; the project stays as it is.")
	h.scenarioBox = container.NewStack(h.scenario)
	h.left.Add(h.scenarioBox)
}

// showScenario brings the picker up to date.
func (h *header) showScenario() {
	if h.scenarios == nil {
		return
	}
	var options []ui.Option
	for _, name := range h.scenarios.Names() {
		options = append(options, ui.Option{ID: name, Label: name})
	}
	h.scenario.SetOptions(options)
	h.scenario.SetSelected(h.scenarios.Current())
	set(h.scenarioBox, len(options) > 1)
}
