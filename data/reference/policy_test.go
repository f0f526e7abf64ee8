package reference

import (
	"slices"
	"strings"
	"testing"

	"remanence/planner"
	"remanence/planner/policy"
)

// Ensure the shipped rows carry the dates, forms and names that the rules in
// code rest on, so that an update of the table cannot pass them by.
func TestShippedRulesAreUnderstood(t *testing.T) {
	f := Shipped().Facts()
	b := policy.NewBook(f, nil)
	for id, want := range map[string]policy.Standing{
		"CN-2025-18": policy.InForce, "CN-2025-57": policy.Suspended, "CN-2025-61a": policy.Suspended, "CN-2024-46": policy.Suspended,
		"CN-2023-23": policy.InForce, "US-DFARS-2027": policy.Scheduled, "US-DFARS-7052": policy.InForce, "US-IEEPA": policy.Ended,
		"US-122": policy.Ended, "EU-COM946": policy.Unsettled, "EU-FLR": policy.Scheduled, "CN-2025-21": policy.Suspended,
	} {
		if s := b.State(id, AsOf); s.Standing != want {
			t.Errorf("%s: %+v, want %s", id, s, want)
		}
	}
	qs := b.Questions()
	if len(qs) != 3 || qs[0].ID != "CN-2025-70" || len(qs[0].Rules) != 8 || qs[1].ID != "CN-2025-72" || qs[2].ID != "CN-2025-21" {
		t.Errorf("%+v", qs)
	}
	if w := b.Wait("CN-2025-18"); w.P50 != planner.Some(54.0) || w.P90 != planner.Some(120.0) || w.Source.Name == "" {
		t.Errorf("%+v", w)
	}
}

// Every shipped grade from China is decided as its own column says, and every
// shipped material as its control says.
func TestRulesAgreeWithTheColumnsOfTheTables(t *testing.T) {
	f := Shipped().Facts()
	b := policy.NewBook(f, nil)
	q := policy.Query{Date: AsOf, AsOf: AsOf}
	licence := func(part planner.Part, o planner.Offer) (reach policy.Reach, need []policy.Need) {
		p := &planner.Project{Currency: "USD", Parts: []planner.Part{part}, Offers: []planner.Offer{o}}
		reach = policy.Misses
		for _, fit := range p.Fits(&p.Parts[0], f) {
			for _, d := range b.Of(p, fit, q) {
				if d.Kind == policy.DirectLicence {
					need = append(need, d.Need)
					if d.Rule == "CN-2025-18" || part.IsMaterial() && reach == policy.Misses {
						reach = d.Reach
					}
				}
			}
		}
		return reach, need
	}
	for _, g := range f.Grades {
		got, _ := licence(planner.Part{ID: "P", Grade: g.Name, MassG: planner.Some(1.0)}, planner.Offer{ID: "O", Country: "CN", For: planner.ForGrade, Item: g.Name})
		want := map[string]policy.Reach{"yes": policy.Reaches, "no": policy.Misses, "conditional": policy.NotKnown}[g.Captured]
		if got != want {
			t.Errorf("%s: %s, the column says %s", g.Name, got, g.Captured)
		}
	}
	for _, m := range f.Materials {
		_, needs := licence(planner.Part{ID: "P", Material: m.ID, Unit: planner.Kilograms}, planner.Offer{ID: "O", Country: "CN", For: planner.ForMaterial, Item: m.ID})
		ok := false
		switch m.Control {
		case "licence_required":
			ok = slices.Contains(needs, policy.NeedYes)
		case "suspended":
			ok = slices.Contains(needs, policy.NeedDormant) && !slices.Contains(needs, policy.NeedYes)
		case "conditional":
			ok = slices.Contains(needs, policy.NeedUnknown) && !slices.Contains(needs, policy.NeedYes)
		case "not_listed":
			ok = !slices.ContainsFunc(needs, func(n policy.Need) bool { return n != policy.NeedNo })
		}
		if !ok {
			t.Errorf("%s %s is %s, decided %v", m.ID, m.Name, m.Control, needs)
		}
	}
}

// The elements a rule lists are those the table of elements marks.
func TestListedElementsAreThoseOfTheElementTable(t *testing.T) {
	reg, _ := Shipped().Facts().Regulation("CN-2025-18")
	head, _, _ := strings.Cut(reg.Covers, ":")
	for _, e := range Shipped().Elements {
		in := slices.Contains(strings.Split(head, ", "), e.Symbol)
		if (e.Announcement18 == "controlled") != in {
			t.Errorf("%s: %q in the table of elements, listed by CN-2025-18: %v", e.Symbol, e.Announcement18, in)
		}
	}
}
