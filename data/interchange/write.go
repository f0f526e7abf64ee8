package interchange

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"

	"remanence/data/files"
	"remanence/planner"
)

// WriteFolder writes a project as a case folder, so that ReadFolder gives the
// same project again. Each old file stands until the new one is whole; a file that is
// not written is a files.Failure. Lost says what a case folder has no column for.
func WriteFolder(dir string, p *planner.Project) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return &files.Failure{Path: dir, Err: err}
	}
	w := &writer{dir: dir}
	w.put(SettingsFile, []string{"key", "value", "unit", "note"}, settingRows(p))
	w.demand(p)
	w.offers(p)
	table(w, StockFile, planner.StockFields, nil, p.Stock)
	w.capacity(p)
	w.origins(p)
	table(w, RulesFile, planner.RuleFields, nil, p.Rules)
	table(w, ScenariosFile, planner.ScenarioFields, nil, p.Scenarios)
	table(w, TakeBackFile, slices.Concat(planner.StreamFields, yields(p)), nil, p.Streams)
	table(w, DesignsFile, planner.DesignFields, nil, p.Designs)
	w.suppliers(p)
	w.indices(p)
	table(w, LanesFile, planner.LaneFields, nil, p.Lanes)
	return w.err
}

// Lost names what WriteFolder cannot keep, in a buyer's words.
func Lost(p *planner.Project) []string {
	var out []string
	add := func(n int, what string) {
		if n > 0 {
			out = append(out, fmt.Sprintf("%d %s", n, what))
		}
	}
	count := func(n int, f func(int) bool) (k int) {
		for i := range n {
			if f(i) {
				k++
			}
		}
		return k
	}
	add(len(p.Grades), "grades of your own")
	add(len(p.Materials), "materials of your own")
	add(len(p.OwnDuties), "duties of your own")
	add(len(p.OwnRegulations), "regulations as you read them")
	add(len(p.OwnElements), "elements of your own")
	add(len(p.OwnCountries), "countries as you see them")
	add(len(p.OwnEvidence), "reports on licences of your own")
	add(len(p.OwnShares), "world shares of your own")
	add(count(len(p.Offers), func(i int) bool { return len(p.Offers[i].Formula.V.Terms) > 9 }), "price formulas of more than nine indices")
	add(count(len(p.Suppliers), func(i int) bool { return len(p.Suppliers[i].Sites) > 0 }), "suppliers with sites")
	add(count(len(p.Scenarios), func(i int) bool {
		s := &p.Scenarios[i]
		return len(s.Edits)+len(s.RulesOff)+len(s.RulesOn) > 0
	}), "scenarios with changes or rule switches")
	add(count(len(p.Parts), func(i int) bool { return len(p.Parts[i].Demand) > p.Months }), "parts with demand beyond the plan")
	return out
}

// writer writes the files of one folder and keeps the first error.
type writer struct {
	dir string
	err error
}

// put writes one file. An empty table writes its header only where an old file
// stands, whose rows would otherwise come back.
func (w *writer) put(file string, header []string, rows [][]string) {
	path := filepath.Join(w.dir, file)
	if w.err != nil {
		return
	}
	if _, err := os.Stat(path); len(rows) == 0 && err != nil && !slices.Contains(Files[:3], file) {
		return
	}
	var b bytes.Buffer
	c := csv.NewWriter(&b)
	c.UseCRLF = false
	if w.err = c.WriteAll(append([][]string{header}, rows...)); w.err != nil {
		return
	}
	w.err = files.Write(path, b.Bytes())
}

// table writes the rows of one type. Columns that no row fills are left out
// unless they are needed.
func table[T any](w *writer, file string, fields []planner.Field[T], needed []string, rows []T) {
	var header []string
	var used []planner.Field[T]
	for _, f := range fields {
		if len(rows) == 0 || slices.Contains(needed, f.Name) || slices.ContainsFunc(rows, func(r T) bool { return f.Get(&r) != "" }) {
			header = append(header, f.Name)
			used = append(used, f)
		}
	}
	out := make([][]string, len(rows))
	for i := range rows {
		for _, f := range used {
			out[i] = append(out[i], f.Get(&rows[i]))
		}
	}
	w.put(file, header, out)
}

func settingRows(p *planner.Project) [][]string {
	var rows [][]string
	note := func(key string) string {
		for _, r := range p.Remarks {
			if r.Key == key && r.Value == "" {
				return r.Note
			}
		}
		return ""
	}
	for _, f := range planner.SettingFields {
		if v := f.Get(p); v != "" || note(f.Name) != "" {
			unit := f.Unit
			for _, r := range p.Remarks {
				if r.Key == f.Name && r.Unit != "" {
					unit = r.Unit
				}
			}
			rows = append(rows, []string{f.Name, v, unit, note(f.Name)})
		}
	}
	rows = append(rows, []string{"order_bucket", "month", "", ""})
	for _, r := range p.FX {
		rows = append(rows, []string{"fx_" + p.Currency + "_" + r.Currency, r.PerUnit.String(), r.Currency + " per " + p.Currency, r.Source})
	}
	for _, r := range p.Remarks {
		if _, known := setField(planner.SettingFields, r.Key); !known {
			rows = append(rows, []string{r.Key, r.Value, r.Unit, r.Note})
		}
	}
	return rows
}

func (w *writer) demand(p *planner.Project) {
	fields := slices.Clone(planner.PartFields)
	fields = append(fields, planner.Field[planner.Part]{Name: "opening_stock_pieces", Get: func(r *planner.Part) string {
		sum, any := 0.0, false
		for _, l := range p.Stock {
			if l.Part == r.ID && l.Kind == planner.OnHand {
				sum, any = sum+l.Pieces, true
			}
		}
		if !any {
			return ""
		}
		return planner.FormatNumber(sum)
	}})
	needed := []string{"part"}
	for t := range min(max(p.Months, 0), planner.MaxMonths) {
		f := planner.DemandField(p, p.Start+planner.Month(t))
		fields = append(fields, f)
		needed = append(needed, f.Name)
	}
	table(w, DemandFile, fields, needed, p.Parts)
}

func (w *writer) offers(p *planner.Project) {
	fields := slices.Clone(planner.OfferFields)
	tiers := 0
	for i := range p.Offers {
		tiers = max(tiers, len(p.Offers[i].Tiers))
	}
	for n := 2; n < tiers+2; n++ {
		for _, what := range []string{"from", "price"} {
			if f, ok := planner.TierField(fmt.Sprintf("tier%d_%s", n, what)); ok {
				fields = append(fields, f)
			}
		}
	}
	terms := 0
	for i := range p.Offers {
		terms = max(terms, len(p.Offers[i].Formula.V.Terms))
	}
	for n := 1; n <= min(terms, 9); n++ {
		fields = append(fields, planner.IndexFields(n)...)
	}
	fields = append(fields, planner.Field[planner.Offer]{Name: "supplier_group", Get: func(o *planner.Offer) string { return p.GroupOf(o) }})
	table(w, OffersFile, fields, offerColumns, p.Offers)
}

// suppliers writes the table only where offers.csv does not say it all.
func (w *writer) suppliers(p *planner.Project) {
	first := map[string]string{}
	for i := range p.Offers {
		o := &p.Offers[i]
		if _, ok := first[o.Supplier]; !ok {
			first[o.Supplier] = o.SupplierRef
		}
	}
	var rows []planner.Supplier
	for _, s := range p.Suppliers {
		if ref, quotes := first[s.Name]; !quotes || s.Parent != "" || s.Ref != ref || len(s.TechnologyOrigin)+len(s.EquipmentOrigin) > 0 {
			rows = append(rows, s)
		}
	}
	table(w, SuppliersFile, planner.SupplierFields, nil, rows)
}

func (w *writer) capacity(p *planner.Project) {
	header := []string{"capacity_pool", "from_month", "kg_per_month"}
	ramps := slices.ContainsFunc(p.Pools, func(r planner.Pool) bool {
		return slices.ContainsFunc(r.Steps, func(s planner.CapacityStep) bool { return s.RampMonths.OK })
	})
	cuts := slices.ContainsFunc(p.Pools, func(r planner.Pool) bool { return r.Haircut.OK })
	if ramps {
		header = append(header, "ramp_months")
	}
	if cuts {
		header = append(header, "ramp_haircut_pct")
	}
	var rows [][]string
	for _, r := range p.Pools {
		cut := ""
		if r.Haircut.OK {
			cut = planner.FormatPercent(r.Haircut.V)
		}
		add := func(from, kg, ramp string) {
			row := []string{r.ID, from, kg}
			if ramps {
				row = append(row, ramp)
			}
			if cuts {
				row = append(row, cut)
			}
			rows = append(rows, row)
		}
		if len(r.Steps) == 0 {
			add("", "", "")
		}
		for _, s := range r.Steps {
			ramp := ""
			if s.RampMonths.OK {
				ramp = strconv.Itoa(s.RampMonths.V)
			}
			add(s.From.String(), planner.FormatNumber(s.KgPerMonth), ramp)
		}
	}
	w.put(CapacityFile, header, rows)
}

func (w *writer) origins(p *planner.Project) {
	header := []string{"provenance_profile"}
	for _, f := range planner.OriginFields {
		header = append(header, f.Name)
	}
	var rows [][]string
	noted := slices.ContainsFunc(p.Profiles, func(r planner.Profile) bool { return r.Note != "" })
	for _, r := range p.Profiles {
		origins := r.Rows
		if len(origins) == 0 {
			rows = append(rows, []string{r.ID, "", "", "", "", ""})
		}
		for i := range origins {
			row := []string{r.ID}
			for _, f := range planner.OriginFields {
				row = append(row, f.Get(&origins[i]))
			}
			rows = append(rows, row)
		}
		for i := len(rows) - max(len(origins), 1); noted && i < len(rows); i++ {
			rows[i] = append(rows[i], r.Note)
		}
	}
	if noted {
		header = append(header, "note")
	}
	w.put(OriginFile, header, rows)
}

// yields are the recovery columns beyond the usual four.
func yields(p *planner.Project) []planner.Field[planner.Stream] {
	var out []planner.Field[planner.Stream]
	var names []string
	for _, f := range planner.StreamFields {
		names = append(names, f.Name)
	}
	for i := range p.Streams {
		for e := range p.Streams[i].Route.Recovery {
			f := planner.RecoveryField(e)
			if !slices.Contains(names, f.Name) {
				names = append(names, f.Name)
				out = append(out, f)
			}
		}
	}
	slices.SortFunc(out, func(a, b planner.Field[planner.Stream]) int {
		if a.Name < b.Name {
			return -1
		}
		return 1
	})
	return out
}
