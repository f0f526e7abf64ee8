package workbook

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"remanence/planner"
)

// inputsName is the sheet of the project's own lists that no other sheet shows
// as inputs.
const inputsName = "Project inputs"

// buildInputs lists parts, suppliers, stock, capacity, origins, take-back, design
// changes, rules and scenarios as they were entered, so that every one of their
// cells can be changed and read back. Each list has its own header; a column that
// no row fills is left out.
func buildInputs(b *book) *sheet {
	s := newSheet(inputsName, "Parts, suppliers, stock, capacity, origins, take-back, rules and scenarios as they were entered",
		"Project inputs", "Blue cells are the project's. Changed here, they can be read back: remanence-cli import, or Import sheet in the app. They do not move the figures of this workbook; the plan is made again in the app.")
	s.manyBlocks()
	s.maxWidth = 30
	p := b.p
	r := headRow
	r = rowsBlock(s, r, "Parts", "part", p.Parts, b.partFields(), func(i int) string { return p.Parts[i].ID })
	r = rowsBlock(s, r, "Suppliers", "supplier", p.Suppliers, planner.SupplierFields, func(i int) string { return p.Suppliers[i].Name })
	lots := lotNames(p.Stock)
	r = rowsBlock(s, r, "Stock and open orders", "stock", p.Stock, planner.StockFields, func(i int) string { return lots[i] })
	r = b.settingsBlock(s, r)
	r = b.capacityBlock(s, r)
	r = b.profileBlock(s, r)
	r = rowsBlock(s, r, "Take-back and scrap", "stream", p.Streams, streamFields(p.Streams), func(i int) string { return p.Streams[i].ID })
	r = rowsBlock(s, r, "Design changes", "design", p.Designs, planner.DesignFields, func(i int) string { return designID(&p.Designs[i]) })
	r = b.rulesBlock(s, r)
	r = rowsBlock(s, r, "Scenarios", "scenario", p.Scenarios, planner.ScenarioFields, func(i int) string { return p.Scenarios[i].ID })
	r = b.changesBlock(s, r)
	if r == headRow {
		return nil
	}
	_, last := s.extent()
	s.wide = (last + 13) / 14
	s.keep = 1
	return s
}

// shownElsewhere are settings that are inputs of other sheets, and those that a plan
// and its workbook are made for.
var shownElsewhere = []string{"name", "plan_start", "plan_months", "currency", "discount_rate_pct", "carrying_cost_pct", "min_award_share_pct", "insurance_pct"}

// settingsBlock lists the settings that no formula reads: they say how the next
// plan is made. One that is not stated is blank.
func (b *book) settingsBlock(s *sheet, r int) int {
	s.put(r, 1, block("Settings of the next plan (a blank takes the default of the app)"))
	head := r + 2
	s.put(head-1, 2, textAs(cellCode, roleNote))
	s.heads(head, "Setting", "Value", "Unit", rowKeyHead)
	r = head + 1
	for _, f := range planner.SettingFields {
		if slices.Contains(shownElsewhere, f.Name) || f.Name == "max_new_qualifications" && b.p.MaxNewQualifications.OK {
			continue
		}
		s.line(r, 1, text(f.Title), leftOf(inputCell(kindOf(f), f.Get(b.p))), text(f.Unit), note("settings/"+f.Name))
		r++
	}
	return r + 1
}

// rulesBlock lists the rules. The switch of each is there though no rule is off.
func (b *book) rulesBlock(s *sheet, r int) int {
	rules := b.p.Rules
	fields := slices.DeleteFunc(slices.Clone(planner.RuleFields), func(f planner.Field[planner.Rule]) bool { return f.Name == "rule_id" })
	return columnsBlock(s, r, "Rules (Switched off: yes lets the next plan ignore the rule, blank keeps it)", "rule", len(rules), columnsOf(rules, fields, "off"), func(i int) string { return rules[i].ID })
}

// partFields are the fields of parts that no other sheet shows as inputs.
func (b *book) partFields() []planner.Field[planner.Part] {
	fields := slices.Clone(planner.PartFields)
	if !b.stock.listsAll(b.p) {
		return fields
	}
	return slices.DeleteFunc(fields, func(f planner.Field[planner.Part]) bool { return f.Name == holdField || f.Name == lateField })
}

// naming are the fields a row is known by; they head its list and stay as they
// are.
var naming = map[string][]string{"part": {"part"}, "supplier": {"supplier"}, "stream": {"stream_id"}, "design": {"part", "to_grade"},
	"rule": {"rule_id"}, "scenario": {"scenario_id"}}

// designID names a design change as edits do.
func designID(d *planner.Design) string { return d.Part + ">" + d.ToGrade }

// rowsBlock writes one list under its name and returns the next free row; an
// empty list takes none.
func rowsBlock[T any](s *sheet, r int, heading, table string, rows []T, fields []planner.Field[T], id func(int) string) int {
	fields = slices.DeleteFunc(slices.Clone(fields), func(f planner.Field[T]) bool { return slices.Contains(naming[table], f.Name) })
	return columnsBlock(s, r, heading, table, len(rows), columnsOf(rows, fields), id)
}

// columnsBlock is rowsBlock for columns made by hand.
func columnsBlock(s *sheet, r int, heading, table string, n int, columns []inputColumn, id func(int) string) int {
	if n == 0 || len(columns) == 0 {
		return r
	}
	s.put(r, 1, block(heading))
	head := r + 2 // the names of the fields stand between
	s.put(head, 1, textAs("Row", roleHead))
	for i := range n {
		name := strings.ReplaceAll(id(i), ">", " → ")
		if table == "stock" {
			name = "Lot " + strconv.Itoa(i+1)
		}
		s.put(head+1+i, 1, text(name))
	}
	s.inputList(head, 2, n, columns, func(i int) string { return planner.Path(table, id(i)) })
	return head + n + 2
}

// capacityBlock lists the pools with the months at which some pool has a step.
func (b *book) capacityBlock(s *sheet, r int) int {
	pools := b.p.Pools
	id := func(i int) string { return pools[i].ID }
	columns := columnsOf(pools, planner.PoolFields)
	var months []planner.Month
	for _, x := range pools {
		for _, st := range x.Steps {
			months = append(months, st.From)
		}
	}
	slices.Sort(months)
	add := func(code, title string) {
		text := func(i int) string {
			v, err := b.p.Cell(planner.Path("pool", id(i), code))
			if err != nil {
				return ""
			}
			return v
		}
		for i := range pools {
			if text(i) != "" {
				columns = append(columns, inputColumn{code, title, asNumber, text})
				return
			}
		}
	}
	for _, m := range slices.Compact(months) {
		add(m.String(), "From "+m.Label()+" (kg per month)")
		add(m.String()+"_ramp_months", "Reached over, from "+m.Label()+" (months)")
	}
	return columnsBlock(s, r, "Capacity", "pool", len(pools), columns, id)
}

// changesBlock lists what scenarios set cells to and the shares given by hand; a row
// that a scenario adds or takes out as a whole stands on Scenarios only.
func (b *book) changesBlock(s *sheet, r int) int {
	head := r + 2
	next := head + 1
	for i := range b.p.Scenarios {
		x := &b.p.Scenarios[i]
		name := text(orText(x.Name, x.ID))
		put := func(what, field string, kind inputKind) {
			path := planner.Path("scenario", x.ID, field)
			v, err := b.p.Cell(path)
			if err != nil {
				return
			}
			before := ""
			if of, ok := planner.ChangedCell(field); ok {
				before, _ = b.p.Cell(of) // "" where the base does not have it
			}
			s.line(next, 1, name, text(what), text(before), leftOf(inputCell(kind, v)), note(path))
			next++
		}
		for _, e := range x.Edits {
			if kind, ok := kindOfPath(e.What); ok {
				put(pathWords(e.What), planner.ChangeField(e.What), kind)
			}
		}
		for _, h := range x.HandShares {
			put(fmt.Sprintf("Share of %s in %s by hand", h.Group, h.Part), planner.HandField(h.Part, h.Group), asPercent)
		}
	}
	if next == head+1 {
		return r
	}
	s.put(r, 1, block("What scenarios change"))
	s.put(head-1, 4, textAs(cellCode, roleNote))
	s.heads(head, "Scenario", "What", "In the project", "In the scenario", rowKeyHead)
	return next + 1
}

// lotNames name each lot of stock by what it is rather than by its place, which
// another lot may have taken when the workbook comes back. Lots alike are told
// apart by their order.
func lotNames(stock []planner.StockLot) []string {
	out := make([]string, len(stock))
	seen := map[string]int{}
	for i, x := range stock {
		out[i] = strings.Join([]string{x.Part, x.Kind, x.Month.String(), x.Offer}, "|")
		if seen[out[i]]++; seen[out[i]] > 1 {
			out[i] += "|" + strconv.Itoa(seen[out[i]])
		}
	}
	return out
}

// streamFields are the columns of take-back with the recovery of every element
// that a route states.
func streamFields(streams []planner.Stream) []planner.Field[planner.Stream] {
	out := slices.Clone(planner.StreamFields)
	var elements []string
	for _, x := range streams {
		for e := range x.Route.Recovery {
			elements = append(elements, e)
		}
	}
	slices.Sort(elements)
	for _, e := range slices.Compact(elements) {
		f := planner.RecoveryField(e)
		if !slices.ContainsFunc(out, func(x planner.Field[planner.Stream]) bool { return x.Name == f.Name }) {
			out = append(out, f)
		}
	}
	return out
}

// profileBlock lists every origin with its share: the one cell that can be
// changed, since the others name the row.
func (b *book) profileBlock(s *sheet, r int) int {
	head := r + 2
	next := head + 1
	seen := map[string]bool{}
	for _, x := range b.p.Profiles {
		for _, o := range x.Rows {
			s.line(next, 1, text(x.ID), text(o.Element), text(string(o.Stage)), text(b.countryLabel(o.Country)), text(string(o.Kind)), inputCell(asPercent, planner.FormatPercent(o.Share)))
			path := planner.Path("profile", x.ID, strings.Join([]string{o.Element, string(o.Stage), o.Country, string(o.Kind)}, "|"))
			if !seen[path] { // a second row of one origin cannot be told from the first
				s.put(next, 7, note(path))
			}
			seen[path] = true
			next++
		}
	}
	if next == head+1 {
		return r
	}
	s.put(r, 1, block("Origins by stage"))
	s.put(head-1, 6, textAs(cellCode, roleNote))
	s.heads(head, "Profile", "Element", "Stage", "Country", "Origin", "Share (%)", rowKeyHead)
	return next + 1
}
