// Package plan is the page of the finished plan: who gets which share of each
// part, the months of one part, where the money goes, what must be qualified
// when, and why. model*.go prepare what is shown and know no toolkit.
package plan

import (
	"cmp"
	"errors"
	"slices"
	"unicode/utf8"

	"remanence/app/grid"
	"remanence/app/pictures"
	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/app/ui/palette"
	"remanence/app/why"
	"remanence/app/words"
	"remanence/planner"
)

// Input is what the page is made from. The plans may be nil.
type Input struct {
	Project       *planner.Project
	Facts         *planner.Facts
	Plan, AsToday *planner.Plan
	Stale         bool
	Dark          func() bool // which scheme is on screen; nil is light
}

// pictures is what the pictures are made from.
func (in Input) pictures() pictures.Input {
	return pictures.Input{Project: in.Project, Facts: in.Facts, Plan: in.Plan, AsToday: in.AsToday, Old: in.old()}
}

// old is what to say of figures of a plan that is out of date.
func (in Input) old() string { return why.OldPlanIf(in.Stale) }

// Matrix is the share of each part by supplier group; it implements grid.Model.
type Matrix struct {
	Groups []string // columns, largest first
	Parts  []string // rows; the total row follows
	cols   []grid.Column
	cells  [][]matrixCell
	stale  bool
	dark   func() bool
	fits   map[[2]string]bool // part and group: the group quotes the part
	give   func([]planner.HandShare)
}

type matrixCell struct {
	text, tip string
	share     float64
	style     grid.Style
	group     string // whose share it is, "" for other columns
}

// fixed is why the other columns cannot be typed into.
func fixed() string {
	return tr.T("This follows from the plan. Type into the shares of a supplier to see what another split would cost.")
}

// lot sums the awards of one part to one group.
type lot struct {
	pieces, kg, cost float64
	orders           int
	first, last      planner.Month
	grades           []string
}

func (l *lot) add(a planner.Award) {
	if l.orders == 0 || a.Arrives < l.first {
		l.first = a.Arrives
	}
	l.last = max(l.last, a.Arrives)
	l.orders++
	l.pieces += a.Pieces
	l.kg += a.Kg
	l.cost += a.Kg * a.Landed
	if !slices.Contains(l.grades, a.Grade) {
		l.grades = append(l.grades, a.Grade)
	}
}

// NewMatrix sums the awards of the plan. Parts keep the project's order.
func NewMatrix(in Input) *Matrix {
	m := &Matrix{stale: in.Stale, dark: in.Dark, fits: fitting(in)}
	lots, byPart, byGroup, total := sums(in)
	for i := range in.Project.Parts {
		m.Parts = append(m.Parts, in.Project.Parts[i].ID)
	}
	for g := range byGroup {
		m.Groups = append(m.Groups, g)
	}
	for k := range m.fits {
		if in.Plan != nil && !slices.Contains(m.Groups, k[1]) {
			m.Groups = append(m.Groups, k[1])
		}
	}
	kg := func(g string) float64 {
		if l := byGroup[g]; l != nil {
			return l.kg
		}
		return 0
	}
	slices.SortFunc(m.Groups, func(a, b string) int {
		return cmp.Or(cmp.Compare(kg(b), kg(a)), cmp.Compare(a, b))
	})
	m.cols = []grid.Column{{Title: tr.T("Part"), Width: 110}, {Title: tr.T("Ordered"), Kind: grid.Number, Width: 110, Tooltip: tr.T("Quantity the plan orders, in pieces or kg")},
		{Title: tr.T("Mass"), Kind: grid.Number, Width: 80}, {Title: tr.T("Landed"), Unit: tr.F("%s per kg", in.Project.Currency), Kind: grid.Number, Width: 90, Tooltip: tr.T("Mean landed cost of a kilogram")}}
	for _, g := range m.Groups {
		m.cols = append(m.cols, grid.Column{Title: g, Kind: grid.Percent, Width: columnWidth(g), Editable: true,
			Tooltip: tr.F("%s: share of the quantity ordered of each part\nType another share to see at once what it would cost", g)})
	}
	for i := range in.Project.Parts {
		part := &in.Project.Parts[i]
		all := byPart[part.ID]
		row := []matrixCell{{text: part.ID, tip: partTip(part)}}
		row = append(row, lotCells(in, part, all)...)
		for _, g := range m.Groups {
			c := shareCell(in, part, lots[[2]string{part.ID, g}], all)
			if c.group = g; c.text == "" && all != nil && m.fits[[2]string{part.ID, g}] {
				c.text, c.style, c.tip = "·", grid.Muted, tr.F("%s quotes %s and gets nothing. Type a share to see what it would cost; a right click asks why not.", g, part.ID)
			}
			row = append(row, c)
		}
		m.cells = append(m.cells, row)
	}
	m.cells = append(m.cells, totalRow(in, m.Groups, byGroup, total))
	for _, row := range m.cells { // a quantity cut off is none
		m.cols[1].Width = max(m.cols[1].Width, float32(utf8.RuneCountInString(row[1].text))*7.4+16)
	}
	return m
}

func sums(in Input) (lots map[[2]string]*lot, byPart, byGroup map[string]*lot, total *lot) {
	lots, byPart, byGroup, total = map[[2]string]*lot{}, map[string]*lot{}, map[string]*lot{}, &lot{}
	if in.Plan == nil {
		return
	}
	for _, a := range in.Plan.Awards {
		k := [2]string{a.Part, a.Group}
		if lots[k] == nil {
			lots[k] = &lot{}
		}
		if byPart[a.Part] == nil {
			byPart[a.Part] = &lot{}
		}
		if byGroup[a.Group] == nil {
			byGroup[a.Group] = &lot{}
		}
		for _, l := range []*lot{lots[k], byPart[a.Part], byGroup[a.Group], total} {
			l.add(a)
		}
	}
	return
}

func lotCells(in Input, part *planner.Part, l *lot) []matrixCell {
	if l == nil {
		why := tr.T("The plan orders nothing: stock and open orders cover the demand.")
		if in.Plan == nil {
			why = ""
		}
		none := matrixCell{text: figures.Missing, tip: why, style: grid.Muted}
		return []matrixCell{none, none, none}
	}
	return []matrixCell{{text: quantity(part, l.pieces)}, {text: figures.Mass(l.kg)},
		{text: figures.Number(l.cost/l.kg, 2), tip: tr.F("%s of goods, duty and freight", figures.Money(in.Project.Currency, l.cost))}}
}

func shareCell(in Input, part *planner.Part, l, all *lot) matrixCell {
	if l == nil || all == nil || all.pieces == 0 {
		return matrixCell{}
	}
	c := matrixCell{share: l.pieces / all.pieces}
	c.text = figures.Percent(c.share, 0)
	if c.share < 0.005 {
		c.text = "< 1\u00a0%"
	}
	c.tip = tr.F("%s (%s) in %s, arriving %s to %s, %s per kg landed", quantity(part, l.pieces), figures.Mass(l.kg),
		tr.N(l.orders, "%s order", "%s orders"), figures.MonthLabel(l.first), figures.MonthLabel(l.last), figures.Money(in.Project.Currency, l.cost/l.kg))
	if len(l.grades) > 1 || l.grades[0] != part.Grade && !part.IsMaterial() {
		c.tip += tr.F(", grade %s", words.List(l.grades))
	}
	return c
}

func totalRow(in Input, groups []string, byGroup map[string]*lot, total *lot) []matrixCell {
	row := []matrixCell{{text: tr.T("All parts"), style: grid.Total}, {style: grid.Total}}
	if total.orders == 0 {
		return append(row, make([]matrixCell, 2+len(groups))...)
	}
	row = append(row, matrixCell{text: figures.Mass(total.kg), style: grid.Total},
		matrixCell{text: figures.Number(total.cost/total.kg, 2), style: grid.Total, tip: figures.Money(in.Project.Currency, total.cost)})
	for _, g := range groups {
		l := byGroup[g]
		if l == nil {
			row = append(row, matrixCell{style: grid.Total})
			continue
		}
		row = append(row, matrixCell{text: figures.Percent(l.kg/total.kg, 0), style: grid.Total, share: l.kg / total.kg,
			tip: figures.Mass(l.kg) + ", " + figures.Money(in.Project.Currency, l.cost)})
	}
	return row
}

func partTip(p *planner.Part) string {
	what := p.Grade
	if p.IsMaterial() {
		what = p.Material
	}
	for _, s := range []string{p.Description, p.Application} {
		if s != "" {
			what += " · " + s
		}
	}
	return what
}

func quantity(part *planner.Part, v float64) string {
	if part.Unit == planner.Kilograms {
		return tr.F("%s\u00a0kg", figures.Auto(v))
	}
	return tr.F("%s\u00a0pcs", figures.Number(v, 0))
}

func columnWidth(title string) float32 { return min(max(float32(len(title))*6.6+18, 64), 150) }

// Rows implements grid.Model.
func (m *Matrix) Rows() int { return len(m.cells) }

// Columns implements grid.Model.
func (m *Matrix) Columns() []grid.Column { return m.cols }

// Cell implements grid.Model.
func (m *Matrix) Cell(row, col int) grid.Cell {
	c := m.cells[row][col]
	out := grid.Cell{Text: c.text, Tooltip: c.tip, Style: c.style, Locked: c.group == "" || c.text == "" || m.give == nil}
	if m.stale && c.style == grid.Normal {
		out.Style = grid.Stale
	}
	if c.share > 0 && c.style != grid.Total {
		s := palette.Of(m.dark != nil && m.dark())
		back := palette.Mix(s.Surface, s.Accent, 0.06+0.74*c.share)
		out.Background = &back
	}
	return out
}

// Apply implements grid.Model: shares typed or pasted are given to the page,
// which costs them; the project stays as it is.
func (m *Matrix) Apply(edits []grid.Edit) []grid.Refusal {
	var out []grid.Refusal
	var shares []planner.HandShare
	refuse := func(e grid.Edit, why string) {
		out = append(out, grid.Refusal{Row: e.Row, Col: e.Col, Text: e.Text, Why: why})
	}
	for _, e := range edits {
		c := matrixCell{}
		if e.Row < len(m.cells) && e.Col < len(m.cells[e.Row]) {
			c = m.cells[e.Row][e.Col]
		}
		part := m.Part(e.Row)
		switch {
		case m.give == nil || c.group == "" || part == "":
			refuse(e, fixed())
			continue
		case c.text == "":
			refuse(e, tr.F("%s quotes nothing that fits %s.", c.group, part))
			continue
		}
		share := 0.0
		if a, err := figures.ParsePercent(e.Text); err == nil {
			share = a
		} else if !errors.Is(err, figures.ErrMissing) {
			refuse(e, tr.T("Write the share in percent, for example 25."))
			continue
		}
		if share < 0 || share > 1 {
			refuse(e, tr.T("A share lies between 0 and 100 %."))
			continue
		}
		shares = append(shares, planner.HandShare{Part: part, Group: c.group, Share: share})
	}
	if len(shares) > 0 {
		m.give(shares)
	}
	return out
}

// RawText implements grid.RawText.
func (m *Matrix) RawText(row, col int) string {
	c := m.cells[row][col]
	switch {
	case c.group == "":
		return c.text
	case c.share == 0:
		return ""
	}
	return figures.Number(100*c.share, 2)
}

// fitting lists which groups quote which parts with all a plan needs.
func fitting(in Input) map[[2]string]bool {
	out := map[[2]string]bool{}
	for i := range in.Project.Parts {
		for _, fit := range in.Project.Fits(&in.Project.Parts[i], in.Facts) {
			if fit.Offer.Missing() == "" {
				out[[2]string{in.Project.Parts[i].ID, in.Project.GroupOf(fit.Offer)}] = true
			}
		}
	}
	return out
}

// Group is the supplier group of a column, "" for others.
func (m *Matrix) Group(col int) string {
	if i := col - (len(m.cols) - len(m.Groups)); i >= 0 && i < len(m.Groups) {
		return m.Groups[i]
	}
	return ""
}

// Part is the part of a row, "" for the total row.
func (m *Matrix) Part(row int) string {
	if row < 0 || row >= len(m.Parts) {
		return ""
	}
	return m.Parts[row]
}
