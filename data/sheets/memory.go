package sheets

import (
	"encoding/json"
	"maps"
	"slices"

	"remanence/data/values"
)

// Memory remembers how tables were read, by their fingerprint, so that the next
// sheet of the same layout needs no questions. It is a value of JSON that the app
// keeps with its own settings and the command in a file.
type Memory struct {
	Layouts map[string]Remembered `json:"layouts"`
}

// Remembered is a mapping by the names of columns rather than their places.
type Remembered struct {
	Kind     Kind              `json:"kind"`
	Columns  map[string]string `json:"columns"`         // folded head → target, "" not read
	Units    map[string]string `json:"units,omitempty"` // folded head → unit
	Fixed    map[string]string `json:"fixed,omitempty"`
	Decimal  string            `json:"decimal,omitempty"`
	Order    values.Order      `json:"order,omitempty"`
	FillDown bool              `json:"fill_down,omitempty"`
	Hidden   bool              `json:"hidden,omitempty"`
	Used     int               `json:"used"` // counts up; the least used last go first
}

// maxLayouts are remembered at most.
const maxLayouts = 400

// Keep remembers a mapping that was applied.
func (y *Memory) Keep(t *Table, m *Mapping) {
	if y.Layouts == nil {
		y.Layouts = map[string]Remembered{}
	}
	latest := 0
	for _, x := range y.Layouts {
		latest = max(latest, x.Used)
	}
	r := Remembered{Kind: m.Kind, Columns: map[string]string{}, Units: map[string]string{}, Fixed: map[string]string{}, Decimal: m.Decimal, Order: m.Order, FillDown: m.FillDown, Hidden: m.Hidden, Used: latest + 1}
	for i := range m.Columns {
		a := &m.Columns[i]
		if c := t.column(a.Col); a.Head == "" || c == nil || c.Period.Months > 0 {
			continue
		}
		r.Columns[folded(a.Head)] = a.Target
		if a.Unit != "" {
			r.Units[folded(a.Head)] = a.Unit
		}
	}
	for _, f := range m.Fixed {
		if f.From == "" { // what the sheet says itself is read again
			r.Fixed[f.Target] = f.Value
		}
	}
	y.Layouts[t.Fingerprint()] = r
	for len(y.Layouts) > maxLayouts {
		oldest := ""
		for _, k := range slices.Sorted(maps.Keys(y.Layouts)) {
			if oldest == "" || y.Layouts[k].Used < y.Layouts[oldest].Used {
				oldest = k
			}
		}
		delete(y.Layouts, oldest)
	}
}

// Recall changes a guessed mapping to the one remembered for the layout; false when
// none is. With another kind asked for nothing is recalled.
func (y *Memory) Recall(e Env, t *Table, kind Kind) (*Mapping, bool) {
	r, ok := y.Layouts[t.Fingerprint()]
	if !ok || kind != "" && kind != r.Kind || !slices.Contains(Kinds, r.Kind) || t.Fingerprint() == "" {
		return nil, false
	}
	m := e.Guess(t, r.Kind)
	for i := range m.Columns {
		a := &m.Columns[i]
		c := t.column(a.Col)
		if a.Head == "" || c == nil || c.Period.Months > 0 {
			continue
		}
		name, known := r.Columns[folded(a.Head)]
		if !known || name != "" && target(r.Kind, name) == nil && !dynamicField(r.Kind, name) {
			continue
		}
		a.Target, a.Chosen, a.Rival, a.Confidence = name, true, "", 1
		a.Unit = r.Units[folded(a.Head)]
	}
	for _, name := range slices.Sorted(maps.Keys(r.Fixed)) {
		if !m.Has(name) {
			m.Fix(name, r.Fixed[name])
		}
	}
	m.Decimal, m.Order, m.FillDown, m.Hidden, m.Known = r.Decimal, r.Order, r.FillDown, r.Hidden, true
	return m, true
}

// ReadMemory reads what Memory.JSON wrote; what cannot be read is an empty memory.
func ReadMemory(text []byte) *Memory {
	y := &Memory{}
	if json.Unmarshal(text, y) != nil || y.Layouts == nil {
		return &Memory{Layouts: map[string]Remembered{}}
	}
	return y
}

// JSON is the memory as text, the same for the same content.
func (y *Memory) JSON() ([]byte, error) { return json.MarshalIndent(y, "", "  ") }
