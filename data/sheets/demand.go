package sheets

import (
	"fmt"
	"slices"
	"strings"

	"remanence/data/values"
	"remanence/planner"
)

// demandHandler reads demand: a row a part with months across, or a row a part
// and month.
type demandHandler struct {
	b         *builder
	parts     *sink[planner.Part]
	stock     *stockWriter
	materials bool
	long      bool

	periods []*readColumn // columns of months in use, finest first
	months  map[string]planner.Field[planner.Part]
	rowOf   map[int]int           // part → sheet row that named it
	sums    map[partMonth]float64 // of the long form
	empty   map[partMonth]bool    // of the long form: months without a figure; true when words stand in one of their cells
	takers  map[int][]int         // part → rows of the long form
	skipped map[*readColumn]bool  // sums of finer columns
}

type partMonth struct {
	part  int
	month planner.Month
}

func newDemand(b *builder, materials bool) *demandHandler {
	h := &demandHandler{b: b, materials: materials, months: map[string]planner.Field[planner.Part]{}, rowOf: map[int]int{},
		sums: map[partMonth]float64{}, empty: map[partMonth]bool{}, takers: map[int][]int{}, skipped: map[*readColumn]bool{}, stock: newStockWriter(b)}
	p := b.p
	h.parts = newSink("part", b.env.Project.Parts, &p.Parts, func(r *planner.Part) string { return r.ID }, func(name string) (planner.Field[planner.Part], bool) {
		if m, err := planner.ParseMonth(name); err == nil {
			return planner.DemandField(p, m), true
		}
		return fieldNamed(planner.PartFields, name)
	})
	for _, c := range b.columns {
		if c.Target == periodField {
			h.periods = append(h.periods, c)
		}
	}
	h.long = len(h.periods) == 0 && b.Mapping.Has("quantity") && b.Mapping.Has("period")
	h.overlaps()
	return h
}

// overlaps leaves out quarters and years whose months stand beside them.
func (h *demandHandler) overlaps() {
	slices.SortStableFunc(h.periods, func(a, b *readColumn) int { return a.col.Period.Months - b.col.Period.Months })
	given := map[planner.Month]int{} // → length of the column that gives it
	for _, c := range h.periods {
		p := c.col.Period
		covered := 0
		for m := p.First; m < p.First+planner.Month(p.Months); m++ {
			if n := given[m]; n > 0 && (n < p.Months || p.Week == 0 && n == p.Months) {
				covered++
			}
		}
		if covered > 0 {
			h.skipped[c] = true
			what := "The column sums up months that stand in the table as well; it was not read."
			if p.Months == 1 {
				what = "The month stands in the table twice; only the first column was read."
			}
			h.b.notes = append(h.b.notes, Problem{Severity: Remark, Col: c.Col, Place: h.b.Table.Where() + ", column " + c.Head, Column: c.Head, What: what})
			continue
		}
		for m := p.First; m < p.First+planner.Month(p.Months); m++ {
			given[m] = p.Months
		}
	}
}

func (h *demandHandler) take(r *record) {
	id := r.text("part")
	if id == "" && h.materials {
		id = h.materialName(r.text("material_id"))
	}
	r.Name = id
	if id == "" {
		r.refuse(r.get("part"), "The row names no part.", "Type the part number, or leave the row out.")
		r.stays()
		return
	}
	i, exists := h.parts.find(id)
	if exists && h.b.Mode == Append {
		r.ask(r.get("part"), "There is a part "+h.b.p.Parts[i].ID+" already.", "Choose update to change it.")
	}
	if row, twice := h.rowOf[i]; exists && twice && !h.long {
		r.ask(r.get("part"), fmt.Sprintf("The part stands in row %d as well.", row), "Take the row to let it replace that one, or leave it out.")
	}
	next := h.part(r, id, i, exists)
	demand := h.demand(r, &next)
	h.compare(r, i, exists, &next, demand)
	h.stayed(r, i, exists, &next, demand)
	if exists {
		h.parts.spared.set(i)
	}
	if r.stays() {
		return
	}
	h.write(r, id, i, exists, next, demand)
}

// materialName is the name of a material line without a number of its own.
func (h *demandHandler) materialName(id string) string {
	if m, ok := h.b.env.Facts.Material(id); ok {
		return m.Name
	}
	return id
}

// cell is one field to set.
type cell struct{ name, text string }

// part is what the row says about the part itself, checked but not yet done.
type partCells struct {
	unit  planner.Unit
	mass  planner.Opt[float64]
	cells []cell
}

func (h *demandHandler) part(r *record, id string, i int, exists bool) partCells {
	out := partCells{unit: planner.Pieces}
	if exists {
		out.unit, out.mass = h.b.p.Parts[i].Unit, h.b.p.Parts[i].MassG
	}
	grade, material := r.text("grade"), r.text("material_id")
	if grade != "" && material == "" {
		// A name only the materials know makes a material line.
		if _, isGrade := h.b.env.Facts.Grade(grade); !isGrade {
			if m, ok := h.b.env.Facts.Material(grade); ok {
				grade, material = "", m.ID
			} else {
				r.remark(r.get("grade"), "The grade “"+grade+"” is not in the library.", "Its content counts as unknown until it is entered there.")
			}
		}
	}
	if !exists && grade == "" && material == "" {
		// A line that is called like a material of the library is that material.
		if m, ok := h.b.env.Facts.Material(id); ok {
			material = m.ID
			r.remark(r.get("part"), "The line was taken for the material "+m.Name+".", "")
		}
	}
	if material != "" && !exists {
		out.unit = planner.Kilograms
	}
	unit := r.text("demand_unit")
	if unit == "" && !exists {
		for _, v := range r.vals {
			if (v.Target == periodField || v.Target == "quantity") && v.unit.Dim == values.Mass && v.text != "" {
				unit = "kg"
			}
		}
	}
	if unit != "" {
		out.unit = planner.Unit(unit)
	}
	set := func(name, text string) {
		if text == "" && h.b.Mode != Replace {
			return
		}
		if err := h.parts.try(name, text); err != nil {
			what, mend := sentences(err)
			r.refuse(r.get(name), what, mend)
			return
		}
		out.cells = append(out.cells, cell{name, text})
	}
	for _, v := range r.vals {
		switch v.Target {
		case "part", "grade", "material_id", "demand_unit", "quantity", "annual_quantity", "period", "on_hand", periodField:
			continue
		}
		if v.Target != "" && (v.text != "" || v.Col >= 0) {
			set(v.Target, v.text)
		}
	}
	if grade != "" || material != "" {
		set("grade", grade)
		set("material_id", material)
	}
	if string(out.unit) != "" && (unit != "" || !exists) {
		set("demand_unit", string(out.unit))
	}
	if text := r.text("mass_g"); text != "" {
		if v, err := planner.ParseNumber(text); err == nil {
			if exists && out.mass.OK {
				h.b.jump(r, r.get("mass_g"), "mass", out.mass.V, v, "g", 5)
			} else if v > 20_000 || v < 0.005 && v > 0 {
				r.ask(r.get("mass_g"), fmt.Sprintf("A mass of %s g a piece is unusual.", text), "Check the unit of the column.")
			}
			out.mass = planner.Some(v)
		}
	}
	if !exists && grade == "" && material == "" && !h.materials {
		r.remark(nil, "No grade is given; what the part contains is unknown until it is entered.", "")
	}
	return out
}

// monthly is a quantity of a month.
type monthly struct {
	month planner.Month
	qty   float64
	clear bool // the cell is empty and the mode takes out what was there
	open  bool // words stand in the cell: the figure is not known yet
	v     *value
}

func (d *monthly) figure() bool { return !d.clear && !d.open }

// demand is what the row says by month, in the unit of the part.
func (h *demandHandler) demand(r *record, next *partCells) []monthly {
	var out []monthly
	add := func(v *value, p values.Period) {
		if v.text == "" {
			clear, open := h.b.Mode == Replace && v.Col >= 0, v.words()
			for m := p.First; (clear || open) && m < p.First+planner.Month(p.Months); m++ {
				out = append(out, monthly{month: m, clear: clear, open: open, v: v})
			}
			return
		}
		q, err := planner.ParseNumber(v.text)
		if err != nil {
			return
		}
		if q < 0 {
			r.ask(v, v.raw+" is negative.", "Demand cannot be below 0; a return belongs to the stock.")
			return
		}
		switch {
		case v.unit.Dim == values.Mass && next.unit == planner.Pieces:
			if !next.mass.OK || next.mass.V <= 0 {
				r.ask(v, "The quantity is a mass, but the part is counted in pieces and has no mass.", "Enter the mass of a piece, or the quantity in pieces.")
				return
			}
			q = q * 1000 / next.mass.V
		case v.unit.Dim == values.Count && next.unit == planner.Kilograms:
			r.ask(v, "The quantity is in pieces, but the line is bought by the kilogram.", "Check the unit of the column.")
			return
		}
		for m := p.First; m < p.First+planner.Month(p.Months); m++ {
			out = append(out, monthly{month: m, qty: q / float64(p.Months), v: v})
		}
	}
	year := h.b.p.Start
	for i := range r.vals {
		v := &r.vals[i]
		switch {
		case v.Target == periodField && !h.skipped[v.readColumn]:
			add(v, v.col.Period)
		case v.Target == "annual_quantity" && v.text != "" && len(h.periods) == 0 && !h.long:
			if own, ok := values.ParsePeriod(yearIn(v.Head)); ok {
				add(v, own)
				continue
			}
			q, err := planner.ParseNumber(v.text)
			if err != nil {
				continue
			}
			w := *v
			for t := 0; t < h.b.p.Months; t++ {
				w.text = planner.FormatNumber(q / 12)
				add(&w, values.Period{First: year + planner.Month(t), Months: 1})
			}
			h.b.once(h.b.Table.Where() + ", column " + v.Head + "\x00A yearly quantity was spread evenly over the months of the plan in # rows.\x00Import the months when they are known.")
		}
	}
	if h.long {
		if m, err := planner.ParseMonth(r.text("period")); err != nil {
			if r.get("period") == nil || r.text("period") == "" && r.Status == Good {
				r.refuse(r.get("period"), "The row has no month.", "Type it as 2027-01.")
			}
		} else if v := r.get("quantity"); v != nil {
			if v.text == "" && !v.words() && r.Status == Good && h.b.Mode != Replace {
				r.refuse(v, "The row has no quantity.", "Type it, or leave the row out.")
			}
			add(v, values.Period{First: m, Months: 1})
		}
	} else if v := r.get("quantity"); v != nil && v.text != "" && len(h.periods) == 0 {
		r.ask(v, "The quantity has no month.", "Say which column is the month, or enter it as yearly quantity.")
	}
	return out
}

// yearIn is the year a header names: "EAU 2027".
func yearIn(head string) string {
	for _, w := range strings.FieldsFunc(head, func(r rune) bool { return r < '0' || r > '9' }) {
		if len(w) == 4 && w[:2] == "20" {
			return w
		}
	}
	return ""
}

// compare warns of a demand far from what the project has for the same months.
func (h *demandHandler) compare(r *record, i int, exists bool, next *partCells, demand []monthly) {
	if !exists || len(demand) == 0 || h.long {
		return
	}
	before, after, n := 0.0, 0.0, 0
	for _, d := range demand {
		t := int(d.month - h.b.p.Start)
		if t >= 0 && t < len(h.b.p.Parts[i].Demand) && h.b.p.Parts[i].Demand[t].OK && d.figure() {
			before, after, n = before+h.b.p.Parts[i].Demand[t].V, after+d.qty, n+1
		}
	}
	if n >= 3 {
		h.b.jump(r, nil, "demand of the same months", before, after, string(next.unit), 8)
	}
}

// stayed tells what the project has for months whose cells hold words: it stays.
func (h *demandHandler) stayed(r *record, i int, exists bool, next *partCells, demand []monthly) {
	for _, d := range demand {
		t := int(d.month - h.b.p.Start)
		if !exists || !d.open || d.clear || t < 0 || t >= len(h.b.p.Parts[i].Demand) {
			continue
		}
		if was := h.b.p.Parts[i].Demand[t]; was.OK {
			r.remark(d.v, fmt.Sprintf("The project keeps its %s %s in %s.", planner.FormatNumber(was.V), next.unit, d.month.Label()), "Empty the month on the page Demand if that is no longer right.")
		}
	}
}

// jump asks about a figure many times larger or smaller than the one before.
func (b *builder) jump(r *record, v *value, what string, before, after float64, unit string, times float64) {
	if before <= 0 || after <= 0 {
		return
	}
	ratio := after / before
	say := func(x float64) string {
		if x >= 10 {
			return fmt.Sprintf("%.0f", x)
		}
		return strings.TrimSuffix(fmt.Sprintf("%.1f", x), ".0")
	}
	mend := "Check the unit of the column, or take the row as it is."
	switch {
	case ratio >= times:
		r.ask(v, fmt.Sprintf("The %s is %s times what it was: %s after %s %s.", what, say(ratio), short(after), short(before), unit), mend)
	case ratio <= 1/times:
		r.ask(v, fmt.Sprintf("The %s is 1/%s of what it was: %s after %s %s.", what, say(1/ratio), short(after), short(before), unit), mend)
	}
}

// short is a figure with as many digits as a warning needs.
func short(v float64) string {
	return planner.FormatNumber(mustRound(v))
}

func (h *demandHandler) write(r *record, id string, i int, exists bool, next partCells, demand []monthly) {
	p := h.b.p
	if !exists {
		i = h.parts.add(planner.Part{ID: id, Unit: planner.Pieces, Currency: p.Currency, Demand: make([]planner.Opt[float64], max(0, p.Months))})
		r.Change = New
	} else {
		r.Change = Same
		r.Name = p.Parts[i].ID
	}
	h.rowOf[i] = r.N
	h.parts.seen.set(i)
	for _, c := range next.cells {
		before, after, err := h.parts.set(i, c.name, c.text)
		if err == nil {
			r.did(titleOf(planner.PartFields, c.name), before, after)
		}
	}
	if text := r.text("on_hand"); text != "" {
		h.stock.onHand(r, p.Parts[i].ID, text)
	}
	weeks, holes := map[planner.Month]float64{}, map[planner.Month]bool{}
	for _, d := range demand {
		t := int(d.month - p.Start)
		if t < 0 || t >= p.Months {
			if d.qty != 0 {
				h.b.once(h.b.Table.Where() + fmt.Sprintf("\x00Demand outside the plan, which runs from %s to %s, was left out in # cells.\x00Lengthen the plan in the settings to take it in.", p.Start.Label(), (p.Start+planner.Month(p.Months-1)).Label()))
			}
			continue
		}
		switch {
		case h.long && !d.figure():
			at := partMonth{i, d.month}
			h.empty[at] = h.empty[at] || d.open
		case h.long:
			h.sums[partMonth{i, d.month}] += d.qty
		case d.clear:
			h.month(r, i, d.month, "")
			holes[d.month] = holes[d.month] || d.open
		case d.open && d.v.col.Period.Week > 0: // a month with an open week is no smaller month
			holes[d.month] = true
		case d.open:
		case d.v.col.Period.Week > 0:
			weeks[d.month] += d.qty
		default:
			h.month(r, i, d.month, planner.FormatNumber(d.qty))
		}
	}
	if len(weeks) > 0 {
		for t := range p.Months {
			m := p.Start + planner.Month(t)
			if q, ok := weeks[m]; ok && holes[m] {
				r.remark(nil, m.Label()+" has a week without a number; the month was not read.", "Type the week, or 0 where there is none.")
			} else if ok {
				h.month(r, i, m, planner.FormatNumber(q))
			}
		}
	}
	if h.long {
		h.takers[i] = append(h.takers[i], len(h.b.rowsUpTo(r))-1)
	}
}

func (h *demandHandler) month(r *record, i int, m planner.Month, text string) {
	before, after, err := h.parts.set(i, monthText(m), text)
	if err == nil && r != nil {
		r.did(m.Label(), before, after)
	}
}

// rowsUpTo are the rows including that of a record.
func (b *builder) rowsUpTo(r *record) []Row {
	i, _ := slices.BinarySearchFunc(b.rows, r.N, func(x Row, n int) int {
		if x.N == 0 { // not read yet
			return 1
		}
		return x.N - n
	})
	return b.rows[:min(i+1, len(b.rows))]
}

func (h *demandHandler) finish() []planner.Edit {
	p := h.b.p
	if h.long {
		for i := range p.Parts {
			if len(h.takers[i]) == 0 {
				continue
			}
			changed := false
			for t := range p.Months {
				m := p.Start + planner.Month(t)
				at := partMonth{i, m}
				q, summed := h.sums[at]
				open, empty := h.empty[at]
				text := planner.FormatNumber(clean(q))
				if open && summed {
					h.b.notes = append(h.b.notes, Problem{Severity: Remark, Col: -1, Place: h.b.Table.Where(), What: fmt.Sprintf("%s has a row without a number in %s; the month was not read.", p.Parts[i].ID, m.Label()), Mend: "Type the quantity of the row, or 0 where there is none."})
				}
				switch {
				case (open || !summed) && empty && h.b.Mode == Replace:
					text = ""
				case open || !summed:
					continue
				}
				before, after, _ := h.parts.set(i, monthText(m), text)
				changed = changed || before != after
			}
			for _, k := range h.takers[i] {
				if changed && h.b.rows[k].Change == Same {
					h.b.rows[k].Change = Changed
				}
			}
		}
	}
	var removed []int
	if h.b.Mode == Replace {
		withMaterials := h.materials
		for i, seen := range h.parts.seen {
			withMaterials = withMaterials || seen && p.Parts[i].IsMaterial()
		}
		for i := range h.parts.old {
			old := &h.parts.old[i]
			if !h.parts.seen.has(i) && !h.parts.spared.has(i) && (old.IsMaterial() && withMaterials || !old.IsMaterial() && !h.materials) {
				removed = append(removed, i)
			}
		}
	}
	h.b.removed = len(removed)
	return append(h.parts.edits(removed), h.stock.edits()...)
}

func titleOf[T any](fs []planner.Field[T], name string) string {
	if f, ok := fieldNamed(fs, name); ok {
		return f.Title
	}
	return name
}
