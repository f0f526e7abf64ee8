package library

import (
	"strings"
	"testing"

	"remanence/app/ui"
	"remanence/data/reference"
	"remanence/planner"
)

// waysIn say for each topic how a row of it becomes the buyer's own, and how one that
// the library lacks is added: the beginning of a button, or, for what is changed on a
// page of its own, a sentence of the panel. A new topic needs a line here.
var waysIn = map[string]struct{ change, add, says string }{
	"grades":      {"Enter your assay", "New grade", ""},
	"materials":   {"Enter your price", "New material", ""},
	"elements":    {"Enter your figures", "", ""}, // there are no others
	"suppliers":   {"Use in project|In the project: show offers", "", "yours to change on Sources, where companies of your own are added too"},
	"regulations": {"Enter your reading", "New regulation", ""}, // what one of one's own would do is said by a rule
	"prices":      {"Enter your price", "", ""},
	"duties":      {"Enter your rate", "New duty", ""},
	"freight":     {"Enter your rate", "New lane", ""},
	"evidence":    {"Enter your figure", "New evidence", ""},
	"routes":      {"Show on Recycling", "", "yours to change there, where streams of your own are added too"},
	"shares":      {"Enter your share", "New share", ""},
	"countries":   {"Enter your reading", "", ""},
	"fx":          {"Enter your rate", "", ""},
	"settings":    {"Change|Show where it is set", "", ""},
}

// Each row of each topic can be replaced by the buyer's own or says where that is done,
// and shows source, date and confidence.
func TestEveryRowOfEveryTopicTakesTheBuyersOwn(t *testing.T) {
	u := visit(t)
	for _, topic := range Topics() {
		way, known := waysIn[topic.ID]
		if !known {
			t.Errorf("%s: nobody says how a row becomes the buyer's own", topic.ID)
			continue
		}
		u.p.Shown(topic.ID)
		heads := ""
		for _, c := range u.p.table.Columns() {
			heads += "|" + c.Title
		}
		if !strings.HasSuffix(heads, "|Date|Age|Confidence|Source") {
			t.Errorf("%s has the columns %s", topic.ID, heads)
		}
		for i := range u.p.table.Rows() {
			u.p.choose(i)
			r := u.p.table.Row(i)
			if topic.ID == "fx" && r.ID == u.s.Project().Currency {
				continue // one of the plan's own currency is one
			}
			var texts []string
			for _, o := range u.p.acts.Objects {
				if b, ok := o.(*ui.Button); ok {
					texts = append(texts, b.Text)
				}
			}
			has := func(begins string) bool {
				for _, b := range strings.Split(begins, "|") {
					for _, text := range texts {
						if strings.HasPrefix(text, b) {
							return true
						}
					}
				}
				return false
			}
			if !has(way.change) || way.add != "" && !has(way.add) {
				t.Errorf("%s %s offers %q", topic.ID, r.ID, texts)
			}
			if !strings.Contains(u.story(), way.says) {
				t.Errorf("%s %s: %q does not say %q", topic.ID, r.ID, u.story(), way.says)
			}
			if s := r.Source; topic.ID != "settings" && (s.Name == "" || s.Confidence == "" && !s.User) {
				t.Errorf("%s %s: source %+v", topic.ID, r.ID, s)
			}
		}
	}
}

// The duty that ships by weight takes the buyer's percentage, and gives it back.
func TestADutyByWeightTakesAnOwnRate(t *testing.T) {
	u := visit(t)
	for _, x := range reference.Shipped().Duties {
		if x.RateType != "specific" {
			continue
		}
		ask := planner.DutyQuestion{HS: (x.Prefix + "0000")[:8], Importer: x.Importer, Origin: x.Origin, Month: planner.MonthOf(2027, 6)}
		if x.Origin == "*" {
			ask.Origin = "VN"
		}
		rate := func() (out planner.Opt[float64]) {
			for _, l := range u.s.Facts().Duties.Duties(ask).Layers {
				if l.ID == x.ID {
					out = l.Rate
				}
			}
			return out
		}
		if rate().OK {
			t.Fatalf("%s: the shipped rate is no percentage and counts %v", x.ID, rate())
		}
		if err := u.p.Duty(x.ID, "3.2", origin{name: "broker"}); err != nil {
			t.Fatal(err)
		}
		if got := rate(); !got.OK || got.V < 0.032-1e-12 || got.V > 0.032+1e-12 || u.row("duties", x.ID).Cells[5] != "3.2\u00a0%" {
			t.Errorf("%s: %v, shown as %q", x.ID, got, u.row("duties", x.ID).Cells[5])
		}
		u.s.Undo()
		if rate().OK {
			t.Error("undone, it still counts")
		}
	}
}

// Grades and materials that the library lacks begin like another, take the buyer's
// figures and are deleted and undone.
func TestNewGradesAndMaterials(t *testing.T) {
	u := visit(t)
	u.p.Shown("grades")
	like, _ := u.s.Facts().Grade("N42SH")
	if err := u.p.NewGrade("House 7", "N42SH", origin{"our laboratory", "2026-09", "high"}); err != nil {
		t.Fatal(err)
	}
	g, ok := u.s.Facts().Grade("house 7")
	if !ok || g.Fraction("Dy") != like.Fraction("Dy") || !g.Source.User || g.Source.Date != "2026-09" {
		t.Errorf("%+v", g)
	}
	if r := u.row("grades", "House 7"); !r.Added || u.p.row != "House 7" {
		t.Errorf("%+v", r)
	}
	if err := u.p.Assay("House 7", "Dy", 0.031, 0, origin{}); err != nil {
		t.Fatal(err)
	}
	if now, _ := u.s.Facts().Grade("N42SH"); now.Fraction("Dy") != like.Fraction("Dy") {
		t.Error("the grade it is like has changed")
	}
	for _, bad := range [][2]string{{"", "N42SH"}, {"N42SH", "N42SH"}, {"House 8", "no such"}} {
		if err := u.p.NewGrade(bad[0], bad[1], origin{}); err == nil {
			t.Errorf("%q was taken", bad)
		}
	}
	u.presses("Delete")
	if _, ok := u.s.Facts().Grade("House 7"); ok {
		t.Error("deleted, it is there")
	}
	u.s.Undo()
	if g, _ := u.s.Facts().Grade("House 7"); g.Fraction("Dy") != 0.031 {
		t.Errorf("undo brings back %v", g.Content)
	}
	u.p.Shown("materials")
	if err := u.p.NewMaterial("House oxide", "M001", origin{}); err != nil {
		t.Fatal(err)
	}
	id := u.p.row
	if m, ok := u.s.Facts().Material("House oxide"); !ok || m.ID != id || m.PriceUSD.OK || len(m.Content) == 0 || !u.row("materials", id).Added {
		t.Errorf("%+v", m)
	}
	if err := u.p.Price(id, "44", origin{name: "offer"}); err != nil {
		t.Fatal(err)
	}
	if m, _ := u.s.Facts().Material(id); !m.PriceUSD.OK {
		t.Error("no price")
	}
	u.s.Undo()
	u.s.Undo()
	if _, ok := u.s.Facts().Material("House oxide"); ok {
		t.Error("undone, it is there")
	}
}

// A rate of one's own counts in the project and stands beside the shipped one.
func TestAnOwnExchangeRate(t *testing.T) {
	u := visit(t)
	u.p.Shown("fx/JPY")
	if err := u.p.FX("JPY", "171,5"); err != nil {
		t.Fatal(err)
	}
	if got, _ := u.s.Project().Cell("settings/fx_EUR_JPY"); got != "171.5" || !strings.Contains(u.story(), "In this project, JPY for one EUR: 171.5") {
		t.Errorf("%q\n%s", got, u.story())
	}
	for _, bad := range []string{"", "-1", "0", "much"} {
		if err := u.p.FX("JPY", bad); err == nil {
			t.Errorf("%q was taken", bad)
		}
	}
	u.s.Undo()
	if got, _ := u.s.Project().Cell("settings/fx_EUR_JPY"); got == "171.5" {
		t.Error("undone, it still counts")
	}
}
