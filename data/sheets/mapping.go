package sheets

import (
	"regexp"
	"slices"
	"strings"

	"remanence/data/reference"
	"remanence/data/values"
	"remanence/planner"
)

// Env is what a table is read against: the project it goes into and the facts.
type Env struct {
	Project *planner.Project
	Facts   *planner.Facts
}

// Guess is one thing a column could stand for.
type Guess struct {
	Target     string
	Confidence float64
}

// Assigned says what a column stands for.
type Assigned struct {
	Col        int
	Head       string
	Target     string // "" is not read
	Confidence float64
	Unit       string  // that replaces the header's; "" keeps it
	From       float64 // quantity from which a price holds, of a price break
	FromUnit   string
	Others     []Guess // what else it could be, best first
	Rival      string  // head of another column that fits the target as well
	Chosen     bool    // by the user, or remembered
}

// Sure reports an assignment that need not be asked about.
func (a *Assigned) Sure() bool {
	return a.Chosen || a.Target == "" && a.Confidence >= sure || a.Target != "" && a.Confidence >= sure && a.Rival == ""
}

// Fixed is a value for every row, from a label of the sheet or the user.
type Fixed struct {
	Target string
	Value  string
	From   string // where it was found; "" when the user entered it
}

// Mapping is how a table is read.
type Mapping struct {
	Kind     Kind
	Columns  []Assigned
	Fixed    []Fixed
	Decimal  string       // decimal sign of texts: ".", "," or "" as each column proves
	Order    values.Order // of 03/04/2027
	Year     int          // of months without one
	FillDown bool         // a row without its key belongs to the row above
	Hidden   bool         // hidden rows are read as well
	Known    bool         // remembered from another file of this layout
}

const (
	sure    = 0.85 // from here a column is not asked about
	maybe   = 0.5  // from here it is proposed
	rivalry = 0.1  // two columns nearer than this compete
)

// Column of a mapping by place.
func (m *Mapping) column(col int) *Assigned {
	for i := range m.Columns {
		if m.Columns[i].Col == col {
			return &m.Columns[i]
		}
	}
	return nil
}

// Has reports that a target is read from a column or fixed.
func (m *Mapping) Has(target string) bool {
	return slices.ContainsFunc(m.Columns, func(a Assigned) bool { return a.Target == target }) || m.fixed(target) != ""
}

func (m *Mapping) fixed(target string) string {
	for _, f := range m.Fixed {
		if f.Target == target {
			return f.Value
		}
	}
	return ""
}

// Set makes a column stand for a target; a single target moves from any other
// column. It is the user's word.
func (m *Mapping) Set(col int, target string) {
	for i := range m.Columns {
		a := &m.Columns[i]
		if a.Col == col {
			a.Target, a.Confidence, a.Chosen, a.Rival = target, 1, true, ""
		} else if a.Target == target && !manyColumns(target) && a.From == 0 {
			a.Target, a.Confidence, a.Chosen = "", 1, true
		} else if a.Rival != "" && a.Target == target {
			a.Rival = ""
		}
	}
}

// Fix gives a target one value for every row; "" takes it away.
func (m *Mapping) Fix(target, value string) {
	m.Fixed = slices.DeleteFunc(m.Fixed, func(f Fixed) bool { return f.Target == target })
	if value != "" {
		m.Fixed = append(m.Fixed, Fixed{Target: target, Value: value})
	}
}

// Clone is a copy that can be changed.
func (m *Mapping) Clone() *Mapping {
	c := *m
	c.Columns, c.Fixed = slices.Clone(m.Columns), slices.Clone(m.Fixed)
	return &c
}

// names are what the project and the facts know, for judging values.
type names struct {
	parts, profiles, pools map[string]bool
	suppliers              map[string]string // as they are written
	facts                  *planner.Facts
	grade                  map[string]bool
}

func (e Env) names() *names {
	n := &names{parts: map[string]bool{}, suppliers: map[string]string{}, profiles: map[string]bool{}, pools: map[string]bool{}, facts: e.Facts, grade: map[string]bool{}}
	for i := range e.Project.Parts {
		n.parts[planner.NameKey(e.Project.Parts[i].ID)] = true
	}
	for _, s := range reference.Shipped().Suppliers {
		n.suppliers[planner.NameKey(s.Company)] = s.Company
	}
	for i := range e.Project.Suppliers {
		n.suppliers[planner.NameKey(e.Project.Suppliers[i].Name)] = e.Project.Suppliers[i].Name
	}
	for i := range e.Project.Offers {
		n.suppliers[planner.NameKey(e.Project.Offers[i].Supplier)] = e.Project.Offers[i].Supplier
	}
	for i := range e.Project.Profiles {
		n.profiles[planner.NameKey(e.Project.Profiles[i].ID)] = true
	}
	for i := range e.Project.Pools {
		n.pools[planner.NameKey(e.Project.Pools[i].ID)] = true
	}
	for i := range e.Facts.Grades {
		n.grade[planner.NameKey(e.Facts.Grades[i].Name)] = true
		for _, a := range e.Facts.Grades[i].Aliases {
			n.grade[planner.NameKey(a)] = true
		}
	}
	delete(n.parts, "")
	delete(n.suppliers, "")
	return n
}

// Guess proposes how to read a table as a kind; with kind "" it chooses the kind.
func (e Env) Guess(t *Table, kind Kind) *Mapping {
	n := e.names()
	if kind == "" { // a template of our own says what it is
		switch id, _, _ := strings.Cut(t.Book.ID, ":"); id {
		case "demand":
			kind = Demand
		case "quotes":
			kind = Offers
		}
	}
	if kind != "" {
		m, _ := e.guess(t, kind, n)
		return m
	}
	var best *Mapping
	top := 0.0
	for _, k := range Kinds {
		m, score := e.guess(t, k, n)
		if best == nil || score > top+1e-9 {
			best, top = m, score
		}
	}
	return best
}

var yearInHead = regexp.MustCompile(`(^|\D)(?:FY|CY)?'?20\d\d(\D|$)`)

type fit struct {
	col, target int
	score       float64
}

func (e Env) guess(t *Table, k Kind, n *names) (*Mapping, float64) {
	lex, ts := lexiconOf(k), vocabulary[k]
	m := &Mapping{Kind: k, Columns: make([]Assigned, len(t.Columns))}
	var fits []fit
	for i := range t.Columns {
		c := &t.Columns[i]
		m.Columns[i] = Assigned{Col: c.Col, Head: c.Head}
		scores := make([]float64, len(ts))
		for _, h := range c.heads {
			name, _ := splitUnit(h)
			for _, v := range []string{h, name, strings.TrimSpace(yearInHead.ReplaceAllString(name, " "))} {
				for j, s := range lex.scores(k, v) {
					scores[j] = max(scores[j], s)
				}
			}
		}
		for j := range ts {
			if s := c.score(&ts[j], scores[j], n, k); s >= 0.3 {
				fits = append(fits, fit{i, j, s})
			}
		}
	}
	slices.SortStableFunc(fits, func(a, b fit) int {
		switch {
		case a.score > b.score:
			return -1
		case a.score < b.score:
			return 1
		}
		return 0
	})
	m.assign(t, ts, fits)
	e.breaks(t, m)
	e.exact(t, m)
	m.labels(e, t, n)
	if t.Rows() > 0 {
		m.Decimal = t.Sheet.Decimal
	}
	return m, m.worth(t, k)
}

// score joins what the header says with what the cells look like.
func (c *Column) score(target *Target, name float64, n *names, k Kind) float64 {
	if target.Name == periodField {
		if c.Period.Months == 0 {
			return 0
		}
		switch s := &c.stats; {
		case s.filled == 0 || s.share(s.numbers) >= 0.3:
			return 0.98
		case s.share(s.numbers+s.texts) >= 0.3: // "on request" under a month
			return 0.86
		}
		return 0.4
	}
	if c.Period.Months > 0 {
		return 0
	}
	if target.Name == countryField {
		if c.countryHead() == "" || c.stats.filled > 0 && c.stats.share(c.stats.numbers) < 0.5 {
			return 0
		}
		return 0.96
	}
	score := 0.0
	if name > 0 {
		score = 0.8*name + 0.2*c.stats.fits(target)
		if name >= 0.97 {
			// The exact name settles it, unless many cells say otherwise.
			if exact := 0.86 + 0.14*c.stats.fits(target); c.stats.filled < 5 || exact > 0.89 {
				score = exact
			}
		}
	}
	values := c.byValues(target, n, k, name)
	if target.Name == "material_id" && values == 0 && len(c.stats.sample) > 0 {
		score = min(score, 0.45) // "Material" heads part numbers as well
	}
	return max(score, values)
}

// byValues recognises a column by what stands in it: part numbers of the project,
// grades, countries, currencies.
func (c *Column) byValues(target *Target, n *names, k Kind, name float64) float64 {
	if len(c.stats.sample) == 0 {
		return 0
	}
	of := func(is func(string) bool) float64 {
		hits := 0
		for _, s := range c.stats.sample {
			if is(s) {
				hits++
			}
		}
		return float64(hits) / float64(len(c.stats.sample))
	}
	in := func(m map[string]bool) func(string) bool {
		return func(s string) bool { return m[planner.NameKey(s)] }
	}
	share, most := 0.0, 0.0
	switch target.Name {
	case "part":
		share, most = of(in(n.parts)), 0.92
	case "item":
		if k == Prices {
			share, most = of(func(s string) bool { e, _ := seriesOf(s); return e != "" }), 0.85
			break
		}
		share, most = of(in(n.parts)), 0.92
	case "grade":
		share, most = of(in(n.grade)), 0.88
	case "supplier":
		share, most = of(func(s string) bool { return n.suppliers[planner.NameKey(s)] != "" }), 0.88
	case "capacity_pool":
		share, most = of(in(n.pools)), 0.9
	case "provenance_profile":
		share, most = of(in(n.profiles)), 0.9
	case "country", "magnet_country":
		share, most = of(func(s string) bool { _, ok := countryOf(s); return ok && len(s) != 3 }), 0.82
	case "currency":
		share, most = of(func(s string) bool { _, ok := values.Currency(s); return ok }), 0.86
	case "incoterm":
		share, most = of(func(s string) bool { _, err := readIncoterm(nil, s); return err == nil }), 0.88
	case "element":
		share, most = of(func(s string) bool { w, err := readElement(nil, s); return err == nil && w != "" }), 0.85
	case "stage":
		share, most = of(func(s string) bool { w, err := readStage(nil, s); return err == nil && w != "" }), 0.85
	case "material_id":
		share, most = of(func(s string) bool { _, ok := n.facts.Material(s); return ok && len(s) > 2 }), 0.86
	case "month", "period", "date":
		if share = c.stats.share(c.stats.dates); name == 0 {
			most = 0.62
		}
	case "demand_unit":
		share, most = of(func(s string) bool { w, err := readUnitWord(nil, s); return err == nil && w != "" && len(s) < 8 }), 0.84
	}
	if share < 0.5 {
		return 0
	}
	return most * (0.6 + 0.4*share)
}

func countryOf(s string) (string, bool) {
	s = strings.TrimSpace(s)
	if code, ok := eastNames[folded(s)]; ok {
		return code, true
	}
	row, ok := reference.Shipped().Country(s)
	return row.ISO2, ok && s != ""
}

// assign hands each column its best free target, the surest first, and notes what
// competes.
func (m *Mapping) assign(t *Table, ts []Target, fits []fit) {
	taken := make([]int, len(ts))
	for i := range taken {
		taken[i] = -1
	}
	best := map[int]float64{}
	for _, f := range fits {
		a := &m.Columns[f.col]
		name := ts[f.target].Name
		best[f.col] = max(best[f.col], f.score)
		if len(a.Others) < 4 && a.Target != name {
			a.Others = append(a.Others, Guess{name, f.score})
		}
		// A column beaten to its own meaning does not take a lesser one.
		if a.Target != "" || f.score < maybe || f.score < best[f.col]-0.12 && f.score < sure {
			continue
		}
		if manyColumns(name) || taken[f.target] < 0 {
			a.Target, a.Confidence = name, f.score
			a.Others = slices.DeleteFunc(a.Others, func(g Guess) bool { return g.Target == name })
			taken[f.target] = f.col
			continue
		}
		first := &m.Columns[taken[f.target]]
		if f.score > first.Confidence-rivalry && f.score >= 0.6 && first.Rival == "" && t.Columns[f.col].stats.filled > 0 {
			first.Rival = a.Head
			if a.Head == "" {
				first.Rival = "column " + columnName(t, a.Col)
			}
		}
	}
	for i := range m.Columns {
		if a := &m.Columns[i]; a.Target == "" {
			a.Confidence = 1
			if len(a.Others) > 0 {
				a.Confidence = 1 - a.Others[0].Confidence
			}
		}
	}
}

// exact takes columns that bear the very name of a field, as files this app wrote
// do, tiers and index terms included.
func (e Env) exact(t *Table, m *Mapping) {
	for i := range t.Columns {
		name := strings.ToLower(strings.TrimSpace(t.Columns[i].Head))
		a := &m.Columns[i]
		if a.Target == name || name == "" || !strings.ContainsAny(name, "_0123456789") {
			continue
		}
		if dynamicField(m.Kind, name) {
			a.Target, a.Confidence, a.Others = name, 1, nil
		}
	}
}

// labels takes what the sheet says once: the supplier in its title, the currency
// under it.
func (m *Mapping) labels(e Env, t *Table, n *names) {
	lex := lexiconOf(m.Kind)
	ts := vocabulary[m.Kind]
	add := func(target, value, from string) {
		if value != "" && !m.Has(target) {
			m.Fixed = append(m.Fixed, Fixed{target, value, from})
		}
	}
	for _, l := range t.Labels {
		best, which := 0.0, -1
		for j, s := range lex.scores(m.Kind, l.Name) {
			if s > best && ts[j].Shape != Figure && !ts[j].Key || s > best && (ts[j].Name == "capacity_pool" || ts[j].Name == "provenance_profile" || ts[j].Name == "element" && m.Kind == Origins) {
				best, which = s, j
			}
		}
		if best >= 0.9 && fixable(&ts[which]) {
			add(ts[which].Name, l.Value, t.Place(l.Row, l.Col))
		}
	}
	if target(m.Kind, "supplier") != nil && m.Kind == Offers {
		for _, text := range []string{t.Title, t.Sheet.Name, strings.NewReplacer("_", " ", "-", " ").Replace(t.Book.Name)} {
			if s := n.supplierIn(text); s != "" {
				add("supplier", s, "“"+text+"”")
			}
		}
	}
	if target(m.Kind, "currency") != nil {
		for _, l := range t.Labels {
			if u, ok := values.ParseUnit(l.Value); ok && u.Money() && (strings.Contains(folded(l.Name), "price") || strings.Contains(folded(l.Name), "preis") || strings.Contains(folded(l.Name), "all")) {
				add("currency", u.Currency, t.Place(l.Row, l.Col))
			}
		}
	}
}

func fixable(t *Target) bool {
	switch t.Name {
	case "supplier", "currency", "incoterm", "valid_from", "valid_to", "payment_days", "magnet_country", "country", "lead_time_weeks", "price_unit", "basis", "base", "provenance_profile", "element", "date", "capacity_pool", "site", "source":
		return true
	}
	return false
}

// supplierIn finds a known supplier's name in a title.
func (n *names) supplierIn(text string) string {
	key := planner.NameKey(text)
	best := ""
	for s := range n.suppliers {
		if len([]rune(s)) >= 4 && strings.Contains(key, s) && (len(s) > len(best) || len(s) == len(best) && s < best) {
			best = s
		}
	}
	return n.suppliers[best]
}

// defining targets tell a kind from the others that share its key.
var defining = map[Kind][]string{
	Demand: {periodField, "quantity", "annual_quantity", "mass_g", "grade", "safety_stock_weeks"}, Materials: {periodField, "quantity", "annual_quantity"},
	Offers: {"price", "lead_time_weeks", "incoterm", "moq_kg_per_order"}, Suppliers: {"supplier_group", "parent", "stage", "site", "country"},
	Capacity: {"kg_per_month", periodField}, Stock: {"on_hand", "on_order", "kind", "month"}, Origins: {"share_pct", countryField, "stage"}, Prices: {"price", periodField},
	TakeBack: {"kg_per_month_start", "magnet_kg_per_kg_feed", "recycler"}, Rules: {"type", "value_from"}, FX: {"rate"}, Budget: {"standard_price"},
}

// kindHints are words of a title, sheet or file name.
var kindHints = map[Kind]string{
	Demand: "demand forecast bedarf bedarfsplan prognose besoin prevision 需求 予測 所要 forecast 预测", Offers: "quote quotation offer rfq angebot angebote offre devis 見積 报价 pricing preise", Stock: "stock inventory bestand lager stocks 在庫 库存 orders bestellungen",
	Suppliers: "suppliers vendors lieferanten fournisseurs 仕入先 供应商", Capacity: "capacity kapazitat capacite 能力 产能", Origins: "origin provenance herkunft 来源 原産地", Prices: "prices index indices notierungen cours 指数 行情 市况", TakeBack: "scrap recycling takeback schrott 回収 リサイクル 回收 废料 swarf",
	Rules: "rules regeln regles ルール 规则", FX: "fx exchange wechselkurse kurse devisen 為替 汇率", Budget: "budget standard std planpreise 予算 标准 标准成本 standardkosten", Materials: "materials rohstoffe matieres 原材料 原料",
}

// worth says how much of the table a kind explains.
func (m *Mapping) worth(t *Table, k Kind) float64 {
	score, keys, periods, defines, named := 0.0, 0, 0, 0, 0
	for i := range m.Columns {
		a := &m.Columns[i]
		if a.Head != "" {
			named++
		}
		if a.Target == "" {
			continue
		}
		w := a.Confidence
		if x := target(k, a.Target); x != nil && x.Key {
			keys++
			w *= 1.5
		}
		if a.Confidence < sure {
			w *= 0.6
		}
		if manyColumns(a.Target) {
			if periods++; periods > 3 {
				w = 0.05
			}
		}
		if slices.Contains(defining[k], a.Target) {
			if !manyColumns(a.Target) || periods == 1 {
				defines++
			}
			w *= 1.4
		}
		score += w
	}
	need := 0
	for _, x := range vocabulary[k] {
		if x.Key {
			need++
		}
	}
	if k == Offers && !m.Has("item") && m.Has("grade") {
		keys++
	}
	if m.Has(countryField) { // names the country and gives the share
		keys += 2
	}
	score -= 2 * float64(max(0, need-keys))
	if defines == 0 {
		score -= 2.5
	}
	for _, text := range []string{t.Title, t.Sheet.Name, strings.TrimSuffix(t.Book.Name, ".xlsx")} {
		f := folded(strings.NewReplacer("_", " ", "-", " ").Replace(text))
		for _, w := range strings.Fields(kindHints[k]) {
			if slices.Contains(strings.Fields(f), w) || isEastern(w) && strings.Contains(f, w) {
				score++
				break
			}
		}
	}
	if k == Materials && !m.Has("material_id") {
		score -= 3
	}
	if k == Rules && !m.Has("window") || k == TakeBack && !(m.Has("recycler") || m.Has("magnet_kg_per_kg_feed")) {
		score -= 2
	}
	return score
}
