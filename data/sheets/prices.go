package sheets

import (
	"slices"
	"strings"

	"remanence/planner"
)

// priceHandler reads price series into index paths.
type priceHandler struct {
	b     *builder
	paths *sink[planner.Index]
}

func newPrices(b *builder) *priceHandler {
	return &priceHandler{b, newSink("index", b.env.Project.Indices, &b.p.Indices, func(r *planner.Index) string { return r.ID },
		func(name string) (planner.Field[planner.Index], bool) {
			if f, ok := fieldNamed(planner.IndexTableFields, name); ok {
				return f, true
			}
			return planner.IndexValueField(name)
		})}
}

// basisWords say which market a series speaks of.
var basisWords = listed(map[string]string{string(planner.ChinaDomestic): "china;china domestic;domestic;chinese domestic;cn;exw china;asian metal;smm;baiinfo;中国;国内;中国国内;中国国内価格", string(planner.ExChina): "ex china;ex-china;europe;rotterdam;cif europe;cif rotterdam;fob;world;international;ausserhalb china;hors chine;欧州;海外;中国以外;国外;鹿特丹", string(planner.ByContract): "contract;kontrakt;contrat;契約;合同;长协"})

func (h *priceHandler) take(r *record) {
	name := r.text("item")
	basis := ""
	if text := r.text("basis"); text != "" {
		if w, err := choice(text, basisWords, ""); err == nil {
			basis = w
		}
	}
	if basis == "" {
		basis = marketIn(name)
	}
	if basis == "" {
		basis = h.b.Table.market()
	}
	element, form := seriesOf(name)
	i, exists := h.paths.find(name)
	r.Name = name
	switch {
	case name == "":
		r.refuse(r.get("item"), "The row names no index or material.", "Type it, or leave the row out.")
	case element == "" && !exists:
		r.refuse(r.get("item"), "“"+name+"” names no element the plan knows.", "Write for example Dy oxide or NdPr metal.")
	case basis == "" && !exists:
		r.ask(r.get("basis"), "The market of the price is not stated: inside China, outside, or by contract.", "Fill in the column, or say it above; the two markets are never mixed.")
		basis = string(planner.ByContract)
	}
	type point struct{ at, price string }
	var points []point
	currency := r.text("currency")
	add := func(v *value, at string) {
		if v.text == "" {
			return
		}
		if v.unit.Currency != "" && currency == "" {
			currency = v.unit.Currency
		}
		points = append(points, point{at, v.text})
	}
	for k := range r.vals {
		if v := &r.vals[k]; v.Target == periodField {
			add(v, v.col.Period.First.String())
		}
	}
	if v := r.get("price"); v != nil && v.text != "" {
		at := "flat"
		if m := r.text("date"); m != "" {
			at = m
		}
		add(v, at)
	}
	if len(points) == 0 && r.Status == Good {
		r.refuse(r.get("price"), "The row has no price.", "Type it, or leave the row out.")
	}
	if exists && currency == "" {
		currency = h.b.p.Indices[i].Currency
	}
	if currency == "" && len(points) > 0 {
		r.ask(r.get("price"), "The currency of the price is not stated.", "Say above which it is, or choose the column.")
	}
	if exists {
		h.paths.spared.set(i)
	}
	if r.stays() {
		return
	}
	r.Change = Same
	if !exists {
		i, r.Change = h.paths.add(planner.Index{ID: name, Element: element, Basis: planner.MarketBasis(basis), Form: form, Currency: currency, Source: planner.Source{Name: h.b.Table.Book.Name, User: true}}), New
	}
	h.paths.seen.set(i)
	for _, p := range points {
		if before, after, err := h.paths.set(i, p.at, p.price); err == nil {
			r.did(p.at, before, after)
		}
	}
}

// marketIn is the market a text speaks of, "" when it names none.
func marketIn(text string) string {
	f := folded(text)
	has := func(words ...string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(f, w) })
	}
	switch {
	case has("ex china", "europe", "rotterdam", "hors chine", "ausserhalb china", "中国以外", "国外", "海外", "欧州"):
		return string(planner.ExChina)
	case has("china", "中国", "国内"):
		return string(planner.ChinaDomestic)
	}
	return ""
}

// market is the one that what stands over a table, or its sheet, speaks of.
func (t *Table) market() string {
	text := t.Title + " " + t.Sheet.Name
	for i := range t.Columns {
		text += " " + t.Columns[i].Head
	}
	return marketIn(text)
}

// seriesOf reads element and form from a series' name: "Dy2O3 99.5 %", "NdPr metal".
func seriesOf(name string) (element string, form planner.IndexForm) {
	f := folded(name)
	form = planner.MetalForm
	if strings.Contains(f, "oxid") || strings.Contains(f, "oxyde") || strings.Contains(f, "酸化") || strings.Contains(f, "氧化") || strings.Contains(f, "2o3") || strings.Contains(f, "6o11") || strings.Contains(f, "4o7") {
		form = planner.OxideForm
	}
	clean := strings.NewReplacer("酸化", "", "氧化", "", "金属", "", "メタル", "").Replace(f)
	for _, w := range append([]string{clean}, strings.Fields(clean)...) {
		w = strings.TrimRight(strings.NewReplacer("2o3", "", "6o11", "", "4o7", "").Replace(w), " ")
		if e, ok := elementNames[w]; ok {
			return e, form
		}
	}
	words := strings.Fields(clean)
	for i := 0; i+1 < len(words); i++ {
		if e, ok := elementNames[words[i]+" "+words[i+1]]; ok {
			return e, form
		}
	}
	return "", form
}

func (h *priceHandler) finish() []planner.Edit {
	return h.paths.edits(h.paths.left(h.b))
}
