package workbook

import (
	"fmt"
	"strings"

	"remanence/planner"
)

// buildScenarios lists the what-ifs of the project and what each changes.
func buildScenarios(b *book) *sheet {
	x := &b.o.Findings
	if len(b.p.Scenarios) == 0 && x.Regret == nil {
		return nil
	}
	s := newSheet(scenarioName, "The what-ifs of the project: what each changes, its plan beside this one, and the regret of each choice",
		"Scenarios", "A scenario is a list of changes over the same inputs, never a copy. A probability is shown only where the buyer stated one.")
	s.maxWidth = 30
	s.widths = map[int]float64{1: 44}
	r := headRow
	if len(b.p.Scenarios) > 0 {
		b.scenarioList(s)
		r = firstRow + len(b.p.Scenarios) + 1
	}
	if len(x.Scenarios) == 0 && x.Regret == nil {
		return s
	}
	s.manyBlocks()
	s.put(totalRow, 1, note(b.stamp()))
	s.repeat, s.freeze = totalRow, at(headRow, 2)
	s.wide, s.keep = 2, 1
	if len(x.Scenarios) > 0 {
		r = b.sideBySide(s, r)
	}
	b.regretBlock(s, r)
	return s
}

// scenarioList says what each scenario changes.
func (b *book) scenarioList(s *sheet) {
	s.heads(headRow, "Scenario", "Probability", "Changes", "Rules off", "Rules on", "Disturbance", "Note", "Scenario id")
	for i := range b.p.Scenarios {
		x := &b.p.Scenarios[i]
		var edits []string
		for _, e := range x.Edits {
			edits = append(edits, editWords(e))
		}
		for _, h := range x.HandShares {
			edits = append(edits, fmt.Sprintf("%s of %s by hand: %s %%", h.Group, h.Part, planner.FormatPercent(h.Share)))
		}
		s.line(firstRow+i, 1, text(orText(x.Name, x.ID)), inputOf(x.Probability, percent), wrapped(strings.Join(edits, "; ")),
			text(joined(x.RulesOff)), text(joined(x.RulesOn)), wrapped(shockWords(x.Shock)), wrapped(x.Note), text(x.ID))
	}
	s.table = &table{name: "tblScenarios", first: headRow, last: firstRow + len(b.p.Scenarios) - 1, firstCol: 1, columnEnd: 8}
}

// editWords says what an edit changes.
func editWords(e planner.Edit) string {
	kind, id, field, err := planner.SplitPath(e.What)
	if err != nil {
		return e.What
	}
	what := strings.TrimSpace(kind + " " + id)
	switch {
	case field != "":
		return what + ", " + strings.ReplaceAll(field, "_", " ") + ": " + orText(e.Before, "(blank)") + " → " + orText(e.After, "(blank)")
	case e.Before == "":
		return what + " is new"
	case e.After == "":
		return what + " is taken out"
	}
	return what + " is changed"
}

func shockWords(x planner.Shock) string {
	var w []string
	add := func(ok bool, f string, a ...any) {
		if ok {
			w = append(w, fmt.Sprintf(f, a...))
		}
	}
	add(x.Hits != "", "hits %s", x.Hits)
	add(x.Start.OK, "from %s", x.Start.V)
	add(x.Months.OK, "for %d months", x.Months.V)
	add(x.CapacityLeft.OK, "capacity left %s %%", planner.FormatPercent(x.CapacityLeft.V))
	add(x.ExtraWait.OK, "licences wait %s days more", planner.FormatNumber(x.ExtraWait.V))
	add(x.WaitTo.OK, "licences wait %s days at least", planner.FormatNumber(x.WaitTo.V))
	add(x.PriceFactor.OK, "prices × %s", planner.FormatNumber(x.PriceFactor.V))
	add(x.DemandFactor.OK, "demand × %s", planner.FormatNumber(x.DemandFactor.V))
	return strings.Join(w, ", ")
}

// buildChanges is the log of what was changed.
func buildChanges(b *book) *sheet {
	if len(b.o.Changes) == 0 {
		return nil
	}
	s := newSheet(changeName, "What was changed in the project since the file was opened, cell by cell",
		"Changes", "Oldest first. Undone changes stay in the list.")
	s.maxWidth = 60
	s.heads(headRow, "Day", "Change", "State", "Cell", "Before", "After")
	r := firstRow
	for _, c := range b.o.Changes {
		for _, e := range c.Edits {
			s.line(r, 1, date(c.At), text(c.Name), text(c.Kind), text(e.What), text(e.Before), text(e.After))
			r++
		}
	}
	if r == firstRow {
		return nil
	}
	s.table = &table{name: "tblChanges", first: headRow, last: r - 1, firstCol: 1, columnEnd: 6}
	return s
}
