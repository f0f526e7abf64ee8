package imports

import (
	"strings"
	"testing"

	"remanence/data/sheets"
	"remanence/planner"
)

// pasted are sheets of every kind as people send them, what is answered, and a
// cell of the project that tells they came in.
var pasted = []struct {
	kind   sheets.Kind
	text   string
	answer [2]string
	cell   string
	want   string
}{
	{sheets.Demand, "Teilenummer|Jan 27|Feb 27\nMOT-100|1.200|1.300,5", [2]string{}, "part/MOT-100/2027-02", "1300.5"},
	{sheets.Materials, "Raw material|Jan 27 (kg)|Feb 27 (kg)\nDysprosium oxide|12|13", [2]string{}, "part/Dysprosium%20oxide/2027-02", "13"},
	{sheets.Offers, "Supplier|Part|Price per 1000 pcs|Lead time\nAlpha Magnetics|MOT-100|€ 5,200.00|63 days", [2]string{}, "offer/O01/lead_time_weeks", "9"},
	{sheets.Suppliers, "Supplier|Group|Country|Stage|Site\nGamma Metals|Gamma|Estonia|Separation|Sillamäe", [2]string{}, "supplier/Gamma%20Metals/supplier_group", "Gamma"},
	{sheets.Capacity, "Production line|Jan 27 (t)|Feb 27 (t)\nLine 1|0.6|0.7", [2]string{}, "pool/Line%201/2027-02", "700"},
	{sheets.Stock, "Part|On hand|On order|ETA\nMOT-100|350|1000|2027-03-10", [2]string{}, "stock/0/pieces", "350"},
	{sheets.Origins, "Profile|Element|Stage|Country|Share\nAlpha chain|Dysprosium|Separation|China|60%\nAlpha chain|Dy|separation|Australia|40%", [2]string{}, "profile/Alpha%20chain/Dy%7Cseparation%7CAU%7Cprimary", "40"},
	{sheets.Prices, "Index|Market|Currency|Date|Price per kg\nDy oxide|Europe|USD|2027-01|900", [2]string{}, "index/Dy%20oxide/2027-01", "900"},
	{sheets.TakeBack, "Stream|Recycler|kg per month|Magnet yield\nGrinding swarf|Remag|120|0.7", [2]string{}, "stream/Grinding%20swarf/kg_per_month_start", "120"},
	{sheets.Rules, "Rule|Metric|Element|Stage|Country|Limit|Hard\nR01|max country share|Dy|separation|China|60 %|hard", [2]string{"fix:window", "per_calendar_year"}, "rule/R01/value_from", "60"},
	{sheets.FX, "Currency|Rate\nUSD|1.17", [2]string{}, "settings/fx_EUR_USD", "1.17"},
	{sheets.Budget, "Part|Std cost (EUR)\nMOT-100|5.10", [2]string{}, "part/MOT-100/standard_price", "5.1"},
}

// Every kind comes in through the dialog: recognised, asked only what is unclear,
// one change, one undo; the same sheet again is nothing new and is not asked about.
func TestEveryKindComesInThroughTheDialog(t *testing.T) {
	seen := map[sheets.Kind]bool{}
	for _, c := range pasted {
		t.Run(string(c.kind), func(t *testing.T) {
			seen[c.kind] = true
			r := newRig(t)
			was := r.s.Doc().Digest()
			text := strings.ReplaceAll(c.text, "|", "\t")
			r.x.Paste(text)
			d := r.x.current
			if d == nil || d.flow.Mapping.Kind != c.kind {
				t.Fatalf("read as %v", d.flow.Mapping.Kind)
			}
			if c.answer[0] != "" {
				found := false
				for _, q := range d.flow.Questions {
					found = found || q.Key == c.answer[0]
				}
				if !found || len(d.flow.Questions) != 1 {
					t.Fatalf("asked %+v, want %s alone", d.flow.Questions, c.answer[0])
				}
				d.flow.Mapping.Answer(d.flow.Table, c.answer[0], c.answer[1])
				d.read()
			}
			if len(d.flow.Questions) > 0 || d.flow.Result.Waiting+d.flow.Result.Refused > 0 {
				t.Fatalf("asks %+v; %s: %s", d.flow.Questions, d.flow.Summary(), problemText(&d.flow.Result.Rows[0]))
			}
			if !d.apply() {
				t.Fatal("not applied: " + d.flow.Summary())
			}
			if got, err := r.s.Project().Cell(c.cell); err != nil || got != c.want {
				t.Errorf("%s is %q, want %q (%v)", c.cell, got, c.want, err)
			}
			after := r.s.Doc().Digest()
			r.x.Paste(text)
			if d = r.x.current; len(d.flow.Questions) > 0 || !d.flow.Mapping.Known {
				t.Errorf("asked again: %+v", d.flow.Questions)
			}
			if d.apply() || r.s.Doc().Digest() != after {
				t.Errorf("the same sheet again changes something: %s", d.flow.Summary())
			}
			r.s.Undo()
			if r.s.Doc().Digest() != was {
				t.Error("one undo does not take the import back")
			}
		})
	}
	for _, k := range sheets.Kinds {
		if !seen[k] {
			t.Errorf("no sheet of %s was tried", k)
		}
	}
}

// A price seven times the last quote waits, with the words for it; update, append
// and replace do what they say.
func TestOutliersAndModes(t *testing.T) {
	r := newRig(t)
	paste := func(rows string) *dialog {
		r.x.Paste("Supplier\tPart\tPrice (EUR/pc)\n" + strings.ReplaceAll(rows, "|", "\t"))
		return r.x.current
	}
	paste("Alpha Magnetics|MOT-100|5").apply()
	d := paste("Alpha Magnetics|MOT-100|35")
	if d.flow.Result.Waiting != 1 || !strings.Contains(d.about.Text, "7 times") {
		t.Fatalf("%s: %q", d.flow.Summary(), d.about.Text)
	}
	d = paste("Alpha Magnetics|MOT-100|5.5\nBeta Magnet|MOT-100|4.9")
	d.modes.OnChanged(string(sheets.Append))
	if d.flow.Result.New != 1 || d.flow.Result.Waiting != 1 {
		t.Fatalf("append: %s", d.flow.Summary())
	}
	d.modes.OnChanged(string(sheets.Update))
	if d.flow.Result.New != 1 || d.flow.Result.Changed != 1 {
		t.Fatalf("update: %s", d.flow.Summary())
	}
	d.apply()
	parts := func() string {
		var out []string
		for _, p := range r.s.Project().Parts {
			out = append(out, p.ID)
		}
		return strings.Join(out, " ")
	}
	r.x.Paste("Part\tJan 27\tFeb 27\nNEW-1\t5\t6\n")
	d = r.x.current
	d.modes.OnChanged(string(sheets.Replace))
	if d.flow.Result.Removed != 1 || !strings.Contains(d.flow.Summary(), "1 removed from the project") {
		t.Fatalf("replace: %s", d.flow.Summary())
	}
	d.apply()
	if parts() != "NEW-1" {
		t.Errorf("after replacing: %s", parts())
	}
	r.s.Undo()
	if parts() != "MOT-100" || r.s.Project().Parts[0].Demand[0] != planner.Some(1000.0) {
		t.Errorf("after undo: %s", parts())
	}
}
