package planner

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

func settingField(p *Project, key string) (Field[Project], error) {
	if f, ok := findField(SettingFields, key); ok {
		return f, nil
	}
	if f, ok := FXField(key); ok {
		return f, nil
	}
	if f, ok := namedFigure(key); ok {
		return f, nil
	}
	return Field[Project]{}, fmt.Errorf("there is no setting %q", key)
}

// FXField is the setting fx_A_B: units of B for one A, the plan currency.
func FXField(key string) (Field[Project], bool) {
	rest, ok := strings.CutPrefix(key, "fx_")
	_, to, found := strings.Cut(rest, "_")
	if !ok || !found || len(to) != 3 {
		return Field[Project]{}, false
	}
	return Field[Project]{Name: key, Title: to + " per unit of plan currency",
		Get: func(p *Project) string {
			for _, r := range p.FX {
				if r.Currency == to {
					return r.PerUnit.String()
				}
			}
			return ""
		},
		Set: func(p *Project, s string) error {
			i := slices.IndexFunc(p.FX, func(r Rate) bool { return r.Currency == to })
			if strings.TrimSpace(s) == "" {
				if i >= 0 {
					p.FX = slices.Delete(p.FX, i, i+1)
				}
				return nil
			}
			v, err := ParseMoney(s)
			if err != nil {
				return err
			}
			if i < 0 {
				p.FX = append(p.FX, Rate{Currency: to, PerUnit: v})
			} else {
				p.FX[i].PerUnit = v
			}
			return nil
		}}, true
}

// PoolFields are the cells of a pool beside its months.
var PoolFields = []Field[Pool]{
	optPercentField("ramp_haircut_pct", "Ramp haircut", func(r *Pool) *Opt[float64] { return &r.Haircut }),
}

// capacityField is the capacity of a pool from a month on; "" removes the step.
func capacityField(name string) (Field[Pool], bool) {
	m, err := ParseMonth(name)
	if err != nil {
		return Field[Pool]{}, false
	}
	at := func(r *Pool) int { return slices.IndexFunc(r.Steps, func(s CapacityStep) bool { return s.From == m }) }
	return Field[Pool]{Name: name, Title: "Capacity from " + m.Label(), Unit: "kg per month",
		Get: func(r *Pool) string {
			if i := at(r); i >= 0 {
				return FormatNumber(r.Steps[i].KgPerMonth)
			}
			return ""
		},
		Set: func(r *Pool, s string) error {
			i := at(r)
			if strings.TrimSpace(s) == "" {
				if i >= 0 {
					r.Steps = orNil(slices.Delete(r.Steps, i, i+1))
				}
				return nil
			}
			v, err := ParseNumber(s)
			if err != nil {
				return err
			}
			if i >= 0 {
				r.Steps[i].KgPerMonth = v
				return nil
			}
			r.Steps = append(r.Steps, CapacityStep{From: m, KgPerMonth: v})
			slices.SortFunc(r.Steps, func(a, b CapacityStep) int { return int(a.From - b.From) })
			return nil
		}}, true
}

// rampField is the months over which a step is reached: "2027-02_ramp_months".
// The step must be there.
func rampField(name string) (Field[Pool], bool) {
	month, ok := strings.CutSuffix(name, "_ramp_months")
	m, err := ParseMonth(month)
	if !ok || err != nil {
		return Field[Pool]{}, false
	}
	at := func(r *Pool) int { return slices.IndexFunc(r.Steps, func(s CapacityStep) bool { return s.From == m }) }
	return Field[Pool]{Name: name, Title: "Ramp from " + m.Label(), Unit: "months",
		Get: func(r *Pool) string {
			if i := at(r); i >= 0 && r.Steps[i].RampMonths.OK {
				return strconv.Itoa(r.Steps[i].RampMonths.V)
			}
			return ""
		},
		Set: func(r *Pool, s string) error {
			i := at(r)
			if i < 0 {
				return fmt.Errorf("the pool has no capacity from %s; enter it first", m)
			}
			var v Opt[int]
			if strings.TrimSpace(s) != "" {
				n, err := ParseWhole(s)
				if err != nil {
					return err
				}
				v = Some(n)
			}
			r.Steps[i].RampMonths = v
			return nil
		}}, true
}

// poolCell is a cell of a pool by month: its capacity or its ramp.
func poolCell(name string) (Field[Pool], bool) {
	if f, ok := capacityField(name); ok {
		return f, true
	}
	return rampField(name)
}

// orNil makes an emptied list the same as one that never had a row.
func orNil[T any](rows []T) []T {
	if len(rows) == 0 {
		return nil
	}
	return rows
}

// shareField is the share of one origin, named element|stage|country|origin;
// "" removes the row.
func shareField(name string) (Field[Profile], bool) {
	k := strings.Split(name, "|")
	if len(k) != 4 || !isStage(Stage(k[1])) {
		return Field[Profile]{}, false
	}
	key := Origin{Element: k[0], Stage: Stage(k[1]), Country: k[2], Kind: OriginKind(k[3])}
	at := func(r *Profile) int {
		return slices.IndexFunc(r.Rows, func(o Origin) bool {
			return o.Element == key.Element && o.Stage == key.Stage && o.Country == key.Country && o.Kind == key.Kind
		})
	}
	return Field[Profile]{Name: name, Title: strings.Join(k, ", "), Unit: "%",
		Get: func(r *Profile) string {
			if i := at(r); i >= 0 {
				return FormatPercent(r.Rows[i].Share)
			}
			return ""
		},
		Set: func(r *Profile, s string) error {
			i := at(r)
			if strings.TrimSpace(s) == "" {
				if i >= 0 {
					r.Rows = orNil(slices.Delete(r.Rows, i, i+1))
				}
				return nil
			}
			v, err := ParsePercent(s)
			if err != nil {
				return err
			}
			if i < 0 {
				o := key
				o.Share = v
				r.Rows = append(r.Rows, o)
			} else {
				r.Rows[i].Share = v
			}
			return nil
		}}, true
}
