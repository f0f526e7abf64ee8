package policy

import (
	"fmt"
	"strings"

	"remanence/planner"
)

// entityListing looks for the supplier, its reference row and its owner on the
// lists whose names the tables hold.
func entityListing(b *Book, l *line) []finding {
	var out []finding
	for _, r := range b.f.Regulations {
		if r.Terms.Kind != "entity_list" && r.Terms.Kind != "watch_list" {
			continue
		}
		if x, ok := listedOn(l, r); ok {
			out = append(out, x)
		}
	}
	return out
}

func listedOn(l *line, r planner.Regulation) (finding, bool) {
	x := finding{kind: EntityListing, rule: r.ID, reach: Reaches}
	what := "the control list: Chinese dual-use goods must not reach it from anywhere"
	if r.Terms.Kind == "watch_list" {
		what = "the watch list: individual licences only, without a time limit"
	}
	for _, who := range names(l) {
		for _, name := range namesOn(r) {
			if planner.NameKey(name) == planner.NameKey(who.name) || strings.HasPrefix(planner.NameKey(who.name), planner.NameKey(name)) && len(planner.NameKey(name)) >= 3 {
				x.inputs = []Input{{who.role, who.name, who.from}, {"named on the list", name, "reference table"}}
				x.text = fmt.Sprintf("%s (%s) is on %s.", who.name, who.role, what)
				return x, true
			}
		}
	}
	return finding{}, false
}

type named struct{ role, name, from string }

// names are those under which a supplier can be listed.
func names(l *line) []named {
	out := []named{{"supplier", l.offer.Supplier, "quotation"}}
	if l.supplier != nil {
		out = append(out, named{"group", l.supplier.Group, "project"}, named{"owner", l.supplier.Parent, "project"})
	}
	if l.sited {
		out = append(out, named{"company", l.site.Company, "reference table"}, named{"owner", l.site.Owner, "reference table"})
	}
	kept := out[:0]
	for _, n := range out {
		if n.name != "" {
			kept = append(kept, n)
		}
	}
	return kept
}

// namesOn are the names that a list's text gives after "incl.".
func namesOn(r planner.Regulation) []string {
	_, rest, found := strings.Cut(r.Covers, " incl. ")
	if !found {
		return nil
	}
	var out []string
	for _, part := range strings.Split(strings.ReplaceAll(rest, " and ", ", "), ", ") {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}

// Unscreened are the lists most of whose names the tables do not hold, so that
// silence about a supplier says nothing.
func (b *Book) Unscreened() []planner.Regulation {
	var out []planner.Regulation
	for _, r := range b.f.Regulations {
		if r.Terms.Kind == "entity_list" || r.Terms.Kind == "watch_list" {
			out = append(out, r)
		}
	}
	return out
}
