package library

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"remanence/app/plantest"
	"remanence/app/session"
	"remanence/app/ui"
	"remanence/assets"
	"remanence/data/reference"
	"remanence/planner"
)

type user struct {
	t *testing.T
	s *session.Session
	p *Page
}

func visit(t *testing.T) *user {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(ui.NewTheme(ui.Light))
	var project *planner.Project
	for _, x := range assets.Samples() {
		if x.ID == "ev-traction-de" {
			project = plantest.Project(t, x.FS)
		}
	}
	u := &user{t: t, s: session.ForProject(reference.Shipped().Facts(), project)}
	w := test.NewTempWindow(t, nil)
	u.p = New(u.s, w)
	u.p.today = func() string { return "2026-11-23" }
	u.p.reload()
	layer := ui.NewLayer(w, u.p.Content())
	t.Cleanup(layer.Close)
	w.SetPadded(false)
	w.SetContent(layer)
	w.Resize(fyne.NewSize(1180, 660))
	return u
}

// presses the action of the chosen row whose text begins so.
func (u *user) presses(text string) {
	u.t.Helper()
	for _, o := range u.p.acts.Objects {
		if b, ok := o.(*ui.Button); ok && strings.HasPrefix(b.Text, text) {
			b.OnTapped()
			return
		}
	}
	u.t.Fatalf("%s has no action %q", u.p.row, text)
}

func (u *user) story() string { return strings.Join(u.p.story.Texts(), "\n") }

func TestEveryTopicShowsEveryFactWithItsSource(t *testing.T) {
	u := visit(t)
	r := reference.Shipped()
	want := map[string]int{"grades": len(r.Grades), "materials": len(r.Materials), "elements": len(r.Elements), "suppliers": len(r.Suppliers), "regulations": len(r.Regulations),
		"prices": len(r.Prices), "duties": len(r.Duties), "freight": len(r.Freight), "evidence": len(r.Evidence), "routes": len(r.Recycling), "shares": len(r.TradeShares), "countries": len(r.Countries), "fx": len(r.FX), "settings": len(settingFields(u.s.Project()))}
	for _, topic := range u.p.topics {
		u.p.Shown(topic.ID)
		if u.p.table.Rows() != want[topic.ID] || want[topic.ID] == 0 {
			t.Errorf("%s shows %d of %d", topic.ID, u.p.table.Rows(), want[topic.ID])
		}
		for i := range u.p.table.all {
			row := &u.p.table.all[i]
			if len(row.Cells) != len(topic.Heads) {
				t.Fatalf("%s %s: %d cells under %d heads", topic.ID, row.ID, len(row.Cells), len(topic.Heads))
			}
			if lines := u.p.table.Lines(row); !strings.HasPrefix(lines[len(lines)-1], "Source: ") {
				t.Errorf("%s %s has no source", topic.ID, row.ID)
			}
		}
		if u.story() == "" || u.p.title.Text == "" {
			t.Errorf("%s: nothing at the right", topic.ID)
		}
	}
}

func TestSearchAndFind(t *testing.T) {
	u := visit(t)
	u.p.Shown("suppliers")
	u.p.search.SetText("japan magnet")
	if n := u.p.table.Rows(); n == 0 || n > 30 {
		t.Errorf("%d rows", n)
	}
	for i := range u.p.table.Rows() {
		if text := strings.ToLower(strings.Join(u.p.table.Row(i).Cells, " ") + strings.Join(u.p.table.Row(i).Detail, " ")); !strings.Contains(text, "japan") {
			t.Errorf("%s", text)
		}
	}
	u.p.search.SetText("xyzzy")
	if u.p.table.Rows() != 0 || u.p.title.Text != "" {
		t.Error("nothing matches")
	}
	u.p.Shown("grade/N42SH")
	if u.p.row != "N42SH" || u.p.topic != "grades" {
		t.Errorf("%s %s", u.p.topic, u.p.row)
	}
	if e, ok := u.p.Why(); !ok || e.Inputs[0].Source.Name == "" {
		t.Errorf("%+v", e)
	}
}

func TestOwnRowsReplaceShippedOnesAndGoBack(t *testing.T) {
	u := visit(t)
	u.p.Shown("grade/N42SH")
	if err := u.p.Assay("N42SH", "Dy", 0.021, 0.02, origin{}); err != nil {
		t.Fatal(err)
	}
	if r := u.p.table.Row(0); r.ID != "N42SH" || !r.Own || u.p.row != "N42SH" || u.p.table.Rows() != len(reference.Shipped().Grades) {
		t.Errorf("own rows stand first: %+v", r)
	}
	if !strings.Contains(u.story(), "Own assay, 2026-11-23") {
		t.Error(u.story())
	}
	u.presses("Back to the shipped row")
	if len(u.s.Project().Grades) != 0 || strings.Contains(u.story(), "Your own row") {
		t.Error("back to the shipped row")
	}
	u.s.Undo()
	if len(u.s.Project().Grades) != 1 {
		t.Error("undo brings the own row back")
	}
	if err := u.p.Price("M001", "95,5", origin{name: "offer of May"}); err != nil {
		t.Fatal(err)
	}
	m, _ := u.s.Facts().Material("M001")
	if m.PriceUSD.V.String() != "95.5" || !m.Source.User {
		t.Errorf("%+v", m)
	}
	if err := u.p.Price("M001", "cheap", origin{}); err == nil {
		t.Error("a word is no price")
	}
}

func TestFactsAreUsedInTheProject(t *testing.T) {
	u := visit(t)
	r := reference.Shipped()
	var free reference.SupplierRow
	for _, s := range r.Suppliers {
		if u.s.Project().SupplierNamed(s.Company) == nil {
			free = s
			break
		}
	}
	u.p.Shown("supplier/" + free.ID)
	u.presses("Use in project")
	if s := u.s.Project().SupplierNamed(free.Company); s == nil || s.Ref != free.ID {
		t.Errorf("%+v", s)
	}
	u.presses("In the project")
	if err := UseSupplier(u.s, free); err == nil {
		t.Error("twice")
	}
	u.p.Shown("fx/JPY")
	u.presses("Use this rate")
	got, err := u.s.Project().Cell("settings/fx_EUR_JPY")
	if x, _ := r.Cross("EUR", "JPY"); err != nil || got != x.Rate.Round(8).String() {
		t.Errorf("%q %v", got, err)
	}
	if u.s.Problems().Refused() {
		t.Error(u.s.Problems())
	}
}
