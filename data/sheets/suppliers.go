package sheets

import (
	"encoding/json"
	"slices"
	"strings"

	"remanence/planner"
)

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
	h.rows.whole = func(fields []string) bool { return slices.Contains(fields, "sites") }
	return h.plainHandler.finish()
}
