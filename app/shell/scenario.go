package shell

import (
	"fyne.io/fyne/v2/widget"
)

// ScenarioPicker is what the header's picker shows: the names of the scenarios
// over the project, the base first, and which one is in front. Choose switches
// to one; the session tells of the change by its own events.
type ScenarioPicker interface {
	Names() []string
	Current() string
	Choose(name string)
}

// pick puts the picker of scenarios into the header.
func (h *header) pick(p ScenarioPicker) {
	h.scenarios = p
	if p == nil {
		return
	}
	h.scenario = widget.NewSelect(nil, func(name string) {
		if name != p.Current() {
			p.Choose(name)
		}
	})
	h.left.Add(h.scenario)
}

// showScenario brings the picker up to date.
func (h *header) showScenario() {
	if h.scenarios == nil {
		return
	}
	h.scenario.Options = h.scenarios.Names()
	h.scenario.Selected = h.scenarios.Current()
	h.scenario.Refresh()
	set(h.scenario, len(h.scenario.Options) > 1)
}
