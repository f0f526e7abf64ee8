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

// restNames head a column of countries that are not named one by one.
var restNames = map[string]bool{"unknown": true, "not stated": true, "other": true, "others": true, "rest": true, "rest of world": true, "row": true, "unbekannt": true, "sonstige": true, "andere": true, "ubrige": true,
	"inconnu": true, "autres": true, "autre": true, "不明": true, "その他": true, "未知": true, "其他": true}

// countryHead is the country a column heads, "" when it heads none. Of two letters
// only capitals are a code, and "No" and "ID" are other things.
func (c *Column) countryHead() string {
	for _, h := range c.heads {
		name, _ := splitUnit(h)
		name = strings.TrimSpace(strings.Trim(name, "%"))
		f := folded(name)
		switch {
		case name == planner.UnknownCountry || restNames[f]:
			return planner.UnknownCountry
		case name == "" || len(name) == 2 && (name != strings.ToUpper(name) || name == "NO" || name == "ID"):
			continue
		}
		if code, ok := countryOf(name); ok {
			return code
		}
	}
	return ""
}

// countryShare is what a row says of one country.
type countryShare struct {
	country string
	share   float64
}

// shares are those of a row: of its country, or across the columns of countries. A
// country with 0 there has no part in it.
func (h *originHandler) shares(r *record) []countryShare {
	var out []countryShare
	read := func(v *value, country string, across bool) {
		share, err := planner.ParsePercent(v.text)
		switch {
		case err != nil:
		case share < 0 || share > 1:
			r.refuse(v, "The share is not between 0 and 100 %.", "Type percent: 60 is 60 %.")
		case !across || share > 0:
			out = append(out, countryShare{country, share})
		}
	}
	across := false
	for k := range r.vals {
		if v := &r.vals[k]; v.Target == countryField {
			across = true
			if v.text == "" {
				continue
			}
			if country := v.col.countryHead(); country != "" {
				read(v, country, true)
			} else {
				r.refuse(v, "The column “"+v.Head+"” names no country.", "Choose what it is above.")
			}
		}
	}
	if !across {
		if v := r.get("share_pct"); v != nil {
			read(v, r.text("country"), false)
		}
	} else if len(out) == 0 && r.Status == Good {
		r.refuse(nil, "The row states no share.", "Type it under a country, or leave the row out.")
	}
	return out
}

func (h *originHandler) take(r *record) {
	id := r.text("provenance_profile")
	r.Name = strings.Trim(id+", "+r.text("element")+", "+r.text("stage"), ", ")
	needs := []string{"provenance_profile", "element", "stage"}
	if !h.b.Mapping.Has(countryField) {
		needs = append(needs, "country", "share_pct")
	}
	for _, name := range needs {
		if r.text(name) == "" && r.Status != Refused {
			mend := "Fill it in."
			if name == "country" {
				mend = "Write ?? for a country nobody has stated."
			}
			r.refuse(r.get(name), "The "+strings.ToLower(target(Origins, name).Title)+" is missing.", mend)
		}
	}
	shares := h.shares(r)
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
	for _, s := range shares {
		h.put(r, i, planner.Origin{Element: r.text("element"), Stage: planner.Stage(r.text("stage")), Country: s.country, Share: s.share, Kind: kind})
	}
	if n := r.text("note"); n != "" {
		h.b.p.Profiles[i].Note = n
	}
}

// put adds an origin to a profile.
func (h *originHandler) put(r *record, i int, o planner.Origin) {
	p := &h.b.p.Profiles[i]
	group := p.ID + "|" + o.Element + "|" + string(o.Stage)
	if !h.given[group] && h.b.Mode != Append {
		// The shares of a stage belong together: the sheet's take the place of all.
		h.given[group] = true
		p.Rows = slices.DeleteFunc(p.Rows, func(x planner.Origin) bool { return x.Element == o.Element && x.Stage == o.Stage })
	}
	p.Rows = append(p.Rows, o)
	h.profiles.cells[i] = append(h.profiles.cells[i], "rows")
	before := "" // what the project had for the same origin
	if i < len(h.profiles.old) {
		for _, x := range h.profiles.old[i].Rows {
			if x.Element == o.Element && x.Stage == o.Stage && x.Country == o.Country && x.Kind == o.Kind {
				before = planner.FormatPercent(x.Share) + " %"
			}
		}
	}
	r.did(o.Element+", "+string(o.Stage)+", "+o.Country, before, planner.FormatPercent(o.Share)+" %")
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
