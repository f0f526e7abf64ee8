package risk

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"remanence/planner"
	"remanence/planner/chain"
)

// Kind of a node: what is removed.
type Kind string

// The kinds of nodes, in the order tables list them.
const (
	Site     Kind = "site"     // one plant of a supplier
	Supplier Kind = "supplier" // all plants of a supplier
	Parent   Kind = "parent"   // all suppliers of one owner or group
	Country  Kind = "country"  // everything that passes a country at any stage
	Stage    Kind = "stage"    // an element at one stage in one country
	Licence  Kind = "licence"  // an export rule that refuses every application
	Lane     Kind = "lane"     // the way between two countries
)

// Kinds in the order tables list them.
var Kinds = []Kind{Site, Supplier, Parent, Country, Stage, Licence, Lane}

// Node is something a plan stands on.
type Node struct {
	ID      string        `json:"id"` // kind:name, the key of a recovery time of its own
	Kind    Kind          `json:"kind"`
	Name    string        `json:"name"`
	Country string        `json:"country,omitempty"`
	Element string        `json:"element,omitempty"` // "all" is the finished magnet
	Stage   planner.Stage `json:"stage,omitempty"`
	Offers  []string      `json:"offers"`
	Groups  []string      `json:"groups"` // supplier groups it takes along
	// Hidden says that groups which look apart hang on it together.
	Hidden bool `json:"hidden_common_node"`
	// Unknown is the largest share it counts only because nobody has stated an
	// origin.
	Unknown float64 `json:"unknown_share"`

	hit []float64 // by fit, the share of its goods that is lost
}

// fit is an offer that can make a part, numbered.
type fit struct {
	planner.Fit
	part int
}

// nodesOf lists every node of the fits, in the order of Kinds and then of the
// offers.
func nodesOf(p *planner.Project, f *planner.Facts, fits []fit) []Node {
	e := &enumerator{p: p, f: f, fits: fits, at: map[string]int{}}
	for i := range fits {
		e.fit(i)
	}
	for i := range e.nodes {
		e.complete(&e.nodes[i])
	}
	var out []Node
	for _, k := range Kinds {
		for _, n := range e.nodes {
			if n.Kind == k && (k != Parent || e.joins(n)) {
				out = append(out, n)
			}
		}
	}
	return out
}

type enumerator struct {
	p     *planner.Project
	f     *planner.Facts
	fits  []fit
	nodes []Node
	at    map[string]int
}

// hit takes a share of a fit along with a node. The largest share said counts.
func (e *enumerator) hit(n Node, i int, share, unknown float64) {
	if share <= 1e-9 {
		return
	}
	at, ok := e.at[n.ID]
	if !ok {
		at = len(e.nodes)
		e.at[n.ID] = at
		n.hit = make([]float64, len(e.fits))
		e.nodes = append(e.nodes, n)
	}
	x := &e.nodes[at]
	x.hit[i] = math.Max(x.hit[i], math.Min(share, 1))
	x.Unknown = math.Max(x.Unknown, math.Min(unknown, 1))
}

func (e *enumerator) fit(i int) {
	o := e.fits[i].Offer
	if o.Site != "" {
		e.hit(Node{ID: "site:" + o.Supplier + "/" + o.Site, Kind: Site, Name: o.Supplier + ", " + o.Site, Country: o.Country}, i, 1, 0)
	}
	if o.Supplier != "" {
		e.hit(Node{ID: "supplier:" + o.Supplier, Kind: Supplier, Name: o.Supplier}, i, 1, 0)
	}
	if owner := e.owner(o); owner != "" {
		e.hit(Node{ID: "parent:" + owner, Kind: Parent, Name: owner}, i, 1, 0)
	}
	e.origins(i)
	for _, rule := range rulesOf(o) {
		n := Node{ID: "licence:" + rule, Kind: Licence, Name: rule}
		if r, ok := e.f.Regulation(rule); ok && r.Instrument != "" {
			n.Name = rule + ", " + r.Instrument
		}
		e.hit(n, i, 1, 0)
	}
	if from := o.ShipsFrom(); from != "" && from != e.p.BuyerCountry {
		name := "from " + e.country(from)
		if e.p.BuyerCountry != "" {
			name = e.country(from) + " to " + e.country(e.p.BuyerCountry)
		}
		id := "lane:" + from + ">" + e.p.BuyerCountry
		if o.FreightMode != "" {
			name += " by " + o.FreightMode
			id += ">" + o.FreightMode
		}
		e.hit(Node{ID: id, Kind: Lane, Name: name, Country: from}, i, 1, 0)
	}
}

// owner is the parent of a supplier, else its group.
func (e *enumerator) owner(o *planner.Offer) string {
	if s := e.p.SupplierNamed(o.Supplier); s != nil && s.Parent != "" {
		return s.Parent
	}
	return e.p.GroupOf(o)
}

// origins are the countries a fit's goods have passed. A fit loses the share of
// its scarcest element: without it the magnet cannot be made. A stage nobody has
// stated counts to every country, unless the project leaves unknown origin out.
func (e *enumerator) origins(i int) {
	x := e.fits[i]
	elements := chain.Elements(e.f, x.Part, x.Grade)
	if !x.Part.IsMaterial() {
		e.origin(i, "all", planner.Magnet, chain.MagnetOrigin(e.p, x.Offer))
	}
	for _, el := range elements {
		for _, stage := range planner.Stages {
			if stage == planner.Magnet || stage == planner.Refining && !x.Part.IsMaterial() {
				continue
			}
			if at := chain.At(e.p, x.Offer, el, stage); at.Passed {
				e.origin(i, el, stage, at)
			}
		}
	}
}

func (e *enumerator) origin(i int, element string, stage planner.Stage, at chain.Origin) {
	by := map[string]float64{}
	for _, s := range at.Shares {
		by[s.Country] += s.Share
	}
	unknown := at.Unknown
	if !e.p.UnknownIsWorst() {
		unknown = 0
	}
	for _, s := range at.Shares {
		if by[s.Country] == 0 {
			continue
		}
		share := by[s.Country] + unknown
		by[s.Country] = 0
		name := e.country(s.Country)
		e.hit(Node{ID: "country:" + s.Country, Kind: Country, Name: name, Country: s.Country}, i, share, unknown)
		what := planner.ElementName(element)
		if element == "all" {
			what = "Magnets"
		}
		e.hit(Node{ID: strings.Join([]string{"stage", element, string(stage), s.Country}, ":"), Kind: Stage,
			Name: fmt.Sprintf("%s, %s in %s", what, stage, name), Country: s.Country, Element: element, Stage: stage}, i, share, unknown)
	}
	if unknown > 1e-9 {
		e.hit(Node{ID: "country:" + planner.UnknownCountry, Kind: Country, Name: "Origin not stated", Country: planner.UnknownCountry}, i, unknown, unknown)
	}
}

// complete names the offers and groups of a node, and counts what is unknown
// against it where others have stated that they pass it: the worst case.
func (e *enumerator) complete(n *Node) {
	if n.Kind == Stage && e.p.UnknownIsWorst() && n.Element != "all" {
		for i, x := range e.fits {
			if n.hit[i] > 0 || !slices.Contains(chain.Elements(e.f, x.Part, x.Grade), n.Element) {
				continue
			}
			if at := chain.At(e.p, x.Offer, n.Element, n.Stage); at.Passed && at.Unknown > 1e-9 {
				n.hit[i] = math.Min(at.Unknown, 1)
				n.Unknown = math.Max(n.Unknown, n.hit[i])
			}
		}
	}
	if n.Kind == Country && n.Country != planner.UnknownCountry {
		if j, ok := e.at["country:"+planner.UnknownCountry]; ok {
			for i, v := range e.nodes[j].hit {
				n.hit[i] = math.Max(n.hit[i], v)
				n.Unknown = math.Max(n.Unknown, v)
			}
		}
	}
	for i, v := range n.hit {
		if v <= 0 {
			continue
		}
		o := e.fits[i].Offer
		if !slices.Contains(n.Offers, o.ID) {
			n.Offers = append(n.Offers, o.ID)
		}
		if g := e.p.GroupOf(o); g != "" && !slices.Contains(n.Groups, g) {
			n.Groups = append(n.Groups, g)
		}
	}
	switch n.Kind {
	case Country, Stage, Parent:
		n.Hidden = len(n.Groups) > 1
	}
}

// joins reports whether a parent owns more than one supplier; with one it is
// that supplier.
func (e *enumerator) joins(n Node) bool {
	first := ""
	for i, v := range n.hit {
		if v > 0 {
			if s := e.fits[i].Offer.Supplier; first == "" {
				first = s
			} else if s != first {
				return true
			}
		}
	}
	return false
}

func (e *enumerator) country(code string) string {
	if c, ok := e.f.Country(code); ok && c.Name != "" {
		return c.Name
	}
	return code
}

// rulesOf lists the export rules that an offer meets at some time in the plan,
// or would if a suspension lapsed.
func rulesOf(o *planner.Offer) []string {
	var out []string
	add := func(rule string) {
		if rule != "" && !slices.Contains(out, rule) {
			out = append(out, rule)
		}
	}
	add(o.Licence.Rule)
	if t, ok := o.Licence.Terms(); ok {
		for _, x := range t.Periods {
			if x.Counts() {
				add(x.Rule)
			}
		}
	}
	return out
}
