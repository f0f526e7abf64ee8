package sheets

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"remanence/planner"
)

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
	i, exists := h.profiles.find(id)
	if exists {
		h.profiles.spared.set(i)
	}
	if r.stays() {
		return
	}
	kind := planner.OriginKind(r.text("origin"))
	if kind == "" {
		kind = planner.Primary
	}
	r.Change = Same
	if !exists {
		i, r.Change = h.profiles.add(planner.Profile{ID: id}), New
	}
	h.profiles.seen.set(i)
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
		if !h.profiles.seen.has(i) {
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
