package interchange

import (
	"io/fs"
	"slices"
	"strings"

	"remanence/planner"
)

// ReadFolder reads a case folder. Name is the project's name when settings.csv
// gives none, usually the name of the folder. The project holds every row that
// could be read, even when problems are reported; Problems.Refused says whether
// one of them stands in the way of a plan. Call Project.Validate next: it checks
// what the cells mean, ReadFolder only whether they can be read.
func ReadFolder(fsys fs.FS, name string) (*planner.Project, planner.Problems) {
	r := &reader{fsys: fsys, p: &planner.Project{Name: name}}
	r.strangers()
	r.settings()
	r.demand()
	r.offers()
	r.suppliers()
	r.indices()
	r.lanes()
	r.stock()
	r.openingStock()
	r.capacity()
	r.origins()
	r.rules()
	r.scenarios()
	r.takeBack()
	r.designs()
	return r.p, r.ps
}

// strangers warns of files that are no part of a case, so that a misspelt file
// name is not taken for a missing file.
func (r *reader) strangers() {
	entries, err := fs.ReadDir(r.fsys, ".")
	if err != nil {
		return // opening the required files will say why
	}
	for _, e := range entries {
		name := e.Name()
		lower := strings.ToLower(name)
		if slices.Contains(Files, name) || strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~") ||
			strings.HasSuffix(lower, ".md") || strings.HasSuffix(lower, ".remanence") {
			continue
		}
		mend := "Move it elsewhere if it does not belong to the case."
		if near, ok := planner.Nearest(name, Files); ok {
			mend = "Rename it to " + near + " if it is meant to be that file."
		}
		r.warn(name, "", "This is not a file of a case; it was not read.", mend)
	}
}

func (r *reader) stock() {
	read(r, r.open(StockFile, false), layout[planner.StockLot]{
		table: "stock", fields: planner.StockFields, required: []string{"part", "kind", "pieces"}, key: "part",
		fresh: func() planner.StockLot { return planner.StockLot{Month: r.p.Start} },
		// Stock on hand is there at the start whatever its month says.
		blank: map[string]func(*planner.StockLot){"month": func(l *planner.StockLot) {}},
	}, func(lot *planner.StockLot, at line) {
		if lot.Kind == planner.OpenOrder && at.get("month") == "" {
			r.refuse(at.place("month"), "", "The open order has no month of arrival.", "Enter the month, for example 2027-03.")
		}
		r.p.Stock = append(r.p.Stock, *lot)
	})
}

func (r *reader) capacity() {
	index := map[string]int{}
	type step struct {
		planner.CapacityStep
		pool    string
		haircut planner.Opt[float64]
	}
	fields := []planner.Field[step]{
		{Name: "capacity_pool", Set: func(s *step, t string) error { s.pool = t; return nil }},
		{Name: "from_month", Set: func(s *step, t string) (err error) { s.From, err = planner.ParseMonth(t); return err }},
		{Name: "kg_per_month", Set: func(s *step, t string) (err error) { s.KgPerMonth, err = planner.ParseNumber(t); return err }},
		{Name: "ramp_months", Set: func(s *step, t string) error {
			n, err := planner.ParseWhole(t)
			s.RampMonths = planner.Opt[int]{V: n, OK: err == nil}
			return err
		}},
		{Name: "ramp_haircut_pct", Set: func(s *step, t string) error {
			v, err := planner.ParsePercent(t)
			s.haircut = planner.Opt[float64]{V: v, OK: err == nil}
			return err
		}},
	}
	skip := func(*step) {}
	read(r, r.open(CapacityFile, false), layout[step]{
		table: "pool", fields: fields, required: []string{"capacity_pool", "from_month", "kg_per_month"}, key: "capacity_pool",
		blank: map[string]func(*step){"from_month": skip, "kg_per_month": skip, "ramp_months": skip, "ramp_haircut_pct": skip},
		id:    func(s *step, _ int) string { return s.pool },
	}, func(s *step, at line) {
		i, ok := index[s.pool]
		if !ok {
			i = len(r.p.Pools)
			index[s.pool] = i
			r.p.Pools = append(r.p.Pools, planner.Pool{ID: s.pool})
		}
		if pool := &r.p.Pools[i]; s.haircut.OK && !pool.Haircut.OK {
			pool.Haircut = s.haircut
		}
		from, kg := at.get("from_month"), at.get("kg_per_month")
		switch {
		case from == "" && kg == "": // names a pool without a row yet; validation speaks of it
		case from == "" || kg == "":
			r.refuse(at.place(""), planner.Path("pool", s.pool), "The row needs both a month and kilograms a month; it was left out.", "Fill in the empty cell, with 0 if nothing can be ordered.")
		case s.From == 0: // not a month; reported already
		default:
			r.p.Pools[i].Steps = append(r.p.Pools[i].Steps, s.CapacityStep)
		}
	})
}

func (r *reader) origins() {
	index := map[string]int{}
	read(r, r.open(OriginFile, false), layout[planner.Origin]{
		table: "profile", fields: planner.OriginFields, key: "provenance_profile",
		required: []string{"provenance_profile", "element", "stage", "country", "share_pct", "origin"},
		extra:    []string{"provenance_profile", "note"},
		blank:    emptyProfile,
	}, func(o *planner.Origin, at line) {
		id := at.get("provenance_profile")
		i, ok := index[id]
		if !ok {
			i = len(r.p.Profiles)
			index[id] = i
			r.p.Profiles = append(r.p.Profiles, planner.Profile{ID: id})
		}
		p := &r.p.Profiles[i]
		if p.Note == "" {
			p.Note = at.get("note")
		}
		if at.get("element")+at.get("stage")+at.get("country")+at.get("share_pct")+at.get("origin") == "" {
			return // names a profile without origins, as for goods without rare earths
		}
		for _, column := range []string{"element", "stage", "country", "share_pct", "origin"} {
			if at.get(column) == "" {
				r.refuse(at.place(column), planner.Path("profile", id), "The cell is empty.", "Fill it in; write ?? for a country nobody has stated.")
			}
		}
		p.Rows = append(p.Rows, *o)
	})
}

// emptyProfile lets the cells of a row stay empty; origins checks them together.
var emptyProfile = map[string]func(*planner.Origin){
	"stage": func(*planner.Origin) {}, "share_pct": func(*planner.Origin) {}, "origin": func(*planner.Origin) {},
}

func (r *reader) scenarios() {
	read(r, r.open(ScenariosFile, false), layout[planner.Scenario]{
		table: "scenario", fields: planner.ScenarioFields, required: []string{"scenario_id"}, key: "scenario_id",
		id: func(s *planner.Scenario, _ int) string { return s.ID },
	}, func(s *planner.Scenario, _ line) { r.p.Scenarios = append(r.p.Scenarios, *s) })
}

func (r *reader) takeBack() {
	read(r, r.open(TakeBackFile, false), layout[planner.Stream]{
		table: "stream", fields: planner.StreamFields, dynamic: planner.YieldField, key: "stream_id",
		required: []string{"stream_id", "kg_per_month_start", "kg_per_month_end", "magnet_kg_per_kg_feed", "linked_offers", "lead_time_months"},
		id:       func(s *planner.Stream, _ int) string { return s.ID },
	}, func(s *planner.Stream, _ line) {
		if s.Currency == "" {
			s.Currency = r.p.Currency
		}
		r.p.Streams = append(r.p.Streams, *s)
	})
}

func (r *reader) designs() {
	read(r, r.open(DesignsFile, false), layout[planner.Design]{
		table: "design", fields: planner.DesignFields, key: "part",
		required: []string{"part", "from_grade", "to_grade", "mass_factor", "redesign_cost", "earliest_month"},
		id:       func(d *planner.Design, _ int) string { return d.Part + ">" + d.ToGrade },
	}, func(d *planner.Design, _ line) {
		if d.Currency == "" {
			d.Currency = r.p.Currency
		}
		r.p.Designs = append(r.p.Designs, *d)
	})
}
