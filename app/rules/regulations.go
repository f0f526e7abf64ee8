package rules

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"remanence/app/grid"
	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/app/words"
	"remanence/planner"
	"remanence/planner/policy"
)

// Regulations is the table of the states' rules, packed by regime; it implements
// grid.Model.
type Regulations struct {
	rows  []regRow
	all   []planner.Regulation
	facts *planner.Facts
	used  map[string][]string // rules of the project by regulation
	today string
}

type regRow struct {
	head string // of a pack
	reg  *planner.Regulation
}

// NewRegulations packs the regulations of the facts.
func NewRegulations(p *planner.Project, f *planner.Facts, today string) *Regulations {
	t := &Regulations{all: f.Regulations, facts: f, used: map[string][]string{}, today: today}
	for i := range p.Rules {
		if ref := p.Rules[i].Regulation; ref != "" {
			t.used[ref] = append(t.used[ref], p.Rules[i].ID)
		}
	}
	for i := range p.Offers {
		if ref := p.Offers[i].Licence.Rule; ref != "" {
			t.used[ref] = append(t.used[ref], p.Offers[i].ID)
		}
	}
	t.Search("")
	return t
}

// Search keeps the regulations whose text holds every word.
func (t *Regulations) Search(text string) {
	t.rows = nil
	wanted := strings.Fields(strings.ToLower(text))
	packs := map[string][]*planner.Regulation{}
	var names []string
	for i := range t.all {
		r := &t.all[i]
		hay := strings.ToLower(strings.Join([]string{r.ID, r.Jurisdiction, t.regime(r), r.Instrument, r.Covers, r.Effect, strings.ReplaceAll(r.Status, "_", " "), words.RegulationStatus(r.Status)}, " "))
		if slices.ContainsFunc(wanted, func(w string) bool { return !strings.Contains(hay, w) }) {
			continue
		}
		name := t.regime(r)
		if packs[name] == nil {
			names = append(names, name)
		}
		packs[name] = append(packs[name], r)
	}
	slices.SortStableFunc(names, func(a, b string) int { return cmp.Compare(len(packs[b]), len(packs[a])) })
	for _, name := range names {
		list := packs[name]
		t.rows = append(t.rows, regRow{head: fmt.Sprintf("%s (%d)", name, len(list))})
		slices.SortStableFunc(list, func(a, b *planner.Regulation) int { return cmp.Compare(b.Effective, a.Effective) })
		for _, r := range list {
			t.rows = append(t.rows, regRow{reg: r})
		}
	}
}

// regime is the state, or pair of states, whose rule it is.
func (t *Regulations) regime(r *planner.Regulation) string {
	var names []string
	for _, code := range strings.Split(r.Jurisdiction, "/") {
		switch code {
		case "INT":
			names = append(names, tr.T("International"))
		case "G7":
			names = append(names, "G7")
		default:
			names = append(names, words.Country(t.facts, code))
		}
	}
	all := names[0]
	for _, name := range names[1:] {
		all = tr.F("%s and %s", all, name)
	}
	return all
}

// At is the regulation of a row, nil for a heading.
func (t *Regulations) At(row int) *planner.Regulation {
	if row < 0 || row >= len(t.rows) {
		return nil
	}
	return t.rows[row].reg
}

// Find is the row of a regulation, -1 when it is not shown.
func (t *Regulations) Find(id string) int {
	return slices.IndexFunc(t.rows, func(r regRow) bool { return r.reg != nil && r.reg.ID == id })
}

// Rows implements grid.Model.
func (t *Regulations) Rows() int { return len(t.rows) }

// Columns implements grid.Model.
func (t *Regulations) Columns() []grid.Column {
	return []grid.Column{{Title: tr.T("Regulation"), Width: 114}, {Title: tr.T("Instrument"), Width: 290}, {Title: tr.T("Status"), Width: 206},
		{Title: tr.T("In force from"), Width: 88}, {Title: tr.T("Checked"), Unit: tr.T("days ago"), Width: 66, Kind: grid.Number}, {Title: tr.T("Used by"), Width: 110}}
}

// Cell implements grid.Model.
func (t *Regulations) Cell(row, col int) grid.Cell {
	x := t.rows[row]
	if x.reg == nil {
		c := grid.Cell{Style: grid.Header, Locked: true}
		if col == 0 {
			c.Text = x.head
		}
		return c
	}
	r := x.reg
	c := grid.Cell{Locked: true}
	switch col {
	case 0:
		c.Text, c.Tooltip = r.ID, r.Covers
	case 1:
		c.Text, c.Tooltip = r.Instrument, r.Instrument+"\n"+words.Sentence(r.Effect)
	case 2:
		c.Text, c.Style = words.RegulationStatus(r.Status), statusStyle(r)
		c.Tooltip = strings.Join(Branches(r), "\n")
	case 3:
		c.Text = orDash(r.Effective)
	case 4:
		c.Text = figures.Missing
		if d, ok := days(r.CheckedOn, t.today); ok {
			c.Text = figures.Number(float64(d), 0)
			if d > 60 {
				c.Style = grid.Warn
			}
		}
		c.Tooltip = tr.F("The status was read on %s", r.CheckedOn)
	case 5:
		c.Text = strings.Join(t.used[r.ID], ", ")
		c.Tooltip = c.Text
	}
	if c.Text == figures.Missing {
		c.Style = grid.Muted
	}
	return c
}

// Apply implements grid.Model; the shipped regulations are not edited here.
func (t *Regulations) Apply(edits []grid.Edit) []grid.Refusal {
	var out []grid.Refusal
	for _, e := range edits {
		out = append(out, grid.Refusal{Row: e.Row, Col: e.Col, Text: e.Text, Why: tr.T("Regulations are facts with a source; make a rule of your own instead.")})
	}
	return out
}

func statusStyle(r *planner.Regulation) grid.Style {
	switch {
	case r.Extension != "" || r.Status == "":
		return grid.Warn
	case strings.HasPrefix(r.Status, "ended"), r.Status == "expired":
		return grid.Muted
	}
	return grid.Normal
}

// Branches says what may hold: one sentence for a settled status, one for each
// branch of a disputed one.
func Branches(r *planner.Regulation) []string {
	if r.Extension == "" {
		text := tr.F("Status: %s.", words.RegulationStatus(r.Status))
		if r.SuspendedUntil != "" {
			text += tr.F(" Suspended until %s.", r.SuspendedUntil)
		}
		return []string{text}
	}
	return []string{
		tr.F("Branch 1: the suspension is extended to %s, as agreed; no formal notice was seen.", r.Extension),
		tr.F("Branch 2: the suspension ended on %s and the rule holds again since.", orDash(r.SuspendedUntil)),
	}
}

func orDash(s string) string {
	if s == "" {
		return figures.Missing
	}
	return s
}

// days counts the days from one date to another.
func days(from, to string) (int, bool) {
	a, err1 := time.Parse(time.DateOnly, from)
	b, err2 := time.Parse(time.DateOnly, to)
	if err1 != nil || err2 != nil {
		return 0, false
	}
	return int(b.Sub(a).Hours() / 24), true
}

// Story is everything known of a regulation, a line each.
func (t *Regulations) Story(r *planner.Regulation) []string {
	out := []string{words.Sentence(r.Covers)}
	out = append(out, Branches(r)...)
	out = append(out, words.Sentence(r.Effect))
	if r.WaitLowDays.OK || r.WaitHighDays.OK {
		out = append(out, tr.F("Reported wait for a licence: %s to %s days.", optDays(r.WaitLowDays), optDays(r.WaitHighDays)))
	}
	age := ""
	if d, ok := days(r.CheckedOn, t.today); ok {
		age = tr.F(", %s ago", tr.N(d, "%s day@@after", "%s days@@after"))
	}
	trust := tr.Known(orDash(r.Source.Confidence))
	if r.Source.Date == "" {
		out = append(out, tr.F("Status read on %s%s. Source: %s, undated, %s confidence.", r.CheckedOn, age, orDash(r.Source.Name), trust))
	} else {
		out = append(out, tr.F("Status read on %s%s. Source: %s, dated %s, %s confidence.", r.CheckedOn, age, orDash(r.Source.Name), r.Source.Date, trust))
	}
	if list := t.used[r.ID]; len(list) > 0 {
		out = append(out, tr.F("Used by %s.", words.List(list)))
	}
	return append(out, tr.T("This shows what the sources say; it is no legal advice."))
}

func optDays(v planner.Opt[int]) string {
	if !v.OK {
		return figures.Missing
	}
	return fmt.Sprint(v.V)
}

// Way is one branch of what the table leaves open, as it can be planned.
type Way struct {
	Text   string
	Chosen bool
	choice planner.RegimeChoice
}

// Ways are the branches of a regulation whose suspension may go on or end; none
// when its status is settled. Without a choice of the project the first holds.
func Ways(p *planner.Project, f *planner.Facts, id string) []Way {
	for _, q := range policy.NewBook(f, p.Regime).Questions() {
		if q.ID != id && !slices.Contains(q.Rules, id) {
			continue
		}
		chosen, ok := p.Regime.Choice(q.ID)
		var out []Way
		for i, w := range q.Branches {
			out = append(out, Way{Text: words.Sentence(tr.F("plan as if %s", w.Text)), Chosen: ok && chosen.Branch == w.Branch || !ok && i == 0,
				choice: planner.RegimeChoice{Regulation: q.ID, Branch: w.Branch}})
		}
		return out
	}
	return nil
}

const regimePath = "settings/regime"

// Choose plans with a branch.
func Choose(doc Document, w Way) error {
	p := doc.Project()
	before, err := p.Cell(regimePath)
	if err != nil {
		return err
	}
	return doc.Apply(tr.F("Branch of %s", w.choice.Regulation), planner.Edit{What: regimePath, Before: before, After: p.Regime.With(w.choice).String()})
}
