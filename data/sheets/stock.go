package sheets

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"

	"github.com/shopspring/decimal"

	"remanence/data/sheets/book"
	"remanence/data/values"
	"remanence/planner"
)

// clean takes the noise of adding off a sum: 15 digits, as a spreadsheet keeps.
func clean(v float64) float64 {
	x, err := strconv.ParseFloat(book.FormatNumber(v), 64)
	if err != nil {
		return v
	}
	return x
}

// float is a decimal as a number.
func float(d decimal.Decimal) float64 {
	// Of up to 15 digits and a power of ten that a float64 holds exactly, one
	// division rounds as correctly as reading the digits does.
	if n, e := d.Coefficient(), d.Exponent(); n.IsInt64() && e <= 0 && e >= -22 {
		if c := n.Int64(); c < 1e15 && c > -1e15 {
			return float64(c) / math.Pow10(int(-e))
		}
	}
	return d.InexactFloat64()
}

// mustRound is a figure to three digits.
func mustRound(v float64) float64 {
	if v == 0 || math.IsInf(v, 0) || math.IsNaN(v) {
		return v
	}
	p := math.Pow(10, 2-math.Floor(math.Log10(math.Abs(v))))
	if p < 1 {
		return math.Round(v)
	}
	return clean(math.Round(v*p) / p)
}

// stockWriter changes stock lots. A lot is known by part, kind, month and offer;
// stock on hand of a part is one lot whatever its month.
type stockWriter struct {
	b       *builder
	at      map[planner.StockLot]int // first lot of its name
	touched map[int]bool
	spared  map[string]bool // parts a row speaks of that waits: nothing of them is removed
	kinds   map[string]bool
}

func newStockWriter(b *builder) *stockWriter {
	w := &stockWriter{b: b, at: map[planner.StockLot]int{}, touched: map[int]bool{}, spared: map[string]bool{}, kinds: map[string]bool{}}
	for i := range b.p.Stock {
		w.know(i)
	}
	return w
}

// lotName is a lot with nothing but what it is known by.
func lotName(x planner.StockLot) planner.StockLot {
	if x.Kind == planner.OnHand {
		return planner.StockLot{Part: x.Part, Kind: x.Kind}
	}
	return planner.StockLot{Part: x.Part, Kind: x.Kind, Month: x.Month, Offer: x.Offer}
}

func (w *stockWriter) know(i int) {
	name := lotName(w.b.p.Stock[i])
	if _, ok := w.at[name]; !ok {
		w.at[name] = i
	}
}

func (w *stockWriter) onHand(r *record, part, text string) {
	q, err := planner.ParseNumber(text)
	if err != nil {
		return
	}
	w.put(r, planner.StockLot{Part: part, Kind: planner.OnHand, Month: w.b.p.Start, Pieces: q})
}

// put sets a lot that is there, or adds it.
func (w *stockWriter) put(r *record, lot planner.StockLot) {
	p := w.b.p
	w.kinds[lot.Kind] = true
	if i, ok := w.at[lotName(lot)]; ok && w.b.Mode != Append {
		x := &p.Stock[i]
		if w.touched[i] {
			// A second delivery of the same month adds to the first.
			lot.Pieces += x.Pieces
		}
		before := planner.FormatNumber(x.Pieces)
		if !w.touched[i] {
			r.did(w.title(lot), before, planner.FormatNumber(lot.Pieces))
		} else if r.Change != New {
			r.Change = Changed
		}
		w.touched[i] = true
		x.Pieces = lot.Pieces
		if lot.Note != "" {
			x.Note = lot.Note
		}
		return
	}
	p.Stock = append(p.Stock, lot)
	w.know(len(p.Stock) - 1)
	w.touched[len(p.Stock)-1] = true
	if r.Change == "" || r.Change == Same {
		r.Change = New
	}
}

func (w *stockWriter) title(lot planner.StockLot) string {
	switch lot.Kind {
	case planner.OnHand:
		return "Stock on hand"
	case planner.OpenOrder:
		return "On order for " + lot.Month.Label()
	}
	return "Stock " + lot.Kind
}

// edits replace changed lots, remove those a replacing sheet leaves out, last
// first, and append the new ones.
func (w *stockWriter) edits() []planner.Edit {
	old, now := w.b.env.Project.Stock, w.b.p.Stock
	var out []planner.Edit
	left := len(old)
	for i := range old {
		if before, after := lotText(old[i]), lotText(now[i]); before != after {
			out = append(out, planner.Edit{What: planner.Path("stock", fmt.Sprint(i)), Before: before, After: after, Row: i})
		}
	}
	if w.b.Mode == Replace && w.b.Mapping.Kind == Stock {
		for i := range slices.Backward(old) {
			if !w.touched[i] && w.kinds[old[i].Kind] && !w.spared[old[i].Part] {
				out = append(out, planner.Edit{What: planner.Path("stock", fmt.Sprint(i)), Before: lotText(old[i]), Row: i})
				left--
				w.b.removed++
			}
		}
	}
	for k, i := 0, len(old); i < len(now); i, k = i+1, k+1 {
		out = append(out, planner.Edit{What: planner.Path("stock", fmt.Sprint(left+k)), After: lotText(now[i]), Row: left + k})
	}
	return out
}

func lotText(l planner.StockLot) string {
	text, err := json.Marshal(l)
	if err != nil {
		return ""
	}
	return string(text)
}

// stockHandler reads stock and open orders.
type stockHandler struct {
	b *builder
	w *stockWriter
}

func (h *stockHandler) take(r *record) {
	name := r.text("part")
	r.Name = name
	part := h.b.part(name)
	switch {
	case name == "":
		r.refuse(r.get("part"), "The row names no part.", "Type the part number, or leave the row out.")
	case part == nil:
		mend := "Import its demand first, or correct the number."
		if near, ok := h.b.nearestPart(name); ok {
			mend = "Did you mean " + near + "?"
		}
		r.refuse(r.get("part"), "The project has no part "+name+".", mend)
	}
	type lot struct {
		kind string
		v    *value
	}
	var lots []lot
	kind := r.text("kind")
	if v := r.get("pieces"); v != nil && v.text != "" {
		k := kind
		if k == "" {
			k = planner.OnHand
			if r.text("month") != "" {
				k = planner.OpenOrder
			}
		}
		lots = append(lots, lot{k, v})
	}
	if v := r.get("on_hand"); v != nil && v.text != "" {
		lots = append(lots, lot{planner.OnHand, v})
	}
	if v := r.get("on_order"); v != nil && v.text != "" {
		lots = append(lots, lot{planner.OpenOrder, v})
	}
	if len(lots) == 0 && r.Status == Good {
		r.refuse(r.get("pieces"), "The row has no quantity.", "Type it, or leave the row out.")
	}
	month, err := planner.ParseMonth(r.text("month"))
	var ready []planner.StockLot
	for _, l := range lots {
		q, bad := planner.ParseNumber(l.v.text)
		if bad != nil || part == nil {
			continue
		}
		m := month
		switch {
		case l.kind == planner.OnHand || err != nil && l.kind != planner.OpenOrder:
			m = h.b.p.Start
		case err != nil && q == 0:
			continue
		case err != nil:
			r.ask(r.get("month"), "The open order has no month of arrival.", "Type it as 2027-03.")
			continue
		}
		if q < 0 {
			r.ask(l.v, l.v.raw+" is negative.", "Stock cannot be below 0.")
		}
		q, ok := inUnitOf(r, part, l.v, q)
		if !ok {
			continue
		}
		ready = append(ready, planner.StockLot{Part: part.ID, Kind: l.kind, Month: m, Pieces: clean(q), Offer: r.text("offer_id"), Note: r.text("note")})
	}
	if r.stays() {
		if part != nil {
			h.w.spared[part.ID] = true
		}
		return
	}
	r.Change, r.Name = Same, part.ID
	for _, l := range ready {
		h.w.put(r, l)
	}
}

func (h *stockHandler) finish() []planner.Edit { return h.w.edits() }

// part finds a part of the project as the import leaves it; capitals, blanks and
// hyphens do not matter as long as they leave one.
func (b *builder) part(name string) *planner.Part {
	if b.partsKnown != len(b.p.Parts) || b.partAt == nil {
		b.partAt, b.partsKnown = map[string]int{}, len(b.p.Parts)
		for i := range b.p.Parts {
			key := planner.NameKey(b.p.Parts[i].ID)
			if _, twice := b.partAt["~"+key]; twice {
				b.partAt["~"+key] = -1
			} else {
				b.partAt["~"+key] = i
			}
		}
		for i := range b.p.Parts {
			b.partAt[b.p.Parts[i].ID] = i
		}
	}
	i, ok := b.partAt[name]
	if key := planner.NameKey(name); !ok && key != "" {
		i, ok = b.partAt["~"+key]
	}
	if !ok || i < 0 {
		return nil
	}
	return &b.p.Parts[i]
}

// inUnitOf turns a quantity into the unit its part is counted in.
func inUnitOf(r *record, part *planner.Part, v *value, q float64) (float64, bool) {
	switch {
	case v.unit.Dim == values.Mass && part.Unit == planner.Pieces:
		if !part.MassG.OK || part.MassG.V <= 0 {
			r.ask(v, "The quantity is a mass, but the part is counted in pieces and has no mass.", "Enter the mass of a piece, or the quantity in pieces.")
			return 0, false
		}
		return q * 1000 / part.MassG.V, true
	case v.unit.Dim == values.Count && part.Unit == planner.Kilograms:
		r.ask(v, "The quantity is in pieces, but the line is bought by the kilogram.", "Check the unit of the column.")
		return 0, false
	}
	return q, true
}

// mostNearest is for how many unknown parts of a sheet a likeness is looked for; a
// sheet of nothing but unknown parts is another project's.
const mostNearest = 500

// nearestPart is the part of the project whose name is most like another.
func (b *builder) nearestPart(name string) (string, bool) {
	if b.nearest++; b.nearest > mostNearest {
		return "", false
	}
	ids := make([]string, len(b.p.Parts))
	for i := range b.p.Parts {
		ids[i] = b.p.Parts[i].ID
	}
	return planner.Nearest(name, ids)
}
