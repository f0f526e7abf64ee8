package risk

import (
	"errors"
	"fmt"
	"math"

	"remanence/app/grid"
	"remanence/app/pictures"
	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/app/why"
	"remanence/app/words"
	"remanence/planner"
	"remanence/planner/risk"
)

// Recover is the edit that sets the time to recover of a node or of a kind of
// nodes; a text without a figure brings the default back.
func Recover(p *planner.Project, name, text string) (planner.Edit, error) {
	return setFigure(p, pictures.RecoveryPath(name), text, func(v float64) error {
		if v > 0 && v <= 240 {
			return nil
		}
		return fmt.Errorf(tr.T("a time to recover of %s months is not possible; enter more than 0 and at most 240"), figures.Auto(v))
	})
}

// setFigure is the edit that sets one figure of a list in the settings; a text
// without a figure brings the default back.
func setFigure(p *planner.Project, path, text string, check func(float64) error) (planner.Edit, error) {
	before, err := p.Cell(path)
	if err != nil {
		return planner.Edit{}, err
	}
	e := planner.Edit{What: path, Before: before}
	v, err := figures.ParseNumber(text)
	switch {
	case err == nil:
		if err := check(v); err != nil {
			return planner.Edit{}, err
		}
		e.After = planner.FormatNumber(v)
	case !errors.Is(err, figures.ErrMissing):
		return planner.Edit{}, err
	}
	return e, nil
}

// Assume is the edit that sets a parameter of the simulation.
func Assume(p *planner.Project, name, text string) (planner.Edit, error) {
	return setFigure(p, pictures.AssumptionPath(name), text, func(v float64) error {
		if v >= 0 {
			return nil
		}
		return fmt.Errorf(tr.T("%s is below zero; enter zero or more"), figures.Auto(v))
	})
}

// The columns of the table of nodes.
const (
	colNode = iota
	colKind
	colLast
	colRecover
	colIdle
	colFirst
	colParts
	colStop
	colExtra
	colRank
	colGroups
)

// Nodes is the table of outages; it implements grid.Model. Times to recover can
// be typed over.
type Nodes struct {
	Result *risk.KnockOut
	Stale  bool
	set    func(name, text string) error
}

// Rows implements grid.Model.
func (n *Nodes) Rows() int {
	if n.Result == nil {
		return 0
	}
	return len(n.Result.Nodes)
}

// Columns implements grid.Model.
func (n *Nodes) Columns() []grid.Column {
	currency := ""
	if n.Result != nil {
		currency = n.Result.Currency
	}
	return []grid.Column{
		{Title: tr.T("Without"), Width: 256, Tooltip: tr.T("What is taken away, for as long as it needs to recover")},
		{Title: tr.T("Kind"), Width: 128},
		{Title: tr.T("Lines last"), Unit: tr.T("weeks"), Kind: grid.Number, Width: 76, Tooltip: tr.T("Time to survive: how long every line can run at best, with what is qualified by then. Red: shorter than the time to recover")},
		{Title: tr.T("Recovers in"), Unit: tr.T("months"), Kind: grid.Number, Width: 104, Editable: true, Tooltip: tr.T("Time to recover: type your own; grey is a default with its source in the tooltip, deleting brings it back")},
		{Title: tr.T("If nobody acts"), Unit: tr.T("weeks"), Kind: grid.Number, Width: 124, Tooltip: tr.T("How long the lines run on stock, goods under way and the orders as planned")},
		{Title: tr.T("Stops first"), Width: 110},
		{Title: tr.T("Parts"), Unit: tr.T("that stop"), Kind: grid.Number, Width: 66},
		{Title: tr.T("Stopped lines"), Unit: currency, Kind: grid.Money, Width: 104, Tooltip: tr.T("Line-stop cost at best, beyond what the plan itself has")},
		{Title: tr.T("Dearer sources"), Unit: currency, Kind: grid.Money, Width: 126, Tooltip: tr.T("What is bought elsewhere costs so much more")},
		{Title: tr.T("Against worst"), Kind: grid.Percent, Width: 116, Tooltip: tr.T("Line-stop cost in percent of that of the worst outage")},
		{Title: tr.T("Takes along"), Width: 220, Tooltip: tr.T("Supplier groups that hang on it")},
	}
}

// Cell implements grid.Model.
func (n *Nodes) Cell(row, col int) grid.Cell {
	l := &n.Result.Nodes[row]
	c := grid.Cell{Text: figures.Missing, Style: grid.Muted, Locked: col != colRecover}
	show := func(text string) { c.Text, c.Style = text, grid.Normal }
	number := func(v planner.Opt[float64], decimals int) {
		if v.OK {
			show(figures.Number(v.V, decimals))
		}
	}
	switch col {
	case colNode:
		show(words.Node(l.ID, l.Name))
		c.Tooltip = c.Text
		if l.Hidden {
			c.Text += "  ◉"
			c.Tooltip += tr.F("\nHidden common node: %s look apart and hang on it together.", words.List(l.Groups))
		}
	case colKind:
		show(KindName(l.Kind))
	case colLast:
		number(l.SurviveWeeks, 1)
		switch {
		case l.Short:
			c.Style, c.Tooltip = grid.Bad, tr.F("Shorter than the %s weeks it needs to recover", figures.Number(l.Recovery.Months*planner.WeeksPerMonth, 1))
		case !l.SurviveWeeks.OK:
			c.Tooltip = tr.T("No line misses it in the months looked at")
		default:
			c.Style, c.Tooltip = grid.Good, tr.T("Longer than it needs to recover")
		}
	case colRecover:
		show(figures.Auto(l.Recovery.Months))
		c.Tooltip = Origin(l.Recovery)
		if l.Recovery.Source.Default {
			c.Style = grid.Default
		}
	case colIdle:
		number(l.IdleWeeks, 1)
	case colFirst:
		switch {
		case len(l.Parts) > 0:
			show(l.Parts[0].Part)
		case l.IdlePart != "":
			show(l.IdlePart)
			c.Style, c.Tooltip = grid.Muted, tr.T("Only if nobody acts")
		}
	case colParts:
		show(figures.Number(float64(len(l.Parts)), 0))
	case colStop:
		show(figures.Number(math.Round(l.Stopped), 0))
		for _, x := range l.Parts {
			if !x.Cost.OK {
				c.Text += " +"
				c.Tooltip = tr.T("Parts without a line-stop cost stop too; their money is not counted")
				break
			}
		}
	case colExtra:
		show(figures.Number(math.Round(l.Extra), 0))
	case colRank:
		show(figures.Percent(l.Index, 0))
	case colGroups:
		show(words.List(l.Groups))
		c.Tooltip = c.Text
	}
	if n.Stale && c.Style == grid.Normal {
		c.Style = grid.Stale
	}
	return c
}

// RawText implements grid.RawText.
func (n *Nodes) RawText(row, col int) string {
	if col == colRecover {
		return planner.FormatNumber(n.Result.Nodes[row].Recovery.Months)
	}
	return n.Cell(row, col).Text
}

// Apply implements grid.Model: times to recover are set in the project.
func (n *Nodes) Apply(edits []grid.Edit) []grid.Refusal {
	var out []grid.Refusal
	for _, e := range edits {
		why := tr.T("This follows from the plan. The time to recover can be typed over.")
		if e.Col == colRecover && n.set != nil {
			if err := n.set(n.Result.Nodes[e.Row].ID, e.Text); err != nil {
				why = words.Said(err.Error())
			} else {
				continue
			}
		}
		out = append(out, grid.Refusal{Row: e.Row, Col: e.Col, Text: e.Text, Why: words.Sentence(why)})
	}
	return out
}

// Times is the table of recovery times by kind; it implements grid.Model.
type Times struct {
	Rules []risk.Default
	set   func(name, text string) error
}

// Rows implements grid.Model.
func (t *Times) Rows() int { return len(t.Rules) }

// Columns implements grid.Model.
func (t *Times) Columns() []grid.Column {
	return []grid.Column{{Title: tr.T("A kind of outage"), Width: 150},
		{Title: tr.T("Recovers in"), Unit: tr.T("months"), Kind: grid.Number, Width: 90, Editable: true, Tooltip: tr.T("Type your own; deleting brings the default back")},
		{Title: tr.T("Why"), Width: 456}, {Title: tr.T("Source"), Width: 310}, {Title: tr.T("Date"), Width: 90}, {Title: tr.T("Confidence"), Width: 96}}
}

// Cell implements grid.Model.
func (t *Times) Cell(row, col int) grid.Cell {
	d := &t.Rules[row]
	c := grid.Cell{Locked: col != 1}
	switch col {
	case 0:
		c.Text = words.Sentence(KindName(d.Kind))
		c.Text = c.Text[:len(c.Text)-1]
	case 1:
		c.Text = figures.Auto(d.Months)
		if d.Source.Default {
			c.Style = grid.Default
		}
		c.Tooltip = Origin(d.Recovery)
	case 2:
		c.Text = words.Reason(d.Why)
		c.Tooltip = c.Text
	case 3:
		c.Text = words.Said(d.Source.Name)
		c.Tooltip = c.Text
	case 4:
		c.Text = d.Source.Date
	case 5:
		c.Text = tr.Known(d.Source.Confidence)
	}
	return c
}

// Why explains the time of a kind.
func (t *Times) Why(row int) (why.Explanation, bool) {
	if row < 0 || row >= len(t.Rules) {
		return why.Explanation{}, false
	}
	d := &t.Rules[row]
	title, value := tr.F("Time to recover of %s", KindName(d.Kind)), tr.F("%s months", figures.Auto(d.Months))
	return why.Explanation{Title: title, Value: value, Formula: tr.T("holds for every outage of the kind that has no time of its own"),
		Inputs: []why.Input{{Name: title, Value: value, How: words.Reason(d.Why), Source: d.Source, What: pictures.RecoveryPath(string(d.Kind))}}}, true
}

// RawText implements grid.RawText.
func (t *Times) RawText(row, col int) string {
	if col == 1 {
		return planner.FormatNumber(t.Rules[row].Months)
	}
	return t.Cell(row, col).Text
}

// Apply implements grid.Model.
func (t *Times) Apply(edits []grid.Edit) []grid.Refusal {
	var out []grid.Refusal
	for _, e := range edits {
		why := tr.T("This says where the figure comes from. The months can be typed over.")
		if e.Col == 1 && e.Row < len(t.Rules) && t.set != nil {
			if err := t.set(string(t.Rules[e.Row].Kind), e.Text); err != nil {
				why = words.Said(err.Error())
			} else {
				continue
			}
		}
		out = append(out, grid.Refusal{Row: e.Row, Col: e.Col, Text: e.Text, Why: words.Sentence(why)})
	}
	return out
}
