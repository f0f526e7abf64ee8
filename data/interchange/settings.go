package interchange

import (
	"fmt"
	"slices"
	"strings"

	"remanence/planner"
)

// notes are settings kept as remarks that every case may carry; any other
// unknown setting is kept as well, with a warning.
var notes = []string{"dfars_flag", "entity_note"}

// setting is one row of settings.csv.
type setting struct{ key, value, unit, note string }

func settingColumns() []planner.Field[setting] {
	text := func(name string, at func(*setting) *string) planner.Field[setting] {
		return planner.Field[setting]{Name: name, Set: func(s *setting, t string) error { *at(s) = t; return nil }}
	}
	return []planner.Field[setting]{
		text("key", func(s *setting) *string { return &s.key }),
		text("value", func(s *setting) *string { return &s.value }),
		text("unit", func(s *setting) *string { return &s.unit }),
		text("note", func(s *setting) *string { return &s.note }),
	}
}

func (r *reader) settings() {
	sheet := r.open(SettingsFile, true)
	if sheet == nil {
		return
	}
	seen := map[string]line{}
	var rows []setting
	read(r, sheet, layout[setting]{fields: settingColumns(), required: []string{"key", "value"}, key: "key"},
		func(s *setting, at line) {
			if _, twice := seen[s.key]; twice {
				r.refuse(at.place("key"), "", "The setting "+short(s.key)+" is there twice; the first counts.", "Delete one of the rows.")
				return
			}
			seen[s.key] = at
			rows = append(rows, *s)
		})
	// The currency first: the rates are read against it.
	for _, s := range rows {
		if s.key == "currency" {
			r.p.Currency = s.value
		}
	}
	for _, s := range rows {
		r.setting(s, seen[s.key])
	}
	r.absentSettings(seen)
	// Demand stands in for a length that cannot be (spanFrom); say so here, for
	// validation will see a sound length.
	if at, ok := seen["plan_months"]; ok && r.p.Months < 1 {
		r.refuse(at.sheet.place(at.row, "")+", setting plan_months", planner.Path("settings", "plan_months"),
			fmt.Sprintf("A plan of %d months is not possible.", r.p.Months), fmt.Sprintf("Enter 1 to %d months.", planner.MaxMonths))
	}
}

func (r *reader) setting(s setting, at line) {
	where := at.sheet.place(at.row, "") + ", setting " + short(s.key)
	path := planner.Path("settings", s.key)
	if s.key == "order_bucket" {
		if s.value != "month" {
			r.refuse(where, "", fmt.Sprintf("Orders by %q are not possible.", short(s.value)), "Write month: the plan orders by calendar month.")
		}
		return
	}
	f, known := setField(planner.SettingFields, s.key)
	if !known {
		f, known = planner.FXField(s.key)
		if known && !r.sameBase(s.key, where) {
			return
		}
	}
	if !known {
		r.remark(s, where)
		return
	}
	if s.value == "" && example[s.key] != "" {
		r.refuse(where, path, "The setting has no value.", "Write for example "+example[s.key]+".")
	} else if err := f.Set(r.p, s.value); err != nil {
		what, mend := sentences(err)
		r.refuse(where, path, what, mend)
	}
	if s.note == "" {
		return
	}
	// A note on a known setting is worth keeping: it says how the figure is meant.
	if strings.HasPrefix(s.key, "fx_") {
		for i := range r.p.FX {
			if strings.HasSuffix(s.key, "_"+r.p.FX[i].Currency) {
				r.p.FX[i].Source = s.note
			}
		}
		return
	}
	r.p.Remarks = append(r.p.Remarks, planner.Remark{Key: s.key, Unit: s.unit, Note: s.note})
}

func setField(fields []planner.Field[planner.Project], name string) (planner.Field[planner.Project], bool) {
	i := slices.IndexFunc(fields, func(f planner.Field[planner.Project]) bool { return f.Name == name })
	if i < 0 {
		return planner.Field[planner.Project]{}, false
	}
	return fields[i], true
}

// sameBase refuses a rate that is not for one unit of the plan currency: read
// upside down it would be wrong by its square.
func (r *reader) sameBase(key, where string) bool {
	base, to, _ := strings.Cut(strings.TrimPrefix(key, "fx_"), "_")
	if base == r.p.Currency {
		return true
	}
	r.refuse(where, "", fmt.Sprintf("The rate is for one %s, but the plan is in %s; it was not read.", base, r.p.Currency),
		fmt.Sprintf("Give units of %s for one %s as fx_%s_%s.", to, r.p.Currency, r.p.Currency, to))
	return false
}

func (r *reader) remark(s setting, where string) {
	r.p.Remarks = append(r.p.Remarks, planner.Remark{Key: s.key, Value: s.value, Unit: s.unit, Note: s.note})
	if slices.Contains(notes, s.key) {
		return
	}
	names := []string{"order_bucket"}
	for _, f := range planner.SettingFields {
		names = append(names, f.Name)
	}
	mend := "Nothing is needed if it is only a note."
	if near, ok := planner.Nearest(s.key, names); ok {
		mend = "Did you mean " + near + "?"
	} else if strings.HasPrefix(s.key, "fx_") {
		mend = "Write an exchange rate as fx_" + r.p.Currency + "_USD, with the two currency codes."
	}
	r.warn(where, "", "This setting is not known; it is kept as a remark and does not change the plan.", mend)
}

// absentSettings reports settings a plan cannot do without, and those whose
// absence counts as nought.
func (r *reader) absentSettings(seen map[string]line) {
	for _, key := range []string{"plan_start", "plan_months", "currency"} {
		if _, ok := seen[key]; !ok {
			r.refuse(SettingsFile, planner.Path("settings", key), "The setting "+key+" is missing.", "Add a row "+example[key]+".")
		}
	}
	for _, key := range []string{"discount_rate_pct", "carrying_cost_pct", "min_award_share_pct"} {
		if _, ok := seen[key]; !ok {
			r.warn(SettingsFile, planner.Path("settings", key), "The setting "+key+" is missing; the plan counts 0.", "Add a row "+example[key]+", or with 0 if it does not apply.")
		}
	}
}

var example = map[string]string{
	"plan_start": "plan_start,2027-01", "plan_months": "plan_months,24", "currency": "currency,EUR",
	"discount_rate_pct": "discount_rate_pct,9", "carrying_cost_pct": "carrying_cost_pct,14", "min_award_share_pct": "min_award_share_pct,10",
}
