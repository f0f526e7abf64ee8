package workbook

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"remanence/planner"
)

// recommendation says what to do in sentences made of the plan's own figures.
func (m *memo) recommendation() {
	m.title("Recommendation")
	m.sentence(m.awardSentence(), 2)
	if s := m.premiumSentence(); s != "" {
		m.sentence(s, 2)
	}
	if s := m.startSentence(); s != "" {
		m.sentence(s, 2)
	}
	left := 3
	for _, r := range m.plan.Reasons {
		if left > 0 && r.Kind != "note" && (!m.o.Redact.Prices || !strings.Contains(r.Text, m.plan.Currency)) {
			m.sentence(r.Text, 2)
			left--
		}
	}
}

// awardSentence names the supplier groups that get most.
func (m *memo) awardSentence() string {
	kg, all := map[string]float64{}, 0.0
	for _, a := range m.plan.Awards {
		kg[a.Group] += a.Kg
		all += a.Kg
	}
	ranked, _ := rank(kg)
	if all == 0 {
		return "Order nothing: stock and orders already placed cover the demand."
	}
	var w []string
	for _, r := range ranked[:min(4, len(ranked))] {
		w = append(w, fmt.Sprintf("%s %.0f %%", r.name, r.kg/all*100))
	}
	s := fmt.Sprintf("Award %s kg over %d months: %s", grouped(all), m.plan.Months, strings.Join(w, ", "))
	if n := len(ranked) - 4; n > 0 {
		s += fmt.Sprintf(" and %d more", n)
	}
	return s + "."
}

func (m *memo) premiumSentence() string {
	if m.o.Redact.Prices {
		return ""
	}
	s := fmt.Sprintf("The plan costs %s in present value", m.money(m.plan.TotalCost))
	add := func(base *planner.Plan, name string) {
		if base == nil {
			return
		}
		d, word := m.plan.TotalCost-base.TotalCost, "more"
		if d < 0 {
			word = "less"
		}
		s += fmt.Sprintf(", %s %s than %s", m.money(math.Abs(d)), word, name)
	}
	add(m.o.AsToday, "going on as today")
	add(m.o.Cheapest, "the cheapest plan without optional rules")
	if m.plan.Gap > 0 {
		s += fmt.Sprintf("; at most %.2f %% better exists", m.plan.Gap*100)
	}
	return s + "."
}

// startSentence names what has to be decided first.
func (m *memo) startSentence() string {
	var w []string
	for _, q := range m.plan.Qualifications {
		w = append(w, fmt.Sprintf("qualification of %s in %s", joined(q.Offers), q.Start.Label()))
	}
	for _, d := range m.plan.DesignChanges {
		w = append(w, fmt.Sprintf("change of %s from %s to %s in %s", d.Part, d.From, d.To, d.Start.Label()))
	}
	if len(w) == 0 {
		return ""
	}
	more := ""
	if len(w) > 4 {
		more = fmt.Sprintf(" and %d more", len(w)-4)
		w = w[:4]
	}
	return "Start now or in time: " + strings.Join(w, "; ") + more + "."
}

// picture sets the worst country's share by element and stage beside today's.
func (m *memo) picture() {
	type bar struct {
		label      string
		now, today float64
		unknown    float64
	}
	var bars []bar
	type key struct {
		element string
		stage   planner.Stage
	}
	was := map[key]float64{}
	if m.o.AsToday != nil {
		for _, e := range m.o.AsToday.KPIs.Exposures {
			k := key{e.Element, e.Stage}
			was[k] = max(was[k], e.Worst)
		}
	}
	worst := map[key]planner.Exposure{}
	var order []key
	for _, e := range m.plan.KPIs.Exposures {
		k := key{e.Element, e.Stage}
		if x, ok := worst[k]; !ok {
			order = append(order, k)
			worst[k] = e
		} else if e.Worst > x.Worst {
			worst[k] = e
		}
	}
	slices.SortStableFunc(order, func(a, b key) int {
		return -cmp.Compare(max(worst[a].Worst, was[a]), max(worst[b].Worst, was[b]))
	})
	for _, k := range order[:min(9, len(order))] {
		e := worst[k]
		bars = append(bars, bar{fmt.Sprintf("%s · %s · %s", k.element, k.stage, m.country(e.Country)), e.Worst, was[k], e.Unknown})
	}
	if len(bars) == 0 {
		return
	}
	m.title("Where one country holds most of an element")
	label, number := 52.0, 14.0
	room := m.width - label - number
	for _, b := range bars {
		m.font("", 8, inkPlain)
		m.line(memoEdge, m.y, label, b.label)
		known := max(0, b.now-b.unknown)
		m.fill(fillTotal)
		m.pdf.Rect(memoEdge+label, m.y+1, room, 3.2, "F")
		m.fill(inkBad)
		m.pdf.Rect(memoEdge+label, m.y+1, room*min(1, known), 3.2, "F")
		m.fill("D9A3A3")
		m.pdf.Rect(memoEdge+label+room*min(1, known), m.y+1, room*max(0, min(1, b.now)-known), 3.2, "F")
		if b.today > 0 {
			m.fill(inkPlain)
			m.pdf.Rect(memoEdge+label+room*min(1, b.today)-0.4, m.y+0.3, 0.8, 4.6, "F")
		}
		m.right(memoEdge+label+room, m.y, number, fmt.Sprintf("%.0f %%", b.now*100))
		m.y += 5.2
	}
	m.font("", 7, inkNote)
	words := "share at the stage · red: known origin · pale: unknown, counted as the worst case"
	if len(was) > 0 {
		words += " · black mark: going on as today"
	}
	m.line(memoEdge, m.y, m.width, words)
	m.y += 5
}

// rules lists as many rules as the page has room for, with price and state.
func (m *memo) rules() {
	b := &book{p: m.p, f: m.f, plan: m.plan}
	rules := b.rulesShown()
	if len(rules) == 0 {
		return
	}
	m.title("Rules and what they cost")
	price := 36.0
	m.font("B", 8, inkNote)
	m.line(memoEdge, m.y, m.width-price-24, "Rule")
	m.line(memoEdge+m.width-price-24, m.y, 24, "Kept")
	m.right(memoEdge+m.width-price, m.y, price, "Price (present value)")
	m.y += 5
	room := m.width - price - 24
	said := make([][]string, len(rules)) // on two lines where all of it fits the page
	high := 0.0
	m.font("", 8, inkPlain)
	for i, r := range rules {
		words := b.ruleWords(r)
		if m.o.Redact.Prices && strings.Contains(words, m.plan.Currency) {
			words = "a limit of money (" + withheld + ")"
		}
		said[i] = m.pdf.SplitText(clean(words), room-2)
		high += 4.8 + 3.6*float64(len(said[i])-1)
		if len(said[i]) > 2 {
			said[i] = []string{said[i][0], strings.Join(said[i][1:], " ")}
		}
	}
	if m.y+high > m.bottom-12 {
		for i := range said {
			said[i] = []string{strings.Join(said[i], " ")}
		}
	}
	for i, r := range rules {
		if m.y > m.bottom-12 {
			m.font("", 8, inkNote)
			m.line(memoEdge, m.y, m.width, fmt.Sprintf("and %d more on the sheet Rules of the workbook", len(rules)-i))
			m.y += 5
			return
		}
		_, kept, n := b.tightest(r)
		state := fmt.Sprintf("%d of %d windows", kept, n)
		switch {
		case r.Off:
			state = "off"
		case n == 0:
			state = "not measured"
		case kept == n:
			state = "always"
		}
		m.font("", 8, inkPlain)
		m.line(memoEdge+room, m.y, 24, state)
		m.right(memoEdge+m.width-price, m.y, price, m.priceOf(r))
		for k, words := range said[i] {
			m.line(memoEdge, m.y+3.6*float64(k), room, words)
		}
		m.y += 4.8 + 3.6*float64(len(said[i])-1)
	}
}

func (m *memo) priceOf(r *planner.Rule) string {
	i := slices.IndexFunc(m.o.RulePrices, func(x RulePrice) bool { return x.Rule == r.ID })
	switch {
	case i < 0:
		return "not asked"
	case !m.o.RulePrices[i].Price.OK:
		return "not known"
	}
	return m.money(m.o.RulePrices[i].Price.V)
}
