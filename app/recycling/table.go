package recycling

import (
	"slices"
	"strings"

	"remanence/app/entry"
	"remanence/app/grid"
	"remanence/app/pictures"
	"remanence/app/tr"
	"remanence/app/ui/figures"
	"remanence/data/reference"
	"remanence/planner"
)

// look is how a field of a stream is shown.
type look struct {
	kind  grid.Kind
	width float32
	tip   string
}

var looks = map[string]look{
	"stream_id": {width: 96}, "description": {width: 200}, "origin": {grid.Choice, 136, tr.Mark("Production scrap, swarf or end of life")},
	"grade_family": {width: 150}, "kg_per_month_start": {grid.Number, 104, tr.Mark("What can be collected in the first month; it changes in a straight line to the last one")},
	"kg_per_month_end": {grid.Number, 104, tr.Mark("What can be collected in the last month")}, "max_kg_per_month": {grid.Number, 100, tr.Mark("The recycler or the logistics take no more")},
	"collection_cost_per_kg": {grid.Money, 122, tr.Mark("What collecting costs; a credit is below zero")}, "currency": {width: 74},
	"recycler": {width: 130}, "recycler_ref": {width: 74}, "route": {grid.Choice, 190, tr.Mark("The process; its recoveries can be taken over from the list of routes below")},
	"output": {width: 110}, "magnet_kg_per_kg_feed": {grid.Number, 130, tr.Mark("Finished magnets from a kilogram of feed")},
	"linked_offers": {width: 110, tip: tr.Mark("Offers whose orders use this feed, separated by |")}, "lead_time_months": {grid.Number, 70, tr.Mark("From collection to the finished magnet")},
	"terms": {width: 140},
}

// columns are the fields of a stream, the plan's use of it after its name.
func columns(in func() Input) []entry.SheetColumn {
	var out []entry.SheetColumn
	for _, f := range planner.StreamFields {
		l, ok := looks[f.Name]
		if !ok {
			l = look{width: 92}
			if f.Unit != "" {
				l.kind = grid.Number
			}
		}
		if f.Unit == "%" {
			l.kind, l.width = grid.Percent, 84
		}
		c := entry.SheetColumn{Column: grid.Column{Title: tr.Known(f.Title), Unit: tr.Known(f.Unit), Width: l.width, Kind: l.kind, Editable: true, Tooltip: tr.Known(l.tip)}, Field: f.Name}
		if f.Unit == "%" {
			c.Unit = ""
		}
		if l.kind == grid.Choice {
			field := f.Name
			c.Choices = func(int) []string { return choices(in(), field) }
			if field == "origin" {
				c.Show = func(id string) grid.Cell { return grid.Cell{Text: originWord(streamOf(in().Project, id))} }
				c.Read = originHeld
			}
		}
		out = append(out, c)
		if f.Name == "description" {
			out = append(out, useColumns(in)...)
		}
	}
	return out
}

func useColumns(in func() Input) []entry.SheetColumn {
	show := func(write func(pictures.Use) string) func(string) grid.Cell {
		return func(id string) grid.Cell {
			s := streamOf(in().Project, id)
			if s == nil {
				return grid.Cell{}
			}
			u := pictures.UseOf(in().drawn(), s)
			c := grid.Cell{Text: figures.Missing, Style: grid.Muted, Tooltip: tr.T("There is no plan yet.")}
			if u.Measured {
				c = grid.Cell{Text: write(u), Tooltip: tr.F("%s of %s that can be collected over the plan", figures.Mass(u.Taken), figures.Mass(u.Feed))}
				if in().Stale {
					c.Style = grid.Stale
				}
			}
			return c
		}
	}
	return []entry.SheetColumn{
		{Column: grid.Column{Title: tr.T("Plan uses"), Unit: tr.T("over the plan"), Width: 92, Kind: grid.Number}, Show: show(func(u pictures.Use) string { return figures.Mass(u.Taken) })},
		{Column: grid.Column{Title: tr.T("of feed"), Width: 66, Kind: grid.Percent}, Show: show(func(u pictures.Use) string {
			if u.Feed == 0 {
				return figures.Missing
			}
			return figures.Percent(u.Taken/u.Feed, 0)
		})},
	}
}

// origins are the usual sources of scrap, as projects hold them.
var origins = []string{tr.Mark("production scrap"), tr.Mark("swarf"), tr.Mark("end of life")}

// originWord is where a stream comes from in the language of the screen.
func originWord(s *planner.Stream) string {
	if s == nil || !slices.Contains(origins, s.Origin) {
		if s == nil {
			return ""
		}
		return s.Origin
	}
	return tr.Known(s.Origin)
}

// originHeld is what the project holds for a word of the screen: files know no
// language.
func originHeld(text string) string {
	for _, o := range origins {
		if strings.EqualFold(text, tr.Known(o)) {
			return o
		}
	}
	return text
}

func choices(in Input, field string) []string {
	switch field {
	case "origin":
		var out []string
		for _, o := range origins {
			out = append(out, tr.Known(o))
		}
		for i := range in.Project.Streams {
			if o := originWord(&in.Project.Streams[i]); o != "" && !slices.Contains(out, o) {
				out = append(out, o)
			}
		}
		return out
	case "route":
		var out []string
		for _, r := range reference.Shipped().RecyclingRoutes("") {
			out = append(out, r.Process)
		}
		return out
	}
	return nil
}

// spec is the table of the streams.
func spec(in func() Input) entry.SheetSpec {
	return entry.SheetSpec{Table: "stream", Letter: "S", IDField: "stream_id", Hint: tr.T("new stream …"),
		NoName: tr.T("A stream needs a name; delete the row with Ctrl+Minus if it is no longer needed."),
		Added:  func(n int) string { return tr.N(n, "%s new stream", "%s new streams") },
		Cells:  func(n int) string { return tr.N(n, "%s cell of streams", "%s cells of streams") },
		Gone:   func(n int) string { return tr.N(n, "Delete %s stream", "Delete %s streams") },
		IDs: func(p *planner.Project) []string {
			out := make([]string, len(p.Streams))
			for i := range p.Streams {
				out[i] = p.Streams[i].ID
			}
			return out
		},
		New: func(p *planner.Project, id string) any {
			return planner.Stream{ID: id, Origin: origins[0], Currency: p.Currency, MagnetPerFeed: 0.8}
		},
		Columns: func() []entry.SheetColumn { return columns(in) }}
}

// RouteEdits put a route of the library and its recoveries on a stream. A
// recovery the library does not state is cleared: it belonged to another route.
func RouteEdits(p *planner.Project, stream string, r reference.RecyclingRow) []planner.Edit {
	s := streamOf(p, stream)
	if s == nil {
		return nil
	}
	next := map[string]string{"route": r.Process}
	pct := func(field string, v planner.Opt[float64]) {
		next[field] = ""
		if v.OK {
			next[field] = planner.FormatNumber(v.V)
		}
	}
	ndpr := r.NdPct
	if r.PrPct.OK && (!ndpr.OK || r.PrPct.V < ndpr.V) {
		ndpr = r.PrPct // the two are accounted together: the lower one holds for both
	}
	pct("yield_ndpr_pct", ndpr)
	pct("yield_dy_pct", r.DyPct)
	pct("yield_tb_pct", r.TbPct)
	var edits []planner.Edit
	for _, f := range planner.StreamFields {
		after, ok := next[f.Name]
		if before := f.Get(s); ok && before != after {
			edits = append(edits, planner.Edit{What: planner.Path("stream", stream, f.Name), Before: before, After: after})
		}
	}
	return edits
}
