package sheets

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"remanence/data/reference"
	"remanence/data/values"
	"remanence/planner"
)

// handler of the kind.
func (b *builder) handler() handler {
	switch b.Mapping.Kind {
	case Materials:
		return newDemand(b, true)
	case Offers:
		return newOffers(b)
	case Suppliers:
		return newSuppliers(b)
	case Capacity:
		return newCapacity(b)
	case Stock:
		return &stockHandler{b, newStockWriter(b)}
	case Origins:
		return newOrigins(b)
	case Prices:
		return newPrices(b)
	case TakeBack:
		return newPlain(b, "stream", "stream_id", b.env.Project.Streams, &b.p.Streams, func(r *planner.Stream) string { return r.ID },
			func(name string) (planner.Field[planner.Stream], bool) {
				if f, ok := planner.YieldField(name); ok {
					return f, true
				}
				return fieldNamed(planner.StreamFields, name)
			}, func(id string) planner.Stream { return planner.Stream{ID: id, Currency: b.p.Currency} })
	case Rules:
		return newPlain(b, "rule", "rule_id", b.env.Project.Rules, &b.p.Rules, func(r *planner.Rule) string { return r.ID },
			func(name string) (planner.Field[planner.Rule], bool) { return fieldNamed(planner.RuleFields, name) },
			func(id string) planner.Rule { return planner.Rule{ID: id, Hard: true, Scope: "all"} })
	case FX:
		return &fxHandler{b: b, rates: map[string]string{}}
	case Budget:
		return &budgetHandler{demandHandler: newDemand(b, false)}
	}
	return newDemand(b, false)
}

// plainHandler reads tables whose columns are the fields themselves.
type plainHandler[T any] struct {
	b     *builder
	key   string
	rows  *sink[T]
	fresh func(id string) T
	rowOf map[int]int
}

func newPlain[T any](b *builder, table, key string, old []T, now *[]T, id func(*T) string, look func(string) (planner.Field[T], bool), fresh func(string) T) *plainHandler[T] {
	return &plainHandler[T]{b: b, key: key, rows: newSink(table, old, now, id, look), fresh: fresh, rowOf: map[int]int{}}
}

func (h *plainHandler[T]) take(r *record) {
	id := r.text(h.key)
	r.Name = id
	if id == "" {
		r.refuse(r.get(h.key), "The row has no name.", "Type one, or leave the row out.")
	}
	i, exists := h.rows.find(id)
	if exists && h.b.Mode == Append {
		r.ask(r.get(h.key), "There is a "+h.b.Mapping.Kind.One()+" "+id+" already.", "Choose update to change it.")
	}
	if n := h.rowOf[i]; exists && n > 0 {
		r.ask(r.get(h.key), fmt.Sprintf("%s stands in row %d as well.", id, n), "Take the row to let it replace that one, or leave it out.")
	}
	var cells []cell
	for k := range r.vals {
		v := &r.vals[k]
		if v.Target == h.key || v.Target == "" || v.text == "" && h.b.Mode != Replace {
			continue
		}
		if err := h.rows.try(v.Target, v.text); err != nil {
			what, mend := sentences(err)
			r.refuse(v, what, mend)
			continue
		}
		cells = append(cells, cell{v.Target, v.text})
	}
	if r.stays() {
		return
	}
	r.Change = Same
	if !exists {
		i, r.Change = h.rows.add(h.fresh(id)), New
	}
	h.rows.seen[i], h.rowOf[i] = true, r.N
	for _, c := range cells {
		if before, after, err := h.rows.set(i, c.name, c.text); err == nil {
			f, _ := h.rows.field(c.name)
			r.did(f.Title, before, after)
		}
	}
}

func (h *plainHandler[T]) finish() []planner.Edit {
	var removed []int
	if h.b.Mode == Replace {
		for i := range h.rows.old {
			if !h.rows.seen[i] {
				removed = append(removed, i)
			}
		}
	}
	h.b.removed = len(removed)
	return h.rows.edits(removed)
}

// supplierHandler reads suppliers with their group, and sites with country and stage.
type supplierHandler struct {
	*plainHandler[planner.Supplier]
}

func newSuppliers(b *builder) *supplierHandler {
	return &supplierHandler{newPlain(b, "supplier", "supplier", b.env.Project.Suppliers, &b.p.Suppliers, func(r *planner.Supplier) string { return r.Name },
		func(name string) (planner.Field[planner.Supplier], bool) {
			if name == "sites" {
				return siteField, true
			}
			return fieldNamed(planner.SupplierFields, name)
		}, func(id string) planner.Supplier { return planner.Supplier{Name: id, Group: id} })}
}

// siteField keeps the sites of a supplier as one text, so that they change like
// any cell.
var siteField = planner.Field[planner.Supplier]{Name: "sites", Title: "Sites",
	Get: func(r *planner.Supplier) string {
		if len(r.Sites) == 0 {
			return ""
		}
		text, err := json.Marshal(r.Sites)
		if err != nil {
			return ""
		}
		return string(text)
	},
	Set: func(r *planner.Supplier, s string) error {
		r.Sites = nil
		if s == "" {
			return nil
		}
		return json.Unmarshal([]byte(s), &r.Sites)
	}}

func (h *supplierHandler) take(r *record) {
	site := planner.Site{Name: r.text("site"), Country: r.text("country"), Stage: planner.Stage(r.text("stage"))}
	r.vals = slices.DeleteFunc(r.vals, func(v value) bool {
		return v.Target == "site" || v.Target == "country" || v.Target == "stage"
	})
	id := r.text("supplier")
	if i, ok := h.rows.find(id); ok && h.rowOf[i] > 0 && site != (planner.Site{}) {
		h.rowOf[i] = 0 // a further site of the same supplier
	}
	h.plainHandler.take(r)
	i, ok := h.rows.find(id)
	if r.Status != Good || !ok || site == (planner.Site{}) {
		return
	}
	sites := slices.Clone(h.b.p.Suppliers[i].Sites)
	at := slices.IndexFunc(sites, func(s planner.Site) bool {
		return planner.NameKey(s.Name) == planner.NameKey(site.Name) && (site.Stage == "" || s.Stage == "" || s.Stage == site.Stage)
	})
	if at < 0 {
		sites = append(sites, site)
	} else {
		if site.Country != "" {
			sites[at].Country = site.Country
		}
		if site.Stage != "" {
			sites[at].Stage = site.Stage
		}
	}
	next := planner.Supplier{Sites: sites}
	before, after, err := h.rows.set(i, "sites", siteField.Get(&next))
	if err == nil && before != after {
		r.did("Site", "", strings.Trim(site.Name+", "+site.Country+", "+string(site.Stage), ", "))
	}
}

// finish replaces suppliers whose sites changed as a whole, since sites are no
// cell of the project.
func (h *supplierHandler) finish() []planner.Edit {
	for i := range h.rows.cells {
		if slices.Contains(h.rows.cells[i], "sites") {
			for range manyCells + 1 {
				h.rows.cells[i] = append(h.rows.cells[i], "sites")
			}
		}
	}
	edits := h.plainHandler.finish()
	return slices.DeleteFunc(h.wholeRows(edits), func(e planner.Edit) bool { return strings.HasSuffix(e.What, "/sites") })
}

func (h *supplierHandler) wholeRows(edits []planner.Edit) []planner.Edit {
	for i := range h.rows.old {
		if !slices.Contains(h.rows.cells[i], "sites") {
			continue
		}
		before, err1 := json.Marshal(&h.rows.old[i])
		after, err2 := json.Marshal(&h.b.p.Suppliers[i])
		if err1 != nil || err2 != nil || string(before) == string(after) {
			continue
		}
		path := planner.Path("supplier", h.rows.old[i].Name)
		edits = slices.DeleteFunc(edits, func(e planner.Edit) bool { return strings.HasPrefix(e.What, path+"/") })
		edits = append(edits, planner.Edit{What: path, Before: string(before), After: string(after), Row: i})
	}
	return edits
}

// capacityHandler reads capacity by month, down or across.
type capacityHandler struct {
	b     *builder
	pools *sink[planner.Pool]
}

func newCapacity(b *builder) *capacityHandler {
	return &capacityHandler{b, newSink("pool", b.env.Project.Pools, &b.p.Pools, func(r *planner.Pool) string { return r.ID }, poolField)}
}

// poolField is the capacity from a month on, named by the month.
func poolField(name string) (planner.Field[planner.Pool], bool) {
	m, err := planner.ParseMonth(name)
	if err != nil {
		return planner.Field[planner.Pool]{}, false
	}
	at := func(r *planner.Pool) int {
		return slices.IndexFunc(r.Steps, func(s planner.CapacityStep) bool { return s.From == m })
	}
	return planner.Field[planner.Pool]{Name: name, Title: "Capacity from " + m.Label(),
		Get: func(r *planner.Pool) string {
			if i := at(r); i >= 0 {
				return planner.FormatNumber(r.Steps[i].KgPerMonth)
			}
			return ""
		},
		Set: func(r *planner.Pool, s string) error {
			v, err := planner.ParseNumber(s)
			if err != nil {
				return err
			}
			if i := at(r); i >= 0 {
				r.Steps[i].KgPerMonth = v
				return nil
			}
			r.Steps = append(r.Steps, planner.CapacityStep{From: m, KgPerMonth: v})
			slices.SortFunc(r.Steps, func(a, b planner.CapacityStep) int { return int(a.From - b.From) })
			return nil
		}}, true
}

func (h *capacityHandler) take(r *record) {
	id := r.text("capacity_pool")
	r.Name = id
	if id == "" {
		r.refuse(r.get("capacity_pool"), "The row names no capacity pool.", "Type its name, or leave the row out.")
	}
	type step struct {
		month planner.Month
		kg    float64
	}
	var steps []step
	add := func(v *value, m planner.Month, months int) {
		kg, err := planner.ParseNumber(v.text)
		if v.text == "" || err != nil {
			return
		}
		switch {
		case kg < 0:
			r.refuse(v, v.raw+" is negative.", "Capacity cannot be below 0.")
		case v.unit.Dim == values.Count:
			r.ask(v, "The capacity is in pieces; the plan counts it in kilograms.", "Choose the unit of the column, or type kilograms.")
		case v.unit.Year:
			kg, months = kg/12, 1
		}
		steps = append(steps, step{m, clean(kg / float64(max(months, 1)))})
	}
	for i := range r.vals {
		if v := &r.vals[i]; v.Target == periodField {
			add(v, v.col.Period.First, v.col.Period.Months)
		}
	}
	if v := r.get("kg_per_month"); v != nil && v.text != "" {
		m := h.b.p.Start
		if text := r.text("from_month"); text != "" {
			if x, err := planner.ParseMonth(text); err == nil {
				m = x
			}
		}
		add(v, m, 1)
	}
	if len(steps) == 0 && r.Status == Good {
		r.refuse(r.get("kg_per_month"), "The row has no capacity.", "Type it in kilograms a month, 0 if nothing can be ordered.")
	}
	if r.stays() {
		return
	}
	i, exists := h.pools.find(id)
	r.Change = Same
	if !exists {
		i, r.Change = h.pools.add(planner.Pool{ID: id}), New
	} else if h.b.Mode == Replace && !h.pools.seen[i] {
		h.b.p.Pools[i].Steps = nil
		h.pools.cells[i] = append(h.pools.cells[i], "steps")
	}
	h.pools.seen[i] = true
	for _, s := range steps {
		if before, after, err := h.pools.set(i, s.month.String(), planner.FormatNumber(s.kg)); err == nil {
			r.did("From "+s.month.Label(), before, after)
		}
	}
}

func (h *capacityHandler) finish() []planner.Edit {
	return wholeRows(h.b, h.pools)
}

// wholeRows replaces every changed row as a whole.
func wholeRows[T any](b *builder, s *sink[T]) []planner.Edit {
	var removed []int
	if b.Mode == Replace {
		for i := range s.old {
			if !s.seen[i] {
				removed = append(removed, i)
			}
		}
	}
	b.removed = len(removed)
	changed := s.cells
	s.cells = map[int][]string{}
	edits := s.edits(removed)
	for i := range s.old {
		if len(changed[i]) == 0 || slices.Contains(removed, i) {
			continue
		}
		before, err1 := json.Marshal(&s.old[i])
		after, err2 := json.Marshal(&(*s.now)[i])
		if err1 == nil && err2 == nil && string(before) != string(after) {
			edits = append(edits, planner.Edit{What: planner.Path(s.table, s.id(&s.old[i])), Before: string(before), After: string(after), Row: i})
		}
	}
	return edits
}

// originHandler reads origins: a profile's shares by element, stage and country.
type originHandler struct {
	b        *builder
	profiles *sink[planner.Profile]
	given    map[string]bool // profile, element and stage that the sheet speaks of
}

func newOrigins(b *builder) *originHandler {
	return &originHandler{b, newSink("profile", b.env.Project.Profiles, &b.p.Profiles, func(r *planner.Profile) string { return r.ID },
		func(string) (planner.Field[planner.Profile], bool) { return planner.Field[planner.Profile]{}, false }), map[string]bool{}}
}

func (h *originHandler) take(r *record) {
	id := r.text("provenance_profile")
	r.Name = strings.Trim(id+", "+r.text("element")+", "+r.text("stage"), ", ")
	for _, name := range []string{"provenance_profile", "element", "stage", "country", "share_pct"} {
		if r.text(name) == "" && r.Status != Refused {
			mend := "Fill it in."
			if name == "country" {
				mend = "Write ?? for a country nobody has stated."
			}
			r.refuse(r.get(name), "The "+strings.ToLower(target(Origins, name).Title)+" is missing.", mend)
		}
	}
	share, err := planner.ParsePercent(r.text("share_pct"))
	if err == nil && (share < 0 || share > 1) {
		r.refuse(r.get("share_pct"), "The share is not between 0 and 100 %.", "Type percent: 60 is 60 %.")
	}
	if r.stays() {
		return
	}
	kind := planner.OriginKind(r.text("origin"))
	if kind == "" {
		kind = planner.Primary
	}
	i, exists := h.profiles.find(id)
	r.Change = Same
	if !exists {
		i, r.Change = h.profiles.add(planner.Profile{ID: id}), New
	}
	h.profiles.seen[i] = true
	p := &h.b.p.Profiles[i]
	o := planner.Origin{Element: r.text("element"), Stage: planner.Stage(r.text("stage")), Country: r.text("country"), Share: share, Kind: kind}
	group := id + "|" + o.Element + "|" + string(o.Stage)
	if !h.given[group] && h.b.Mode != Append {
		// The shares of a stage belong together: the sheet's take the place of all.
		h.given[group] = true
		p.Rows = slices.DeleteFunc(p.Rows, func(x planner.Origin) bool { return x.Element == o.Element && x.Stage == o.Stage })
	}
	p.Rows = append(p.Rows, o)
	if n := r.text("note"); n != "" {
		p.Note = n
	}
	h.profiles.cells[i] = append(h.profiles.cells[i], "rows")
	before := "" // what the project had for the same origin
	if i < len(h.profiles.old) {
		for _, x := range h.profiles.old[i].Rows {
			if x.Element == o.Element && x.Stage == o.Stage && x.Country == o.Country && x.Kind == o.Kind {
				before = planner.FormatPercent(x.Share) + " %"
			}
		}
	}
	r.did(o.Element+", "+string(o.Stage)+", "+o.Country, before, planner.FormatPercent(share)+" %")
}

func (h *originHandler) finish() []planner.Edit {
	edits := wholeRows(h.b, h.profiles)
	// Shares of a stage that do not make up the whole.
	for i := range h.b.p.Profiles {
		if !h.profiles.seen[i] {
			continue
		}
		sums := map[string]float64{}
		var keys []string
		for _, o := range h.b.p.Profiles[i].Rows {
			key := o.Element + ", " + string(o.Stage)
			if _, ok := sums[key]; !ok {
				keys = append(keys, key)
			}
			sums[key] += o.Share
		}
		for _, key := range keys {
			if s := sums[key]; math.Abs(s-1) > 0.005 && h.given[h.b.p.Profiles[i].ID+"|"+strings.Replace(key, ", ", "|", 1)] {
				h.b.notes = append(h.b.notes, Problem{Severity: Asks, Col: -1, Place: h.b.Table.Where(), What: fmt.Sprintf("The shares of %s, %s add up to %s %%.", h.b.p.Profiles[i].ID, key, short(100*s)), Mend: "Add a row with the country ?? for what is not stated."})
			}
		}
	}
	return edits
}

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
		f := folded(name + " " + h.b.Table.Title + " " + h.b.Table.Sheet.Name)
		switch {
		case strings.Contains(f, "ex china") || strings.Contains(f, "europe") || strings.Contains(f, "rotterdam") || strings.Contains(f, "hors chine"):
			basis = string(planner.ExChina)
		case strings.Contains(f, "china") || strings.Contains(f, "中国") || strings.Contains(f, "国内"):
			basis = string(planner.ChinaDomestic)
		}
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
	if r.stays() {
		return
	}
	r.Change = Same
	if !exists {
		i, r.Change = h.paths.add(planner.Index{ID: name, Element: element, Basis: planner.MarketBasis(basis), Form: form, Currency: currency, Source: planner.Source{Name: h.b.Table.Book.Name, User: true}}), New
	}
	h.paths.seen[i] = true
	for _, p := range points {
		if before, after, err := h.paths.set(i, p.at, p.price); err == nil {
			r.did(p.at, before, after)
		}
	}
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
	var removed []int
	if h.b.Mode == Replace {
		for i := range h.paths.old {
			if !h.paths.seen[i] {
				removed = append(removed, i)
			}
		}
	}
	h.b.removed = len(removed)
	return h.paths.edits(removed)
}

// fxHandler reads exchange rates. The project keeps units for one of the plan
// currency; a rate quoted the other way is turned over.
type fxHandler struct {
	b     *builder
	rates map[string]string // currency → text
	order []string
}

func (h *fxHandler) take(r *record) {
	p := h.b.p
	code, base := r.text("currency"), r.text("base")
	if a, b, ok := strings.Cut(strings.ReplaceAll(code, " ", ""), "/"); ok {
		base, code = a, b
	}
	r.Name = code
	v := r.get("rate")
	if code == "" && r.Status == Good {
		r.refuse(r.get("currency"), "The row names no currency.", "Type its three letters, or leave the row out.")
	}
	if v == nil || v.text == "" {
		r.refuse(v, "The row has no rate.", "Type it, or leave the row out.")
		r.stays()
		return
	}
	d, err := decimal.NewFromString(v.text)
	if err != nil || !d.IsPositive() {
		r.refuse(v, "A rate must be above 0.", "Type how many "+code+" one "+p.Currency+" buys.")
		r.stays()
		return
	}
	over := decimal.NewFromInt(1).DivRound(d, 10)
	switch {
	case base == p.Currency && code != p.Currency: // as kept
	case code == p.Currency && base != "" && base != p.Currency:
		code, d = base, over
		r.Name = code
	case base != "":
		r.refuse(r.get("base"), fmt.Sprintf("The rate is between %s and %s; the plan counts in %s.", base, code, p.Currency), "Give the rate against "+p.Currency+".")
	case code == p.Currency:
		if !d.Equal(decimal.NewFromInt(1)) {
			r.refuse(v, "The plan currency needs no rate.", "Leave the row out.")
		} else {
			r.Change = Same
			r.stays()
			return
		}
	default:
		d = h.direction(r, v, code, d, over)
	}
	if r.stays() {
		return
	}
	before := ""
	for _, x := range p.FX {
		if x.Currency == code {
			before = x.PerUnit.String()
		}
	}
	if _, twice := h.rates[code]; !twice {
		h.order = append(h.order, code)
	}
	h.rates[code] = d.String()
	r.Change = Same
	if before == "" {
		r.Change = New
	}
	r.did(code+" for one "+p.Currency, before, d.String())
}

// direction decides which way a rate without a base is quoted, by the rate known
// before or that of the reference table.
func (h *fxHandler) direction(r *record, v *value, code string, d, over decimal.Decimal) decimal.Decimal {
	usual := 0.0
	for _, x := range h.b.env.Project.FX {
		if x.Currency == code {
			usual = x.PerUnit.InexactFloat64()
		}
	}
	if usual == 0 {
		t := reference.Shipped()
		from, ok1 := t.Currency(h.b.p.Currency)
		to, ok2 := t.Currency(code)
		if ok1 && ok2 {
			usual = to.UnitsPerUSD.InexactFloat64() / from.UnitsPerUSD.InexactFloat64()
		}
	}
	x := d.InexactFloat64()
	off := func(v float64) float64 {
		if usual <= 0 {
			return math.Inf(1)
		}
		return math.Abs(math.Log(v / usual))
	}
	near := func(v, other float64) bool { return off(v) < 0.35 && off(v) < off(other)/2 }
	switch {
	case off(x) < 0.35 && off(1/x) < 0.35 && !near(x, 1/x) && !near(1/x, x):
		r.ask(v, fmt.Sprintf("It is not clear whether one %s is %s %s or the other way round.", h.b.p.Currency, d, code), "Add a column with the base currency, or take the row as it is.")
		return d
	case near(1/x, x):
		r.remark(v, fmt.Sprintf("The rate was read as %s for one %s and turned over.", h.b.p.Currency, code), "")
		return over
	case near(x, 1/x) || usual == 0:
		return d
	}
	r.ask(v, fmt.Sprintf("The rate is far from the usual %s %s for one %s.", short(usual), code, h.b.p.Currency), "Check it, or take the row as it is.")
	return d
}

func (h *fxHandler) finish() []planner.Edit {
	var out []planner.Edit
	p := h.b.env.Project
	for _, code := range h.order {
		key := "fx_" + p.Currency + "_" + code
		before := ""
		if f, ok := planner.FXField(key); ok {
			before = f.Get(p)
		}
		if after := h.rates[code]; before != after {
			out = append(out, planner.Edit{What: planner.Path("settings", "") + key, Before: before, After: after})
		}
	}
	return out
}

// budgetHandler reads standard costs of parts.
type budgetHandler struct{ *demandHandler }

func (h *budgetHandler) take(r *record) {
	name := r.text("part")
	r.Name = name
	i, ok := h.parts.find(name)
	v := r.get("standard_price")
	switch {
	case name == "":
		r.refuse(r.get("part"), "The row names no part.", "Type the part number, or leave the row out.")
	case !ok:
		mend := "Import its demand first, or correct the number."
		if near, found := planner.Nearest(name, partIDs(h.b.p)); found {
			mend = "Did you mean " + near + "?"
		}
		r.refuse(r.get("part"), "The project has no part "+name+".", mend)
	case v == nil || v.text == "":
		r.refuse(v, "The row has no standard cost.", "Type it, or leave the row out.")
	default:
		if err := h.parts.try("standard_price", v.text); err != nil {
			r.refuse(v, "Standard costs have no place in this project yet.", "Keep them in the sheet.")
		}
	}
	if r.stays() {
		return
	}
	r.Change, r.Name = Same, h.b.p.Parts[i].ID
	h.parts.seen[i] = true
	if before, after, err := h.parts.set(i, "standard_price", v.text); err == nil {
		r.did("Standard cost", before, after)
	}
}

func (h *budgetHandler) finish() []planner.Edit { return h.parts.edits(nil) }
