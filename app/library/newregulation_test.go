package library

import (
	"strings"
	"testing"

	"remanence/app/tr"
	"remanence/app/words"
	"remanence/data/reference"
	"remanence/planner"
	"remanence/planner/policy"
)

// A regulation that the list lacks is entered with all that a shipped one has, stands
// first, is known to whatever names it, can be read anew and deleted, and undone.
func TestANewRegulation(t *testing.T) {
	u := visit(t)
	u.p.Shown("regulations")
	good := newRegulation{"EU-2027-9", "eu", "Regulation (EU) 2027/9", "export_licence", "magnet scrap", "A licence for scrap that leaves the EU", "30", "working days", "20", "60",
		reading{"in_force", "2027-03-01", "", "", origin{"official journal", "2027-02", "high"}}}
	if err := u.p.NewRegulation(good); err != nil {
		t.Fatal(err)
	}
	r, ok := u.s.Facts().Regulation("EU-2027-9")
	if !ok || r.Jurisdiction != "EU" || r.Terms.Kind != "export_licence" || r.Effective != "2027-03-01" || r.WaitLowDays != planner.Some(20) || r.WaitHighDays != planner.Some(60) || r.Terms.StatutoryDays != planner.Some(30) ||
		!r.Source.User || r.Source.Date != "2027-02" || r.Source.Confidence != "high" || r.CheckedOn == "" {
		t.Fatalf("%+v", r)
	}
	// Thirty working days are 42; the longest reported is where nine of ten are through.
	if w := policy.NewBook(u.s.Facts(), nil).Wait(r.ID); !w.P50.OK || w.P90 != planner.Some(60.0) || w.P50.V >= w.P90.V {
		t.Errorf("%+v", w)
	}
	row := u.row("regulations", r.ID)
	if !row.Own || !row.Added || u.p.row != r.ID || row.Cells[5] != "in force" || !strings.Contains(u.story(), "magnet scrap") {
		t.Errorf("%+v, %q", row, u.story())
	}
	if err := u.p.Reading(r.ID, reading{status: "suspended", effective: r.Effective, from: "2027-06-01", until: "2027-12-31", source: origin{name: "letter"}}); err != nil {
		t.Fatal(err)
	}
	if now, _ := u.s.Facts().Regulation(r.ID); now.SuspendedUntil != "2027-12-31" || now.Covers != "magnet scrap" || len(u.s.Project().OwnRegulations) != 1 {
		t.Errorf("%+v", now)
	}
	for what, bad := range map[string]func(*newRegulation){
		"no name":          func(x *newRegulation) { x.id = " " },
		"a space":          func(x *newRegulation) { x.id = "EU 9" },
		"there already":    func(x *newRegulation) { x.id = "cn-2025-18" },
		"no state":         func(x *newRegulation) { x.state = "" },
		"no instrument":    func(x *newRegulation) { x.instrument = "" },
		"no status":        func(x *newRegulation) { x.status = "" },
		"half a day":       func(x *newRegulation) { x.low = "0.5" },
		"waits reversed":   func(x *newRegulation) { x.low, x.high = "60", "20" },
		"no date":          func(x *newRegulation) { x.effective = "soon" },
		"ends too early":   func(x *newRegulation) { x.from, x.until = "2027-06-01", "2027-05-01" },
		"source undated":   func(x *newRegulation) { x.source.date = "some day" },
		"a negative wait":  func(x *newRegulation) { x.high = "-3" },
		"letters for days": func(x *newRegulation) { x.low = "long" },
	} {
		x := good
		x.id = "EU-2027-10"
		bad(&x)
		if err := u.p.NewRegulation(x); err == nil || len(u.s.Project().OwnRegulations) != 1 {
			t.Errorf("%s is taken", what)
		}
	}
	u.p.drop("regulation", r.ID)
	if _, there := u.s.Facts().Regulation(r.ID); there {
		t.Error("deleted, it is still there")
	}
	u.s.Undo()
	if _, there := u.s.Facts().Regulation(r.ID); !there {
		t.Error("undo does not bring it back")
	}
}

// China's shares of the world take the buyer's own figure; without one they stay as they
// ship.
func TestOwnSharesOfChina(t *testing.T) {
	u := visit(t)
	was, _ := u.s.Facts().Element("Dy")
	if err := u.p.Element("Dy", elementFigures{mines: "47", refines: "0", source: origin{name: "survey", date: "2026-05", confidence: "medium"}}); err != nil {
		t.Fatal(err)
	}
	e, _ := u.s.Facts().Element("Dy")
	if e.ChinaMines != planner.Some(47.0) || e.ChinaRefines != planner.Some(0.0) || e.ChinaUSD != was.ChinaUSD || e.Source.Date != "2026-05" || e.Source.Confidence != "medium" {
		t.Errorf("%+v", e)
	}
	if cells := u.row("elements", "Dy").Cells; cells[3] != "47" || cells[4] != "0" {
		t.Errorf("%q", cells)
	}
	for _, bad := range []string{"101", "-1", "most"} {
		if err := u.p.Element("Dy", elementFigures{mines: bad}); err == nil {
			t.Errorf("%q is taken", bad)
		}
	}
	// What a project written before says of an element leaves the shares as they ship.
	shipped, _ := reference.Shipped().Element("Dy")
	if got := chinaShares(was); got[0] != shipped.ChinaMinePct || got[1] != shipped.ChinaRefiningPct {
		t.Errorf("%v", got)
	}
	before := u.row("elements", "Dy").Cells
	u.p.Element("Dy", elementFigures{china: "400"})
	if cells := u.row("elements", "Dy").Cells; cells[3] != before[3] || cells[4] != before[4] || cells[5] != "400" {
		t.Errorf("%q", cells)
	}
}

// Every form of an own row keeps who says so, of which day, and how far to trust it.
func TestEveryOwnRowKeepsItsOrigin(t *testing.T) {
	u := visit(t)
	said := origin{"note 4", "2026-03", "high"}
	f := u.s.Facts()
	lane := reference.Shipped().Freight[0]
	for what, do := range map[string]func() (planner.Source, error){
		"duty": func() (planner.Source, error) {
			err := u.p.Duty(reference.Shipped().Duties[0].ID, "3", said)
			return u.s.Project().OwnDuties[0].Source, err
		},
		"lane": func() (planner.Source, error) {
			err := u.p.Freight(lane.Origin+">"+lane.Destination+">"+lane.Mode, "1.2", "USD", said)
			return u.s.Project().Lanes[len(u.s.Project().Lanes)-1].Source, err
		},
		"price": func() (planner.Source, error) {
			err := u.p.Price("M001", "80", said)
			m, _ := u.s.Facts().Material("M001")
			return m.Source, err
		},
		"assay": func() (planner.Source, error) {
			err := u.p.Assay("N42SH", "Dy", 0.02, 0.02, said)
			g, _ := u.s.Facts().Grade("N42SH")
			return g.Source, err
		},
		"country": func() (planner.Source, error) {
			err := u.p.Country("VN", false, true, said)
			return u.s.Project().OwnCountries[0].Source, err
		},
		"reading": func() (planner.Source, error) {
			err := u.p.Reading("CN-2025-18", reading{status: "in_force", source: said})
			return u.s.Project().OwnRegulations[0].Source, err
		},
	} {
		s, err := do()
		if err != nil || s.Name != said.name || s.Date != said.date || s.Confidence != said.confidence {
			t.Errorf("%s: %+v, %v", what, s, err)
		}
	}
	if len(f.Grades) == 0 {
		t.Fatal("no library")
	}
	if err := u.p.Duty(reference.Shipped().Duties[0].ID, "3", origin{date: "lately"}); err == nil {
		t.Error("no day is taken for a date")
	}
}

// The library's own vocabulary is translated, whatever the tables come to hold.
func TestTheVocabularyOfTheLibraryIsTranslated(t *testing.T) {
	defer tr.Use("en")
	r := reference.Shipped()
	terms := map[string]bool{}
	for _, x := range r.Regulations {
		terms[x.Kind] = true
	}
	for _, x := range r.Elements {
		terms[x.Group], terms[x.Announcement18] = true, true
	}
	for _, x := range r.Suppliers {
		terms[x.Stage], terms[x.Status], terms[x.ChinaDependence] = true, true, true
	}
	for _, x := range r.Materials {
		terms[x.Category], terms[x.Stage] = true, true
	}
	for _, x := range r.Duties {
		terms[x.Layer] = true
	}
	for _, x := range r.Prices {
		terms[x.Basis], terms[x.PeriodType], terms[x.VAT] = true, true, true
	}
	for _, x := range r.Evidence {
		terms[x.Metric] = true
	}
	for _, x := range r.Countries {
		terms[x.Region] = true
	}
	for _, x := range r.Recycling {
		terms[x.Class] = true
	}
	same := map[string]bool{"ieepa": true, "germanium": true, "gallium": true, "magnet": true, "section 122": true, "section 301": true, "optics": false, "wafer": true, "indium": true, "fob china": true}
	for _, code := range []string{"de", "ja"} {
		tr.Use(code)
		for id := range terms {
			text := strings.ReplaceAll(id, "_", " ")
			if got := words.Term(id); id != "" && strings.EqualFold(got, text) && !same[text] {
				t.Errorf("%s: %q stays %q", code, text, got)
			}
		}
	}
}

// Each kind of new row can be asked for from any topic.
func TestNewRowsCanBeAskedForFromAnyTopic(t *testing.T) {
	u := visit(t)
	asked := 0
	for _, c := range Commands() {
		if !strings.HasPrefix(c.Title, "New ") || c.Do == nil {
			continue
		}
		asked++
		u.p.Shown("settings")
		c.Do(u.p)
		over := u.p.window.Canvas().Overlays()
		if over.Top() == nil || u.p.topic == "settings" {
			t.Errorf("%s: nothing is asked on %s", c.Title, u.p.topic)
			continue
		}
		over.Remove(over.Top())
	}
	if asked != 7 {
		t.Errorf("%d kinds of new rows", asked)
	}
}

// A figure typed anew is of today, though who said the last one is proposed again.
func TestANewFigureHasNoOldDate(t *testing.T) {
	visit(t)
	was := planner.Source{Name: "laboratory", Date: "2025-03", Confidence: "high", User: true}
	if said := newStatement(was).said(); said != (origin{"laboratory", "", "high"}) {
		t.Errorf("%+v", said)
	}
	if said := newOriginFields(was).said(); said.date != was.Date {
		t.Errorf("%+v", said)
	}
}
