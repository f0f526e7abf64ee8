package document

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"
	"sync"

	"remanence/data/reference"
	"remanence/planner"
	"remanence/planner/policy"
)

// Digest identifies the inputs a plan is made from: SHA-256 over their JSON in
// one fixed form. Names, notes, terms and scenarios leave it as it is, for they
// do not change the plan; so does the order of exchange rates and demand beyond
// the plan's months. Facts are the shipped ones when nil; the user's own grades
// and materials count once, as part of the project, whether facts holds them or
// not. A project that JSON cannot hold (a number that is none) has no digest.
func Digest(p *planner.Project, facts *planner.Facts) string {
	inputs, err := json.Marshal(planned(p))
	if err != nil {
		return ""
	}
	known, err := factsDigest(facts, p)
	if err != nil {
		return ""
	}
	text := "remanence inputs 1\n" + string(inputs) + "\n" + known
	if policy.Matters(p) {
		rules, err := rulesDigest(facts, p)
		if err != nil {
			return ""
		}
		text += "\n" + rules
	}
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// planned is the project without what does not change a plan, and with empty
// lists and lists that were never made the same. A field added in a later
// version must be left out of JSON while it is empty, so that old digests hold.
func planned(p *planner.Project) *planner.Project {
	q := p.Clone()
	q.Name, q.Note, q.Remarks, q.Scenarios = "", "", nil, nil
	q.Recovery, q.Simulation, q.OwnShares = nil, nil, nil
	if !policy.Matters(p) {
		q.OwnEvidence = nil // nothing but licences the rules decide follows it
	}
	q.FX, q.Parts, q.Suppliers, q.Offers = orNil(q.FX), orNil(q.Parts), orNil(q.Suppliers), orNil(q.Offers)
	for i := range q.Pools {
		q.Pools[i].Steps = orNil(q.Pools[i].Steps)
	}
	slices.SortFunc(q.FX, func(a, b planner.Rate) int { return strings.Compare(a.Currency, b.Currency) })
	for i := range q.FX {
		q.FX[i].Source = ""
	}
	for i := range q.Parts {
		r := &q.Parts[i]
		r.Description = ""
		r.Demand = orNil(r.Demand[:min(len(r.Demand), max(q.Months, 0))])
	}
	for i := range q.Designs {
		q.Designs[i].Note = ""
	}
	for i := range q.Suppliers {
		s := &q.Suppliers[i]
		s.Parent, s.Ref, s.Sites = "", "", nil
	}
	for i := range q.Offers {
		o := &q.Offers[i]
		o.SupplierRef, o.Site, o.TierBasis, o.Terms = "", "", "", ""
	}
	for i := range q.Profiles {
		q.Profiles[i].Note = ""
		q.Profiles[i].Rows = orNil(q.Profiles[i].Rows)
	}
	for i := range q.Stock {
		q.Stock[i].Note = ""
	}
	for i := range q.Streams {
		s := &q.Streams[i]
		s.Description, s.RecyclerRef, s.Terms = "", "", ""
	}
	return q
}

func orNil[T any](rows []T) []T {
	if len(rows) == 0 {
		return nil
	}
	return rows
}

var shipped = sync.OnceValues(func() (string, error) { return canonicalFacts(reference.Shipped().Facts(), &planner.Project{}) })

func factsDigest(f *planner.Facts, p *planner.Project) (string, error) {
	if !reference.Overrides(p) && f == nil {
		return shipped()
	}
	if f == nil {
		f = reference.Shipped().Facts()
	}
	return canonicalFacts(f, p)
}

// rulesDigest identifies what licences are derived from where a project leaves
// them to the rules; elsewhere a corrected wait or threshold changes no plan.
func rulesDigest(f *planner.Facts, p *planner.Project) (string, error) {
	if f == nil {
		f = reference.Shipped().Facts()
	}
	return canonical(&planner.Facts{Regulations: shippedRules(f, p), Evidence: shippedEvidence(f, p)}, "source", "note")
}

// shippedRules are the regulations without those the project replaces.
func shippedRules(f *planner.Facts, p *planner.Project) []planner.Regulation {
	return slices.DeleteFunc(slices.Clone(f.Regulations), func(r planner.Regulation) bool {
		return slices.ContainsFunc(p.OwnRegulations, func(own planner.Regulation) bool { return own.ID == r.ID })
	})
}

// shippedEvidence are the reports on licences without those the project replaces.
func shippedEvidence(f *planner.Facts, p *planner.Project) []planner.Evidence {
	return slices.DeleteFunc(slices.Clone(f.Evidence), func(e planner.Evidence) bool {
		return slices.ContainsFunc(p.OwnEvidence, func(own planner.Evidence) bool { return own.ID() == e.ID() })
	})
}

// canonicalFacts leaves out the rows the project overrides: they stand in the
// project already, and some callers hand over facts that hold both.
func canonicalFacts(f *planner.Facts, p *planner.Project) (string, error) {
	own := map[string]bool{}
	for _, g := range p.Grades {
		own["g"+planner.NameKey(g.Name)] = true
	}
	for _, m := range p.Materials {
		own["m"+planner.NameKey(m.ID)] = true
	}
	kept := planner.Facts{Regulations: shippedRules(f, p),
		Elements: slices.DeleteFunc(slices.Clone(f.Elements), func(e planner.Element) bool {
			return slices.ContainsFunc(p.OwnElements, func(own planner.Element) bool { return own.Symbol == e.Symbol })
		}),
		Countries: slices.DeleteFunc(slices.Clone(f.Countries), func(c planner.Country) bool {
			return slices.ContainsFunc(p.OwnCountries, func(own planner.Country) bool { return own.ISO2 == c.ISO2 })
		})}
	for i := range kept.Regulations {
		kept.Regulations[i].Terms = planner.Terms{} // rulesDigest, where they matter
	}
	for _, g := range f.Grades {
		if !own["g"+planner.NameKey(g.Name)] {
			kept.Grades = append(kept.Grades, g)
		}
	}
	for _, m := range f.Materials {
		if !own["m"+planner.NameKey(m.ID)] {
			kept.Materials = append(kept.Materials, m)
		}
	}
	text, err := canonical(&kept, "source", "note")
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:]), nil
}

// canonical is JSON in one fixed form: fields in the order of their types,
// without the named fields and without empty values.
func canonical(v any, without ...string) (string, error) {
	b, err := json.Marshal(v)
	if err != nil {
		return "", err
	}
	n, err := parse(b)
	if err != nil {
		return "", err
	}
	n.prune(without)
	return string(n.compact(nil)), nil
}
